"""Workouts of Garmin Connect, and the day for which each is scheduled."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from strengthfit.interchange import plan_to_garmin
from strengthfit.planning import Placement

from .planners import MONDAY, data_of, kept_plan, placements, plan_with


def test_the_kept_plan_is_written_as_is_kept() -> None:
    said = ("After the intervals.", "At noon.")
    assert plan_to_garmin(kept_plan(), said) == data_of("garmin_out.json")


@given(st.lists(placements(), max_size=4))
def test_lengths_and_days_are_those_of_the_plan(sessions: list[Placement]) -> None:
    plan = plan_with(*sessions)
    written = plan_to_garmin(plan, ["-"] * len(sessions))
    for one, session in zip(written, plan.placements, strict=True):
        (segment,) = one["workout"]["workoutSegments"]
        (step,) = segment["workoutSteps"]
        assert one["workout"]["estimatedDurationInSecs"] == session.minutes * 60
        assert step["endConditionValue"] == session.minutes * 60
        day = dt.date.fromisoformat(MONDAY) + dt.timedelta(session.start // 1440)
        assert one["schedule"] == {"date": day.isoformat()}
        # The time of day has no field of its own: it is in the words.
        assert one["workout"]["description"].startswith(
            f"{session.start // 60 % 24:02}:{session.start % 60:02}. "
        )
