"""Curves of many strategies in one panel: a few that can be told apart, and the others in grey."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from ...show.figures.style import SMALL, line_style
from ...visible import visible

if TYPE_CHECKING:  # importing the laboratory must not load matplotlib
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

Style: TypeAlias = dict[str, Any]
Point: TypeAlias = tuple[float, float]
Draw: TypeAlias = "Callable[[Axes, str, Style], Point | None]"
"""Draws a strategy's curve in a style, and returns where it ends, None if nowhere."""

NEEDED_FOR = ("the report", "bench")
"""For the message if matplotlib is not installed."""

_GREY = "#a3a3a8"  # seen on white and on dark paper
_HALF = 13  # characters at either end of a name that is cut in the middle
_HALF_AT_END = 6  # the same where a name stands beside its curve
_APART = 0.085  # of an axis' height: a line of small letters, with some room


def draw_curves(
    axes: Axes,
    strategies: Sequence[str],
    looks: Mapping[str, int],
    draw: Draw,
    finish: Callable[[Axes], None],
) -> list[Line2D]:
    """Draw the curves of strategies, those with a look over the others, and name their ends.

    Returns what a legend is to show: grey curves share one entry, the last, which counts them.
    """
    grey = [name for name in strategies if name not in looks]
    words = f"{len(grey)} other{'s' if len(grey) > 1 else ''}, in grey"
    for name in grey:
        grey_style: Style = {"color": _GREY, "linewidth": 0.6, "zorder": 1.5}
        draw(axes, name, {**grey_style, "label": words if name == grey[0] else "_"})
    ends = {}
    for name in strategies:
        if name in looks:
            style: Style = {**line_style(looks[name]), "label": short(name)}
            end = draw(axes, name, style)
            if end is not None:
                ends[name] = (end, style["color"])
    finish(axes)
    _name_ends(axes, ends)
    lines = [line for line in axes.get_lines() if not str(line.get_label()).startswith("_")]
    return sorted(lines, key=lambda line: line.get_label() == words)


def _name_ends(axes: Axes, ends: Mapping[str, tuple[Point, str]]) -> None:
    """Write the names of curves to the right of the axes, each as near to its end as may be."""
    to_axes = axes.transData + axes.transAxes.inverted()
    heights = {name: float(to_axes.transform(point)[1]) for name, (point, _) in ends.items()}
    ordered = sorted(heights, key=lambda name: heights[name])
    for name, height in zip(ordered, spread([heights[name] for name in ordered]), strict=True):
        point, colour = ends[name]
        line = {"arrowstyle": "-", "linewidth": 0.5, "color": colour, "relpos": (0, 0.5)}
        axes.annotate(
            short(name, _HALF_AT_END),
            point,
            (1.06, height),
            textcoords="axes fraction",
            va="center",
            color=colour,
            fontsize=SMALL,
            annotation_clip=False,
            arrowprops={**line, "shrinkA": 0, "shrinkB": 0},
        )


def spread(heights: Sequence[float], apart: float = _APART) -> list[float]:
    """Return heights, which rise, moved to lie apart, in the same order, and below 1.

    They are moved by the least sum of squares: groups that are too near are laid out around their
    middle (the pool of adjacent violators, as in isotonic regression).

    Examples
    --------
    >>> spread([0.5, 0.5, 0.9], 0.25), spread([1.0, 1.0], 0.25)
    ([0.375, 0.625, 0.9], [0.75, 1.0])
    """
    groups: list[tuple[float, int]] = []  # the height of each group's lowest, and its size
    for height in heights:
        low, size = height, 1
        while groups and groups[-1][0] + groups[-1][1] * apart > low:
            before, count = groups.pop()
            low = (count * before + size * (low - count * apart)) / (count + size)
            size += count
        groups.append((min(low, 1 - (size - 1) * apart), size))
    places = [low + number * apart for low, size in groups for number in range(size)]
    top = 1.0
    for number in reversed(range(len(places))):  # a group at the top may have moved down
        places[number] = min(places[number], top)
        top = places[number] - apart
    return places


def short(strategy: str, half: int = _HALF) -> str:
    """Return a strategy's name as figures have room for it, cut in the middle if it is long.

    Of "module:object" it is the object.

    Examples
    --------
    >>> short("dice:Dice(throws=3)"), short("command('clasp --configuration=many {opb}')")
    ('Dice(throws=3)', "command('clas…=many {opb}')")
    """
    base, bracket, parameters = strategy.partition("(")
    name = visible(base.rpartition(":")[2] + bracket + parameters)
    if len(name) > 2 * half + 1:
        name = f"{name[:half]}…{name[-half:]}"
    return f" {name}" if name.startswith("_") else name  # else a legend leaves it out
