"""CP-SAT: the default. Counted demands, windows over sorted starts, one worker, a fixed seed."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import attrs
import numpy as np
from ortools.sat.python import cp_model

from ..domain.checks import number
from ..program import Program, Rows
from ..program.reduce import Reduced, reduce
from ..program.rows import IntArray
from ..program.tiers import LARGEST, Group, join, most_above, variable_costs
from .incumbents import Trace
from .interrupts import interruptible
from .protocol import NO_LIMITS, Limits, Outcome

_LONG = 2000
"""Open choices. Longer programs are mostly proven by their relaxation alone, if it is seen whole
(all rows at once) and its numbers are small enough for floats: see `benchmarks/results/blocks.md`
for published plans, of which one took more than 20 s otherwise."""

_ROOM_WHEN_LONG = 1 << 36

_BRIEF = 200
"""Open choices. Up to here a solve takes some milliseconds, of which a thread of its own would cost
a twentieth; Ctrl-C then waits for its end."""


@attrs.frozen
class CpSat:
    """Solve with OR-Tools CP-SAT, joining tiers into one objective where it stays exact.

    Parameters
    ----------
    workers : int
        Threads inside one solve. One is fastest for a week; the answer is the same with more.
    seed : int
        The solver's random seed.
    parameters : mapping of str to int, float or bool
        Further CP-SAT parameters by their own names; they can undo the above.

    Examples
    --------
    >>> CpSat(workers=2).seed
    0
    """

    workers: int = attrs.field(default=1, validator=number(1, 1024, "threads", whole=True))
    seed: int = attrs.field(default=0, validator=number(0, 2**31 - 1, "seed", whole=True))
    parameters: Mapping[str, Any] = attrs.field(factory=dict)

    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the proof, or to the limits."""
        trace = Trace()
        reduced = reduce(program)
        costs, largest = variable_costs(program, reduced)
        model = _Model(program, reduced)
        bound = [0] * len(program.tiers)
        best: IntArray | None = None
        status = cp_model.UNKNOWN
        statistics: dict[str, float] = {}
        long = len(reduced.kept) > _LONG
        for group in join(costs, largest, _ROOM_WHEN_LONG if long else LARGEST):
            solver = self._solver(limits, trace, statistics)
            if long:
                solver.parameters.add_lp_constraints_lazily = False
                self._set(solver)
            watch = _Watch(trace, len(reduced.kept))
            solve = partial(solver.solve, model.minimising(group), watch)
            brief = self.workers == 1 and len(reduced.kept) <= _BRIEF
            status = solve() if brief else interruptible(solve, solver.stop_search)
            _count(statistics, solver)
            for seconds, found in watch.found:
                trace.record(program.objective(program.mask(reduced.kept[found])), seconds)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                break
            best = model.taken_in(solver)
            bound[group.first : group.last] = group.split(_bound(solver))
            if status == cp_model.FEASIBLE:
                break
            model.hold(costs[group.first : group.last], bound[group.first : group.last])
        if best is None:
            kind = "infeasible" if status == cp_model.INFEASIBLE else "unknown"
            return Outcome(kind, (), None, tuple(bound), trace.seconds, statistics)
        taken = program.mask(reduced.kept[best])
        objective = program.objective(taken)
        trace.record(objective)
        return Outcome(
            status="optimal" if status == cp_model.OPTIMAL else "feasible",
            taken=tuple(np.flatnonzero(taken).tolist()),
            objective=objective,
            bound=tuple(bound),
            seconds=trace.seconds,
            statistics=statistics,
            incumbents=trace.incumbents,
        )

    def _solver(
        self, limits: Limits, trace: Trace, statistics: Mapping[str, float]
    ) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = self.workers
        parameters.random_seed = self.seed
        parameters.linearization_level = 2  # nearly an interval matrix: its relaxation is strong
        parameters.symmetry_level = 0  # counted demands leave no symmetry to look for,
        parameters.cp_model_probing_level = 0  # and the reduction nothing to probe: a third faster
        parameters.catch_sigint_signal = False  # it would take the host's Ctrl-C away, and keep it
        left = limits.after(trace.seconds, statistics.get("deterministic_time", 0.0))
        if left.seconds is not None:
            parameters.max_time_in_seconds = left.seconds
        if left.deterministic is not None:
            parameters.max_deterministic_time = left.deterministic
        self._set(solver)
        return solver

    def _set(self, solver: cp_model.CpSolver) -> None:
        """Set what the user sets, last."""
        for name, value in self.parameters.items():
            setattr(solver.parameters, name, value)


