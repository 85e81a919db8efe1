"""Pins that stay whatever they break, and pins of a day alone."""

from itertools import combinations

import attrs
import pytest
from hypothesis import assume, event, given, reject, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.demands import order_left
from strengthfit.errors import PinError
from strengthfit.program import Program
from strengthfit.strategies import STRATEGIES, find
from strengthfit.strategies.exhaustive import Exhaustive

from ... import oracle
from ...generate import kept_weeks, pins, policies, weeks

RUNS = [sf.Run("Tue 07:00", "intervals", minutes=60), sf.Run("Sun 08:00", "long", minutes=110)]
GYM = sf.Session("Sat 12:00", "circuit", keep=True)
EXACT = sorted(name for name, listed in STRATEGIES.items() if listed.exact)


def _formulate(week: sf.Week, policy: sf.Policy) -> Program:
    """Formulate a week with kept pins, if none overlaps a run or another, or is too short."""
    refused = ""
    try:
        return sf.formulate(week, policy)
    except PinError as error:
        refused = str(error)
    known = ("at the time of", "during another session", "its dose is not on offer")
    assert any(words in refused for words in known)
    event("refused")
    return reject()


def _clash(week: sf.Week, policy: sf.Policy) -> bool:
    """Whether two kept pins of a day alone have but one start between them."""
    named = oracle.named(week, policy)
    clash = any(oracle.at_once(week, one, two) for one, two in combinations(named, 2))
    if clash:
        event("two at one time")
    return clash


@given(kept_weeks(), policies(grid=240))
@settings(max_examples=400)
def test_the_best_week_with_kept_pins_is_the_oracle_s(week: sf.Week, policy: sf.Policy) -> None:
    """What stays, what may still be broken, and what is asked in addition: told twice."""
    program = _formulate(week, policy)
    outcome = sf.solve(program)
    if _clash(week, policy):
        assert outcome.status == "infeasible"
        return
    best = oracle.best(week, policy, limit=20_000)
    assume(best is not None)
    event(f"{len(oracle.held(week, policy))} held, {len(week.pins)} kept")
    assert outcome.objective is not None
    assert outcome.objective[:6] == best


@given(kept_weeks(), policies(grid=120))
@settings(max_examples=1000)
def test_a_kept_pin_stays_and_the_plan_says_what_it_breaks(
    week: sf.Week, policy: sf.Policy
) -> None:
    _formulate(week, policy)
    plan = sf.plan(week, policy)
    sittings = oracle.sittings_of(plan)
    if _clash(week, policy):
        assert plan.status == "infeasible"
        return
    assert plan.status == "optimal"
    assert oracle.broken(week, policy, sittings) == []
    demands = plan.program.horizon.demands
    order = order_left(demands, week.order)
    bare = attrs.evolve(week, pins=(), strength=demands, order=order)
    told = {kept.placement.start: kept for kept in plan.kept}
    mine = [
        one for one in sittings if any(oracle.pin_allows(week, policy, p, one) for p in week.pins)
    ]
    broken = oracle.broken(bare, policy, mine)
    for index, one in enumerate(mine):
        rules = {entry.rule for entry in broken if index in entry.sittings} - {"demand"}
        kept = told.get(one.start)
        said = set() if kept is None else {label.rule for label in kept.rules}
        # In overload what is pinned goes last, and the bare week does not know of pins.
        assert rules - said <= {"load_response"}
        assert said <= rules
    extra = len(plan.placements) + len(plan.skipped) - sum(d.count for d in week.strength)
    # Of two pins that one session can be, such as an hour and its day alone, one may be said.
    assert bool(extra) <= sum(kept.added for kept in plan.kept) <= extra
    assert ("Kept" in str(plan)) == bool(plan.kept)


@given(st.sampled_from(EXACT), kept_weeks(), policies(grid=240))
@settings(max_examples=1000)
def test_every_exact_strategy_agrees(name: str, week: sf.Week, policy: sf.Policy) -> None:
    program = _formulate(week, policy)
    strategy = Exhaustive(most=100_000) if name == "exhaustive" else find(name)
    try:
        outcome = strategy.solve(program, sf.Limits())
    except sf.TooLargeError:
        reject()
    assert outcome.objective == sf.solve(program).objective


