"""Why not there: the oracle's rules where it is blocked, a checked price where it is open."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.clock import WEEK
from strengthfit.planning.changes import changes_between

from .. import oracle
from ..generate import policies, weeks

MARATHON = sf.read_week("examples/marathon_week.toml").week


def _sittings(week: sf.Week, policy: sf.Policy, kind: str, start: int) -> list[oracle.Sitting]:
    """Every dose and length of a kind's demands at a start, on the grid or off it."""
    return [
        oracle.Sitting(
            kind=kind,
            asked=asked.dose,
            dose=dose,
            start=start,
            minutes=oracle.session_minutes(policy, kind, asked.minutes, dose),
            effort=asked.effort,
            label=asked.label,
        )
        for asked in oracle.asked_of(week, policy)
        if asked.kind == kind
        for dose in oracle.doses_on_offer(policy, asked)
    ]


@given(weeks(most=2), policies(grid=120), st.integers(0, WEEK - 1), st.data())
@settings(max_examples=400)
def test_the_rules_are_the_oracle_s(
    week: sf.Week, policy: sf.Policy, start: int, data: st.DataObject
) -> None:
    kinds = sorted({asked.kind for asked in oracle.asked_of(week, policy)})
    if not kinds:
        return
    kind = data.draw(st.sampled_from(kinds))
    plan = sf.plan(week, policy)
    reason = sf.why_not(plan, start, kind)
    blocking = [
        {rule for rule in oracle.blocking(week, policy, sitting) if rule != "demand"}
        for sitting in _sittings(week, policy, kind, start)
    ]
    assert (reason.state == "blocked") == all(blocking)
    if reason.state == "blocked":
        named = {label.rule for label in reason.rules}
        assert all(named & broken for broken in blocking)
        assert reason.together or named <= set.intersection(*blocking)
        assert all(label.text in reason.text for label in reason.rules)


@given(weeks(most=2), policies(grid=120), st.integers(0, WEEK - 1))
@settings(max_examples=200)
def test_an_open_start_comes_with_its_plan(week: sf.Week, policy: sf.Policy, start: int) -> None:
    plan = sf.plan(week, policy)
    if not plan.placements and not plan.skipped:
        return
    reason = sf.why_not(plan, start)
    if reason.state != "open":
        assert reason.plan is None
        return
    assert reason.plan is not None
    assert reason.price is not None
    assert any(p.start == start and p.kind == reason.kind for p in reason.plan.placements)
    sittings = oracle.sittings_of(reason.plan)
    assert oracle.broken(reason.plan.week_alone(0), policy, sittings) == []
    tiers = zip(reason.plan.score.tiers, plan.score.tiers, strict=True)
    assert list(reason.price) == [new[1] - old[1] for new, old in tiers]
    assert reason.moves == changes_between(plan.placements, reason.plan.placements)
    assert reason.moves


def test_it_says_the_same_as_the_explanation() -> None:
    plan = sf.plan(MARATHON)
    for start in sf.explain(plan).starts[::7]:
        reason = sf.why_not(plan, start.start)
        assert (reason.state, reason.price) == (start.state, start.price)
        assert set(reason.rules) == set(start.rules)


def test_what_is_in_the_plan_is_said_to_be() -> None:
    plan = sf.plan(MARATHON)
    reason = sf.why_not(plan, plan.placements[0].when)
    assert reason.state == "taken"
    assert reason.price == (0, 0, 0, 0, 0, 0, 0)
    assert str(reason).endswith("it is in the plan.")


def test_a_day_answers_for_its_best_start() -> None:
    plan = sf.plan(MARATHON)
    starts = [s for s in sf.explain(plan).starts if s.when.startswith("Thu") and s.price]
    best = min(start.price for start in starts if start.price is not None)
    assert sf.why_not(plan, "Thu").price == best
    assert sf.why_not(plan, "Thu pm").price == best
    blocked = sf.why_not(plan, "Thu am")
    assert blocked.state == "blocked"
    assert {label.rule for label in blocked.rules} == {"before_hard_day", "after_key_run"}
    assert blocked.together
    assert "; otherwise " in blocked.text


@pytest.mark.parametrize(
    ("when", "kind", "message"),
    [
        ("Fri 25:00", None, "when: 'Fri 25:00' is not a time"),
        (WEEK, None, "is not inside the week"),
        (-1, None, "when"),
        ("Fri", "heavy", "kind: 'heavy' is not asked for"),
        ("Fri", "hevy", "kind: 'hevy' is not asked for"),
        (None, None, "when"),
        (float("nan"), None, "when"),
    ],
)
def test_rubbish_is_refused(when: object, kind: str | None, message: str) -> None:
    with pytest.raises(sf.InputError, match=message):
        sf.why_not(sf.plan(MARATHON), when, kind)  # type: ignore[arg-type]  # rubbish on purpose


def test_a_week_that_asks_for_nothing_has_nowhere_to_look() -> None:
    plan = sf.plan(attrs.evolve(MARATHON, strength=0))
    with pytest.raises(sf.InputError, match="asks for no strength"):
        sf.why_not(plan, "Fri")
