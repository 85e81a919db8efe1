"""Numbers beside the points of a figure, each where it covers nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from .canvas import size_mm
from .room import Box, free_places, words_mm
from .style import INK, MM

if TYPE_CHECKING:  # importing the figures must not load matplotlib
    from matplotlib.axes import Axes

_NEAR = 11.0  # points: a number farther from its point has a line to it
_TALL = 3.0  # millimetres of a number
_LINE = 0.2  # millimetres to either side of a line


def number_points(
    axes: Axes,
    points: Sequence[tuple[float, float]],
    sizes: Sequence[float],
    lines: Sequence[tuple[float, float]],
) -> None:
    """Write each point's number beside it, 1 for the first, where there is room for it.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Not to be scaled or moved afterwards.
    points : sequence of (float, float)
        In the axes' own units.
    sizes : sequence of float
        Of the markers, in points of type.
    lines : sequence of (float, float)
        The corners of a line of level and upright parts that no number should lie on.
    """
    across, up = size_mm(axes)
    at, corners = _in_mm(axes, points), _in_mm(axes, lines)
    halves = [size / 72 * MM / 2 for size in sizes]
    taken: list[Box] = [
        (x - half, x + half, y - half, y + half) for (x, y), half in zip(at, halves, strict=True)
    ]
    taken += [
        (min(x, u) - _LINE, max(x, u) + _LINE, min(y, v) - _LINE, max(y, v) + _LINE)
        for (x, y), (u, v) in pairwise(corners)
    ]
    numbers = [str(number) for number in range(1, len(points) + 1)]
    boxes = [(words_mm(number) + 2 * _LINE, _TALL) for number in numbers]
    places = free_places(at, boxes, taken, (0.0, across, 0.0, up))
    for number, point, (x, y), place in zip(numbers, points, at, places, strict=True):
        if place is not None:
            _write(axes, number, point, ((place[0] - x) / MM * 72, (place[1] - y) / MM * 72))


def _write(
    axes: Axes, number: str, point: tuple[float, float], offset: tuple[float, float]
) -> None:
    far = max(abs(offset[0]), abs(offset[1])) > _NEAR
    axes.annotate(
        number,
        point,
        offset,
        textcoords="offset points",
        ha="center",
        va="center",
        arrowprops={"arrowstyle": "-", "color": INK, "linewidth": 0.4} if far else None,
    )


def _in_mm(axes: Axes, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return points of the data in millimetres from the axes' lower left corner."""
    if not points:
        return []
    pixels = axes.transData.transform(points) - axes.get_window_extent().min
    return [(float(x), float(y)) for x, y in pixels / axes.figure.figure.dpi * MM]
