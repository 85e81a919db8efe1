"""Large-neighbourhood search: free a part of the plan, let CP-SAT mend it, keep what is better.

After Shaw (1998), Using constraint programming and local search methods to solve vehicle routing
problems, CP 1998, 417-431, https://doi.org/10.1007/3-540-49481-2_30.

Each part becomes a program of its own, with only the choices that are free: what the rest of the
plan uses is taken off the rows, the counts and the windows. So mending two weeks costs the same in
a month as in a year.
"""

import random
from collections.abc import Iterator

import attrs
import numpy as np

from ...domain.checks import number
from ...program import Program
from ...program.presolve import presolve
from ...program.restriction import restrict
from ...program.rows import BoolArray
from ...stopping import check
from ..cpsat import CpSat
from ..incumbents import Trace
from ..protocol import NO_LIMITS, Limits, Outcome
from ..whole_call import heeding
from .annealing import LocalSearch

_FORTNIGHT = 14
_BY_TURNS = LocalSearch(steps=0)  # places one session after another, each where it costs least


@attrs.frozen
class Neighbourhood:
    """Make a plan better part by part.

    It starts from the plan in which every session took its best place in turn (or, if that
    breaks a row, from an annealed one). A cycle frees stretches of days, each half over the one
    before, and every session alone, which may then go anywhere. It ends after a cycle that found
    nothing better: then no such part can be bettered, which proves nothing for the whole.

    Parameters
    ----------
    seed : int
        Of the order of the parts. The same seed gives the same answer, unless the clock stopped it.
    rounds : int
        The most parts that are freed.
    part : int, optional
        Days freed together. By default half of the horizon, at most two weeks. If it is all of
        the horizon, one part is the whole program, and the plan is proven.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]))
    >>> Neighbourhood().solve(program).status, Neighbourhood(part=7).solve(program).status
    ('feasible', 'optimal')
    """

    seed: int = attrs.field(default=0, validator=number(0, 2**31 - 1, "seed", whole=True))
    rounds: int = attrs.field(default=10_000, validator=number(0, 10**9, "rounds", whole=True))
    part: int | None = attrs.field(
        default=None, validator=number(1, 10**6, "days", whole=True, optional=True)
    )

    @heeding
    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program; the bound is the trivial one, zero, unless the plan is proven.

        The parts share the limits: the seconds, and the work.
        """
        trace = Trace()
        start = _start(program, self.seed, limits)
        if start.objective is None:
            return attrs.evolve(start, seconds=trace.seconds, statistics={"rounds": 0.0})
        trace.record(start.objective)
        mending = _Mending(program, start, limits, trace)
        draw = random.Random(self.seed)  # noqa: S311  # nothing secret hangs on it
        parts = list(_parts(mending.program, self._days(program)))
        before = None
        while mending.objective != before and not mending.proven:
            before = mending.objective
            draw.shuffle(parts)
            for one in parts:
                if mending.rounds >= self.rounds or mending.late() or mending.proven:
                    return mending.outcome()
                mending.mend(_freed(mending.program, mending.taken, one))
        return mending.outcome()

    def _days(self, program: Program) -> int:
        half = -(-program.horizon.days // 2)
        return min(_FORTNIGHT, half) if self.part is None else self.part


def _start(program: Program, seed: int, limits: Limits) -> Outcome:
    start = _BY_TURNS.solve(program, limits)
    if start.objective is None:
        return LocalSearch(seed).solve(program, limits)
    return start


def _parts(program: Program, days: int) -> Iterator[tuple[str, int, int]]:
    """Yield what is freed in a cycle: stretches of days (first, end), sessions (demand, which)."""
    horizon = program.horizon.days
    step = max(1, days // 2)
    for first in range(0, max(1, horizon - days + step), step):
        low = max(0, min(first, horizon - days))
        yield "days", low, low + days
    if days >= horizon:
        return
    for demand, count in enumerate(program.counts.tolist()):
        for which in range(count):
            yield "session", demand, which


def _freed(program: Program, taken: BoolArray, part: tuple[str, int, int]) -> BoolArray:
    """Return which choices a part frees, shape (choices,)."""
    kind, first, second = part
    if kind == "days":
        day = program.choices.day
        inside: BoolArray = (day >= first) & (day < second)
        return inside
    own: BoolArray = program.choices.demand == first
    others = np.delete(np.flatnonzero(own & taken), slice(second, second + 1))
    own[others] = False
    return own


class _Mending:
    """A plan of what is left of a program to decide, and what mending parts of it has come to."""

    def __init__(self, program: Program, start: Outcome, limits: Limits, trace: Trace) -> None:
        presolved = presolve(program)
        size = len(program.choices)
        open_ones = np.zeros(size, dtype=bool)
        open_ones[presolved.kept] = True
        whole = restrict(program, np.zeros(size, dtype=bool), open_ones)
        self.program = attrs.evolve(whole.program, rows=presolved.rows)
        self.taken: BoolArray = np.isin(presolved.kept, start.taken)
        self.objective = self.program.objective(self.taken)
        self.rounds, self.proven = 0, False
        self._constant, self._kept = whole.constant, presolved.kept
        self._limits, self._trace, self._work = limits, trace, 0.0

    def late(self) -> bool:
        """Whether the time is up, or the work is done."""
        check()
        seconds, work = self._limits.seconds, self._limits.deterministic
        return (seconds is not None and self._trace.seconds >= seconds) or (
            work is not None and self._work >= work
        )

    def mend(self, free: BoolArray) -> None:
        """Find the best of a part; take it if it is better than what is there."""
        part = restrict(self.program, self.taken, free)
        self.rounds += 1
        if not part.program.counts.sum() and not free.all():
            return  # no session is in it, and none is skipped that could be
        outcome = CpSat().solve(part.program, self._left())
        self._work += outcome.statistics.get("deterministic_time", 0.0)
        if outcome.objective is None:
            return
        self.proven = bool(free.all()) and outcome.status == "optimal"
        objective = _sum(outcome.objective, part.constant)
        if objective < self.objective:
            self.objective = objective
            self.taken = self.taken & ~free
            self.taken[part.free[list(outcome.taken)]] = True
            self._trace.record(_sum(objective, self._constant))

    def _left(self) -> Limits:
        return self._limits.after(self._trace.seconds, self._work)

    def outcome(self) -> Outcome:
        """Return the plan."""
        objective = _sum(self.objective, self._constant)
        return Outcome(
            status="optimal" if self.proven else "feasible",
            taken=tuple(self._kept[self.taken].tolist()),
            objective=objective,
            bound=objective if self.proven else (0,) * len(objective),
            seconds=self._trace.seconds,
            statistics={"rounds": float(self.rounds), "deterministic_time": self._work},
            incumbents=self._trace.incumbents,
        )


def _sum(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(one + other for one, other in zip(first, second, strict=True))
