"""CP-SAT: the default. Counted demands, windows over sorted starts, one worker, a fixed seed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any, TypeVar

import attrs
import numpy as np
from ortools.sat.python import cp_model

from ..domain.checks import number, word_code
from ..errors import InputError
from ..program import Program, Rows
from ..program.objective import LARGEST, most_above, scalarise, variable_costs
from ..program.presolve import Presolved, presolve
from ..program.rows import BoolArray, IntArray
from ..stopping import can_be_cancelled, check
from .incumbents import Trace
from .interrupts import interruptible
from .protocol import NO_LIMITS, Limits, Outcome
from .tier_by_tier import Answer, solve_in_turn
from .whole_call import heeding

_Thing = TypeVar("_Thing")

_LONG = 500
"""Open choices. Longer programs are mostly proven by their relaxation alone, if it is seen whole
(all rows at once) and its numbers are small enough for floats: see `benchmarks/results/blocks.md`
for published plans, of which one took more than 20 s otherwise, and `benchmarks/squads.py`
for athletes who share a gym: 20 of them, 1,900 open choices, take 0.4 s rather than minutes."""

_ROOM_WHEN_LONG = 1 << 36

_BRIEF = 200
"""Open choices. Up to here a solve takes some milliseconds, of which a thread of its own would cost
a twentieth; Ctrl-C then waits for its end."""

_HANDING_OVER = 0.5
"""Of the time in which a long model is made, what it takes to hand it to the solver and to load it
there; the solver's own clock begins after that. Measured on blocks of 52 and 104 weeks."""

_BETWEEN_LOOKS = 500
"""Variables that are made between two looks at the clock: a millisecond. Of rows, which may hold
thousands of choices, each is preceded by a look. CONVENTION."""


def _check_parameters(_instance: Any, _attribute: Any, value: Any) -> None:
    """Refuse names that CP-SAT does not know, and values that it does not accept."""
    path = "CpSat.parameters"
    if not isinstance(value, Mapping):
        accepted = "is not a table of CP-SAT's parameters; write e.g. {'linearization_level': 2}"
        raise InputError(path, value, accepted, "wrong_type")
    if not value:
        return
    solver = cp_model.CpSolver()
    for name, given in value.items():
        if name not in _settable(type(solver.parameters)):
            raise InputError(path, name, _unknown_parameter(name, solver), word_code(name))
        try:
            setattr(solver.parameters, name, given)
        except (TypeError, ValueError):  # its own words are a page long
            now = getattr(solver.parameters, name)
            accepted = f"is not of the kind that it takes: {type(now).__name__}, such as {now!r}"
            raise InputError(f"{path}[{name}]", given, accepted, "wrong_type") from None
    if solver.solve(cp_model.CpModel()) == cp_model.MODEL_INVALID:
        problem = solver.response_proto.solution_info
        raise InputError(path, dict(value), f"is refused by CP-SAT: {problem}", "out_of_range")


def _settable(kind: type) -> list[str]:
    """Return the names of the parameters that can be set."""
    members = {name: getattr(kind, name) for name in dir(kind)}
    return [name for name, one in members.items() if getattr(one, "fset", None) is not None]


def _unknown_parameter(name: Any, solver: cp_model.CpSolver) -> str:
    own = [field.name for field in attrs.fields(CpSat)]
    close = get_close_matches(str(name), [*own, *_settable(type(solver.parameters))], n=3)
    hint = f"; did you mean {' or '.join(map(repr, close))}?" if close else ""
    return (
        f"is not a parameter of CP-SAT; write one of {', '.join(own)}, or of CP-SAT's own, such as "
        f"linearization_level{hint}"
    )


