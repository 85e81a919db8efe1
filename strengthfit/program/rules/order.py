"""Sessions come in the order that the week asks for: A before B, or A and B in turn."""

from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np

from ...domain.clock import DAY
from ...domain.demands import entry_of, sessions_by_entry
from ...domain.strength import Demand
from ..context import RuleContext
from ..labels import Label
from ..rows import BoolArray, Rows, grouped, stack
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return for each week, and each claim of its order, a row for each start of the later entry.

    A skipped session counts as done in time: a row says how many sessions of the earlier entry may
    still start beside what has started of the later one, and a session that nobody holds is not
    among them. So all coefficients are positive, and every strategy can add them up.
    """
    horizon = context.horizon
    blocks: list[Rows] = []
    for week, order in enumerate(horizon.orders):
        demands = _of_week(context, week)
        asked = sessions_by_entry([demand for demand in demands if demand is not None], order)
        name = "" if horizon.weeks == 1 else f"W{week + 1} "
        for claim in _claims(order, asked):
            earlier, later = (
                np.array([_means(entry, demand, order) for demand in demands], dtype=bool)
                for entry in (claim.earlier, claim.later)
            )
            blocks.append(_rows(context, claim, (earlier, later), f"{name}{claim.text}"))
    return stack(blocks)


def order_causes(demands: Sequence[Demand], order: Sequence[str]) -> set[str]:
    """Return the cause of each case of the rule in a week by itself.

    Examples
    --------
    >>> order_causes([Demand("heavy"), Demand("core", 2)], ("heavy", "core"))
    {'heavy before core'}
    """
    return {claim.text for claim in _claims(order, sessions_by_entry(demands, order))}


def _of_week(context: RuleContext, week: int) -> list[Demand | None]:
    """Return the demands of the horizon, None in the place of those of other weeks."""
    horizon = context.horizon
    pairs = zip(horizon.demands, horizon.demand_weeks, strict=True)
    return [demand if own == week else None for demand, own in pairs]


def _means(entry: str, demand: Demand | None, order: Sequence[str]) -> bool:
    """Whether an entry of a week's order means the sessions of a demand; never of another week."""
    return demand is not None and entry_of(demand, order) == entry


@attrs.frozen
class _Claim:
    """What one place of an order asks of another entry: `number` of its sessions come first.

    `asked` has how many sessions of the earlier and of the later entry the week asks for. `every`
    is true if the earlier entry stands before the place twice, and `last` if it is the last session
    of the later entry that has to wait, and not the first.
    """

    earlier: str
    later: str
    number: int
    every: bool
    last: bool
    asked: tuple[int, int]

    @property
    def text(self) -> str:
        """The claim in words: "A before B", where "last" is said and "first" is not."""
        first, then = "last " * self.every, "last " * self.last
        return f"{first}{self.earlier} before {then}{self.later}"


def _claims(order: Sequence[str], asked: Mapping[str, int]) -> Iterator[_Claim]:
    """Yield what the places of an order ask, but for what the first place of an entry asks already.

    An entry that has no session on the way in has no part in it, and one that has one session has
    no last one of its own.
    """
    for place, later in enumerate(order):
        last = later in order[:place]
        if not asked[later] or (last and asked[later] == 1):
            continue
        known = order[: order.index(later)] if last else ()
        for earlier in dict.fromkeys(order[:place]):
            number = _number(order[:place], earlier, asked)
            if earlier != later and number > _number(known, earlier, asked):
                every = order[:place].count(earlier) > 1
                pair = asked[earlier], asked[later]
                yield _Claim(earlier, later, number, every, last, pair)


def _number(before: Sequence[str], entry: str, asked: Mapping[str, int]) -> int:
    """Return how many sessions of an entry these places let come first."""
    places = before.count(entry)
    return asked[entry] if places > 1 else min(places, asked[entry])


def _rows(
    context: RuleContext, claim: _Claim, demands: tuple[BoolArray, BoolArray], cause: str
) -> Rows:
    """Return the rows of a claim, given which demands are of the earlier and of the later entry.

    Let n of the earlier entry be asked and k of the later one, and i of the earlier have to be done
    before one that starts at t. Then n - i may start from t on::

        i (later ones, at t) + (earlier ones, from t on) <= n

    If it is the last that has to wait, only all k by t make it so::

        i (later ones, by t) + (earlier ones, from t on) <= n + i (k - 1)

    With k = 1 both say the same, and the second is the tighter one. With n = 1 too it is about
    pairs of choices, so that rows for whole days, and within a day for its starts, say it with
    fewer entries.
    """
    choices, (before, after) = context.choices, claim.asked
    members = np.flatnonzero((demands[0] | demands[1])[choices.demand])
    start, is_later = choices.start[members], demands[1][choices.demand[members]]
    at = np.unique(start[is_later])[:, None]
    begun = start <= at if claim.last or after == 1 else start == at
    matrix = np.where(is_later, claim.number * begun, start >= at)
    if claim.asked == (1, 1):
        day, days = start // DAY, np.unique(start[is_later] // DAY)[:, None]
        across = np.where(is_later, day <= days, day > days)
        matrix = np.vstack([across, matrix * (day == at // DAY)])
    bound = before + (claim.number * (after - 1) if claim.last else 0)

    def labels() -> list[Label]:
        return [Label("order", cause, f"out of order: {cause}")] * len(matrix)

    owners, columns = matrix.nonzero()
    bounds = np.full(len(matrix), bound, dtype=np.int64)
    return grouped(owners, members[columns], matrix[owners, columns], bounds, labels)


RULE = Rule(
    "order",
    rows,
    word="order",
    meaning="out of the order asked for",
    price=3,
    advice="give up the order: {cause}",
)
