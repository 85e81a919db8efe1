"""Who is new to strength, until when, and what they hold instead of hard kinds."""

from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.domain.strength import STRENGTH_KINDS, Effort
from strengthfit.physiology.way_in import HELD_AS_CIRCUITS, ways_in, with_ways_in
from strengthfit.program.resolve import resolve_week

from .. import oracle
from ..generate import blocks, policies

NEW = sf.Athlete(accustomed=False)
RUNS = [sf.Run("Tue 07:00", "intervals", minutes=60), sf.Run("Sun 08:00", "long", minutes=90)]
HEAVY = sf.Week(RUNS, sf.Demand("heavy", 1))
NONE = sf.Week(RUNS, strength=0)


def _known(*weeks: sf.Week, athlete: sf.Athlete = NEW) -> list[bool]:
    block = [attrs.evolve(week, athlete=athlete) for week in weeks]
    return [way.accustomed for way in ways_in(block, sf.Policy())]


def test_novelty_fades_with_two_sessions() -> None:
    assert _known(HEAVY, HEAVY, HEAVY, HEAVY) == [False, False, True, True]
    twice = attrs.evolve(HEAVY, strength=sf.Demand("heavy", 2))
    assert _known(twice, HEAVY) == [False, True]
    assert _known(NONE, NONE, HEAVY) == [False] * 3


def test_work_without_legs_accustoms_nobody() -> None:
    core = attrs.evolve(HEAVY, strength=[sf.Demand("core", 3), sf.Demand("upper", 2)])
    assert _known(core, core, core) == [False] * 3


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ({"before": [sf.Session("Fri", "heavy")]}, 1),
        ({"before": [sf.Session("Wed", "heavy"), sf.Session("Fri", "core")]}, 1),
        ({"before": [sf.Session("Wed", "heavy"), sf.Session("Fri", "circuit")]}, 2),
        ({"history": [HEAVY]}, 1),
        ({"history": [HEAVY, 900, NONE]}, 1),
        ({"history": [HEAVY, HEAVY]}, 2),
        ({"history": [900, sf.RunningLoad(km=30)]}, 0),
        # The same session said twice is one.
        ({"history": [HEAVY], "before": [sf.Session("Fri", "heavy")]}, 1),
        ({"history": [HEAVY], "before": [sf.Session(-9 * 1440, "heavy")]}, 2),
    ],
)
def test_known_are_what_is_listed_before_and_what_was_asked(
    fields: dict[str, Any], known: int
) -> None:
    week = attrs.evolve(HEAVY, athlete=NEW, **fields)
    assert oracle.standing(week, sf.Policy()).sessions == known
    assert ways_in([week], sf.Policy())[0].accustomed == (known >= 2)


@pytest.mark.parametrize(("weeks", "accustomed"), [(6, True), (7, False), (8, False)])
def test_novelty_returns_after_seven_weeks_without(weeks: int, accustomed: bool) -> None:
    past = attrs.evolve(HEAVY, history=[HEAVY, HEAVY] + [NONE] * weeks)
    (way,) = ways_in([past], sf.Policy())
    assert way.accustomed == accustomed
    assert way.strength[0].kind == ("heavy" if accustomed else "circuit")
    unknown = attrs.evolve(HEAVY, history=[HEAVY, HEAVY] + [sf.RunningLoad(km=30)] * weeks)
    assert ways_in([unknown], sf.Policy())[0].accustomed
    block = [NONE] * weeks + [attrs.evolve(HEAVY, strength=sf.Demand("heavy", 2)), HEAVY]
    assert _known(*block, athlete=sf.Athlete())[-2:] == [accustomed, True]


def test_a_returner_has_a_way_in_and_is_greeted_as_such() -> None:
    (way,) = ways_in([attrs.evolve(HEAVY, history=[NONE] * 7)], sf.Policy())
    assert way.notes == (
        "New to strength again, after weeks without: light circuits instead of heavy in week 1 "
        "of 3.",
    )


