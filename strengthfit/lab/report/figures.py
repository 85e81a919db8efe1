"""The figures of the report: performance profiles, gap over time, and what each family gave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...show.profile_figure import finish_profile, plot_profile, profile_end
from ...show.style import INK, PAPER, WIDE, WIDTH, legend_below, line_style, log_axis, new_figure
from ..strategies import in_order, kind_of
from .aggregate import Standing
from .figures_style import look, panels, shown
from .profiles import Curve

if TYPE_CHECKING:  # importing the laboratory must not load matplotlib
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["WIDTH", "family_figure", "gap_figure", "profile_figure"]

_LEGEND_ROW = 3.6  # millimetres
_PANEL = 62.0
_BAR = 3.4
_PER_ROW = 4


def profile_figure(
    curves: Mapping[str, Curve], width_mm: float = WIDTH, among: Sequence[str] = ()
) -> Figure:
    """Draw performance profiles, exact strategies and heuristics in panels of their own.

    Parameters
    ----------
    curves : mapping of str to Curve
        By strategy, as `performance_profiles` returns them.
    width_mm : float
        Side by side from 120 mm on, below that one under the other.
    among : sequence of str
        Strategies that other figures of the same page show, so that each has one look in all.

    Raises
    ------
    MissingExtraError
        Where matplotlib is not installed.
    """
    right = profile_end(curves.values())

    def draw(axes: Axes, strategy: str, number: int) -> None:
        style = line_style(number)
        plot_profile(axes, curves[strategy], right, label=shown(strategy), **style)

    def finish(axes: Axes) -> None:
        finish_profile(axes, right)

    return _by_kind(list(curves), draw, finish, width_mm, among)


def gap_figure(
    times: Sequence[float],
    gaps: Mapping[str, npt.NDArray[np.float64]],
    width_mm: float = WIDTH,
) -> Figure:
    """Draw the mean gap of each strategy over time, on a logarithmic axis of seconds.

    Parameters
    ----------
    times : sequence of float
        Seconds, rising, above 0.
    gaps : mapping of str to numpy.ndarray
        By strategy, shape (times,), in [0, 1]; nan where no plan is known.
    width_mm : float

    Raises
    ------
    MissingExtraError
        Where matplotlib is not installed.
    """

    def draw(axes: Axes, strategy: str, number: int) -> None:
        percent = 100 * gaps[strategy]
        known = np.isfinite(percent)  # none where no plan is known: the legend names it still
        style = line_style(number) if known.any() else {"color": "none"}
        axes.plot(
            np.asarray(times)[known],
            percent[known],
            drawstyle="steps-post",
            label=shown(strategy),
            clip_on=False,
            **style,
        )

    def finish(axes: Axes) -> None:
        axes.set_ylim(0, 100)
        log_axis(axes, times[0], times[-1], "time (s, log scale)")
        axes.set_ylabel("mean gap to the best known (%)")

    return _by_kind(list(gaps), draw, finish, width_mm)


def family_figure(families: Mapping[str, Sequence[Standing]], width_mm: float = WIDTH) -> Figure:
    """Draw for each family and strategy the shares of runs proven, and with a plan but no proof.

    Parameters
    ----------
    families : mapping of str to sequence of Standing
        By family.
    width_mm : float

    Raises
    ------
    MissingExtraError
        Where matplotlib is not installed.
    """
    strategies = in_order(one.strategy for some in families.values() for one in some)
    across = min(len(families), _PER_ROW if width_mm >= WIDE else _PER_ROW // 2)
    down = -(-len(families) // across)
    height = down * (_BAR * len(strategies) + 9) + 16
    with look():
        figure = new_figure(width_mm, height)
        grid = figure.subplots(down, across, squeeze=False, sharex=True, sharey=True)
        for axes in grid.flat[len(families) :]:
            axes.set_axis_off()
        for axes, (family, standings) in zip(grid.flat, families.items(), strict=False):
            _bars(axes, {one.strategy: one for one in standings}, strategies)
            axes.set_title(family)
        for axes in grid[:, 0]:
            axes.set_yticks(range(len(strategies)), [shown(name) for name in strategies])
        figure.supxlabel("share of runs (%)", fontsize="medium")
        handles, labels = grid[0, 0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside upper left", ncols=3 if width_mm >= WIDE else 1)
    return figure


def _bars(axes: Axes, standings: Mapping[str, Standing], strategies: Sequence[str]) -> None:
    places = [place for place, name in enumerate(strategies) if name in standings]
    there = [standings[strategies[place]] for place in places]
    runs = np.array([one.runs for one in there])
    proven = 100 * np.array([one.proven for one in there]) / runs
    unproven = 100 * np.array([one.unproven for one in there]) / runs
    wrong = 100 * np.array([one.wrong for one in there]) / runs
    for share, left, look_of_it in (
        (proven, np.zeros(len(runs)), {"color": "#3f78a8", "label": "proven"}),
        (unproven, proven, {"color": PAPER, "hatch": "/////", "label": "plan, no proof"}),
        (wrong, 100 - wrong, {"color": INK, "label": "wrong claim"}),
    ):
        width = np.where(share > 0, share, np.nan)  # a bar of no width would still have an edge
        style: dict[str, Any] = {"edgecolor": INK, "linewidth": 0.5, "clip_on": False, **look_of_it}
        axes.barh(places, width, 0.72, left, **style)
    axes.set_xlim(0, 100)
    axes.set_ylim(len(strategies) - 0.4, -0.6)
    axes.set_xticks([0, 50, 100])
    axes.grid(visible=True, axis="x")
    axes.tick_params(axis="y", length=0)


def _by_kind(
    strategies: Sequence[str],
    draw: Callable[[Axes, str, int], None],
    finish: Callable[[Axes], None],
    width_mm: float,
    among: Sequence[str] = (),
) -> Figure:
    order = in_order(strategies)
    looks = in_order([*strategies, *among])
    outside = any(kind_of(name) == "outside" for name in order)
    first = "exact, and from outside" if outside else "exact"
    groups = {
        first: [name for name in order if kind_of(name) != "heuristic"],
        "heuristics": [name for name in order if kind_of(name) == "heuristic"],
    }
    kept = {title: names for title, names in groups.items() if names}
    columns = 4 if len(kept) == 1 and width_mm >= WIDE else 2
    rows = max(-(-len(names) // columns) for names in kept.values())
    with look():
        figure, every = panels(width_mm, list(kept), _PANEL + _LEGEND_ROW * rows)
        for axes, names in zip(every, kept.values(), strict=True):
            for name in names:
                draw(axes, name, looks.index(name))
            finish(axes)
            legend_below(axes, columns)
    return figure
