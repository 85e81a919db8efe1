"""A plan that changes by a session at a time, with exact bookkeeping, for local search."""

import numpy as np

from ...program import Program, Rows
from ...program.presolve import Presolved
from ...program.rows import IntArray

SKIPPED = -1
"""The place of a session that is not placed."""


_BEYOND = np.array([1 << 60])  # room in the row that fills up the tables: never used up


class State:
    """A plan of a presolved program that changes by a session at a time, with exact bookkeeping.

    It keeps up to date where each session is, what is left of each row and window, the number of
    broken rows, and the objective. A change costs the length of a column.

    Choices are counted as in the presolved program's `kept`. `at` is the choice of each session, or
    `SKIPPED`; sessions of a demand are next to one another. `room` and `window_room` are bounds
    less activities, shape (rows + 1,) and (window rows + 1,), the last for no row. `broken` is the
    number of broken rows, and `objective` has shape (tiers,).

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([], strength=2))
    >>> from strengthfit.program.presolve import presolve
    >>> state = State(program, presolve(program))
    >>> state.put(0, 5)
    >>> state.lift(0), state.at, state.broken
    (5, [-1, -1], 0)
    """

    def __init__(self, program: Program, presolved: Presolved) -> None:
        owner = program.choices.demand[presolved.kept]
        width, demands = len(owner), len(program.counts)
        self._kept = presolved.kept
        self._rows, self._uses = _columns(presolved.rows, width)
        self._windows, self._fills = _columns(presolved.windows, width)
        self.gains = program.tier_costs[:, presolved.kept] - program.skip_costs[:, owner]
        self.prices = np.hstack([presolved.window_costs, np.zeros((len(self.gains), 1), np.int64)])
        self._members = [np.flatnonzero(owner == demand) for demand in range(demands)]
        self._tables = [
            (self._rows[of], self._uses[of], self._windows[of], self._fills[of], self.gains[:, of])
            for of in self._members
        ]
        self._demand = np.repeat(np.arange(demands), program.counts).tolist()
        ends = np.cumsum(program.counts).tolist()
        self._fellows = [range(end - n, end) for end, n in zip(ends, program.counts, strict=True)]
        self.at = [SKIPPED] * len(self._demand)
        self.room = np.concatenate([presolved.rows.bounds, _BEYOND])
        self.window_room = np.concatenate([presolved.windows.bounds, _BEYOND])
        self.broken = int(np.count_nonzero(self.room < 0))
        self.objective: IntArray = program.skip_costs @ program.counts
        self.objective = self.objective + self.prices @ np.maximum(-self.window_room, 0)

    def put(self, session: int, choice: int) -> None:
        """Give a skipped session a choice, or leave it `SKIPPED`."""
        self.at[session] = choice
        if choice != SKIPPED:
            self._change(choice, 1)

    def lift(self, session: int) -> int:
        """Skip a session, and return the choice that it had."""
        choice = self.at[session]
        self.at[session] = SKIPPED
        if choice != SKIPPED:
            self._change(choice, -1)
        return choice

    def _change(self, choice: int, sign: int) -> None:
        rows, windows = self._rows[choice], self._windows[choice]
        room, window_room = self.room[rows], self.window_room[windows]
        left = room - sign * self._uses[choice]
        window_left = window_room - sign * self._fills[choice]
        self.broken += int(np.count_nonzero(left < 0)) - int(np.count_nonzero(room < 0))
        above = np.maximum(-window_left, 0) - np.maximum(-window_room, 0)
        self.room[rows], self.window_room[windows] = left, window_left
        change = sign * self.gains[:, choice] + self.prices[:, windows] @ above
        self.objective = self.objective + change

    def places(self, session: int) -> tuple[IntArray, IntArray]:
        """Return where a skipped session could go, and what each place would change.

        Only the places that leave the fewest rows broken are returned: choices and `SKIPPED`, with
        what each adds to the objective, shape (tiers, places).
        """
        demand = self._demand[session]
        members = self._members[demand]
        rows, uses, windows, fills, gains = self._tables[demand]
        room = self.room[rows]
        broken = np.count_nonzero(uses > room, axis=1)
        if self.broken:
            broken -= np.count_nonzero(room < 0, axis=1)
        for fellow in self._fellows[demand]:
            if self.at[fellow] != SKIPPED:  # a choice can be taken once only
                broken[members.searchsorted(self.at[fellow])] = len(self.room)
        least = min(0, int(broken.min(initial=0)))
        good = np.flatnonzero(broken == least)
        touched = windows[good]
        left = self.window_room[touched]
        above = np.maximum(fills[good] - left, 0) - np.maximum(-left, 0)
        changes = gains[:, good] + (self.prices[:, touched] * above).sum(axis=2)
        if least < 0:
            return members[good], changes
        nothing = np.zeros((len(changes), 1), dtype=np.int64)
        return np.append(members[good], SKIPPED), np.hstack([changes, nothing])

    def named(self, places: list[int]) -> tuple[int, ...]:
        """Return the program's choices for the places of sessions, rising."""
        placed = sorted(choice for choice in places if choice != SKIPPED)
        return tuple(int(self._kept[choice]) for choice in placed)


def _columns(rows: Rows, width: int) -> tuple[IntArray, IntArray]:
    """Return the rows of each choice and its coefficients there, filled up with a row beyond.

    In tables of equal width all choices of a demand are looked at with one numpy operation.
    """
    columns = rows.by_column(width)
    choice, longest = columns.owners, int(np.diff(columns.indptr).max(initial=0))
    rank = np.arange(len(choice)) - columns.indptr[choice]  # of an entry within its choice
    index = np.full((width, longest), len(rows), dtype=np.int64)
    coefficients = np.zeros(index.shape, dtype=np.int64)
    index[choice, rank] = columns.rows
    coefficients[choice, rank] = columns.coefficients
    return index, coefficients
