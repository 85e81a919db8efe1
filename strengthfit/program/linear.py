"""A program as plain linear rows over whole numbers: for file formats and for MIP solvers.

Sessions of a demand that are not taken are skipped, so skipped sessions need no variables. There is
one for each choice, 0 or 1, and then one for each window: the units above its bound.
"""

import attrs
import numpy as np

from .labels import Label
from .objective import LARGEST, JoinedTiers, most_above, scalarise, variable_costs
from .presolve import Presolved
from .program import Program
from .rows import BoolArray, IntArray, Rows, grouped, stack, with_last


@attrs.frozen(eq=False)
class Linear:
    """Minimise ``objectives[0] v``, then ``objectives[1] v`` and so on, with ``A v <= b``.

    Variables lie between 0 and `upper`; the first stand for `choices`, indices into the program's.
    `rows` are the rules, then "at most its count" for each demand, then the windows. `groups` say
    which tiers each objective joins; an objective and its offset add up to their joined value.
    """

    choices: IntArray
    upper: IntArray
    rows: Rows
    groups: tuple[JoinedTiers, ...]
    objectives: IntArray
    offsets: tuple[int, ...]

    def taken_in(self, values: IntArray) -> tuple[int, ...]:
        """Return the program's choices that a solution takes, rising."""
        return tuple(self.choices[values[: len(self.choices)] > 0].tolist())

    def values_of(self, program: Program, taken: BoolArray) -> IntArray:
        """Return the value of each variable for a set of the program's choices, as a mask."""
        chosen = taken[self.choices].astype(np.int64)
        windows = len(self.upper) - len(chosen)
        values = np.concatenate([chosen, np.zeros(windows, dtype=np.int64)])
        # With its own variable still 0, a window's row, one of the last, exceeds its bound by as
        # much as the variable has to be.
        first = len(self.rows) - windows
        above = self.rows.activity(values)[first:] - self.rows.bounds[first:]
        values[len(chosen) :] = np.maximum(above, 0)
        return values


def whole(program: Program) -> Presolved:
    """Return a program as it is, with nothing left out, in the form that `linear` reads."""
    every = np.arange(len(program.choices))
    return Presolved(every, program.rows, program.windows, program.window_costs)


def linear(
    program: Program, presolved: Presolved | None = None, max_value: int = LARGEST
) -> Linear:
    """Return a program, or what presolve leaves of it, as linear rows.

    Tiers are joined into one objective if its largest value stays below `max_value`.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> program = formulate(Week([], strength=1))
    >>> form = linear(program)
    >>> nothing = form.values_of(program, np.zeros(len(program.choices), dtype=bool))
    >>> form.groups[0].split(int(form.objectives[0] @ nothing) + form.offsets[0])
    (600, 0, 0, 0, 0, 0, 0)
    """
    left = whole(program) if presolved is None else presolved
    costs, largest = variable_costs(program, left)
    groups = scalarise(costs, largest, max_value)
    width, demands = len(left.kept), len(program.counts)
    owner = program.choices.demand[left.kept]
    weights = np.array([group.weights for group in groups], dtype=np.int64)
    # All sessions cost as if skipped, which is the offset; a choice taken is one skipped less.
    skips = weights[:, width : width + demands]
    return Linear(
        choices=left.kept,
        upper=np.concatenate([np.ones(width, dtype=np.int64), most_above(program, left)]),
        rows=stack([left.rows, demand_rows(program, owner), window_rows(left.windows, width)]),
        groups=tuple(groups),
        objectives=np.hstack([weights[:, :width] - skips[:, owner], weights[:, width + demands :]]),
        offsets=tuple(int(offset) for offset in skips @ program.counts),
    )


def held(form: Linear, index: int, value: int) -> Rows:
    """Return the row "this objective is at most `value`": what is proven of it, offset included."""
    weights = form.objectives[index]
    priced = np.flatnonzero(weights)
    label = Label("held", str(index), f"objective {index} at most {value}")
    return Rows(
        np.array([0, len(priced)]),
        priced,
        weights[priced],
        np.array([value - form.offsets[index]]),
        lambda: [label],
    )


def held_by_tier(program: Program, left: Presolved, form: Linear, index: int, value: int) -> Rows:
    """Return a row for each tier of an objective, which together say that it is at most `value`.

    No plan has less than `value`, so with no tier above its digit none is below it either. A solver
    that counts in floats keeps a row within a millionth of its bound: with small numbers in it that
    is nothing, and with joined tiers some hundreds.
    """
    group = form.groups[index]
    divisors = np.array(group.divisors, dtype=np.int64)
    costs = variable_costs(program, left)[0][group.first : group.last] // divisors[:, None]
    width, demands = len(left.kept), len(program.counts)
    skips = costs[:, width : width + demands]
    owner = program.choices.demand[left.kept]
    weights = np.hstack([costs[:, :width] - skips[:, owner], costs[:, width + demands :]])
    owners, columns = np.nonzero(weights)
    most = np.array(group.split(value), dtype=np.int64) // divisors

    def labels() -> list[Label]:
        tiers = range(group.first, group.last)
        return [Label("held", str(tier), f"tier {tier} as it is at best") for tier in tiers]

    bounds = most - skips @ program.counts
    return grouped(owners, columns, weights[owners, columns], bounds, labels)


def demand_rows(program: Program, owner: IntArray) -> Rows:
    """Return the rows "at most as many sessions as are asked", one for each demand with choices.

    `owner` is the demand of each choice that is left.
    """
    order = np.argsort(owner, kind="stable")

    def labels() -> list[Label]:
        return [
            Label("demand", str(index), f"at most {count} sessions of demand {index}")
            for index, count in enumerate(program.counts.tolist())
        ]

    return grouped(owner[order], order, None, program.counts, labels)


def window_rows(windows: Rows, width: int) -> Rows:
    """Return each window with its own variable taken off: what is above the bound."""
    count = len(windows)
    return with_last(windows, width + np.arange(count), np.full(count, -1))
