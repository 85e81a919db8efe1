"""What an axis is: how it is counted over the choices of a program, read from a plan, and shown."""

from collections.abc import Callable, Sequence

import attrs
import numpy as np

from ...planning.plans import Plan
from ...program import Program
from ...program.edit import Entry
from ...program.rows import IntArray


@attrs.frozen(eq=False)
class Form:
    """One thing to have little of in a program, as a sum of whole numbers.

    Parameters
    ----------
    costs : numpy.ndarray
        Shape (choices,), from 0 on.
    skips : numpy.ndarray
        Shape (demands,): of each skipped session, likewise.
    tier : str or None
        The program's tier that this is; None if it is none of them.
    extra : int
        How many 0-1 variables of its own it has; each counts 1.
    entries : sequence of Entry
        Rows whose columns from ``len(choices)`` on are those variables.
    """

    costs: IntArray
    skips: IntArray
    tier: str | None = None
    extra: int = 0
    entries: Sequence[Entry] = ()


def as_counted(plan: Plan, value: int) -> float:
    """Return the whole number that the form counts."""
    return float(value)


@attrs.frozen
class Axis:
    """An axis of frontiers, and all that is said of it anywhere.

    Parameters
    ----------
    name : str
    form : callable
        From a program, and the previous plan if there is one, to what is counted.
    head : str
        What it is called, as the head of a column.
    label : str
        What it is called in a figure, with its unit.
    brief : str
        What comes behind a number in a few words: "100 % strength".
    phrase : str
        What comes behind a number in a sentence: "100 % of the strength".
    read : callable
        From a plan, and the whole number that the form counts of it, to its value.
    factor : float
        From a value to the number that is shown.
    pattern : str
        How the number is written.
    more_is_better : bool
        Whether a larger value is the better one, unlike the number that the form counts.
    bounded : bool
        Whether the bound that a plan comes with is about this axis.

    Examples
    --------
    >>> from strengthfit.tradeoffs.axes import AXES
    >>> AXES["strength"].number(0.5), AXES["strength"].sentence(1.0), AXES["days"].in_brief(2)
    ('50 %', '100 % of the strength', '2 days')
    """

    name: str
    form: Callable[[Program, Plan | None], Form]
    head: str = attrs.field(kw_only=True)
    label: str = attrs.field(kw_only=True)
    brief: str = attrs.field(kw_only=True)
    phrase: str = attrs.field(kw_only=True)
    read: Callable[[Plan, int], float] = attrs.field(kw_only=True, default=as_counted)
    factor: float = attrs.field(kw_only=True, default=1)
    pattern: str = attrs.field(kw_only=True, default="{:.0f}")
    more_is_better: bool = attrs.field(kw_only=True, default=False)
    bounded: bool = attrs.field(kw_only=True, default=False)

    def number(self, value: float) -> str:
        """Return a value as it is written in a column."""
        return self.pattern.format(self.factor * value)

    def in_brief(self, value: float) -> str:
        """Return a value in a few words."""
        return f"{self.number(value)} {self.brief}"

    def sentence(self, value: float) -> str:
        """Return a value as part of a sentence."""
        return f"{self.number(value)} {self.phrase}"


def of_tier(name: str) -> Callable[[Program, Plan | None], Form]:
    """Return what makes the form of a tier of the program."""

    def form(program: Program, previous: Plan | None) -> Form:
        tier = program.tiers.index(name)
        return Form(program.tier_costs[tier], program.skip_costs[tier], tier=name)

    return form


def nothing(program: Program) -> tuple[IntArray, IntArray]:
    """Return costs and skips of an axis that counts by variables of its own alone."""
    return np.zeros(len(program.choices), dtype=np.int64), np.zeros_like(program.counts)
