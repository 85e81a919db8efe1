"""All non-dominated plans in one pass: the same as one by one, or a refusal."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.strategies.auto import Auto
from strengthfit.strategies.dynamic.strategy import Dynamic
from strengthfit.strategies.dynamic.trade_off import _unbeaten, trade_off
from strengthfit.strategies.protocol import TradesOff
from strengthfit.strategies.registry import find
from strengthfit.tradeoffs.epsilon_constraint import find_points
from strengthfit.tradeoffs.objectives import with_objectives

from ...generate import policies, weeks

AXES = st.permutations(["strength", "interference", "time_of_day"]).map(lambda axes: axes[:2])
WEEK = sf.Week(
    [sf.Run("Tue 07:00", "intervals"), sf.Run("Thu 07:00", "tempo"), sf.Run("Sun 08:00", "long")],
    strength=3,
)


@given(weeks(most=3), policies(grid=120), AXES)
@settings(max_examples=300)
def test_it_finds_what_a_solver_finds_one_by_one(
    week: sf.Week, policy: sf.Policy, axes: list[str]
) -> None:
    traded = with_objectives(sf.formulate(week, policy), axes)
    found = trade_off(traded.program)
    assert found is not None
    expected = list(find_points(traded, find("cpsat").solve))
    assert [(one.taken, one.objective) for one in found] == [
        (one.taken, one.objective) for one in expected
    ]
    for outcome in found:
        mask = traded.program.mask(outcome.taken)
        assert not traded.program.broken(mask)
        assert outcome.objective == outcome.bound == traded.program.objective(mask)
        assert outcome.status == "optimal"


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(-5, 5), st.integers(-5, 5)), min_size=1).map(
        sorted
    )
)
def test_what_is_kept_of_a_state_is_what_nothing_of_it_beats(
    labels: list[tuple[int, int, int]],
) -> None:
    states = [state for state, _, _ in labels]
    first = np.array([i == 0 or states[i - 1] != states[i] for i in range(len(states))])
    kept = _unbeaten(np.array([second for _, _, second in labels]), first)
    for index, (state, _, second) in enumerate(labels):
        before = [other for i, (same, _, other) in enumerate(labels[:index]) if same == state]
        assert kept[index] == all(second < other for other in before)


def test_it_refuses_what_is_too_much_and_stops_when_time_is_up() -> None:
    program = with_objectives(sf.formulate(WEEK), ["strength", "interference"]).program
    with pytest.raises(sf.TooLargeError, match="partial plans"):
        trade_off(program, most=10)
    with pytest.raises(sf.TooLargeError, match="partial plans"):
        Dynamic(2).trade_off(program)
    assert trade_off(program, sf.Limits(seconds=0)) is None
    assert Auto().trade_off(program, sf.Limits(seconds=0)) is None


def test_strategies_that_do_it_are_known_by_their_method() -> None:
    assert isinstance(find("auto"), TradesOff)
    assert isinstance(find("dynamic"), TradesOff)
    assert not isinstance(find("cpsat"), TradesOff)


@pytest.mark.parametrize(("name", "module"), [("auto", "auto"), ("dynamic", "dynamic.strategy")])
def test_if_it_is_too_much_points_are_looked_for_one_by_one(
    monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    whole = sf.frontier(WEEK)

    def refuse(*_: object, **__: object) -> None:
        raise sf.TooLargeError("too many")

    monkeypatch.setattr(f"strengthfit.strategies.{module}.trade_off", refuse)
    assert sf.frontier(WEEK, strategy=name) == whole
