"""Dynamic programming over sorted starts: exact, and fast where few different pasts matter.

Choices are gone through by start, a stretch of mutually exclusive ones at a time. Two partial plans
that leave the same room in every row still open have the same futures, so the better one stands for
both (Bellman 1957; on rows of a 0-1 program this is a decision diagram by merging: Bergman, Cire,
van Hoeve & Hooker 2016, 10.1007/978-3-319-42849-9). In a chain, where a session meets only its
neighbours in time, the last session is all that matters of the past, and the work grows with the
number of starts. Where rows reach far, partial plans pile up, and the strategy refuses.
"""

import attrs
import numpy as np

from ...program import Program
from ...program.reduce import reduce
from ...program.rows import IntArray
from ..incumbents import Trace
from ..protocol import NO_LIMITS, Limits, Outcome
from .pairs import MOST as PAIRS
from .pairs import best_pair
from .stages import Chain, FloatArray, Stretch, chain_of
from .transitions import expand

_Step = tuple[IntArray, IntArray]
"""Of each partial plan behind a stretch: the one before it, and the choice added, or -1."""


@attrs.frozen
class Dynamic:
    """Solve by dynamic programming, or refuse.

    Parameters
    ----------
    most : int
        The most partial plans that are kept, or tried, at a time.

    Raises
    ------
    TooLargeError
        From `solve`, where there are more: the program is no chain, nor near one.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]))
    >>> sf.solve(program, Dynamic()) == sf.solve(program)
    True
    """

    most: int = 200_000

    def solve(
        self, program: Program, limits: Limits = NO_LIMITS, hint: tuple[int, ...] | None = None
    ) -> Outcome:
        """Solve a program to the proof. Stopped by the clock, it has no plan yet."""
        trace = Trace()
        left = reduce(program)
        chain = chain_of(program, left)
        widest = 0
        if chain.impossible:
            best = None
        elif program.counts.sum() <= 2 and len(left.kept) <= PAIRS:
            best = best_pair(chain)
        else:
            steps, widest = self._through_all(chain, limits, trace)
            if steps is None:
                return _without(program, trace, "unknown", widest)
            best = _walk_back(steps)
        if best is None:
            return _without(program, trace, "infeasible", widest)
        taken = program.mask(left.kept[best])
        objective = program.objective(taken)
        trace.see(objective)
        return Outcome(
            status="optimal",
            taken=tuple(np.flatnonzero(taken).tolist()),
            objective=objective,
            bound=objective,
            seconds=trace.seconds,
            statistics={"widest": float(widest)},
            incumbents=trace.incumbents,
        )

    def _through_all(
        self, chain: Chain, limits: Limits, trace: Trace
    ) -> tuple[list[_Step] | None, int]:
        """Return the steps, or None when out of time, and the most partial plans kept at a time."""
        partial = _Partial.empty(chain)
        steps: list[_Step] = []
        widest = 1
        for stretch in chain.stretches():
            if limits.seconds is not None and trace.seconds > limits.seconds:
                return None, widest
            partial, step = self._through(chain, stretch, partial)
            steps.append(step)
            widest = max(widest, len(partial))
        return steps, widest

    def _through(
        self, chain: Chain, stretch: Stretch, partial: "_Partial"
    ) -> tuple["_Partial", _Step]:
        """Go through one stretch: take none of it, or one; merge what has the same future."""
        step = expand(chain, stretch, partial.used, self.most)
        values = partial.values[:, step.parents] + step.gains
        best = _least_of_equals(step.behind, values, stretch.mixer)
        added = step.added[best]
        chosen = np.where(added >= 0, stretch.first + added, -1)
        return _Partial(step.behind[best], values[:, best]), (step.parents[best], chosen)


@attrs.frozen(eq=False)
class _Partial:
    """Partial plans: what each uses of the rows still open, and what it costs so far.

    `used` has shape (plans, open rows), `values` (words, plans): the joined objectives.
    """

    used: FloatArray
    values: IntArray

    def __len__(self) -> int:
        return len(self.used)

    @staticmethod
    def empty(chain: Chain) -> "_Partial":
        return _Partial(np.zeros((1, 0)), np.zeros((len(chain.gains), 1), dtype=np.int64))


def _least_of_equals(used: FloatArray, values: IntArray, mixer: FloatArray) -> IntArray:
    """Return the best of each set of partial plans that use the same.

    Plans are sorted by a mixed number and then compared, so a mixing that is not unique costs a
    merge at most, and never a plan.
    """
    if not used.shape[1]:
        return np.lexsort(values[::-1])[:1]
    mixed = used @ mixer
    order = np.lexsort((*values[::-1], mixed))
    ordered = used[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    best: IntArray = order[new]
    return best


def _walk_back(steps: list[_Step]) -> IntArray | None:
    """Return the choices of the one plan that is left, or None where none is."""
    taken, at = [], 0
    if steps and not len(steps[-1][0]):
        return None
    for parents, chosen in reversed(steps):
        if chosen[at] >= 0:
            taken.append(int(chosen[at]))
        at = int(parents[at])
    return np.array(taken, dtype=np.int64)


def _without(program: Program, trace: Trace, status: str, widest: int) -> Outcome:
    bound = (0,) * len(program.tiers)
    return Outcome(status, (), None, bound, trace.seconds, {"widest": float(widest)})
