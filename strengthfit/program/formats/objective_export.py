"""Which of a program's joined objectives a file minimises, and what was proven before it."""

from collections.abc import Sequence

import attrs

from ...errors import InputError
from ..linear import Linear, held, linear
from ..program import Program
from ..rows import Rows, stack
from .digests import digest

LARGEST_VALUE = 1 << 62
"""Above this the numbers themselves would not fit into 64 bits."""


@attrs.frozen(eq=False)
class Joined:
    """One objective of a program, by its index, as linear rows that are ready to be written.

    The rows are those of the form, then one for each earlier objective, held at a value with its
    offset in it.
    """

    form: Linear
    index: int
    rows: Rows
    held: tuple[int, ...]


def choose(program: Program, objective: int, values: Sequence[int], max_value: int) -> Joined:
    """Return one objective of a program, with each earlier one held at what was proven for it.

    An `InputError` is raised if there is no such objective, a value is missing or `max_value` is
    out of range.
    """
    if type(max_value) is not int or not 1 <= max_value <= LARGEST_VALUE:
        raise InputError(
            "max_value", max_value, "is not a whole number from 1 to 2**62", "out_of_range"
        )
    form = linear(program, max_value=max_value)
    last = len(form.groups) - 1
    if type(objective) is not int or not 0 <= objective <= last:
        raise InputError(
            "objective", objective, f"is not an objective of it, from 0 to {last}", "out_of_range"
        )
    given = tuple(values)
    if len(given) != objective or not all(type(value) is int for value in given):
        accepted = f"is not a list of whole numbers, one for each of the {objective} objectives"
        raise InputError("held", given, f"{accepted} before objective {objective}", "wrong_type")
    rows = [held(form, index, value) for index, value in enumerate(given)]
    return Joined(form, objective, stack([form.rows, *rows]), given)


def remarks(program: Program, joined: Joined, what: str) -> list[str]:
    """Return what a reader of the file should know, line by line; `what` names its form."""
    form, group = joined.form, joined.form.groups[joined.index]
    return [
        f"{what}, written by strengthfit",
        f"digest of the program: {digest(program)}",
        f"x1 to x{len(form.choices)}: the choices in their order; "
        "after them what is above each window's bound",
        f"objective {joined.index} of {len(form.groups)}, counted from 0; it joins the tiers below",
        *(
            f"tier {tier}: costs divided by {divisor}, digit of base {radix}"
            for tier, divisor, radix in zip(
                program.tiers[group.first : group.last], group.divisors, group.radices, strict=True
            )
        ),
        f"add {form.offsets[joined.index]} to the objective for the joined value",
        *(
            f"held: objective {index}, joined value at most {value}"
            for index, value in enumerate(joined.held)
        ),
    ]
