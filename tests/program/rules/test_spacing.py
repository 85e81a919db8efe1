import pytest

from strengthfit import Demand, Policy, Session, Spacing, Week
from strengthfit.program import formulate

from .probe import closed, labels, together

DAY = 1440
RULE = "spacing"
NOON = 12 * 60
TUE = DAY
CIRCUITS = Week([], strength=3)


def test_48_hours_look_further_than_one_day() -> None:
    """A peer's bug: a rule of 48 h that looked one day ahead. These are two calendar days."""
    assert together(CIRCUITS, RULE, [NOON, 2 * DAY + NOON])
    assert not together(CIRCUITS, RULE, [NOON, DAY + NOON])


def test_hours_that_are_whole_days_are_counted_in_calendar_days() -> None:
    """Tuesday 19:30 and Thursday 18:00 are two days apart; Tuesday and Wednesday are not."""
    assert together(CIRCUITS, RULE, [TUE + 1170, TUE + 2 * DAY + 1080])
    assert not together(CIRCUITS, RULE, [TUE + 360, TUE + DAY + 1230])
    daily = Policy(spacings=[Spacing(["circuit"], 24)], sessions_per_day=2)
    assert together(CIRCUITS, RULE, [TUE + 1230, TUE + DAY + 360], daily)
    assert not together(CIRCUITS, RULE, [TUE + 360, TUE + 1230], daily)


def test_other_hours_are_counted_from_start_to_start() -> None:
    policy = Policy(spacings=[Spacing(["circuit"], 47.5)])
    assert together(CIRCUITS, RULE, [TUE + 1110, TUE + 2 * DAY + 1080], policy)
    assert not together(CIRCUITS, RULE, [TUE + 1140, TUE + 2 * DAY + 1080], policy)
    assert {label.text for label in labels(CIRCUITS, RULE, policy)} == {
        "less than 47.5 h from another session"
    }
    same_day = Policy(spacings=[Spacing(["circuit"], 0.5)], sessions_per_day=2)
    assert together(CIRCUITS, RULE, [TUE + 600, TUE + 660], same_day)


def test_no_hours_ask_nothing() -> None:
    policy = Policy(spacings=[Spacing(["circuit"], 0)], sessions_per_day=2)
    assert together(CIRCUITS, RULE, [TUE + 600, TUE + 660], policy)


def test_the_week_wraps_where_it_repeats() -> None:
    repeating = Week([], strength=2, repeats=True)
    assert not together(repeating, RULE, [6 * DAY + NOON, NOON])
    assert not together(repeating, RULE, [6 * DAY + 360, 1230])
    assert together(repeating, RULE, [5 * DAY + NOON, NOON])
    assert together(repeating, RULE, [5 * DAY + 1230, 360])
    assert together(CIRCUITS, RULE, [6 * DAY + NOON, NOON])


def test_strength_outside_the_week_counts() -> None:
    week = Week([], strength=1, before=[Session("Sun 12:00", "heavy")])
    assert closed(week, RULE) == {s for s in range(0, DAY, 30) if _open(s)}
    after = Week([], strength=1, after=[Session("Mon 12:00", "circuit")])
    assert closed(after, RULE) == {s for s in range(6 * DAY, 7 * DAY, 30) if _open(s)}
    hours = Policy(spacings=[Spacing(["circuit", "heavy"], 47)])
    assert closed(week, RULE, hours) == {s for s in range(0, DAY + NOON - 60, 30) if _open(s)}
    assert min(closed(after, RULE, hours)) == 5 * DAY + NOON + 90


def _open(start: int) -> bool:
    return 6 * 60 <= start % DAY < 21 * 60


def test_core_keeps_no_distance_and_upper_half() -> None:
    mixed = Week([], strength=[Demand("core"), Demand("upper"), Demand("circuit")])
    policy = Policy(rides_along_minutes=0)
    assert {label.text for label in labels(mixed, RULE, policy)} == {
        "less than 2 days from another session",
        "less than 1 day from another session",
    }
    alone = Week([], strength=[Demand("core", 7)])
    assert labels(alone, RULE, policy) == []
    riding = {label.text for label in labels(alone, RULE)}
    assert riding == {"during another session"}


def test_a_narrower_spacing_inside_a_wider_is_left_out() -> None:
    policy = Policy(spacings=(Spacing(("circuit",), 24), Spacing(("circuit", "heavy"), 48)))
    assert {label.text for label in labels(CIRCUITS, RULE, policy)} == {
        "less than 2 days from another session"
    }
    assert not together(CIRCUITS, RULE, [NOON, DAY + NOON + 60], policy)


def test_hours_and_days_imply_each_other_only_as_far_as_they_do() -> None:
    """Two days may be 24 h and a minute; 36 h may be one day apart."""
    both = Policy(spacings=[Spacing(["circuit"], 48), Spacing(["circuit"], 36)])
    assert {label.cause for label in labels(CIRCUITS, RULE, both)} == {"48 h", "36 h"}
    assert not together(CIRCUITS, RULE, [TUE + 1230, TUE + 2 * DAY + 360], both)
    kept = Policy(spacings=[Spacing(["circuit"], 48), Spacing(["circuit"], 20)])
    assert {label.cause for label in labels(CIRCUITS, RULE, kept)} == {"48 h"}
    days = Policy(spacings=[Spacing(["circuit"], 49), Spacing(["circuit"], 48)])
    assert {label.cause for label in labels(CIRCUITS, RULE, days)} == {"49 h"}


def test_two_a_day_never_overlap() -> None:
    week = Week([], strength=[Demand("core", 2)])
    policy = Policy(sessions_per_day=2, grid=5)
    assert not together(week, RULE, [NOON, NOON + 10], policy)
    assert together(week, RULE, [NOON, NOON + 15], policy)


@pytest.mark.parametrize("repeats", [False, True])
def test_over_midnight_sessions_of_two_days_do_not_overlap(repeats: bool) -> None:
    mixed = [Demand("core", minutes=60), Demand("heavy", minutes=60)]
    week = Week([], mixed, available=["daily 22:00-02:00"], repeats=repeats)
    policy = Policy(day_start=0, day_end=DAY, rides_along_minutes=0, spacings=())
    late = 2 * DAY - 30
    assert not _together(week, policy, late, 2 * DAY)
    assert _together(week, policy, late, 2 * DAY + 30)
    over_the_edge = _together(week, policy, 7 * DAY - 30, 0)
    assert over_the_edge != repeats


def _together(week: Week, policy: Policy, first: int, second: int) -> bool:
    """Whether core at one start and heavy at another keep the rule."""
    program = formulate(week, policy)
    taken = program.choices.at(first, "core", "full") | program.choices.at(second, "heavy", "full")
    assert taken.sum() == 2
    return not any(program.row_labels[row].rule == RULE for row in program.broken(taken))
