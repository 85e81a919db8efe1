"""Which sessions of a plan could move to which choices, and what stands against the others."""

from __future__ import annotations

import attrs
import numpy as np

from ..program.rows import BoolArray, IntArray
from ..stopping import check
from .blocking import Blocked


@attrs.frozen(eq=False)
class Moves:
    """What moving one session of a plan would meet, the others staying as they are.

    `open_to` has for each taken choice the choices of its demand that it could become, and
    `free` those to which a skipped session would be open. `rows` and `columns`, shape (pairs,),
    are what stands against each other choice, whichever session might move to it.
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
    uses, holding = _uses(blocked)
    open_to: dict[int, IntArray] = {}
    pinned = _pinned_demands(blocked, given, holding)
    free: list[IntArray] = [np.zeros(0, dtype=np.int64)]
    standing: list[tuple[IntArray, IntArray]] = [(free[0], free[0])]
    for demand, pairs in enumerate(_pairs_by_demand(blocked)):
        check()
        if pinned.get(demand):
            continue
        mine, columns = blocked.rows[pairs], blocked.columns[pairs]
        members = np.flatnonzero(demands == demand)
        sessions = members[taken[members]].tolist()
        able = [session for session in sessions if session not in holding]
        others = members[~taken[members]]
        if given[demand] < program.counts[demand] and not able:
            free.append(others[~blocked.choices[others]])
            standing.append((mine, columns))
        elif not able:
            rows = np.unique([row for session in sessions for row in holding[session]])
            standing.append((np.repeat(rows, len(others)), np.tile(others, len(rows))))
        left: list[BoolArray] = []
        for session in able:
            eased = np.zeros(len(program.rows), dtype=np.int64)
            rows, coefficients = uses[session]
            eased[rows] = coefficients
            left.append(blocked.excess[pairs] > eased[mine])
            closed = np.zeros(width, dtype=bool)
            closed[columns[left[-1]]] = True
            open_to[session] = others[~closed[others]]
        if able:
            standing.append(_against_all(blocked, mine, columns, members, left))
    rows, columns = (np.concatenate(parts) for parts in zip(*standing, strict=True))
    counted = ~np.isin(demands, [demand for demand, passed in pinned.items() if passed])
    return Moves(open_to, np.concatenate(free), rows, columns, counted)


def _pairs_by_demand(blocked: Blocked) -> list[slice | IntArray]:
    """Return which pairs are of the choices of each demand."""
    demands = blocked.program.choices.demand
    number = len(blocked.program.counts)
    if number <= 1:
        return [slice(None)] * number
    of_pair = demands[blocked.columns].astype(np.int16)  # small numbers sort fast
    check()
    order = np.argsort(of_pair, kind="stable")
    ends = np.searchsorted(of_pair[order], np.arange(1, number))
    return list(np.split(order, ends))


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
    holds = coefficients < 0
    if holds.any():
        slack = rows.bounds[owners] - rows.activity(blocked.taken)[owners]
        holds &= slack + coefficients < 0
    uses: dict[int, tuple[IntArray, IntArray]] = {}
    holding: dict[int, list[int]] = {}
    for session in np.flatnonzero(blocked.taken).tolist():
        mine = rows.columns[entries] == session
        uses[session] = owners[mine], coefficients[mine]
        if holds[mine].any():
            holding[session] = owners[mine & holds].tolist()
    return uses, holding


def _against_all(
    blocked: Blocked,
    rows: IntArray,
    columns: IntArray,
    members: IntArray,
    left: list[BoolArray],
) -> tuple[IntArray, IntArray]:
    """Return the pairs of a row and a choice that stand whichever session moves to the choice.

    A text stands if it does for each session, in one row or another. `members` are the choices of
    the demand, rising, and `left` has for each session which pairs its own move does not lift.
    Counted in a table of texts by choices, as pairs are many.
    """
    text = blocked.text_of_row[rows]
    number = np.cumsum(np.bincount(text) > 0)[text] - 1
    place = np.zeros(len(blocked.program.choices), dtype=np.int64)
    place[members] = np.arange(len(members))
    cell = number * len(members) + place[columns]
    cells = (int(number.max(initial=-1)) + 1) * len(members)
    always, ever = np.ones(cells, dtype=bool), np.zeros(len(rows), dtype=bool)
    for stands in left:
        always &= np.bincount(cell[stands], minlength=cells) > 0
        ever |= stands
    kept = always[cell] & ever
    return rows[kept], columns[kept]
