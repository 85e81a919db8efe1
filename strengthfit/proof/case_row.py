"""A row that tells a case: at most so many of some choices, or at least one more."""

from __future__ import annotations

import attrs

from ..program.rows import IntArray


@attrs.frozen(eq=False)
class CaseRow:
    """``sign`` times the number of these choices that are taken is at most `bound`.

    Parameters
    ----------
    choices
        Rising.
    sign
        1 for "at most", -1 for "at least".
    bound
    """

    choices: IntArray
    sign: int
    bound: int


def two_cases(choices: IntArray, most: int) -> tuple[CaseRow, CaseRow]:
    """Return the rows of the two cases: at most so many of these choices, and more.

    Examples
    --------
    >>> import numpy as np
    >>> few, more = two_cases(np.array([3, 4]), 1)
    >>> (few.sign, few.bound), (more.sign, more.bound)
    ((1, 1), (-1, -2))
    """
    return CaseRow(choices, 1, most), CaseRow(choices, -1, -most - 1)


def spans_of(choices: IntArray) -> tuple[range, ...]:
    """Return rising choices as few spans.

    Examples
    --------
    >>> import numpy as np
    >>> spans_of(np.array([3, 6, 9, 20, 21]))
    (range(3, 10, 3), range(20, 22))
    """
    spans: list[range] = []
    left = choices.tolist()
    while left:
        step = left[1] - left[0] if len(left) > 1 else 1
        count = 1
        while count < len(left) and left[count] - left[count - 1] == step:
            count += 1
        spans.append(range(left[0], left[count - 1] + 1, step))
        left = left[count:]
    return tuple(spans)
