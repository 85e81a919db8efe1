"""No strength on or after the runs that a policy names."""

from strengthfit import Demand, Policy, Rest, Run, Week, plan

from .probe import closed, labels, starts

DAY = 1440
RULE = "rest_after_run"
NOT_ON_OR_AFTER = Policy(rests=[Rest(1, runs=["long"])])
SATURDAY = Run("Sat 08:00", "long", minutes=110)


def test_the_day_of_the_run_and_the_day_after_are_closed() -> None:
    week = Week([SATURDAY])
    assert closed(week, RULE, NOT_ON_OR_AFTER) == {s for s in starts(week) if s >= 5 * DAY}
    assert [label.text for label in labels(week, RULE, NOT_ON_OR_AFTER)] == [
        "on the day of the long run on Sat 08:00, or the day after"
    ]


def test_no_days_close_its_own_day_only_and_only_to_the_kinds_named() -> None:
    policy = Policy(rests=[Rest(0, runs=["long"], kinds=["heavy"])])
    assert closed(Week([SATURDAY]), RULE, policy) == set()
    heavy = Week([SATURDAY], strength=[Demand("heavy")])
    assert {start // DAY for start in closed(heavy, RULE, policy)} == {5}


def test_by_default_nothing_is_closed_and_other_runs_close_nothing() -> None:
    assert closed(Week([SATURDAY]), RULE) == set()
    assert closed(Week([Run("Sat 08:00", "easy")]), RULE, NOT_ON_OR_AFTER) == set()


def test_a_run_that_is_not_key_is_rested_too() -> None:
    week = Week([Run("Sat 08:00", "long", key=False)])
    assert {start // DAY for start in closed(week, RULE, NOT_ON_OR_AFTER)} == {5, 6}


def test_the_edge_of_the_week() -> None:
    sunday = Run("Sun 08:00", "long")
    for week in (Week([sunday], repeats=True), Week([sunday], before=[sunday])):
        assert {start // DAY for start in closed(week, RULE, NOT_ON_OR_AFTER)} == {0, 6}


def test_a_day_without_strength_says_why() -> None:
    planned = plan(Week([SATURDAY], strength=1, available=["Sun"]), NOT_ON_OR_AFTER)
    assert "on the day of the long run on Sat 08:00, or the day after" in planned.skipped[0].reason
