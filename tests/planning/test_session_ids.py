"""Ids of sessions: all differ, and a session that moves within its week keeps its own."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.planning import placement_ids

from ..generate import blocks, weeks


@given(weeks() | blocks(2), st.randoms())
@settings(max_examples=400)
def test_ids_differ_and_stay_whatever_moves(asked: sf.Week | sf.Block, random: object) -> None:
    plan = sf.plan(asked, strategy="greedy")
    ids = placement_ids(plan)
    assert len(set(ids)) == len(ids) == len(plan.placements)
    days = 7 * 1440
    moved = [
        attrs.evolve(one, start=one.week * days + random.randrange(days))  # type: ignore[attr-defined]  # Hypothesis's Random
        for one in plan.placements
    ]
    again = placement_ids(attrs.evolve(plan, placements=tuple(moved)))
    assert sorted(again) == sorted(ids)
    known = {name: one.start for name, one in zip(ids, plan.placements, strict=True)}
    assert placement_ids(plan, known) == ids


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5, unique=True), st.data())
def test_those_that_stay_keep_their_ids_and_no_id_is_made_in_vain(
    before: list[int], data: st.DataObject
) -> None:
    after = sorted(data.draw(st.sets(st.integers(0, 9), min_size=1, max_size=5)))
    numbers = data.draw(st.permutations(range(1, 8)))
    base = sf.plan(sf.Week([], strength=1))
    known = {f"W1 circuit {number}": at for number, at in zip(numbers, before, strict=False)}
    placed = tuple(attrs.evolve(base.placements[0], start=at) for at in after)
    ids = placement_ids(attrs.evolve(base, placements=placed), known)
    assert len(set(ids)) == len(after)
    for name, at in known.items():
        if at in after:
            assert ids[after.index(at)] == name
    assert len(set(ids) & set(known)) == min(len(before), len(after))


def test_a_session_that_was_missed_leaves_the_others_their_ids() -> None:
    runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    plan = sf.plan(sf.Week(runs))
    first, second = plan.placements
    new = sf.replan(plan, today="Fri", missed=[first.when])
    known = dict(zip(placement_ids(plan), [first.start, second.start], strict=True))
    assert new.placements == (second,)
    assert placement_ids(new) == placement_ids(new, known) == ("W1 circuit 2",)
    assert placement_ids(new, {}) == ("W1 circuit 1",)


def test_labels_and_weeks_tell_sessions_apart() -> None:
    asked = [sf.Demand("heavy", label="A"), sf.Demand("heavy", label="1"), sf.Demand("heavy", 2)]
    one = sf.Week([], strength=asked, start="2026-11-23")
    plan = sf.plan(sf.Block([one, sf.Week([], strength=1)]), "separate_days")
    assert sorted(placement_ids(plan)) == [
        "2026-11-23 heavy 1",
        "2026-11-23 heavy 1 1",
        "2026-11-23 heavy 2",
        "2026-11-23 heavy A 1",
        "2026-11-30 circuit 1",
    ]
    nine = sf.plan(sf.Week([], strength=1, days=9))
    assert placement_ids(nine) == ("W1 circuit 1",)


@pytest.mark.parametrize("known", [{}, {"": 3}, {"W1 circuit": 3}, {"W1 circuit x": 3}, {"x": 0}])
def test_ids_of_others_mean_nothing(known: dict[str, int]) -> None:
    plan = sf.plan(sf.Week([], strength=1))
    assert placement_ids(plan, known) == ("W1 circuit 1",)


def test_what_is_no_plan_is_refused() -> None:
    with pytest.raises(sf.InputError, match="is not a Plan"):
        placement_ids("plan")  # type: ignore[arg-type]  # rubbish on purpose
