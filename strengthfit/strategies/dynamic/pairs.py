"""The best of all sets of at most two choices, looked at all at once.

Where at most two sessions are asked there is no past to speak of, and this is what dynamic
programming comes to.
"""

import numpy as np
import numpy.typing as npt

from ...program.rows import BoolArray, IntArray
from .stages import ASK, FALLING, RISING, SINGLE, SUM, Chain, FloatArray

MOST = 1500
"""Choices; the work grows with their square."""


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
    one, two = _fitting(chain, uses).nonzero()
    if not len(one):
        return None
    windows, alike = _window_costs(chain, uses)
    for word, costs in enumerate(windows):  # the later ones only decide between ties
        values = alone[word, one] + alone[word, two] + costs[alike[one], alike[two]]
        least = np.flatnonzero(values == values.min())
        one, two = one[least], two[least]
    chosen = np.array([one[0], two[0]])
    return chosen[chosen < width]


def _fitting(chain: Chain, uses: FloatArray) -> BoolArray:
    """Return which pairs keep every row, each pair once, shape (choices, choices)."""
    width = uses.shape[1]
    single = chain.kinds == SINGLE
    fits: BoolArray = np.triu(np.ones((width, width), dtype=bool), 1)
    for bits in _packed(uses[single] != 0):
        fits &= (bits[:, None] & bits) == 0
    bounds = chain.rows.bounds
    plain = chain.kinds <= ASK
    most = uses.max(axis=1, initial=0)
    for row in np.flatnonzero(plain & ((chain.kinds == ASK) | (most > bounds))).tolist():
        fits &= uses[row] <= (bounds[row] - uses[row])[:, None]
    # The other sums close no choice alone, so only pairs inside them matter.
    for row in np.flatnonzero((chain.kinds == SUM) & (2 * most > bounds)).tolist():
        members = np.flatnonzero(uses[row])
        inside = slice(members[0], members[-1] + 1)
        own = uses[row, inside]
        fits[inside, inside] &= own <= (bounds[row] - own)[:, None]
    return fits


def _window_costs(chain: Chain, uses: FloatArray) -> tuple[IntArray, IntArray]:
    """Return what pairs pay for windows, less what no session at all does.

    What a window has above its bound depends on how many of the pair are in it: none, one or two.
    Choices in the same windows are alike, so the costs are those of groups of choices.

    Returns
    -------
    numpy.ndarray
        Shape (words, groups, groups).
    numpy.ndarray
        Shape (choices,): the group of each.
    """
    rows = np.flatnonzero(chain.kinds >= RISING)
    inside = uses[rows] != 0
    keys = _packed(inside)
    if len(keys) == 1:
        first, alike = np.unique(keys[0], return_index=True, return_inverse=True)[1:]
    else:
        first, alike = np.unique(keys, axis=1, return_index=True, return_inverse=True)[1:]
    inside = inside[:, first]
    sign = np.where(chain.kinds[rows] == FALLING, -1, 1)
    none, one, two = (np.maximum(sign * k - chain.rows.bounds[rows], 0) for k in range(3))
    costs = np.zeros((len(chain.prices), len(first), len(first)), dtype=np.int64)
    for price in range(chain.prices.shape[1]):
        mine = chain.classes[rows] == price
        members = inside[mine].astype(np.int64)
        alone = (one - none)[mine] @ members
        units = (members.T * (two - 2 * one + none)[mine]) @ members + alone + alone[:, None]
        costs += chain.prices[:, price, None, None] * units
    return costs, alike.ravel()


def _packed(used: BoolArray) -> npt.NDArray[np.uint64]:
    """Return which rows each choice uses, 64 rows to a number, shape (rows / 64, choices)."""
    rows, width = used.shape
    padded = np.zeros((-(-rows // 64) * 64, width), dtype=bool)
    padded[:rows] = used
    octets = np.packbits(padded, axis=0).reshape(-1, 8, width)
    return np.ascontiguousarray(octets.transpose(0, 2, 1)).view(np.uint64)[:, :, 0]
