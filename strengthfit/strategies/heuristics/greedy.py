"""Best score first, as a careful coach does by hand: it knows every rule, and never looks back."""

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np

from ...domain.checks import as_tuple, plain
from ...errors import InputError
from ...program import Program
from ...program.presolve import open_choices
from ...program.rows import IntArray
from ..incumbents import Trace
from ..protocol import NO_LIMITS, Limits, Outcome
from ..whole_call import heeding
from .construction import construct


def _to_choices(value: Any) -> Any:
    """Tidy a list of choices, perhaps numpy's numbers; pass anything else on."""
    members = as_tuple(value)
    return tuple(map(plain, members)) if isinstance(members, tuple) else members


def _check_first(_instance: Any, _attribute: Any, value: Any) -> None:
    if not isinstance(value, tuple) or not all(type(one) is int and one >= 0 for one in value):
        accepted = "is not a list of choices, whole numbers from 0 on"
        raise InputError("Greedy.first", value, accepted, "wrong_type")


@attrs.frozen
class Greedy:
    """Take the allowed choice with the least cost, again and again, until nothing fits.

    Parameters
    ----------
    first : tuple of int
        Choices that come before all others, but for those that a row asks for, as pins do.

    Raises
    ------
    InputError
        If `first` is not accepted, or from `solve`, if the program does not have such a choice.
    """

    first: tuple[int, ...] = attrs.field(
        default=(), converter=_to_choices, repr=False, validator=_check_first
    )

    @heeding
    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program without proof; the bound is the trivial one, zero."""
        trace, last = Trace(), len(program.choices) - 1
        if any(choice > last for choice in self.first):
            accepted = f"are not choices of the program, which has 0 to {last}"
            raise InputError("Greedy.first", list(self.first), accepted, "out_of_range")
        # A row with a bound below 0 asks for a choice, as pins do; it is kept when that choice
        # comes, so until then it may be broken.
        return construct(program, _by_cost(program, self.first), program.bounds >= 0, trace)


def _alternatives(program: Program) -> IntArray:
    """Return of each choice that a row asks for, as pins do, among how many the row has the choice.

    Of a choice that none asks for it is more than that of any other. A kept pin is held to one.
    """
    rows = program.rows
    asked = rows.coefficients < 0
    owners, columns = rows.owners[asked], rows.columns[asked]
    found = np.full(len(program.choices), len(program.choices) + 1, dtype=np.int64)
    np.minimum.at(found, columns, np.bincount(owners, minlength=len(rows))[owners])
    return found


def _by_cost(program: Program, preferred: Sequence[int] = ()) -> list[int]:
    """Return open choices, pins first, then by what they gain in strength, then by the tiers.

    Between pins and the rest come those that are preferred.
    """
    candidates = np.flatnonzero(open_choices(program))
    gained = (
        program.tier_costs[0] - program.skip_costs[0][program.choices.demand]
    )  # the more negative, the more strength
    first = _alternatives(program)
    later = ~program.mask(preferred)
    keys = (
        *program.tier_costs[:0:-1, candidates],
        gained[candidates],
        later[candidates],
        first[candidates],
    )
    order: list[int] = candidates[np.lexsort(keys)].tolist()
    return order
