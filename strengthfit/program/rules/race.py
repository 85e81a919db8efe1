"""Before a race strength gives way step by step; after it strength rests."""

from collections.abc import Iterator

import numpy as np

from ...domain.policy_rows import RaceLevel
from ...domain.strength import DOSES
from ...domain.words import counted
from ...physiology.races import rest_days
from ..context import RuleContext
from ..horizon import FixedRun
from ..labels import Label
from ..rows import BoolArray, Rows, forbid
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return a row for each step of each race's taper, and one for the days after each race."""
    masks: list[BoolArray] = []
    causes: list[tuple[FixedRun, str]] = []
    for run in context.runs:
        if run.level is not None:
            for mask, text in _steps(context, run, run.level):
                masks.append(mask)
                causes.append((run, text))

    def labels() -> list[Label]:
        return [Label("race", run.id, f"{text} the {run.text}") for run, text in causes]

    return forbid(np.array(masks, dtype=bool).reshape(len(masks), len(context.choices)), labels)


def _steps(
    context: RuleContext, run: FixedRun, level: RaceLevel
) -> Iterator[tuple[BoolArray, str]]:
    """Yield which choices each step of a taper bars, from the race outwards, and then the rest."""
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
        yield (to_race > nearer) & (to_race <= days) & too_much, text
        nearer = days
    if level.clear_days is not None:
        clear = (to_race >= 0) & (to_race <= level.clear_days)
        yield clear & context.leg_work, f"leg work {counted(level.clear_days, 'day')} or less to"
    rest = rest_days(level, context.policy.unknown_race_km if run.km is None else run.km)
    yield (since_race >= 1) & (since_race <= rest), f"{counted(rest, 'day')} or less after"


RULE = Rule(
    "race",
    rows,
    word="race",
    meaning="race near",
    price=8,
    advice="give up the race rule: {text}",
)
