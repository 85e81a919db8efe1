"""Weeks of other than seven days: against the oracle, in print, in files, and what is refused."""

import datetime as dt
import json
import math
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.clock import DAY
from strengthfit.domain.season import PHASES
from strengthfit.domain.strength import STRENGTH_KINDS, StrengthKind
from strengthfit.interchange import plan_from_dict, plan_to_dict
from strengthfit.interchange.format import WeekFile
from strengthfit.interchange.week_file import file_to_dict, parse_week
from strengthfit.physiology.load import week_load
from strengthfit.physiology.parameters import parameters_of
from strengthfit.physiology.uncertainty import draw_parameters
from strengthfit.program.formats.instance_json import program_from_dict, program_to_dict
from strengthfit.program.sampled_costs import sampled_interference

from . import oracle
from .choices import blocked_by, judge_any_set, key, sittings_in
from .generate import FEW_RUNS, HABIT_SLOTS, QUARTERS, demands, policies, runs_on

KINDS = st.sampled_from(STRENGTH_KINDS)


def numbered(days: int) -> st.SearchStrategy[str]:
    """A day by its number, with an hour, a half or nothing."""
    number = st.integers(1, days).map(lambda number: f"D{number}")
    return st.builds(str.__add__, number, st.sampled_from(["", " am", " pm", " 12:15", " 18:00"]))


@st.composite
def spans(draw: st.DrawFn, days: int, weekdays: bool) -> sf.Window:
    """A window by numbers, daily, or (if the week's days have them) by weekdays."""
    first, last = sorted((draw(st.integers(1, days)), draw(st.integers(1, days))))
    named = ["Mon", "Wed-Thu", "weekends"] if weekdays else []
    day = draw(st.sampled_from(["daily", f"D{first}-D{last}", f"D{last},D{first}", *named]))
    opens = draw(QUARTERS)
    closes = min(opens + draw(st.integers(2, 40)) * 15, 24 * 60)
    hours = f" {opens // 60:02d}:{opens % 60:02d}-{closes // 60:02d}:{closes % 60:02d}"
    return sf.Window(
        day + draw(st.sampled_from(["", hours])),
        closed=draw(st.sampled_from([False, False, False, True])),
    )


PAST = (
    st.builds(sf.Week, FEW_RUNS, st.integers(0, 3), days=st.integers(7, 12))
    | st.builds(sf.RunningLoad, km=st.sampled_from([None, 20, 50]), minutes=st.integers(0, 600))
    | st.integers(0, 3000)
)


@st.composite
def cycles(draw: st.DrawFn, most: int = 3) -> sf.Week:
    """A week of 3 to 14 days, often not of seven: on a line with real edges, or repeating."""
    days = draw(st.integers(3, 14))
    repeats = days >= 7 and draw(st.booleans())
    start = draw(st.none() | st.just("2026-11-25"))
    weekdays = days == 7 or (start is not None and (not repeats or days == 14))
    windows = spans(days, weekdays)
    before: list[sf.Run | sf.Session] = []
    after: list[sf.Run | sf.Session] = []
    if not repeats:
        before += draw(runs_on(-1)) + draw(runs_on(-3))
        after += draw(runs_on(0, days * DAY)) + draw(runs_on(4, days * DAY))
        sessions = st.builds(sf.Session, numbered(days), KINDS)
        before += draw(st.lists(sessions, max_size=1))
        after += draw(st.lists(sessions, max_size=1))
    slots = st.builds(sf.Session, numbered(days), KINDS)
    if days == 7:
        slots |= HABIT_SLOTS
    return sf.Week(
        [run for day in range(days) for run in draw(runs_on(day))],
        strength=draw(demands(most)),
        available=draw(st.sampled_from([None, None, None]) | st.lists(windows, max_size=3)),
        start=start,
        before=before,
        after=after,
        repeats=repeats,
        tired=draw(st.sampled_from([False] * 5 + [True])),
        history=draw(st.just([]) | st.lists(PAST, min_size=1, max_size=5)),
        athlete=sf.Athlete(draw(st.sampled_from([1.0, 1.0, 2.0])), draw(st.booleans())),
        forbidden=draw(st.lists(windows, max_size=1)),
        habit=draw(st.just([]) | st.lists(slots, min_size=1, max_size=3)),
        phase=draw(st.sampled_from([None] * 6 + list(PHASES))),
        days=days,
    )


