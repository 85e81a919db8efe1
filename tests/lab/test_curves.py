"""Curves: a few that stand out by a stated rule, the others in grey, and how times grow."""

import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit.lab.measures import best_known
from strengthfit.lab.records import Record
from strengthfit.lab.report import report_markdown
from strengthfit.lab.report.aggregate import performance_profiles, standings
from strengthfit.lab.report.highlights import MOST, highlights
from strengthfit.lab.report.scaling import LEAST_SIZES, growth
from strengthfit.lab.strategies import VARIANTS, kind_of

from .test_measures import blank, table_of

pytest.importorskip("matplotlib")
from matplotlib.figure import Figure

from strengthfit.lab.report.curves import spread
from strengthfit.lab.report.figures import growth_figure, profile_figure

MANY = ["cpsat", "auto", "dynamic", "exhaustive", "highs", "scip", "friend", *VARIANTS, "greedy"]


def _grown(strategies: list[str]) -> list[Record]:
    """Runs that take as long as there are choices, each strategy twice as long as the last."""
    return [
        blank(
            f"{family}-{size}",
            strategy,
            status="infeasible",
            choices=size,
            seconds=min(1e-3 * size * 2**place, 10.0),
        )
        for family, sizes in (("grows", (1, 2, 4, 5, 8)), ("stays", (6, 7, 8)))
        for size in sizes
        for place, strategy in enumerate(strategies)
    ]


@given(st.lists(st.sampled_from(MANY), min_size=1, max_size=14, unique=True))
@settings(max_examples=30, deadline=None)
def test_those_that_stand_out_closed_the_most_and_variants_come_last(names: list[str]) -> None:
    runs = _grown(names)[: -len(names) // 2 or None]  # the last ones closed one instance less
    rows = {row.strategy: row for row in standings(table_of(runs))}
    shown = highlights(list(rows.values()))
    told = (*shown.exact, *shown.heuristics, *shown.rest, *shown.other_heuristics)
    assert sorted(told) == sorted(names)
    assert sorted(shown.looks.values()) == list(range(len(shown.looks)))
    exact = [name for name in names if kind_of(name) != "heuristic"]
    assert len(shown.exact) == min(MOST, len(exact))
    for first in shown.exact:
        for other in shown.rest:
            one, two = (
                (name in VARIANTS, -rows[name].proven / rows[name].runs, rows[name].proof.value)
                for name in (first, other)
            )
            assert one <= two


def test_a_figure_has_six_looks_and_one_grey() -> None:
    runs = table_of(_grown(MANY[:-1]))
    shown = highlights(standings(runs))
    for figure in (
        profile_figure(performance_profiles(runs, "proof"), shown=shown),
        growth_figure(growth(runs), 10.0, shown=shown),
    ):
        lines = [line for line in figure.axes[0].get_lines() if line.get_linewidth() > 1]
        looks = [(str(line.get_linestyle()), line.get_marker(), line.get_color()) for line in lines]
        assert len(set(looks)) == len(looks) == MOST
        assert len({line.get_color() for line in lines}) == MOST
        named = [text.get_text() for text in figure.axes[0].texts]
        assert sorted(named) == sorted(shown.exact)
        assert f"{len(MANY) - 1 - MOST} others, in grey" in _legend(figure)


def _legend(figure: Figure) -> list[str]:
    legends = [*figure.legends, *(axes.get_legend() for axes in figure.axes)]
    return [text.get_text() for legend in legends if legend for text in legend.get_texts()]


@given(st.lists(st.floats(0, 1), max_size=8).map(sorted), st.floats(0.01, 0.1))
def test_names_are_spread_apart_in_their_order(heights: list[float], apart: float) -> None:
    places = spread(heights, apart)
    assert len(places) == len(heights)
    assert all(high - low >= apart - 1e-9 for low, high in pairwise(places))
    assert all(place <= 1 for place in places)
    if all(high - low >= apart for low, high in pairwise(heights)):
        assert places == pytest.approx(heights)


def test_growth_is_by_doublings_in_families_that_grow() -> None:
    found = growth(table_of([*_grown(["cpsat", "auto", "greedy"]), blank("none-0", choices=0)]))
    assert list(found) == ["grows"]
    assert sorted(found["grows"]) == ["auto", "cpsat"]
    curve = found["grows"]["cpsat"]
    assert curve.choices == pytest.approx((1, 2, math.sqrt(20), 8))
    assert curve.seconds == pytest.approx([size / 1000 for size in curve.choices])
    assert all(curve.proven)
    assert len(curve.choices) >= LEAST_SIZES


def test_a_run_without_a_proof_counts_its_limit_in_growth() -> None:
    runs: list[Any] = [blank(f"a-{size}", choices=size) for size in (1, 2, 4)]
    curve = growth(table_of(runs))["a"]["cpsat"]
    assert curve.seconds == pytest.approx((10, 10, 10))
    assert not any(curve.proven)
    figure = growth_figure({"a": {"cpsat": curve}}, 10.0, width_mm=80)
    assert figure.axes[0].get_ylim()[1] > 10


def test_the_report_draws_growth_if_there_is_any() -> None:
    runs = _grown(["cpsat", "auto"])
    assert best_known(runs)
    assert "](scaling.svg)" in report_markdown(runs)
    assert "](scaling.svg)" not in report_markdown([blank()])
