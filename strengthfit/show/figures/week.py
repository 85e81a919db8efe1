"""A planned week over time: runs, strength, and the fatigue that strength leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ...domain.block import weeks_of
from ...domain.clock import DAY, clock_text
from ...domain.words import run_word
from ...errors import InputError
from ...planning import Plan
from ..text.words import headline, session_at
from .layout import fit_height, legend, own_axes, size_mm, spread, title
from .style import ACCENT, DARK, GRID, INK, MM, PAPER, WIDTH, check_width, look

if TYPE_CHECKING:  # importing the figures must not load matplotlib, or numpy
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from ...diagnosis import FatigueTrace

_CURVE = 34.0  # millimetres: the height of the fatigue
_LEADER = 3.5  # millimetres from the top of the fatigue to the words
_LINE = 3.1  # millimetres from one line of words to the next
_LEAST = 0.5  # percent of speed: the fatigue of a week without strength is a line on an axis
_CROWDED = 0.65  # words take at most this share of axes that somebody else made
_KEY, _OTHER, _SESSION = "key run, at its loss", "other run, at its loss", "strength session"
_FATIGUE = "fatigue of strength"


@attrs.frozen
class _Event:
    """A run or a session: its start in days, its words, and what a run loses in percent."""

    at: float
    words: str
    strength: bool = False
    key: bool = False
    loss: float = 0.0

    @property
    def name(self) -> str:
        """What the legend calls it."""
        return _SESSION if self.strength else _KEY if self.key else _OTHER


def draw_week(plan: Plan, ax: Axes | None = None, *, width_mm: float = WIDTH) -> Axes:
    """Draw a planned week: runs, strength sessions, and the fatigue that strength leaves.

    The curve is what a run that strength disturbs fully would lose at each moment; each run stands
    at what it is expected to lose itself.

    Parameters
    ----------
    plan
        Of one week.
    ax
        Where to draw; by default in a new figure.
    width_mm
        Width of a new figure in millimetres: 160 is a page's text, 80 a column.

    Raises
    ------
    InputError
        If the plan is of a block, or the width is not accepted.
    MissingExtraError
        If matplotlib is not installed.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])
    >>> axes = draw_week(sf.plan(week))
    >>> axes.get_ylabel()
    'fatigue (% of speed)'
    """
    weeks = len(weeks_of(plan.week))
    if weeks > 1:
        accepted = (
            "is the plan of a block; write draw_block(plan), or plan one week: plan.week_alone(0)"
        )
        raise InputError("plan", f"{weeks} weeks", accepted, "unsupported")
    width = check_width(width_mm)
    with look():
        trace = _trace(plan)
        events = _events(plan, trace)
        axes = own_axes(ax, width)
        _name_days(axes, plan)
        legend(axes, _handles(events))
        cost = f"interference {plan.interference:.2f} % of speed" if plan.placements else ""
        title(axes, headline(plan, cost))
        words = _words(axes, events)
        longest = max([0.0, *(text.get_window_extent().height for text in words if text)])
        lane = longest / axes.figure.dpi * MM + _LEADER + 1
        if ax is None:
            fit_height(axes, _CURVE + lane)
        height = size_mm(axes)[1]
        top = max(_LEAST, 1.08 * float(trace.impairment.max(initial=0.0)))
        base = top / (1 - min(lane / height, _CROWDED))
        _scale_losses(axes, base, top)
        axes.fill_between(trace.minutes / DAY, trace.impairment, color=GRID, linewidth=0)
        axes.plot(trace.minutes / DAY, trace.impairment, color=DARK, linewidth=1.1)
        for event, text in zip(events, words, strict=True):
            _draw_event(axes, event, text, top, top + base * _LEADER / height)
    return axes


def _trace(plan: Plan) -> FatigueTrace:
    from ...diagnosis.fatigue_trace import trace_fatigue
    from ...diagnosis.placed import placed_sessions

    horizon = plan.program.horizon
    return trace_fatigue(horizon, plan.policy, placed_sessions(horizon, plan.placements))


def _events(plan: Plan, trace: FatigueTrace) -> list[_Event]:
    """Return the runs and strength sessions of a plan's week, by start."""
    losses = {run.start: run.loss for run in trace.runs}  # ids may come again after the week
    events = [
        _Event(
            run.start / DAY,
            run_word(run.kind, run.priority),
            key=run.key,
            loss=losses[run.start],
        )
        for day in plan.days
        for run in day.runs
    ]
    events += [
        _Event(p.start / DAY, session_at(clock_text(p.start % DAY), p), strength=True)
        for p in plan.placements
    ]
    return sorted(events, key=lambda event: event.at)


