"""Replanning: the past stays, what is missed is lost, and as little as possible changes."""

import datetime as dt

import attrs
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.clock import DAY
from strengthfit.domain.strength import DOSES
from strengthfit.planning.matching import matched_choices, taken_choices
from tests import oracle
from tests.generate import blocks, policies, runs_on, weeks

DAYS = st.integers(0, 7)


@given(weeks(), policies(), DAYS)
@settings(max_examples=150)
def test_nothing_changed_gives_the_same_plan(week: sf.Week, policy: sf.Policy, today: int) -> None:
    _check_unchanged(sf.plan(week, policy), today)


@given(blocks(2), policies(grid=120), st.integers(0, 14))
@settings(max_examples=60)
def test_nothing_changed_in_a_block_gives_the_same_plan(
    block: sf.Block, policy: sf.Policy, today: int
) -> None:
    try:
        plan = sf.plan(block, policy)
    except sf.InputError:
        assume(False)
    _check_unchanged(plan, min(today, 7 * len(block.weeks)))


def _check_unchanged(plan: sf.Plan, today: int) -> None:
    """The same plan but for what is past: nothing is explained or priced there."""
    new = sf.replan(plan, today=today)
    assert new.today == today
    if today == 0:
        assert new == plan
    left_out = {"days", "skipped", "today", "outcome"}
    for field in attrs.fields(sf.Plan):
        if field.name not in left_out:
            assert getattr(new, field.name) == getattr(plan, field.name), field.name
    for day, before in zip(new.days[today:], plan.days[today:], strict=True):
        assert (day.runs, day.placements) == (before.runs, before.placements)
        assert all(p.day >= today for p in day.could_move)
        assert "past" not in {label.rule for label in day.rules}
    for day, before in zip(new.days[:today], plan.days, strict=False):
        assert day == attrs.evolve(before, state="past", rules=(), could_move=(), together=False)
    assert [(s.kind, s.dose) for s in new.skipped] == [(s.kind, s.dose) for s in plan.skipped]
    assert sf.replan(new, today=today) == new


@given(weeks(), policies(grid=120), DAYS, st.data())
@settings(max_examples=200)
def test_the_past_never_changes_and_little_else_does(
    week: sf.Week, policy: sf.Policy, today: int, data: st.DataObject
) -> None:
    """Other runs from today on; some sessions before it missed. Compared with every other plan."""
    plan = sf.plan(week, policy)
    now = attrs.evolve(week, runs=data.draw(_other_runs(week, policy, today)))
    past = [p for p in plan.placements if p.day < today]
    gone = data.draw(st.lists(st.sampled_from(past), unique=True)) if past else []
    try:
        new = sf.replan(plan, now, today=today, missed=[p.start for p in gone])
    except sf.InputError:  # the drawn runs touch
        assume(False)
    done = [p for p in past if p not in gone]
    assert [p for p in new.placements if p.day < today] == done
    old = [p for p in plan.placements if p.day >= today]
    ahead = [p for p in new.placements if p.day >= today]
    assert len(ahead) + len(done) + len(gone) <= sum(demand.count for demand in week.strength)
    changed = [change for change in new.changes if change.before not in gone]
    assert len(changed) == max(len(old), len(ahead)) - len(set(old) & set(ahead)) or _two_kinds(
        week
    )
    assert all(change.reason and change.code for change in new.changes)
    assert all(change.labels[0].code == change.code for change in new.changes if change.labels)
    for change in changed:
        assert change.before in {*old, None}
        assert change.after in {*ahead, None}
    least = _fewest(now, policy, plan, done=done, gone=gone, today=today)
    if least is not None:
        assert len(changed) == least


def _two_kinds(week: sf.Week) -> bool:
    return len(week.strength) > 1


