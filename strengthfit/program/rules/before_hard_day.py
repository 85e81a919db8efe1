"""No strength before a key run, or before other runs that a guard names."""

import functools
from collections.abc import Sequence

import numpy as np

from ...domain.clock import DAY
from ...domain.policy_rows import Guard
from ...domain.run import AnyRunKind
from ...domain.strength import DOSES, AnyStrengthKind
from ...physiology.fatigue import FloatArray
from ..context import RuleContext, joined
from ..horizon import FixedRun, FixedSession, Horizon
from ..labels import Label
from ..rows import IntArray, Rows, nothing_of
from .rule import Rule, least_hours

_NO_DAY = -10  # so far back that the day's guard never reaches


def rows(context: RuleContext) -> Rows:
    """Return one row for each run that is guarded: none of the choices inside its guard."""
    choices, guards = context.choices, context.policy.guards
    key = np.array([run.key for run in context.runs], dtype=bool)
    guarded = key | any(not guard.only_key for guard in guards)
    kinds = np.array(
        [context.run_kinds.index(run.counts_as) for run in context.runs], dtype=np.int64
    )
    days, hours = _guard_tables(guards, context.kinds, context.run_kinds)
    reach = max(DAY * (1 + int(days.max())), 60 * float(hours.max()) + context.longest)
    parts = []
    for near in context.near_by_parts(reach, -1):
        before = guarded[near.run] & (near.ahead > 0)
        run, choice, ahead = near.run[before], near.choice[before], near.ahead[before]
        cell = key[run].astype(np.int64), choices.kind[choice], choices.dose[choice], kinds[run]
        closed = ahead <= context.run_starts[run] % DAY + DAY * days[cell]
        closed |= ahead - choices.minutes[choice] < 60 * hours[cell]
        if context.policy.core_before_key:
            closed &= ~context.of_core[choice]
        parts.append((run[closed], choice[closed]))

    def labels() -> list[Label]:
        return [
            Label(
                *("before_hard_day", run.id, f"before the {run.text}"),
                run=run.id,
                numbers=_widest(run, guards),
            )
            for run in context.runs
        ]

    run, choice = joined(parts)
    return nothing_of(run, choice, len(context.runs), labels)


def _widest(run: FixedRun, guards: Sequence[Guard]) -> dict[str, float]:
    """Return how many days and hours before a run the widest guards of it close."""
    mine = [
        guard for guard in guards if run.counts_as in guard.runs and (run.key or not guard.only_key)
    ]
    days = max((guard.days for guard in mine if guard.days is not None), default=None)
    hours = max((guard.hours for guard in mine), default=0.0)
    return {
        **({} if days is None else {"days": float(days)}),
        **({"hours": hours} if hours else {}),
    }


@functools.lru_cache(maxsize=64)
def _guard_tables(
    guards: tuple[Guard, ...],
    kinds: tuple[AnyStrengthKind, ...],
    runs: tuple[AnyRunKind, ...],
) -> tuple[IntArray, FloatArray]:
    """Return the largest guard in days and in hours, by key, strength kind, dose and run kind.

    A guard of 0 hours asks for nothing, not even that a choice ends before the run starts, so its
    cells keep -1000 hours.
    """
    shape = (2, len(kinds), len(DOSES), len(runs))
    days = np.full(shape, _NO_DAY, dtype=np.int64)
    hours = np.full(shape, -1000.0)
    for guard in guards:
        cell = np.ix_(
            [1] if guard.only_key else [0, 1],
            [kinds.index(kind) for kind in guard.kinds],
            [DOSES.index(dose) for dose in guard.doses],
            [runs.index(run) for run in guard.runs],
        )
        if guard.days is not None:
            days[cell] = np.maximum(days[cell], guard.days)
        if guard.hours > 0:
            hours[cell] = np.maximum(hours[cell], guard.hours)
    return days, hours


def _hours_left(horizon: Horizon, label: Label, sessions: Sequence[FixedSession]) -> str:
    """Return how long before the run the nearest session before it ends."""
    starts = [run.start for run in horizon.runs_of(label.cause)]
    return least_hours(
        (horizon.forward(start - session.end) for session in sessions for start in starts),
        "before it",
    )


RULE = Rule(
    "before_hard_day",
    rows,
    word="before",
    meaning="before a hard day",
    price=6,
    advice="allow strength {text}",
    measure=_hours_left,
)
