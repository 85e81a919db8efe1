"""A squad's plan: one for each athlete, and who is in the gym when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from ..domain.checks import unknown
from ..domain.strength import AnyStrengthKind, Dose
from ..errors import InputError
from ..planning.plans import Plan
from ..planning.values import Change
from ..printable import HtmlPrintable
from ..program.tier_names import INTERFERENCE, STRENGTH
from ..strategies.protocol import Outcome, Status, to_status
from .coach import Coach
from .gym import Gym
from .member import Member

if TYPE_CHECKING:
    from .priced_bound import PricedBound


@attrs.frozen
class Booking:
    """One session in the timetable of a gym.

    Parameters
    ----------
    start, end : int
        Minutes from 00:00 of the first day.
    when : str
        The start as text, such as "Tue 18:00".
    member : str
        Whose it is.
    kind, dose : str
    in_gym : bool
        Whether it takes a place in the gym.
    with_coach : bool
        Whether the coach is there for it.
    """

    start: int
    end: int
    when: str
    member: str
    kind: AnyStrengthKind
    dose: Dose
    in_gym: bool
    with_coach: bool


@attrs.frozen
class Shift:
    """A stretch of time in which the coach is there.

    Parameters
    ----------
    start, end : int
        Minutes from 00:00 of the first day.
    when, until : str
        The same as text, such as "Tue 18:00" and "Tue 19:30".
    """

    start: int
    end: int
    when: str
    until: str


@attrs.frozen
class SharingCost:
    """What sharing the gym and the coach costs an athlete, against a week with both to oneself.

    The gym is as small then, and as long open, and the coach has as many hours.

    Parameters
    ----------
    member : str
    strength : float
        Share of what is asked that is lost, 0 to 1.
    interference : float
        By how much interference rises, in percent of speed; it may fall if strength is lost.
    """

    member: str
    strength: float
    interference: float


def sharing_cost(member: str, rises: Sequence[int], asked: int, resolution: float) -> SharingCost:
    """Return what sharing costs a member whose tiers rise by so many steps.

    `asked` is the strength that is asked in steps, and `resolution` a step of interference.
    """
    lost = rises[STRENGTH] / asked if asked else 0.0
    return SharingCost(member, lost, round(rises[INTERFERENCE] * resolution, 9))


@attrs.frozen(slots=False)
class SquadPlan(HtmlPrintable):
    """A plan for a squad: one for each athlete, and together no more than gym and coach have.

    Parameters
    ----------
    members : tuple of Member
    gym : Gym
    coach : Coach or None
    fairness : str
        "total" or "worst_first".
    plans : sequence of Plan
        For each member the best plan beside those of the others; what it says of a start that the
        others take is that the gym is full, in other processes too. In their order. By pricing
        each is made when it is asked for, every time anew.
    bookings : tuple of Booking
        All sessions by start.
    shifts : tuple of Shift
        When the coach is there.
    costs : tuple of SharingCost
        What sharing costs each member; 0 if there is no plan.
    status : {"optimal", "feasible", "infeasible", "unknown"}
        Of all together: "optimal" is proven.
    interference : float
        That of all members together, in percent of speed.
    strength : float
        Share of what all ask that is delivered, 0 to 1.
    bound : float
        No allowed plan of the squad with as much strength has less interference in all. With
        several priorities that is said of plans that are as good for all of a higher one, and with
        "worst_first" of plans that are as fair; 0 if that is not proven.
    outcome : Outcome
        What the strategy reported of the one program of all. Takes no part in comparisons. By
        pricing there is no such program: nothing is in `taken`, and the tiers end with
        interference.
    priced_bound : PricedBound or None
        By pricing, the prices that prove the bound.

    Examples
    --------
    >>> from strengthfit.domain import Run, Week
    >>> from strengthfit.squads import plan_squad
    >>> week = Week([Run("Tue 07:00", "intervals"), Run("Sat 08:00", "long")], strength=1)
    >>> squad = plan_squad({"Ann": week, "Bo": week}, Gym(places=1, open=["Wed 18:00-20:00"]))
    >>> [(one.when, one.member) for one in squad.bookings]
    [('Wed 18:00', 'Ann'), ('Wed 19:00', 'Bo')]
    """

    members: tuple[Member, ...] = attrs.field(repr=False)
    gym: Gym
    coach: Coach | None
    fairness: str
    plans: Sequence[Plan] = attrs.field(repr=False)
    bookings: tuple[Booking, ...]
    shifts: tuple[Shift, ...]
    costs: tuple[SharingCost, ...]
    status: Status = attrs.field(converter=to_status)
    interference: float
    strength: float
    bound: float
    outcome: Outcome = attrs.field(eq=False, repr=False)
    priced_bound: PricedBound | None = attrs.field(default=None, repr=False)

    @property
    def gap(self) -> float | None:
        """How far interference may be above the best at this strength, in percent of speed.

        It is None if there is no plan.
        """
        if self.outcome.objective is None:
            return None
        if self.priced_bound is not None:  # of a big squad no plan is made for this
            reached = self.outcome.objective[INTERFERENCE] * self.plans[0].policy.resolution
        else:
            reached = sum(plan.bound + (plan.gap or 0.0) for plan in self.plans)
        return max(0.0, round(reached - self.bound, 9))

    @property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """What `replan_squad` changed, by member; those whose week is as it was are left out."""
        pairs = zip(self.members, self.plans, strict=True)
        return {member.id: plan.changes for member, plan in pairs if plan.changes}

    def plan_of(self, member: str) -> Plan:
        """Return the plan of one member.

        `explain` and `why_not` answer for it beside the plans of the others.

        Raises
        ------
        InputError
            If nobody in the squad has this id.
        """
        names = [one.id for one in self.members]
        if member not in names:
            raise InputError("member", member, unknown(member, names, "a member"), "unknown_name")
        return self.plans[names.index(member)]
