"""Building a plan choice by choice, without ever looking back."""

from collections.abc import Iterable

import numpy as np

from ...program import Program
from ...program.rows import BoolArray
from ...stopping import check
from ..incumbents import Trace
from ..protocol import Outcome


def construct(program: Program, order: Iterable[int], known: BoolArray, trace: Trace) -> Outcome:
    """Take each choice in turn that its demand still needs and that the known rows allow.

    The plan is then checked against every row, so one that breaks an unknown row says "broken".
    `known` has shape (rows,).
    """
    rows, bounds = program.rows.by_column(len(program.choices)), program.bounds
    check()
    used = np.zeros(len(bounds), dtype=np.int64)
    taken = np.zeros(len(program.choices), dtype=bool)
    left, demands = program.counts.tolist(), program.choices.demand.tolist()
    for choice in order:
        check()
        if not left[demands[choice]]:
            continue
        own = rows.of(choice)
        touched = rows.rows[own]
        after = used[touched] + rows.coefficients[own]
        if (known[touched] & (after > bounds[touched])).any():
            continue
        used[touched] = after
        taken[choice] = True
        left[demands[choice]] -= 1
    return _judged(program, taken, trace)


def _judged(program: Program, taken: BoolArray, trace: Trace) -> Outcome:
    """Return the outcome of a plan without proof, after checking it against every row."""
    objective, broken = program.objective(taken), bool(program.broken(taken))
    if not broken:
        trace.record(objective)
    return Outcome(
        status="broken" if broken else "feasible",
        taken=tuple(np.flatnonzero(taken).tolist()),
        objective=objective,
        bound=(0,) * len(program.tiers),
        seconds=trace.seconds,
        incumbents=trace.incumbents,
    )
