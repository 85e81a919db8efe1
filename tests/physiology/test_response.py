"""What running load allows of strength: never more for more running, and never nothing."""

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.strength import TAPER_DOSES
from strengthfit.physiology.load import STEPS, week_load
from tests import oracle
from tests.generate import policies, runs_on, weeks


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


def _week(km: float, **fields: object) -> sf.Week:
    runs = [sf.Run("Tue", "easy", minutes=6 * km, km=km)]
    return sf.Week(runs, **fields)  # type: ignore[arg-type]  # any field of a week


@pytest.mark.parametrize(
    ("km", "step", "sessions", "dose"),
    [
        (21, "keep", 2, "full"),
        (21.5, "reduce", 2, "reduced"),
        (23, "reduce", 2, "reduced"),
        (23.5, "simplify", 2, "simplified"),
        (26, "simplify", 2, "simplified"),
        (26.5, "fewer", 1, "simplified"),
        (5, "keep", 2, "full"),
    ],
)
def test_the_steps_are_those_of_the_table(km: float, step: str, sessions: int, dose: str) -> None:
    told = sf.respond(_week(km, history=[_week(20)] * 4))
    assert (told.step, told.sessions, told.dose) == (step, sessions, dose)


def test_the_mean_is_of_the_last_four_weeks() -> None:
    history = [_week(90), *[_week(20)] * 4]
    assert sf.respond(_week(20, history=history)).trends[0].usual == 20


def test_a_short_history_is_said() -> None:
    told = sf.respond(_week(24, history=[_week(20)]))
    assert told.trends[0].weeks == 1
    assert "last week" in told.reasons[0]
    nothing = sf.respond(_week(24))
    assert nothing.step == "keep"
    assert "Nothing is known" in nothing.reasons[0]


def test_what_is_inferred_is_flagged() -> None:
    told = sf.respond(sf.Week([sf.Run("Tue", "easy")], history=[sf.RunningLoad(minutes=45)]))
    volume = told.trends[0]
    assert volume.inferred
    assert volume.now == pytest.approx(volume.usual)
    assert week_load(sf.Week([sf.Run("Tue", "easy", km=8, minutes=45, load=130)])).inferred == set()


def test_a_number_is_a_session_rpe_load() -> None:
    told = sf.respond(sf.Week([sf.Run("Tue", "easy", load=115)], history=[100, 100]))
    by = {trend.measure: trend.step for trend in told.trends}
    assert by["load"] == "reduce"
    assert by["volume"] == "keep"


def test_after_no_running_any_running_is_more() -> None:
    assert sf.respond(_week(10, history=[_week(20)])).step == "keep"
    assert sf.respond(sf.Week([sf.Run("Tue", "easy")], history=[sf.Week([])])).step == "fewer"


def test_why_only_one_session_has_an_answer() -> None:
    plan = sf.plan(_week(30, history=[_week(20)] * 4))
    assert len(plan.placements) == 1
    assert any(label.rule == "load_response" for label in plan.skipped[0].labels)
    assert "50 % above its mean" in plan.skipped[0].reason
    assert "Less strength: Weekly volume 30 km, 50 % above" in " ".join(str(plan).split())
    diagnosis = sf.diagnose(plan.week_alone(0))
    assert any(label.rule == "load_response" for label in diagnosis.conflicts[0])
    assert any("load_response" in str(found.labels) for found in diagnosis.relaxations)


def test_a_race_that_closes_the_week_leaves_none() -> None:
    week = sf.Week([], before=[sf.Run("Sun 09:00", "race", km=42.2)])
    told = sf.respond(week)
    assert (told.sessions, told.dose) == (0, "none")
    assert told.reasons == ("A race is near: no day for strength.",)


def test_history_is_checked() -> None:
    with pytest.raises(sf.InputError, match=r"Week.history\[0\]: 'much'"):
        sf.Week([], history=["much"])
    with pytest.raises(sf.InputError, match=r"Week.history\[0\]: -3"):
        sf.Week([], history=[-3])
    with pytest.raises(sf.InputError, match="does not rise"):
        sf.LoadSteps("volume", 1.3, 1.1)
    with pytest.raises(sf.InputError, match=r"RunningLoad\.km"):
        sf.RunningLoad(km=-1)


def test_a_race_that_is_run_as_training_leaves_strength_as_it_is() -> None:
    doses = {}
    for priority in ("training", "A"):
        race = sf.Run("Sun 09:00", "race", minutes=60, km=10, priority=priority)
        week = sf.Week([sf.Run("Tue 07:00", "easy", minutes=40), race])
        doses[priority] = sf.respond(attrs.evolve(week, history=[week] * 4)).dose
    assert doses == {"training": "full", "A": "simplified"}
