"""Simulated annealing that sees every place of a session at once, with exact changes.

After Kirkpatrick, Gelatt and Vecchi (1983), Optimization by simulated annealing, Science 220,
671-680, https://doi.org/10.1126/science.220.4598.671. It proves nothing.

A session is lifted, and for every choice that it could take, and for skipping it, the change of
every tier is worked out in a few numpy operations. One of them is drawn, with odds that fall
exponentially with its energy (a "heat bath": no step is wasted on a refusal). So adding, dropping
and moving a session are one move. Every other step lifts two sessions, so that they can change
places, and is taken back by Metropolis' rule where it came out worse.
"""

import math
import random

import attrs
import numpy as np
import numpy.typing as npt

from ..domain.checks import number
from ..program import Program, Rows
from ..program.reduce import Reduced, reduce
from ..program.rows import IntArray
from .protocol import NO_LIMITS, Limits, Outcome
from .trace import Trace

SKIPPED = -1
"""The place of a session that is not placed."""

_FADE = 1 / 32  # what a tier weighs in the energy, next to the tier before it
_HOT = 0.3  # of the largest price in the first tier
_COLD = 0.01  # of the largest price in the last tier
_NEAR = 3  # the most places in the list of sessions (which is in order of weeks) between a pair
_CLOCK = 16  # steps from one look at the clock to the next
_BEYOND = np.array([1 << 60])  # room in the row that fills up the tables: never used up


@attrs.frozen
class LocalSearch:
    """Anneal the sessions of a program, then let each take its best place.

    Plans are compared tier by tier, and only those that keep every row count. The odds alone need
    one number, the energy: the change of each tier over the largest price in that tier, with a
    thirty-second of the weight of the tier before. A place that leaves more rows broken than
    another is never drawn.

    Parameters
    ----------
    seed : int
        Of the random numbers. The same seed gives the same answer, unless the clock stopped it.
    steps : int
        For each session asked. With 0 every session takes its best place in turn, and no more. With
        a limit in seconds the temperature falls with the clock where that ends first.

    Raises
    ------
    InputError
        Where a value is not accepted.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([], strength=1))
    >>> outcome = LocalSearch(steps=50).solve(program)
    >>> outcome.status, outcome.objective == sf.solve(program).objective
    ('feasible', True)
    """

    seed: int = attrs.field(default=0, validator=number(0, 2**31 - 1, "seed", whole=True))
    steps: int = attrs.field(default=400, validator=number(0, 10**9, "steps", whole=True))

    def solve(
        self, program: Program, limits: Limits = NO_LIMITS, hint: tuple[int, ...] | None = None
    ) -> Outcome:
        """Solve a program without proof; the bound is the trivial one, zero.

        Parameters
        ----------
        program : Program
        limits : Limits
            Only its seconds count.
        hint : tuple of int, optional
            Is ignored.
        """
        search = _Search(program, self.seed, limits.seconds)
        if not search.late():
            search.settle()
            if search.anneal(self.steps * len(search.state.at)):
                search.settle()
        return search.outcome()


class State:
    """A plan of a reduced program that changes by a session at a time, with exact bookkeeping.

    It keeps up to date where each session is, what is left of each row and window, the number of
    broken rows, and the objective. A change costs the length of a column.

    Parameters
    ----------
    program : Program
    reduced : Reduced
        What is left of it to decide; choices are counted as in its `kept`.

    Attributes
    ----------
    at : list of int
        The choice of each session, or `SKIPPED`; sessions of a demand are next to one another.
    room, window_room : numpy.ndarray
        Bound less activity, shape (rows + 1,) and (window rows + 1,); the last stands for no row.
    broken : int
        How many rows are broken.
    objective : numpy.ndarray
        Shape (tiers,).

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([], strength=2))
    >>> state = State(program, reduce(program))
    >>> state.put(0, 5)
    >>> state.lift(0), state.at, state.broken
    (5, [-1, -1], 0)
    """

    def __init__(self, program: Program, reduced: Reduced) -> None:
        owner = program.choices.demand[reduced.kept]
        width, demands = len(owner), len(program.counts)
        self._kept = reduced.kept
        self._rows, self._uses = _columns(reduced.rows, width)
        self._windows, self._fills = _columns(reduced.windows, width)
        self.gains = program.tier_costs[:, reduced.kept] - program.skip_costs[:, owner]
        self.prices = np.hstack([reduced.window_costs, np.zeros((len(self.gains), 1), np.int64)])
        self._members = [np.flatnonzero(owner == demand) for demand in range(demands)]
        self._tables = [
            (self._rows[of], self._uses[of], self._windows[of], self._fills[of], self.gains[:, of])
            for of in self._members
        ]
        self._demand = np.repeat(np.arange(demands), program.counts).tolist()
        ends = np.cumsum(program.counts).tolist()
        self._fellows = [range(end - n, end) for end, n in zip(ends, program.counts, strict=True)]
        self.at = [SKIPPED] * len(self._demand)
        self.room = np.concatenate([reduced.rows.bounds, _BEYOND])
        self.window_room = np.concatenate([reduced.windows.bounds, _BEYOND])
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

        Only the places that leave the fewest rows broken are returned.

        Returns
        -------
        places : numpy.ndarray
            Shape (places,): choices, and `SKIPPED`.
        changes : numpy.ndarray
            Shape (tiers, places): what is added to the objective.
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
    """Return the rows of each choice and its coefficients there, filled up with a row beyond."""
    order = np.argsort(rows.columns, kind="stable")
    columns, counts = rows.columns[order], np.bincount(rows.columns, minlength=width)
    rank = np.arange(len(columns)) - (np.cumsum(counts) - counts)[columns]
    index = np.full((width, int(counts.max(initial=0))), len(rows), dtype=np.int64)
    coefficients = np.zeros(index.shape, dtype=np.int64)
    index[columns, rank] = rows.owners[order]
    coefficients[columns, rank] = rows.coefficients[order]
    return index, coefficients


