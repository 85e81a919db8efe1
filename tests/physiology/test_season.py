"""What a week is for, and what that leaves of strength."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.season import PHASES
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
