"""A gym over a week: who is there when, how full it is, and the coach's shifts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ...domain.block import week_days, weeks_of
from ...domain.clock import DAY, clock_text
from ...domain.words import counted
from ...errors import InputError
from ...squads import Booking, SquadPlan
from ..text.squad import head
from ..text.words import dated_day
from .layout import fit_height, legend, own_axes, size_mm, title
from .style import ACCENT, GRID, INK, LIGHT, MIDDLE, MM, SMALL, WIDTH, check_width, look

if TYPE_CHECKING:  # importing the figures must not load matplotlib
    from matplotlib.axes import Axes

_LANE = 3.3  # millimetres: the height of one who trains
_GAP = 0.7  # between two days, in lanes
_HOUR = 60
_BREAK = 8.0  # minutes: the width of what stands for hours in which nobody is there
_MOST_TICKS = 10
_MARGIN = 1.0  # millimetres that a name leaves free in its bar
_LEAST = 20.0  # millimetres: the height of axes with room for their label
_LEAST_LANE = 2.8  # millimetres: in lower ones no name can be read
_SPARE = 3  # places beyond the most that are taken at once, up to which all are drawn
_COACHED: dict[str, Any] = {"facecolor": MIDDLE, "edgecolor": INK, "linewidth": 0.4}
_ALONE: dict[str, Any] = {"facecolor": LIGHT, "edgecolor": INK, "linewidth": 0.4}
_SHIFT: dict[str, Any] = {"facecolor": "#f3dfd3", "edgecolor": ACCENT, "linewidth": 0.4}
_LIMIT: dict[str, Any] = {"color": ACCENT, "linewidth": 1.1, "linestyle": (0, (4, 1.5))}


@attrs.frozen
class _Bar:
    """One who trains: in which strip of a day and which lane of it, and by what number."""

    strip: int
    lane: int
    booking: Booking
    number: int


@attrs.frozen
class _Chart:
    """What is drawn: the days with a strip, the bars, a strip's height in lanes, and the hours."""

    days: tuple[int, ...]
    bars: tuple[_Bar, ...]
    lanes: int
    hours: tuple[int, ...]

    def across(self, minute: int) -> float:
        """Return where a minute of the day lies: hours in which nobody is there are left out."""
        hour = minute // _HOUR
        before = [one for one in self.hours if one < hour]
        breaks = sum(one + 1 not in self.hours for one in before)
        if hour not in self.hours and hour - 1 in self.hours:
            breaks -= 1  # where the last hour of several ends
        return len(before) * _HOUR + max(0, breaks) * _BREAK + minute % _HOUR

    def low(self, strip: int) -> float:
        """Return where a strip begins, in lanes from below."""
        return (len(self.days) - 1 - strip) * (self.lanes + _GAP)

    @property
    def high(self) -> float:
        """The height of all strips, in lanes, with what a limit needs above the first."""
        return max(self.low(0) + self.lanes + _GAP / 2, _LEAST / _LANE)

    @property
    def whole(self) -> float:
        """The height of the axes, in lanes."""
        return self.high + _GAP / 2


def draw_squad(
    squad: SquadPlan, ax: Axes | None = None, *, week: int | None = None, width_mm: float = WIDTH
) -> Axes:
    """Draw a gym over a week: who is there when, its places, and when the coach is there.

    Each day has a strip as high as the gym has places; so it is as full as its strip. If names do
    not fit into the bars, numbers stand for them. What is trained elsewhere is left out.

    Parameters
    ----------
    squad
        With a plan.
    ax
        Where to draw; by default in a new figure.
    week
        Of weeks planned as one, which: 0 for the first.
    width_mm
        Width of a new figure in millimetres: 160 is a page's text, 80 a column.

    Raises
    ------
    InputError
        If the squad has several weeks and none is chosen, or there is no such week, or the width is
        not accepted.
    MissingExtraError
        If matplotlib is not installed.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])
    >>> axes = draw_squad(sf.plan_squad({"Ann": week, "Bo": week}, sf.Gym(places=1)))
    >>> axes.get_xlabel()
    'time of day (hours)'
    """
    width = check_width(width_mm)
    number = _checked_week(squad, week)
    chart = _chart(squad, number)
    with look():
        axes = own_axes(ax, width)
        _name_hours(axes, chart)
        _name_days(axes, chart, squad)
        named = _fit(axes, [one.booking.member for one in chart.bars], chart)
        legend(axes, _handles(squad, chart, named=named))
        title(axes, head(squad)[0].removesuffix("."))
        if ax is None:
            fit_height(axes, _LANE * chart.whole)
        _draw_shifts(axes, chart, squad)
        _draw_bars(axes, chart, named=named)
        _draw_limit(axes, chart, squad)
    return axes


