"""One step of dynamic programming: what may be added to partial plans, and what it costs."""

import attrs
import numpy as np

from ...errors import TooLargeError
from ...program.rows import BoolArray, IntArray
from .stages import Chain, FloatArray, Stretch


@attrs.frozen(eq=False)
class Step:
    """Partial plans behind a stretch, before equal ones are merged.

    Parameters
    ----------
    parents : numpy.ndarray
        Shape (steps,): the partial plan before the stretch.
    added : numpy.ndarray
        Shape (steps,): the choice of the stretch that is added; -1 for none.
    gains : numpy.ndarray
        Shape (words, steps): what that adds to the joined objectives.
    behind : numpy.ndarray
        Shape (steps, rows open behind the stretch): what is used of each, as far as it matters.
    """

    parents: IntArray
    added: IntArray
    gains: IntArray
    behind: FloatArray


def expand(chain: Chain, stretch: Stretch, used: FloatArray, most: int) -> Step:
    """Go through a stretch from each partial plan: take none of it, or one choice that fits.

    Parameters
    ----------
    chain : Chain
    stretch : Stretch
    used : numpy.ndarray
        Shape (plans, rows open before the stretch).
    most : int
        Steps to try.

    Raises
    ------
    TooLargeError
        Where there are more.
    """
    used = stretch.carry(used)
    fits = _fitting(stretch, used)
    _refuse_more_than(most, int(fits.sum()) + len(used), chain, stretch)
    parents, added = fits.nonzero()
    gains = stretch.gains[:, added]
    for prices, units in _window_units(stretch, used):
        gains = gains + prices[:, None] * units[parents, added].astype(np.int64)
    gains = np.concatenate([np.zeros((len(gains), len(used)), dtype=np.int64), gains], axis=1)
    parents = np.concatenate([np.arange(len(used)), parents])
    added = np.concatenate([np.full(len(used), -1), added])
    lawful = _asks_met(stretch, used, parents, added)
    if not lawful.all():
        gains, parents, added = gains[:, lawful], parents[lawful], added[lawful]
    behind = stretch.matters(used[:, stretch.after][parents] + stretch.later[added])
    return Step(parents, added, gains, behind)


def _fitting(stretch: Stretch, used: FloatArray) -> BoolArray:
    """Return which choices fit to each partial plan, shape (plans, choices)."""
    fits: BoolArray = (used[:, stretch.singles] @ stretch.uses[stretch.singles]) == 0
    for row in stretch.sums:
        most = stretch.bounds[row] - stretch.uses[row]
        fits &= used[:, row, None] <= most
    return fits


def _window_units(stretch: Stretch, used: FloatArray) -> list[tuple[IntArray, FloatArray]]:
    """Return for each price how many units each choice adds to each partial plan."""
    return [
        (prices, (used[:, rows] - stretch.bounds[rows] >= least) @ stretch.uses[rows])
        for prices, rows, least in stretch.windows
    ]


def _asks_met(stretch: Stretch, used: FloatArray, parents: IntArray, added: IntArray) -> BoolArray:
    """Whether rows that ask for something, and end here, have it."""
    met = np.ones(len(parents), dtype=bool)
    for row in stretch.ending_asks:
        own = np.append(stretch.uses[row], 0.0)
        met &= used[parents, row] + own[added] <= stretch.bounds[row]
    return met


def _refuse_more_than(most: int, tried: int, chain: Chain, stretch: Stretch) -> None:
    """Refuse a step that tries more partial plans than so many.

    Raises
    ------
    TooLargeError
    """
    if tried <= most:
        return
    rules = ", ".join(chain.rules_open(stretch)) or "none"
    raise TooLargeError(
        f"dynamic programming would try {tried} partial plans at once, and stops at {most}: too "
        f"many different pasts matter (rules that reach far: {rules}); use 'cpsat', or "
        "Dynamic(most=...)"
    )
