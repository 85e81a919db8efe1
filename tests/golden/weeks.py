"""The weeks and blocks whose answers are kept: published ones, those of the pages, and odd ones."""

from pathlib import Path
from typing import NamedTuple

import strengthfit as sf
from strengthfit.interchange import Corpus, read_corpus

ROOT = Path(__file__).parents[2]


class Asked(NamedTuple):
    """What `strengthfit.plan` is asked."""

    week: sf.Week | sf.Block
    policy: sf.Policy | str | None = None
    strategy: str = "cpsat"
    limits: sf.Limits | None = None


def _example(name: str) -> Asked:
    read = sf.read_week(ROOT / "examples" / name)
    return Asked(read.week, read.policy)


def published(name: str) -> Corpus:
    return read_corpus(ROOT / "tests" / "data" / "plans" / f"{name}.json")


RUNS = [
    sf.Run("Tue 07:00", "intervals", minutes=60),
    sf.Run("Wed 07:00", "easy", minutes=45),
    sf.Run("Thu 07:00", "tempo", minutes=50),
    sf.Run("Sun 08:00", "long", minutes=110),
]
USUAL = sf.Week(RUNS, strength=2, repeats=True)
PLAIN = sf.Policy(grid=240, name="every four hours")
"""So few starts that every single one can be printed."""


def by_distance(long_km: float, **fields: object) -> sf.Week:
    """Return a week in which only the long run grows."""
    runs = [
        sf.Run("Tue 07:00", "intervals", minutes=60, km=10),
        sf.Run("Thu 07:00", "easy", minutes=48, km=8),
        sf.Run("Sun 08:00", "long", minutes=6 * long_km, km=long_km),
    ]
    return sf.Week(runs, **fields)  # type: ignore[arg-type]  # any field of a week


_PUBLISHED = {
    "published_with_history": Asked(published("higdon_nov_half1").week(6, history=4)),
    "published_cross_training": Asked(published("boston_level_one").week(9)),
    "published_four_key_runs": Asked(published("frr_5k_02").week(9, strength=3)),
    "published_race_at_the_end": Asked(published("mee_gale_12").week(12)),
    "published_every_day": Asked(
        published("pfitz_18_85").week(10, strength=[sf.Demand("heavy"), sf.Demand("core", 2)])
    ),
    "published_season": Asked(published("higdon_nov_half1").block(), None, "dynamic"),
}

_PAGES = {
    "example_marathon": _example("marathon_week.toml"),
    "example_race": _example("race_week.toml"),
    "example_gym_hours": _example("gym_hours.json"),
    "usual": Asked(USUAL),
    "usual_alone": Asked(sf.Week(RUNS)),
    "usual_then_hills": Asked(sf.Week(RUNS, after=[sf.Run("Mon 07:00", "hills", minutes=55)])),
}

_ASKED = {
    "empty": Asked(sf.Week([])),
    "nothing_asked": Asked(sf.Week(RUNS, strength=0)),
    "nothing_at_all": Asked(sf.Week([], strength=0)),
    "one_session": Asked(sf.Week(RUNS, strength=1, repeats=True)),
    "too_many": Asked(sf.Week(RUNS, strength=4, repeats=True)),
    "many_kinds": Asked(
        sf.Week(
            RUNS,
            strength=[
                sf.Demand("heavy"),
                sf.Demand("core", 2, minutes=20),
                sf.Demand("upper", dose="reduced"),
            ],
            repeats=True,
        )
    ),
    "rare_kinds": Asked(
        sf.Week(RUNS, strength=[sf.Demand("hypertrophy"), sf.Demand("plyometric", minutes=25)])
    ),
    "pins": Asked(
        sf.Week(
            RUNS,
            strength=3,
            pins=[
                sf.Session("Fri 12:15", "circuit"),
                sf.Session("Tue 18:07", "circuit", 20, "reduced"),
            ],
        )
    ),
    "forbidden": Asked(sf.Week(RUNS, forbidden=["Thu", "Tue 19:00-21:00"], repeats=True)),
    "waived": Asked(
        sf.Week(
            RUNS,
            strength=2,
            available=["Tue 18:00-21:00", "Sat"],
            waived=[sf.Waiver("before_hard_day", "Sun 08:00 long")],
            repeats=True,
        )
    ),
    "closed": Asked(sf.Week(RUNS[:1], 1, available=["Mon 17:00-20:00"], repeats=True)),
    "gym_and_home": Asked(
        sf.Week(
            RUNS,
            strength=[sf.Demand("heavy"), sf.Demand("core")],
            available=[
                sf.Window("Mon,Thu,Fri 18:00-21:00", place="gym", equipment=["weights"]),
                sf.Window("daily 06:00-09:00", place="home", equipment=[]),
                sf.Window("Fri 20:00-24:00", closed=True),
            ],
            repeats=True,
        )
    ),
    "dates": Asked(
        sf.Week(
            RUNS,
            available=[
                "weekdays 17:00-20:00",
                sf.Window("2026-11-27 12:00-14:30"),
                sf.Window("2026-11-30", closed=True),
            ],
            start="2026-11-26",
        )
    ),
}

