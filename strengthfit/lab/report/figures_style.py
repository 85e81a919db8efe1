"""The report's figures: panels in the look of all figures, files that are equal byte by byte."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...show.style import LOOK, WIDE, new_figure
from ...show.style import look as look_of

if TYPE_CHECKING:  # importing the laboratory must not load matplotlib
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def look() -> Any:
    """Return a context in which the report's figures are drawn.

    Raises
    ------
    MissingExtraError
        Where matplotlib is not installed.
    """
    return look_of("the report", "bench")


def shown(strategy: str) -> str:
    """Return a strategy's name as figures have room for it: of "module:object" the object.

    Examples
    --------
    >>> shown("cpsat"), shown("peers.mine:Dice")
    ('cpsat', 'Dice')
    """
    return strategy.rpartition(":")[2]


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
    with rc_context({**LOOK, "svg.hashsalt": name}):
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
