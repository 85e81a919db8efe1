"""The cases: a name, and what makes the answers that are kept under it."""

import json
from collections.abc import Callable

import attrs

import strengthfit as sf
from strengthfit.domain.strength import STRENGTH_KINDS
from strengthfit.interchange import read_squad
from strengthfit.program.formats import FORMATS, digest
from strengthfit.program.formats.wcnf import write_wcnf

from .commands import COMMAND_CASES
from .forms import (
    Answers,
    as_json,
    as_shown,
    as_text,
    in_every_form,
    in_turn,
    laid_out,
    refusal,
    without_noise,
)
from .weeks import (
    BUILD,
    ODD,
    PLAIN,
    PLANNED,
    ROOT,
    RUNS,
    USUAL,
    Asked,
    by_distance,
    published,
    week_of,
)

Case = tuple[str, Callable[[], Answers]]


# Plans


def _planned(asked: Asked) -> Answers:
    return in_every_form("plan", sf.plan(*asked))


def _no_plan() -> Answers:
    pins = [sf.Session("Tue", "heavy"), sf.Session("Wed", "heavy")]  # each could stand alone
    runs = [sf.Run("Sun 08:00", "long", minutes=110)]
    return in_every_form("plan", sf.plan(sf.Week(runs, [sf.Demand("heavy", 2)], pins=pins)))


def _robust_plans() -> Answers:
    week = week_of("many_kinds")
    return {
        name: text
        for aim in ("mean", "tail", "regret")
        for name, text in as_text(aim, sf.robust_plan(week, aim, 60, 2, policy=PLAIN)).items()
    }


# Plans made again


def _missed_and_moved() -> Answers:
    plan = sf.plan(by_distance(20))
    missed = sf.replan(plan, today="Wed", missed=[plan.placements[0].when])
    long = sf.Run("Fri 08:00", "long", minutes=120, km=20)
    moved = sf.replan(plan, today="Wed", changed={"Sun 08:00 long": long})
    off = sf.replan(plan, today="Mon", changed={"Tue 07:00 intervals": None})
    tired = sf.replan(plan, by_distance(20, tired=True, forbidden=["Thu"]), today="Tue")
    return {
        **in_every_form("missed", missed),
        **in_every_form("moved", moved),
        **as_text("off", off),
        **as_text("tired", tired),
        **in_turn("changes", [*missed.changes, *moved.changes, *off.changes, *tired.changes]),
    }


def _block_again() -> Answers:
    plan = sf.plan(sf.Block(BUILD.weeks[:3]))
    race = sf.Run("Sat 17:00", "race", km=5, priority="C")
    missed = next(p.when for p in plan.placements if p.week == 1)
    new = sf.replan(plan, today="W2 Thu", missed=[missed], changed={"W3 Sun 08:00 long": race})
    return in_every_form("plan", new)


def _weeks_alone() -> Answers:
    plan = sf.plan(BUILD, strategy="dynamic")
    return {
        **in_every_form("second", sf.plan(plan.week_alone(1))),
        **as_text("last", sf.plan(plan.week_alone(5))),
    }


# Reasons

_EXPLAINED = {
    "example_marathon": None,
    "example_gym_hours": sf.Policy(grid=120),
    "too_many": PLAIN,
    "pins": PLAIN,
    "names": PLAIN,
    "tired": PLAIN,
    "tune_up_races": PLAIN,
    "odd_policy": attrs.evolve(ODD, grid=240),
}
_EXPLAINED_IN_FULL = ("pins",)


def _explained(name: str, policy: sf.Policy | None) -> Callable[[], Answers]:
    def answers() -> Answers:
        explanation = sf.explain(sf.plan(week_of(name), policy))
        answers = {
            **as_shown("explanation", explanation),
            **as_text("details", explanation.details),
        }
        return answers | (as_json("explanation", explanation) if name in _EXPLAINED_IN_FULL else {})

    return answers


_TIMES = ("Mon", "Tue am", "Tue 18:00", "Wed 18:00", "Thu pm", "Fri 07:10", "Sun 20:00", 8700)


