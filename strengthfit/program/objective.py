"""Joining tiers into one whole-number objective, as far as the numbers stay exact.

Tiers are compared one after another, so their values are like digits: with a base for each tier
that is above all it can come to, the number that they make together compares as they do. If the
second of two tiers is 99 at most, (3, 7) is 307, and any plan with a first tier of 2 is below it.
"""

from collections.abc import Sequence

import attrs
import numpy as np

from .presolve import Presolved
from .program import Program
from .rows import IntArray

LARGEST = 1 << 52
"""A joined objective stays below this: far from overflow, and exact even as a float."""


@attrs.frozen(eq=False)
class JoinedTiers:
    """Neighbouring tiers, from `first` on, as one objective with a weight for each variable.

    The costs of each tier are divided by their greatest common divisor; the tier's radix, the base
    of its digit, is one more than its largest value after that.
    """

    first: int
    weights: IntArray
    divisors: tuple[int, ...]
    radices: tuple[int, ...]

    @property
    def last(self) -> int:
        """One more than the last tier."""
        return self.first + len(self.divisors)

    def join(self, values: Sequence[int]) -> int:
        """Return the joined objective of the values of its tiers: `split` turned around."""
        total = 0
        for value, divisor, radix in zip(values, self.divisors, self.radices, strict=True):
            total = total * radix + value // divisor
        return total

    def split(self, value: int) -> tuple[int, ...]:
        """Return a value of (or lower bound on) the joined objective, by tier.

        Read as digits it keeps its meaning: no plan comes before it in the order of the tiers.
        """
        rest = max(0, value)
        digits = []
        for divisor, radix in zip(self.divisors[:0:-1], self.radices[:0:-1], strict=True):
            rest, digit = divmod(rest, radix)
            digits.append(digit * divisor)
        return (rest * self.divisors[0], *reversed(digits))


def variable_costs(program: Program, presolved: Presolved) -> tuple[IntArray, IntArray]:
    """Return the tier costs of all variables, and the most that each tier can come to.

    The variables are the kept choices, the skipped sessions of each demand, and the sessions
    above the bound of each window.
    """
    choice_costs = program.tier_costs[:, presolved.kept]
    demand = program.choices.demand[presolved.kept]
    # A session is either taken, as one of its demand's choices, or skipped: at most it costs the
    # dearest of these.
    dearest = program.skip_costs.copy()
    for index in range(len(program.counts)):
        of_demand = choice_costs[:, demand == index]
        dearest[:, index] = np.maximum(dearest[:, index], of_demand.max(axis=1, initial=0))
    largest = dearest @ program.counts + presolved.window_costs @ most_above(program, presolved)
    return np.hstack([choice_costs, program.skip_costs, presolved.window_costs]), largest


def most_above(program: Program, presolved: Presolved) -> IntArray:
    """Return the most that each window can be above its bound, shape (window rows,), at least 1.

    That is with every session of the demands that it touches inside it, each where it counts most.
    """
    windows, demands = presolved.windows, max(1, len(program.counts))
    demand = program.choices.demand[presolved.kept[windows.columns]]
    # The largest coefficient by window and demand, as a matrix that is written line after line.
    largest = np.zeros(len(windows) * demands, dtype=np.int64)
    np.maximum.at(largest, windows.owners * demands + demand, windows.coefficients)
    counts = np.resize(program.counts, demands)  # without demands this is a 0 for the matrix
    most: IntArray = largest.reshape(-1, demands) @ counts - windows.bounds
    return np.maximum(most, 1)


def scalarise(costs: IntArray, largest: IntArray, max_value: int = LARGEST) -> list[JoinedTiers]:
    """Join tiers from the first on, as many as fit into one objective below `max_value` at a time.

    Costs, shape (tiers, variables), are not negative; `largest` is the most that each tier can come
    to. The joined tiers are in the order in which they have to be solved. One tier alone may come
    to more than `max_value`.
    """
    shared = np.maximum(np.gcd.reduce(costs, axis=1), 1)
    costs = costs // shared[:, None]
    divisors = shared.tolist()
    radices = [
        most // divisor + 1 for most, divisor in zip(largest.tolist(), divisors, strict=True)
    ]
    groups: list[JoinedTiers] = []
    first = 0
    while first < len(costs):
        last, size = first + 1, radices[first]
        while last < len(costs) and size * radices[last] < max_value:  # `size` values so far
            size *= radices[last]
            last += 1
        weights = costs[first]  # and then a digit more for each tier, as in a number
        for tier in range(first + 1, last):
            weights = weights * radices[tier] + costs[tier]
        spans = slice(first, last)
        groups.append(JoinedTiers(first, weights, tuple(divisors[spans]), tuple(radices[spans])))
        first = last
    return groups
