"""`auto` answers with an exact strategy that fits, and says which."""

import pytest

import strengthfit as sf
from strengthfit.lab.instances import instance
from strengthfit.strategies.auto import Auto, _better, is_for_scip
from strengthfit.strategies.dynamic.strategy import Dynamic
from strengthfit.strategies.registry import find

CHAIN = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=2)
TANGLE = sf.Week(CHAIN.runs, strength=[sf.Demand("heavy", 2), sf.Demand("core", 3)], repeats=True)


@pytest.mark.parametrize(("week", "by"), [(CHAIN, "dynamic"), (TANGLE, "cpsat")])
def test_says_who_answered(week: sf.Week, by: str) -> None:
    program = sf.formulate(week)
    outcome = sf.solve(program, "auto")
    assert outcome.by == by
    assert outcome == sf.solve(program)
    assert all(0 <= each.seconds <= outcome.seconds for each in outcome.incumbents)


def test_a_vain_attempt_ends_soon_and_cp_sat_answers() -> None:
    program = sf.formulate(CHAIN, sf.Policy(grid=15))
    with pytest.raises(sf.TooLargeError, match=r"has tried \d+ partial plans, and stops at 0"):
        Dynamic(effort=0).solve(sf.formulate(TANGLE))
    tired = Auto(effort=0).solve(sf.formulate(TANGLE))
    assert (tired.by, tired.objective) == ("cpsat", sf.solve(sf.formulate(TANGLE)).objective)
    assert Auto(effort=10_000).solve(program).by == "dynamic"


def test_the_limit_holds_for_both_together() -> None:
    outcome = sf.solve(sf.formulate(TANGLE), Auto(effort=0), sf.Limits(seconds=0))
    assert outcome.status == "unknown"


ALIKE = instance("cvar-1").program
"""Without costs that break ties, many choices cost the same, and SCIP mostly needs no search."""


def test_choices_that_cost_the_same_are_for_scip() -> None:
    outcome = sf.solve(ALIKE, "auto")
    assert (outcome.by, outcome.status) == ("scip", "optimal")
    assert outcome.objective == outcome.bound == sf.solve(ALIKE).objective
    assert not is_for_scip(sf.formulate(TANGLE))


def test_scip_is_given_up_after_some_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    program = instance("cvar-1001").program
    best = sf.solve(program, "scip")
    assert best.statistics["nodes"] > 1
    monkeypatch.setattr("strengthfit.strategies.auto._NODES", 1)
    outcome = sf.solve(program, "auto")
    assert (outcome.by, outcome.status) == ("cpsat", "optimal")
    assert outcome.objective == outcome.bound == best.objective
    found = [each.objective for each in outcome.incumbents]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found), "each plan is better than all before"
    times = [each.seconds for each in outcome.incumbents]
    assert times == sorted(times)


@pytest.mark.parametrize("seconds", [0.2, 0.6])
def test_what_scip_found_is_not_lost(seconds: float) -> None:
    program = instance("cvar-1001").program
    outcome = sf.solve(program, "auto", sf.Limits(seconds=seconds))
    assert outcome.status in ("unknown", "feasible", "optimal")
    if outcome.objective is not None:
        assert outcome.bound <= outcome.objective
        assert program.objective(program.mask(outcome.taken)) == outcome.objective
        assert min(each.objective for each in outcome.incumbents) == outcome.objective


STALLING = instance("coach-1").program
"""Costs that SCIP takes, and that too few choices share for it to be tried first."""


@pytest.mark.parametrize("limits", [sf.Limits(), sf.Limits(seconds=60)], ids=["none", "seconds"])
def test_scip_has_a_turn_if_cp_sat_stalls(
    monkeypatch: pytest.MonkeyPatch, limits: sf.Limits
) -> None:
    assert not is_for_scip(STALLING)
    assert sf.solve(STALLING, "auto", limits).by == "cpsat"
    monkeypatch.setattr("strengthfit.strategies.auto._WORK", 0.001)
    monkeypatch.setattr("strengthfit.strategies.auto._SECONDS", 0.01)
    outcome = sf.solve(STALLING, "auto", limits)
    assert (outcome.by, outcome.status) == ("scip", "optimal")
    assert outcome.objective == outcome.bound == sf.solve(STALLING).objective
    assert outcome == sf.solve(STALLING, "auto", limits), "the same once more"


def test_cp_sat_begins_again_if_scip_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    program = instance("adversarial-6").program
    with pytest.raises(sf.TooLargeError):
        sf.solve(program, "scip")
    monkeypatch.setattr("strengthfit.strategies.auto._WORK", 0.001)
    monkeypatch.setattr("strengthfit.strategies.auto._RATHER_ALIKE", 0.0)
    outcome = sf.solve(program, Auto(effort=0))
    assert (outcome.by, outcome.status) == ("cpsat", "optimal")
    assert outcome.objective == sf.solve(program).objective


def test_a_plan_is_not_lost_if_time_ends_in_the_next_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late:
        def solve(self, _program: object, _limits: sf.Limits) -> sf.Outcome:
            raise sf.OutOfTimeError("the limits ended before there was an answer")

    monkeypatch.setattr("strengthfit.strategies.auto._cpsat", lambda: find("greedy"))
    monkeypatch.setattr("strengthfit.strategies.auto._scip", lambda _nodes: Late())
    outcome = sf.solve(STALLING, "auto")
    assert outcome.status == "feasible"
    assert outcome.taken == sf.solve(STALLING, "greedy").taken


def test_short_limits_and_programs_whose_ties_are_broken_are_for_cp_sat_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(_nodes: int | None) -> None:
        raise AssertionError("SCIP has no turn")

    monkeypatch.setattr("strengthfit.strategies.auto._scip", refused)
    monkeypatch.setattr("strengthfit.strategies.auto._WORK", 0.001)
    assert sf.solve(STALLING, "auto", sf.Limits(seconds=9)).by == "cpsat"
    for program in (sf.formulate(TANGLE), instance("squads-10").program):
        assert sf.solve(program, Auto(effort=0)).by == "cpsat"


def test_a_plan_of_one_that_meets_the_bound_of_another_is_proven() -> None:
    plan = sf.Outcome("feasible", (3,), (4, 1), (2, 0), by="cpsat")
    bound = sf.Outcome("unknown", (), None, (4, 1), by="scip")
    for first, last in ((plan, bound), (bound, plan)):
        both = _better(first, last)
        assert (both.status, both.taken, both.objective, both.bound) == (
            *("optimal", (3,), (4, 1)),
            (4, 1),
        )
        assert both.by == "cpsat", "whose plan it is"
