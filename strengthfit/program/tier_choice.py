"""A program with some of its tiers, or with another tier in the place of one."""

from collections.abc import Sequence

import attrs
import numpy as np

from .program import Program
from .rows import BoolArray, IntArray, select


def with_tiers(program: Program, names: Sequence[str]) -> Program:
    """Return a program that minimises only some of its tiers, in the order given.

    Windows that cost nothing in them are left out.

    Parameters
    ----------
    program : Program
    names : sequence of str

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> program = with_tiers(formulate(Week([], strength=2)), ["interference"])
    >>> program.tiers, len(program.windows)
    (('interference',), 0)
    """
    chosen = [program.tiers.index(name) for name in names]
    prices = program.window_costs[chosen]
    some: BoolArray = np.any(prices != 0, axis=0)
    return attrs.evolve(
        program,
        tiers=tuple(names),
        tier_costs=program.tier_costs[chosen],
        skip_costs=program.skip_costs[chosen],
        windows=select(program.windows, some),
        window_costs=prices[:, some],
        window_terms=(("windows", int(some.sum())),),
    )


def with_costs(program: Program, tier: str, costs: IntArray) -> Program:
    """Return a program with other costs of its choices in one tier.

    Parameters
    ----------
    program : Program
    tier : str
    costs : numpy.ndarray
        Shape (choices,), whole numbers from 0 on.
    """
    tiers = program.tier_costs.copy()
    tiers[program.tiers.index(tier)] = costs
    return attrs.evolve(program, tier_costs=tiers)
