import attrs
import pytest

from strengthfit import Athlete, Demand, Policy, Run, Session, Week
from strengthfit.physiology.fatigue import impairment

from .probe import closed, labels, together

DAY = 1440
RULE = "loss_cap"
OPEN = Policy(guards=(), hours_after_key=0, grid=60, spacings=(), loss_cap=2.0, way_in_weeks=0)
STRICT = attrs.evolve(OPEN, loss_cap=0.8)


@pytest.mark.parametrize("dose", ["full", "reduced", "simplified"])
def test_exactly_the_starts_above_the_cap_are_closed(dose: str) -> None:
    week = Week([Run("Fri 12:00", "intervals")], strength=[Demand("hypertrophy", minutes=60)])
    minutes = {"full": 60, "reduced": 40, "simplified": 30}[dose]
    shut = closed(week, RULE, STRICT, dose)
    assert shut
    for start in range(6 * 60, 4 * DAY, 60):
        hours = (4 * DAY + 12 * 60 - start - minutes) / 60
        if 6 * 60 <= start % DAY < 21 * 60 and hours >= 0:
            loss = impairment("hypertrophy", "intervals", hours, dose=dose)
            assert (start in shut) == (loss > 0.8)


def test_losses_of_two_sessions_add_up() -> None:
    week = Week([Run("Fri 12:00", "intervals")], strength=[Demand("heavy", 2)])
    first, second = 2 * DAY + 12 * 60, 3 * DAY + 12 * 60
    assert together(week, RULE, [first], OPEN)
    assert together(week, RULE, [second], OPEN)
    assert not together(week, RULE, [first, second], OPEN)


def test_strength_before_the_week_uses_some_of_the_cap() -> None:
    runs = [Run("Mon 20:00", "intervals")]
    alone = Week(runs, strength=[Demand("heavy")])
    after = Week(runs, strength=[Demand("heavy")], before=[Session("Sun 18:00", "heavy")])
    assert closed(after, RULE, OPEN) > closed(alone, RULE, OPEN)


def test_an_unaccustomed_or_slow_athlete_is_protected_more() -> None:
    runs = [Run("Fri 12:00", "intervals")]
    usual = closed(Week(runs, [Demand("heavy")]), RULE, OPEN)
    for athlete in (Athlete(accustomed=False), Athlete(recovery=2)):
        assert closed(Week(runs, [Demand("heavy")], athlete=athlete), RULE, OPEN) > usual


def test_easy_runs_and_runs_gone_by_have_no_cap() -> None:
    week = Week([Run("Fri 12:00", "easy")], [Demand("hypertrophy")], before=[Run("Sun", "long")])
    assert labels(week, RULE, OPEN) == []


def test_labels_name_the_run_and_the_cap() -> None:
    week = Week([Run("Fri 12:00", "race", km=10)], [Demand("heavy")])
    assert labels(week, RULE)[0].text == "more than 0.5 % lost in the race (A) on Fri 12:00"
