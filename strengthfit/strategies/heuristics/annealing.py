"""Simulated annealing that sees every place of a session at once, with exact changes.

After Kirkpatrick, Gelatt and Vecchi (1983), Optimization by simulated annealing, Science 220,
671-680, https://doi.org/10.1126/science.220.4598.671. It proves nothing.

A session is lifted, and for every choice that it could take, and for skipping it, the change of
every tier is worked out in a few numpy operations. One of them is drawn, with odds that fall
exponentially with its energy (a "heat bath": no step is wasted on a refusal). So adding, dropping
and moving a session are one move. Every other step lifts two sessions, so that they can change
places, and is taken back by Metropolis' rule if it came out worse.
"""

import math
import random

import attrs
import numpy as np
import numpy.typing as npt

from ...domain.checks import number
from ...program import Program
from ...program.presolve import presolve
from ...stopping import check
from ..incumbents import Trace
from ..protocol import NO_LIMITS, Limits, Outcome
from ..whole_call import heeding
from .search_state import State

_FADE = 1 / 32  # what a tier weighs in the energy, next to the tier before it
_HOT = 0.3  # of the largest price in the first tier
_COLD = 0.01  # of the largest price in the last tier
_NEAR = 3  # the most places in the list of sessions (which is in order of weeks) between a pair
_CLOCK = 16  # steps from one look at the clock to the next


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
        a limit in seconds the temperature falls with the clock if that ends first.

    Raises
    ------
    InputError
        If a value is not accepted.

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

    @heeding
    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program without proof; the bound is the trivial one, zero.

        Only the seconds of the limits count.
        """
        search = _Search(program, self.seed, limits.seconds)
        if not search.late():
            search.settle()
            if search.anneal(self.steps * len(search.state.at)):
                search.settle()
        return search.outcome()


class _Search:
    """The state, the best plan so far, and the clock."""

    def __init__(self, program: Program, seed: int, seconds: float | None) -> None:
        self._trace = Trace()
        self._seconds = seconds
        self._draw = random.Random(seed)  # noqa: S311  # nothing secret hangs on it
        self.state = State(program, presolve(program))
        self._weights = _weights(program, self.state)
        self._best: tuple[tuple[int, ...], list[int]] | None = None
        self._counted = {"steps": 0.0, "accepted": 0.0}
        if not self.late():
            self._see()

    def late(self) -> bool:
        """Whether the time is up."""
        check()
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
            check()
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
            self._trace.record(objective)

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
    """Return what one unit of each tier weighs in the energy; nothing if it has no price."""
    prices = np.hstack([abs(state.gains), program.skip_costs, state.prices])
    largest = prices.max(axis=1, initial=0).astype(np.float64)
    rank = np.cumsum(largest > 0) - 1.0
    weights = np.zeros(len(largest))
    np.divide(_FADE**rank, largest, out=weights, where=largest > 0)
    return weights
