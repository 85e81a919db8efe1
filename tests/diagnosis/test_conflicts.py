"""Conflicts are minimal, relaxations work at their price, and nothing cheaper does.

The diagnosis asks its own search; here each claim is checked by planning weeks with waivers.
"""

from itertools import combinations
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.diagnosis import Diagnosis
from strengthfit.diagnosis.conflicts import usual_prices
from strengthfit.diagnosis.feasibility import Feasibility
from strengthfit.diagnosis.relaxations import relaxed_week
from strengthfit.diagnosis.soft_constraints import SoftConstraint, SoftConstraints
from strengthfit.interchange import read_corpus
from strengthfit.program.choices import list_choices
from strengthfit.program.compile import compile_choices
from strengthfit.program.resolve import resolve_week
from strengthfit.strategies import find

from ..generate import policies, weeks
from ..longer import mostly_longer

PLANS = sorted((Path(__file__).parents[1] / "data" / "plans").glob("*.json"))
CLOSED = sf.Week(
    [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")],
    strength=1,
    available=["Mon 17:00-20:00"],
    repeats=True,
)


@st.composite
def tight_weeks(draw: st.DrawFn) -> sf.Week:
    """Weeks with more key runs, fewer open hours and more sessions than fit comfortably."""
    week = draw(weeks(most=2))
    spans = st.sampled_from(["Mon 17:00-20:00", "Wed", "Fri-Sat", "Tue-Thu 12:00-14:00", "Sun"])
    demands = [attrs.evolve(demand, count=max(1, demand.count)) for demand in week.strength[:1]]
    return attrs.evolve(
        week,
        strength=demands,
        order=(),
        available=draw(st.none() | st.lists(spans, min_size=1, max_size=2, unique=True)),
    )


def _members(week: sf.Week, policy: sf.Policy) -> SoftConstraints:
    fitting = Feasibility(sf.formulate(week, policy), find("cpsat"))
    return SoftConstraints(fitting, usual_prices())


def _all(members: SoftConstraints) -> frozenset[SoftConstraint]:
    return frozenset((*members.needs, *members.cases))


def _can_hold(
    members: SoftConstraints, week: sf.Week, policy: sf.Policy, kept: frozenset[SoftConstraint]
) -> bool:
    """Whether what is kept can all hold: everything else is given up, and the week is planned."""
    horizon = resolve_week(relaxed_week(week, members, _all(members) - kept), policy)
    # Compiled by hand: what is given up may leave a waiver nothing to take out, which is refused.
    program = compile_choices(horizon, policy, list_choices(horizon, policy))
    outcome = sf.solve(program)
    assert outcome.objective is not None
    return outcome.objective[0] == 0


def _told(members: SoftConstraints, labels: tuple[object, ...]) -> frozenset[SoftConstraint]:
    by_label = {members.label(member): member for member in _all(members)}
    return frozenset(by_label[label] for label in labels)  # type: ignore[index]  # labels


def _with_weaker(
    members: SoftConstraints, conflict: frozenset[SoftConstraint]
) -> frozenset[SoftConstraint]:
    """A need holds together with the needs that it implies."""
    needs = [member for member in conflict if member.demand >= 0]
    return conflict | {
        weaker
        for need in needs
        for weaker in members.needs
        if weaker.demand == need.demand
        and weaker.dose >= need.dose
        and weaker.number <= need.number
    }


@given(tight_weeks(), policies(grid=180))
@settings(max_examples=150)
def test_conflicts_clash_and_no_part_of_them_does(week: sf.Week, policy: sf.Policy) -> None:
    diagnosis = sf.diagnose(week, policy)
    plan = sf.plan(week, policy)
    assert diagnosis.met == (plan.score.tiers[0][1] == 0)
    if diagnosis.met:
        return
    members = _members(week, policy)
    for labels in diagnosis.conflicts:
        conflict = _told(members, labels)
        assert not _can_hold(members, week, policy, _with_weaker(members, conflict))
        for member in conflict:
            fewer = conflict - {member}
            if member.demand >= 0:  # what a need implies goes on holding, one session less or so
                needs = _with_weaker(members, frozenset({member})) - {member}
                fewer |= {need for need in needs if need.demand >= 0}
            assert _can_hold(members, week, policy, fewer)


@given(tight_weeks(), policies(grid=180))
@settings(max_examples=150)
def test_relaxations_do_what_they_say(week: sf.Week, policy: sf.Policy) -> None:
    diagnosis = sf.diagnose(week, policy)
    assert bool(diagnosis.relaxations) == (not diagnosis.met)
    prices = [relaxation.price for relaxation in diagnosis.relaxations]
    assert prices[:1] == sorted(prices)[:1]
    for relaxation in diagnosis.relaxations:
        assert relaxation.plan.status == "optimal"
        assert not relaxation.plan.skipped
        assert relaxation.plan == sf.plan(relaxation.plan.week, policy)
        for conflict in diagnosis.conflicts:
            if relaxation.price <= prices[0]:
                assert _meets(relaxation.labels, conflict)


def _meets(labels: tuple[object, ...], conflict: tuple[object, ...]) -> bool:
    return bool(set(labels) & set(conflict))


@given(tight_weeks(), policies(grid=240))
@settings(max_examples=60)
def test_nothing_cheaper_would_do(week: sf.Week, policy: sf.Policy) -> None:
    """Every set of members that costs less than the first way out still clashes."""
    diagnosis = sf.diagnose(week, policy)
    if diagnosis.met:
        return
    members = _members(week, policy)
    first = diagnosis.relaxations[0].price
    everything = _all(members)
    for size in range(1, 4):
        for chosen in combinations(sorted(everything), size):
            given_up = frozenset(chosen)
            if members.close(given_up) != given_up or members.price(given_up) >= first:
                continue
            assert not _can_hold(members, week, policy, everything - given_up)


@pytest.mark.parametrize("first", mostly_longer(range(1, 5)))
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_skip_of_a_real_week_has_a_conflict_and_a_way_out(path: Path, first: int) -> None:
    corpus = read_corpus(path)
    for preset in ("supporting", "separate_days"):
        for number in range(first, len(corpus) + 1, 4):
            plan = sf.plan(corpus.week(number), preset)
            if plan.strength < 1:
                diagnosis = sf.diagnose(corpus.week(number), preset)
                assert diagnosis.conflicts
                assert diagnosis.relaxations


def test_a_closed_week_says_so() -> None:
    diagnosis = sf.diagnose(CLOSED)
    rules = {label.rule for label in diagnosis.conflicts[0]}
    assert {"availability", "before_hard_day", "demand"} <= rules
    assert diagnosis.relaxations[0].price == usual_prices()["availability"]
    text = str(diagnosis)
    assert "make room on Tue" in text
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 80


def test_prices_order_the_ways_out() -> None:
    dear = sf.diagnose(CLOSED, prices={"availability": 50})
    assert dear.relaxations[0].labels[0].rule != "availability"
    assert dear.relaxations[0].price < 50


def test_limits_cut_the_lists() -> None:
    diagnosis = sf.diagnose(CLOSED, ways=2, conflicts=1)
    assert (len(diagnosis.relaxations), len(diagnosis.conflicts)) == (2, 1)
    assert not diagnosis.complete
    assert sf.diagnose(CLOSED, ways=100).complete


def test_a_week_that_fits_has_nothing_to_give_up() -> None:
    diagnosis = sf.diagnose(sf.read_week("examples/marathon_week.toml").week)
    assert diagnosis.met
    assert (diagnosis.conflicts, diagnosis.relaxations, diagnosis.complete) == ((), (), True)
    assert str(diagnosis) == "Everything that is asked for can be placed."


def test_many_sessions_are_diagnosed_too() -> None:
    week = attrs.evolve(sf.read_week("examples/marathon_week.toml").week, strength=5)
    diagnosis = sf.diagnose(week, ways=2)
    assert isinstance(diagnosis, Diagnosis)
    assert len(diagnosis.relaxations) == 2


def test_pins_can_be_given_up() -> None:
    week = sf.Week(
        [sf.Run("Tue 07:00", "intervals")],
        strength=[sf.Demand("heavy", 2)],
        pins=[sf.Session("Wed 18:00", "heavy")],
        available=["Wed", "Thu"],
        repeats=True,
    )
    diagnosis = sf.diagnose(week, ways=100)
    assert diagnosis.complete
    assert all(len(conflict) > 1 for conflict in diagnosis.conflicts)
    texts = [relaxation.text for relaxation in diagnosis.relaxations]
    assert "leave out 1 heavy session" in texts
    assert any("give up: the heavy on Wed 18:00 is pinned" in text for text in texts)
    for relaxation in diagnosis.relaxations:
        placed = {placement.when for placement in relaxation.plan.placements}
        assert "Wed 18:00" in placed or "is pinned" in relaxation.text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"conflicts": -1}, "conflicts"),
        ({"ways": 1e3}, "ways"),
        ({"ways": True}, "ways"),
        ({"prices": {"availabilty": 1}}, "did you mean 'availability'"),
        ({"prices": {"availability": -1}}, "is not a number from 0"),
        ({"prices": {"availability": float("nan")}}, "is not a number from 0"),
        ({"prices": [1]}, "is not prices by rule"),
        ({"strategy": "simplex"}, "strategy"),
    ],
)
def test_rubbish_is_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(sf.InputError, match=message):
        sf.diagnose(CLOSED, **options)  # type: ignore[arg-type]  # rubbish on purpose


def test_a_session_that_rides_along_leaves_its_day_to_a_longer_one() -> None:
    """Two that ride along do not fit a day, one beside a full one does: lighter is not easier."""
    week = sf.Week([], [sf.Demand("core", 2, minutes=33)], forbidden=["daily"])
    first = sf.diagnose(week).relaxations[0]
    assert first.text == "let 1 core session be simplified; give up: forbidden: Mon 00:00-Tue 00:00"
