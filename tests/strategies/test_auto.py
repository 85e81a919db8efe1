"""`auto` answers with an exact strategy that fits, and says which."""

import pytest

import strengthfit as sf
from strengthfit.strategies.auto import Auto
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
