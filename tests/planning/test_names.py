"""The sessions of a plan have ids, and carry what was asked and pinned with them."""

import json
from collections import Counter
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.block import weeks_of
from strengthfit.domain.clock import DAY
from strengthfit.domain.extra import Extra
from strengthfit.interchange import plan_from_dict, to_dict
from strengthfit.planning import Placement, placement_ids
from strengthfit.planning.names import renamed

from ..generate import blocks, kept_weeks, policies, weeks

TABLES = st.sampled_from([None, None, {"note": "5 x 5"}, {"sets": [5, 3], "by": "Ana"}, {"": None}])
RUNS = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]


@st.composite
def carrying(draw: st.DrawFn) -> sf.Week | sf.Block:
    """A week or a block whose demands and pins carry something, or nothing."""

    def with_extras(week: sf.Week) -> sf.Week:
        asked = [
            attrs.evolve(demand, count=1, extra=draw(TABLES))
            for demand in week.strength
            for _ in range(demand.count)
        ]
        pins = [attrs.evolve(pin, extra=draw(TABLES)) for pin in week.pins]
        return attrs.evolve(week, strength=asked, pins=pins)

    asked = draw(weeks() | kept_weeks() | blocks(2))
    if isinstance(asked, sf.Week):
        return with_extras(asked)
    return sf.Block([with_extras(week) for week in asked.weeks])


def _planned(asked: sf.Week | sf.Block, policy: sf.Policy) -> sf.Plan:
    try:
        return sf.plan(asked, policy, "greedy")
    except sf.StrengthfitError:  # runs that touch over the edge of a week, pins at a run
        assume(False)
        raise


def _names(plan: sf.Plan) -> list[tuple[str | None, Extra | None]]:
    return [(one.id, one.extra) for one in _everywhere(plan)]


def _everywhere(plan: sf.Plan) -> list[Placement]:
    """The sessions of a plan, wherever they stand in it."""
    days = [one for day in plan.days for one in (*day.placements, *day.could_move)]
    return [*plan.placements, *days, *(one.placement for one in plan.kept)]


@given(carrying(), policies(grid=120), st.integers(0, 6))
@settings(max_examples=400)
def test_a_plan_is_read_back_with_the_names_it_was_written_with(
    asked: sf.Week | sf.Block, policy: sf.Policy, today: int
) -> None:
    plan = _planned(asked, policy)
    if plan.status != "broken":
        try:
            plan = sf.replan(plan, today=today, strategy="greedy")
        except sf.StrengthfitError:  # greedy may miss a pin
            assume(False)
    data = json.loads(json.dumps(to_dict(plan)))
    again = plan_from_dict(data)
    assert again.placements == plan.placements
    assert _names(again) == _names(plan)
    written = json.loads(json.dumps(to_dict(again)))
    assert written["placements"] == data["placements"]
    assert written["days"] == data["days"]


@given(carrying(), policies(grid=120))
@settings(max_examples=300)
def test_ids_differ_and_sessions_are_called_alike_wherever_they_stand(
    asked: sf.Week | sf.Block, policy: sf.Policy
) -> None:
    plan = _planned(asked, policy)
    ids = [one.id for one in plan.placements]
    assert len(set(ids)) == len(ids)
    assert tuple(ids) == placement_ids(plan)
    known = {one: (one.id, one.extra) for one in plan.placements}
    assert all(known[one] == (one.id, one.extra) for one in _everywhere(plan))


@given(carrying(), policies(grid=120))
@settings(max_examples=300)
def test_sessions_carry_what_was_given_and_nothing_else(
    asked: sf.Week | sf.Block, policy: sf.Policy
) -> None:
    """No more sessions carry a thing than demands and pins of their kind do."""
    plan = _planned(asked, attrs.evolve(policy, way_in_weeks=0))
    for number, week in enumerate(weeks_of(plan.week)):
        mine = [one for one in plan.placements if one.week == number]
        for kind in {one.kind for one in mine}:
            known = Counter(pin.extra for pin in week.pins if pin.kind == kind)
            known.update(
                extra
                for demand in week.strength
                if demand.kind == kind
                for extra in [demand.extra] * demand.count
            )
            carried = Counter(one.extra for one in mine if one.kind == kind)
            assert all(extra is None or many <= known[extra] for extra, many in carried.items())


def _asked(*extras: Any, **more: Any) -> sf.Week:
    return sf.Week(RUNS, [sf.Demand("circuit", extra=extra) for extra in extras], **more)


def _carried(plan: sf.Plan) -> list[Any]:
    return [one.extra and dict(one.extra) for one in plan.placements]


A, B, PIN = {"note": "A"}, {"note": "B"}, {"note": "pinned"}


def test_equal_demands_are_fulfilled_in_their_order_and_a_pin_has_its_own() -> None:
    assert _carried(sf.plan(_asked(A, B))) == [A, B]
    assert _carried(sf.plan(_asked(None, B))) == [None, B]
    pin = sf.Session("Thu 18:00", "circuit", extra=PIN)
    plan = sf.plan(_asked(A, B, pins=[pin]))
    assert [one.extra == Extra(PIN) for one in plan.placements] == [
        one.when == "Thu 18:00" for one in plan.placements
    ]
    on_a_day = attrs.evolve(pin, when="Fri")
    plan = sf.plan(_asked(A, B, pins=[on_a_day]))
    assert [one.extra == Extra(PIN) for one in plan.placements] == [
        one.when.startswith("Fri") for one in plan.placements
    ]
    silent = sf.plan(_asked(A, B, pins=[attrs.evolve(on_a_day, extra=None)]))
    assert _carried(silent) == [A, B]