@st.composite
def pinned_cycles(draw: st.DrawFn) -> sf.Week:
    """A cycle with a session that stays where it is, whatever it breaks."""
    week = draw(cycles(2))
    asked = [demand.kind for demand in week.strength if demand.count] or [StrengthKind.CIRCUIT]
    pin = sf.Session(draw(numbered(week.days)), draw(st.sampled_from(asked)), keep=True)
    return attrs.evolve(week, pins=[pin])


# ---- Against the oracle


@given(cycles(), policies())
@settings(max_examples=200)
def test_choices_are_the_oracle_s(week: sf.Week, policy: sf.Policy) -> None:
    event(f"{week.days} days, {'repeating' if week.repeats else 'on a line'}")
    ours = sorted(map(key, sittings_in(sf.formulate(week, policy))))
    assert ours == sorted(map(key, oracle.candidates(week, policy)))


@given(cycles(), policies(grid=120))
@settings(max_examples=300)
def test_each_choice_is_forbidden_by_the_rules_the_oracle_names(
    week: sf.Week, policy: sf.Policy
) -> None:
    program = sf.formulate(week, policy)
    for sitting, rules in zip(sittings_in(program), blocked_by(program), strict=True):
        assert rules == oracle.blocking(week, policy, sitting)


@given(cycles(), policies(grid=120), st.data())
@settings(max_examples=300)
def test_any_set_of_choices_breaks_and_costs_what_the_oracle_says(
    week: sf.Week, policy: sf.Policy, data: st.DataObject
) -> None:
    program, taken, chosen = judge_any_set(week, policy, data)
    if not any(entry.rule == "demand" for entry in oracle.broken(week, policy, chosen)):
        score = oracle.score(week, policy, chosen)
        assert program.objective(taken)[:6] == oracle.tier_tuple(score)


@given(cycles(most=2), policies(grid=240))
@settings(max_examples=150)
def test_the_plan_is_the_best_that_the_oracle_finds(week: sf.Week, policy: sf.Policy) -> None:
    best = oracle.best(week, policy, limit=10_000)
    assume(best is not None)
    outcome = sf.solve(sf.formulate(week, policy))
    assert outcome.objective is not None
    assert outcome.objective[:6] == best


@given(pinned_cycles(), policies(grid=240))
@settings(max_examples=100)
def test_kept_pins_stay_as_the_oracle_keeps_them(week: sf.Week, policy: sf.Policy) -> None:
    try:
        plan = sf.plan(week, policy)
    except sf.PinError:
        assume(False)
        raise
    assert plan.status in ("optimal", "infeasible")
    if plan.status == "optimal":
        sittings = oracle.sittings_of(plan)
        assert oracle.broken(week, policy, sittings) == []
        assert [value for _, value in plan.score.tiers][:6] == list(
            oracle.tier_tuple(oracle.score(week, policy, sittings))
        )


@given(cycles(), policies(), st.integers(1, 13))
@settings(max_examples=100)
def test_a_repeating_cycle_may_start_on_any_day(
    week: sf.Week, policy: sf.Policy, turn: int
) -> None:
    assume(week.repeats)
    week = attrs.evolve(week, start=None, available=None, forbidden=(), habit=())
    length = week.days * DAY
    runs = []
    for run in week.runs:
        assert run.when.minutes is not None
        runs.append(attrs.evolve(run, when=(run.when.minutes + turn * DAY) % length))
    turned = attrs.evolve(week, runs=runs)
    first, second = (sf.plan(each, policy).score.tiers[:5] for each in (week, turned))
    assert first == second


@given(cycles(), policies(grid=120), st.integers(0, 10**6))
@settings(max_examples=50)
def test_costs_of_draws_are_those_of_formulating_anew(
    week: sf.Week, policy: sf.Policy, seed: int
) -> None:
    program = sf.formulate(week, policy)
    draws = draw_parameters(1, seed, parameters_of(policy))
    every = np.arange(len(program.choices))
    anew = sf.formulate(week, attrs.evolve(policy, evidence=draws.evidence(0)))
    told = np.zeros(len(every))
    for (_, tier, _), part in zip(anew.cost_terms, anew.cost_parts, strict=True):
        told += part.by_choice(len(every)) if tier == "interference" else 0.0
    costs = sampled_interference(program, policy, draws, every)
    np.testing.assert_allclose(costs[:, 0], told, atol=1e-9)


