"""A program as every peer is given it.

That is what the library's own strategies work on: the choices, rows and windows that `presolve`
leaves open. So what is compared is the modelling and the solving, not the preparation.
"""

from collections.abc import Iterable
from functools import cached_property

import attrs
import numpy as np

from strengthfit.program import Program, Rows
from strengthfit.program.objective import JoinedTiers, most_above, scalarise, variable_costs
from strengthfit.program.presolve import Presolved, presolve
from strengthfit.program.rows import BoolArray, IntArray


@attrs.frozen(eq=False, slots=False)
class Given:
    """A program as the peers are given it.

    The variables are the open choices, the skipped sessions of each demand, and the sessions above
    the bound of each window, in this order.

    Parameters
    ----------
    program : Program
    presolved : Presolved
        What is left of it to decide.

    Examples
    --------
    >>> import strengthfit as sf
    >>> given = Given.of(sf.formulate(sf.Week([], strength=2)))
    >>> given.counts.tolist(), given.costs.shape == (6, len(given.owner) + 1 + len(given.most))
    ([2], True)
    """

    program: Program
    presolved: Presolved

    @classmethod
    def of(cls, program: Program) -> "Given":
        """Reduce a program and return what is left."""
        return cls(program, presolve(program))

    @property
    def counts(self) -> IntArray:
        """Sessions asked, shape (demands,)."""
        return self.program.counts

    @cached_property
    def owner(self) -> IntArray:
        """The demand of each open choice."""
        demand: IntArray = self.program.choices.demand[self.presolved.kept]
        return demand

    @cached_property
    def most(self) -> IntArray:
        """The most that each window can be above its bound."""
        return most_above(self.program, self.presolved)

    @cached_property
    def _costs(self) -> tuple[IntArray, IntArray]:
        return variable_costs(self.program, self.presolved)

    @cached_property
    def units(self) -> IntArray:
        """The greatest common divisor of each tier's costs, shape (tiers,)."""
        units: IntArray = np.maximum(np.gcd.reduce(self._costs[0], axis=1), 1)
        return units

    @cached_property
    def costs(self) -> IntArray:
        """The price of each variable in units of its tier, shape (tiers, variables)."""
        return self._costs[0] // self.units[:, None]

    @cached_property
    def largest(self) -> IntArray:
        """The most that each tier can come to, in units of the tier, shape (tiers,)."""
        return self._costs[1] // self.units

    def groups(self, max_value: int) -> list[JoinedTiers]:
        """Return the tiers joined where the objective stays below `max_value`; 0 joins none."""
        return scalarise(*self._costs, max_value)

    def plan(self, open_taken: Iterable[bool]) -> BoolArray:
        """Return which of the program's choices are taken, from which open ones are."""
        taken = np.zeros(len(self.program.choices), dtype=bool)
        taken[self.presolved.kept] = np.asarray(list(open_taken), dtype=bool)
        return taken

    def keeps(self, taken: BoolArray) -> bool:
        """Whether a plan keeps every row, and takes no more of a demand than is asked."""
        used = np.bincount(self.program.choices.demand[taken], minlength=len(self.counts))
        return bool((used <= self.counts).all()) and not self.program.broken(taken)


def rows_of(rows: Rows) -> list[tuple[IntArray, IntArray, int]]:
    """Return the columns, coefficients and bound of each row.

    Examples
    --------
    >>> import strengthfit as sf
    >>> columns, coefficients, bound = rows_of(sf.formulate(sf.Week([], strength=2)).rows)[0]
    >>> len(columns) == len(coefficients), bound
    (True, 0)
    """
    cuts = rows.indptr[1:-1]
    columns, coefficients = np.split(rows.columns, cuts), np.split(rows.coefficients, cuts)
    return list(zip(columns, coefficients, rows.bounds.tolist(), strict=False))
