"""What a cost hands to the program."""

from typing import Any

import attrs
import numpy as np

from ...physiology.fatigue import FloatArray
from ..labels import Label, Labeller, MadeLabels
from ..rows import BoolArray, IntArray, Rows


@attrs.frozen(eq=False)
class Cost:
    """Labelled numbers per choice, entry by entry, as most causes touch few choices.

    `causes`, `choices` and `values` have shape (entries,), no pair of cause and choice twice.
    `count` is the number of causes, and `labeller` makes a label for each.
    """

    causes: IntArray
    choices: IntArray
    values: FloatArray
    count: int
    labeller: Labeller

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy with the labels made, as their maker may be a closure."""
        made = MadeLabels.of(self.labels)
        return Cost, (self.causes, self.choices, self.values, self.count, made)

    @property
    def labels(self) -> list[Label]:
        """One label a cause."""
        return self.labeller()

    def by_choice(self, width: int) -> FloatArray:
        """Return the sum over causes, shape (choices,)."""
        total = np.bincount(self.choices, weights=self.values, minlength=width)
        return total.astype(np.float64, copy=False)  # bincount of no entries gives whole numbers

    def by_cause(self, taken: BoolArray) -> FloatArray:
        """Return the sum over taken choices, shape (causes,)."""
        at = taken[self.choices]
        total = np.bincount(self.causes[at], weights=self.values[at], minlength=self.count)
        return total.astype(np.float64, copy=False)

    def dense(self, width: int) -> FloatArray:
        """Return the numbers as an array of shape (causes, choices)."""
        matrix = np.zeros((self.count, width))
        matrix[self.causes, self.choices] = self.values
        return matrix


@attrs.frozen(eq=False)
class WindowCost:
    """A price for each unit above a bound, such as a second session in any three days.

    A cost over several sessions at once: `price` is paid for each unit of ``max(0, A x - b)``, row
    by row.
    """

    rows: Rows
    price: float
