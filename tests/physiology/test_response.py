"""What running load allows of strength: never more for more running, and never nothing."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.history import past_weeks
from strengthfit.domain.strength import TAPER_DOSES
from strengthfit.physiology.load import STEPS, week_load
from strengthfit.physiology.response import prescribe
from tests import oracle
from tests.generate import PAST, policies, runs_on, weeks
from tests.own_science import MIRROR


def _amount(prescription: object) -> tuple[int, int, int]:
    """How much strength is allowed: fewer steps, more sessions and fuller doses are more."""
    step, sessions, dose = (getattr(prescription, name) for name in ("step", "sessions", "dose"))
    return -STEPS.index(step), sessions, -TAPER_DOSES.index(dose)


def _no_more(less: object, more: object) -> bool:
    return all(one <= two for one, two in zip(_amount(less), _amount(more), strict=True))


@given(weeks(), policies(), st.data())
@settings(max_examples=200)
def test_more_running_never_yields_more_strength(
    week: sf.Week, policy: sf.Policy, data: st.DataObject
) -> None:
    more = attrs.evolve(week, runs=[*week.runs, *data.draw(runs_on(data.draw(st.integers(0, 6))))])
    try:
        fuller = sf.plan(more, policy)
    except sf.InputError:  # the runs touch
        assume(False)
    assert _no_more(sf.respond(more, policy), sf.respond(week, policy))
    assert fuller.strength <= sf.plan(week, policy).strength + 1e-9


@given(weeks(), policies(), st.floats(1, 3))
@settings(max_examples=150)
def test_longer_runs_never_yield_more_strength(
    week: sf.Week, policy: sf.Policy, factor: float
) -> None:
    longer = [
        attrs.evolve(
            run,
            minutes=min(1440.0, (run.minutes or 1) * factor),
            km=None if run.km is None else min(200.0, run.km * factor),
        )
        for run in week.runs
        if run.kind != "race"
    ]
    usual = [run for run in week.runs if run.kind != "race"]
    more = sf.respond(attrs.evolve(week, runs=longer), policy)
    assert _no_more(more, sf.respond(attrs.evolve(week, runs=usual), policy))


@given(weeks(), policies())
@settings(max_examples=150)
def test_a_tired_week_never_yields_more(week: sf.Week, policy: sf.Policy) -> None:
    fresh, tired = attrs.evolve(week, tired=False), attrs.evolve(week, tired=True)
    usual, less = sf.respond(fresh, policy), sf.respond(tired, policy)
    assert _no_more(less, usual)
    if not any("race" in reason for reason in usual.reasons):
        assert STEPS.index(less.step) == min(3, STEPS.index(usual.step) + 1)
    plan = sf.plan(tired, policy)
    assert plan.strength <= sf.plan(fresh, policy).strength + 1e-9
    assert not [p for p in plan.placements if p.kind == "heavy"]


@given(weeks(), policies())
@settings(max_examples=200)
def test_a_prescription_never_drops_to_none_outside_race_rules(
    week: sf.Week, policy: sf.Policy
) -> None:
    told = sf.respond(week, policy)
    asked = sum(demand.count for demand in week.strength)
    races = [
        run
        for run in (*week.runs, *week.before, *week.after)
        if isinstance(run, sf.Run) and run.counts_as == "race"
    ]
    past = [run for each in week.history if isinstance(each, sf.Week) for run in each.runs]
    races += [run for run in past if run.counts_as == "race"]
    if not races:
        assert told.sessions >= min(1, asked)
        assert told.dose != "none"
    assert told.sessions <= asked
    assert told.reasons
    may = oracle.allowed(week, policy)
    assert (told.cap, told.most, not told.barred) == (may.dose, may.sessions, may.heavy)
    assert (told.phase, told.leg_sessions) == (may.phase, may.legs)
    left = {kind: most for kind, most in told.kept if most}
    if told.most < asked:
        assert left == {kind: most for kind, most in may.by_kind.items() if most}


def _week(km: float, **fields: object) -> sf.Week:
    runs = [sf.Run("Tue", "easy", minutes=6 * km, km=km)]
    return sf.Week(runs, **fields)  # type: ignore[arg-type]  # any field of a week


@pytest.mark.parametrize(
    ("km", "step", "sessions", "dose"),
    [
        (22, "keep", 2, "full"),
        (22.5, "reduce", 2, "reduced"),
        (25, "reduce", 2, "reduced"),
        (25.5, "simplify", 2, "simplified"),
        (30, "simplify", 2, "simplified"),
        (30.5, "fewer", 1, "simplified"),
        (5, "keep", 2, "full"),
    ],
)
def test_the_steps_are_those_of_the_table(km: float, step: str, sessions: int, dose: str) -> None:
    found = sf.respond(_week(km, history=[_week(20)] * 3))
    assert (found.step, found.sessions, found.dose) == (step, sessions, dose)


@given(st.lists(st.integers(1, 90), min_size=1, max_size=16), st.integers(1, 90))
@settings(max_examples=200)
def test_no_more_running_than_in_a_recent_week_is_never_a_rise(past: list[int], km: int) -> None:
    """So neither is a return after lighter weeks, up to twelve of them."""
    found = sf.respond(_week(km, history=[_week(each) for each in past]))
    highest = max(past[-12:])
    assert found.trends[0].highest == highest
    assert (found.step == "keep") == (km <= 1.1 * highest)
    if len(past) < 3:
        assert found.step in ("keep", "reduce")


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=4),
    st.integers(1, 40),
    st.sampled_from([0.0, 0.5, 2.0, 5.0]),
)
@settings(max_examples=200)
def test_a_rise_of_so_few_km_is_no_rise(past: list[int], km: int, least: float) -> None:
    rows = [sf.LoadSteps("volume", 1.1, 1.25, 1.5, least), sf.LoadSteps("longest", 1.1)]
    policy = sf.Policy(load_response=rows)
    week = _week(km, history=[_week(each) for each in past])
    volume = sf.respond(week, policy).trends[0]
    assert (volume.step != "keep") == (km > 1.1 * max(past) and km > max(past) + least)
    may, found = oracle.allowed(week, policy), sf.respond(week, policy)
    assert (found.cap, found.most) == (may.dose, may.sessions)


def _novice(long_km: float, **fields: object) -> sf.Week:
    """Thirty km with a long run that matters little among them."""
    runs = [sf.Run(day, "easy", km=(30 - long_km) / 6) for day in ("Mon", "Tue", "Wed", "Thu")]
    runs += [sf.Run(f"{day} 18:00", "easy", km=(30 - long_km) / 6) for day in ("Mon", "Tue")]
    return sf.Week([*runs, sf.Run("Sun", "long", km=long_km)], **fields)  # type: ignore[arg-type]  # any field of a week


def test_a_long_run_that_grows_a_mile_at_a_time_leaves_strength_alone() -> None:
    mile = 1.609
    block = sf.Block([_novice(mile * miles) for miles in (3, 4, 5, 6, 7, 8, 9, 10)])
    assert {str(week.step) for week in sf.plan(block).prescriptions} == {"keep"}
    spike = sf.respond(_novice(6 * mile, history=[_novice(4 * mile)] * 4))
    assert (spike.step, spike.cause) == ("reduce", "longest")


def test_what_rises_without_consequence_is_said() -> None:
    def said(week: sf.Week) -> tuple[str, ...]:
        found = sf.respond(week)
        assert found.step == "keep"
        return found.reasons

    usual = [_week(20)] * 4
    assert said(_week(19, history=usual)) == ("Running load is no more than in the weeks before.",)
    assert said(_week(21.6, history=usual)) == (
        "Weekly volume 22 km, 8 % above the highest of the last 4 weeks, 20 km; "
        "longest run 22 km, 8 % above the longest of the last 4 weeks, 20 km: keep.",
    )
    assert said(_novice(8, history=[_novice(6.4)] * 4)) == (
        "Longest run 8 km, 25 % above the longest of the last 4 weeks, 6 km, "
        "but at most 2 km more: keep.",
    )


@given(weeks(), policies())
@settings(max_examples=200)
def test_no_more_than_before_is_said_only_if_nothing_rises(
    week: sf.Week, policy: sf.Policy
) -> None:
    found = sf.respond(week, policy)
    if any("no more than in the weeks before" in reason for reason in found.reasons):
        assert not any(
            trend.now > trend.highest + 1e-9
            for trend in found.trends
            if trend.now is not None and trend.highest is not None
        )


def test_what_is_compared_on_inferred_km_is_said_to_be() -> None:
    unknown = sf.Week([sf.Run("Tue", "easy")])
    found = sf.respond(attrs.evolve(unknown, history=[unknown] * 3))
    assert found.reasons == ("Running load is no more than in the weeks before (partly inferred).",)


def test_a_short_history_is_said_and_asks_for_little() -> None:
    found = sf.respond(_week(80, history=[_week(20)]))
    assert found.trends[0].weeks == 1
    assert found.step == "reduce"
    assert "that of the one week known" in found.reasons[0]
    nothing = sf.respond(_week(24))
    assert nothing.step == "keep"
    assert "Nothing is known" in nothing.reasons[0]


def test_what_is_inferred_is_flagged() -> None:
    found = sf.respond(sf.Week([sf.Run("Tue", "easy")], history=[sf.RunningLoad(minutes=45)]))
    volume = found.trends[0]
    assert volume.inferred
    assert volume.now == pytest.approx(volume.highest)
    assert week_load(sf.Week([sf.Run("Tue", "easy", km=8, minutes=45, load=130)])).inferred == set()


def _rated(load: float | None, **fields: object) -> sf.Week:
    runs = [sf.Run("Tue", "easy", km=8, load=load)]
    return sf.Week(runs, **fields)  # type: ignore[arg-type]  # any field of a week


def test_a_number_is_a_session_rpe_load() -> None:
    found = sf.respond(_rated(120, history=[100, 100, 100]))
    by = {trend.measure: trend.step for trend in found.trends}
    assert by == {"volume": "keep", "load": "reduce", "longest": "keep"}
    assert sf.respond(_rated(115, history=[100] * 3)).step == "keep"
    assert sf.respond(_rated(900, history=[100] * 3)).step == "simplify"


def test_a_load_that_nobody_rated_decides_nothing() -> None:
    assert sf.respond(_rated(None, history=[100] * 3)).step == "keep"
    assert sf.respond(_rated(300, history=[_rated(None)] * 3)).step == "keep"
    half = sf.Week([sf.Run("Mon", "easy", load=100), sf.Run("Tue", "easy")])
    assert sf.respond(_rated(300, history=[half] * 3)).trends[1].highest is None


def test_after_no_running_any_running_is_more() -> None:
    assert sf.respond(_week(10, history=[_week(20)])).step == "keep"
    assert sf.respond(_week(10, history=[sf.Week([])] * 3)).step == "fewer"


def test_a_race_is_no_rise_and_is_named() -> None:
    usual = [_week(30)] * 4
    race = sf.Run("Sun 09:00", "race", km=42.2, load=4000)
    week = sf.Week([sf.Run("Tue", "easy", km=10), race], history=usual)
    found = sf.respond(week)
    assert {trend.step for trend in found.trends} == {"keep"}
    assert found.cause == "race"
    assert found.reasons[0] == "The race (A) on Sun is near: simplified at most."
    after = sf.respond(_week(33, history=[*usual, week]))
    assert {trend.step for trend in after.trends} == {"keep"}


def test_the_longest_run_may_have_been_a_race() -> None:
    week = _week(20, history=[sf.Week([sf.Run("Mon", "race", km=21.1)]), _week(12), _week(12)])
    by = {trend.measure: trend.step for trend in sf.respond(week).trends}
    assert by["longest"] == "keep"
    assert by["volume"] == "fewer"


MIXED = [sf.Demand("core", 1), sf.Demand("heavy", 1), sf.Demand("plyometric", 1)]


def test_in_overload_the_hardest_goes_first_and_the_simple_stays() -> None:
    week = _week(31, history=[_week(20)] * 3, strength=MIXED)
    assert {p.kind for p in sf.plan(week).placements} == {"plyometric", "core"}
    assert sf.plan(week).skipped[0].kind == "heavy"
    pinned = attrs.evolve(week, pins=[sf.Session("Thu 18:00", "heavy")])
    assert {p.kind for p in sf.plan(pinned).placements} == {"heavy", "core"}


def test_a_lighter_week_is_lightened_only_if_that_is_wished() -> None:
    week = _week(20, history=[_week(30)] * 4)
    assert sf.respond(week).step == "keep"
    lighter = sf.respond(week, sf.Policy(cut_back=0.85))
    assert (lighter.step, lighter.cause) == ("reduce", "cut_back")
    assert "20 km after 30 km" in lighter.reasons[0]
    of_four = [_week(km) for km in (90, 24, 21, 22, 23)]
    assert sf.respond(_week(20.4, history=of_four), sf.Policy(cut_back=0.85)).step == "keep"
    assert sf.respond(_week(20.3, history=of_four), sf.Policy(cut_back=0.85)).step == "reduce"
    last_highest = [_week(km) for km in (20, 20, 20, 30)]
    assert sf.respond(_week(20, history=last_highest), sf.Policy(cut_back=0.85)).step == "reduce"
    assert sf.respond(_week(0.5), sf.Policy(cut_back=0.85)).step == "keep"


def test_why_only_one_session_has_an_answer() -> None:
    plan = sf.plan(_week(31, history=[_week(20)] * 4))
    assert len(plan.placements) == 1
    assert any(label.rule == "load_response" for label in plan.skipped[0].labels)
    assert "55 % above the highest of the last 4 weeks" in plan.skipped[0].reason
    assert "Less strength: Weekly volume 31 km, 55 % above" in " ".join(str(plan).split())
    diagnosis = sf.diagnose(plan.week_alone(0))
    assert any(label.rule == "load_response" for label in diagnosis.conflicts[0])
    assert any("load_response" in str(found.labels) for found in diagnosis.relaxations)


def test_a_race_that_closes_the_week_leaves_none() -> None:
    week = sf.Week([], before=[sf.Run("Sun 09:00", "race", km=42.2)])
    told = sf.respond(week)
    assert (told.sessions, told.dose) == (0, "none")
    assert told.reasons == ("The race (A) before this week is near: no day for strength.",)


def test_history_is_checked() -> None:
    with pytest.raises(sf.InputError, match=r"Week.history\[0\]: 'much'"):
        sf.Week([], history=["much"])  # type: ignore[list-item]  # refused
    with pytest.raises(sf.InputError, match=r"Week.history\[0\]: -3"):
        sf.Week([], history=[-3])
    with pytest.raises(sf.InputError, match="does not rise"):
        sf.LoadSteps("volume", 1.3, 1.1)
    with pytest.raises(sf.InputError, match=r"RunningLoad\.km"):
        sf.RunningLoad(km=-1)


@given(weeks(most=2), st.lists(PAST, max_size=3), policies(grid=240))
@settings(max_examples=400)
def test_a_week_that_repeats_after_a_history_is_as_the_oracle_has_it(
    week: sf.Week, history: list[sf.Week | sf.RunningLoad], policy: sf.Policy
) -> None:
    """The history says what the week before held; the week after it is the week once more."""
    week = attrs.evolve(week, repeats=True, before=(), after=(), history=history)
    prescription, allowed = sf.respond(week, policy), oracle.allowed(week, policy)
    assert (prescription.cap, prescription.phase) == (allowed.dose, allowed.phase)
    assert prescription.leg_sessions == allowed.legs


def test_a_race_of_a_week_that_repeats_was_not_in_a_week_before_that_is_known() -> None:
    policy = sf.Policy(way_in_weeks=0)
    new = sf.Athlete(accustomed=False)
    past = sf.Week([sf.Run("Fri 07:00", "race", km=5)], 0)
    week = sf.Week([sf.Run("Tue 05:00", "race", km=5, priority="C")], repeats=True, athlete=new)
    after = attrs.evolve(week, history=[past])
    assert sf.respond(after, policy).reasons == (
        "The week before was simplified, and the dose rises slowly: reduce.",
    )
    assert oracle.allowed(after, policy).dose == 1


def test_a_race_of_a_week_that_repeats_comes_again_whatever_is_known_of_before() -> None:
    week = sf.Week([sf.Run("Tue 07:00", "race", km=5)], repeats=True)
    doses = [sf.respond(attrs.evolve(week, history=past)).dose for past in ([], [sf.Week([], 0)])]
    assert doses == ["simplified", "simplified"]


def test_a_race_that_is_run_as_training_leaves_strength_as_it_is() -> None:
    doses = {}
    for priority in ("training", "A"):
        race = sf.Run("Sun 09:00", "race", minutes=60, km=10, priority=priority)
        week = sf.Week([sf.Run("Tue 07:00", "easy", minutes=40), race])
        doses[priority] = sf.respond(attrs.evolve(week, history=[week] * 4)).dose
    assert doses == {"training": "full", "A": "simplified"}


def test_a_kind_that_no_extension_brings_is_refused_with_its_place() -> None:
    with pytest.raises(sf.InputError, match=r"strength\[0\]\.kind: 'mine:sled'"):
        sf.respond(sf.Week([], sf.Demand("mine:sled", 1)))


def test_weeks_before_one_that_lists_no_runs_are_not_answered_again() -> None:
    first, last = _week(20), _week(24)
    past, earlier = past_weeks(_week(30, history=[first, 1200, last]))
    assert (past, earlier) == ([last], (first, sf.RunningLoad(load=1200)))


@given(st.lists(st.integers(5, 40), min_size=2, max_size=5), st.integers(0, 6))
@settings(max_examples=200)
def test_what_a_week_is_allowed_depends_on_no_later_week(kms: list[int], planned: int) -> None:
    """Sessions that were planned may stay in the last week alone."""
    policy, weeks_in_turn = sf.Policy(), [_week(km, strength=2) for km in kms]
    at_once = prescribe(weeks_in_turn, policy, (), planned=planned)
    for number in range(1, len(kms)):
        alone = prescribe(weeks_in_turn[:number], policy, ())[-1]
        for field in ("step", "sessions", "dose", "cap", "most", "trends", "reasons", "kept"):
            assert getattr(at_once[number - 1], field) == getattr(alone, field), field
    assert at_once[-1].trends[0].now == pytest.approx(kms[-1])


@pytest.mark.parametrize(
    ("days", "race", "said"),
    [
        (7, {"runs": [sf.Run("Mon", "race", km=10)]}, "The week of the race (A) on Mon, so"),
        (7, {"after": [sf.Run("Mon", "race", km=10)]}, "With the race (A) in 1 week, a"),
        # Weeks of nine days behind it make this week no longer.
        (9, {"after": [sf.Run("Mon", "race", km=10)]}, "With the race (A) in 1 week, a"),
    ],
)
def test_a_race_has_a_day_in_its_week_and_is_so_many_weeks_off_otherwise(
    days: int, race: dict[str, list[sf.Run]], said: str
) -> None:
    week = attrs.evolve(sf.Week([], 2), **race)  # type: ignore[arg-type]  # runs or after
    past = [sf.Week([], 0, days=days)] * 2
    found = sf.respond(attrs.evolve(week, history=past))
    assert any(said in text for text in (*found.reasons, *found.notes))


def test_a_race_that_asks_for_no_more_than_load_does_is_no_reason() -> None:
    race = sf.Run("Sun", "race", km=10, priority="A")
    usual = _week(20)
    loaded = attrs.evolve(_week(30.5), runs=[*_week(30.5).runs, race], history=[usual] * 3)
    found = sf.respond(loaded)
    assert (found.step, found.dose, found.cause) == ("fewer", "simplified", "volume")
    assert not any("is near" in reason for reason in found.reasons)


def fewer_week() -> sf.Week:
    return _week(31, history=[_week(20)] * 3, strength=MIXED)


def test_what_is_kept_by_kind_is_said_only_of_fewer_sessions_than_asked() -> None:
    assert sf.respond(_week(20, history=[_week(20)] * 3, strength=MIXED)).kept == ()
    fewer = sf.respond(fewer_week())
    assert fewer.kept == (("heavy", 0), ("plyometric", 1), ("core", 1))
    pinned = sf.respond(attrs.evolve(fewer_week(), pins=[sf.Session("Thu 18:00", "heavy")]))
    assert pinned.kept == (("heavy", 1), ("plyometric", 0), ("core", 1))


def test_a_race_week_leaves_work_without_legs_as_it_was_asked() -> None:
    race = sf.Run("Sun", "race", km=10)
    for core in (1, 2, 3):
        found = sf.respond(sf.Week([race], [sf.Demand("heavy", 2), sf.Demand("core", core)]))
        assert (found.leg_sessions, found.sessions) == (1, 1 + core)


def test_a_slow_rise_and_tiredness_are_causes_and_the_last_step_is_the_last() -> None:
    new = sf.Athlete(accustomed=False)
    policy = sf.Policy(way_in_weeks=0)
    raced = sf.Week([sf.Run("Fri", "race", km=5)], 0)
    assert sf.respond(sf.Week([], 2, history=[raced], athlete=new), policy).cause == "rise"
    worn = sf.respond(_week(80, history=[_week(20)] * 3, tired=True))
    assert (worn.step, worn.cause, worn.why) == ("fewer", "tired", "you are tired")
    assert worn.barred == ("heavy",)


def test_a_week_without_strength_says_so() -> None:
    week = sf.Week([], before=[sf.Run("Sun 09:00", "race", km=42.2)])
    assert str(sf.respond(week)).splitlines()[0] == "fewer: no strength"


def test_kinds_that_are_like_a_heavy_one_wait_too_while_the_runner_is_tired() -> None:
    policy = sf.Policy(extensions=[MIRROR])
    assert sf.respond(sf.Week([], tired=True), policy).barred == ("heavy", "mirror:heavy")
    assert sf.respond(sf.Week([]), policy).barred == ()


def test_a_recovery_week_asks_for_the_race_before_it_once_and_if_it_is_not_known() -> None:
    race = sf.Run("Mon", "race", km=10)
    week = _week(10, phase="recovery", strength=2)

    def asks(week: sf.Week) -> bool:
        return any("give the race before it" in note for note in sf.respond(week).notes)

    assert asks(week)
    assert asks(attrs.evolve(week, after=[race]))
    assert asks(attrs.evolve(week, runs=[race]))
    for past in ({"before": [race]}, {"history": [sf.Week([race]), _week(10)]}):
        assert not asks(attrs.evolve(week, **past))
    both = prescribe([week, week], sf.Policy(), ())
    assert ["give the race" in " ".join(found.notes) for found in both] == [True, False]


@pytest.mark.parametrize(
    ("fields", "asks"),
    [
        ({}, True),
        ({"after": [sf.Run("Sun", "race", km=10)]}, False),
        ({"after": [sf.Run("Sun", "easy", km=10)]}, False),
        ({"repeats": True}, False),
        ({"phase": "base"}, False),
        ({"before": [sf.Run("Mon", "race", km=10, priority="C")]}, False),
        ({"before": [sf.Run(-8 * 1440, "race", km=10, priority="C")]}, True),
    ],
)
def test_what_looks_like_a_taper_is_asked_about_if_no_race_explains_it(
    fields: dict[str, Any], asks: bool
) -> None:
    week = _week(20, history=[_week(km) for km in (40, 42, 44, 32)], **fields)
    notes = sf.respond(week).notes
    assert any("look like a taper" in note for note in notes) == asks


def test_what_a_phase_leaves_of_leg_work_is_said_with_how_far_the_race_is() -> None:
    def said(phase: str | None = None, days: int | None = None) -> tuple[str, ...]:
        after = [] if days is None else [sf.Run(days * 1440 + 540, "race", km=42.2)]
        return sf.respond(sf.Week([], 2, phase=phase, after=after)).notes

    one = "at most 1 session of leg work, which keeps what was built."
    assert said("peak") == (f"A peak week: {one}",)
    assert said("base") == ()
    assert said(days=7) == (f"With the race (A) in 1 week, a race week: {one}",)
    assert said(days=14) == (f"With the race (A) in 2 weeks, a peak week: {one}",)
    level = attrs.evolve(sf.Policy().phases[2], sessions=2)
    phases = [level if row.phase == "peak" else row for row in sf.Policy().phases]
    policy = sf.Policy(phases=phases)
    assert sf.respond(sf.Week([], 3, phase="peak"), policy).notes == (
        "A peak week: at most 2 sessions of leg work.",
    )


def test_half_of_what_was_planned_may_stay_in_the_last_week_and_in_no_other() -> None:
    rising = [_week(km, strength=2) for km in (10, 10, 10, 40)]
    assert [prescribe(rising, sf.Policy(), (), planned=n)[-1].most for n in (0, 2, 3, 9)] == [
        *(1, 1, 2, 2)
    ]
    for planned in (0, 9):
        found = prescribe([*rising, _week(10, strength=2)], sf.Policy(), (), planned=planned)
        assert [one.most for one in found] == [2, 2, 2, 1, 2]


def test_a_day_has_the_name_that_it_has_in_this_week_whenever_the_weeks_before_began() -> None:
    race = sf.Run("Thu", "race", km=10)
    week = sf.Week([race], 2, start=dt.date(2026, 11, 25), history=[sf.Week([], 0)] * 2)
    assert any("the race (A) on Thu" in note for note in sf.respond(week).notes)


def test_a_race_before_a_block_is_as_far_from_its_last_week_as_it_is() -> None:
    race = sf.Run(-8 * 1440, "race", km=10, priority="C")
    falling = [_week(km) for km in (40, 42, 44, 32, 20)]
    falling[0] = attrs.evolve(falling[0], before=[race])
    notes = prescribe(falling, sf.Policy(), ())[-1].notes
    assert any("look like a taper" in note for note in notes)
