"""A planned block over its weeks: running volume, strength by dose, key runs and races."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ...domain.block import weeks_of
from ...domain.run import TRAINING
from ...domain.strength import DOSES
from ...planning import Plan
from ..text.words import doses_words, headline
from .layout import fit_height, legend, own_axes, size_mm, title
from .style import (
    ACCENT,
    DARK,
    GRID,
    INK,
    LIGHT,
    MIDDLE,
    MM,
    PAPER,
    TICKS,
    WIDTH,
    check_width,
    look,
)

if TYPE_CHECKING:  # importing the figures must not load matplotlib
    from matplotlib.axes import Axes

_CELL = 3.2  # millimetres: the height of a session, or of a run's mark
_BARS, _GAP = 9.5, 0.8  # heights of the tallest bar and of the gap between lanes, in cells
_KEY, _RACE, _NONE = "key run", "race", "none"
_FILLS: dict[str, dict[str, Any]] = {
    "full": {"facecolor": DARK},
    "reduced": {"facecolor": MIDDLE, "hatch": "////"},
    "simplified": {"facecolor": LIGHT, "hatch": "...."},
    _NONE: {"facecolor": PAPER, "linestyle": (0, (1.5, 1.2))},
}
_NAMES = {_NONE: "not placed"} | {dose: f"{dose} dose" for dose in DOSES}
_EDGE: dict[str, Any] = {"edgecolor": INK, "linewidth": 0.4}
_THIN: dict[str, Any] = {"edgecolor": INK, "linewidth": 0.15}
_SIZES = {_KEY: (1.6, 3.6), _RACE: (4.0, 7.0)}  # points, least and most
_LEAST_HATCHED = 2.0  # millimetres: on narrower cells a hatch is a blot, and the edge thin
_SHARE = 0.82  # of a week's width that is drawn on
_MOST_TICKS = 18


@attrs.frozen
class _Week:
    """A week's volume, whether some was inferred, its doses (fullest first), key runs and races."""

    km: float
    inferred: bool
    doses: tuple[str, ...]
    runs: tuple[str, ...]


@attrs.frozen
class _Lane:
    """A lane above the bars: its name, what each week has in it, its lower end and its cell in km.

    All is on the axis of the bars, so that a block needs no more than the axes that it is given.
    """

    name: str
    weeks: tuple[tuple[str, ...], ...]
    low: float
    cell: float

    @property
    def high(self) -> float:
        """The upper end, in km."""
        return self.low + self.cell * max([1, *map(len, self.weeks)])

    def places(self, what: str) -> tuple[list[int], list[float]]:
        """Return the week, 1 for the first, and the lower end of each cell with a thing in it."""
        found = [
            (week, self.low + self.cell * number)
            for week, members in enumerate(self.weeks, 1)
            for number, member in enumerate(members)
            if member == what
        ]
        return [week for week, _ in found], [height for _, height in found]


def draw_block(plan: Plan, ax: Axes | None = None, *, width_mm: float = WIDTH) -> Axes:
    """Draw a planned block: running by week, strength by dose, key runs and races.

    A session that was asked for and has no place is an empty cell.

    Parameters
    ----------
    ax
        Where to draw; by default in a new figure.
    width_mm
        Width of a new figure in millimetres: 160 is a page's text, 80 a column.

    Raises
    ------
    InputError
        If the width is not accepted.
    MissingExtraError
        If matplotlib is not installed.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])
    >>> axes = draw_block(sf.plan(sf.Block([week, week, week])))
    >>> axes.get_xlabel()
    'time (weeks)'
    """
    width = check_width(width_mm)
    weeks = _weeks(plan)
    highest = max([1.0, *(week.km for week in weeks)])
    cell = highest / _BARS
    strength = _Lane("strength", tuple(week.doses for week in weeks), highest + _GAP * cell, cell)
    above = strength.high + _GAP * cell
    runs = _Lane("key runs", tuple(week.runs for week in weeks), above, cell)
    with look():
        axes = own_axes(ax, width)
        _name_weeks(axes, len(weeks))
        _scale_volumes(axes, highest, (strength, runs), any(week.inferred for week in weeks))
        legend(axes, _handles(weeks))
        title(axes, headline(plan, doses_words(plan.placements)))
        if ax is None:
            fit_height(axes, _CELL * runs.high / cell)
        each = size_mm(axes)[0] * _SHARE / len(weeks)
        edge = _EDGE if each >= _LEAST_HATCHED else _THIN
        volumes = [week.km for week in weeks]
        axes.bar(range(1, len(weeks) + 1), volumes, _SHARE, color=GRID, **edge)
        _fill_cells(axes, strength, edge)
        _mark_runs(axes, runs, each)
    return axes