@st.composite
def _other_runs(draw: st.DrawFn, week: sf.Week, policy: sf.Policy, today: int) -> list[sf.Run]:
    day = draw(st.integers(min(today, 6), 6))
    kept = [run for run in week.runs if (run.when.minutes or 0) // DAY != day]
    return [*kept, *draw(runs_on(day))]


def _fewest(
    week: sf.Week,
    policy: sf.Policy,
    plan: sf.Plan,
    *,
    done: list[sf.Placement],
    gone: list[sf.Placement],
    today: int,
) -> int | None:
    """The fewest changes of all sets of sessions that break nothing new, by trying them all."""
    if len(week.strength) > 1:
        return None
    old = {(p.start, p.dose) for p in plan.placements if p.day >= today}
    options = [
        one
        for asked in oracle.asked_of(week, policy)
        for one in oracle.choices_of(week, policy, asked)
        if one.day >= today
    ]
    finished = oracle.sittings_of(attrs.evolve(plan, placements=tuple(done)))
    already = _instances(week, policy, finished)
    room = sum(demand.count for demand in week.strength) - len(done) - len(gone)
    # What is kept decides: with k kept of o, at least o - k change, and none more is ever needed.
    kept_options = [one for one in options if (one.start, one.dose) in old]
    best = 0
    for bits in range(2 ** len(kept_options)):
        kept = [one for index, one in enumerate(kept_options) if bits >> index & 1]
        if len(kept) > room or len({one.start for one in kept}) < len(kept):
            continue
        if _instances(week, policy, [*finished, *kept]) <= already:
            best = max(best, len(kept))
    return len(old) - best


def _instances(
    week: sf.Week, policy: sf.Policy, sittings: list[oracle.Sitting]
) -> set[tuple[str, str]]:
    """What is broken; a pin that is missed is none of it, as it may lie in the past."""
    return {
        (one.rule, one.cause)
        for one in oracle.broken(week, policy, sittings)
        if one.sittings and one.rule != "demand"
    }


RUNS = [
    sf.Run("Tue 07:00", "intervals", minutes=60),
    sf.Run("Thu 07:00", "tempo", minutes=50),
    sf.Run("Sun 08:00", "long", minutes=110, id="long"),
]
PLAN = sf.plan(
    sf.Week(RUNS, repeats=False, start="2026-11-23", after=[sf.Run(7 * DAY + 420, "long")])
)


def test_a_missed_session_is_not_crammed_in() -> None:
    first, *others = PLAN.placements
    new = sf.replan(PLAN, today="Fri", missed=[first.when])
    assert list(new.placements) == others
    assert [str(change) for change in new.changes] == [
        f"{first.when} circuit, full -> not placed: missed; it is not made up for"
    ]
    assert new.skipped[0].labels
    assert "is not made up" in " ".join(label.text for label in new.skipped[0].labels)
    assert "Changed:" in str(new)


def test_a_run_that_moves_moves_the_session_before_it() -> None:
    runs = [sf.Run("Tue 07:00", "easy"), RUNS[2]]
    plan = sf.plan(sf.Week(runs, strength=1, pins=[sf.Session("Mon 18:00", "circuit")]))
    plan = attrs.evolve(plan, week=sf.Week(runs, strength=1))
    new = sf.replan(plan, today="Mon", changed={"long": sf.Run("Tue 17:00", "long")})
    (change,) = new.changes
    assert change.before == plan.placements[0]
    assert change.after == new.placements[0]
    assert change.reason == "before the long run on Tue 17:00"


def test_a_tired_week_lowers_the_dose_in_place() -> None:
    tired = attrs.evolve(PLAN.week_alone(0), tired=True)
    new = sf.replan(PLAN, tired, today=0)
    assert [p.start for p in new.placements] == [p.start for p in PLAN.placements]
    assert {p.dose for p in new.placements} == {DOSES[1]}
    assert all("you are tired" in change.reason for change in new.changes)


def test_today_is_a_day_a_name_or_a_date() -> None:
    missed = [PLAN.placements[0].start]
    answers = [
        sf.replan(PLAN, today=today, missed=missed)  # type: ignore[arg-type]  # numpy's too
        for today in (4, np.int64(4), "Fri", "fri", "2026-11-27", dt.date(2026, 11, 27))
    ]
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"today": "Fry"}, "today: 'Fry' is not a time"),
        ({"today": 9}, "today: 9 is not a day of the plan"),
        ({"today": True}, "today"),
        ({"today": "2027-01-01"}, "today"),
        (
            {"today": dt.datetime(2026, 11, 27, 23, tzinfo=dt.UTC)},
            "today: .* has a time zone; write",
        ),
        ({"today": "2026-11-27T23:00+00:00"}, "today: .* has a time zone; write"),
        ({"missed": [dt.datetime(2026, 11, 24, 18, tzinfo=dt.UTC)]}, "missed.* has a time zone"),
        ({"missed": ["Mon 06:00"]}, r"missed\[0\]: 'Mon 06:00' is not the start"),
        ({"missed": "Tue"}, "missed: 'Tue' is not a list"),
        ({"missed": [None]}, r"missed\[0\]"),
        ({"changed": {"lang": None}}, "did you mean 'long'"),
        ({"changed": {"long": 3}}, "neither a Run nor None"),
        ({"changed": ["long"]}, "is not a mapping"),
        ({"week": 3}, "neither a Week nor a Block"),
    ],
)
def test_what_is_not_understood_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(sf.InputError, match=message):
        sf.replan(PLAN, **fields)  # type: ignore[arg-type]  # on purpose