def _name_days(axes: Axes, plan: Plan) -> None:
    """Make the axis below one of days, each named in its middle, with lines between them."""
    days = len(plan.days)
    axes.set_xlim(0, days)
    axes.set_xticks([day + 0.5 for day in range(days)], [day.name for day in plan.days])
    axes.set_xticks(range(days + 1), minor=True)
    axes.tick_params(axis="x", which="major", length=0)
    axes.grid(visible=True, which="minor", axis="x", color=GRID, linewidth=0.5)
    since = "" if plan.week.start is None else f" from {plan.week.start}"
    axes.set_xlabel(f"time (days{since})")


def _scale_losses(axes: Axes, base: float, top: float) -> None:
    """Make the axis beside one of percent that ends where the words begin."""
    from matplotlib.ticker import MaxNLocator

    axes.set_ylim(0, base)
    ticks = MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]).tick_values(0, top)
    axes.set_yticks([tick for tick in ticks if tick <= top])
    axes.spines["left"].set_bounds(0, top)
    axes.set_ylabel("fatigue (% of speed)", loc="bottom")


def _handles(events: list[_Event]) -> list[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    named = {event.name: event for event in events}
    marks = [
        Line2D([], [], label=name, **_mark(named[name]))
        for name in (_KEY, _OTHER, _SESSION)
        if name in named
    ]
    return [*marks, Patch(facecolor=GRID, edgecolor=DARK, linewidth=1.1, label=_FATIGUE)]


def _mark(event: _Event) -> dict[str, Any]:
    if event.strength:
        shape = {"marker": "s", "color": ACCENT, "markersize": 4.4}
    else:
        face = INK if event.key else PAPER
        shape = {"marker": "o", "color": INK, "markerfacecolor": face, "markersize": 4.2}
    return {"linestyle": "none", "markeredgewidth": 0.9, **shape}


def _words(axes: Axes, events: list[_Event]) -> list[Text | None]:
    """Write the words of events beside one another, ready to be lifted.

    If they are too many, strength has words before key runs, and these before other runs.
    """
    last = axes.get_xlim()[1]
    line = _LINE * last / size_mm(axes)[0]
    ranked = sorted(events, key=lambda event: (not event.strength, not event.key))
    named = [event for event in events if event in ranked[: int(last // line)]]
    places = iter(spread([event.at for event in named], line, line / 2, last - line / 2))
    style: dict[str, Any] = {"rotation": 90, "ha": "center", "va": "bottom", "in_layout": False}
    return [
        axes.text(
            next(places), 0, event.words, weight="bold" if event.strength else "normal", **style
        )
        if event in named
        else None
        for event in events
    ]


def _draw_event(axes: Axes, event: _Event, words: Text | None, top: float, up: float) -> None:
    """Mark an event at its time, with a line up to its words."""
    line: dict[str, Any] = (
        {"color": ACCENT, "linestyle": "-", "linewidth": 1.1}
        if event.strength
        else {"color": INK, "linestyle": "-" if event.key else ":", "linewidth": 0.6}
    )
    at = event.at if words is None else words.get_position()[0]
    axes.plot([event.at, event.at, at], [event.loss, top, up], clip_on=False, **line)
    height = top if event.strength else event.loss
    axes.plot([event.at], [height], zorder=4, clip_on=False, **_mark(event))
    if words is not None:
        words.set_y(up + 0.15 * (up - top))