def _why_not() -> Answers:
    usual, kinds = sf.plan(USUAL), sf.plan(week_of("many_kinds"), PLAIN)
    pinned = sf.plan(week_of("pins"))
    return {
        **in_turn("usual", [sf.why_not(usual, when) for when in _TIMES]),
        **in_turn("many_kinds", [sf.why_not(kinds, when) for when in _TIMES]),
        **in_turn("heavy", [sf.why_not(kinds, when, "heavy") for when in _TIMES]),
        **in_turn("pins", [sf.why_not(pinned, when) for when in _TIMES]),
        **as_json("blocked", sf.why_not(usual, "Wed 18:00")),
        **as_json("open", sf.why_not(usual, "Sun 20:00")),
        **as_json("taken", sf.why_not(usual, "Tue 18:00")),
    }


def _diagnosed(week: sf.Week, policy: sf.Policy | str | None = None) -> Callable[[], Answers]:
    return lambda: in_every_form("diagnosis", sf.diagnose(week, policy))


def _other_prices() -> Answers:
    prices = {"reduced": 5.0, "daily_minutes": 0.25}
    return in_every_form(
        "diagnosis",
        sf.diagnose(week_of("too_many"), PLAIN, conflicts=1, ways=2, prices=prices),
    )


_DIAGNOSED = {
    "met": _diagnosed(USUAL),
    "too_many": _diagnosed(week_of("too_many")),
    "closed": _diagnosed(week_of("closed")),
    "load": _diagnosed(week_of("load_means_fewer"), PLAIN),
    "tired": _diagnosed(week_of("tired")),
    "races": _diagnosed(week_of("tune_up_races"), PLAIN),
    "other_prices": _other_prices,
}


def _audited(
    week: sf.Week, *sessions: sf.Session, policy: sf.Policy | str | None = None
) -> Callable[[], Answers]:
    return lambda: in_every_form("audit", sf.audit(week, sessions, policy))


_AUDITED = {
    "nothing": _audited(USUAL),
    "kept": _audited(USUAL, sf.Session("Tue 18:00", "circuit"), sf.Session("Thu 18:00", "circuit")),
    "broken": _audited(
        week_of("example_marathon"),
        sf.Session("Wed 12:30", "heavy"),
        sf.Session("Fri 12:30", "core"),
        sf.Session("Sun 08:30", "upper", 33, "reduced"),
    ),
    "names": _audited(
        week_of("names"),
        sf.Session("Mon 18:00", "hypertrophy"),
        sf.Session("Fri 18:00", "circuit"),
    ),
    "near_a_race": _audited(
        week_of("race_on_sunday"), sf.Session("Thu 06:10", "heavy"), policy="guards_by_kind"
    ),
}


# What running load allows, and what check-ins teach

_RESPONDED = (
    "usual",
    "tired",
    "load_reduces",
    "load_simplifies",
    "load_means_fewer",
    "history_in_numbers",
    "race_on_sunday",
    "race_in_ten_days",
    "tune_up_races",
    "published_with_history",
)


def _responses() -> Answers:
    answers: Answers = {}
    for name in _RESPONDED:
        prescription = sf.respond(week_of(name))
        answers |= {**as_text(name, prescription), **as_json(name, prescription)}
    return answers


def _recovery() -> Answers:
    check_ins = [sf.CheckIn(expected=0.8, soreness=5, feel=2)] * 12
    first = sf.learn_recovery(check_ins[:1])
    learnt = [sf.learn_recovery([]), first, sf.learn_recovery(check_ins)]
    return in_turn("recovery", [*learnt, sf.learn_recovery(check_ins[1:], first)])


# Trade-offs


def _frontiers() -> Answers:
    week, kinds = week_of("example_marathon"), week_of("many_kinds")
    previous = sf.plan(week, "hard_days_hard")
    changes = sf.frontier(week, "changes", "interference", previous=previous)
    return {
        **in_every_form("two", sf.frontier(USUAL)),
        **as_shown("changes", changes),
        **as_shown("days", sf.frontier(kinds, "days", policy=PLAIN)),
        **in_every_form("three", sf.frontier(USUAL, z="time_of_day", policy=PLAIN)),
        **in_every_form("stopped", sf.frontier(USUAL, limits=sf.Limits(seconds=0))),
        **as_shown("nothing", sf.frontier(week_of("closed"))),
    }


