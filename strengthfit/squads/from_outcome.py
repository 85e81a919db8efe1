"""From the outcome of the one program of all to a squad's plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from ..planning.from_outcome import plan_from_outcome
from ..planning.plans import Plan
from ..program import Program
from ..program.horizon import Horizon
from ..program.rows import IntArray
from ..program.tier_names import INTERFERENCE
from ..strategies import Outcome
from ..strategies.protocol import Status
from .beside import each_beside
from .coach import HALF_HOUR
from .in_turn import best_of, coached, half_hours_in, in_shifts, needed, settled, unproven
from .squad_plan import Booking, SharingCost, Shift, SquadPlan, sharing_cost
from .squad_program import SquadProgram


def squad_plan_of(
    squad: SquadProgram,
    alone: Sequence[Outcome],
    outcome: Outcome,
    fairness: str,
    *,
    unsettled: Collection[int] = (),
) -> SquadPlan:
    """Return the plan that an outcome means; `alone` is each member's with all to oneself.

    `unsettled` are members whose plans stay as they are, and are not proven; as those of a plan
    that was read, which was made to the end of limits.
    """
    if outcome.objective is None:
        plans = [_without_plan(squad, athlete, outcome) for athlete in range(len(squad.members))]
        present = None
    else:
        own = squad.joined.own(outcome.taken)
        plans, present = _plans(squad, own, outcome.status, unsettled)
    return assembled(squad, alone, outcome, fairness, plans=plans, present=present)


def assembled(
    squad: SquadProgram,
    alone: Sequence[Outcome],
    outcome: Outcome,
    fairness: str,
    *,
    plans: Sequence[Plan],
    present: IntArray | None,
) -> SquadPlan:
    """Return the plan of a squad, given each member's and when the coach is there."""
    scores = [plan.score for plan in plans]
    asked = sum(score.strength_asked for score in scores)
    delivered = sum(score.strength_delivered for score in scores)
    return SquadPlan(
        members=squad.members,
        gym=squad.gym,
        coach=squad.coach,
        fairness=fairness,
        plans=tuple(plans),
        bookings=tuple(_bookings(squad, plans)),
        shifts=_shifts(squad.programs[0].horizon, present),
        costs=tuple(
            _cost(member.id, program, plan.outcome, best)
            for member, program, plan, best in zip(
                squad.members, squad.programs, plans, alone, strict=True
            )
        ),
        status=outcome.status,
        interference=sum(plan.interference for plan in plans),
        strength=delivered / asked if asked else 1.0,
        bound=_bound(squad, outcome),
        outcome=outcome,
    )


def _plans(
    squad: SquadProgram,
    own: Sequence[tuple[int, ...]],
    status: Status,
    unsettled: Collection[int],
) -> tuple[list[Plan], IntArray | None]:
    """Return each member's plan, with what the others leave, and when the coach is there."""
    present = present_half_hours(squad, own)
    if status == "broken":  # nobody can do better beside those who take what there is not
        found = [
            unproven(program, taken, status)
            for taken, program in zip(own, squad.programs, strict=False)
        ]
    elif unsettled:
        found = _as_they_are(squad, own, present, unsettled)
    else:
        found = [best for best, _ in settled(squad, own, present)]
    present = with_somebody(squad, present, found)
    left = each_beside(squad, squad.masks([best.taken for best in found]), present)
    plans = [
        plan_from_outcome(member.week, policy, beside.closing(program, policy), best, beside=beside)
        for member, policy, program, best, beside in zip(
            squad.members, squad.policies, squad.programs, found, left, strict=True
        )
    ]
    return plans, present


def _as_they_are(
    squad: SquadProgram,
    own: Sequence[tuple[int, ...]],
    present: IntArray | None,
    unsettled: Collection[int],
) -> list[Outcome]:
    """Return the members' plans: of those who are settled the best beside the others."""
    masks = squad.masks(own)
    used = squad.used(masks)
    left = [
        squad.left_for(number, used - squad.use.used(number, mask), present)
        for number, mask in enumerate(masks)
    ]
    return [
        unproven(program, own[number]) if number in unsettled else best_of(program)
        for number, program in enumerate(left)
    ]


def _without_plan(squad: SquadProgram, athlete: int, outcome: Outcome) -> Plan:
    """Return the plan of a member of a squad without one."""
    program = squad.programs[athlete]
    nothing = Outcome(outcome.status, (), None, (0,) * len(program.tiers))
    return plan_from_outcome(squad.members[athlete].week, squad.policies[athlete], program, nothing)


def _bound(squad: SquadProgram, outcome: Outcome) -> float:
    """Return the bound on the interference of all at the strength of the plan."""
    tiers = len(squad.programs[0].tiers) - 1
    total, steps = 0, outcome.objective or ()
    for first in range(0, len(steps), tiers):
        tier = first + INTERFERENCE
        if steps[:tier] != outcome.bound[:tier]:
            break
        total += outcome.bound[tier]
    return round(total * squad.programs[0].resolution, 9)


def _bookings(squad: SquadProgram, plans: Sequence[Plan]) -> Iterable[Booking]:
    """Return all sessions by start, and at one start in the order of the members."""
    found = []
    for number, (member, plan) in enumerate(zip(squad.members, plans, strict=True)):
        for one in plan.placements:
            booking = Booking(
                start=one.start,
                end=one.start + one.minutes,
                when=one.when,
                member=member.id,
                kind=one.kind,
                dose=one.dose,
                in_gym=squad.gym.kinds is None or one.kind in squad.gym.kinds,
                with_coach=squad.coach is not None and one.kind in squad.coach.kinds,
            )
            found.append((one.start, number, booking))
    return [booking for *_, booking in sorted(found, key=lambda each: each[:2])]


def _cost(member: str, program: Program, outcome: Outcome, alone: Outcome) -> SharingCost:
    now, best = outcome.objective, alone.objective
    if now is None or best is None:
        return SharingCost(member, 0.0, 0.0)
    rises = [after - before for after, before in zip(now, best, strict=True)]
    return sharing_cost(member, rises, program.strength_asked, program.resolution)


# When the coach is there


def present_half_hours(squad: SquadProgram, own: Sequence[Sequence[int]]) -> IntArray | None:
    """Return the half-hours at which the coach is there, None without one.

    `own` is what each takes of their own choices, the coach last.
    """
    return None if squad.coach_alone is None else half_hours_in(squad.coach_alone, own[-1])


def with_somebody(
    squad: SquadProgram, present: IntArray | None, found: Sequence[Outcome]
) -> IntArray | None:
    """Return of the half-hours at which the coach is there those that members' sessions need.

    An hour that the solver left to the coach though nobody comes is not the coach's to keep.
    """
    if present is None or squad.coach is None:
        return None
    halves = [
        coached(program, program.mask(best.taken), squad.coach)
        for program, best in zip(squad.programs, found, strict=True)
    ]
    return needed(present, np.unique(np.concatenate(halves)), squad.programs[0].horizon)


def _shifts(horizon: Horizon, present: IntArray | None) -> tuple[Shift, ...]:
    """Return when the coach is there as shifts."""
    if present is None:
        return ()
    spans = [
        (int(shift[0]), int(shift[0]) + HALF_HOUR * len(shift))
        for shift in in_shifts(present, horizon)
    ]
    moment = horizon.moment
    return tuple(Shift(start, end, moment(start), moment(end)) for start, end in spans)
