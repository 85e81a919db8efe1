"""The figures of the report: performance profiles, gap over time, and what each family gave."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
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
    line_style,
    log_axis,
    look,
    new_figure,
)
from ...text_file import write_text
from ..strategies import in_order, kind_of
from .aggregate import Profile, Standing

if TYPE_CHECKING:  # importing the laboratory must not load matplotlib
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["WIDTH", "family_figure", "gap_figure", "profile_figure", "save"]

_LEGEND_ROW = 3.6  # millimetres
_PANEL = 62.0
_BAR = 3.4
_PER_ROW = 4
_HALF = 13  # characters at either end of a name that is cut in the middle
_NEEDED_FOR = ("the report", "bench")  # for the message if matplotlib is not installed


def profile_figure(
    curves: Mapping[str, Profile], width_mm: float = WIDTH, among: Sequence[str] = ()
) -> Figure:
    """Draw performance profiles, exact strategies and heuristics in panels of their own.

    The curves are those of `performance_profiles`, by strategy. Panels are side by side from 120 mm
    on, below that one under the other. `among` are strategies that other figures of the same page
    show, so that each has one look in all.
    """
    right = profile_end(curves.values())

    def draw(axes: Axes, strategy: str, number: int) -> None:
        style = line_style(number)
        plot_profile(axes, curves[strategy], right, label=_short(strategy), **style)

    def finish(axes: Axes) -> None:
        finish_profile(axes, right)

    return _by_kind(list(curves), draw, finish, width_mm, among)


def gap_figure(
    times: Sequence[float],
    gaps: Mapping[str, npt.NDArray[np.float64]],
    width_mm: float = WIDTH,
) -> Figure:
    """Draw the mean gap of each strategy over time, on a logarithmic axis of seconds.

    The times are in seconds and rise; gaps are by strategy, in [0, 1], and nan if no plan is known.
    """

    def draw(axes: Axes, strategy: str, number: int) -> None:
        percent = 100 * gaps[strategy]
        known = np.isfinite(percent)  # none if no plan is known: the legend still names it
        style = line_style(number) if known.any() else {"color": "none"}
        axes.plot(
            np.asarray(times)[known],
            percent[known],
            drawstyle="steps-post",
            label=_short(strategy),
            clip_on=False,
            **style,
        )

    def finish(axes: Axes) -> None:
        axes.set_ylim(0, 100)
        log_axis(axes, times[0], times[-1], "time (s, log scale)")
        axes.set_ylabel("mean gap to the best known (%)")

    return _by_kind(list(gaps), draw, finish, width_mm)


def family_figure(families: Mapping[str, Sequence[Standing]], width_mm: float = WIDTH) -> Figure:
    """Draw for each family and strategy the shares of runs proven, and with a plan but no proof."""
    strategies = in_order(row.strategy for rows in families.values() for row in rows)
    across = min(len(families), _PER_ROW if width_mm >= WIDE else _PER_ROW // 2)
    down = -(-len(families) // across)
    height = down * (_BAR * len(strategies) + 9) + 16
    with look(*_NEEDED_FOR):
        figure = new_figure(width_mm, height)
        grid = figure.subplots(down, across, squeeze=False, sharex=True, sharey=True)
        for axes in grid.flat[len(families) :]:
            axes.set_axis_off()
        for axes, (family, standings) in zip(grid.flat, families.items(), strict=False):
            _bars(axes, {row.strategy: row for row in standings}, strategies)
            axes.set_title(family)
        for axes in grid[:, 0]:
            axes.set_yticks(range(len(strategies)), [_short(name) for name in strategies])
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
    across = len(kept) if width_mm >= WIDE else 1
    down = -(-len(kept) // across)
    with look(*_NEEDED_FOR):
        figure = new_figure(width_mm, down * (_PANEL + _LEGEND_ROW * rows))
        panels = figure.subplots(down, across, squeeze=False)
        for axes, (title, names) in zip(panels.flat, kept.items(), strict=True):
            axes.set_title(title)
            axes.grid(visible=True)
            for name in names:
                draw(axes, name, looks.index(name))
            finish(axes)
            legend_below(axes, columns)
    return figure


def _short(strategy: str) -> str:
    """Return a strategy's name as figures have room for it, cut in the middle if it is long.

    Of "module:object" it is the object.

    Examples
    --------
    >>> _short("dice:Dice(throws=3)"), _short("command('clasp --configuration=many {opb}')")
    ('Dice(throws=3)', "command('clas…=many {opb}')")
    """
    base, bracket, parameters = strategy.partition("(")
    name = base.rpartition(":")[2] + bracket + parameters
    if len(name) > 2 * _HALF + 1:
        name = f"{name[:_HALF]}…{name[-_HALF:]}"
    return name.replace("$", r"\$")  # which would begin a formula


def save(figure: Figure, name: str, folder: Path) -> str:
    """Write a figure as SVG and PNG, and return the SVG: the same text for the same figure."""
    from matplotlib import rc_context

    nobody = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    text = io.StringIO()
    with rc_context({**LOOK, "svg.hashsalt": name}):
        figure.savefig(text, format="svg", metadata=nobody)
        figure.savefig(folder / f"{name}.png", dpi=200)
    svg = "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"
    write_text(svg, folder / f"{name}.svg")
    return svg
