"""How the figures look: lines told apart without colour, and files that are equal byte by byte."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import MissingExtraError

if TYPE_CHECKING:  # importing the laboratory must not load matplotlib
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, PAPER, GRID = "#1b1b1c", "#fffffe", "#d4d4d5"
"""Colours that a page in a dark theme replaces; no line has one of them."""

WIDE = 120.0
"""Millimetres from which on panels stand side by side."""

_COLOURS = ("#0f6fb4", "#c4571a", "#168063", "#a8508c", "#7a6f00", "#6660b8")
_DASHES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (1.2, 1.2)), (0, (6, 1.5, 1.2, 1.5)))
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", "*")
_POINTS = 7.0
_MM = 25.4

_LOOK: Any = {
    "font.family": "DejaVu Sans",
    "font.size": _POINTS,
    "axes.titlesize": _POINTS,
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
    "legend.fontsize": _POINTS - 0.5,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.minor.size": 0,
    "svg.fonttype": "path",
}


def new_figure(width_mm: float, height_mm: float) -> Figure:
    """Return an empty figure of a size in millimetres.

    Raises
    ------
    MissingExtraError
        Where matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtraError("the report", "bench") from None
    return Figure((width_mm / _MM, height_mm / _MM), layout="constrained")


def look() -> Any:
    """Return a context in which figures are drawn as here agreed.

    Raises
    ------
    MissingExtraError
        Where matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context
    except ImportError:
        raise MissingExtraError("the report", "bench") from None
    return rc_context(_LOOK)


def line_style(number: int) -> dict[str, Any]:
    """Return the line of the strategy with a number, the same in every figure.

    Dashes and marker together differ for 36 numbers, so that colour is not needed. Each line has
    its markers at other places, so that lines which coincide can be told.
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


def shown(strategy: str) -> str:
    """Return a strategy's name as figures have room for it: of "module:object" the object.

    Examples
    --------
    >>> shown("cpsat"), shown("peers.mine:Dice")
    ('cpsat', 'Dice')
    """
    return strategy.rpartition(":")[2]


def legend_below(axes: Axes, columns: int) -> None:
    """Put the legend under the panel's labels, where it hides nothing."""
    from matplotlib.transforms import ScaledTranslation

    below = ScaledTranslation(-24 / 72, -30 / 72, axes.figure.dpi_scale_trans)
    axes.legend(
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=axes.transAxes + below,
        ncols=columns,
        borderaxespad=0,
        handlelength=3.2,
        columnspacing=1.2,
    )


def log_axis(axes: Axes, low: float, high: float, words: str) -> None:
    """Make the axis below logarithmic, with plain numbers, and enough of them on a short one."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    axes.set_xscale("log")
    axes.set_xlim(low, high)
    axes.set_xlabel(words)
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if high < 30 * low else (1,)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_formatter(NullFormatter())


def save(figure: Figure, name: str, folder: Path) -> str:
    """Write a figure as SVG and PNG and return the text of the SVG, the same for the same figure.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    name : str
        Of the files, without ending.
    folder : Path
    """
    from matplotlib import rc_context

    nobody = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    text = io.StringIO()
    with rc_context({**_LOOK, "svg.hashsalt": name}):
        figure.savefig(text, format="svg", metadata=nobody)
        figure.savefig(folder / f"{name}.png", dpi=200)
    svg = "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")
    return svg


def panels(width_mm: float, names: Sequence[str], height_mm: float) -> tuple[Figure, list[Axes]]:
    """Return a figure with a titled panel for each name: side by side where it is wide enough."""
    across = len(names) if width_mm >= WIDE else 1
    down = -(-len(names) // across)
    figure = new_figure(width_mm, height_mm * down)
    axes = [figure.add_subplot(down, across, number + 1) for number in range(len(names))]
    for one, name in zip(axes, names, strict=True):
        one.set_title(name)
        one.grid(visible=True)
    return figure, axes
