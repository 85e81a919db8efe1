from strengthfit import Policy, Run, Week

from .probe import closed, labels, starts

DAY = 1440
RULE = "after_key_run"


def test_strength_waits_to_the_minute() -> None:
    week = Week([Run("Tue 07:00", "intervals", minutes=60)], strength=1)
    shut = closed(week, RULE)
    assert DAY + 13 * 60 + 30 in shut
    assert DAY + 14 * 60 not in shut
    assert min(shut) == DAY + 7 * 60


def test_easy_runs_ask_for_no_wait() -> None:
    assert closed(Week([Run("Tue 07:00", "easy")], strength=1), RULE) == set()


def test_a_late_run_reaches_into_the_next_day() -> None:
    week = Week([Run("Tue 23:00", "tempo", minutes=60)], strength=1)
    assert closed(week, RULE) == set()
    assert closed(week, RULE, Policy(hours_after_key=7)) == {
        2 * DAY + 6 * 60,
        2 * DAY + 6 * 60 + 30,
    }


def test_sunday_before_the_week_reaches_into_monday() -> None:
    week = Week([], strength=1, before=[Run("Sun 20:00", "long", minutes=200)])
    assert 6 * 60 in closed(week, RULE, Policy(hours_after_key=7))


def test_a_repeating_week_reaches_round() -> None:
    week = Week([Run("Sun 20:00", "long", minutes=200)], strength=1, repeats=True)
    assert 6 * 60 in closed(week, RULE, Policy(hours_after_key=7))


def test_separate_days_close_the_whole_day() -> None:
    week = Week([Run("Tue 07:00", "intervals")], strength=1)
    policy = Policy.preset("separate_days")
    assert closed(week, RULE, policy) == {s for s in starts(week, policy) if s // DAY == 1}
    assert labels(week, RULE, policy)[0].text == "on the day of the intervals on Tue 07:00"


def test_labels_name_the_run() -> None:
    week = Week([Run("Tue 07:00", "intervals")], strength=1)
    assert [label.text for label in labels(week, RULE)] == [
        "too soon after the intervals on Tue 07:00"
    ]
