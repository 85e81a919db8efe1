import pytest

from strengthfit import Block, Demand, Policy, Week, Window, formulate

from .probe import closed, labels, starts

DAY = 1440
RULE = "availability"


def opened(week: Week | Block, policy: Policy | None = None) -> set[int]:
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


LATE = Policy(day_start=0, day_end=DAY)
HOUR = [Demand("heavy", minutes=60)]
ELEVEN, TWO = 23 * 60, 2 * 60


def near_midnight(week: Week | Block) -> set[tuple[int, int]]:
    """Open starts of an hour's session as day and minute, at 23:30, 00:00 and 00:30."""
    return {
        divmod(start, DAY) for start in opened(week, LATE) if start % DAY in (ELEVEN + 30, 0, 30)
    }


def test_a_session_may_lie_over_midnight_in_a_window_that_does() -> None:
    week = Week([], HOUR, available=["Fri 22:00-02:00"])
    assert near_midnight(week) == {(4, ELEVEN + 30), (5, 0), (5, 30)}
    assert max(opened(week, LATE)) == 5 * DAY + 60
    assert opened(week) == {4 * DAY + 22 * 60, 5 * DAY}  # off the grid: where it begins, and 00:00
    two = Week([], HOUR, available=["Fri 22:00-24:00", "Sat 00:00-02:00"])
    assert near_midnight(two) == {(5, 0), (5, 30)}


def test_the_last_night_of_a_week_goes_on_and_before_the_first_day_there_is_none() -> None:
    late = ["Sun 22:00-02:00"]
    assert near_midnight(Week([], HOUR, available=late)) == {(6, ELEVEN + 30)}
    circle = Week([], HOUR, available=late, repeats=True)
    assert near_midnight(circle) == {(6, ELEVEN + 30), (0, 0), (0, 30)}


@pytest.mark.parametrize(
    "available",
    [
        ["2026-12-20 22:00-02:00"],  # the Sunday before
        ["Sun 22:00-02:00", "2026-12-20 10:00-12:00"],
        ["D7 22:00-02:00"],
    ],
)
def test_what_windows_say_of_days_outside_a_week_opens_nothing(available: list[str]) -> None:
    for repeats, first in ((False, set()), (True, {(0, 0), (0, 30)})):
        week = Week([], HOUR, start="2026-12-21", available=available, repeats=repeats)
        own = {start for start in near_midnight(week) if start[0] == 0}
        assert own == (first if len(available[0]) < 20 else set())


def test_in_a_block_the_night_of_a_sunday_goes_on_into_the_next_week() -> None:
    late, early = ["Sun 22:00-02:00"], ["Tue 10:00-12:00"]
    block = Block([Week([], HOUR, available=late), Week([], HOUR, available=early)])
    assert near_midnight(block) == {(6, ELEVEN + 30), (7, 0), (7, 30)}
    other = Block([Week([], HOUR, available=early), Week([], HOUR, available=late)])
    assert near_midnight(other) == {(13, ELEVEN + 30)}
    shut = Window("Mon 00:15-06:00", closed=True)
    closing = Block([Week([], HOUR, available=late), Week([], HOUR, available=[shut])])
    assert {(6, ELEVEN + 30), (7, 0), (7, 30)} & near_midnight(closing) == set()
    forbidding = Week([], HOUR, available=late, forbidden=["Sun 23:45-00:15"])
    program = formulate(Block([forbidding, Week([], HOUR)]), LATE)
    spans = [(span.start, span.end) for span in program.horizon.forbidden]
    assert spans == [(7 * DAY - 15, 7 * DAY + 15)]


def test_what_is_closed_past_midnight_is_closed_there_too() -> None:
    late = ["daily 22:00-02:00"]
    night = Window("Thu 23:00-00:15", closed=True)
    week = Week([], HOUR, available=[*late, night])
    assert {(3, ELEVEN + 30), (4, 0)} & near_midnight(week) == set()
    assert {(4, 30), (4, ELEVEN + 30)} < near_midnight(week)
    monday = Window("Mon", closed=True)
    circle = Week([], HOUR, available=[*late, monday], repeats=True)
    assert {(6, ELEVEN + 30), (0, ELEVEN + 30)} & near_midnight(circle) == set()
    assert (1, 0) in near_midnight(circle)


def test_a_forbidden_span_past_midnight_is_for_starts() -> None:
    week = Week([], HOUR, available=["daily 22:00-02:00"], forbidden=["Sat 23:45-00:15"])
    assert closed(week, "pins", LATE) == {6 * DAY}  # of Saturday 23:30 it says nothing


def test_kinds_need_their_equipment() -> None:
    place = [Window("Tue", equipment=[]), Window("Thu", equipment=["weights", "mat"])]
    assert {s // DAY for s in opened(Week([], [Demand("heavy")], available=place))} == {3}
    assert {s // DAY for s in opened(Week([], [Demand("core")], available=place))} == {1, 3}


def test_labels_name_the_day() -> None:
    week = Week([], strength=1, available=["Tue"])
    assert ("Mon", "not open on Mon") in {(label.cause, label.text) for label in labels(week, RULE)}
