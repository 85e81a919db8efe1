"""`auto` answers with an exact strategy that fits, and says which."""

import pytest

import strengthfit as sf
from strengthfit.lab.instances import instance
from strengthfit.strategies.auto import Auto, is_for_scip
from strengthfit.strategies.dynamic.strategy import Dynamic

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
