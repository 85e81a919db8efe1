"""Sessions come in the order that the week asks for: A before B, or A and B in turn."""

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from ...domain.clock import WEEK
from ...domain.demands import entry_of, sessions_by_entry
from ..context import RuleContext
from ..labels import Label
from ..rows import BoolArray, IntArray, Rows, grouped, stack
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return for each week and each two places of its order a row for each start of the later one.

    A skipped session counts as done in time: a row says how many sessions of the earlier entry may
    still start beside what has started of the later one, and a session that nobody holds is not
    among them. So all coefficients are positive, and every strategy can add them up.
    """
    horizon, blocks = context.horizon, list[Rows]()
    for week, order in enumerate(horizon.orders):
        demands = [
            demand if own == week else attrs.evolve(demand, count=0)
            for demand, own in zip(horizon.demands, horizon.demand_weeks, strict=True)
        ]
        asked = sessions_by_entry(demands, order)
        entries = [entry_of(demand, order) for demand in demands]
        name = "" if horizon.weeks == 1 else f"W{week + 1} "
        for first, number, then, last in _pairs(order, asked):
            members = [
                np.array([entry == one for entry in entries], dtype=bool)[context.choices.demand]
                & (context.choices.start // WEEK == week)
                for one in (first, then)
            ]
            cause = f"{name}{_named(first, number, asked, True)} before " + _named(
                then, asked[then] if last else 1, asked, last
            )
            blocks.append(
                _rows(context, members, number, (asked[first], asked[then]), last, cause)
            )
    return stack(blocks)


def _pairs(order: Sequence[str], asked: "dict[str, int]") -> Iterator[tuple[str, int, str, bool]]:
    """Yield what each place asks of each entry before it.

    That is the entry before, how many of its sessions have to be done, the entry of the place, and
    whether the place means its last session, not its first. Only what asks more than an earlier
    place of the same entry did is yielded.
    """
    for place, then in enumerate(order):
        last = then in order[:place]
        if not asked[then] or (last and asked[then] == 1):
            continue
        for first in dict.fromkeys(order[:place]):
            number = _number(order[:place], first, asked)
            known = _number(order[: order.index(then)], first, asked)
            if first != then and number > (known if last else 0):
                yield first, number, then, last


def _number(before: Sequence[str], entry: str, asked: "dict[str, int]") -> int:
    """Return how many sessions of an entry come first, if it stands before a place."""
    places = before.count(entry)
    return asked[entry] if places > 1 else min(places, asked[entry])


def _named(entry: str, number: int, asked: "dict[str, int]", last: bool) -> str:
    """Return which session of an entry is meant, in words."""
    if asked[entry] == 1:
        return entry
    return f"{'last' if last and number == asked[entry] else 'first'} {entry}"


def _rows(
    context: RuleContext,
    members: Sequence[BoolArray],
    number: int,
    asked: tuple[int, int],
    last: bool,
    cause: str,
) -> Rows:
    """Return a row for each start of the later entry.

    Let n of the earlier entry be asked and k of the later one. If `number` of the earlier ones are
    to be done before one that starts at t, then n - number may start from t on::

        number * (of the later, started at t) + (of the earlier, started from t on) <= n

    If it is the last that has to wait, only k of the later ones that have started by t make it so::

        number * (of the later, by t) + (of the earlier, from t on) <= n + number * (k - 1)

    With k = 1 both say the same, and the second is the tighter one.
    """
    start = context.choices.start
    earlier, later = (np.flatnonzero(mask) for mask in members)
    before, after = asked
    at = np.unique(start[later])[:, None]
    begun = start[later] <= at if last or after == 1 else start[later] == at
    row, column = np.nonzero(np.hstack([begun, start[earlier] >= at]))
    columns = np.concatenate([later, earlier])
    weights = np.repeat([number, 1], [len(later), len(earlier)])
    order = np.lexsort((columns[column], row))
    row, column = row[order], column[order]
    bound = before + (number * (after - 1) if last else 0)

    def labels() -> list[Label]:
        return [Label("order", cause, f"out of order: {cause}")] * len(at)

    return grouped(row, columns[column], weights[column], _full(len(at), bound), labels)


def _full(length: int, value: int) -> IntArray:
    return np.full(length, value, dtype=np.int64)


RULE = Rule(
    "order",
    rows,
    word="order",
    meaning="out of the order asked for",
    price=3,
    advice="give up the order: {cause}",
)