class _Model:
    """A CP-SAT model of what is left of a program; its objective is set group by group."""

    def __init__(self, program: Program, reduced: Reduced) -> None:
        model = cp_model.CpModel()
        taken = [model.new_bool_var("") for _ in range(len(reduced.kept))]
        skipped = [model.new_int_var(0, int(count), "") for count in program.counts]
        above = [model.new_int_var(0, most, "") for most in most_above(program, reduced).tolist()]
        _add_demands(model, program, reduced, taken, skipped)
        _add_rows(model, taken, reduced.rows)
        _add_windows(model, taken, above, reduced.windows)
        self._model, self._taken = model, taken
        self._variables = [*taken, *skipped, *above]

    def minimising(self, group: Group) -> cp_model.CpModel:
        """Return the model with a group's objective."""
        self._model.minimize(
            cp_model.LinearExpr.weighted_sum(self._variables, group.weights.tolist())
        )
        return self._model

    def hold(self, costs: IntArray, values: list[int]) -> None:
        """Hold tiers at their proven values."""
        for row, value in zip(costs.tolist(), values, strict=True):
            self._model.add(cp_model.LinearExpr.weighted_sum(self._variables, row) <= value)

    def taken_in(self, solver: cp_model.CpSolver) -> IntArray:
        """Return which of the kept choices a solution takes."""
        return _taken_in(solver.response_proto, len(self._taken))


class _Watch(cp_model.CpSolverSolutionCallback):
    """Notes when solutions come. What they cost is worked out after the solve."""

    def __init__(self, trace: Trace, width: int) -> None:
        super().__init__()
        self._trace, self._width = trace, width
        self.found: list[tuple[float, IntArray]] = []

    def on_solution_callback(self) -> None:
        """Take in a solution."""
        self.found.append((self._trace.seconds, _taken_in(self.response_proto, self._width)))


def _add_demands(
    model: cp_model.CpModel,
    program: Program,
    reduced: Reduced,
    taken: list[cp_model.IntVar],
    skipped: list[cp_model.IntVar],
) -> None:
    owner = program.choices.demand[reduced.kept]
    for demand, skip in enumerate(skipped):
        members = [taken[index] for index in np.flatnonzero(owner == demand).tolist()]
        model.add(cp_model.LinearExpr.sum([*members, skip]) == int(program.counts[demand]))


def _add_rows(model: cp_model.CpModel, taken: list[cp_model.IntVar], rows: Rows) -> None:
    columns, starts, bounds = rows.columns.tolist(), rows.starts.tolist(), rows.bounds.tolist()
    coefficients = rows.coefficients.tolist()
    for row, bound in enumerate(bounds):
        entries = slice(starts[row], starts[row + 1])
        members = [taken[column] for column in columns[entries]]
        weights = coefficients[entries]
        if bound == 1 and all(weight == 1 for weight in weights):
            model.add_at_most_one(members)
        else:
            model.add(cp_model.LinearExpr.weighted_sum(members, weights) <= bound)


def _add_windows(
    model: cp_model.CpModel,
    taken: list[cp_model.IntVar],
    above: list[cp_model.IntVar],
    windows: Rows,
) -> None:
    columns, starts, bounds = (
        windows.columns.tolist(),
        windows.starts.tolist(),
        windows.bounds.tolist(),
    )
    coefficients = windows.coefficients.tolist()
    for row, excess in enumerate(above):
        entries = slice(starts[row], starts[row + 1])
        members = [taken[column] for column in columns[entries]]
        weights = [*coefficients[entries], -1]
        model.add(cp_model.LinearExpr.weighted_sum([*members, excess], weights) <= bounds[row])


def _taken_in(response: Any, width: int) -> IntArray:
    """Return which of the first so many variables, the kept choices, a response takes."""
    return np.flatnonzero(np.fromiter(response.solution, dtype=np.int64, count=width))


def _bound(solver: cp_model.CpSolver) -> int:
    """Return the proven bound as a whole number; as a float it is off by one near 2**50."""
    return int(solver.response_proto.inner_objective_lower_bound)


def _count(statistics: dict[str, float], solver: cp_model.CpSolver) -> None:
    """Add up what the solver counted, over all solves."""
    response = solver.response_proto
    for name, value in (
        ("solves", 1.0),
        ("branches", float(solver.num_branches)),
        ("conflicts", float(solver.num_conflicts)),
        ("deterministic_time", float(response.deterministic_time)),
    ):
        statistics[name] = statistics.get(name, 0.0) + value
