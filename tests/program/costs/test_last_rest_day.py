"""The only day of a week without running has its price."""

import strengthfit as sf
from strengthfit import Block, Demand, Policy, Run, Week

from .probe import at, counted

FIVE = [Run(f"{day} 07:00", "easy", minutes=40) for day in ("Mon", "Tue", "Thu", "Fri", "Sun")]
SIX = [*FIVE, Run("Wed 07:00", "easy", minutes=40)]
SEVEN = [*SIX, Run("Sat 07:00", "easy", minutes=40)]
WED, SAT = at("Wed 18:00"), at("Sat 18:00")


def _percent(runs: list[Run], *taken: int) -> float:
    week = Week(runs, strength=[Demand("circuit", 4)])
    return sum(counted(week, "last_rest_day", taken).values())


def test_the_only_rest_day_is_dear_and_one_of_two_is_not() -> None:
    assert _percent(SIX, SAT) == Policy().last_rest_day
    assert _percent(SIX, WED) == 0
    assert _percent(FIVE, WED, SAT) == 0
    assert _percent(SEVEN, WED, SAT) == 0


def test_sessions_are_counted_and_not_days() -> None:
    assert _percent(SIX, SAT, at("Sat 12:00")) == 2 * Policy().last_rest_day


def test_each_week_of_a_block_has_its_own_and_its_label_says_which() -> None:
    block = Block([Week(FIVE), Week(SIX)])
    (label,) = counted(block, "last_rest_day", [SAT, at("Sat 18:00", 1)])
    assert (label.cause, label.text) == ("W2 Sat", "W2 Sat given up as the only rest day")


def test_a_day_off_is_left_if_a_day_with_a_run_costs_less() -> None:
    assert all(p.day != 5 for p in sf.plan(Week(SIX)).placements)
