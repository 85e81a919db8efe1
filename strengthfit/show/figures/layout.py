"""Axes and what stands around and in them: matplotlib lays it out, sizes are read back from it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from .style import FAMILY, INK, LEGEND_LEFT, LEGEND_ROOM, MM, POINTS, TICKS, new_figure

if TYPE_CHECKING:  # importing the figures must not load matplotlib
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text

_GUTTER = 2.75  # millimetres between two columns of a legend
_DRAFT = 400.0  # millimetres: the height of a figure until it is known what stands in it
_BESIDE = [  # points: where a number may stand, seen from its point
    (right * far, up * far)
    for far in (6, 10, 15, 21, 28)
    for right, up in ((1, 1), (1, -1), (-1, 1), (-1, -1), (1, 0), (0, 1), (0, -1), (-1, 0))
]
_DIGIT = (2.4, 3.2)  # points: half the width and the height that a digit takes
_FAR = 12  # points: a number farther from its point has a line to it


def own_axes(axes: Axes | None, width_mm: float) -> Axes:
    """Return the given axes, or those of a new figure of pyplot, ready to be drawn in.

    A new figure is higher than any until `fit_height`.
    """
    if axes is None:
        axes = new_figure(width_mm, _DRAFT, shown=True).add_subplot()
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(which="minor", length=0)
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set(size=POINTS, color=INK, family=FAMILY)
    # ticks may be made when the figure is drawn, outside the context of `look`
    axes.tick_params(which="both", **TICKS)
    return axes


def size_mm(axes: Axes) -> tuple[float, float]:
    """Return width and height of the axes as their figure lays them out now, in millimetres."""
    whole = axes.figure.figure  # the outer one, if they are in a figure inside a figure
    whole.draw_without_rendering()
    box = axes.get_window_extent()
    return box.width / whole.dpi * MM, box.height / whole.dpi * MM


def fit_height(axes: Axes, height_mm: float) -> None:
    """Make a figure as high as its axes need to have a height, with all that is around them."""
    figure = axes.figure.figure
    figure.set_figheight(figure.get_figheight() + (height_mm - size_mm(axes)[1]) / MM)


def title(axes: Axes, words: str) -> None:
    """Put words above the axes, on as many lines as they need."""
    across = size_mm(axes)[0]
    _wrap(axes.set_title(words), across)


def _wrap(text: Text, width_mm: float) -> None:
    """Break a text into lines that, with letters of its mean width, are not wider than a width."""
    width = _width_mm(text)
    if width > width_mm:
        words = text.get_text()
        text.set_text(textwrap.fill(words, int(0.95 * len(words) * width_mm / width)))


def _width_mm(artist: Artist) -> float:
    return artist.get_window_extent().width / artist.figure.figure.dpi * MM


def legend_below(axes: Axes, columns: int, **more: Any) -> Any:
    """Put the legend under the labels of the axis below, where it hides nothing.

    More arguments are those of `Axes.legend`.
    """
    from matplotlib.transforms import ScaledTranslation

    below = ScaledTranslation(-LEGEND_LEFT / 72, -LEGEND_ROOM / 72, axes.figure.dpi_scale_trans)
    asked = {
        "loc": "upper left",
        "bbox_to_anchor": (0, 0),
        "bbox_transform": axes.transAxes + below,
        "ncols": columns,
        "borderaxespad": 0,
        "handlelength": 3.2,
        "columnspacing": 1.2,
    }
    return axes.legend(**{**asked, **more})


def legend(axes: Axes, handles: Sequence[Any], **more: Any) -> None:
    """Put a legend below in as many columns as there is room for; none without handles."""
    if not handles:
        return
    across = size_mm(axes)[0] + LEGEND_LEFT / 72 * MM
    labels = [str(handle.get_label()) for handle in handles]
    labels = [f" {label}" if label.startswith("_") else label for label in labels]  # else left out
    more = {"handles": handles, "handlelength": 1.8, "borderpad": 0, **more}
    narrow = legend_below(axes, 1, labels=labels, **more)
    texts = narrow.get_texts()
    beside = _width_mm(narrow) - max(map(_width_mm, texts))
    for text in texts:
        _wrap(text, across - beside)
    columns = int((across + _GUTTER) // (_width_mm(narrow) + _GUTTER))
    labels = [text.get_text() for text in texts]
    legend_below(axes, min(len(handles), max(1, columns)), labels=labels, **more)


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return rising places at least a gap apart, none moved farther than needed.

    If the gaps do not fit between the ends, the places share what there is.

    Without the gaps the places only have to rise. Pushing each as far as the highest before it, or
    each back as far as the lowest after it, makes them rise; halfway between both the largest move
    is the least that is possible.

    Examples
    --------
    >>> spread([1.0, 1.0, 5.0], 1.0, 0.0, 6.0)
    [0.5, 1.5, 5.0]
    """
    last = len(places) - 1
    gap = min(gap, (high - low) / last) if last > 0 else gap
    without_gaps = [place - number * gap for number, place in enumerate(places)]
    pushed = accumulate(without_gaps, max)
    held_back = reversed(list(accumulate(reversed(without_gaps), min)))
    most = max(low, high - last * gap)
    halfway = [(up + down) / 2 for up, down in zip(pushed, held_back, strict=True)]
    return [min(max(place, low), most) + number * gap for number, place in enumerate(halfway)]


def number_points(
    axes: Axes,
    points: Sequence[tuple[float, float]],
    sizes: Sequence[float],
    line: Sequence[tuple[float, float]],
) -> None:
    """Write each point's number beside it, 1 for the first, if there is room for it near by.

    It covers no marker (`sizes` are in points of type), no part of the line, which has level and
    upright parts, and no other number. The axes must not be scaled or moved afterwards.
    """
    from matplotlib.transforms import Bbox

    size_mm(axes)  # lays the figure out
    pixels = axes.figure.dpi / 72
    corners, middles = (axes.transData.transform([*ends, (0, 0)])[:-1] for ends in (line, points))
    taken = [Bbox(ends) for ends in pairwise(corners)]
    taken += [
        Bbox([middle, middle]).padded(size / 2 * pixels)
        for middle, size in zip(middles, sizes, strict=True)
    ]
    style: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "center"}
    line_to_it = {"arrowstyle": "-", "color": INK, "linewidth": 0.4}
    for number, (point, middle) in enumerate(zip(points, middles, strict=True), 1):
        wide, tall = (pixels * half for half in (len(str(number)) * _DIGIT[0], _DIGIT[1]))
        there = Bbox([middle, middle]).padded(wide, tall)
        for place in _BESIDE:
            box = there.translated(*(pixels * away for away in place))
            if axes.bbox.count_contains(box.corners()) == 4 and not box.count_overlaps(taken):
                far = max(map(abs, place)) > _FAR
                axes.annotate(
                    str(number), point, place, arrowprops=line_to_it if far else None, **style
                )
                taken.append(box)
                break
