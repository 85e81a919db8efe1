"""The best of all sets of at most two choices, looked at all at once.

Where at most two sessions are asked there is no past to speak of, and this is what dynamic
programming comes to.
"""

import numpy as np
import numpy.typing as npt

from ..program.rows import BoolArray, IntArray
from .chain import ASK, FALLING, RISING, SINGLE, Chain, FloatArray

MOST = 1500
"""Choices; the work grows with their square."""

_NONE = np.iinfo(np.int64).max


def best_pair(chain: Chain) -> IntArray | None:
    """Return the best set of at most two choices, or None where no set keeps every row.

    Parameters
    ----------
    chain : Chain
        Of a program that asks for at most two sessions.
    """
    width = len(chain.demand)
    # The last two choices use and cost nothing, so that "no session" is a choice too.
    uses = np.zeros((len(chain.rows), width + 2), dtype=np.float64)
    uses[chain.rows.owners, chain.rows.columns] = chain.rows.coefficients
    alone = np.zeros((len(chain.gains), width + 2), dtype=np.int64)
    alone[:, :width] = chain.gains
    units = _window_units(chain, uses)
    values = alone[0, :, None] + alone[0]
    for prices, each in units:
        values += prices[0] * each
    values[~_fitting(chain, uses)] = _NONE
    least = values.min()
    if least == _NONE:
        return None
    one, two = (values == least).nonzero()
    if len(one) > 1:  # tied in the first joined objective: the others decide
        rest = alone[1:, one] + alone[1:, two]
        for prices, each in units:
            rest += prices[1:, None] * each[one, two]
        best = np.lexsort(rest[::-1])[0] if len(rest) else 0
        one, two = one[best:], two[best:]
    chosen = np.array([one[0], two[0]])
    return chosen[chosen < width]


def _fitting(chain: Chain, uses: FloatArray) -> BoolArray:
    """Return which pairs keep every row, each pair once, shape (choices, choices)."""
    width = uses.shape[1]
    single = chain.kinds == SINGLE
    fits: BoolArray = np.triu(np.ones((width, width), dtype=bool), 1)
    for bits in _packed(uses[single] != 0):
        fits &= (bits[:, None] & bits) == 0
    for row in np.flatnonzero(~single & (chain.kinds <= ASK)).tolist():
        fits &= uses[row] <= (chain.rows.bounds[row] - uses[row])[:, None]
    return fits


def _window_units(chain: Chain, uses: FloatArray) -> list[tuple[IntArray, IntArray]]:
    """Return for each price the units that each pair pays, less those of no session at all.

    What a window has above its bound depends on how many of the pair are in it: none, one or two.
    """
    found = []
    for price in range(chain.prices.shape[1]):
        rows = np.flatnonzero((chain.classes == price) & (chain.kinds >= RISING))
        sign = np.where(chain.kinds[rows] == FALLING, -1, 1)
        none, one, two = (np.maximum(sign * k - chain.rows.bounds[rows], 0) for k in range(3))
        inside = (uses[rows] != 0).astype(np.float64)
        alone = (one - none) @ inside
        units = (inside.T * (two - 2 * one + none)) @ inside
        units += alone
        units += alone[:, None]
        found.append((chain.prices[:, price], units.astype(np.int64)))
    return found


def _packed(used: BoolArray) -> npt.NDArray[np.uint64]:
    """Return which rows each choice uses, 64 rows to a number, shape (rows / 64, choices)."""
    rows, width = used.shape
    padded = np.zeros((-(-rows // 64) * 64, width), dtype=bool)
    padded[:rows] = used
    octets = np.packbits(padded, axis=0).reshape(-1, 8, width)
    return np.ascontiguousarray(octets.transpose(0, 2, 1)).view(np.uint64)[:, :, 0]
