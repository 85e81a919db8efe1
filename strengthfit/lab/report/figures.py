"""The figures of the report: performance profiles, gap over time, and what each family gave."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...show.figures.layout import legend_below
from ...show.figures.profile import finish_profile, plot_profile, profile_end
from ...show.figures.style import (
    INK,
    LOOK,
    PAPER,
    WIDE,
    WIDTH,
    log_axis,
    log_seconds,
    look,
    new_figure,
)
from ...text_file import write_bytes, write_text
from ..strategies import in_order, kind_of
from .aggregate import Profile, Standing
from .curves import NEEDED_FOR, Draw, Point, Style, draw_curves, short
from .highlights import MOST, Highlights, by_listing
from .scaling import Growth

if TYPE_CHECKING:  # importing the laboratory must not load matplotlib
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["WIDTH", "family_figure", "gap_figure", "growth_figure", "profile_figure", "save"]

_LEGEND_ROW = 3.6  # millimetres
_PANEL = 62.0
_BAR = 3.4
_PER_ROW = 4
_LIMIT = "limit"


def profile_figure(
    curves: Mapping[str, Profile],
    width_mm: float = WIDTH,
    shown: Highlights | None = None,
) -> Figure:
    """Draw performance profiles, exact strategies and heuristics in panels of their own.

    The curves are those of `performance_profiles`, by strategy. Panels are side by side from 120 mm
    on, below that one under the other. `shown` says which strategies stand out, by default the
    first of the listing.
    """
    right = profile_end(curves.values())

    def draw(axes: Axes, strategy: str, style: Style) -> Point:
        curve = curves[strategy]
        plot_profile(axes, curve, right, **style)
        return right, curve.y[-1] if curve.y else 0.0

    def finish(axes: Axes) -> None:
        finish_profile(axes, right)

    return _by_kind(curves, draw, finish, width_mm, shown)


def gap_figure(
    times: Sequence[float],
    gaps: Mapping[str, npt.NDArray[np.float64]],
    width_mm: float = WIDTH,
    shown: Highlights | None = None,
) -> Figure:
    """Draw the mean gap of each strategy over time, on a logarithmic axis of seconds.

    The times are in seconds and rise; gaps are by strategy, in [0, 1], and nan if no plan is known.
    `shown` is as for `profile_figure`.
    """

    def draw(axes: Axes, strategy: str, style: Style) -> Point | None:
        percent = 100 * gaps[strategy]
        known = np.isfinite(percent)
        if not known.any():  # the legend still names it
            axes.plot([], [], **style)
            return None
        seconds = np.asarray(times)[known]
        axes.plot(seconds, percent[known], drawstyle="steps-post", clip_on=False, **style)
        return float(seconds[-1]), float(percent[known][-1])

    def finish(axes: Axes) -> None:
        axes.set_ylim(0, 100)
        log_axis(axes, times[0], times[-1], "time (s, log scale)")
        axes.set_ylabel("mean gap to the best known (%)")

    return _by_kind(gaps, draw, finish, width_mm, shown)


def growth_figure(
    families: Mapping[str, Mapping[str, Growth]],
    limit: float,
    width_mm: float = WIDTH,
    shown: Highlights | None = None,
) -> Figure:
    """Draw the time to proof against the number of choices, a panel for each family that grows.

    The families are those of `growth`; `limit` are the seconds at which a dashed line is drawn, and
    `shown` is as for `profile_figure`.
    """
    strategies = in_order({name for curves in families.values() for name in curves})
    shown = by_listing(strategies) if shown is None else shown
    everything = [curve for curves in families.values() for curve in curves.values()]
    least = min(value for curve in everything for value in curve.seconds)
    across = min(len(families), 2 if width_mm >= WIDE else 1)
    down = -(-len(families) // across)
    columns = 4 if width_mm >= WIDE else 2
    rows = -(-min(len(strategies), MOST + 2) // columns)

    def finish(axes: Axes) -> None:
        axes.axhline(limit, color=INK, linestyle=(0, (4, 3)), linewidth=0.6, zorder=1, label=_LIMIT)
        log_axis(axes, *_ends(families[axes.get_title(loc="left")]), "choices (log scale)")
        log_seconds(axes, least / 1.5, 1.5 * limit)

    with look(*NEEDED_FOR):
        figure = new_figure(width_mm, down * _PANEL + _LEGEND_ROW * rows)
        grid = figure.subplots(down, across, squeeze=False)
        for axes in grid.flat[len(families) :]:
            axes.set_axis_off()
        known: dict[str, Any] = {}
        for axes, (family, curves) in zip(grid.flat, families.items(), strict=False):
            axes.set_title(family)
            axes.grid(visible=True)

            def draw(
                axes: Axes, strategy: str, style: Style, curves: Mapping[str, Growth] = curves
            ) -> Point:
                curve = curves[strategy]
                axes.plot(curve.choices, curve.seconds, **{**style, "markevery": 1})
                return curve.choices[-1], curve.seconds[-1]

            for line in draw_curves(axes, in_order(curves), shown.looks, draw, finish):
                known.setdefault(str(line.get_label()), line)
        figure.legend(handles=known.values(), loc="outside lower left", ncols=columns)
    return figure


def _ends(curves: Mapping[str, Growth]) -> tuple[float, float]:
    sizes = [size for curve in curves.values() for size in curve.choices]
    return min(sizes) / 1.1, 1.1 * max(sizes)


def family_figure(families: Mapping[str, Sequence[Standing]], width_mm: float = WIDTH) -> Figure:
    """Draw for each family and strategy the shares of runs proven, and with a plan but no proof."""
    strategies = in_order(row.strategy for rows in families.values() for row in rows)
    across = min(len(families), _PER_ROW if width_mm >= WIDE else _PER_ROW // 2)
    down = -(-len(families) // across)
    height = down * (_BAR * len(strategies) + 9) + 16
    with look(*NEEDED_FOR):
        figure = new_figure(width_mm, height)
        grid = figure.subplots(down, across, squeeze=False, sharex=True, sharey=True)
        for axes in grid.flat[len(families) :]:
            axes.set_axis_off()
        for axes, (family, standings) in zip(grid.flat, families.items(), strict=False):
            _bars(axes, {row.strategy: row for row in standings}, strategies)
            axes.set_title(family)
        for axes in grid[:, 0]:
            axes.set_yticks(range(len(strategies)), [short(name) for name in strategies])
        figure.supxlabel("share of runs (%)", fontsize="medium")
        handles, labels = grid[0, 0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside upper left", ncols=3 if width_mm >= WIDE else 1)
    return figure


def _bars(axes: Axes, standings: Mapping[str, Standing], strategies: Sequence[str]) -> None:
    places = [place for place, name in enumerate(strategies) if name in standings]
    there = [standings[strategies[place]] for place in places]
    runs = np.array([row.runs for row in there])
    proven = 100 * np.array([row.proven for row in there]) / runs
    unproven = 100 * np.array([row.unproven for row in there]) / runs
    wrong = 100 * np.array([row.wrong for row in there]) / runs
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
    strategies: Iterable[str],
    draw: Draw,
    finish: Callable[[Axes], None],
    width_mm: float,
    shown: Highlights | None,
) -> Figure:
    order = in_order(strategies)
    shown = by_listing(order) if shown is None else shown
    outside = any(kind_of(name) == "outside" for name in order)
    first = "exact, and from outside" if outside else "exact"
    groups = {
        first: [name for name in order if kind_of(name) != "heuristic"],
        "heuristics": [name for name in order if kind_of(name) == "heuristic"],
    }
    kept = {title: names for title, names in groups.items() if names}
    columns = 4 if len(kept) == 1 and width_mm >= WIDE else 2
    rows = max(-(-min(len(names), MOST + 1) // columns) for names in kept.values())
    across = len(kept) if width_mm >= WIDE else 1
    down = -(-len(kept) // across)
    with look(*NEEDED_FOR):
        figure = new_figure(width_mm, down * (_PANEL + _LEGEND_ROW * rows))
        panels = figure.subplots(down, across, squeeze=False)
        for axes, (title, names) in zip(panels.flat, kept.items(), strict=True):
            axes.set_title(title)
            axes.grid(visible=True)
            lines = draw_curves(axes, names, shown.looks, draw, finish)
            legend_below(axes, columns, handles=lines)
    return figure


def save(figure: Figure, name: str, folder: Path) -> str:
    """Write a figure as SVG and PNG, and return the SVG: the same text for the same figure."""
    from matplotlib import rc_context

    nobody = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    text, pixels = io.StringIO(), io.BytesIO()
    with rc_context({**LOOK, "svg.hashsalt": name}):
        figure.savefig(text, format="svg", metadata=nobody)
        figure.savefig(pixels, dpi=200)
    write_bytes(folder / f"{name}.png", pixels.getvalue())
    svg = "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"
    write_text(svg, folder / f"{name}.svg")
    return svg
