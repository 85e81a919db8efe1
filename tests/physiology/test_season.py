"""What a week is for, and what that leaves of strength."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.season import PHASES
from strengthfit.physiology.load import WeekLoad
from strengthfit.physiology.races import Race
from strengthfit.physiology.response import prescribe
from strengthfit.physiology.season import (
    WeekPhase,
    leg_sessions,
    looks_like_taper,
    phase_of,
    weeks_to,
)
from tests.generate import policies, weeks

RUNS = [
    sf.Run("Tue 07:00", "intervals", km=10),
    sf.Run("Thu 07:00", "easy", km=8),
    sf.Run("Sun 08:00", "long", km=20),
]
GOAL = sf.Week([sf.Run("Tue 07:00", "easy", km=8), sf.Run("Sun 09:00", "race", km=42.2)])


def _phases(block: sf.Block) -> list[str | None]:
    return [prescription.phase for prescription in sf.plan(block).prescriptions]


def test_phases_are_inferred_from_the_goal_and_said() -> None:
    plan = sf.plan(sf.Block([*[sf.Week(RUNS)] * 13, GOAL, sf.Week(RUNS)]))
    found = [prescription.phase for prescription in plan.prescriptions]
    assert found == ["base"] * 2 + ["build"] * 8 + ["peak"] * 2 + ["race"] * 2 + ["recovery"]
    assert {len([p for p in plan.placements if p.week == week]) for week in range(10)} == {2}
    peak = [p for p in plan.placements if p.week == 10]
    assert [p.dose for p in peak] == ["full"]
    assert plan.prescriptions[10].notes == (
        "3 weeks or less to the week of the race (A) on W14 Sun, so a peak week: "
        "at most 1 session of leg work, which keeps what was built.",
    )
    text = " ".join(str(plan).split())
    assert text.count("3 weeks or less to the week of the race (A) on W14 Sun") == 1
    assert text.count("1 week or less to the week of the race (A) on W14 Sun") == 1


def test_only_a_race_of_priority_a_makes_a_season() -> None:
    tune_up = sf.Week([sf.Run("Sun 09:00", "race", km=10, priority="B")])
    assert _phases(sf.Block([sf.Week(RUNS), tune_up])) == [None, None]


def test_a_given_phase_decides() -> None:
    block = sf.Block([sf.Week(RUNS, phase="base"), sf.Week(RUNS, phase="peak"), GOAL])
    assert _phases(block) == ["base", "peak", "race"]
    assert [len([p for p in sf.plan(block).placements if p.week == n]) for n in (0, 1)] == [2, 1]


@given(weeks(), policies(), st.sampled_from(PHASES))
@settings(max_examples=100)
def test_a_phase_never_takes_from_the_dose_and_leaves_its_sessions(
    week: sf.Week, policy: sf.Policy, phase: str
) -> None:
    found = sf.respond(attrs.evolve(week, phase=phase), policy)
    free = sf.respond(attrs.evolve(week, phase="base"), policy)
    if phase != "recovery":
        assert (found.step, found.dose) == (free.step, free.dose)
        assert found.sessions <= free.sessions
    plan = sf.plan(attrs.evolve(week, phase=phase), policy)
    legs = [p for p in plan.placements if p.kind not in ("upper", "core")]
    if found.leg_sessions is not None:
        assert len(legs) <= found.leg_sessions


def test_short_core_rides_along_in_a_peak_week() -> None:
    asked = [sf.Demand("heavy", 2), sf.Demand("core", 2)]
    plan = sf.plan(sf.Week(RUNS, phase="peak", strength=asked))
    assert sorted(p.kind for p in plan.placements) == ["core", "core", "heavy"]


def test_the_rises_of_a_recovery_are_not_held_against_it() -> None:
    past = [sf.Week([sf.Run("Tue", "easy", km=5)])] * 4
    week = sf.Week(RUNS, history=past)
    assert sf.respond(week).step == "fewer"
    assert sf.respond(attrs.evolve(week, phase="recovery")).step == "keep"


@pytest.mark.parametrize("priority", ["B", "C"])
def test_a_tune_up_race_has_three_days_clear_of_leg_work(priority: str) -> None:
    race = sf.Run("Sat 09:00", "race", km=10, priority=priority)

    def placed(kind: str, day: str) -> int:
        week = sf.Week([race], strength=[sf.Demand(kind, 1)], available=[day])
        return len(sf.plan(week).placements)

    assert [placed("circuit", day) for day in ("Tue", "Wed")] == [1, 0]
    assert [placed("core", day) for day in ("Tue", "Wed")] == [1, 1]
    week = sf.Week([race], strength=[sf.Demand("circuit", 1)], available=["Wed"])
    rows = sf.formulate(week).row_labels
    assert any(label.text.startswith("leg work 3 days or less to the race") for label in rows)


def test_a_taper_without_a_race_asks_for_it() -> None:
    def week(share: float) -> sf.Week:
        return sf.Week([attrs.evolve(run, km=share * (run.km or 0)) for run in RUNS])

    block = sf.Block([week(share) for share in (1, 1.05, 1.1, 0.8, 0.5)])
    assert "look like a taper, but no race is given" in " ".join(str(sf.plan(block)).split())
    last = attrs.evolve(block.weeks[-1], after=[sf.Run("Sun", "race", km=21.1)])
    assert "look like a taper" not in str(sf.plan(sf.Block([*block.weeks[:-1], last])))
    level = sf.Block([week(share) for share in (1, 1.05, 1.1, 1.1, 0.8)])
    assert "look like a taper" not in str(sf.plan(level))


def test_a_week_alone_says_how_far_the_race_is() -> None:
    week = sf.Week(RUNS, after=[sf.Run(7 * 1440 * 2 + 6 * 1440 + 540, "race", km=42.2)])
    assert sf.respond(week).notes == (
        "With the race (A) in 2 weeks, a peak week: "
        "at most 1 session of leg work, which keeps what was built.",
    )


def test_other_phases_say_the_race_that_they_were_inferred_from() -> None:
    rows = [
        sf.PhaseLevel("base"),
        sf.PhaseLevel("build"),
        sf.PhaseLevel("peak"),
        sf.PhaseLevel("race", sessions=0, weeks_to_race=0),
        sf.PhaseLevel("recovery", sessions=2),
    ]
    block = sf.Block([sf.Week(RUNS), GOAL, sf.Week(RUNS)])
    notes = [found.notes for found in sf.plan(block, sf.Policy(phases=rows)).prescriptions]
    assert notes == [
        (),
        ("The week of the race (A) on W2 Sun, so a race week: no leg work.",),
        ("After the race (A) on W2 Sun, so a recovery week: at most 2 sessions of leg work.",),
    ]


def test_phases_of_a_policy_are_complete() -> None:
    with pytest.raises(sf.InputError, match="one PhaseLevel for each of base, build"):
        sf.Policy(phases=[sf.PhaseLevel("peak")])
    with pytest.raises(sf.InputError, match=r"Week\.phase: 'taper' is not a phase"):
        sf.Week([], phase="taper")


@pytest.mark.parametrize(
    ("km", "falls"),
    [
        ([50, 50, 50, 44, 37], True),
        ([50, 50, 50, 45, 30], False),  # not below 90 % of the highest
        ([50, 50, 50, 44, 37.5], False),  # not below 75 %
        ([50, 50, 50, 36, 37], False),  # it rises again
        ([50, 50, 50, 36, 36], False),
        ([50, 50, 44, 37], False),  # four weeks show nothing
        ([40, 50, 44, 44, 37], True),  # the highest need not be the last before the fall
        ([40, 42, 50, 44, 37], True),
        ([90, 50, 50, 50, 50, 48, 37], False),  # what is six weeks back is not looked at
        ([60, 50, 50, 50, 50, 44, 37], True),
        ([None, 50, 50, 50, 44, 37], False),
        ([None, 50, 50, 50, 50, 44, 37], True),
        ([None, None, 50, 50, 50, 50, 44, 37], True),
    ],
)
def test_a_taper_is_two_weeks_that_fall_after_weeks_that_are_known(
    km: list[float | None], falls: bool
) -> None:
    assert looks_like_taper([WeekLoad(one, None, None) for one in km]) == falls


@pytest.mark.parametrize(("day", "phase"), [(-1, "recovery"), (-4, "recovery"), (-5, None)])
def test_a_week_that_begins_within_the_rest_after_a_goal_is_one_of_recovery(
    day: int, phase: str | None
) -> None:
    for km in (22, None):  # a race of unknown length is as long as the policy says
        race = Race(sf.Run("Sun", "race", km=km), day)
        found = phase_of(sf.Week([]), [race], sf.Policy(unknown_race_km=22), 0)
        assert (found and found.level.phase) == phase
        assert found is None or found.race == race
    lesser = Race(sf.Run("Sun", "race", km=22, priority="B"), day)
    assert phase_of(sf.Week([]), [lesser], sf.Policy(), 0) is None


def test_the_nearest_goal_ahead_decides_and_the_phase_that_is_nearest_to_it() -> None:
    near, far = (Race(sf.Run("Sun", "race", km=22), day) for day in (0, 60))
    for races in ([near, far], [far, near]):
        found = phase_of(sf.Week([]), races, sf.Policy(), 0)
        assert found is not None
        assert (found.race, found.level.phase) == (near, "race")
    found = phase_of(sf.Week([]), [far, near], sf.Policy(), 20)
    assert found is not None
    assert found.race == far
    assert phase_of(sf.Week([]), [Race(sf.Run("Sun", "race"), 7 * 106)], sf.Policy(), 0) is None
    same_week = [Race(sf.Run("Sun", "race", km=22), day) for day in (5, 3)]
    found = phase_of(sf.Week([]), same_week, sf.Policy(), 0)
    assert found is not None
    assert found.race == same_week[0]
    given_phase = phase_of(sf.Week([], phase="base"), [near], sf.Policy(), 0)
    assert given_phase is not None
    assert (given_phase.level.phase, given_phase.race) == ("base", None)


@pytest.mark.parametrize(
    ("day", "days", "weeks"),
    [(0, 7, 0), (6, 7, 0), (7, 7, 1), (13, 7, 1), (14, 7, 2), (8, 9, 0), (9, 9, 1), (16, 9, 2)],
)
def test_weeks_to_a_race_are_seven_days_each_after_the_week(
    day: int, days: int, weeks: int
) -> None:
    assert weeks_to(Race(sf.Run("Sun", "race"), day + 100), 100, days) == weeks


@pytest.mark.parametrize(
    ("sessions", "days", "left"),
    [(None, 7, None), (0, 7, 0), (1, 3, 1), (2, 7, 2), (2, 14, 4), (3, 9, 4)],
)
def test_a_phase_leaves_sessions_by_the_days_of_a_week(
    sessions: int | None, days: int, left: int | None
) -> None:
    phase = WeekPhase(sf.PhaseLevel("peak", sessions=sessions), None)
    assert leg_sessions(phase, sf.Week([], days=days)) == left
    assert leg_sessions(None, sf.Week([], days=days)) is None


def test_a_race_on_the_day_after_a_week_is_one_week_away_and_then_in_its_week() -> None:
    weeks_in_turn = [sf.Week([], 2), sf.Week([sf.Run("Mon 09:00", "race", km=42.2)], 2)]
    first, second = prescribe(weeks_in_turn, sf.Policy(), ())
    rest = "race week: at most 1 session of leg work, which keeps what was built."
    assert first.notes == (f"1 week or less to the week of the race (A) on W2 Mon, so a {rest}",)
    assert second.notes == (f"The week of the race (A) on W2 Mon, so a {rest}",)


def test_what_rises_in_a_recovery_week_is_not_compared_and_that_is_said() -> None:
    past = [sf.Week([sf.Run("Tue", "easy", km=5)])] * 4
    found = sf.respond(sf.Week(RUNS, history=past, phase="recovery"))
    assert found.reasons == ("A recovery week: what rises here is not compared.",)
    assert [trend.is_above for trend in found.trends] == [True, False, True]
    assert sf.respond(sf.Week(RUNS, history=past, phase="base")).step == "fewer"


def test_of_phases_that_hold_for_a_week_the_nearest_to_the_race_is_its_phase() -> None:
    ahead = {"peak": 1, "race": 0}
    rows = [sf.PhaseLevel(name, weeks_to_race=ahead.get(name)) for name in PHASES]
    policy = sf.Policy(phases=rows)
    for day, phase in ((6, "race"), (7, "peak"), (13, "peak"), (14, None)):
        found = phase_of(sf.Week([]), [Race(sf.Run("Sun", "race"), day)], policy, 0)
        assert (found and found.level.phase) == phase