def test_names_go_with_sessions_as_the_week_is_planned_again() -> None:
    plan = sf.plan(_asked(A, B))
    first, second = plan.placements
    missed = sf.replan(plan, today="Fri", missed=[first.when])
    assert [(one.id, one.extra) for one in missed.placements] == [(second.id, second.extra)]
    assert [change.before and change.before.id for change in missed.changes] == [first.id]
    rpe = {"rpe": 7}
    session = sf.Session("Thu 12:00", "circuit", extra=rpe)
    done = sf.replan(plan, today="Fri", done={first.when: session})
    assert [one.id for one in done.placements] == [first.id, second.id]
    assert _carried(done) == [rpe, B]
    later = sf.replan(done, today="Sat")
    assert (_carried(later)[0], later.placements[0].id) == (rpe, first.id)
    moved = sf.replan(plan, today="Mon", changed={"Sun 08:00 long": sf.Run("Thu 08:00", "long")})
    assert moved.changes
    for change in moved.changes:
        if change.before and change.after:
            assert (change.after.id, change.after.extra) == (change.before.id, change.before.extra)


@given(weeks(most=3), policies(grid=120), st.integers(0, 6), st.data())
@settings(max_examples=200)
def test_ids_of_another_program_go_with_sessions_as_the_week_is_planned_again(
    week: sf.Week, policy: sf.Policy, today: int, data: st.DataObject
) -> None:
    plan = _planned(week, policy)
    assume(plan.status != "broken" and plan.placements)
    called = [
        attrs.evolve(one, id=f"theirs/{number}") for number, one in enumerate(plan.placements)
    ]
    plan = renamed(plan, called)
    assert placement_ids(plan) == tuple(one.id for one in called)
    run = data.draw(st.none() | st.sampled_from(week.runs or [None]))
    changed: dict[str, sf.Run | None] = {}
    if run is not None:
        changed[f"{run.when} {run.kind}"] = None
    try:
        new = sf.replan(plan, today=today, changed=changed)
    except sf.StrengthfitError:  # two runs of one name, or a past that cannot be
        assume(False)
        raise
    ids = [one.id for one in new.placements]
    assert len(set(ids)) == len(ids)
    assert placement_ids(new) == tuple(ids)
    went = {change.before: change.after for change in new.changes if change.before is not None}
    for one in called:
        after = went.get(one, one)
        if after is not None:
            assert next(two for two in new.placements if two.start == after.start).id == one.id


def test_a_week_that_gains_a_date_keeps_the_ids_of_its_sessions() -> None:
    week = sf.Week(RUNS)
    plan = sf.plan(week)
    first, second = plan.placements
    dated = sf.replan(plan, attrs.evolve(week, start="2026-11-23"), missed=[first.when])
    (same,) = [one for one in dated.placements if one.start == second.start]
    assert same.id == second.id == "W1 circuit 2"


def test_what_a_question_moves_keeps_its_name() -> None:
    plan = sf.plan(_asked(A, B))
    reason = sf.why_not(plan, "Sun 18:00")
    assert reason.moves
    for move in reason.moves:
        assert move.before is not None
        assert move.after is not None
        assert (move.after.id, move.after.extra) == (move.before.id, move.before.extra)


def test_an_audit_gives_back_what_sessions_were_given_with() -> None:
    placed = [sf.Session("Thu 18:00", "heavy", extra=B), sf.Session("Tue 18:00", "core", extra=A)]
    audit = sf.audit(sf.Week(RUNS), placed)
    assert [one.extra and dict(one.extra) for one in audit.placements] == [A, B]
    plan = sf.plan(_asked(A, B))
    judged = sf.audit(_asked(A, B), plan.placements)
    assert [(one.id, one.extra) for one in judged.placements] == [
        (one.id, one.extra) for one in plan.placements
    ]


def _written(plan: sf.Plan) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(to_dict(plan)))
    return data


def test_plans_written_before_there_were_names_are_read() -> None:
    plan = sf.plan(_asked(A, B))
    data = _written(plan)
    for placement in data["placements"]:
        del placement["id"], placement["extra"]
    data["version"] = data.pop("schema_version")
    assert _names(plan_from_dict(data)) == _names(plan)
    del data["version"]
    assert _names(plan_from_dict(data)) == _names(plan)


def test_names_of_another_program_are_kept_as_they_are() -> None:
    data = _written(sf.plan(_asked(A, B)))
    data["placements"][1] |= {"id": "a7/x", "extra": {"url": "https://example.org/7"}}
    again = plan_from_dict(data)
    assert again.placements[1].id == again.days[again.placements[1].day].placements[0].id == "a7/x"
    assert again.placements[1].extra == Extra({"url": "https://example.org/7"})
    assert again.placements[0].id == "W1 circuit 1"
    assert _written(again)["placements"] == data["placements"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "W1 circuit 2"}, "'W1 circuit 2' is the id of two sessions"),
        ({"id": 5}, "is not a session"),
        ({"id": ""}, "is not a session"),
        ({"id": "x" * 81}, "is not a session"),
        ({"extra": 5}, "is not a session"),
        ({"extra": {"a": 10**20}}, "is not a session"),
    ],
    ids=["twice", "number", "empty", "long", "no table", "huge"],
)
def test_names_that_are_none_are_refused(change: dict[str, Any], said: str) -> None:
    data = _written(sf.plan(_asked(A, B)))
    data["placements"][0] |= change
    with pytest.raises(sf.FileError, match=said):
        plan_from_dict(data)


def test_a_session_read_back_is_past_as_it_was() -> None:
    plan = sf.replan(sf.plan(_asked(A, B)), today="Fri")
    again = sf.replan(plan_from_dict(_written(plan)), today="Sat")
    assert [one.id for one in again.placements] == [one.id for one in plan.placements]
    assert again.placements[0].start < 5 * DAY
