from strengthfit import Demand, Policy, Session, Spacing, Week

from .probe import closed, labels, together

DAY = 1440
RULE = "spacing"
NOON = 12 * 60
CIRCUITS = Week([], strength=3)


def test_48_hours_look_further_than_one_day() -> None:
    """A peer's bug: a rule of 48 h that looked one day ahead. These are two calendar days."""
    assert together(CIRCUITS, RULE, [NOON, 2 * DAY + NOON])
    assert together(CIRCUITS, RULE, [NOON, 2 * DAY + 6 * 60])
    assert not together(CIRCUITS, RULE, [6 * 60, DAY + 20 * 60])


def test_hours_that_are_no_whole_days_are_counted_from_start_to_start() -> None:
    policy = Policy(spacings=(Spacing(("circuit",), 47),))
    assert together(CIRCUITS, RULE, [NOON, 2 * DAY + NOON - 60], policy)
    assert not together(CIRCUITS, RULE, [NOON, 2 * DAY + NOON - 90], policy)


def test_the_week_wraps_where_it_repeats() -> None:
    repeating = Week([], strength=2, repeats=True)
    assert not together(repeating, RULE, [6 * DAY + NOON, NOON])
    assert together(repeating, RULE, [5 * DAY + NOON + 30, NOON])
    assert together(CIRCUITS, RULE, [6 * DAY + NOON, NOON])


def test_strength_outside_the_week_counts() -> None:
    week = Week([], strength=1, before=[Session("Sun 12:00", "heavy")])
    assert closed(week, RULE) == {s for s in range(0, DAY, 30) if _open(s)}
    after = Week([], strength=1, after=[Session("Mon 12:00", "circuit")])
    assert min(closed(after, RULE)) == 6 * DAY + 6 * 60


def _open(start: int) -> bool:
    return 6 * 60 <= start % DAY < 21 * 60


def test_core_keeps_no_distance_and_upper_half() -> None:
    mixed = Week([], strength=[Demand("core"), Demand("upper"), Demand("circuit")])
    policy = Policy()
    assert {label.text for label in labels(mixed, RULE, policy)} == {
        "less than 2 days from another session",
        "less than 1 day from another session",
    }
    alone = Week([], strength=[Demand("core", 7)])
    assert labels(alone, RULE) == []


def test_a_narrower_spacing_inside_a_wider_is_left_out() -> None:
    policy = Policy(spacings=(Spacing(("circuit",), 24), Spacing(("circuit", "heavy"), 48)))
    assert {label.text for label in labels(CIRCUITS, RULE, policy)} == {
        "less than 2 days from another session"
    }
    assert not together(CIRCUITS, RULE, [NOON, DAY + NOON + 60], policy)


def test_two_a_day_never_overlap() -> None:
    week = Week([], strength=[Demand("core", 2)])
    policy = Policy(sessions_per_day=2, grid=5)
    assert not together(week, RULE, [NOON, NOON + 10], policy)
    assert together(week, RULE, [NOON, NOON + 15], policy)
