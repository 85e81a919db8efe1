"""A decision diagram holds the best sets of choices, all of them, and no others."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.errors import TooLargeError
from strengthfit.program.edit import only_tiers
from strengthfit.program.rows import IntArray
from strengthfit.strategies.dynamic.diagram import (
    Diagram,
    any_set,
    best_sets,
    least_values,
    least_with,
)

from ...generate import policies, weeks
from ...tradeoffs.every import every_plan

HELD = ("strength", "continuity")


def paths(diagram: Diagram) -> list[tuple[int, ...]]:
    """Return every set of a diagram, as the program's choices."""
    found: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for layer in diagram.layers:
        found = [
            (int(child), (*taken, int(added)) if added < len(diagram.kept) else taken)
            for node, taken in found
            for parent, child, added in zip(layer.parents, layer.children, layer.added, strict=True)
            if parent == node
        ]
    return [tuple(int(diagram.kept[one]) for one in taken) for _, taken in found]


@given(weeks(most=2), policies(grid=240), st.sampled_from([HELD, ("strength",), ("interference",)]))
@settings(max_examples=300)
def test_paths_are_the_best_sets(week: sf.Week, policy: sf.Policy, tiers: tuple[str, ...]) -> None:
    program = only_tiers(sf.formulate(week, policy), tiers)
    every = every_plan(program)
    assume(every is not None)
    assert every is not None
    best = min(every.values())
    expected = sorted(taken for taken, value in every.items() if value == best)
    diagram = best_sets(program)
    assert sorted(paths(diagram)) == expected
    assert diagram.paths == len(expected)
    assert any_set(diagram) in expected


@given(weeks(most=2), policies(grid=240), st.integers(0, 10**6))
@settings(max_examples=200)
def test_all_costs_at_once(week: sf.Week, policy: sf.Policy, seed: int) -> None:
    diagram = best_sets(only_tiers(sf.formulate(week, policy), HELD))
    assume(diagram.paths <= 2000)
    sets = [np.searchsorted(diagram.kept, taken) for taken in paths(diagram)]
    generator = np.random.default_rng(seed)
    width = len(diagram.kept)
    costs = generator.integers(0, 50, (width, 6))
    totals = np.array([costs[taken].sum(axis=0) for taken in sets])
    assert np.array_equal(least_values(diagram, costs), totals.min(axis=0))
    groups: list[IntArray] = [np.array([one]) for one in range(min(width, 4))]
    groups.append(np.arange(width // 2))
    for group, values in zip(groups, least_with(diagram, costs, groups), strict=True):
        inside = [len(np.intersect1d(group, taken)) > 0 for taken in sets]
        if any(inside):
            assert np.array_equal(values, totals[inside].min(axis=0))
        else:
            assert (values > totals.max()).all()


def test_too_many_steps_are_refused() -> None:
    program = only_tiers(sf.formulate(sf.Week([], strength=2, repeats=True)), HELD)
    with pytest.raises(TooLargeError):
        best_sets(program, most=10)


def test_a_week_without_choices_has_one_set_and_it_is_empty() -> None:
    diagram = best_sets(only_tiers(sf.formulate(sf.Week([], strength=0)), HELD))
    assert (diagram.paths, any_set(diagram)) == (1, ())
    assert least_values(diagram, np.zeros((0, 3), dtype=np.int64)).tolist() == [0, 0, 0]