def test_a_week_that_repeats_begins_with_light_circuits() -> None:
    demands = [sf.Demand("heavy", 1), sf.Demand("circuit", 1)]
    week = sf.Week(RUNS, demands, repeats=True, athlete=NEW)
    plan = sf.plan(week)
    assert [(p.kind, p.dose) for p in plan.placements] == [("circuit", "reduced")] * 2
    said = "New to strength: light circuits instead of heavy in week 1 of 3."
    assert said in " ".join(str(plan).split())
    assert said in plan.prescriptions[0].notes
    assert said in sf.respond(week).notes
    assert plan.strength == 1.0
    off = sf.plan(week, attrs.evolve(sf.Policy(), way_in_weeks=0))
    assert sorted((p.kind, p.dose) for p in off.placements) == [
        ("circuit", "full"),
        ("heavy", "full"),
    ]


def test_a_novice_s_block_comes_to_heavy_in_its_fourth_week_with_strength() -> None:
    week = attrs.evolve(HEAVY, strength=sf.Demand("heavy", 2), athlete=NEW)
    weeks = [week, week, attrs.evolve(NONE, athlete=NEW), week, week]
    plan = sf.plan(sf.Block(weeks))
    kinds = [{p.kind for p in plan.placements if p.week == number} for number in range(5)]
    assert kinds == [{"circuit"}, {"circuit"}, set(), {"circuit"}, {"heavy"}]
    assert [len(prescription.notes) > 0 for prescription in plan.prescriptions] == [
        True,
        True,
        False,
        True,
        False,
    ]


def test_what_is_asked_else_stays() -> None:
    demands = [
        sf.Demand("hypertrophy", 1, minutes=40, dose="simplified", effort="to_failure"),
        sf.Demand("core", 2),
        sf.Demand("circuit", 1),
    ]
    (way,) = ways_in([sf.Week(RUNS, demands, athlete=NEW)], sf.Policy())
    assert way.strength == (
        sf.Demand("circuit", 1, minutes=40, dose="simplified", effort=Effort.TO_FAILURE),
        sf.Demand("core", 2),
        sf.Demand("circuit", 1, dose="reduced"),
    )


def test_a_pinned_session_keeps_its_demand() -> None:
    pin = sf.Session("Tue 18:00", "heavy")
    week = sf.Week(RUNS, sf.Demand("heavy", 2), athlete=NEW, pins=[pin])
    plan = sf.plan(week)
    assert sorted(p.kind for p in plan.placements) == ["circuit", "heavy"]
    full = sf.Session("Tue 18:00", "circuit", dose="full")
    plan = sf.plan(sf.Week(RUNS, sf.Demand("circuit", 2), athlete=NEW, pins=[full]))
    assert sorted(p.dose for p in plan.placements) == ["full", "reduced"]


def test_an_audit_judges_what_was_placed() -> None:
    week = sf.Week(RUNS, sf.Demand("heavy"), athlete=NEW)
    judged = sf.audit(week, [sf.Session("Tue 18:00", "heavy")])
    assert [(p.kind, p.dose) for p in judged.placements] == [("heavy", "full")]
    assert judged.policy == sf.Policy()


def test_why_not_asks_for_what_is_held() -> None:
    plan = sf.plan(sf.Week(RUNS, sf.Demand("heavy"), athlete=NEW))
    assert "circuit" in str(sf.why_not(plan, "Thu 18:00"))
    with pytest.raises(sf.InputError, match="write one of circuit"):
        sf.why_not(plan, "Thu 18:00", kind="heavy")


@given(blocks(most_weeks=3), policies(grid=240))
@settings(max_examples=200)
def test_it_is_what_the_oracle_says(block: sf.Block, policy: sf.Policy) -> None:
    horizon = resolve_week(block, policy)
    for number in range(len(block.weeks)):
        week = oracle.week_of_block(block, policy, number, [])
        assert horizon.athletes[number].accustomed == oracle.is_accustomed(week, policy)
        mine = [
            (
                *(demand.kind, demand.count, demand.minutes),
                *(demand.dose, demand.effort, demand.label),
            )
            for demand, of in zip(horizon.demands, horizon.demand_weeks, strict=True)
            if of == number
        ]
        asked = [
            (one.kind, one.count, one.minutes, one.dose, one.effort, one.label)
            for one in oracle.asked_of(week, policy)
        ]
        assert sorted(map(str, mine)) == sorted(map(str, asked))


