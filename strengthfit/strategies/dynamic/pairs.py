"""The best of all sets of at most two choices, looked at all at once.

With at most two sessions there is no past to speak of: a table of all pairs holds which of them fit
and what each costs, and is faster than going through stages.
"""

import numpy as np
import numpy.typing as npt

from ...program.rows import BoolArray, IntArray
from ...stopping import check
from .stages import FloatArray, RowKind, StagedProgram

MOST = 1500
"""Choices; the work grows with their square."""


def best_pair(program: StagedProgram) -> IntArray | None:
    """Return the best set of at most two choices, or None if no set keeps every row.

    The program must ask for at most two sessions.
    """
    width = len(program.demand)
    # The last two choices use and cost nothing, so that "no session" is a choice too.
    uses = np.zeros((len(program.rows), width + 2), dtype=np.float64)
    uses[program.rows.owners, program.rows.columns] = program.rows.coefficients
    alone = np.zeros((len(program.gains), width + 2), dtype=np.int64)
    alone[:, :width] = program.gains
    one, two = _fitting(program, uses).nonzero()
    if not len(one):
        return None
    soft, alike = _soft_costs(program, uses)
    for word, costs in enumerate(soft):  # the later ones only decide between ties
        values = alone[word, one] + alone[word, two] + costs[alike[one], alike[two]]
        least = np.flatnonzero(values == values.min())
        one, two = one[least], two[least]
    chosen = np.array([one[0], two[0]])
    return chosen[chosen < width]


def _fitting(program: StagedProgram, uses: FloatArray) -> BoolArray:
    """Return which pairs keep every row, each pair once, shape (choices, choices)."""
    width = uses.shape[1]
    packing = program.kinds == RowKind.PACKING
    fits: BoolArray = np.triu(np.ones((width, width), dtype=bool), 1)
    for bits in _packed(uses[packing] != 0):  # 64 rows at a time: a bit in common is a row twice
        check()
        fits &= (bits[:, None] & bits) == 0
    bounds = program.rows.bounds
    covering, knapsack = program.kinds == RowKind.COVERING, program.kinds == RowKind.KNAPSACK
    most = uses.max(axis=1, initial=0)
    for row in np.flatnonzero(covering | (knapsack & (most > bounds))).tolist():
        check()
        fits &= uses[row] <= (bounds[row] - uses[row])[:, None]
    # Other knapsack rows exclude no choice alone, so only pairs inside them matter.
    for row in np.flatnonzero(knapsack & (2 * most > bounds)).tolist():
        members = np.flatnonzero(uses[row])
        inside = slice(members[0], members[-1] + 1)
        check()
        own = uses[row, inside]
        fits[inside, inside] &= own <= (bounds[row] - own)[:, None]
    return fits


def _soft_costs(program: StagedProgram, uses: FloatArray) -> tuple[IntArray, IntArray]:
    """Return what pairs pay for soft rows, less what no session at all does.

    What a soft row has above its bound depends on what the pair uses of it: 1 or -1 each, or
    nothing. Choices in the same rows are alike, so the costs, shape (words, groups, groups), are
    those of groups of choices; the second array, shape (choices,), is the group of each.
    """
    rows = np.flatnonzero(program.price_of >= 0)
    plus, minus = uses[rows] == 1, uses[rows] == -1
    keys = _packed(np.concatenate([plus, minus]))
    if len(keys) == 1:
        first, alike = np.unique(keys[0], return_index=True, return_inverse=True)[1:]
    else:
        first, alike = np.unique(keys, axis=1, return_index=True, return_inverse=True)[1:]
    up, down = plus[:, first].astype(np.int64), minus[:, first].astype(np.int64)
    above = {k: np.maximum(k - program.rows.bounds[rows], 0) for k in range(-2, 3)}

    def together(first_use: int, second_use: int) -> IntArray:
        """Return what two uses cost beyond what each does alone, shape (rows,)."""
        both: IntArray = above[first_use + second_use] - above[first_use] - above[second_use]
        return both + above[0]

    costs = np.zeros((len(program.prices), len(first), len(first)), dtype=np.int64)
    for price in range(program.prices.shape[1]):
        mine = program.price_of[rows] == price
        alone = (above[1] - above[0])[mine] @ up[mine] + (above[-1] - above[0])[mine] @ down[mine]
        units = alone + alone[:, None]
        for one, its in ((1, up), (-1, down)):
            for other, others in ((1, up), (-1, down)):
                units = units + (its[mine].T * together(one, other)[mine]) @ others[mine]
        costs += program.prices[:, price, None, None] * units
    return costs, alike.ravel()


def _packed(used: BoolArray) -> npt.NDArray[np.uint64]:
    """Return which rows each choice uses, 64 rows to a number, shape (rows / 64, choices)."""
    rows, width = used.shape
    padded = np.zeros((-(-rows // 64) * 64, width), dtype=bool)
    padded[:rows] = used
    octets = np.packbits(padded, axis=0).reshape(-1, 8, width)
    return np.ascontiguousarray(octets.transpose(0, 2, 1)).view(np.uint64)[:, :, 0]
