"""The weeks of a planned block, as a figure tells them."""

from collections import Counter

import attrs

from ...domain.block import weeks_of
from ...domain.strength import DOSES
from ...planning import Plan

KEY, RACE, NONE = "key run", "race", "none"


@attrs.frozen
class BlockWeek:
    """One week of a block.

    Parameters
    ----------
    km : float
        Running volume.
    inferred : bool
        Whether some of it was not given as a distance.
    doses : tuple of str
        Of its strength sessions, the fullest first, and "none" for each without a place.
    runs : tuple of str
        `KEY` for each key run, and then `RACE` for each race.
    """

    km: float
    inferred: bool
    doses: tuple[str, ...]
    runs: tuple[str, ...]


def block_weeks(plan: Plan) -> list[BlockWeek]:
    """Return the weeks of a plan."""
    from ...physiology.load import week_load
    from ...physiology.parameters import parameters_of
    from ...program.resolve import resolve_week

    horizon, parameters = resolve_week(plan.week, plan.policy), parameters_of(plan.policy)
    weeks = []
    for number, week in enumerate(weeks_of(plan.week)):
        load = week_load(week, parameters)
        runs = [run for run in horizon.runs if run.day // 7 == number]
        doses: list[str] = [p.dose for p in plan.placements if p.week == number]
        asked = sum(demand.count for demand in week.strength)
        doses = sorted(doses, key=DOSES.index) + [NONE] * max(0, asked - len(doses))
        keys = [KEY for run in runs if run.key and run.kind != RACE]
        races = [RACE for run in runs if run.kind == RACE]
        inferred = bool(load.volume) and "volume" in load.inferred
        weeks.append(BlockWeek(load.volume or 0.0, inferred, tuple(doses), (*keys, *races)))
    return weeks


def told_of(plan: Plan) -> str:
    """Return what a figure of a block says of its plan in a line."""
    asked = len(plan.placements) + len(plan.skipped)
    doses = Counter(placement.dose for placement in plan.placements)
    told = ", ".join(f"{doses[dose]} {dose}" for dose in DOSES if doses[dose])
    return f"{len(plan.placements)} of {asked} sessions" + (f": {told}" if told else "")