class _Search:
    """The state, the best plan so far, and the clock."""

    def __init__(self, program: Program, seed: int, seconds: float | None) -> None:
        self._trace = Trace()
        self._seconds = seconds
        self._draw = random.Random(seed)  # noqa: S311  # nothing secret hangs on it
        self.state = State(program, reduce(program))
        self._weights = _weights(program, self.state)
        self._best: tuple[tuple[int, ...], list[int]] | None = None
        self._counted = {"steps": 0.0, "accepted": 0.0}
        if not self.late():
            self._see()

    def late(self) -> bool:
        """Whether the time is up."""
        return self._seconds is not None and self._trace.seconds >= self._seconds

    def settle(self) -> None:
        """Give sessions their best places, one by one, until none has a better one."""
        before = None
        while before is None or self._rank() < before:
            before = self._rank()
            for session in range(len(self.state.at)):
                if self.late():
                    return
                self.state.lift(session)
                places, changes = self.state.places(session)
                self.state.put(session, int(places[np.lexsort(changes[::-1])[0]]))
                self._see()

    def anneal(self, steps: int) -> bool:
        """Draw places at a falling temperature, then go back to the best plan, if there is one."""
        priced = int(np.count_nonzero(self._weights))
        cooling = math.log(_COLD / _HOT) + max(0, priced - 1) * math.log(_FADE)
        done = 0.0
        for step in range(steps):
            if step % _CLOCK == 0:
                spent = self._trace.seconds / self._seconds if self._seconds else 0.0
                done = max(step / steps, spent)
                if done >= 1:
                    break
            heat = _HOT * math.exp(cooling * done)
            session = self._draw.randrange(len(self.state.at))
            moved = self._pair(session, heat) if step % 2 else self._single(session, heat)
            self._counted["steps"] += 1
            self._counted["accepted"] += moved
            self._see()
        if self._best is not None:
            self._restore(dict(enumerate(self._best[1])))
        return steps > 0

    def _rank(self) -> tuple[int, ...]:
        return self.state.broken, *self.state.objective.tolist()

    def _single(self, session: int, heat: float) -> bool:
        old = self.state.lift(session)
        self.state.put(session, self._drawn(session, heat))
        return self.state.at[session] != old

    def _pair(self, session: int, heat: float) -> bool:
        """Move two sessions, the first at a higher temperature: where alone it would not go."""
        state, sessions = self.state, len(self.state.at)
        reach = min(_NEAR, sessions - 1)
        other = (session + self._draw.randint(1, max(1, reach))) % sessions
        if other == session:
            return self._single(session, heat)
        broken, objective = state.broken, state.objective
        old = {session: state.at[session], other: state.at[other]}
        state.lift(session)
        state.lift(other)
        hotter = heat * (_HOT / heat) ** self._draw.random()
        state.put(session, self._drawn(session, hotter))
        state.put(other, self._drawn(other, heat))
        energy = max(0.0, float(self._weights @ (state.objective - objective)))
        worse = state.broken - broken
        if worse > 0 or (worse == 0 and self._draw.random() >= math.exp(-energy / heat)):
            self._restore(old)
            return False
        return any(state.at[one] != choice for one, choice in old.items())

    def _restore(self, places: dict[int, int]) -> None:
        for session in places:
            self.state.lift(session)
        for session, choice in places.items():
            self.state.put(session, choice)

    def _drawn(self, session: int, heat: float) -> int:
        places, changes = self.state.places(session)
        energy = self._weights @ changes
        odds = np.exp((energy.min() - energy) / heat).cumsum()
        return int(places[odds.searchsorted(self._draw.random() * odds[-1])])

    def _see(self) -> None:
        """Keep the plan if it keeps every row and is the best so far."""
        if self.state.broken:
            return
        objective = tuple(self.state.objective.tolist())
        if self._best is None or objective < self._best[0]:
            self._best = objective, list(self.state.at)
            self._trace.see(objective)

    def outcome(self) -> Outcome:
        """Return the best plan."""
        return Outcome(
            status="unknown" if self._best is None else "feasible",
            taken=() if self._best is None else self.state.named(self._best[1]),
            objective=None if self._best is None else self._best[0],
            bound=(0,) * len(self._weights),
            seconds=self._trace.seconds,
            statistics=self._counted,
            incumbents=self._trace.incumbents,
        )


def _weights(program: Program, state: State) -> npt.NDArray[np.float64]:
    """Return what one unit of each tier weighs in the energy; nothing where it has no price."""
    prices = np.hstack([abs(state.gains), program.skip_costs, state.prices])
    largest = prices.max(axis=1, initial=0).astype(np.float64)
    rank = np.cumsum(largest > 0) - 1.0
    weights = np.zeros(len(largest))
    np.divide(_FADE**rank, largest, out=weights, where=largest > 0)
    return weights