@given(kept_weeks(), policies(grid=120))
@settings(max_examples=60)
def test_verbs_cope(week: sf.Week, policy: sf.Policy) -> None:
    """An audit excuses what is kept, explanations add up, and a plan read back is the plan."""
    from strengthfit.interchange import plan_to_dict
    from strengthfit.interchange.plan_back import plan_from_dict

    _formulate(week, policy)
    assume(not _clash(week, policy))
    plan = sf.plan(week, policy)
    audit = sf.audit(week, plan.placements, policy)
    assert (audit.broken, audit.repairs) == ((), ())
    same_doses = all(p.dose == p.asked for p in plan.placements) and not plan.skipped
    plain = all(demand.minutes is None for demand in plan.program.horizon.demands)
    if same_doses and plain:
        assert audit.price == (0, 0, 0, 0, 0, 0, 0)
    assert len(sf.explain(plan).sentences) == len(plan.placements)
    assert plan_from_dict(plan_to_dict(plan)) == plan
    again = sf.replan(plan, today=3)
    assert (again.placements, again.kept) == (plan.placements, plan.kept)
    for kept in plan.kept:
        reason = sf.why_not(plan, kept.placement.start, kept.placement.kind)
        assert reason.state == "taken"
        assert reason.rules == kept.rules
        if kept.rules:
            assert reason.plan is not None
            assert reason.plan.status == "optimal"


@given(weeks(most=2), st.data(), policies(grid=240))
@settings(max_examples=1000)
def test_a_day_alone_leaves_the_hour_open(
    week: sf.Week, data: st.DataObject, policy: sf.Policy
) -> None:
    pin = data.draw(pins(week).filter(lambda pin: pin.when.is_day_alone))
    pinned = attrs.evolve(week, pins=[pin])
    options = [
        one
        for one in oracle.candidates(pinned, policy)
        if oracle.pin_allows(pinned, policy, pin, one)
    ]
    if all(oracle.blocking(pinned, policy, one) for one in options):
        event("closed" if options else "no demand")
        with pytest.raises(PinError, match="no start of that day" if options else "no demand asks"):
            sf.formulate(pinned, policy)
        return
    outcome = sf.solve(sf.formulate(pinned, policy))
    try:
        best = oracle.best(pinned, policy, limit=20_000)
    except ValueError:
        event("infeasible")
        assert outcome.status == "infeasible"
        return
    assume(best is not None)
    assert outcome.objective is not None
    assert outcome.objective[:6] == best


def test_the_tuesday_gym_stays_and_is_said() -> None:
    plan = sf.plan(sf.Week(RUNS, pins=[GYM]))
    assert "Sat 12:00" in [placement.when for placement in plan.placements]
    assert "Kept although it is before the long run on Sun 08:00: Sat 12:00 circuit." in str(plan)
    assert "it is before the long run" in plan._repr_html_()
    reason = sf.why_not(plan, "Sat 12:00")
    assert str(reason) == (
        "Sat 12:00 circuit: kept although it is before the long run on Sun 08:00; "
        "against the best week without it: 0.15 % more interference."
    )


def test_a_kept_pin_that_breaks_nothing_is_a_pin() -> None:
    week = sf.Week(RUNS, pins=[sf.Session("Thu 18:00", "circuit")])
    kept = attrs.evolve(week, pins=[attrs.evolve(week.pins[0], keep=True)])
    assert sf.plan(kept).kept == ()
    assert sf.plan(kept).placements == sf.plan(week).placements


def test_two_kept_pins_never_stand_at_one_time() -> None:
    """A day with one start between them: neither a plan with both at once nor an error."""
    pair = [sf.Session("Wed", "circuit", keep=True), sf.Session("Wed", "upper", keep=True)]
    week = sf.Week(RUNS, 0, ["Mon"], pins=pair)
    assert len(sf.plan(week, sf.Policy(grid=60)).placements) == 2
    assert sf.plan(week, sf.Policy(grid=720)).status == "infeasible"
    with pytest.raises(ValueError, match="no plan keeps the pins"):
        oracle.best(week, sf.Policy(grid=720))


def test_nothing_else_uses_the_room_that_was_made() -> None:
    """Two more sessions without spacing find the Saturday as closed as ever."""
    core = [sf.Demand("circuit"), sf.Demand("core", 6)]
    policy = sf.Policy(sessions_per_day=2, spacings=())
    plan = sf.plan(sf.Week(RUNS, core, pins=[GYM]), policy)
    assert [p.when for p in plan.placements if p.day == 5] == ["Sat 12:00"]