def _weeks(plan: Plan) -> list[_Week]:
    from ...physiology.load import week_load
    from ...physiology.parameters import parameters_of

    parameters, found = parameters_of(plan.policy), []
    for number, week in enumerate(weeks_of(plan.week)):
        load = week_load(week, parameters)
        runs = [run for day in plan.days if day.week == number for run in day.runs]
        doses: list[str] = [p.dose for p in plan.placements if p.week == number]
        asked = sum(demand.count for demand in week.strength)
        doses = sorted(doses, key=DOSES.index) + [_NONE] * (asked - len(doses))
        raced = [run.kind == _RACE and run.priority != TRAINING for run in runs]
        keys = [_KEY for run, race in zip(runs, raced, strict=True) if run.key and not race]
        races = [_RACE for race in raced if race]
        inferred = bool(load.volume) and "volume" in load.inferred
        found.append(_Week(load.volume or 0.0, inferred, tuple(doses), (*keys, *races)))
    return found


def _name_weeks(axes: Axes, weeks: int) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_xlim(0.4, weeks + 0.6)
    most = min(weeks + 1, _MOST_TICKS)
    axes.xaxis.set_major_locator(MaxNLocator(most, integer=True, min_n_ticks=1))
    axes.tick_params(axis="x", length=0)
    axes.set_xlabel("time (weeks)")


def _scale_volumes(axes: Axes, highest: float, lanes: Sequence[_Lane], inferred: bool) -> None:
    """Give the bars numbers, and the lanes names at their right."""
    from matplotlib.ticker import MaxNLocator

    axes.set_ylim(0, lanes[-1].high)
    axes.set_yticks([tick for tick in MaxNLocator(4).tick_values(0, highest) if tick <= highest])
    axes.spines["left"].set_bounds(0, highest)
    axes.set_ylabel("volume (km, partly inferred)" if inferred else "volume (km)", loc="bottom")
    names = axes.secondary_yaxis("right")
    names.set_yticks([(lane.low + lane.high) / 2 for lane in lanes], [lane.name for lane in lanes])
    names.tick_params(axis="y", length=0, **TICKS)
    names.spines["right"].set_visible(False)
    for lane in lanes:
        axes.axhline(lane.low - _GAP / 2 * lane.cell, color=GRID, linewidth=0.5)


def _fill_cells(axes: Axes, lane: _Lane, edge: dict[str, Any]) -> None:
    for dose, fill in _FILLS.items():
        across, up = lane.places(dose)
        hatch = None if edge is _THIN else fill.get("hatch")
        axes.bar(across, 0.86 * lane.cell, _SHARE, up, **{**edge, **fill, "hatch": hatch})


def _mark_runs(axes: Axes, lane: _Lane, week_mm: float) -> None:
    """Mark key runs and races above one another, about as wide as their week at most."""
    for kind, (least, most) in _SIZES.items():
        across, up = lane.places(kind)
        middles = [height + lane.cell / 2 for height in up]
        size = min(most, max(least, 1.1 * week_mm / MM * 72))
        axes.plot(across, middles, clip_on=False, **_mark(kind, size))


def _mark(kind: str, size: float) -> dict[str, Any]:
    marker, colour = ("*", ACCENT) if kind == _RACE else ("o", INK)
    shape = {"marker": marker, "markersize": size, "markeredgewidth": 0}
    return {"color": colour, "linestyle": "none", **shape}


def _handles(weeks: Sequence[_Week]) -> list[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    there = {member for week in weeks for member in (*week.doses, *week.runs)}
    cells = [
        Patch(label=_NAMES[dose], **_EDGE, **fill) for dose, fill in _FILLS.items() if dose in there
    ]
    marks = [
        Line2D([], [], label=kind, **_mark(kind, most))
        for kind, (_, most) in _SIZES.items()
        if kind in there
    ]
    return [*cells, *marks]
