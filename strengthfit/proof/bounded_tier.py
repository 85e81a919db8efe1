"""A tier of costs as a row: what choices add to it is at most so much."""

from __future__ import annotations

import attrs
import numpy as np

from ..program import Program
from ..program.rows import IntArray


@attrs.frozen(eq=False)
class BoundedTier:
    """What choices and windows add to a tier, which is at most `bound`.

    Parameters
    ----------
    choices
        What each choice costs more than a skipped session of its demand, shape (choices,).
    windows
        What each unit above a window's bound costs, shape (windows,).
    none
        What the tier comes to with nothing taken.
    bound
        The most that the tier may come to, less `none`.
    """

    choices: IntArray
    windows: IntArray
    none: int
    bound: int = 0

    @property
    def step(self) -> int:
        """The least by which values of the tier differ; 0 if they are all the same."""
        both = np.concatenate([self.choices, self.windows])
        return int(np.gcd.reduce(both)) if len(both) else 0

    def at_most(self, value: int) -> BoundedTier:
        """Return the tier held at a value or less."""
        return attrs.evolve(self, bound=value - self.none)


def tiers_of(program: Program) -> list[BoundedTier]:
    """Return the tiers of a program.

    Examples
    --------
    >>> import strengthfit as sf
    >>> strength = tiers_of(sf.formulate(sf.Week([], strength=1)))[0]
    >>> strength.none, strength.at_most(0).bound
    (600, -600)
    """
    demand = program.choices.demand
    tables = program.tier_costs, program.skip_costs, program.window_costs
    return [
        BoundedTier(costs - skips[demand], windows, int(skips @ program.counts))
        for costs, skips, windows in zip(*tables, strict=True)
    ]
