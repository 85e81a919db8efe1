"""What a coach would ask of plans for whole seasons.

    python -m benchmarks.coaching PLANS [--out benchmarks/results/coaching.md]

PLANS is a folder of plan files in the form of `strengthfit.interchange.corpus`. Each is planned as
one block, by dynamic programming, to the proof; files with "recovery" in their name as recovery
weeks. Three questions: in which weeks does strength give way, does it keep its days and hours from
week to week, and on which days does each preset put it.
"""

import argparse
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import attrs

import strengthfit as sf
from benchmarks.machine import describe
from strengthfit.domain.clock import DAY, WEEK
from strengthfit.domain.presets import PRESETS
from strengthfit.domain.strength import TAPER_DOSES
from strengthfit.interchange import read_corpus
from strengthfit.physiology.load import STEPS, run_km, run_minutes, session_load, week_load
from strengthfit.physiology.response import Prescription, prescribe
from strengthfit.planning.from_outcome import score_of
from strengthfit.planning.matching import placement_of
from strengthfit.program import formulate
from strengthfit.program.edit import without_tiers
from strengthfit.program.resolve import resolve_week
from strengthfit.strategies import solve

STRATEGY = "dynamic"
TWO_CIRCUITS = (sf.Demand("circuit", 2),)
HEAVY_AND_CIRCUIT = (sf.Demand("heavy", 1), sf.Demand("circuit", 1))
EVENING = 20 * 60


@attrs.frozen
class Season:
    """A published plan as one block."""

    name: str
    block: sf.Block

    @property
    def recovers(self) -> bool:
        """Whether the plan leads back to running after a race."""
        return "recovery" in self.name


def read_seasons(folder: Path, strength: Sequence[sf.Demand]) -> list[Season]:
    """Return all plans of a folder; those named recovery have recovery weeks."""
    seasons = []
    for path in sorted(folder.glob("*.json")):
        season = Season(path.stem, read_corpus(path).block(list(strength)))
        if season.recovers:
            weeks = [attrs.evolve(week, phase="recovery") for week in season.block.weeks]
            season = Season(path.stem, sf.Block(weeks))
        seasons.append(season)
    return seasons


# In which weeks strength gives way

KINDS = ("first", "level", "rising", "new peak", "cut-back", "race near")
_R1_RUNS = (("Tue", "intervals", 10), ("Wed", "easy", 8), ("Thu", "easy", 8), ("Sat", "easy", 6))
_R1_TIMES = (1, 1.06, 1.12, 0.9, 1.12, 1.19, 1.26, 1, 1.26, 1.33, 1.41, 1.1)


def three_up_one_down() -> sf.Block:
    """Return twelve weeks of 52 km times `_R1_TIMES`: three rise, the fourth is lighter."""
    runs = (*_R1_RUNS, ("Sun", "long", 20))
    weeks = [
        sf.Week([sf.Run(day, kind, km=km * times) for day, kind, km in runs], strength=2)
        for times in _R1_TIMES
    ]
    return sf.Block(weeks)


def kind_of(volumes: Sequence[float], phase: str | None) -> str:
    """Return the kind of the last of several weeks by their km, races left out."""
    if phase == "race":
        return "race near"
    *before, now = volumes
    if not before:
        return "first"
    highest = max(before[-4:])
    if now < 0.85 * highest:
        return "cut-back"
    if now > 1.10 * highest:
        return "new peak"
    return "rising" if now > before[-1] + 1e-9 else "level"


def kinds_of(block: sf.Block, prescriptions: Sequence[Prescription]) -> list[str]:
    """Return the kind of each week of a block."""
    volumes = [week_load(week).volume or 0.0 for week in block.weeks]
    return [kind_of(volumes[: n + 1], step.phase) for n, step in enumerate(prescriptions)]


def steps_before(block: sf.Block) -> list[str]:
    """Return the steps of a block's weeks as they were until running was compared with its highest.

    A week against the mean of the last four, missing figures inferred, for everybody one step up a
    week at most; a naive retelling. What races leave is today's.
    """
    figures = [_figures_before(week) for week in block.weeks]
    by_races = prescribe(block.weeks, sf.Policy(load_response=(), cut_back=0.0), ())
    steps, dose = list[str](), 0
    for number, now in enumerate(figures):
        past = figures[max(0, number - 4) : number]
        step = max(0, dose - 1)
        for measure, (ratios, against) in _BEFORE.items():
            if past:
                usual = against([week[measure] for week in past])
                above = (round(now[measure], 9) > round(ratio * usual, 9) for ratio in ratios)
                step = max(step, sum(above))
        race = TAPER_DOSES.index(by_races[number].dose)
        dose = max(min(step, 2), race)
        steps.append(str(STEPS[max(step, race)]))
    return steps


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


