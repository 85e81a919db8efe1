"""Which sessions of a plan could move to which choices, and what stands against the others."""

from __future__ import annotations

import attrs
import numpy as np

from ..program.rows import BoolArray, IntArray
from .blocking import Blocked


@attrs.frozen(eq=False)
class Moves:
    """What moving one session of a plan would meet, the others staying as they are.

    `open_to` has for each taken choice the choices of its demand that it could become, and
    `free` those to which a skipped session would be open. `rows` and `columns`, shape (pairs,),
    sorted by row, are what stands against each other choice, whichever session might move to it.
    `counted`, shape (choices,), are the choices that this is said of: not those of demands whose
    sessions are all pinned, unless their week has no other.
    """

    open_to: dict[int, IntArray]
    free: IntArray
    rows: IntArray
    columns: IntArray
    counted: BoolArray


def find_moves(blocked: Blocked) -> Moves:
    """Return which sessions could move where; `blocked` is what the plan blocks."""
    program, taken = blocked.program, blocked.taken
    demands, width = program.choices.demand, len(program.choices)
    given = np.bincount(demands[taken], minlength=len(program.counts))
    of_pair = demands[blocked.columns]
    order = np.argsort(of_pair, kind="stable")
    edges = np.searchsorted(of_pair[order], np.arange(len(program.counts) + 1))
    uses, holding = _uses(blocked)
    open_to: dict[int, IntArray] = {}
    pinned = _pinned_demands(blocked, given, holding)
    free: list[IntArray] = [np.zeros(0, dtype=np.int64)]
    standing: list[tuple[IntArray, IntArray]] = [(free[0], free[0])]
    for demand, count in enumerate(program.counts.tolist()):
        if pinned.get(demand):
            continue
        members = np.flatnonzero(demands == demand)
        sessions = members[taken[members]].tolist()
        able = [session for session in sessions if session not in holding]
        others = members[~taken[members]]
        pairs = order[edges[demand] : edges[demand + 1]]
        if given[demand] < count and not able:
            free.append(others[~blocked.choices[others]])
            standing.append((blocked.rows[pairs], blocked.columns[pairs]))
        elif not able:
            rows = np.unique([row for session in sessions for row in holding[session]])
            standing.append((np.repeat(rows, len(others)), np.tile(others, len(rows))))
        left: list[BoolArray] = []
        for session in able:
            eased = np.zeros(len(program.rows), dtype=np.int64)
            rows, coefficients = uses[session]
            eased[rows] = coefficients
            left.append(blocked.excess[pairs] > eased[blocked.rows[pairs]])
            closed = np.zeros(width, dtype=bool)
            closed[blocked.columns[pairs[left[-1]]]] = True
            open_to[session] = others[~closed[others]]
        if able:
            standing.append(_against_all(blocked, pairs, left))
    rows, columns = (np.concatenate(parts) for parts in zip(*standing, strict=True))
    order = np.lexsort((columns, rows))
    counted = ~np.isin(demands, [demand for demand, passed in pinned.items() if passed])
    return Moves(open_to, np.concatenate(free), rows[order], columns[order], counted)


def _pinned_demands(
    blocked: Blocked, given: IntArray, holding: dict[int, list[int]]
) -> dict[int, bool]:
    """Return the demands all of whose sessions are held, and whether their week has others."""
    program = blocked.program
    able = {
        int(program.choices.demand[choice])
        for choice in np.flatnonzero(blocked.taken).tolist()
        if choice not in holding
    }
    weeks = program.horizon.demand_weeks
    held = [
        demand
        for demand, count in enumerate(program.counts.tolist())
        if demand < len(weeks) and demand not in able and given[demand] >= count
    ]
    others = {week for demand, week in enumerate(weeks) if demand not in held}
    return {demand: weeks[demand] in others for demand in held}


def _uses(
    blocked: Blocked,
) -> tuple[dict[int, tuple[IntArray, IntArray]], dict[int, list[int]]]:
    """Return of each taken choice the rows and coefficients it has, and the rows that hold it.

    A row holds a choice if it is broken without it, as that of a pin is.
    """
    rows = blocked.program.rows
    owners, entries = blocked.held_in
    coefficients = rows.coefficients[entries].astype(np.int64)
    slack = rows.bounds[owners] - rows.activity(blocked.taken)[owners]
    holds = (coefficients < 0) & (slack + coefficients < 0)
    uses: dict[int, tuple[IntArray, IntArray]] = {}
    holding: dict[int, list[int]] = {}
    for session in np.flatnonzero(blocked.taken).tolist():
        mine = rows.columns[entries] == session
        uses[session] = owners[mine], coefficients[mine]
        if holds[mine].any():
            holding[session] = owners[mine & holds].tolist()
    return uses, holding


def _against_all(
    blocked: Blocked, pairs: IntArray, left: list[BoolArray]
) -> tuple[IntArray, IntArray]:
    """Return the pairs of texts that stand against a choice whichever session moves to it.

    `left` has for each session which of the pairs its own move does not lift.
    """
    rows, columns = blocked.rows[pairs], blocked.columns[pairs]
    keys, number = np.unique(
        blocked.text_of_row[rows] * len(blocked.program.choices) + columns, return_inverse=True
    )
    always = np.ones(len(keys), dtype=bool)
    for stands in left:
        always &= np.bincount(number[stands], minlength=len(keys)) > 0
    kept = always[number] & np.any(left, axis=0)
    return rows[kept], columns[kept]