def test_what_nothing_asks_for_counts_in_addition() -> None:
    plan = sf.plan(sf.Week(RUNS, strength=1, pins=[sf.Session("Wed", "upper", keep=True)]))
    assert [(p.day, p.kind) for p in plan.placements] == [(2, "upper"), (3, "circuit")]
    assert plan.kept[0].added
    assert "Kept in addition to what is asked" in str(plan)


def test_no_pin_is_held_at_the_time_of_a_run() -> None:
    pin = sf.Session("Sun 08:30", "circuit", keep=True)
    with pytest.raises(PinError, match=r"pins\[0\]: .* at the time of the long run on Sun 08:00$"):
        sf.plan(sf.Week(RUNS, pins=[pin]))
    two = [
        sf.Session("Thu 12:00", "circuit", keep=True),
        sf.Session("Thu 12:15", "core", keep=True),
    ]
    with pytest.raises(PinError, match="during another session"):
        sf.plan(sf.Week(RUNS, pins=two))


def test_a_bad_pin_of_a_block_names_its_week_and_the_way_out() -> None:
    bad = sf.Week(RUNS, pins=[sf.Session("Sat 12:00", "circuit")])
    with pytest.raises(
        PinError, match=r"weeks\[1\]\.pins\[0\]: the circuit on W2 Sat .* keep=True"
    ):
        sf.plan(sf.Block([sf.Week(RUNS), bad, sf.Week(RUNS)]))
    kept = sf.plan(sf.Block([sf.Week(RUNS), sf.Week(RUNS, pins=[GYM]), sf.Week(RUNS)]))
    assert [kept.placement.when for kept in kept.kept] == ["W2 Sat 12:00"]
    assert kept.status == "optimal"


def test_a_day_pin_without_a_start_names_the_rule_that_closes_the_most() -> None:
    with pytest.raises(PinError, match="no start of that day is open to it: most are before"):
        sf.plan(sf.Week(RUNS, pins=[sf.Session("Sat", "circuit")]))


def test_day_pins_that_clash_are_an_infeasible_week_that_can_be_diagnosed() -> None:
    pair = [sf.Session(day, "circuit") for day in ("Wed", "Thu")]
    week = sf.Week(RUNS, pins=pair)
    plan = sf.plan(week)
    assert plan.status == "infeasible"
    assert "no plan keeps every rule and pin" in plan.skipped[0].reason
    advice = [relaxation.text for relaxation in sf.diagnose(week).relaxations]
    assert "give up: the circuit on Wed is pinned" in advice
    kept = sf.plan(attrs.evolve(week, pins=[attrs.evolve(pin, keep=True) for pin in pair]))
    assert [placement.day for placement in kept.placements] == [2, 3]
    assert {label.rule for one in kept.kept for label in one.rules} == {"spacing"}


def test_a_kept_pin_takes_the_demand_of_its_own_dose() -> None:
    asked = [sf.Demand("heavy"), sf.Demand("heavy", dose="reduced")]
    pin = sf.Session("Tue 18:00", "heavy", dose="reduced", keep=True)
    plan = sf.plan(sf.Week([sf.Run("Wed 07:00", "intervals")], asked, pins=[pin]))
    assert plan.strength == 1


def test_a_dose_that_the_pin_s_own_demand_does_not_offer_is_said() -> None:
    """The first pin takes the demand with lighter doses, and the second is left the short one."""
    asked = [sf.Demand("hypertrophy"), sf.Demand("hypertrophy", minutes=33)]
    pins = [
        sf.Session("Tue", "hypertrophy", keep=True),
        sf.Session("Mon", "hypertrophy", dose="simplified", keep=True),
    ]
    with pytest.raises(PinError, match=r"pins\[1\]: .* its dose is not on offer"):
        sf.plan(sf.Week([], asked, pins=pins), sf.Policy(least_minutes=30))


def test_it_is_said_of_the_pin_that_has_no_dose_not_of_that_whose_part_it_took() -> None:
    asked = [sf.Demand("hypertrophy", 2, minutes=33, dose="reduced", label="A")]
    pins = [
        sf.Session("Thu", "hypertrophy", dose="simplified", label="A", keep=True),
        sf.Session("Tue 12:00", "hypertrophy", effort="to_failure", label="A", keep=True),
    ]
    with pytest.raises(PinError, match=r"pins\[0\]: .* its dose is not on offer"):
        sf.plan(sf.Week([], asked, pins=pins), sf.Policy(least_minutes=25))