_BEFORE: dict[str, tuple[tuple[float, ...], Callable[[list[float]], float]]] = {
    "volume": ((1.05, 1.15, 1.30), _mean),
    "load": ((1.05, 1.15, 1.30), _mean),
    "key_minutes": ((1.15, 1.50), _mean),
    "longest": ((1.10,), max),
}


def _figures_before(week: sf.Week) -> dict[str, float]:
    """Return a week's four figures, races with them and what is missing filled in."""
    kilometres = [run_km(run) for run in week.runs]
    return {
        "volume": math.fsum(kilometres),
        "load": math.fsum(session_load(run.kind, run_minutes(run)) for run in week.runs),
        "key_minutes": sum(run_minutes(run) for run in week.runs if run.is_key),
        "longest": max(kilometres, default=0.0),
    }


def step_row(name: str, before: Iterable[str], after: Iterable[str], placed: str = "") -> str:
    """Return the table row of a kind of week: steps before and after, and what was placed."""
    was, now = Counter(before), Counter(after)
    weeks = was.total()
    cells = [
        f"{' / '.join(str(steps[step]) for step in STEPS)} | {100 * steps['keep'] / weeks:.0f}"
        for steps in (was, now)
    ]
    return f"| {name} | {weeks} | {' | '.join(cells)} | {placed} |"


def response_report(seasons: Sequence[Season], answers: "Sequence[Answer]") -> list[str]:
    """Return the lines on the weeks in which strength gives way."""
    weeks = [
        (kind, before, str(step.step), season.recovers, len(answer.of_week(number)))
        for season, answer in zip(seasons, answers, strict=True)
        for number, (kind, before, step) in enumerate(
            zip(
                kinds_of(season.block, answer.prescriptions),
                steps_before(season.block),
                answer.prescriptions,
                strict=True,
            )
        )
    ]

    def row(name: str, chosen: list[tuple[str, str, str, bool, int]]) -> str:
        placed = f"{sum(week[4] for week in chosen) / len(chosen):.2f}"
        return step_row(name, (week[1] for week in chosen), (week[2] for week in chosen), placed)

    block = three_up_one_down()
    answer = answer_of(block)
    return [
        "## In which weeks strength gives way",
        "",
        f"{len(seasons)} plans, {len(weeks)} weeks, two circuits asked a week. Weeks by what "
        "running load and races ask for: keep / reduce / simplify / fewer. The season has no part "
        "in that: near a goal race it leaves one session of leg work a week, which shows in the "
        "sessions placed. *Before*: the rule that compared a week with the mean of the last four "
        "and let the dose rise one step a week, retold here. Kinds of week, by km without races: "
        "first; race near (the week of a goal race and the one before it); cut-back (less than "
        "85 % of the highest of the last four); new peak (more than 110 % of it); else rising "
        "(more than the week before) or level.",
        "",
        "| kind of week | weeks | before | kept, % | after | kept, % | sessions placed a week |",
        "|---|---|---|---|---|---|---|",
        *(row(kind, [week for week in weeks if week[0] == kind]) for kind in KINDS),
        row("all", weeks),
        row("of these in recovery plans", [week for week in weeks if week[3]]),
        step_row(
            "three up, one down (not of the plans)",
            steps_before(block),
            (str(step.step) for step in answer.prescriptions),
            f"{len(answer.placements) / len(block.weeks):.2f}",
        ),
        "",
        "Three up, one down: twelve weeks of 52 km (10 km of intervals on Tuesday, 20 km on "
        f"Sunday, 22 km easy) times {', '.join(f'{times:g}' for times in _R1_TIMES)}. They were "
        f"{', '.join(steps_before(block))}; they are "
        f"{', '.join(str(step.step) for step in answer.prescriptions)}.",
    ]


# Whether strength keeps its days and hours


@attrs.frozen
class Answer:
    """The best plan of a block under a program that may lack a tier."""

    placements: tuple[sf.Placement, ...]
    prescriptions: tuple[Prescription, ...]
    interference: float

    def of_week(self, number: int) -> list[sf.Placement]:
        """Return the sessions of a week, counted from 0."""
        return [placement for placement in self.placements if placement.week == number]


def answer_of(
    block: sf.Block, policy: sf.Policy | None = None, without: Sequence[str] = ()
) -> Answer:
    """Return the best plan of a block; `without` names tiers that are left out."""
    program = formulate(block, policy or sf.Policy())
    outcome = solve(without_tiers(program, without), STRATEGY)
    assert outcome.status == "optimal"
    return Answer(
        tuple(placement_of(program, choice) for choice in outcome.taken),
        program.horizon.prescriptions,
        score_of(program, program.mask(outcome.taken)).interference,
    )


