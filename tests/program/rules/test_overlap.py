from strengthfit import Policy, Run, Week

from .probe import closed, labels

DAY = 1440
RULE = "overlap"
WEEK = Week([Run("Tue 12:00", "easy", minutes=60)], strength=1)


def test_the_transition_holds_on_both_sides_to_the_minute() -> None:
    policy = Policy(grid=5, transition=15)
    shut = closed(WEEK, RULE, policy)
    noon = DAY + 12 * 60
    assert max(shut) == noon + 60 + 10  # 13:15 is the first start after the run
    assert min(shut) == noon - 35 - 10  # 11:10 is the last start before: it ends 11:45


def test_a_lighter_dose_is_shorter_and_fits_closer() -> None:
    policy = Policy(grid=5)
    assert min(closed(WEEK, RULE, policy, dose="simplified")) > min(closed(WEEK, RULE, policy))


def test_runs_across_the_week_s_edge_count() -> None:
    late = Run("Sun 23:00", "easy", minutes=450)
    assert 6 * 60 in closed(Week([], strength=1, before=[late]), RULE)
    assert 6 * 60 in closed(Week([late], strength=1, repeats=True), RULE)
    assert 6 * 60 not in closed(Week([late], strength=1), RULE)


def test_labels_name_the_run() -> None:
    assert [label.text for label in labels(WEEK, RULE)] == [
        "at the time of the easy run on Tue 12:00"
    ]