def _checked_week(squad: SquadPlan, week: int | None) -> int:
    """Return which week is drawn, or refuse one that there is not."""
    weeks = len(weeks_of(squad.members[0].week))
    if week is None and weeks > 1:
        accepted = f"is missing: the squad has {weeks} weeks; write 0 for the first"
        raise InputError("week", week, accepted, "missing")
    number = 0 if week is None else week
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < weeks:
        accepted = f"is not a week of the squad; write 0 to {weeks - 1}"
        raise InputError("week", week, accepted, "out_of_range")
    return number


def _chart(squad: SquadPlan, week: int) -> _Chart:
    length = week_days(squad.members[0].week)
    days = range(week * length, (week + 1) * length)
    mine = [one for one in squad.bookings if one.in_gym and one.start // DAY in days]
    starts = [*(one.start for one in mine), *(one.start for one in squad.shifts)]
    there = {start // DAY for start in starts} & {*days}
    shown = tuple(sorted(there)) or tuple(days)
    names = [member.id for member in squad.members]
    bars = []
    for strip, day in enumerate(shown):
        ends: list[int] = []  # of the last in each lane
        for one in mine:
            if one.start // DAY != day:
                continue
            lane = next((n for n, end in enumerate(ends) if end <= one.start), len(ends))
            ends[lane : lane + 1] = [one.end]
            bars.append(_Bar(strip, lane, one, names.index(one.member) + 1))
    most = max([1, *(bar.lane + 1 for bar in bars)])
    places = squad.gym.places
    lanes = places if places is not None and most <= places <= most + _SPARE else most
    return _Chart(shown, tuple(bars), lanes, _hours(bars, squad, shown))


def _hours(bars: Iterable[_Bar], squad: SquadPlan, days: Sequence[int]) -> tuple[int, ...]:
    """Return the hours of the day in which somebody is there on one of the days."""
    spans = [(bar.booking.start, bar.booking.end) for bar in bars]
    spans += [(one.start, one.end) for one in squad.shifts if one.start // DAY in days]
    found = {
        hour
        for start, end in spans
        for hour in range(start % DAY // _HOUR, -(-(start % DAY + end - start) // _HOUR))
    }
    return tuple(sorted(found)) or tuple(range(8, 20))


def _name_hours(axes: Axes, chart: _Chart) -> None:
    """Make the axis below one of the hours in which somebody is there, and not every hour named."""
    ends = [hour for hour in chart.hours if hour + 1 not in chart.hours]
    named = (*chart.hours, ends[-1] + 1)
    step = -(-len(named) // _MOST_TICKS)
    ticks = named[::step]
    axes.set_xlim(0, chart.across(chart.hours[-1] * _HOUR) + _HOUR)
    axes.set_xticks(
        [chart.across(hour * _HOUR) for hour in ticks],
        [clock_text(hour % 24 * _HOUR) for hour in ticks],
    )
    axes.grid(visible=True, axis="x", color=GRID, linewidth=0.5)
    for end in ends[:-1]:
        gap = chart.across(end * _HOUR) + _HOUR
        axes.axvspan(gap, gap + _BREAK, facecolor=GRID, linewidth=0, zorder=5)
    axes.set_xlabel("time of day (hours)" if len(ends) == 1 else "time of day (hours in use)")


def _name_days(axes: Axes, chart: _Chart, squad: SquadPlan) -> None:
    plan = squad.plans[0]
    middles = [chart.low(strip) + chart.lanes / 2 for strip in range(len(chart.days))]
    names = [dated_day(plan.week, day, plan.days[day].name) for day in chart.days]
    axes.set_ylim(-_GAP / 2, chart.high)
    axes.set_yticks(middles, names)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_ylabel("day (athletes)")


def _fit(axes: Axes, words: Sequence[str], chart: _Chart) -> bool:
    """Whether all words fit into their bars."""
    low, high = axes.get_xlim()
    minute = size_mm(axes)[0] / (high - low)
    for text, bar in zip(words, chart.bars, strict=True):
        room = (bar.booking.end - bar.booking.start) * minute - _MARGIN
        if _width_mm(axes, text) > room:
            return False
    return True


def _width_mm(axes: Axes, words: str) -> float:
    """Return how wide words are in a bar."""
    text = axes.text(0, 0, words, size=SMALL, in_layout=False)
    width = text.get_window_extent().width / axes.figure.figure.dpi * MM
    text.remove()
    return float(width)


def _draw_shifts(axes: Axes, chart: _Chart, squad: SquadPlan) -> None:
    from matplotlib.patches import Rectangle

    for shift in squad.shifts:
        if shift.start // DAY in chart.days:
            low = chart.low(chart.days.index(shift.start // DAY))
            corner = (chart.across(shift.start % DAY), low)
            box = Rectangle(corner, shift.end - shift.start, chart.lanes, zorder=1, **_SHIFT)
            axes.add_patch(box)


def _draw_bars(axes: Axes, chart: _Chart, *, named: bool) -> None:
    """Draw who trains, with a name or a number where it can be read."""
    low, high = axes.get_xlim()
    across, up = size_mm(axes)
    minute, lane = across / (high - low), up / chart.whole
    style: dict[str, Any] = {"size": SMALL, "ha": "center", "va": "center_baseline"}
    for bar in chart.bars:
        start, length = chart.across(bar.booking.start % DAY), bar.booking.end - bar.booking.start
        height = chart.low(bar.strip) + bar.lane
        look_ = _COACHED if bar.booking.with_coach else _ALONE
        axes.broken_barh([(start, length)], (height + 0.06, 0.88), zorder=2, **look_)
        words = bar.booking.member if named else str(bar.number)
        if lane >= _LEAST_LANE and _width_mm(axes, words) <= length * minute - _MARGIN / 2:
            axes.text(start + length / 2, height + 0.5, words, in_layout=False, zorder=3, **style)


def _draw_limit(axes: Axes, chart: _Chart, squad: SquadPlan) -> None:
    """Draw how many the gym has room for, if that is near."""
    if chart.lanes == squad.gym.places:
        for strip in range(len(chart.days)):
            axes.axhline(chart.low(strip) + chart.lanes, zorder=4, **_LIMIT)


def _handles(squad: SquadPlan, chart: _Chart, *, named: bool) -> list[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    coached = {bar.booking.with_coach for bar in chart.bars}
    found: list[Any] = []
    if True in coached:
        found.append(Patch(label="trains with the coach", **_COACHED))
    if False in coached:
        found.append(Patch(label="trains", **_ALONE))
    if any(shift.start // DAY in chart.days for shift in squad.shifts):
        found.append(Patch(label="the coach is there", **_SHIFT))
    if chart.lanes == squad.gym.places:
        found.append(
            Line2D([], [], label=f"the limit: {counted(chart.lanes, 'athlete')}", **_LIMIT)
        )
    if not named:
        names = {bar.number: bar.booking.member for bar in chart.bars}
        found += [
            Line2D([], [], linestyle="none", label=f"{number} {names[number]}")
            for number in sorted(names)
        ]
    return found
