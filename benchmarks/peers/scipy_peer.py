"""HiGHS through SciPy: sparse matrices, whole-number variables, and `scipy.optimize.milp`.

HiGHS calculates with floats, and calls a value whole and a row kept that is so to within 1e-6. So
tiers are joined only while a joined objective stays below a million, where that is less than one
unit, and held one by one. Each solution is rounded and checked against every row, and counts as
proven only if its exact value is what the dual bound rounds up to.
"""

import math
from importlib import import_module
from typing import Any

import attrs
import numpy as np

from strengthfit.program import Program, Rows
from strengthfit.program.objective import JoinedTiers
from strengthfit.strategies import Limits, Outcome
from strengthfit.strategies.incumbents import Trace
from strengthfit.strategies.protocol import NO_LIMITS

from .given import Given
from .shared import Answer, alone, in_turn

ROOM = 1 << 20
"""Joined objectives stay below this: about one over the solver's tolerance."""

_SLACK = 1e-3
"""A dual bound this little above a whole number is taken for it."""

_OPTIMAL, _INFEASIBLE = 0, 2


@attrs.frozen
class ScipyPeer:
    """Solve with HiGHS through SciPy, which gives no plans on the way.

    Examples
    --------
    >>> ScipyPeer()
    ScipyPeer()
    """

    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the proof, or to the limits.

        Parameters
        ----------
        program : Program
        limits : Limits, optional
            Work is not measured: only `seconds` counts.
        """
        trace = Trace()
        given = Given.of(program)
        known = alone(given, trace)
        if known is not None:
            return known
        return in_turn(given, given.groups(ROOM), _Model(given), limits, trace)


class _Model:
    """The program as sparse matrices, with a constraint more for each tier that is held."""

    def __init__(self, given: Given) -> None:
        # By name: it is not there for all, nor typed.
        self._optimize: Any = import_module("scipy.optimize")
        self._sparse: Any = import_module("scipy.sparse")
        sparse, optimize = self._sparse, self._optimize
        self._given = given
        choices, demands, windows = len(given.owner), len(given.counts), len(given.most)
        owned = (np.ones(choices), (given.owner, np.arange(choices)))
        demand = sparse.csr_array(owned, shape=(demands, choices))
        ruled, windowed = (
            self._matrix(rows, choices) for rows in (given.presolved.rows, given.presolved.windows)
        )
        blocks = [
            [demand, sparse.eye_array(demands), None],
            [ruled, None, None],
            [windowed, None, -sparse.eye_array(windows)],
        ]
        matrix = sparse.block_array(blocks, format="csr")
        unbounded = np.full(len(given.presolved.rows) + windows, -np.inf)
        upper = np.concatenate(
            [given.counts, given.presolved.rows.bounds, given.presolved.windows.bounds]
        )
        lower = np.concatenate([given.counts, unbounded])
        self._constraints = [optimize.LinearConstraint(matrix, lower, upper)]
        self._most = np.concatenate([np.ones(choices), given.counts, given.most])

    def minimise(self, group: JoinedTiers, seconds: float | None) -> Answer:
        """Minimise a group's objective."""
        result = self._optimize.milp(
            group.weights.astype(np.float64),
            integrality=np.ones(len(self._most)),
            bounds=self._optimize.Bounds(0, self._most),
            constraints=self._constraints,
            options={"mip_rel_gap": 0.0} | ({} if seconds is None else {"time_limit": seconds}),
        )
        return Answer(
            taken=None if result.x is None else self._given.plan(self._rounded(result.x)),
            bound=_whole(result.mip_dual_bound),
            ended=result.status in (_OPTIMAL, _INFEASIBLE),
        )

    def hold(self, tier: int, value: int) -> None:
        """Ask from now on that a tier is at most this many of its units."""
        row = self._sparse.csr_array(self._given.costs[tier][None, :].astype(np.float64))
        self._constraints.append(self._optimize.LinearConstraint(row, -np.inf, value))

    def _rounded(self, values: Any) -> Any:
        return np.rint(values[: len(self._given.owner)]) > 0

    def _matrix(self, rows: Rows, width: int) -> Any:
        entries = (rows.coefficients.astype(np.float64), rows.columns, rows.indptr)
        return self._sparse.csr_array(entries, shape=(len(rows), width))


def _whole(bound: float | None) -> int:
    """Return the least whole number that is not below a bound."""
    if bound is None or not math.isfinite(bound):
        return 0
    return max(0, math.ceil(bound - _SLACK))
