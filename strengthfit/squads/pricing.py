"""Big squads: each athlete by themselves, at prices of what they share.

The one program of a thousand athletes is too much for a solver. At prices of places and equipment
it falls apart into the athletes' own weeks, which have some hundred or thousand plans each; these
are listed once, and priced all at once. The prices give a lower bound on any plan of the squad, and
show where athletes have to give way to one another.

Strength is summed up over all, then continuity, then interference, and these three are bounded.
Within them each athlete has the best plan that the others leave room for; what habits and
preferences come to over all is not looked at.

If the gym is so small that strength is lost, lighter doses are listed too, as they take a place for
a shorter time, and prices are looked for in steps of strength. Interference may then lie well above
the best, and its bound says little.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor

import attrs
import numpy as np

from ..domain.policy import Policy
from ..errors import InputError, raise_all
from ..program.objective import JoinedTiers
from ..program.rows import IntArray
from ..stopping import check, is_over, report
from ..strategies import Outcome
from ..strategies.incumbents import Trace
from .fitting import Fitted, fitted, in_line, kept_to_the_best
from .member import Member
from .menus import PRICED, Menu
from .price_search import Priced, find_prices
from .priced_bound import PricedBound
from .priced_menus import PricedMenus, SharedRows, put_together, shared_rows
from .priced_reading import Placed, PricedSquad, placed_in, priced_plan, without_plan
from .shared_use import things_of
from .spread import Asked, asker, list_menus
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
    menus = _menus(squad, executor)
    raise_all(_unlike(menus))
    report(1, 4, "listed")
    rows = shared_rows(menus, things_of(squad.gym))
    if not all(len(menu) for menu in menus):  # pins of somebody leave no plan
        return without_plan(squad, "infeasible")
    answer = _answer(menus, rows, executor)
    if answer.loses_strength and not is_over():
        menus = _menus(squad, executor, rows.moments)
        answer = answer.or_better(_answer(menus, rows, executor, in_strength=True))
    report(3, 4, "fitted")
    if answer.found is None:
        return without_plan(squad, "unknown")
    outcome = Outcome(
        status="optimal" if answer.objective == answer.bound else "feasible",
        taken=(),
        objective=answer.objective,
        bound=answer.bound,
        seconds=trace.seconds,
        statistics={"rounds": float(answer.rounds), "plans": float(answer.plans)},
        by="pricing",
    )
    plan = priced_plan(squad, answer.found, outcome=outcome, proof=answer.proof)
    report(4, 4, "read", best=plan.interference, bound=plan.bound)
    return plan


def _menus(
    squad: PricedSquad, executor: Executor | None, moments: Sequence[IntArray] | None = None
) -> list[Menu]:
    """Return the menu of each member; those who ask for the same, as by one plan, share one."""
    numbers: dict[object, int] = {}
    asked, own = list[Asked](), list[int]()
    for number, (member, policy) in enumerate(zip(squad.members, squad.policies, strict=True)):
        check()
        place = numbers.setdefault(_key(member, policy), len(asked))
        if place == len(asked):
            asked.append((number, member, policy))
        own.append(place)
    menus = list(list_menus(asked, squad.gym, executor, moments))
    return [menus[place] for place in own]


def _unlike(menus: Sequence[Menu]) -> Iterator[InputError]:
    """Yield what cannot be added up, as the steps differ from the first athlete's."""
    for number, menu in enumerate(menus):
        if menu.resolution != menus[0].resolution:
            where = f"athletes[{number}].policy.resolution"
            accepted = "differs from the first athlete's, so that interference cannot be added up"
            yield InputError(where, menu.resolution, accepted, "contradiction")


def _key(member: Member, policy: Policy) -> object:
    """Return what is equal for members who ask for the same; an extension may forbid to compare."""
    key = member.week, policy
    try:
        hash(key)
    except TypeError:
        return member.id
    return key


@attrs.frozen(eq=False)
class _Answer:
    """What was found at some prices, and what is proven, tier by tier."""

    found: Placed | None
    objective: tuple[int, ...]
    bound: tuple[int, ...]
    proof: PricedBound
    rounds: int
    plans: int

    @property
    def loses_strength(self) -> bool:
        """Whether more strength is lost than is proven to be, or nothing was found."""
        return self.found is None or self.objective[0] > self.bound[0]

    def or_better(self, other: _Answer) -> _Answer:
        """Return the better plan of two answers with the higher bound."""
        plan, proof = self, self
        if self.found is None or (other.found is not None and other.objective < self.objective):
            plan = other
        if other.bound > self.bound:
            proof = other
        rounds = self.rounds + other.rounds
        return attrs.evolve(plan, bound=proof.bound, proof=proof.proof, rounds=rounds)


def _answer(
    menus: list[Menu], rows: SharedRows, executor: Executor | None, *, in_strength: bool = False
) -> _Answer:
    """Return what prices lead to. They are found in steps of interference, or of strength first."""
    joined = _joined_tiers(menus)
    unit = _unit(joined)
    weights, step = _weights(joined, unit), math.gcd(*(menu.step for menu in menus))
    whole, menus[:] = put_together(menus, rows, weights), [one.without_plans() for one in menus]
    ask = asker(whole, executor)
    scale = weights[0] * step if in_strength else unit
    priced = find_prices(ask, rows.bounds, scale)
    if in_strength:
        priced = priced.or_better(find_prices(ask, rows.bounds, unit, priced.prices))
    bound = _bound(joined, -(-priced.bound // unit), step)
    report(2, 4, "priced", bound=bound[-1] * menus[0].resolution)
    found = _fitted(whole, priced, rows, unit, scale)
    placed = None if found is None else placed_in(menus, whole, found)
    return _Answer(
        found=placed,
        objective=() if placed is None else tuple(placed.now.sum(axis=1).tolist()),
        bound=bound,
        proof=_priced_bound(priced, rows, weights),
        rounds=priced.rounds,
        plans=len(whole.costs),
    )


def _joined_tiers(menus: Sequence[Menu]) -> JoinedTiers:
    """Return the three tiers of all as one number; it has no variables of its own."""
    most = np.sum([menu.most for menu in menus], axis=0).tolist()
    nothing = np.zeros(0, dtype=np.int64)
    return JoinedTiers(0, nothing, (1,) * PRICED, tuple(int(one) + 1 for one in most))


def _unit(joined: JoinedTiers) -> int:
    return max(1, min(_UNIT, _LARGEST // math.prod(joined.radices)))


def _weights(joined: JoinedTiers, unit: int) -> tuple[int, ...]:
    """Return what one step of each tier costs, so that costs compare as the tiers do."""
    _, continuity, interference = joined.radices
    return continuity * interference * unit, interference * unit, unit


def _bound(joined: JoinedTiers, value: int, step: int) -> tuple[int, ...]:
    """Return a bound by tier; strength is lost in whole steps."""
    bound = joined.split(value)
    strength = -(-bound[0] // step) * step
    return bound if strength == bound[0] else (strength, *(0,) * (PRICED - 1))


def _fitted(
    menus: PricedMenus, priced: Priced, rows: SharedRows, unit: int, scale: int
) -> Fitted | None:
    alone = menus.tiers[:, menus.first[:-1]].sum(axis=1)
    enough = priced.bound + int(_ENOUGH * alone[PRICED - 1] * unit)
    found = fitted(
        menus, priced.prices, bounds=rows.bounds, unit=scale, enough=enough, tries=_TRIES
    )
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