@given(blocks(most_weeks=3), policies(grid=240))
@settings(max_examples=100)
def test_as_many_sessions_are_held_as_are_asked(block: sf.Block, policy: sf.Policy) -> None:
    for week, way in zip(block.weeks, ways_in(block.weeks, policy), strict=True):
        assert sum(d.count for d in way.strength) == sum(d.count for d in week.strength)
        if way.notes:
            assert not {d.kind for d in way.strength} & set(HELD_AS_CIRCUITS)
            assert {d.kind for d in way.strength} <= set(STRENGTH_KINDS)


def _held(demands: list[sf.Demand], *pins: sf.Session) -> list[tuple[str, int]]:
    week = sf.Week(RUNS, demands, athlete=NEW, pins=pins)
    return [(str(demand.kind), demand.count) for demand in ways_in([week], sf.Policy())[0].strength]


def _pin(day: str, kind: str = "heavy", **fields: Any) -> sf.Session:
    return sf.Session(f"{day} 18:00", kind, **fields)


def test_a_pin_keeps_the_demand_that_it_is_for_and_no_more_sessions_than_that_asks() -> None:
    two = [sf.Demand("heavy", 1, label="A"), sf.Demand("heavy", 1, label="B")]
    assert _held(two) == [("circuit", 1), ("circuit", 1)]
    assert _held(two, _pin("Mon", label="B")) == [("circuit", 1), ("heavy", 1)]
    assert _held(two, _pin("Mon")) == [("heavy", 1), ("circuit", 1)]
    assert _held(two, _pin("Mon"), _pin("Wed")) == [("heavy", 1), ("heavy", 1)]
    once = [sf.Demand("heavy", 1)]
    assert _held(once, _pin("Mon", keep=True), _pin("Wed", keep=True)) == [("heavy", 1)]
    assert _held([sf.Demand("heavy", 2)], _pin("Mon", "plyometric", keep=True)) == [("circuit", 2)]


def test_a_pin_of_an_effort_or_a_dose_fits_demands_that_ask_for_no_less() -> None:
    hard = sf.Demand("heavy", 1, effort="to_failure")
    assert _held([hard], _pin("Mon", effort="near_failure", keep=True)) == [("circuit", 1)]
    assert _held([hard], _pin("Mon", effort="to_failure")) == [("heavy", 1)]
    light = sf.Demand("heavy", 1, dose="reduced")
    assert _held([light], _pin("Mon", dose="full", keep=True)) == [("circuit", 1)]
    assert _held([light], _pin("Mon", dose="reduced")) == [("heavy", 1)]
    assert _held([light], _pin("Mon", dose="simplified")) == [("heavy", 1)]


def test_pins_that_say_more_choose_first() -> None:
    asked = [sf.Demand("heavy", 1, effort="to_failure"), sf.Demand("heavy", 1)]
    pins = _pin("Mon"), _pin("Thu", effort="to_failure")
    assert _held(asked, *pins) == [("heavy", 1), ("heavy", 1)]


def test_light_circuits_stay_and_those_that_are_pinned_full_too() -> None:
    circuits = [sf.Demand("circuit", 2)]
    assert _held(circuits, _pin("Mon", "circuit")) == [("circuit", 2)]
    assert _held(circuits, _pin("Mon", "circuit", dose="full")) == [("circuit", 1), ("circuit", 1)]
    (way,) = ways_in([sf.Week(RUNS, circuits, athlete=NEW)], sf.Policy())
    assert way.strength == (sf.Demand("circuit", 2, dose="reduced"),)
    assert way.notes == ("New to strength: light circuits in week 1 of 3.",)


def test_each_hard_kind_that_gives_way_is_named_once() -> None:
    demands = [sf.Demand("heavy", 1, label="A"), sf.Demand("heavy", 1), sf.Demand("plyometric", 1)]
    (way,) = ways_in([sf.Week(RUNS, demands, athlete=NEW)], sf.Policy())
    assert way.notes == (
        "New to strength: light circuits instead of heavy and plyometric in week 1 of 3.",
    )


