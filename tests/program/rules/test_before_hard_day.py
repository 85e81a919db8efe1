import pytest

from strengthfit import Demand, Guard, Policy, Run, Session, Week, plan

from .probe import closed, labels, starts

DAY = 1440
RULE = "before_hard_day"


def week(*runs: Run, **more: object) -> Week:
    return Week(runs, strength=1, **more)  # type: ignore[arg-type]  # any field of a week


def test_the_day_before_and_the_day_up_to_the_run_are_closed() -> None:
    tuesday = week(Run("Tue 12:00", "intervals", minutes=60))
    assert closed(tuesday, RULE) == {s for s in starts(tuesday) if s < DAY + 12 * 60}


def test_two_days_before_is_open() -> None:
    wednesday = week(Run("Wed 07:00", "tempo"))
    assert not any(start < DAY for start in closed(wednesday, RULE))
    assert DAY + 6 * 60 in closed(wednesday, RULE)


def test_runs_that_are_not_key_close_nothing() -> None:
    assert closed(week(Run("Tue 07:00", "easy")), RULE) == set()
    assert closed(week(Run("Tue 07:00", "intervals", key=False)), RULE) == set()
    assert closed(week(Run("Tue 07:00", "easy", key=True)), RULE) != set()


def test_sunday_knows_the_monday_after() -> None:
    after = week(after=[Run("Mon 07:00", "intervals")])
    assert closed(after, RULE) == {s for s in starts(after) if s >= 6 * DAY}


def test_a_repeating_week_knows_its_own_monday() -> None:
    repeating = week(Run("Mon 07:00", "intervals"), repeats=True)
    sunday = {s for s in starts(repeating) if s >= 6 * DAY}
    assert closed(repeating, RULE) == sunday | {s for s in starts(repeating) if s < 7 * 60}


def test_guards_by_kind_count_hours_to_the_end_of_strength() -> None:
    policy = Policy.preset("guards_by_kind")
    heavy = Week([Run("Wed 12:00", "intervals")], strength=[Demand("heavy")])
    noon = 2 * DAY + 12 * 60
    shut = closed(heavy, RULE, policy)
    assert noon - DAY - 30 in shut  # ends 24 h less 15 min before
    assert noon - DAY - 60 not in shut  # ends 24 h and 15 min before


def test_a_guard_may_speak_of_some_doses_only() -> None:
    policy = Policy(guards=(Guard(days=1, doses=("full",)),))
    tuesday = week(Run("Tue 12:00", "intervals"))
    assert closed(tuesday, RULE, policy)
    assert not closed(tuesday, RULE, policy, dose="reduced")


def test_a_guard_may_speak_of_runs_that_are_not_key() -> None:
    guard = Guard(days=0, runs=["medium_long"], kinds=["heavy"], only_key=False)
    wednesday = [Run("Wed 17:00", "medium_long", minutes=90), Run("Thu 17:00", "easy")]
    heavy = Week(wednesday, strength=[Demand("heavy")])
    up_to = {s for s in starts(heavy) if 2 * DAY <= s < 2 * DAY + 17 * 60}
    assert closed(heavy, RULE, Policy(guards=[guard])) == up_to
    assert closed(heavy, RULE, Policy(guards=[Guard(days=1)])) == set()
    assert closed(heavy, RULE) >= up_to  # as by default, and the day before
    assert closed(week(*wednesday), RULE, Policy(guards=[guard])) == set()
    assert [label.text for label in labels(heavy, RULE, Policy(guards=[guard]))] == [
        "before the medium long run on Wed 17:00"
    ]


def test_no_guards_close_nothing() -> None:
    assert closed(week(Run("Tue 12:00", "intervals")), RULE, Policy(guards=())) == set()


def test_labels_name_the_run() -> None:
    named = week(Run("Tue 07:00", "intervals", id="track"), before=[Session("Sun 18:00", "core")])
    assert [(label.cause, label.text) for label in labels(named, RULE)] == [
        ("track", "before the intervals on Tue 07:00")
    ]


@pytest.mark.parametrize(("at", "hours"), [("07:00", 31), ("18:00", 42)])
def test_the_day_before_closes_more_hours_before_an_evening_run(at: str, hours: int) -> None:
    for_any = Policy(day_start=0, day_end=DAY)
    run = week(Run(f"Wed {at}", "intervals"))
    assert len(closed(run, RULE, for_any)) == 2 * hours


@pytest.mark.parametrize("at", ["07:00", "18:00"])
def test_guards_in_hours_close_as_much_whatever_the_time_of_the_run(at: str) -> None:
    """A full circuit of 35 minutes: the last start that is open ends 24 h and 25 min before."""
    by_hours = Policy(
        day_start=0, day_end=DAY, guards=[Guard(days=0), Guard(hours=24)], name="hours"
    )
    shut = closed(week(Run(f"Wed {at}", "intervals")), RULE, by_hours)
    start = 2 * DAY + 60 * int(at[:2])
    assert shut == set(range(start - DAY - 30, start, 30))


def test_a_week_of_evening_runs_has_room_under_guards_in_hours() -> None:
    """Intervals and tempo at 18:00 close three days under the default; by hours Wednesday opens."""
    runs = [Run("Tue 18:00", "intervals", minutes=60), Run("Thu 18:00", "tempo", minutes=50)]
    asked = Week(runs, strength=4, repeats=True)
    by_hours = Policy(name="hours", guards=[Guard(days=0), Guard(hours=24)])
    full = [
        {placement.day for placement in plan(asked, policy).placements}
        for policy in (Policy(), by_hours)
    ]
    assert not full[0] & {0, 1, 2, 3}
    assert full[1] & {0, 2}
    assert len(full[1]) > len(full[0])
