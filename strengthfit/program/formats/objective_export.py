"""Which of a program's joined objectives a file minimises, and what was proven before it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from types import MappingProxyType

import attrs
import numpy as np

from ...domain.checks import unknown
from ...errors import InputError
from ..linear import Linear, held, linear
from ..presolve import presolve
from ..program import Program
from ..rows import IntArray, Rows, stack
from .digests import digest

LARGEST_VALUE = 1 << 62
"""Above this the numbers themselves would not fit into 64 bits."""

SIZES = MappingProxyType(
    {"30-bit": 1 << 30, "31-bit": 1 << 31, "53-bit": 1 << 53, "63-bit": LARGEST_VALUE}
)
"""The sizes of numbers that solvers take, by name: what `max_value` can be, in words."""

_WIDE = 100
"""Characters of a line of remarks. CONVENTION."""


@attrs.frozen(eq=False)
class Joined:
    """One objective of a program, by its index, as linear rows that are ready to be written.

    The rows are those of the form, then one for each earlier objective, held at a value with its
    offset in it. If that is None it is not known yet: the bound of the row is 0, and stands in the
    file as a placeholder.
    """

    form: Linear
    index: int
    rows: Rows
    held: tuple[int | None, ...]
    reduced: bool = False

    @property
    def open_rows(self) -> dict[int, int]:
        """Rows with a placeholder for their bound, and of which objective it is, from 0."""
        first = len(self.rows) - len(self.held)
        return {first + index: index for index, value in enumerate(self.held) if value is None}


def as_max_value(given: int | str, largest: int = LARGEST_VALUE) -> int:
    """Return how large numbers may be, from a number or the name of a size.

    Examples
    --------
    >>> as_max_value("31-bit") == as_max_value(1 << 31)
    True
    """
    if isinstance(given, str):
        if given not in SIZES:
            raise InputError("max_value", given, unknown(given, SIZES, "a size"), "unknown_name")
        return SIZES[given]
    if type(given) is not int or not 1 <= given <= largest:
        accepted = f"is not a whole number from 1 to 2**62, nor one of {', '.join(SIZES)}"
        raise InputError("max_value", given, accepted, "out_of_range")
    return given


def form_of(program: Program, max_value: int, *, reduced: bool) -> Linear:
    """Return a program as linear rows, or what presolve leaves of it if reduced."""
    return linear(program, presolve(program) if reduced else None, max_value)


def open_columns(program: Program, *, reduced: bool) -> IntArray:
    """Return the choice of each column x1 and on of a file, reduced or not."""
    return presolve(program).kept if reduced else np.arange(len(program.choices))


def choose(
    program: Program,
    objective: int,
    values: Sequence[int | None],
    max_value: int | str,
    *,
    reduced: bool = False,
) -> Joined:
    """Return one objective of a program, with each earlier one held at what was proven for it.

    An `InputError` is raised if there is no such objective, a value is missing or `max_value` is
    out of range.
    """
    form = form_of(program, as_max_value(max_value), reduced=reduced)
    last = len(form.groups) - 1
    if type(objective) is not int or not 0 <= objective <= last:
        raise InputError(
            "objective", objective, f"is not an objective of it, from 0 to {last}", "out_of_range"
        )
    given = tuple(values)
    if len(given) != objective or not all(one is None or type(one) is int for one in given):
        accepted = f"is not a list of whole numbers, one for each of the {objective} objectives"
        accepted += f" before objective {objective}, or None for a placeholder"
        raise InputError("held", given, accepted, "wrong_type")
    rows = [
        held(form, index, form.offsets[index] if value is None else value)
        for index, value in enumerate(given)
    ]
    return Joined(form, objective, stack([form.rows, *rows]), given, reduced)


def remarks(program: Program, joined: Joined, what: str, added: int = 0) -> list[str]:
    """Return what a reader of the file should know, line by line; `what` names its form.

    `added` is what the file's objective lacks beside the offset of the form.
    """
    form, group = joined.form, joined.form.groups[joined.index]
    which = "choices that presolve leaves" if joined.reduced else "choices in their order"
    return [
        f"{what}, written by strengthfit",
        f"digest of the program: {digest(program)}",
        f"x1 to x{len(form.choices)}: the {which}; after them what is above each window's bound",
        *(_mapped(form.choices.tolist()) if joined.reduced else ()),
        f"objective {joined.index} of {len(form.groups)}, counted from 0; it joins the tiers below",
        *(
            f"tier {tier}: costs divided by {divisor}, digit of base {radix}"
            for tier, divisor, radix in zip(
                program.tiers[group.first : group.last], group.divisors, group.radices, strict=True
            )
        ),
        f"add {form.offsets[joined.index] + added} to the objective for the joined value",
        *(
            f"held: objective {index}, joined value at most {value}"
            if value is not None
            else f"held: objective {index}, at most VALUE{index}, its optimum as a solver prints it"
            for index, value in enumerate(joined.held)
        ),
    ]


def _mapped(choices: Sequence[int]) -> Iterator[str]:
    """Yield which choice each column is, counted from 0, with stretches as "3-5"."""
    line = "choices of the columns, counted from 0:"
    for _, run in groupby(enumerate(choices), lambda pair: pair[1] - pair[0]):
        numbers = [choice for _, choice in run]
        word = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
        if len(line) + len(word) >= _WIDE:
            yield line
            line = "choices, further:"
        line = f"{line} {word}"
    yield line


@attrs.frozen(eq=False)
class OwnTier:
    """What a tier comes to by itself: an offset, and a weight for each column of a form."""

    name: str
    offset: int
    weights: tuple[int, ...]


def own_tiers(program: Program, joined: Joined) -> list[OwnTier]:
    """Return the tiers of a program one by one, in its own units, over the columns of a file."""
    alone = form_of(program, 1, reduced=joined.reduced)
    return [
        OwnTier(
            name,
            offset * group.divisors[0],
            tuple((weights * group.divisors[0]).tolist()),
        )
        for name, offset, weights, group in zip(
            program.tiers, alone.offsets, alone.objectives, alone.groups, strict=True
        )
    ]
