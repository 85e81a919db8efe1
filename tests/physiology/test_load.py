"""Running load: ratings times minutes, weeks in a few numbers, and how they compare."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit import InputError, LoadSteps, Policy, Run, RunningLoad, Week
from strengthfit.domain.run import RUN_KINDS
from strengthfit.domain.strength import STRENGTH_KINDS
from strengthfit.physiology.load import (
    Trend,
    WeekLoad,
    kept_words,
    run_km,
    run_minutes,
    session_load,
    trends,
    week_load,
)
from strengthfit.physiology.parameters import TABLE, Parameters

kinds = st.sampled_from((*RUN_KINDS, *STRENGTH_KINDS))


@pytest.mark.parametrize(
    ("kind", "rating"),
    [("recovery", 2), ("easy", 3), ("tempo", 6.5), ("intervals", 7.5), ("race", 9), ("heavy", 6.5)],
)
def test_an_hour_is_sixty_times_the_published_rating(kind: str, rating: float) -> None:
    assert session_load(kind, 60) == 60 * rating


@given(kinds, st.floats(0, 1440), st.floats(0, 1440))
@settings(max_examples=200)
def test_load_adds_up_over_minutes(kind: str, first: float, second: float) -> None:
    apart = session_load(kind, first) + session_load(kind, second)
    assert session_load(kind, first + second) == pytest.approx(apart)
    assert 0 <= session_load(kind, first) <= 10 * first


@given(st.floats(1.5, 4.5), st.floats(1, 600))
@settings(max_examples=100)
def test_a_rating_can_be_overridden(rating: float, minutes: float) -> None:
    assert (
        session_load("easy", minutes, Parameters({"session_rpe.easy": rating})) == rating * minutes
    )


def test_an_unknown_kind_has_no_load() -> None:
    with pytest.raises(InputError, match="is not the name of a parameter"):
        session_load("jog", 60)


PACE = TABLE.value("minutes_per_km", "any")


def test_a_run_takes_at_least_a_minute_and_as_long_as_its_distance_or_its_kind() -> None:
    assert run_minutes(Run("Tue", "easy", km=0.1)) == 1
    assert run_minutes(Run("Tue", "easy", minutes=2.4)) == 2
    assert run_minutes(Run("Tue", "easy", km=10)) == round(10 * PACE)
    assert run_minutes(Run("Tue", "long")) == TABLE.value("usual_minutes", "long")


def test_a_distance_that_is_not_given_is_that_of_the_minutes() -> None:
    assert run_km(Run("Tue", "easy", km=7, minutes=90)) == 7
    assert run_km(Run("Tue", "easy", minutes=45.5)) == 45.5 / PACE
    assert run_km(Run("Tue", "long")) == TABLE.value("usual_minutes", "long") / PACE


def test_a_week_in_numbers_leaves_races_out_of_load_and_keeps_the_longest() -> None:
    race = Run("Sat", "race", km=15, load=900)
    short = Run("Sun", "race", km=5)
    runs = [Run("Tue", "easy", km=8, load=100), Run("Thu", "easy", km=9)]
    found = week_load(Week([*runs, race, short]))
    assert found == WeekLoad(17.0, 100.0, 9.0, rated=False, raced=15.0)
    assert week_load(Week([])) == WeekLoad(0.0, 0.0, 0.0)
    assert week_load(Week([Run("Tue", "easy", km=8)])).load is None
    inferred = week_load(Week([Run("Tue", "easy", minutes=30)]))
    assert inferred.inferred == {"volume", "longest"}


def test_what_is_known_of_a_week_is_taken_as_it_is_and_minutes_make_a_distance() -> None:
    assert week_load(RunningLoad(km=30, minutes=10)) == WeekLoad(30, None, None)
    made = week_load(RunningLoad(minutes=300, load=900, longest=12))
    assert made == WeekLoad(300 / PACE, 900, 12, inferred=frozenset({"volume"}))
    assert week_load(RunningLoad(load=900)) == WeekLoad(None, 900, None)


@pytest.mark.parametrize(
    ("now", "highest", "rise", "above"),
    [
        (None, 20.0, "as", False),
        (10.0, None, "above", False),
        (10.0, 0.0, "above", True),
        (0.0, 0.0, "as", False),
        (20.0, 20.0, "0 % above", False),
        (20.05, 20.0, "less than 1 % above", True),
        (19.95, 20.0, "less than 1 % below", False),
        (20.1, 20.0, "1 % above", True),
        (30.0, 20.0, "50 % above", True),
        (5.0, 20.0, "75 % below", False),
        (20.0 + 1e-10, 20.0, "less than 1 % above", False),
    ],
)
def test_a_rise_in_words(now: float | None, highest: float | None, rise: str, above: bool) -> None:
    policy = Policy()
    trend = trends(WeekLoad(now, None, None), [WeekLoad(highest, None, None)] * 3, policy)[0]
    assert (trend.rise, trend.is_above) == (rise, above)


def test_the_figures_in_words() -> None:
    def text(now: float | None, highest: float | None, **fields: object) -> str:
        given = {"measure": "longest", "weeks": 4, "step": "keep", "inferred": False} | fields
        return Trend(now=now, highest=highest, **given).text  # type: ignore[arg-type]

    assert text(None, 20) == "longest run is not known"
    assert text(22, None) == "longest run 22 km; nothing known of the weeks before"
    against = "longest run 22 km, 10 % above the longest of the last 4 weeks, 20 km"
    assert text(22, 20) == against
    assert text(22, 20, inferred=True) == f"{against} (partly inferred)"
    assert text(22, 20, weeks=1).endswith("above that of the one week known, 20 km")
    assert text(220, 200, measure="load") == (
        "session-RPE load 220 RPE min, 10 % above the highest of the last 4 weeks, 200 RPE min"
    )


@given(st.lists(st.integers(0, 60), min_size=1, max_size=20), st.integers(1, 15))
def test_no_more_weeks_are_looked_back_on_than_the_policy_says(past: list[int], back: int) -> None:
    policy = Policy(look_back=back)
    found = trends(WeekLoad(10, 0, 10), [WeekLoad(km, 0, km) for km in past], policy)
    assert (found[0].highest, found[0].weeks) == (max(past[-back:]), min(back, len(past)))


def test_the_words_on_what_is_kept_say_how_little_a_rise_is() -> None:
    policy = Policy(load_response=[LoadSteps("volume", 1.1, least_rise=3)])

    def said(now: WeekLoad, before: WeekLoad) -> str:
        return kept_words(trends(now, [before] * 3, policy), policy)

    little = "Weekly volume 12 km, 20 % above the highest of the last 3 weeks, 10 km"
    assert said(WeekLoad(12, None, 8), WeekLoad(10, None, 8)) == (
        f"{little}, but at most 3 km more: keep."
    )
    assert said(WeekLoad(13, None, 8), WeekLoad(10, None, 8)).endswith(
        "but at most 3 km more: keep."
    )
    assert trends(WeekLoad(13, None, 8), [WeekLoad(10, None, 8)] * 3, policy)[0].step == "keep"
    half = Policy(load_response=[LoadSteps("volume", 1.05, least_rise=1)])
    slight = trends(WeekLoad(10.8, None, 8), [WeekLoad(10, None, 8)] * 3, half)
    assert kept_words(slight, half).endswith("but at most 1 km more: keep.")
    inferred = frozenset({"volume"})
    none = "Running load is no more than in the weeks before"
    known, unknown = WeekLoad(10, None, 8), WeekLoad(None, None, 8)
    assert said(known, known) == f"{none}."
    assert said(known, attrs.evolve(known, inferred=inferred)) == f"{none} (partly inferred)."
    assert said(unknown, attrs.evolve(known, inferred=inferred)) == f"{none}."
    assert said(attrs.evolve(known, inferred=inferred), unknown) == f"{none}."


@pytest.mark.parametrize(
    ("now", "step"),
    [(11.0, "keep"), (11.1, "reduce"), (12.0, "reduce"), (12.1, "fewer"), (13.1, "fewer")],
)
def test_a_ratio_has_to_be_passed_and_a_step_without_one_is_passed_over(
    now: float, step: str
) -> None:
    policy = Policy(load_response=[LoadSteps("volume", 1.1, None, 1.2)])
    assert trends(WeekLoad(now, None, 8), [WeekLoad(10, None, 8)] * 3, policy)[0].step == step
    few = trends(WeekLoad(now, None, 8), [WeekLoad(10, None, 8)] * 2, policy)[0]
    assert few.step == ("keep" if step == "keep" else "reduce")


def test_a_race_is_a_long_run_that_legs_know_of_but_no_volume() -> None:
    raced = WeekLoad(10, None, 5, raced=20)
    found = trends(WeekLoad(21, None, 21), [raced, WeekLoad(10, None, 5)], Policy())
    assert {trend.measure: trend.highest for trend in found} == {
        "volume": 10,
        "load": None,
        "longest": 20,
    }
