"""A reduced program cut into stretches of mutually exclusive choices, with the rows open in each.

The input of dynamic programming. Rows are told apart by what matters of a partial plan: "at most
one" (whether it is used), sums (how much is used, unless what is left cannot exceed them), asks
(rows with negative coefficients: whether they have what they ask for when they end), and windows,
whose units above the bound are paid for.
"""

from collections.abc import Iterator
from itertools import pairwise

import attrs
import numpy as np
import numpy.typing as npt

from ...errors import TooLargeError
from ...program import Program
from ...program.linear import demand_rows
from ...program.reduce import Reduced
from ...program.rows import BoolArray, IntArray, Rows, select, stack
from ...program.tiers import join, variable_costs

FloatArray = npt.NDArray[np.float64]

_ROOM = 1 << 62
"""Joined objectives are added up as whole numbers of 63 bits."""

SINGLE, SUM, ASK, RISING, FALLING = range(5)
"""Kinds of rows; the last two are windows, which count sessions as +1 or -1."""

_MIXER = np.random.default_rng(0).integers(1, 1 << 24, 4096).astype(np.float64)
"""Numbers that mix what is used of many rows into one: equal rows give equal numbers."""


@attrs.frozen(eq=False)
class Stretch:
    """Neighbouring choices of which at most one can be taken, and the rows open there.

    Rows are numbered within the stretch. `uses` has shape (rows, choices). Those of `after` are
    still open behind it; `caps`, `slack` and `mixer` are about them, and `later` is what choices
    use of them, shape (choices + 1, rows after) with a last line of zeros for "none taken".
    """

    first: int
    gains: IntArray
    rows: IntArray
    bounds: FloatArray
    uses: FloatArray
    singles: IntArray
    sums: list[int]
    windows: list[tuple[IntArray, IntArray, int]]
    ending_asks: list[int]
    before: IntArray
    after: IntArray
    later: FloatArray
    caps: tuple[FloatArray, FloatArray]
    slack: list[tuple[int, float]]
    mixer: FloatArray

    def carry(self, used: FloatArray) -> FloatArray:
        """Return what partial plans use of this stretch's rows, from those open before it."""
        carried = np.zeros((len(used), len(self.bounds)))
        carried[:, self.before] = used
        return carried

    def matters(self, used: FloatArray) -> FloatArray:
        """Return what matters of the rows behind the stretch, in place, shape (plans, rows)."""
        np.clip(used, *self.caps, out=used)
        for row, most in self.slack:  # what is left cannot exceed the row
            used[used[:, row] <= most, row] = 0
        return used


@attrs.frozen(eq=False)
class Chain:
    """A reduced program as stretches, in the order of starts.

    Parameters
    ----------
    demand : numpy.ndarray
        Shape (choices,): the demand of each kept choice.
    rows : Rows
        All rows and windows, over the kept choices; each has entries.
    kinds : numpy.ndarray
        Shape (rows,).
    gains : numpy.ndarray
        Shape (words, choices): what taking a choice adds to the joined objectives.
    classes : numpy.ndarray
        Shape (rows,): the price of each window, as an index into `prices`; -1 for other rows.
    prices : numpy.ndarray
        Shape (words, prices).
    impossible : bool
        Whether a row is broken whatever is taken.
    """

    demand: IntArray
    rows: Rows
    kinds: IntArray
    gains: IntArray
    classes: IntArray
    prices: IntArray
    impossible: bool

    def rules_open(self, stretch: Stretch) -> list[str]:
        """Return the rules whose rows are open behind a stretch, those with the most rows first."""
        labels = self.rows.labels
        names = [labels[row].rule for row in stretch.rows[stretch.after].tolist()]
        return sorted(set(names), key=lambda name: (-names.count(name), name))

    def stretches(self) -> Iterator[Stretch]:
        """Yield the stretches, each made when it is asked for."""
        rows = self.rows
        ends = _Ends.of(rows, self.kinds, len(self.demand))
        order = np.argsort(rows.columns, kind="stable")
        columns, owners = rows.columns[order], rows.owners[order]
        coefficients = rows.coefficients[order]
        at = np.searchsorted(columns, ends.edges).tolist()
        place = np.zeros(len(rows), dtype=np.int64)
        before: IntArray = np.zeros(0, dtype=np.int64)
        for index, (low, high) in enumerate(pairwise(ends.edges)):
            inside = slice(at[index], at[index + 1])
            own = np.flatnonzero((ends.first < high) & (ends.last >= low))
            place[own] = np.arange(len(own))
            uses = np.zeros((len(own), high - low))
            uses[place[owners[inside]], columns[inside] - low] = coefficients[inside]
            yield self._stretch(ends, index, own, uses, place[before])
            before = own[ends.last[own] >= high]

    def _stretch(
        self, ends: "_Ends", index: int, rows: IntArray, uses: FloatArray, before: IntArray
    ) -> Stretch:
        low, high = ends.edges[index], ends.edges[index + 1]
        kinds, bounds = self.kinds[rows], self.rows.bounds[rows].astype(np.float64)
        stays = ends.last[rows] >= high
        after = np.flatnonzero(stays)
        later = np.zeros((high - low + 1, len(after)))
        later[:-1] = uses[after].T
        return Stretch(
            first=low,
            gains=self.gains[:, low:high],
            rows=rows,
            bounds=bounds,
            uses=uses,
            singles=np.flatnonzero(kinds == SINGLE),
            sums=np.flatnonzero(kinds == SUM).tolist(),
            windows=self._windows(rows, kinds),
            ending_asks=np.flatnonzero((kinds == ASK) & ~stays).tolist(),
            before=before,
            after=after,
            later=later,
            caps=_caps(kinds[after], bounds[after]),
            slack=self._slack(ends.still[index], rows[after], kinds[after]),
            mixer=np.resize(_MIXER, len(after)),
        )

    def _windows(self, rows: IntArray, kinds: IntArray) -> list[tuple[IntArray, IntArray, int]]:
        """Return prices, rows, and from how much above its bound on a session changes a window.

        A rising window that is full (0 above) is paid for with one session more; a falling one that
        lacks something (1 above) is paid less.
        """
        found = []
        classes = self.classes[rows]
        for price in np.unique(classes[classes >= 0]).tolist():
            for kind, least in ((RISING, 0), (FALLING, 1)):
                members = np.flatnonzero((classes == price) & (kinds == kind))
                if len(members):
                    found.append((self.prices[:, price], members, least))
        return found

    def _slack(self, still: FloatArray, rows: IntArray, kinds: IntArray) -> list[tuple[int, float]]:
        """Return for each sum the most that can be used without its ever being exceeded."""
        most = self.rows.bounds[rows] - still[rows]
        return [
            (row, float(most[row])) for row in np.flatnonzero((kinds == SUM) & (most > 0)).tolist()
        ]