_RUNNERS = {
    "tired": Asked(
        sf.Week(RUNS, strength=[sf.Demand("heavy"), sf.Demand("core")], tired=True, repeats=True)
    ),
    "load_reduces": Asked(by_distance(25, history=[by_distance(20)] * 4)),
    "load_simplifies": Asked(
        sf.Week([*RUNS[:3], sf.Run("Sun 08:00", "long", minutes=160)], history=[USUAL] * 4)
    ),
    "load_means_fewer": Asked(by_distance(34, history=[by_distance(20)] * 4)),
    "history_in_numbers": Asked(
        by_distance(
            24,
            history=[
                sf.RunningLoad(km=38, longest=20),
                sf.RunningLoad(minutes=210),
                1400,
            ],
        )
    ),
    "slow_to_recover": Asked(
        sf.Week(RUNS, repeats=True, athlete=sf.Athlete(recovery=2.5, accustomed=False))
    ),
    "race_on_sunday": Asked(
        sf.Week(
            [
                sf.Run("Tue 18:30", "intervals", minutes=45),
                sf.Run("Thu 18:30", "easy", minutes=40),
                sf.Run("Sun 09:00", "race", km=42.2),
            ]
        )
    ),
    "race_in_ten_days": Asked(
        sf.Week(RUNS, after=[sf.Run("Wed 19:00", "race", km=10)]),
    ),
    "tune_up_races": Asked(
        sf.Week(
            [
                sf.Run("Wed 19:00", "race", km=5, priority="C"),
                sf.Run("Sun 10:00", "race", priority="B"),
            ],
            strength=3,
            before=[sf.Run("Sun 09:00", "race", km=21.1, priority="C")],
        )
    ),
    "edges": Asked(
        sf.Week(
            RUNS,
            before=[sf.Session("Sun 18:00", "circuit"), sf.Run("Sun 08:00", "long", km=30)],
            after=[sf.Run(10500, "hills"), sf.Session("Tue 18:00", "circuit")],
        )
    ),
    "runs_of_all_sorts": Asked(
        sf.Week(
            [
                sf.Run(420, "recovery", km=6),
                sf.Run("Mon pm", "strides"),
                sf.Run("tuesday 5:45", "hills", load=480),
                sf.Run("Wed am", "easy", minutes=40, key=True),
                sf.Run("Wed 23:30", "steady", minutes=90),
                sf.Run("Fri", "race_pace", km=14, key=False),
                sf.Run("Sat 12:00", "time_trial", km=3),
                sf.Run("Sat 16:00", "progression", km=9),
                sf.Run("Sun 22:15", "medium_long", minutes=150),
            ],
            strength=[sf.Demand("circuit", 2), sf.Demand("upper", 2)],
        )
    ),
    "names": Asked(
        sf.Week(
            [
                sf.Run("Tue 07:00", "intervals", id='<b>5 x 1000 m</b> & "Läufe"'),
                sf.Run("Sun 08:00", "long", id="長距離走 'am Fluß'"),
            ],
            strength=3,
            available=[
                sf.Window("Tue-Thu", place="Kraftraum <im> Görlitz"),
                sf.Window("Sun", place="zu Hause & draußen"),
            ],
            repeats=True,
        ),
        sf.Policy(name='<i>mine</i> & "yours"'),
    ),
}

