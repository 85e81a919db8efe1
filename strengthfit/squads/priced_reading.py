"""From the plans of a big squad, as places in menus, to what a person reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from ..domain.own_kinds import strength_kinds
from ..domain.policy import Policy
from ..domain.strength import DOSES
from ..program.resolve import resolve_week
from ..program.rows import IntArray
from ..strategies import Outcome
from .beside import Crowd, crowd_of, in_pieces
from .fitting import Fitted
from .gym import Gym
from .member import Member
from .menus import PRICED, Menu
from .plans_on_demand import PlansOnDemand
from .priced_bound import PricedBound
from .priced_menus import PricedMenus
from .shared_use import things_of
from .squad_plan import Booking, SharingCost, SquadPlan, sharing_cost


@attrs.frozen(eq=False)
class PricedSquad:
    """A squad that is planned by pricing: who asks, with which policies, for what."""

    members: tuple[Member, ...]
    policies: tuple[Policy, ...]
    gym: Gym


@attrs.frozen(eq=False)
class Placed:
    """What each athlete takes, as places in the choices of their menus, and what it costs.

    `now` and `alone` are the tiers of the plan and of the best one alone, shapes (3, athletes).
    """

    menus: tuple[Menu, ...]
    places: tuple[IntArray, ...]
    now: IntArray
    alone: IntArray


def placed_in(menus: Sequence[Menu], whole: PricedMenus, found: Fitted) -> Placed:
    """Return what each athlete takes by a plan of all."""
    starts = zip(found.plans.tolist(), whole.begin.tolist(), strict=False)
    return Placed(
        menus=tuple(menus),
        places=tuple(whole.taken(plan) - begin for plan, begin in starts),
        now=whole.tiers[:, found.plans].astype(np.int64),
        alone=whole.tiers[:, whole.first[:-1]].astype(np.int64),
    )


def without_plan(squad: PricedSquad, status: str) -> SquadPlan:
    """Return that there is no plan, or that none was found."""
    outcome = Outcome(status, (), None, (0,) * PRICED, by="pricing")
    taken: tuple[tuple[int, ...], ...] = ((),) * len(squad.members)
    return SquadPlan(
        members=squad.members,
        gym=squad.gym,
        coach=None,
        fairness="total",
        plans=_plans(squad, taken, outcome, ()),
        bookings=(),
        shifts=(),
        costs=tuple(SharingCost(member.id, 0.0, 0.0) for member in squad.members),
        status=outcome.status,
        interference=0.0,
        strength=0.0,
        bound=0.0,
        outcome=outcome,
    )


def priced_plan(
    squad: PricedSquad,
    placed: Placed,
    *,
    outcome: Outcome,
    proof: PricedBound,
) -> SquadPlan:
    """Return the plan of a squad."""
    menus = placed.menus
    everyone = list(zip(menus, placed.places, strict=True))
    taken = tuple(tuple(np.sort(menu.choices[mine]).tolist()) for menu, mine in everyone)
    asked, lost = sum(menu.asked for menu in menus), int(placed.now[0].sum())
    objective = tuple(placed.now.sum(axis=1).tolist())
    at_this_strength = objective[: PRICED - 1] == outcome.bound[: PRICED - 1]
    bound = outcome.bound[PRICED - 1] * menus[0].resolution if at_this_strength else 0.0
    return SquadPlan(
        members=squad.members,
        gym=squad.gym,
        coach=None,
        fairness="total",
        plans=_plans(squad, taken, outcome, tuple(_crowds(squad, placed))),
        bookings=tuple(_bookings(squad, placed)),
        shifts=(),
        costs=tuple(_costs(squad, placed)),
        status=outcome.status,
        interference=float(sum(menu.interference[mine].sum() for menu, mine in everyone)),
        strength=1 - lost / asked if asked else 1.0,
        bound=round(bound, 9),
        outcome=outcome,
        priced_bound=proof,
    )


def _plans(
    squad: PricedSquad,
    taken: tuple[tuple[int, ...], ...],
    outcome: Outcome,
    crowds: tuple[Crowd, ...],
) -> PlansOnDemand:
    return PlansOnDemand(
        members=squad.members,
        policies=squad.policies,
        gym=squad.gym,
        taken=taken,
        status=outcome.status,
        crowds=crowds,
    )


def _crowds(squad: PricedSquad, placed: Placed) -> Iterator[Crowd]:
    """Yield for each thing of the gym how many use it when."""
    length = resolve_week(squad.members[0].week, squad.policies[0]).minutes
    for number in range(len(things_of(squad.gym))):
        pairs = [np.zeros((0, 2), dtype=np.int64)]
        for menu, mine in zip(placed.menus, placed.places, strict=True):
            own = mine[menu.uses[number, mine]]
            pairs.append(np.stack([menu.start[own], menu.end[own]], axis=1))
        yield crowd_of(in_pieces(np.concatenate(pairs), placed.menus[0].circle), length)


def _costs(squad: PricedSquad, placed: Placed) -> Iterator[SharingCost]:
    rises = (placed.now - placed.alone).T.tolist()
    for member, menu, own in zip(squad.members, placed.menus, rises, strict=True):
        yield sharing_cost(member.id, own, menu.asked, menu.resolution)


def _bookings(squad: PricedSquad, placed: Placed) -> Iterator[Booking]:
    """Yield all sessions by start, and at one start in the order of the members."""
    horizon = resolve_week(squad.members[0].week, squad.policies[0])
    sessions = [
        (int(menu.start[place]), number, place)
        for number, (menu, mine) in enumerate(zip(placed.menus, placed.places, strict=True))
        for place in mine.tolist()
    ]
    for start, number, place in sorted(sessions):
        menu = placed.menus[number]
        kind = strength_kinds(squad.policies[number].extensions)[menu.kind[place]]
        yield Booking(
            start=start,
            end=int(menu.end[place]),
            when=horizon.moment(start),
            member=squad.members[number].id,
            kind=kind,
            dose=DOSES[menu.dose[place]],
            in_gym=squad.gym.kinds is None or kind in squad.gym.kinds,
            with_coach=False,
        )
