"""The two rules about one calendar day: sessions, and minutes."""

from strengthfit import Demand, Policy, Run, Week

from .probe import closed, labels, together

DAY = 1440
NOON = 12 * 60
CORE = Week([], strength=[Demand("core", 3)])


def test_one_session_a_day_by_default() -> None:
    assert not together(CORE, "per_day", [NOON, NOON + 120])
    assert together(CORE, "per_day", [NOON, NOON + DAY])


def test_more_where_the_policy_says_so() -> None:
    policy = Policy(sessions_per_day=2)
    assert together(CORE, "per_day", [NOON, NOON + 120], policy)
    assert not together(CORE, "per_day", [NOON, NOON + 120, NOON + 240], policy)


def test_minutes_of_a_day_are_capped_with_its_running() -> None:
    week = Week([Run("Tue 07:00", "easy", minutes=145)], strength=1)
    assert closed(week, "daily_minutes") == set()
    longer = Week([Run("Tue 07:00", "easy", minutes=146)], strength=1)
    assert {start // DAY for start in closed(longer, "daily_minutes")} == {1}
    assert closed(longer, "daily_minutes", dose="reduced") == set()


def test_running_alone_may_be_above_the_cap() -> None:
    week = Week([Run("Tue 07:00", "long", minutes=240)], strength=1)
    assert {start // DAY for start in closed(week, "daily_minutes", dose="simplified")} == {1}


def test_minutes_add_up() -> None:
    policy = Policy(sessions_per_day=2, daily_minutes=29)
    assert not together(CORE, "daily_minutes", [NOON, NOON + 120], policy)
    assert together(CORE, "daily_minutes", [NOON, NOON + DAY], policy)


def test_labels_name_the_day() -> None:
    assert labels(CORE, "per_day")[1].text == "another short core session on Tue"
    assert labels(Week([], strength=1), "per_day")[1].text == "another session on Tue"
    assert labels(CORE, "daily_minutes")[1].text == "more than 180 min of training on Tue"