ODD = sf.Policy(
    name="everything odd",
    day_start=5 * 60 + 10,
    day_end=23 * 60 + 50,
    grid=45,
    usual_time=6 * 60 + 20,
    usual_evening=19 * 60 + 40,
    guards=[sf.Guard(days=0), sf.Guard(hours=30, kinds=["heavy"], runs=["long", "tempo"])],
    hours_after_key=2.5,
    spacings=[sf.Spacing(["heavy", "circuit"], 30), sf.Spacing(["core"], 9.5)],
    sessions_per_day=2,
    daily_minutes=125,
    transition=5,
    equipment={"core": ["mat"], "heavy": []},
    load_response=[sf.LoadSteps("load", 1.0, 1.02, 1.05), sf.LoadSteps("longest", None, 1.1)],
    dose_rise=2,
    longest_gap=3,
    loss_cap=1.1,
    races=[
        sf.RaceLevel("A", 5, 0.1, [[2, "none"]], [[50, 1]]),
        sf.RaceLevel("B", 2, 0.2, [[1, "simplified"]], [[5, 0], [50, 2]]),
        sf.RaceLevel("C", 0, 15, [], [[100, 0]]),
    ],
    unknown_race_km=8,
    strength_on_runs=1.7,
    runs_on_strength=0.09,
    load_of_day=0.002,
    long_run_day=1.0,
    before_run=0.05,
    rest_day=0.7,
    easy_day=0.2,
    resolution=0.02,
    preferred_time=6 * 60 + 30,
    off_time=2,
    crowding=30,
    evidence={"peak.heavy": 2.5, "peak.core": 0.6},
)

_POLICIES = {
    **{
        f"preset_{name}": Asked(
            sf.Week(RUNS, strength=[sf.Demand("heavy"), sf.Demand("circuit", 2)], repeats=True),
            name,
        )
        for name in ("supporting", "hard_days_hard", "separate_days", "guards_by_kind")
    },
    "odd_policy": Asked(
        sf.Week(
            [*RUNS, sf.Run("Fri", "race", priority="B"), sf.Run("Mon pm", "easy")],
            strength=[sf.Demand("heavy", 2), sf.Demand("core", 3), sf.Demand("circuit")],
            available=["daily", sf.Window("Wed 12:00-13:00", equipment=["mat"])],
            history=[1500.0, 1450.0],
            athlete=sf.Athlete(recovery=0.7),
        ),
        ODD,
    ),
    "two_a_day": Asked(
        sf.Week(RUNS, strength=[sf.Demand("core", 7), sf.Demand("upper", 3)], repeats=True),
        sf.Policy(name="two a day", sessions_per_day=2, spacings=[sf.Spacing(["upper"], 24)]),
    ),
    "rough_strategy": Asked(sf.Week([sf.Run("Tue", "intervals")]), None, "first_fit"),
    "greedy_strategy": Asked(sf.Week(RUNS, strength=3, repeats=True), None, "greedy"),
    "no_time": Asked(USUAL, None, "cpsat", sf.Limits(seconds=0)),
}

BUILD = sf.Block([by_distance(km) for km in (18, 20, 22, 16, 24, 20)])
_BLOCKS = {
    "block_of_one": Asked(sf.Block([USUAL])),
    "block_of_two": Asked(
        sf.Block(
            [
                by_distance(20, start="2026-11-25", before=[sf.Session("Tue 18:00", "heavy")]),
                by_distance(
                    22,
                    strength=[sf.Demand("heavy"), sf.Demand("core")],
                    pins=[sf.Session("Fri 18:20", "core")],
                    forbidden=["2026-12-04 19:00-21:00"],
                ),
            ]
        ),
        "hard_days_hard",
    ),
    "block_with_race": Asked(
        sf.Block(
            [
                by_distance(20, history=[by_distance(18)] * 2),
                by_distance(14, strength=3),
                sf.Week([sf.Run("Sun 09:00", "race", km=21.1, id="<Halbmarathon> Köln")]),
                by_distance(10, after=[sf.Run("Mon 07:00", "easy")]),
            ]
        )
    ),
    "block_with_rest": Asked(
        sf.Block([by_distance(20), by_distance(20, tired=True), sf.Week([], strength=1)])
    ),
    "block_of_six": Asked(BUILD, None, "dynamic"),
}

PLANNED = {**_PUBLISHED, **_PAGES, **_ASKED, **_RUNNERS, **_POLICIES, **_BLOCKS}
"""By the name of the case."""


def week_of(name: str) -> sf.Week:
    """Return the week of a case that is no block."""
    week = PLANNED[name].week
    assert isinstance(week, sf.Week)
    return week