def pattern(week: sf.Week) -> list[tuple[int, str]]:
    """Return the days and kinds of a week's runs."""
    return sorted((day_of(run), str(run.kind)) for run in week.runs)


def day_of(run: sf.Run) -> int:
    """Return the day of a run of a published plan, all of which have a time."""
    assert run.when.minutes is not None
    return run.when.minutes // DAY


@attrs.frozen
class Kept:
    """Of pairs of weeks with the same runs: sessions alike in number, in days, and in slots.

    `heavy` are the pairs with a heavy session in both, `heavy_day` those that keep its day.
    """

    pairs: int = 0
    alike: int = 0
    days: int = 0
    slots: int = 0
    heavy: int = 0
    heavy_day: int = 0


def kept(seasons: Sequence[Season], answers: Sequence[Answer]) -> Kept:
    """Count what stays from week to week, over weeks whose runs are of the same kinds and days."""
    count = Counter[str]()
    for season, answer in zip(seasons, answers, strict=True):
        for number, (first, second) in enumerate(pairwise(season.block.weeks)):
            if pattern(first) == pattern(second):
                earlier, later = (_slots(answer, number + ahead) for ahead in (0, 1))
                count.update(_stays(earlier, later))
    return Kept(**count)


def _slots(answer: Answer, number: int) -> list[tuple[int, int, str]]:
    """Return day, minute of the day and kind of each session of a week."""
    return sorted((p.day % 7, p.start % DAY, str(p.kind)) for p in answer.of_week(number))


def _stays(earlier: list[tuple[int, int, str]], later: list[tuple[int, int, str]]) -> list[str]:
    """Return the fields of `Kept` that a pair of weeks counts for."""
    days = [[(day, kind) for day, _, kind in slots] for slots in (earlier, later)]
    heavy = [[day for day, kind in week if kind == "heavy"] for week in days]
    found = {
        "pairs": True,
        "alike": len(earlier) == len(later),
        "days": len(earlier) == len(later) and days[0] == days[1],
        "slots": earlier == later,
        "heavy": all(heavy),
        "heavy_day": all(heavy) and heavy[0] == heavy[1],
    }
    return [name for name, true in found.items() if true]


_NO_ALIKE = sf.Policy(hour_tolerance=0)
VARIANTS: dict[str, tuple[sf.Policy, tuple[str, ...]]] = {
    "as planned": (sf.Policy(), ()),
    "hours of a day not alike": (_NO_ALIKE, ()),
    "no habit": (sf.Policy(), ("habit",)),
    "neither": (_NO_ALIKE, ("habit",)),
}


def regularity_rows(
    name: str, seasons: Sequence[Season], answers: dict[str, list[Answer]]
) -> list[str]:
    """Return the table rows of one demand, a variant each."""
    weeks = sum(len(season.block.weeks) for season in seasons)
    cost = {
        variant: sum(answer.interference for answer in found) / weeks
        for variant, found in answers.items()
    }
    rows = []
    for variant, found in answers.items():
        stays = kept(seasons, found)
        starts = [placement.start % DAY for answer in found for placement in answer.placements]
        late = 100 * sum(start >= EVENING for start in starts) / len(starts)
        heavy = f"{100 * stays.heavy_day / stays.heavy:.0f}" if stays.heavy else "-"
        rows.append(
            f"| {name} | {variant} | {stays.alike} of {stays.pairs} "
            f"| {100 * stays.days / stays.alike:.0f} | {100 * stays.slots / stays.alike:.0f} "
            f"| {heavy} | {late:.1f} | {cost[variant]:.3f} "
            f"| {cost[variant] - cost['neither']:+.3f} |"
        )
    return rows


def regularity_report(
    folder: Path, seasons: Sequence[Season], planned: Sequence[Answer]
) -> list[str]:
    """Return the lines on days and hours from week to week."""
    rows = []
    for name, demands in (
        ("two circuits", TWO_CIRCUITS),
        ("one heavy, one circuit", HEAVY_AND_CIRCUIT),
    ):
        asked = seasons if demands is TWO_CIRCUITS else read_seasons(folder, demands)
        answers = {
            variant: list(planned)
            if demands is TWO_CIRCUITS and variant == "as planned"
            else [answer_of(season.block, policy, without) for season in asked]
            for variant, (policy, without) in VARIANTS.items()
        }
        rows += regularity_rows(name, asked, answers)
    hours = Counter(
        placement.start % DAY // 60 for answer in planned for placement in answer.placements
    )
    return [
        "## Whether strength keeps its days and hours",
        "",
        "Pairs of consecutive weeks with the same kinds of run on the same days; of those, pairs "
        "with the same number of sessions, and how many of these, in percent, have them on the "
        "same days and at the same times. Then how many of all pairs, in percent, keep the day of "
        "the heavy session if both have one; sessions from 20:00 on; and interference. *Hours of "
        "a day not alike*: `hour_tolerance` is 0. *No habit*: the program without that tier. What "
        "regularity costs is the interference above *neither*, in percent of speed a week.",
        "",
        "| asked a week | plan | pairs | same days, % | same times, % | heavy keeps its day, % "
        "| from 20:00 on, % | interference a week, % of speed | above neither |",
        "|---|---|---|---|---|---|---|---|---|",
        *rows,
        "",
        "Sessions by the hour in which they start (two circuits, as planned): "
        + ", ".join(f"{hour}:00 {count}" for hour, count in sorted(hours.items()))
        + ".",
    ]


