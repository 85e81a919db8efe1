"""The last day without running and strength has its price."""

import strengthfit as sf
from strengthfit import Block, Demand, Policy, Run, Week

from .probe import at, counted

DAYS_OF_FIVE = ("Mon", "Tue", "Thu", "Fri", "Sun")
FIVE = [Run(f"{day} 07:00", "easy", minutes=40) for day in DAYS_OF_FIVE]
SEVEN = [*FIVE, *(Run(f"{day} 07:00", "easy", minutes=40) for day in ("Wed", "Sat"))]
WED, SAT, TUE = at("Wed 18:00"), at("Sat 18:00"), at("Tue 18:00")


def _units(runs: list[Run], *taken: int) -> float:
    week = Week(runs, strength=[Demand("circuit", 4)])
    return sum(counted(week, "last_rest_day", taken).values())


def test_all_rest_days_but_one_are_free() -> None:
    assert _units(FIVE, WED) == 0
    assert _units(FIVE, TUE, WED) == 0
    assert _units(FIVE, WED, SAT) == 1
    assert _units(FIVE, TUE, WED, SAT) == 1


def test_sessions_are_counted_and_not_days() -> None:
    assert _units(FIVE, WED, at("Wed 12:00")) == 1
    assert _units(FIVE, WED, at("Wed 12:00"), SAT) == 2


def test_a_single_rest_day_has_it_at_once_and_a_full_week_has_none() -> None:
    assert _units([*FIVE, Run("Wed 07:00", "easy", minutes=40)], SAT) == 1
    assert _units(SEVEN, WED, SAT) == 0


def test_each_week_of_a_block_has_its_own_and_its_label_says_which() -> None:
    block = Block([Week(FIVE, strength=[Demand("circuit", 2)])] * 2)
    assert counted(block, "last_rest_day", [WED, at("Sat 18:00", 1)]) == {}
    (label,) = counted(block, "last_rest_day", [at("Wed 18:00", 1), at("Sat 18:00", 1)])
    assert (label.cause, label.text) == ("rest of W2", "the last rest day of W2")
    (label,) = counted(Week(FIVE, strength=2), "last_rest_day", [WED, SAT])
    assert (label.cause, label.text) == ("rest", "the last rest day")


def test_it_is_counted_in_whole_steps_of_the_resolution() -> None:
    only = sf.Window("Wed 18:00-21:00"), sf.Window("Sat 18:00-21:00")
    week = Week(FIVE, strength=[Demand("circuit", 2)], available=only)
    plan = sf.plan(week, Policy(last_rest_day=0.49))
    assert dict(plan.score.terms)["last_rest_day"] == 0.45
    free = sf.plan(week, Policy(last_rest_day=0.04))
    assert dict(free.score.terms)["last_rest_day"] == 0


def test_a_day_off_is_left_if_a_day_with_a_run_costs_less() -> None:
    week = Week(FIVE, strength=[Demand("circuit", 2)])
    assert sum(p.day in (2, 5) for p in sf.plan(week).placements) <= 1
