"""Before a race strength gives way step by step; after it strength rests."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ...domain.policy_rows import RaceLevel
from ...domain.strength import DOSES
from ...domain.words import counted
from ...physiology.races import rest_days
from ..context import RuleContext
from ..horizon import FixedRun
from ..labels import Label
from ..rows import BoolArray, IntArray, Rows, forbid
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return a row for each step of each race's taper, and one for the days after each race."""
    masks: list[BoolArray] = []
    causes: list[tuple[FixedRun, _Step]] = []
    for run in context.runs:
        if run.level is not None:
            for step in _steps(context, run, run.level):
                masks.append(step.barred)
                causes.append((run, step))
    for run in context.horizon.past_races:
        if run.level is not None:
            step = _rest(context, run, run.level, context.choices.day - run.day)
            masks.append(step.barred)
            causes.append((run, step))

    def labels() -> list[Label]:
        return [
            Label(
                *("race", run.id, f"{step.text} the {run.text}"),
                code=f"race.{step.case}",
                run=run.id,
                numbers={"days": step.days},
            )
            for run, step in causes
        ]

    return forbid(np.array(masks, dtype=bool).reshape(len(masks), len(context.choices)), labels)


class _Step(NamedTuple):
    """Which choices lie too near to a race, within how many days, and what that is called."""

    barred: BoolArray
    days: int
    text: str
    case: str = "before"


def _steps(context: RuleContext, run: FixedRun, level: RaceLevel) -> Iterator[_Step]:
    """Yield each step of a taper, from the race outwards, and then the rest after it."""
    choices = context.choices
    to_race = run.day - choices.day
    since_race = -to_race
    if context.horizon.circular:
        to_race, since_race = to_race % context.horizon.days, since_race % context.horizon.days
    nearer = -1  # days of the step before, which bars what is nearer to the race
    for days, dose in level.taper:
        allowed = len(DOSES) if dose == "none" else DOSES.index(dose)
        too_much = choices.dose < allowed
        near = f"{counted(days, 'day')} or less to" if days else "on the day of"
        text = near if dose == "none" else f"{dose} dose at most before"
        yield _Step((to_race > nearer) & (to_race <= days) & too_much, days, text)
        nearer = days
    if level.clear_days is not None:
        clear = (to_race >= 0) & (to_race <= level.clear_days)
        text = f"leg work {counted(level.clear_days, 'day')} or less to"
        yield _Step(clear & context.leg_work, level.clear_days, text)
    yield _rest(context, run, level, since_race)


def _rest(context: RuleContext, run: FixedRun, level: RaceLevel, since_race: IntArray) -> _Step:
    """Return the rest after a race, given how many days after it choices are."""
    rest = rest_days(level, context.policy.unknown_race_km if run.km is None else run.km)
    text = f"{counted(rest, 'day')} or less after"
    return _Step((since_race >= 1) & (since_race <= rest), rest, text, "after")


RULE = Rule(
    "race",
    rows,
    word="race",
    meaning="race near",
    price=8,
    advice="give up the race rule: {text}",
)