def _alternatives() -> Answers:
    plans = sf.alternatives(USUAL, 3)
    days = sf.alternatives(week_of("many_kinds"), 3, within=0.5, differ_by=2)
    times = sf.alternatives(sf.Block(BUILD.weeks[:2]), 2, differ_by=0)
    return {
        **in_turn("three", plans),
        **as_json("three", plans),
        **in_turn("other_days", days),
        **in_turn("other_times", times),
    }


def _robustness() -> Answers:
    doubt = {"peak.circuit": (0.5, 3.0)}
    narrow = sf.robustness(USUAL, 100, 7, width=0.5, bounds=doubt, policy="hard_days_hard")
    return {
        **in_every_form("usual", sf.robustness(USUAL, 200)),
        **in_every_form("many_kinds", sf.robustness(sf.plan(week_of("many_kinds"), PLAIN), 100)),
        **in_every_form("narrow", narrow),
        **in_every_form("block", sf.robustness(sf.Block(BUILD.weeks[:2]), 50)),
        **in_every_form("nothing", sf.robustness(week_of("closed"), 10)),
    }


def _sweeps() -> Answers:
    hours = sf.sweep(week_of("example_marathon"), "hours_after_key", [3, 6, 12, 24])
    clock = sf.sweep(USUAL, "preferred_time", ["07:00", "18:00"], policy=PLAIN)
    guards = sf.sweep(week_of("many_kinds"), "guards[0].kinds", [STRENGTH_KINDS, ["heavy"]])
    return {
        **in_every_form("hours", hours),
        "hours_frame.txt": hours.frame().round(6).to_csv(index=False, lineterminator="\n"),
        **in_every_form("clock", clock),
        **in_every_form("guards", guards),
        **in_every_form("evidence", sf.sweep(USUAL, "peak.circuit", [0.5, 1.5, 3.0])),
    }


def _presets() -> Answers:
    parkrun = sf.Run("Sat 09:00", "race", km=5, priority="training")
    week = sf.Week([*RUNS[:-1], parkrun, RUNS[-1]], strength=2, repeats=True)
    pinned = attrs.evolve(USUAL, pins=[sf.Session("Wed 18:00", "circuit")])
    return {
        **in_every_form("parkrun", sf.compare_presets(week)),
        **as_text("pinned", sf.compare_presets(pinned, PLAIN)),
        **as_text("block", sf.compare_presets(sf.Block([sf.Week(RUNS), sf.Week(RUNS)]))),
    }


# Programs


def _exported(week: sf.Week | sf.Block, policy: sf.Policy) -> Callable[[], Answers]:
    def answers() -> Answers:
        program = sf.formulate(week, policy)
        texts = {name: form.write(program) for name, form in FORMATS.items() if name != "wcnf"}
        texts["wcnf"] = write_wcnf(program, reduced=True)  # whole, each sum is hundreds of clauses
        written = without_noise(json.loads(texts.pop("json")))
        answers = {**as_text("digest", digest(program)), **laid_out("program", written)}
        return answers | {f"{name}.txt": text for name, text in texts.items()}

    return answers


_EXPORTED = {
    "week": _exported(
        sf.Week(RUNS[::3], strength=1, repeats=True), sf.Policy(name="few starts", grid=720)
    ),
    "block": _exported(
        sf.Block([sf.Week(RUNS[:1], [sf.Demand("heavy")], ["Wed,Fri 18:00-19:00"])] * 2),
        sf.Policy(name="two evenings", grid=720, longest_gap=8),
    ),
}


# What is refused