@given(cycles(), policies(grid=240))
@settings(max_examples=30)
def test_an_instance_comes_back_from_json(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    data = program_to_dict(program)
    again = program_from_dict(json.loads(json.dumps(data)))
    assert program_to_dict(again) == data
    assert (again.horizon.weeks, again.horizon.week_days) == (1, week.days)


# ---- What a cycle is, by example


RUNS = (
    sf.Run("D2 07:00", "intervals", minutes=60, km=11),
    sf.Run("D3 07:00", "easy", minutes=45, km=8),
    sf.Run("D5 07:00", "tempo", minutes=50, km=10),
    sf.Run("D9 08:00", "long", minutes=110, km=20),
)
NINE = sf.Week(RUNS, strength=2, days=9, repeats=True)


def test_a_seven_day_week_by_numbers_is_the_one_by_weekdays() -> None:
    named = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun", "long"), sf.Run("Thu pm", "easy")]
    by_number = [sf.Run("D2 07:00", "intervals"), sf.Run("D7", "long"), sf.Run("D4 pm", "easy")]
    one, two = (sf.plan(sf.Week(runs, repeats=True)) for runs in (named, by_number))
    assert one.placements == two.placements
    assert [day.name for day in two.days] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert one.program.horizon.runs == two.program.horizon.runs


def test_days_are_called_by_their_numbers_everywhere() -> None:
    plan = sf.plan(NINE)
    assert [day.name for day in plan.days] == [f"D{number}" for number in range(1, 10)]
    assert {day.week for day in plan.days} == {p.week for p in plan.placements} == {0}
    assert [run.id for run in plan.program.horizon.runs][-1] == "D9 08:00 long"
    for text in (str(plan), str(sf.explain(plan)), plan._repr_html_()):
        assert "D9" in text
        assert not any(f"{day} " in text for day in ("Mon", "Tue", "Sun"))
    assert str(sf.why_not(plan, "D1 18:00")).startswith("D1 18:00 circuit: blocked; before the")
    assert sf.why_not(plan, "D9 pm").start // DAY == 8


def test_a_date_gives_each_day_its_weekday_in_print() -> None:
    plan = sf.plan(attrs.evolve(NINE, repeats=False, start="2026-11-23"))
    lines = str(plan).splitlines()
    assert lines[1].startswith("D1 Mon 23 Nov  ")
    assert any(line.startswith("D9 Tue 1 Dec   ") for line in lines)
    assert "D9 Tue 1 Dec" in plan._repr_html_()
    assert max(map(len, lines)) <= 80


def test_windows_by_weekday_are_those_of_the_dates() -> None:
    week = attrs.evolve(NINE, repeats=False, start="2026-11-25", available=["Wed 17:00-20:00"])
    starts = sf.formulate(week).horizon.openings
    assert [opening.start // DAY for opening in starts] == [0, 7]
    by_number = attrs.evolve(week, available=["D1,D8 17:00-20:00"])
    assert sf.formulate(by_number).horizon.openings == starts


def test_running_is_compared_per_seven_days() -> None:
    seven = sf.Week([sf.Run("Tue", "easy", km=10), sf.Run("Sun", "long", km=18)])
    same = attrs.evolve(NINE, runs=[sf.Run("D2", "easy", km=18), sf.Run("D9", "long", km=18)])
    assert week_load(same).volume == week_load(seven).volume == 28
    assert week_load(same).longest == 18
    assert sf.respond(attrs.evolve(same, history=[seven] * 4)).step == "keep"
    more = attrs.evolve(seven, runs=[sf.Run("Tue", "easy", km=18), sf.Run("Sun", "long", km=18)])
    assert sf.respond(attrs.evolve(more, history=[same] * 4)).step != "keep"


def test_a_race_in_the_next_cycle_s_days_is_some_weeks_away() -> None:
    race = sf.Run(9 * DAY + 540, "race", km=42.2)
    week = attrs.evolve(NINE, repeats=False, after=[race])
    assert "the race (A) in 1 week" in " ".join(sf.respond(week).notes)
    inside = attrs.evolve(week, after=(), runs=[*RUNS[:3], sf.Run("D9 09:00", "race", km=42.2)])
    assert "The week of the race (A) on D9, so a race week" in " ".join(sf.respond(inside).notes)


def test_a_break_lasts_days_not_cycles() -> None:
    rest = sf.Week([], strength=0, days=9)
    cycles_off = [math.ceil(7 * 9 / 9) - shorter for shorter in (0, 1)]
    weeks_to_novelty = 9.0
    policy = sf.Policy(evidence={"weeks_to_novelty.any": weeks_to_novelty})
    asked = attrs.evolve(NINE, strength=[sf.Demand("heavy", 2)])
    kinds = [
        sf.formulate(attrs.evolve(asked, history=[rest] * off), policy).horizon.demands[0].kind
        for off in cycles_off
    ]
    assert kinds == ["circuit", "heavy"]


def test_the_habit_is_that_of_the_same_day_of_the_cycle_before() -> None:
    week = attrs.evolve(NINE, repeats=False, strength=1, before=[sf.Session("D6", "circuit")])
    (slot,) = sf.formulate(week).horizon.habits[0] or ()
    assert (slot.day, slot.kind) == (5, "circuit")


# ---- Plans of cycles: replanned, audited, kept in files


@given(cycles(most=2))
@settings(max_examples=60)
def test_plans_print_and_come_back_from_json(week: sf.Week) -> None:
    plan = sf.plan(week, sf.Policy(grid=120))
    assert max(map(len, str(plan).splitlines())) <= 80
    assert plan._repr_html_().count("<tr") >= 2
    again = plan_from_dict(json.loads(json.dumps(plan_to_dict(plan))))
    assert again == plan
    assert [p.week for p in again.placements] == [0] * len(plan.placements)
    written = json.loads(json.dumps(file_to_dict(WeekFile(week, plan.policy))))
    assert parse_week(written).week == week
    assert written.get("days", 7) == week.days


@given(cycles(most=3), st.data())
@settings(max_examples=60)
def test_replanning_keeps_the_past_and_audits_agree(week: sf.Week, data: st.DataObject) -> None:
    policy = sf.Policy(grid=120)
    plan = sf.plan(week, policy)
    today = data.draw(st.integers(0, week.days))
    again = sf.replan(plan, today=today)
    assert again.placements == plan.placements
    assert [day.state == "past" for day in again.days] == [day < today for day in range(week.days)]
    past = [p for p in plan.placements if p.day < today]
    if past:
        missed = sf.replan(plan, today=today, missed=[past[0].when])
        assert past[0] not in missed.placements
        assert [p for p in missed.placements if p.day < today] == past[1:]
    judged = sf.audit(week, plan.placements, policy)
    assert judged.broken == ()
    assert judged.price.interference == 0


def test_today_is_a_day_of_the_cycle_by_number_or_count() -> None:
    plan = sf.plan(NINE)
    assert sf.replan(plan, today=8).today == sf.replan(plan, today="D9").today == 8
    assert sf.replan(plan, today=9).today == 9
    first = plan.placements[0]
    moved = sf.replan(plan, today="D8", done={first.when: "D7 18:00"})
    assert "D7 18:00" in [p.when for p in moved.placements]
    with pytest.raises(sf.InputError, match="0 to 9"):
        sf.replan(plan, today=10)
    with pytest.raises(sf.InputError, match="these are D1 to D9"):
        sf.replan(plan, today="D10")


def test_a_plan_keeps_its_number_of_days() -> None:
    plan = sf.plan(NINE)
    with pytest.raises(sf.InputError, match=r"^week\.days: 10 is not 9, as in the plan"):
        sf.replan(plan, attrs.evolve(NINE, days=10), today=3)


def test_dates_of_today_count_from_the_start() -> None:
    plan = sf.plan(attrs.evolve(NINE, repeats=False, start="2026-11-23"))
    assert sf.replan(plan, today=dt.date(2026, 12, 1)).today == 8


# ---- What is refused


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"days": 2}, r"^Week\.days: 2 is not a whole number of days from 3 to 14"),
        ({"days": 15}, r"^Week\.days: 15 is not"),
        ({"days": 9.0}, r"^Week\.days: 9\.0 is not a whole number"),
        ({"days": 6, "repeats": True, "runs": ()}, r"^Week\.repeats: True goes with weeks of 7"),
        ({"runs": [sf.Run("Tue 07:00", "easy")]}, r"^Week\.runs\[0\]\.when: 'Tue 07:00' names a w"),
        ({"runs": [sf.Run("D10", "easy")]}, r"^Week\.runs\[0\]\.when: 'D10' .* D1 to D9"),
        ({"pins": [sf.Session("Sat", "core")]}, r"^Week\.pins\[0\]\.when: 'Sat' names a weekday"),
        ({"habit": [sf.Session("Sat", "core")]}, r"^Week\.habit\[0\]\.when: "),
        ({"repeats": False, "before": [sf.Run("Sun", "long")]}, r"^Week\.before\[0\]\.when: "),
        ({"repeats": False, "after": [sf.Run("D11", "long")]}, r"^Week\.after\[0\]\.when: "),
        ({"available": ["D9-D10"]}, r"^Week\.available\[0\]\.when: 'D9,D10' names a day after"),
        ({"available": ["daily", "Tue"]}, r"^Week\.available\[1\]\.when: 'Tue' .* and no start"),
        (
            {"forbidden": ["weekends"], "start": "2026-11-23"},
            r"^Week\.forbidden\[0\]\.when: 'weekends' names weekdays, and these drift",
        ),
    ],
    ids=[
        *("too short", "too long", "not whole", "a short circle", "a run on a weekday"),
        *("a run after the last day", "a pin", "a habit", "before", "after"),
        *("a window after the last day", "weekdays without a date", "weekdays that drift"),
    ],
)
def test_what_a_cycle_cannot_have_is_refused_with_its_path(
    fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(sf.InputError, match=message):
        attrs.evolve(NINE, **fields)


def test_a_repeating_fortnight_with_a_date_has_weekdays() -> None:
    week = sf.Week([], days=14, repeats=True, start="2026-11-23", available=["Mon 18:00-20:00"])
    assert [opening.start // DAY for opening in sf.formulate(week).horizon.openings] == [0, 7]


def test_a_block_has_weeks_of_seven_days() -> None:
    line = attrs.evolve(NINE, repeats=False)
    with pytest.raises(sf.InputError, match=r"^Block\.weeks\[1\]\.days: 9 is not 7: a block"):
        sf.Block([sf.Week([]), line])
    assert sf.Block([sf.Week([], history=[line])] * 1).weeks[0].history == (line,)


def test_times_of_questions_are_days_of_the_cycle() -> None:
    plan = sf.plan(NINE)
    with pytest.raises(sf.InputError, match=r"^when: 'Tue 18:00' names a weekday"):
        sf.why_not(plan, "Tue 18:00")
    with pytest.raises(sf.InputError, match="minutes from 0 to 12959"):
        sf.why_not(plan, 9 * DAY)
    with pytest.raises(sf.InputError, match=r"^placements\[0\]\.when: 'Tue' names a weekday"):
        sf.audit(NINE, [sf.Session("Tue", "circuit")])
    with pytest.raises(sf.InputError, match=r"^missed\[0\]: 'Tue 18:00' names a weekday"):
        sf.replan(plan, today=8, missed=["Tue 18:00"])


@pytest.mark.parametrize("text", ["D0", "D15", "D", "D2 noon", "Dx am", "D2-D3"])
def test_what_is_not_a_numbered_day_is_no_time(text: str) -> None:
    with pytest.raises(sf.InputError, match="is not a time of the week"):
        sf.Run(text, "easy")


@pytest.mark.parametrize("text", ["D0", "D2-D15", "D5-D2", "D2,Mon", "D2-", "Mon,D2"])
def test_what_is_not_numbered_days_is_no_span(text: str) -> None:
    with pytest.raises(sf.InputError, match="is not a span of time"):
        sf.Window(text)


def test_numbered_days_are_written_as_they_are_read() -> None:
    assert str(sf.Run("d02 7:00", "easy").when) == "D2 07:00"
    assert str(sf.Window("D1-D3,D9 17:00-20:00").when) == "D1,D2,D3,D9 17:00-20:00"