@attrs.frozen
class CpSat:
    """Solve with OR-Tools CP-SAT, joining tiers into one objective if it stays exact.

    Parameters
    ----------
    workers : int
        Threads inside one solve. One is fastest for a week; the answer is the same with more.
    seed : int
        The solver's random seed.
    parameters : mapping of str to int, float or bool
        Further CP-SAT parameters by their own names; they can undo the above.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> CpSat(workers=2).seed
    0
    """

    workers: int = attrs.field(default=1, validator=number(1, 1024, "threads", whole=True))
    seed: int = attrs.field(default=0, validator=number(0, 2**31 - 1, "seed", whole=True))
    parameters: Mapping[str, Any] = attrs.field(factory=dict, validator=_check_parameters)

    @heeding
    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the proof, or to the limits."""
        trace = Trace()
        try:
            model = _Model(self, program, limits, trace)
        except _OutOfTimeError:
            return Outcome("unknown", (), None, (0,) * len(program.tiers), trace.seconds)
        return solve_in_turn(program, model.groups, model, trace, model.statistics)

    def solver(self, left: Limits, long: bool) -> cp_model.CpSolver:
        """Return a solver with all parameters set, for one solve."""
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = self.workers
        parameters.random_seed = self.seed
        parameters.linearization_level = 2  # nearly an interval matrix: its relaxation is strong
        parameters.symmetry_level = 0  # counted demands leave no symmetry to look for,
        parameters.cp_model_probing_level = 0  # and presolve nothing to probe: a third faster
        parameters.catch_sigint_signal = False  # it would take the host's Ctrl-C away, and keep it
        if left.seconds is not None:
            parameters.max_time_in_seconds = left.seconds
        if left.deterministic is not None:
            parameters.max_deterministic_time = left.deterministic
        if long:
            parameters.add_lp_constraints_lazily = False
        for name, value in self.parameters.items():  # what the user sets, last
            setattr(parameters, name, value)
        return solver


class _OutOfTimeError(Exception):
    """The limits ended while the model was made."""


class _Model:
    """A CP-SAT model of what is left of a program; its objective is set group by group."""

    def __init__(self, strategy: CpSat, program: Program, limits: Limits, trace: Trace) -> None:
        self._strategy, self._limits, self._trace = strategy, limits, trace
        self._check_time()
        self._program, presolved = program, presolve(program)
        self._check_time()
        self._kept = presolved.kept
        self._long = len(presolved.kept) > _LONG
        self._costs, largest = variable_costs(program, presolved)
        self.groups = scalarise(self._costs, largest, _ROOM_WHEN_LONG if self._long else LARGEST)
        self.statistics: dict[str, float] = {}
        self._check_time()
        model = cp_model.CpModel()
        choices = self._checking(range(len(presolved.kept)), _BETWEEN_LOOKS)
        taken = [model.new_bool_var("") for _ in choices]
        skipped = [model.new_int_var(0, int(count), "") for count in program.counts]
        above = [model.new_int_var(0, most, "") for most in most_above(program, presolved).tolist()]
        _add_demands(model, program, presolved, taken, self._checking(skipped))
        _add_rows(model, taken, presolved.rows, self._checking)
        _add_windows(model, taken, self._checking(above), presolved.windows)
        self._model, self._variables = model, [*taken, *skipped, *above]
        self._handing_over = _HANDING_OVER * trace.seconds if self._long else 0.0
        self._check_time()

    def _checking(self, things: Iterable[_Thing], every: int = 1) -> Iterator[_Thing]:
        """Yield things one by one, with a look at the clock now and then."""
        for place, thing in enumerate(things):
            if place % every == 0:
                self._check_time()
            yield thing

    def _check_time(self) -> None:
        check()
        seconds = self._limits.seconds
        if seconds is not None and self._trace.seconds >= seconds:
            raise _OutOfTimeError

    def minimise(self, index: int) -> Answer:
        """Minimise a group's objective within what is left of the limits."""
        weights = self.groups[index].weights.tolist()
        self._model.minimize(cp_model.LinearExpr.weighted_sum(self._variables, weights))
        work = self.statistics.get("deterministic_time", 0.0)
        left = self._limits.after(self._trace.seconds + self._handing_over, work)
        if left.seconds == 0:
            return Answer(None, 0, proven=False, infeasible=False)
        solver = self._strategy.solver(left, self._long)
        watch = _Watch(self._trace, len(self._kept))
        solve = partial(solver.solve, self._model, watch)
        brief = self._strategy.workers == 1 and len(self._kept) <= _BRIEF
        brief = brief and not can_be_cancelled()
        status = solve() if brief else interruptible(solve, solver.stop_search)
        _count(self.statistics, solver)
        for seconds, found in watch.found:
            self._trace.record(self._program.objective(self._mask(found)), seconds)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            # There is nothing to read: values would be garbage, and the bound means nothing.
            return Answer(None, 0, proven=False, infeasible=status == cp_model.INFEASIBLE)
        return Answer(
            taken=self._mask(_taken_in(solver.response_proto, len(self._kept))),
            bound=_bound(solver),
            proven=status == cp_model.OPTIMAL,
            infeasible=False,
        )

    def hold(self, index: int, value: int) -> None:
        """Hold the tiers of a group, one by one: their numbers are smaller than the joined one."""
        group = self.groups[index]
        costs = self._costs[group.first : group.last]
        for row, most in zip(costs.tolist(), group.split(value), strict=True):
            self._model.add(cp_model.LinearExpr.weighted_sum(self._variables, row) <= most)

    def _mask(self, found: IntArray) -> BoolArray:
        return self._program.mask(self._kept[found])