def chain_of(program: Program, left: Reduced) -> Chain:
    """Cut a reduced program into stretches.

    Raises
    ------
    TooLargeError
        Where a window counts other than session by session.
    """
    owner, windows = program.choices.demand[left.kept], len(left.windows)
    rows = stack([left.rows, demand_rows(program, owner), left.windows])
    filled = np.diff(rows.starts) > 0
    is_window = np.arange(len(rows)) >= len(rows) - windows
    taken_off = np.minimum(rows.coefficients, 0)
    least = np.bincount(rows.owners, weights=taken_off, minlength=len(rows))
    impossible = bool((~is_window & (least > rows.bounds)).any())
    width, demands = len(left.kept), len(program.counts)
    weights = np.array([group.weights for group in join(*variable_costs(program, left), _ROOM)])
    classes = np.full(len(rows), -1)
    numbers: dict[tuple[int, ...], int] = {}
    for row, price in enumerate(weights[:, width + demands :].T.tolist(), len(rows) - windows):
        classes[row] = numbers.setdefault(tuple(price), len(numbers))
    if not filled.all():
        rows, classes, is_window = select(rows, filled), classes[filled], is_window[filled]
    return Chain(
        demand=owner,
        rows=rows,
        kinds=_kinds(rows, is_window),
        gains=weights[:, :width] - weights[:, width : width + demands][:, owner],
        classes=classes,
        prices=np.array(list(numbers), dtype=np.int64).reshape(-1, len(weights)).T,
        impossible=impossible,
    )


@attrs.frozen(eq=False)
class _Ends:
    """Where rows begin and end, where stretches do, and the most that sums can grow behind each.

    Parameters
    ----------
    first, last : numpy.ndarray
        Shape (rows,): the first and the last choice of each.
    edges : list of int
        The first choice of each stretch, and the number of choices.
    still : numpy.ndarray
        Shape (stretches, rows).
    """

    first: IntArray
    last: IntArray
    edges: list[int]
    still: FloatArray

    @staticmethod
    def of(rows: Rows, kinds: IntArray, width: int) -> "_Ends":
        first, last = rows.columns[rows.starts[:-1]], rows.columns[rows.starts[1:] - 1]
        edges = _edges(first, last, rows, kinds, width)
        return _Ends(first, last, edges, _still(rows, edges))


def _kinds(rows: Rows, is_window: BoolArray) -> IntArray:
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    least = np.minimum.reduceat(rows.coefficients, rows.starts[:-1])
    most = np.maximum.reduceat(rows.coefficients, rows.starts[:-1])
    ones = (least == 1) & (most == 1)
    if not (ones | (least == -1) & (most == -1))[is_window].all():
        raise TooLargeError(
            "dynamic programming takes windows that count sessions one by one, with all "
            "coefficients 1 or all -1; use 'cpsat'"
        )
    plain = np.where(least < 0, ASK, np.where(ones & (rows.bounds == 1), SINGLE, SUM))
    kinds: IntArray = np.where(is_window, np.where(ones, RISING, FALLING), plain)
    return kinds


def _edges(first: IntArray, last: IntArray, rows: Rows, kinds: IntArray, width: int) -> list[int]:
    """Cut after each as long a stretch as lies inside one row "at most one of these neighbours"."""
    whole = (kinds == SINGLE) & (last - first + 1 == np.diff(rows.starts))
    reach = np.arange(width)
    np.maximum.at(reach, first[whole], last[whole])
    ends = np.maximum.accumulate(reach).tolist()
    edges = [0]
    while edges[-1] < width:
        edges.append(ends[edges[-1]] + 1)
    return edges


def _still(rows: Rows, edges: list[int]) -> FloatArray:
    """Return the most that each sum can yet grow behind each stretch, shape (stretches, rows)."""
    largest = np.zeros((len(edges) - 1, len(rows)))
    at = np.searchsorted(edges, rows.columns, side="right") - 1
    np.maximum.at(largest, (at, rows.owners), rows.coefficients)
    return np.cumsum(largest[::-1], axis=0)[::-1] - largest


def _caps(kinds: IntArray, bounds: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return between which values what is used of rows matters: beyond them all is the same."""
    low = np.where(kinds == FALLING, np.minimum(bounds, 0), -np.inf)
    high = np.where(kinds == RISING, np.maximum(bounds, 0), np.inf)
    return low, high