# On which days each preset puts it

EVERY = 3
PLACES = ("easy", "hard", "long run", "rest")
_PLACES_BEFORE = {
    "supporting": ("252 / 9 / 0", 62, 12, 2, 23, 0, 0),
    "hard_days_hard": ("252 / 9 / 0", 20, 34, 19, 27, 0, 0),
    "separate_days": ("201 / 52 / 8", 71, 0, 0, 29, 0, 0),
    "guards_by_kind": ("257 / 4 / 0", 68, 6, 0, 26, 0, 12),
}
"""The columns of the table at commit 69eddb9, before costs that coaches have were counted."""


def place_of(runs: Sequence[sf.Run]) -> str:
    """Return what kind of day one with these runs is."""
    if any(run.kind == "long" for run in runs):
        return "long run"
    if any(run.is_key for run in runs):
        return "hard"
    return "easy" if runs else "rest"


def places_row(preset: str, weeks: Sequence[sf.Week]) -> str:
    """Return the table row of one preset."""
    found, counts = Counter[str](), Counter[int]()
    for week in weeks:
        plan = sf.plan(week, preset, STRATEGY)
        counts[len(plan.placements)] += 1
        runs = resolve_week(week, plan.policy).runs
        ends = [run.end for run in runs if 0 <= run.start < WEEK]
        key_days = {run.day for run in runs if run.key}
        for placement in plan.placements:
            found[place_of([run for run in week.runs if day_of(run) == placement.day])] += 1
            trip = [placement.start - end for end in ends]
            found["straight"] += any(0 <= gap <= plan.policy.trip_minutes for gap in trip)
            found["before"] += placement.day + 1 in key_days
    total = sum(found[place] for place in PLACES)
    placed, *shares = _PLACES_BEFORE[preset]
    cells = [
        f"{was} → {100 * found[name] / total:.0f}"
        for was, name in zip(shares, (*PLACES, "straight", "before"), strict=True)
    ]
    now = " / ".join(str(counts[n]) for n in (2, 1, 0))
    return f"| {preset} | {placed} → {now} | {' | '.join(cells)} |"


def places_report(folder: Path) -> list[str]:
    """Return the lines on where each preset puts sessions."""
    corpora = [read_corpus(path) for path in sorted(folder.glob("*.json"))[::EVERY]]
    weeks = [corpus.week(number) for corpus in corpora for number in range(1, len(corpus) + 1)]
    return [
        "## On which days each preset puts it",
        "",
        f"The {len(weeks)} weeks of every third plan, each by itself with its real edges, two "
        "circuits asked. Weeks with 2 / 1 / 0 sessions placed; then sessions in percent, by day: "
        "easy (runs, none of them a key run), hard (a key run, not a long one), with the long run, "
        "rest (no run). Of all sessions, on whatever day, those straight after a run (within "
        "`trip_minutes`) and those on the day before a key run. Each as it was at commit 69eddb9 → "
        "as it is. Fewer are placed than before, as the weeks before a goal race ask for one "
        "session of leg work.",
        "",
        "| preset | weeks with 2 / 1 / 0 | easy days | hard days | long-run days | rest days "
        "| straight after a run | day before a key run |",
        "|---|---|---|---|---|---|---|---|",
        *(places_row(preset, weeks) for preset in PRESETS),
    ]


def report(folder: Path) -> str:
    """Return the whole page but its head."""
    seasons = read_seasons(folder, TWO_CIRCUITS)
    planned = [answer_of(season.block) for season in seasons]
    parts = (
        response_report(seasons, planned),
        regularity_report(folder, seasons, planned),
        places_report(folder),
    )
    return "\n\n".join("\n".join(lines) for lines in parts)


def main() -> None:
    """Plan, print, and keep the tables where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    command = "python -m benchmarks.coaching PLANS"
    text = f"# What a coach would ask\n\n`{command}`\n\n{describe()}\n\n{report(arguments.plans)}\n"
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
