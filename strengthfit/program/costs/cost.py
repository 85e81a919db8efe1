"""What a cost hands to the program."""

import attrs
import numpy as np
import numpy.typing as npt

from ..labels import Label, Labeller
from ..rows import Rows

FloatArray = npt.NDArray[np.float64]


@attrs.frozen(eq=False)
class Cost:
    """Labelled numbers per choice.

    Parameters
    ----------
    values : numpy.ndarray
        Shape (causes, choices).
    labeller : callable
        Makes one label for each cause.
    """

    values: FloatArray
    labeller: Labeller

    @property
    def labels(self) -> list[Label]:
        """One label a cause."""
        return self.labeller()


@attrs.frozen(eq=False)
class WindowCost:
    """A price for each session above a bound, such as one in any three days.

    A cost over several sessions at once: the price is paid for ``max(0, A x - b)`` of each row.

    Parameters
    ----------
    rows : Rows
    price : float
        For each session above a row's bound.
    """

    rows: Rows
    price: float