def _refusals() -> Answers:
    plan = sf.plan(USUAL)
    race = sf.plan(sf.Week([sf.Run("Sun 09:00", "race")]))
    asks: list[Callable[[], object]] = [
        lambda: sf.Run("Thurs 25:00", "easy"),
        lambda: sf.Run("Thu", "tempoo"),
        lambda: sf.Run("Thu", "easy", minutes=-1),
        lambda: sf.Demand("legs"),
        lambda: sf.Week(RUNS, strength=15),
        lambda: sf.Week(RUNS, available=["Tue 20:00-17:00"]),
        lambda: sf.Week(RUNS, repeats=True, after=RUNS[:1]),
        lambda: sf.Week(RUNS, start="soon"),
        lambda: sf.Block([USUAL, USUAL]),
        lambda: sf.Policy(day_start=21 * 60, day_end=6 * 60),
        lambda: sf.plan(USUAL, sf.Policy(evidence={"peak.hevy": 1})),
        lambda: sf.plan(USUAL, "suporting"),
        lambda: sf.plan(USUAL, strategy="cp-sat"),
        lambda: sf.plan(published("pfitz_18_85").week(2), strategy="exhaustive"),
        lambda: sf.plan(sf.Week([*RUNS, sf.Run("Tue 07:30", "easy")])),
        lambda: sf.plan(sf.Week(RUNS, available=[sf.Window("2026-12-24")])),
        lambda: sf.plan(sf.Week(RUNS, waived=[sf.Waiver("before_hard_day", "Mon")])),
        lambda: sf.plan(sf.Week(RUNS, pins=[sf.Session("Mon 18:00", "circuit")])),
        lambda: sf.plan(sf.Week(RUNS, pins=[sf.Session("Fri 18:00", "heavy")])),
        lambda: sf.plan(
            sf.Week([], pins=[sf.Session(f"{day} 18:00", "circuit") for day in ("Tue", "Wed")])
        ),
        lambda: sf.explain(sf.plan(sf.Block(BUILD.weeks[:2]))),
        lambda: sf.why_not(plan, "Fri 25:00"),
        lambda: sf.why_not(plan, "Fri", "heavy"),
        lambda: sf.diagnose(USUAL, prices={"spaceing": 1}),
        lambda: sf.replan(plan, today="someday"),
        lambda: sf.replan(plan, today="Wed", missed=["Mon 18:00"]),
        lambda: sf.replan(race, today="Mon", changed={"long": None}),
        lambda: sf.alternatives(USUAL, 0),
        lambda: sf.frontier(USUAL, "strength"),
        lambda: sf.frontier(USUAL, "changes"),
        lambda: sf.robustness(USUAL, draws=0),
        lambda: sf.robust_plan(USUAL, "median"),
        lambda: sf.sweep(USUAL, "rest_days", [1]),
        lambda: sf.sweep(USUAL, "rest_day", ["much"]),
    ]
    return in_turn("errors", map(refusal, asks))


def _squads() -> Answers:
    file = read_squad(ROOT / "examples" / "squad.toml")
    club = sf.plan_squad(file.members, file.gym, file.coach, file.policy)
    week = attrs.evolve(USUAL, strength=[sf.Demand("heavy"), sf.Demand("circuit")])
    gym = sf.Gym(places=1, kinds=["heavy"], open=["Fri 17:00-20:00"])
    shared = sf.plan_squad({"Ann": week, "Bo <b>": week}, gym, sf.Coach(half_hours=2))
    full = sf.plan_squad({"Ann": week}, sf.Gym(places=0))
    return {**in_every_form("club", club), **as_shown("shared", shared), **as_shown("full", full)}


def _cases(kind: str, by_name: dict[str, Callable[[], Answers]]) -> list[Case]:
    return [(f"{kind}-{name}", answers) for name, answers in by_name.items()]


def _of_plan(asked: Asked) -> Callable[[], Answers]:
    return lambda: _planned(asked)


CASES: tuple[Case, ...] = (
    *_cases("plan", {name: _of_plan(asked) for name, asked in PLANNED.items()}),
    *_cases("plan", {"proven_impossible": _no_plan, "robust": _robust_plans}),
    *_cases("replan", {"week": _missed_and_moved, "block": _block_again, "alone": _weeks_alone}),
    *_cases("explain", {name: _explained(name, policy) for name, policy in _EXPLAINED.items()}),
    ("why_not", _why_not),
    *_cases("diagnose", _DIAGNOSED),
    *_cases("audit", _AUDITED),
    ("respond", _responses),
    ("learn_recovery", _recovery),
    ("frontier", _frontiers),
    ("alternatives", _alternatives),
    ("robustness", _robustness),
    ("sweep", _sweeps),
    ("presets", _presets),
    ("squad", _squads),
    *_cases("program", _EXPORTED),
    ("refused", _refusals),
    *_cases("command", COMMAND_CASES),
)
