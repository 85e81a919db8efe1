"""Big squads: each athlete by themselves, at prices of what they share.

The one program of a thousand athletes is too much for a solver. At prices of places and equipment
it falls apart into the athletes' own weeks, which have some hundred or thousand plans each; these
are listed once, and priced all at once. The prices give a lower bound on any plan of the squad, and
show where athletes have to give way to one another.

Strength is summed up over all, then continuity, then interference, and these three are bounded.
Within them each athlete has the best plan that the others leave room for; what habits and
preferences come to over all is not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor

import numpy as np

from ..program.objective import JoinedTiers
from ..stopping import report
from ..strategies import Outcome
from ..strategies.incumbents import Trace
from .fitting import Fitted, fitted, in_line, kept_to_the_best
from .menus import PRICED, Menu
from .price_search import Priced, find_prices
from .priced_bound import PricedBound
from .priced_menus import PricedMenus, SharedRows, put_together, shared_rows
from .priced_reading import PricedSquad, placed_in, priced_plan, without_plan
from .shared_use import things_of
from .spread import asker, list_menus
from .squad_plan import SquadPlan

_UNIT = 64
"""What one step of interference is in prices, if numbers stay below the largest: so prices can be
parts of a step."""

_LARGEST = 1 << 58

_ENOUGH = 0.0005
"""Share of the interference up to which a plan may lie above the bound without another try."""

_TRIES = 12


def priced_squad(squad: PricedSquad, executor: Executor | None = None) -> SquadPlan:
    """Plan a squad without a coach, all of one priority, by pricing; weeks, not blocks."""
    trace = Trace()
    asked = zip(range(len(squad.members)), squad.members, squad.policies, strict=True)
    menus = list(list_menus(asked, squad.gym, executor))
    report(1, 4, "listed")
    rows = shared_rows(menus, things_of(squad.gym))
    if not all(len(menu) for menu in menus):  # pins of somebody leave no plan
        return without_plan(squad, rows, "infeasible")
    joined = _joined_tiers(menus)
    unit = _unit(joined)
    weights = _weights(joined, unit)
    whole = put_together(menus, rows, weights)
    menus = [menu.without_plans() for menu in menus]
    priced = find_prices(asker(whole, executor), rows.bounds, unit)
    bound = joined.split(-(-priced.bound // unit))
    report(2, 4, "priced", bound=bound[-1] * menus[0].resolution)
    found = _fitted(whole, priced, rows, unit)
    report(3, 4, "fitted")
    if found is None:
        return without_plan(squad, rows, "unknown")
    placed = placed_in(whole, found)
    objective = tuple(placed.now.sum(axis=1).tolist())
    outcome = Outcome(
        status="optimal" if objective == bound else "feasible",
        taken=(),
        objective=objective,
        bound=bound,
        seconds=trace.seconds,
        statistics={"rounds": float(priced.rounds), "plans": float(len(whole.costs))},
        by="pricing",
    )
    proof = _priced_bound(priced, rows, weights)
    answer = priced_plan(squad, menus, placed, rows, found.used, outcome=outcome, proof=proof)
    report(4, 4, "read", best=answer.interference, bound=answer.bound)
    return answer


def _joined_tiers(menus: Sequence[Menu]) -> JoinedTiers:
    """Return the three tiers of all as one number; it has no variables of its own."""
    most = np.sum([menu.most for menu in menus], axis=0).tolist()
    nothing = np.zeros(0, dtype=np.int64)
    return JoinedTiers(0, nothing, (1,) * PRICED, tuple(int(one) + 1 for one in most))


def _unit(joined: JoinedTiers) -> int:
    largest = int(np.prod([float(radix) for radix in joined.radices]))
    return max(1, min(_UNIT, _LARGEST // largest))


def _weights(joined: JoinedTiers, unit: int) -> tuple[int, ...]:
    """Return what one step of each tier costs, so that costs compare as the tiers do."""
    _, continuity, interference = joined.radices
    return continuity * interference * unit, interference * unit, unit


def _fitted(menus: PricedMenus, priced: Priced, rows: SharedRows, unit: int) -> Fitted | None:
    least = menus.tiers[PRICED - 1, menus.first[:-1]].sum()
    enough = priced.bound + int(_ENOUGH * least) * unit
    found = fitted(menus, priced.prices, rows.bounds, unit, enough=enough, tries=_TRIES)
    if found is None:
        found = in_line(menus, rows.bounds)
    return None if found is None else kept_to_the_best(menus, found, rows.bounds)


def _priced_bound(priced: Priced, rows: SharedRows, weights: tuple[int, ...]) -> PricedBound:
    dear = np.flatnonzero(priced.prices)
    things = [
        thing for thing, at in zip(rows.things, rows.moments, strict=True) for _ in range(len(at))
    ]
    moments = np.concatenate([np.zeros(0, dtype=np.int64), *rows.moments])
    return PricedBound(
        things=tuple(things[row] for row in dear.tolist()),
        moments=tuple(moments[dear].tolist()),
        prices=tuple(priced.prices[dear].tolist()),
        weights=weights,
        bound=priced.bound,
    )
