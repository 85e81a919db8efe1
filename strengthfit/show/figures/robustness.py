"""How often a plan and its sessions stay the best while the evidence is drawn anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..text.words import placement_words
from .layout import fit_height, legend, own_axes, title
from .style import DARK, GRID, INK, PAPER, WIDTH, check_width, look

if TYPE_CHECKING:  # importing the figures must not load matplotlib, or draw the evidence
    from matplotlib.axes import Axes

    from ...planning import Placement
    from ...tradeoffs.robust import Robustness

_ROW = 7.2  # millimetres
_THICK = 0.36  # of a row
_TIME: dict[str, Any] = {"facecolor": DARK}
_DAY: dict[str, Any] = {"facecolor": PAPER, "hatch": "/////"}
_EDGE: dict[str, Any] = {"edgecolor": INK, "linewidth": 0.5}
_TAIL = 95


def draw_robustness(
    robustness: Robustness, ax: Axes | None = None, *, width_mm: float = WIDTH
) -> Axes:
    """Draw in how many draws a plan and each of its sessions are still among the best.

    The title gives the regret: how much more the plan costs than the best plan of each draw.

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
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> axes = draw_robustness(sf.robustness(week, draws=50))
    >>> axes.get_xlabel()
    'still among the best (% of draws)'
    """
    width = check_width(width_mm)
    sessions = list(robustness.survival)
    with look():
        axes = own_axes(ax, width)
        _bars(axes, -_THICK / 2, [robustness.survival[one] for one in sessions], _TIME)
        _bars(axes, _THICK / 2, [robustness.day_survival[one] for one in sessions], _DAY)
        _bars(axes, len(sessions), [robustness.plan_survival], _TIME)
        names = [*(_name(one) for one in sessions), "whole plan"]
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(sessions) + 0.6, -0.6)
        axes.set_xlim(0, 112)  # the numbers behind full bars need room
        axes.set_xticks([0, 25, 50, 75, 100])
        axes.set_xlabel("still among the best (% of draws)")
        axes.set_ylabel("session")
        axes.tick_params(axis="y", length=0)
        axes.grid(visible=True, axis="x", color=GRID, linewidth=0.5)
        legend(axes, _handles(bool(sessions)))
        title(axes, _headline(robustness))
        if ax is None:
            fit_height(axes, _ROW * (len(sessions) + 1))
    return axes


def _bars(axes: Axes, first: float, shares: list[float], fill: dict[str, Any]) -> None:
    places = [first + row for row in range(len(shares))]
    bars = axes.barh(places, [100 * share for share in shares], _THICK, **_EDGE, **fill)
    axes.bar_label(bars, fmt="%.0f", padding=3, size="small")


def _name(placement: Placement) -> str:
    """Return when a session is, and below that what it is."""
    return placement_words(placement).replace(f"{placement.when} ", f"{placement.when}\n")


def _handles(sessions: bool) -> list[Any]:
    from matplotlib.patches import Patch

    names = {"as it is": _TIME} | ({"on this day, at any time": _DAY} if sessions else {})
    return [Patch(label=name, **_EDGE, **fill) for name, fill in names.items()]


def _headline(robustness: Robustness) -> str:
    import numpy as np

    regret = robustness.regret
    if not len(regret):
        return "no draws"
    worst = float(np.percentile(regret, _TAIL))
    return (
        f"regret: mean {float(np.mean(regret)):.2f}, {_TAIL}th percentile {worst:.2f} % of speed; "
        f"{len(regret)} draws"
    )
