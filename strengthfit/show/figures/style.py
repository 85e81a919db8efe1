"""How figures look: one size of letters, and lines and areas that differ without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...domain.checks import plain
from ...errors import InputError, MissingExtraError

if TYPE_CHECKING:  # importing the figures must not load matplotlib
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, PAPER, GRID = "#1b1b1c", "#fffffe", "#d4d4d5"
"""Colours that a page in a dark theme may replace; no line has one of them."""

DARK, MIDDLE, LIGHT, ACCENT = "#174a70", "#7fa9cb", "#d3e3ef", "#a8420c"
"""Areas from dark to light, and what has to stand out; in grey they are about 26, 63, 88 and 36 %
of white."""

WIDTH = 160.0
"""Millimetres: the width of a page's text. 80 is that of one of two columns."""

WIDE = 120.0
"""Millimetres from which on things stand side by side."""

POINTS = 7.0
"""The size of letters."""

SMALL = POINTS - 0.5
"""The size of letters in legends."""

MM = 25.4
"""Millimetres in an inch."""

LEGEND_LEFT, LEGEND_ROOM = 24.0, 30.0
"""Points to the left of the axes and below them at which a legend begins."""

FAMILY = "DejaVu Sans"  # it comes with matplotlib, so a figure is the same everywhere
_NARROWEST, _WIDEST = 60, 400
_COLOURS = ("#0f6fb4", "#c4571a", "#168063", "#a8508c", "#7a6f00", "#6660b8")
_DASHES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (1.2, 1.2)), (0, (6, 1.5, 1.2, 1.5)))
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", "*")

LOOK: Any = {
    "font.family": FAMILY,
    "font.size": POINTS,
    "axes.titlesize": POINTS,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.linewidth": 0.6,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.facecolor": PAPER,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": PAPER,
    "grid.color": GRID,
    "grid.linewidth": 0.5,
    "hatch.linewidth": 0.5,
    "legend.frameon": False,
    "legend.fontsize": SMALL,
    "text.color": INK,
    "text.parse_math": False,  # a name may hold any sign
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.minor.size": 0,
    "svg.fonttype": "path",
}

TICKS: Any = {"color": INK, "labelsize": POINTS, "labelcolor": INK, "labelfontfamily": FAMILY}
"""How ticks look, as `Axes.tick_params` takes it."""


def look(feature: str = "a figure", extra: str = "plot") -> Any:
    """Return a context in which all that is drawn looks alike.

    The feature and the extra that brings it are named in the `MissingExtraError` that is raised if
    matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context
    except ImportError:
        raise MissingExtraError(feature, extra) from None
    return rc_context(LOOK)


def new_figure(width_mm: float, height_mm: float, *, shown: bool = False) -> Figure:
    """Return an empty figure of a size in millimetres, known to pyplot only if it is to be shown.

    Notebooks and `pyplot.show` find figures of pyplot.
    """
    size = (width_mm / MM, height_mm / MM)
    if shown:
        from matplotlib import pyplot

        return pyplot.figure(figsize=size, layout="constrained")
    from matplotlib.figure import Figure

    return Figure(size, layout="constrained")


def check_width(width_mm: float) -> float:
    """Return a width in millimetres, if it is one in which a figure can be read.

    Examples
    --------
    >>> check_width(80)
    80.0
    """
    width = plain(width_mm)
    if isinstance(width, bool) or not isinstance(width, int | float):
        raise InputError("width_mm", width_mm, "is not a number of millimetres", "wrong_type")
    if not _NARROWEST <= width <= _WIDEST:
        accepted = f"is not a width; write {_NARROWEST} to {_WIDEST} millimetres"
        raise InputError("width_mm", width_mm, accepted, "out_of_range")
    return float(width)


def line_style(number: int) -> dict[str, Any]:
    """Return the line of the strategy with a number, the same in every figure.

    Dashes and marker together differ for 36 numbers, so that colour is not needed. Each line has
    its markers at other places, so that lines which coincide can be seen.
    """
    colour = _COLOURS[number % len(_COLOURS)]
    return {
        "color": colour,
        "linestyle": _DASHES[number % len(_DASHES)],
        "linewidth": 1.1,
        "marker": _MARKERS[number % len(_MARKERS)],
        "markersize": 3.6,
        "markerfacecolor": PAPER if number % 2 else colour,
        "markeredgewidth": 0.8,
        "markevery": (0.02 + 0.029 * (number % len(_MARKERS)), 0.27),
    }


def log_axis(axes: Axes, low: float, high: float, words: str) -> None:
    """Make the axis below logarithmic, with plain numbers, and enough of them on a short one."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    axes.set_xscale("log")
    axes.set_xlim(low, high)
    axes.set_xlabel(words)
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if high < 30 * low else (1,)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_formatter(NullFormatter())


def log_seconds(axes: Axes, low: float, high: float) -> None:
    """Make the axis at the left one of seconds, logarithmic, with plain numbers."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    axes.set_yscale("log")
    axes.set_ylim(low, high)
    axes.set_ylabel("time to proof (s, log scale)")
    axes.yaxis.set_major_locator(LogLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.tick_params(axis="y", which="minor", length=0)
