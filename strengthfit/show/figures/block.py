"""A planned block over its weeks: running volume, strength by dose, key runs and races."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ...domain.strength import DOSES
from ...planning import Plan
from .block_weeks import KEY, NONE, RACE, BlockWeek, block_weeks, told_of
from .canvas import legend, own_axes, size_mm, title
from .room import words_mm
from .style import ACCENT, DARK, GRID, INK, LIGHT, MIDDLE, MM, PAPER, WIDTH, check_width, look

if TYPE_CHECKING:  # importing the figures must not load matplotlib
    from matplotlib.axes import Axes

_BARS, _CELL, _GAP, _BELOW = 30.0, 3.2, 2.6, 14.0  # millimetres
_FILLS: dict[str, dict[str, Any]] = {
    "full": {"facecolor": DARK},
    "reduced": {"facecolor": MIDDLE, "hatch": "////"},
    "simplified": {"facecolor": LIGHT, "hatch": "...."},
    NONE: {"facecolor": PAPER, "linestyle": (0, (1.5, 1.2))},
}
_NAMES = {NONE: "not placed"} | {dose: f"{dose} dose" for dose in DOSES}
_EDGE: dict[str, Any] = {"edgecolor": INK, "linewidth": 0.4}
_THIN: dict[str, Any] = {"edgecolor": INK, "linewidth": 0.15}
_SIZES = {KEY: (1.6, 3.6), RACE: (4.0, 7.0)}  # points, least and most
_LEAST_HATCHED = 2.0  # millimetres: on narrower cells a hatch is a blot, and the edge thin
_SHARE = 0.82  # of a week's width that is drawn on
_NUMBERS = 8.5  # millimetres that the numbers of the axis beside take
_MOST_TICKS = 18


@attrs.frozen
class _Lanes:
    """Where the lanes above the bars lie, in km, so that one axis serves all."""

    cell: float
    strength: float
    runs: float
    top: float
    lines: tuple[float, float]


def draw_block(plan: Plan, ax: Axes | None = None, *, width_mm: float = WIDTH) -> Axes:
    """Draw a planned block: running by week, strength by dose, key runs and races.

    A session that was asked for and has no place is an empty cell.

    Parameters
    ----------
    plan : Plan
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default in a new figure.
    width_mm : float
        Width of a new figure in millimetres: 160 is a page's text, 80 a column.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InputError
        Where the width is not accepted.
    MissingExtraError
        Where matplotlib is not installed.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])
    >>> axes = draw_block(sf.plan(sf.Block([week, week, week])))
    >>> axes.get_xlabel()
    'time (weeks)'
    """
    width = check_width(width_mm)
    weeks = block_weeks(plan)
    sessions = max([1, *(len(week.doses) for week in weeks)])
    runs = max([1, *(len(week.runs) for week in weeks)])
    highest = max([1.0, *(week.km for week in weeks)])
    with look():
        height = _BARS + _CELL * (sessions + runs) + 2 * _GAP + _BELOW
        axes = own_axes(ax, width, height)
        lanes = _lanes(highest / (_BARS - 1), sessions, runs)
        _weeks_axis(axes, len(weeks))
        _volume_axis(axes, highest, lanes, any(week.inferred for week in weeks))
        legend(axes, _handles(weeks), own=ax is None)
        title(axes, told_of(plan))
        across, _ = size_mm(axes)
        each = across * _SHARE / len(weeks)
        volumes = [week.km for week in weeks]
        edge = _EDGE if each >= _LEAST_HATCHED else _THIN
        axes.bar(range(1, len(weeks) + 1), volumes, _SHARE, color=GRID, **edge)
        _cells(axes, weeks, lanes, edge)
        _marks(axes, weeks, lanes, each)
    return axes


def _lanes(per_mm: float, sessions: int, runs: int) -> _Lanes:
    cell, gap = _CELL * per_mm, _GAP * per_mm
    strength = _BARS * per_mm + gap
    above = strength + cell * sessions + gap
    lines = (strength - gap / 2, above - gap / 2)
    return _Lanes(cell, strength, above, above + cell * runs, lines)


def _weeks_axis(axes: Axes, weeks: int) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_xlim(0.4, weeks + 0.6)
    most = min(weeks + 1, _MOST_TICKS)
    axes.xaxis.set_major_locator(MaxNLocator(most, integer=True, min_n_ticks=1))
    axes.tick_params(axis="x", length=0)
    axes.set_xlabel("time (weeks)")


def _volume_axis(axes: Axes, highest: float, lanes: _Lanes, inferred: bool) -> None:
    """Give the bars numbers and the lanes names.

    The axis' words stand right beside the numbers where they are no longer than the bars.
    """
    from matplotlib.ticker import MaxNLocator
    from matplotlib.transforms import ScaledTranslation

    volumes = [tick for tick in MaxNLocator(4).tick_values(0, highest) if tick <= highest]
    middles = [(lanes.strength + lanes.lines[1]) / 2, (lanes.runs + lanes.top) / 2]
    names = [*(f"{volume:g}" for volume in volumes), "strength", "key runs"]
    axes.set_ylim(0, lanes.top)
    axes.set_yticks([*volumes, *middles], names)
    for tick in axes.yaxis.get_major_ticks()[len(volumes) :]:
        tick.tick1line.set_visible(False)
    for height in lanes.lines:
        axes.axhline(height, color=GRID, linewidth=0.5)
    words = "volume (km, partly inferred)" if inferred else "volume (km)"
    axes.set_ylabel(words, loc="bottom")
    if words_mm(words) < size_mm(axes)[1] * lanes.lines[0] / lanes.top:
        beside = ScaledTranslation(-_NUMBERS / MM, 0, axes.figure.dpi_scale_trans)
        axes.yaxis.set_label_coords(0, 0, axes.transAxes + beside)


def _cells(axes: Axes, weeks: Sequence[BlockWeek], lanes: _Lanes, edge: dict[str, Any]) -> None:
    for dose, fill in _FILLS.items():
        across, up = _places([week.doses for week in weeks], dose, lanes.strength, lanes.cell)
        hatch = None if edge is _THIN else fill.get("hatch")
        axes.bar(across, 0.86 * lanes.cell, _SHARE, up, **{**edge, **fill, "hatch": hatch})


def _marks(axes: Axes, weeks: Sequence[BlockWeek], lanes: _Lanes, week_mm: float) -> None:
    """Mark key runs and races above one another, about as wide as their week at most."""
    for kind, (least, most) in _SIZES.items():
        low = lanes.runs + lanes.cell / 2
        across, up = _places([week.runs for week in weeks], kind, low, lanes.cell)
        size = min(most, max(least, 1.1 * week_mm / MM * 72))
        axes.plot(across, up, clip_on=False, **_mark(kind, size))


def _places(
    lane: Sequence[Sequence[str]], what: str, low: float, cell: float
) -> tuple[list[int], list[float]]:
    """Return the week, 1 for the first, and the height of everything of a name in a lane."""
    found = [
        (week, low + cell * number)
        for week, members in enumerate(lane, 1)
        for number, member in enumerate(members)
        if member == what
    ]
    return [week for week, _ in found], [height for _, height in found]


def _mark(kind: str, size: float) -> dict[str, Any]:
    marker, colour = ("*", ACCENT) if kind == RACE else ("o", INK)
    shape = {"marker": marker, "markersize": size, "markeredgewidth": 0}
    return {"color": colour, "linestyle": "none", **shape}


def _handles(weeks: Sequence[BlockWeek]) -> list[Any]:
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