@pytest.mark.parametrize(
    ("history", "days_ago", "known"),
    [
        ([HEAVY], 7, 1),  # in the past week, and that is known to have had one
        ([HEAVY], 8, 2),
        ([], 1, 1),
        ([sf.Week([], 0, days=9)], 9, 1),
        ([sf.Week([], 0, days=9), HEAVY], 16, 2),
        ([sf.RunningLoad(km=30), HEAVY], 14, 2),
    ],
)
def test_sessions_before_lie_in_weeks_end_to_end(
    history: list[sf.Week | sf.RunningLoad], days_ago: int, known: int
) -> None:
    before = [sf.Session(-days_ago * 1440 + 60, "heavy")]
    week = attrs.evolve(HEAVY, athlete=NEW, history=history, before=before)
    assert oracle.standing(week, sf.Policy()).sessions == known
    assert ways_in([week], sf.Policy())[0].accustomed == (known >= 2)


def _at(days: int) -> sf.Session:
    """Return a session so many days before the week."""
    return sf.Session(-days * 1440 + 60, "heavy")


@pytest.mark.parametrize(
    ("history", "days_ago", "weeks"),
    [
        ([], (1, 7), 1),
        ([], (1, 8), 2),
        ([NONE, HEAVY], (7,), 1),
        ([HEAVY], (8, 14), 2),
        ([HEAVY], (8, 15), 3),
        ([HEAVY], (9, 22), 3),
        ([sf.Week([], sf.Demand("heavy"), days=8)], (9, 15), 2),
        ([sf.Week([], sf.Demand("heavy"), days=8)], (9, 16), 3),
        ([NONE, sf.RunningLoad(km=30)], (8, 9), 1),
    ],
)
def test_the_way_in_is_counted_in_weeks_with_strength(
    history: list[sf.Week | sf.RunningLoad], days_ago: tuple[int, ...], weeks: int
) -> None:
    before = [_at(days) for days in days_ago]
    week = attrs.evolve(HEAVY, athlete=NEW, history=history, before=before)
    assert oracle.standing(week, sf.Policy()).weeks == weeks
    (way,) = ways_in([week], sf.Policy(way_in_weeks=9))
    assert way.notes == (
        f"New to strength: light circuits instead of heavy in week {weeks + 1} of 9.",
    )


def test_one_session_in_a_week_makes_it_a_week_of_the_way_in() -> None:
    weeks = [attrs.evolve(HEAVY, athlete=NEW)] * 4
    kinds = [way.strength[0].kind for way in ways_in(weeks, sf.Policy())]
    assert kinds == ["circuit", "circuit", "circuit", "heavy"]


@pytest.mark.parametrize("earlier", [[], [HEAVY]])
@pytest.mark.parametrize(("days", "accustomed"), [(6, True), (7, False)])
def test_a_break_is_as_long_as_the_days_of_its_weeks(
    earlier: list[sf.Week], days: int, accustomed: bool
) -> None:
    short = sf.Week([], strength=0, days=days)
    week = attrs.evolve(HEAVY, history=[*earlier, short, *[NONE] * 6])
    assert ways_in([week], sf.Policy())[0].accustomed == accustomed


def test_sessions_that_a_past_week_keeps_by_pins_were_done_in_it() -> None:
    past = attrs.evolve(NONE, pins=[_pin("Mon", keep=True), _pin("Thu", keep=True)])
    core = attrs.evolve(NONE, pins=[_pin("Mon", "core", keep=True), _pin("Thu", "core", keep=True)])
    for week, accustomed in ((past, True), (core, False)):
        asked = attrs.evolve(HEAVY, athlete=NEW, history=[week])
        assert ways_in([asked], sf.Policy())[0].accustomed == accustomed


def test_pins_of_a_dose_choose_before_those_without() -> None:
    asked = [sf.Demand("heavy", 1), sf.Demand("heavy", 1, dose="simplified")]
    pins = _pin("Mon"), _pin("Thu", dose="full")
    assert _held(asked, *pins) == [("heavy", 1), ("heavy", 1)]


def test_weeks_before_the_first_stay_as_they_were() -> None:
    weeks = [attrs.evolve(HEAVY, athlete=NEW)] * 3
    held, notes = with_ways_in(weeks, sf.Policy(), -1)
    assert [str(week.strength[0].kind) for week in held] == ["heavy", "circuit", "circuit"]
    assert [len(each) for each in notes] == [0, 1, 1]