def test_what_is_done_must_be_asked_for() -> None:
    with pytest.raises(sf.InputError, match="done that nothing asks for"):
        sf.replan(PLAN, attrs.evolve(PLAN.week_alone(0), strength=0), today=6)


def test_in_a_block_times_and_ids_name_their_week() -> None:
    runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long", id="long")]
    plan = sf.plan(sf.Block([sf.Week(runs), sf.Week(runs), sf.Week(runs)]))
    second = next(p for p in plan.placements if p.week == 1)
    new = sf.replan(plan, today="W2 Sun", missed=[second.when])
    assert [p for p in plan.placements if p not in new.placements] == [second]
    off = sf.replan(plan, today="W2 Mon", changed={"W2 long": None, "W3 Tue 07:00 intervals": None})
    assert [len(week.runs) for week in off.week.weeks] == [2, 1, 1]  # type: ignore[union-attr]
    with pytest.raises(sf.InputError, match="does not name its week"):
        sf.replan(plan, today="Sun")


def test_a_pin_that_was_missed_asks_for_nothing_more() -> None:
    week = sf.Week(RUNS, strength=1, pins=[sf.Session("Tue 18:00", "circuit")])
    new = sf.replan(sf.plan(week), today="Thu", missed=["Tue 18:00"])
    assert new.placements == ()


def test_sessions_that_look_alike_fill_each_demand_to_its_count() -> None:
    """Two demands of one kind and length, one session each: no demand is matched twice."""
    runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    plan = sf.plan(sf.Week(runs, strength=[sf.Demand("circuit"), sf.Demand("circuit", minutes=35)]))
    assert len(plan.placements) == 2
    assert len(set(matched_choices(plan.program, plan.placements))) == 2
    taken = taken_choices(plan.program, plan.placements)
    assert plan.program.objective(taken) == plan.outcome.objective
    assert sf.replan(plan, today="Sun").placements == plan.placements
    explanation = sf.explain(plan)
    assert {part.label.rule for part in explanation.parts}.isdisjoint({"skipped"})
    assert sum(start.state == "taken" for start in explanation.starts) == 2


def test_a_session_done_off_the_grid_can_be_explained_afterwards() -> None:
    runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    asked = sf.Week(runs, strength=2, available=["Wed 17:10-17:50", "Fri 18:20-19:00"])
    plan = sf.plan(asked)
    assert [placement.when for placement in plan.placements] == ["Wed 17:10", "Fri 18:20"]
    later = sf.replan(plan, attrs.evolve(asked, available=["Wed", "Thu", "Fri"]), today="Thu")
    assert [placement.when for placement in later.placements] == ["Wed 17:10", "Fri 18:20"]
    starts = later.program.choices.start[list(later.outcome.taken)]
    assert set(starts.tolist()) <= {placement.start for placement in later.placements}
    assert sf.explain(later).sentences[0].startswith("Wed 17:10 circuit, full, done: ")


def test_of_too_many_sessions_the_one_stays_that_costs_fewer_changes() -> None:
    runs = [
        sf.Run("Tue 07:00", "intervals", minutes=60),
        sf.Run("Wed 07:00", "easy", minutes=60),
        sf.Run("Thu 07:00", "easy", minutes=60),
        sf.Run("Sun 08:00", "long", minutes=100),
    ]
    asked = sf.Week(runs, strength=2, repeats=True)
    pins = [sf.Session(when, "circuit") for when in ("Tue 19:30", "Thu 19:30")]
    plan = attrs.evolve(sf.plan(attrs.evolve(asked, pins=pins)), week=asked)
    fewer = attrs.evolve(asked, strength=1, forbidden=[sf.Window("Tue")])
    new = sf.replan(plan, fewer, today=0)
    assert [placement.when for placement in new.placements] == ["Thu 19:30"]
    assert len(new.changes) == 1
