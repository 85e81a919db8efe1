"""The families made to be hard: each is the question that it says it is, by another count."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.lab.families import cvar, mixed, near, replanned
from strengthfit.lab.families.registry import FAMILIES
from strengthfit.lab.families.seeded_random import SeededRandom
from strengthfit.lab.families.weeks import random_week
from strengthfit.lab.instances import instance, names
from strengthfit.planning.fewest_changes import with_changes
from strengthfit.program import Program
from strengthfit.tradeoffs.robust_plans import least_tail

from ..longer import mostly_longer

HARD = ("coach", "mixed", "replanned", "cvar", "near")
BREAKING_TIES = {"habit", "preference", "earliness", "isolation"}


def test_there_are_sixty_and_none_breaks_ties() -> None:
    assert sum(len(FAMILIES[family].full) for family in HARD) >= 60
    for name in names("quick"):
        if name.partition("-")[0] in HARD:
            assert not BREAKING_TIES & set(instance(name).program.tiers)


@given(st.integers(0, 99).map(lambda many: 1000 * many + 2))
@settings(max_examples=10)
def test_mixed_weeks_ask_for_five_sessions_of_four_kinds(seed: int) -> None:
    program = mixed.make(seed)
    by_week = program.counts.reshape(2, 4)
    assert by_week.sum(axis=1).tolist() == [5, 5]
    asked = program.horizon.demands
    assert len({demand.kind for demand in asked}) == 4


@given(st.integers(0, 99).map(lambda many: 1000 * many + 2))
@settings(max_examples=10)
def test_a_plan_that_may_stay_changes_nothing(seed: int) -> None:
    program = mixed.make(seed)
    taken = sf.solve(program, "greedy").taken
    assert replanned.same_choices(program.choices, taken, program.choices) == list(taken)
    again = with_changes(program, list(taken), now=0)
    objective = again.objective(program.mask(taken))
    assert objective == (0, 0, *program.objective(program.mask(taken)))


@given(st.integers(0, 99).map(lambda many: 1000 * many + 2))
@settings(max_examples=5)
def test_changes_count_the_sessions_that_are_not_kept(seed: int) -> None:
    program = replanned.make(seed)
    best = sf.solve(program)
    assert best.status == "optimal"
    moved = program.objective(program.mask(()))
    assert best.objective is not None
    assert best.objective[0] <= moved[0], "to skip every session changes every session"
    assert best.objective[1] <= best.objective[0], "a session that moved has changed"


def drawn(seed: int) -> tuple[Program, np.ndarray, np.ndarray]:
    """Return a week, its open choices, and what these cost twenty athletes."""
    program = sf.formulate(random_week(SeededRandom("a week", seed)))
    return program, *cvar.drawn_costs(program, sf.Policy(), 20, seed)


@given(st.integers(0, 999), st.data())
@settings(max_examples=30)
def test_the_tail_is_the_sum_of_the_dearest_draws(seed: int, data: st.DataObject) -> None:
    program, possible, costs = drawn(seed)
    worst = data.draw(st.integers(1, 20))
    most = int(cvar.dearest(program, possible, costs).max())
    tail = least_tail(program, possible, costs, worst, most)
    taken = data.draw(st.lists(st.sampled_from(range(len(possible))), max_size=2, unique=True))
    suffered = np.sort(costs[taken].sum(axis=0))[::-1]
    assert suffered[0] <= most
    tier = tail.tiers.index("interference")

    def at(level: int) -> int:
        digits = [len(program.choices) + bit for bit in range(20) if level >> bit & 1]
        return tail.objective(tail.mask([*possible[taken].tolist(), *digits]))[tier]

    expected = int(suffered[:worst].sum())
    assert at(int(suffered[worst - 1])) == expected, "the level is the last of the dearest"
    assert at(data.draw(st.integers(0, most))) >= expected, "no level makes it less"


@pytest.mark.parametrize("seed", mostly_longer([0, 2]))
def test_no_drawn_athlete_loses_more_than_the_level(seed: int) -> None:
    weeks, athletes, lost, level = near.BISECTED[seed]
    block = near.drawn_block(weeks, athletes)
    taken = sf.solve(near.make(seed)).taken
    mask = block.program.mask(taken)
    assert block.program.objective(mask) == (lost,)
    assert not block.program.broken(mask)
    assert block.costs[mask[block.choices]].sum(axis=0).max() <= level
    assert near.is_too_little(seed + 1)
    assert sf.solve(near.make(seed + 1)).status == "infeasible"
