"""A frontier: each non-dominated plan on two axes, numbered, with a key below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...domain.checks import unknown
from ...domain.words import counted
from ...errors import InputError
from ..text.words import brief_plans
from .layout import fit_height, legend, number_points, own_axes, title
from .style import DARK, GRID, PAPER, WIDTH, check_width, look

if TYPE_CHECKING:  # importing the figures must not load matplotlib, or compare plans
    from matplotlib.axes import Axes

    from ...tradeoffs.axes import Axis
    from ...tradeoffs.frontiers import Frontier

_HEIGHT = 48.0  # millimetres of the axes
_MOST = 30  # plans that the key names
_MARKER, _SMALLEST, _LARGEST = 4.6, 3.4, 9.0  # points
_LABELS = ("placements", "numbers", "none")


def draw_frontier(
    frontier: Frontier,
    ax: Axes | None = None,
    *,
    width_mm: float = WIDTH,
    label: str = "placements",
) -> Axes:
    """Draw a frontier: its first axis upwards, its second to the right, its plans numbered.

    A third axis is the size of the markers, and stands in the key. With two axes the line behind
    the plans is the best that can be had.

    Parameters
    ----------
    ax
        Where to draw; by default in a new figure.
    width_mm
        Width of a new figure in millimetres: 160 is a page's text, 80 a column.
    label
        What is said of each plan: "placements" gives it a number, with its sessions in a key,
        "numbers" the number alone, "none" nothing.

    Raises
    ------
    InputError
        If the width or the label is not accepted.
    MissingExtraError
        If matplotlib is not installed.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> axes = draw_frontier(sf.frontier(week))
    >>> axes.get_xlabel()
    'interference (% of speed)'
    """
    width = check_width(width_mm)
    if label not in _LABELS:
        raise InputError("label", label, unknown(label, _LABELS, "a label"), "unknown_name")
    up, right = _axes_of(frontier)[:2]
    points = [(values[1] * right.factor, values[0] * up.factor) for values in frontier.values]
    with look():
        axes = own_axes(ax, width)
        axes.set_xlabel(right.label)
        axes.set_ylabel(up.label)
        axes.grid(visible=True, color=GRID, linewidth=0.5)
        axes.margins(0.08, 0.12)
        if not points:
            axes.set(xticks=[], yticks=[])
        steps = [] if len(frontier.axes) > 2 else _staircase(points, right)
        axes.plot(*_columns(steps), color=DARK, linewidth=0.9, linestyle=(0, (5, 1.5)))
        sizes = _sizes(frontier)
        for size, point in sorted(zip(sizes, points, strict=True), reverse=True):  # small on top
            axes.plot(*point, "o", color=DARK, markersize=size, mec=PAPER, mew=0.5)
        if label == "placements" and points:
            _key(axes, frontier)
        title(axes, _headline(frontier))
        if ax is None:
            fit_height(axes, _HEIGHT)
        if label != "none":
            number_points(axes, points, sizes, steps)
    return axes


def _axes_of(frontier: Frontier) -> list[Axis]:
    from ...tradeoffs.axes import AXES

    return [AXES[name] for name in frontier.axes]


def _staircase(points: Sequence[tuple[float, float]], right: Axis) -> list[tuple[float, float]]:
    """Return the corners of what can be had."""
    corners: list[tuple[float, float]] = []
    for x, y in sorted(points):
        if corners:
            before = corners[-1]
            corners.append((before[0], y) if right.more_is_better else (x, before[1]))
        corners.append((x, y))
    return corners


def _columns(points: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [y for _, y in points]


def _sizes(frontier: Frontier) -> list[float]:
    """Return the size of each marker in points, by the third axis if there is one."""
    if len(frontier.axes) < 3:
        return [_MARKER] * len(frontier.values)
    values = [value[2] for value in frontier.values]
    low, high = min(values, default=0.0), max(values, default=0.0)
    span = (high - low) or 1.0
    return [_SMALLEST + (_LARGEST - _SMALLEST) * (value - low) / span for value in values]


def _headline(frontier: Frontier) -> str:
    words = counted(len(frontier.points), "non-dominated plan")
    if len(frontier.axes) > 2:
        words += f"; a larger marker is more {_axes_of(frontier)[2].head}"
    return words if frontier.complete else f"{words}. Incomplete: {frontier.covered}"


def _key(axes: Axes, frontier: Frontier) -> None:
    from matplotlib.lines import Line2D

    words = brief_plans(frontier.points)
    if len(frontier.axes) > 2:
        size = _axes_of(frontier)[2]
        values = [size.in_brief(value[2]) for value in frontier.values]
        words = [f"{plan}; {value}" for plan, value in zip(words, values, strict=True)]
    lines = [f"{number}  {plan}" for number, plan in enumerate(words, 1)]
    if len(lines) > _MOST:
        lines[_MOST:] = [f"and {len(lines) - _MOST} more"]
    handles = [Line2D([], [], linestyle="none", label=line) for line in lines]
    legend(axes, handles, handlelength=0, handletextpad=0)
