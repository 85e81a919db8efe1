"""A program's choices as the oracle sees them, shared by the tests that hold the two together."""

from collections.abc import Callable

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from strengthfit.domain import Policy, Week
from strengthfit.domain.strength import DOSES
from strengthfit.program import Program, formulate

from . import oracle


def sittings_in(program: Program) -> list[oracle.Sitting]:
    """Return every choice of a program as a sitting, in its order."""
    choices, demands = program.choices, program.horizon.demands
    return [
        oracle.Sitting(
            kind=demands[choices.demand[index]].kind,
            asked=demands[choices.demand[index]].dose,
            dose=DOSES[choices.dose[index]],
            start=int(choices.start[index]),
            minutes=int(choices.minutes[index]),
            effort=demands[choices.demand[index]].effort,
            label=demands[choices.demand[index]].label,
        )
        for index in range(len(choices))
    ]


def judge_any_set(
    week: Week,
    policy: Policy,
    data: st.DataObject,
    among: Callable[[oracle.Sitting], bool] = lambda _sitting: True,
) -> tuple[Program, np.ndarray, list[oracle.Sitting]]:
    """Take any few choices of a week's program; the rules they break are those the oracle names."""
    program = formulate(week, policy)
    sittings = sittings_in(program)
    offered = [index for index, sitting in enumerate(sittings) if among(sitting)]
    assume(offered)
    picked = data.draw(st.lists(st.sampled_from(offered), max_size=4, unique=True))
    taken = program.mask(picked)
    ours = {program.row_labels[row].rule for row in program.broken(taken)}
    chosen = [sittings[index] for index in picked]
    theirs = {entry.rule for entry in oracle.broken(week, policy, chosen)}
    # More sessions than are asked, or two at one start, no order can speak of.
    odd = "demand" in theirs or len({one.start for one in chosen}) < len(chosen)
    unsaid = {"demand"} | ({"order"} if odd else set())
    assert ours - unsaid == theirs - unsaid
    return program, taken, chosen


def key(sitting: oracle.Sitting) -> tuple[int, str, str, str, int, str, str]:
    """Return all that a sitting is, so that lists of them can be sorted."""
    own = sitting.start, sitting.kind, sitting.asked, sitting.dose, sitting.minutes
    return *own, sitting.effort, sitting.label or ""


def blocked_by(program: Program) -> list[set[str]]:
    """Return for each choice the rules of the rows that forbid it alone."""
    rows = program.rows
    blocked: list[set[str]] = [set() for _ in range(len(program.choices))]
    for entry, owner in enumerate(rows.owners):
        if rows.coefficients[entry] > rows.bounds[owner] and rows.coefficients[entry] > 0:
            blocked[rows.columns[entry]].add(program.row_labels[owner].rule)
    return blocked
