"""Breaks planted in real weeks: which rules they break is the oracle's word, not the planter's."""

import json
import random
from functools import cache
from pathlib import Path

import attrs

import strengthfit as sf
from strengthfit.diagnosis import Audit
from strengthfit.domain.strength import STRENGTH_KINDS
from strengthfit.interchange import WeekFile, read_corpus, to_json
from strengthfit.interchange.questions import ask

from .. import oracle
from .repairs import broken_by, smaller_repair

TARGETS = (
    *("before_hard_day", "after_key_run", "overlap", "spacing", "per_day", "availability"),
    *("daily_minutes", "race", "load_response", "loss_cap", "pins", "order", "rest_after_run"),
)
"""Each rule in turn is what a break should break; a week that cannot break it gets another."""

_TRIES = 60
_MOST = 3  # sessions in a week: the repairs of more take too long to try


@attrs.frozen
class Planted:
    """A week with sessions that break rules.

    Parameters
    ----------
    name
        Of the plan, and the week's number.
    week, policy, sessions
        What is judged.
    rules
        That the sessions break, by the oracle.
    """

    name: str
    week: sf.Week
    policy: sf.Policy
    sessions: tuple[sf.Session, ...]
    rules: frozenset[str]


def planted(folder: Path, number: int, grid: int = 60) -> Planted:
    """Return a week of the published plans in a folder with breaks; each number has its own."""
    weeks = _weeks(folder)
    name, week = weeks[number * 7 % len(weeks)]  # not all weeks of one plan in a row
    return _with_breaks(f"{name}, {number}", week, number, grid)


@cache
def _weeks(folder: Path) -> list[tuple[str, sf.Week]]:
    return [
        (f"{path.stem} week {number}", corpus.week(number))
        for path in sorted(folder.glob("*.json"))
        for corpus in [read_corpus(path)]
        for number in range(1, len(corpus) + 1)
    ]


def _with_breaks(name: str, week: sf.Week, number: int, grid: int) -> Planted:
    rng = random.Random(name)  # noqa: S311  # the same weeks each time, no secrets
    presets = ("supporting", "hard_days_hard", "separate_days", "guards_by_kind")
    policy = attrs.evolve(sf.Policy.preset(rng.choice(presets)), grid=grid)
    week = _asking(week, rng)
    sessions = [
        sf.Session(one.start, one.kind, one.minutes, one.dose)
        for one in sf.plan(week, policy, strategy="auto").placements[:_MOST]
    ]
    targets = [TARGETS[(number + step) % len(TARGETS)] for step in range(len(TARGETS))]
    for target in targets:
        for _ in range(_TRIES):
            tried = _tampered(sessions, week, rng)
            rules = _rules(week, policy, tried)
            if target in rules:
                return Planted(name, week, policy, tuple(tried), frozenset(rules))
    raise AssertionError(f"{name}: no break could be planted")


def _asking(week: sf.Week, rng: random.Random) -> sf.Week:
    """Return a week that asks for one to three different sessions, at times with a pin or order."""
    kinds = rng.sample(STRENGTH_KINDS, rng.randint(1, _MOST))
    asked = attrs.evolve(week, strength=[sf.Demand(kind) for kind in kinds])
    if len(kinds) > 1 and rng.random() < 0.3:
        return attrs.evolve(asked, order=kinds[:2])
    return asked


def _tampered(sessions: list[sf.Session], week: sf.Week, rng: random.Random) -> list[sf.Session]:
    """Return sessions with one or two of them elsewhere, longer, or one more."""
    found = list(sessions)
    for _ in range(rng.randint(1, 2)):
        day, quarter = rng.randrange(7), rng.randint(16, 92)
        kind = rng.choice(STRENGTH_KINDS)
        minutes = rng.choice([None, None, 30, 90, 150])
        new = sf.Session(1440 * day + 15 * quarter, kind, minutes)
        if week.runs and rng.random() < 0.3:  # right on a run, or shortly after it
            new = attrs.evolve(new, when=min(_start(rng.choice(week.runs), rng), 10_000))
        if found and rng.random() < 0.6:
            index = rng.randrange(len(found))
            new = attrs.evolve(new, kind=found[index].kind, minutes=found[index].minutes)
            found[index] = new
        elif len(found) < _MOST and kind not in {one.kind for one in found}:
            found.append(new)
    return found


def _start(run: sf.Run, rng: random.Random) -> int:
    when = run.when
    minute = 420 if when.minute is None else when.minute
    day = 0 if when.weekday is None else when.weekday
    at = when.minutes if when.minutes is not None else 1440 * day + minute
    return at + rng.choice((0, 30, 90, 240))


def _rules(week: sf.Week, policy: sf.Policy, sessions: list[sf.Session]) -> set[str]:
    return broken_by(week, policy, [_sitting(policy, one) for one in sessions])


def _sitting(policy: sf.Policy, session: sf.Session) -> oracle.Sitting:
    dose = session.dose or "full"
    assert session.when.minutes is not None
    return oracle.Sitting(
        kind=session.kind,
        asked=dose,
        dose=dose,
        start=session.when.minutes,
        minutes=int(session.minutes or oracle.session_minutes(policy, session.kind, None, dose)),
        effort=session.effort or "near_failure",
        label=session.label,
    )


def judged(case: Planted) -> list[str]:
    """Return what the judge, asked with plain data, gets wrong about a week.

    It has to name the rules that the oracle names; its repairs have to keep every rule, and no
    smaller ones may.
    """
    file = WeekFile(case.week, case.policy, case.sessions)
    found = ask("audit", {"week": json.loads(to_json(file))})
    assert isinstance(found, Audit)
    problems: list[str] = []
    named = {label.rule for label in found.broken}
    if named != case.rules:
        problems.append(f"names {sorted(named)} rather than {sorted(case.rules)}")
    if broken_by(case.week, case.policy, [oracle.sitting_of(one) for one in found.repaired]):
        problems.append("repairs that do not mend the week")
    if smaller_repair(found, case.policy) is not None:
        problems.append("repairs that are not the smallest")
    return problems