class _Watch(cp_model.CpSolverSolutionCallback):
    """Notes when solutions come. What they cost is worked out after the solve."""

    def __init__(self, trace: Trace, width: int) -> None:
        super().__init__()
        self._trace, self._width = trace, width
        self.found: list[tuple[float, IntArray]] = []

    def on_solution_callback(self) -> None:
        """Note a solution."""
        self.found.append((self._trace.seconds, _taken_in(self.response_proto, self._width)))


def _add_demands(
    model: cp_model.CpModel,
    program: Program,
    presolved: Presolved,
    taken: list[cp_model.IntVar],
    skipped: Iterable[cp_model.IntVar],
) -> None:
    owner = program.choices.demand[presolved.kept]
    for demand, skip in enumerate(skipped):
        members = [taken[index] for index in np.flatnonzero(owner == demand).tolist()]
        model.add(cp_model.LinearExpr.sum([*members, skip]) == int(program.counts[demand]))


def _add_rows(
    model: cp_model.CpModel,
    taken: list[cp_model.IntVar],
    rows: Rows,
    checking: Callable[[list[int]], Iterator[int]],
) -> None:
    columns, indptr, bounds = rows.columns.tolist(), rows.indptr.tolist(), rows.bounds.tolist()
    coefficients = rows.coefficients.tolist()
    for row, bound in enumerate(checking(bounds)):
        entries = slice(indptr[row], indptr[row + 1])
        members = [taken[column] for column in columns[entries]]
        weights = coefficients[entries]
        if bound == 1 and all(weight == 1 for weight in weights):
            model.add_at_most_one(members)
        else:
            model.add(cp_model.LinearExpr.weighted_sum(members, weights) <= bound)


def _add_windows(
    model: cp_model.CpModel,
    taken: list[cp_model.IntVar],
    above: Iterable[cp_model.IntVar],
    windows: Rows,
) -> None:
    columns, indptr, bounds = (
        windows.columns.tolist(),
        windows.indptr.tolist(),
        windows.bounds.tolist(),
    )
    coefficients = windows.coefficients.tolist()
    for row, excess in enumerate(above):
        entries = slice(indptr[row], indptr[row + 1])
        members = [taken[column] for column in columns[entries]]
        weights = [*coefficients[entries], -1]
        model.add(cp_model.LinearExpr.weighted_sum([*members, excess], weights) <= bounds[row])


def _taken_in(response: Any, width: int) -> IntArray:
    """Return which kept choices a response takes; they are the first `width` variables."""
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
