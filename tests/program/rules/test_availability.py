from strengthfit import Demand, Policy, Week, Window

from .probe import closed, labels, starts

DAY = 1440
RULE = "availability"


def opened(week: Week, policy: Policy | None = None) -> set[int]:
    return starts(week, policy) - closed(week, RULE, policy)


def test_a_session_ends_within_the_day() -> None:
    week = Week([], strength=1)
    assert max(opened(week)) % DAY == 20 * 60  # 35 minutes from 20:30 would end at 21:05


def test_a_session_lies_inside_one_window() -> None:
    week = Week([], strength=1, available=["Tue 17:15-17:50", "Tue 17:50-18:20"])
    assert opened(week) == {DAY + 17 * 60 + 15}


def test_days_without_a_window_are_closed() -> None:
    week = Week([], strength=1, available=["Tue", "weekends 09:00-12:00"])
    assert {start // DAY for start in opened(week)} == {1, 5, 6}


def test_closed_windows_take_away() -> None:
    week = Week([], strength=1, available=[Window("Tue", closed=True)])
    assert {start // DAY for start in opened(week)} == {0, 2, 3, 4, 5, 6}
    hours = Week([], strength=1, available=[Window("Tue 12:00-13:00", closed=True)])
    around = {start % DAY for start in opened(hours) if 11 * 60 <= start - DAY <= 13 * 60}
    assert around == {11 * 60, 13 * 60}  # from 11:30 it would end at 12:05


def test_a_date_takes_the_place_of_the_weekday() -> None:
    week = Week(
        [],
        strength=1,
        start="2026-12-21",
        available=["daily 18:00-19:00", "2026-12-24 10:00-11:00"],
    )
    assert {start % DAY for start in opened(week) if start // DAY == 3} == {600}
    assert {start % DAY for start in opened(week) if start // DAY == 2} == {18 * 60}


def test_dates_are_the_whole_list() -> None:
    dates = ["2026-12-24 10:00-11:00", "2026-12-29 10:00-11:00"]
    week = Week([], strength=1, start="2026-12-21", available=dates)
    assert opened(week) == {3 * DAY + 600}
    season = Week([], strength=1, start="2027-02-01", available=dates)
    assert opened(season) == set()
    shut = Window("2026-12-24", closed=True)
    closed_alone = Week([], strength=1, start="2026-12-21", available=[shut])
    assert {start // DAY for start in opened(closed_alone)} == {0, 1, 2, 4, 5, 6}


def test_kinds_need_their_equipment() -> None:
    place = [Window("Tue", equipment=[]), Window("Thu", equipment=["weights", "mat"])]
    assert {s // DAY for s in opened(Week([], [Demand("heavy")], available=place))} == {3}
    assert {s // DAY for s in opened(Week([], [Demand("core")], available=place))} == {1, 3}


def test_labels_name_the_day() -> None:
    week = Week([], strength=1, available=["Tue"])
    assert ("Mon", "not open on Mon") in {(label.cause, label.text) for label in labels(week, RULE)}
