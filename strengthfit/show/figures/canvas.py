"""The axes of a figure: made where none are given, measured, titled, with a legend that fits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .room import longest_mm, wrapped
from .style import FAMILY, INK, LEGEND_LEFT, MM, POINTS, SMALL, legend_below

if TYPE_CHECKING:  # importing the figures must not load matplotlib
    from matplotlib.axes import Axes

HANDLE = 9.0
"""Millimetres that the drawing before a word of a legend takes, with the gap behind the word."""

_ROW = 3.7  # millimetres from one row of a legend to the next


def own_axes(axes: Axes | None, width_mm: float, height_mm: float) -> Axes:
    """Return the axes to draw in, ready to be drawn in: those given, or those of a new figure.

    A new figure is one of pyplot, so that notebooks and `pyplot.show` find it.

    Parameters
    ----------
    axes : matplotlib.axes.Axes or None
    width_mm, height_mm : float
        Of a new figure.
    """
    if axes is None:
        from matplotlib import pyplot

        size = (width_mm / MM, height_mm / MM)
        axes = pyplot.figure(figsize=size, layout="constrained").add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(which="minor", length=0)
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set(size=POINTS, color=INK, family=FAMILY)
    # ticks may be made when the figure is drawn, and this context has been left
    letters: dict[str, Any] = {"labelsize": POINTS, "labelcolor": INK, "labelfontfamily": FAMILY}
    axes.tick_params(which="both", color=INK, **letters)
    return axes


def size_mm(axes: Axes) -> tuple[float, float]:
    """Return width and height of the axes as their figure lays them out now, in millimetres."""
    whole = axes.figure.figure  # of a figure inside a figure the outer one
    whole.draw_without_rendering()
    box = axes.get_window_extent()
    return box.width / whole.dpi * MM, box.height / whole.dpi * MM


def title(axes: Axes, words: str) -> None:
    """Put words above the axes, on as many lines as they need."""
    across, _ = size_mm(axes)
    axes.set_title(wrapped(words, across, bold=True))


def legend(
    axes: Axes, handles: Sequence[Any], own: bool, handle: float = HANDLE, **more: Any
) -> None:
    """Put a legend below in as many columns as have room.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    handles : sequence of matplotlib.artist.Artist
        With labels.
    own : bool
        Whether the figure is a new one, which then grows by the legend's rows.
    handle : float
        Millimetres before each word and behind it.
    **more
        As `Axes.legend` takes it.
    """
    if not handles:
        return
    across = size_mm(axes)[0] + LEGEND_LEFT / 72 * MM
    for one in handles:
        words = wrapped(str(one.get_label()), across - handle)
        one.set_label(f" {words}" if words.startswith("_") else words)  # else it is left out
    labels = [str(one.get_label()) for one in handles]
    each = longest_mm([line for words in labels for line in words.splitlines()], SMALL) + handle
    columns = max(1, min(len(labels), int(across // each)))
    if own:
        rows = sum(1 + words.count("\n") for words in labels) / columns
        figure = axes.figure.figure
        added = (math.ceil(rows) + ("title" in more)) * _ROW + 3
        figure.set_figheight(figure.get_figheight() + added / MM)
    made = legend_below(axes, columns, **{"handles": list(handles), "handlelength": 1.8, **more})
    for text in made.get_texts():
        text.set_parse_math(False)  # a name may hold any sign
