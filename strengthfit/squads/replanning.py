"""A squad planned again in the middle of its weeks: the past stays, and few athletes notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import attrs

from ..domain.availability import Span, Window
from ..domain.block import Block, weeks_of
from ..domain.checks import listed, unknown
from ..domain.clock import DAY
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError, OutOfTimeError, PinError, raise_all
from ..planning import Change, Plan
from ..planning.done_sessions import Begun, what_was_done
from ..planning.fewest_changes import with_changes
from ..planning.from_outcome import plan_from_outcome
from ..planning.frozen_week import check_pins_to_come, freeze
from ..planning.matching import placement_of
from ..planning.names import with_names_of
from ..planning.plans import remembering
from ..planning.replan_arguments import Setting, midnight, read_told
from ..planning.replan_changes import by_time, changes_to_come
from ..planning.replanning import LEFT_OUT
from ..problem import entry_of
from ..program import Program
from ..program.resolve import resolve_week
from ..program.rows import IntArray
from ..program.rules.of_squads import ILL
from ..stopping import check
from ..strategies import Limits, Outcome, Strategy
from ..strategies.in_time import ready
from ..strategies.whole_call import whole_call
from .beside import Beside, each_beside, out_from
from .coach import Coach
from .fewest_disturbed import completed, with_disturbed, without_change_tiers
from .from_outcome import assembled, present_half_hours, with_somebody
from .gym import Gym
from .in_turn import best_alone, settled
from .known_kinds import check_known_kinds
from .member import Member, of_other_days
from .planner import check_shared, solved
from .recompiled import as_squad_plan, worked_in
from .squad_plan import SquadPlan
from .squad_program import SquadProgram, share


def replan_squad(
    squad_plan: SquadPlan,
    gym: Gym | None = None,
    coach: Coach | None = None,
    weeks: Mapping[str, Week | Block] | None = None,
    ill: Iterable[str] = (),
    *,
    today: str | int | dt.date = 0,
    strategy: str | Strategy = "auto",
    limits: Limits | None = None,
) -> SquadPlan:
    """Plan a squad again: a rack breaks, an athlete is ill, the gym shuts earlier.

    The fewest athletes are disturbed, whatever their priority; then, of all of them, the fewest
    sessions change; then the fewest move; then the plan that is best in total is taken. The past
    stays as it was planned. As in `replan`, change comes before strength: athletes have arranged
    their days around the plan, and nothing is crammed in.

    Parameters
    ----------
    squad_plan : SquadPlan
    gym, coach : Gym, Coach, optional
        As they are from today on; by default as they were. A coach who is away altogether is
        ``Coach(half_hours=0)``.
    weeks : mapping of str to Week or Block, optional
        The weeks of members as they are now known, by id; those of the others are as they were.
    ill : list of str
        Ids of members who train no strength from today on. Their pins to come are dropped, and in
        the plan's `members` their weeks forbid it, until `weeks` says otherwise.
    today : str, int or datetime.date
        Everything before its first minute is past, as in `replan`.
    strategy : str or Strategy
    limits : Limits, optional
        For all of it. At their end there is a plan in which athletes chose one after another, each
        changing as little as those before leave room for.

    Returns
    -------
    SquadPlan
        With `changes`: for each member who is disturbed what became of the sessions, and why.

    Raises
    ------
    InputError
        If a time or an id is not known, or a week does not ask for what is already done.
    PinError
        If what is pinned cannot stand together any more.
    OutOfTimeError
        If the limits ended before there was a plan.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.squads import Gym, plan_squad
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sat 08:00", "long")], strength=1)
    >>> squad = plan_squad({"Ann": week, "Bo": week}, Gym(places=2, open=["Wed-Thu 17:00-18:00"]))
    >>> [(one.when, one.member) for one in squad.bookings]
    [('Wed 17:00', 'Ann'), ('Wed 17:00', 'Bo')]
    >>> smaller = Gym(places=1, open=["Wed-Thu 17:00-18:00"])
    >>> for member, changes in replan_squad(squad, smaller, today="Tue").changes.items():
    ...     print(member, *changes)  # doctest: +ELLIPSIS
    Ann Wed 17:00 circuit, full -> Thu 17:00 circuit, full: no place left in the gym, Wed 17:00...
    """
    as_squad_plan(squad_plan)
    ready(strategy)
    with whole_call(limits):
        shared = (
            squad_plan.gym if gym is None else gym,
            squad_plan.coach if coach is None else coach,
        )
        check_shared(*shared)
        check_known_kinds(*shared, [plan.policy for plan in squad_plan.plans])
        asked = _asked(squad_plan, shared, {} if weeks is None else weeks, ill, today)
        begun = [_begin(asked, index) for index in range(len(asked.members))]
        return _replanned(asked, begun, strategy)


@attrs.frozen(eq=False)
class _Asked:
    """The arguments, checked: the squad as it is from the minute `now` on, and who is ill."""

    before: SquadPlan
    members: tuple[Member, ...]
    gym: Gym
    coach: Coach | None
    ill: frozenset[str]
    now: int

    @property
    def policies(self) -> list[Policy]:
        """Each member's policy."""
        return [plan.policy for plan in self.before.plans]

    @property
    def worked(self) -> list[int]:
        """The half-hours at which the coach was there, or is until what has begun ends."""
        return worked_in(self.before, self.now)


def _asked(
    squad_plan: SquadPlan,
    shared: tuple[Gym, Coach | None],
    weeks: Mapping[str, Week | Block],
    ill: Iterable[str],
    today: str | int | dt.date,
) -> _Asked:
    names = [member.id for member in squad_plan.members]
    if not isinstance(weeks, Mapping):
        accepted = "is not a mapping of ids to weeks, such as {'Ann': week}"
        raise InputError("weeks", weeks, accepted, "wrong_type")
    out = listed("ill", ill, "is not a list of ids, such as ['Ann']")
    for where, name in [
        *((entry_of("weeks", name), name) for name in weeks),
        *((f"ill[{index}]", name) for index, name in enumerate(out)),
    ]:
        if name not in names:
            raise InputError(where, name, unknown(name, names, "a member"), "unknown_name")
    members = _members_now(squad_plan, weeks)
    now = midnight(today, members[0].week)
    members = tuple(
        attrs.evolve(one, week=_out_from(one.week, plan.policy, now)) if one.id in out else one
        for one, plan in zip(members, squad_plan.plans, strict=True)
    )
    return _Asked(squad_plan, members, *shared, frozenset(out), now)


def _members_now(squad_plan: SquadPlan, weeks: Mapping[str, Week | Block]) -> tuple[Member, ...]:
    """Return the members with their weeks as they are now known, or refuse weeks by their ids."""
    members = []
    for member in squad_plan.members:
        try:
            members.append(attrs.evolve(member, week=weeks.get(member.id, member.week)))
        except InputError as error:
            raise error.at(entry_of("weeks", member.id)) from None
    as_before = [one for one in members if one.id not in weeks] or members
    raise_all(
        error
        for one in members
        if one.id in weeks
        for error in of_other_days(entry_of("weeks", one.id), one, as_before[0], "the others'")
    )
    return tuple(members)


def _out_from(week: Week | Block, policy: Policy, now: int) -> Week | Block:
    """Return a week or block without pins from the minute `now` on, where all is forbidden."""
    resolved = iter(resolve_week(week, policy).pins)
    weeks = [
        attrs.evolve(
            one,
            forbidden=[*one.forbidden, *_days_from(now // DAY - number * one.days, one.days)],
            pins=[
                session for session, pin in zip(one.pins, resolved, strict=False) if pin.start < now
            ],
        )
        for number, one in enumerate(weeks_of(week))
    ]
    return Block(weeks) if isinstance(week, Block) else weeks[0]


def _days_from(first: int, days: int) -> list[Window]:
    """Return the days of a week from one on, by their number."""
    numbers = tuple(range(max(0, first) + 1, days + 1))
    return [Window(Span(numbers=numbers))] if numbers else []


# Each member's week, begun


@attrs.frozen(eq=False)
class _Begun:
    """A member's week from now on: what was done, and its program, with the choices that stay."""

    known: Begun
    held: Program
    kept: tuple[int, ...]


def _begin(asked: _Asked, index: int) -> _Begun:
    check()
    member, plan = asked.members[index], asked.before.plans[index]
    try:
        horizon = resolve_week(member.week, plan.policy)
        setting = Setting(plan.placements, member.week, plan.policy, horizon, asked.now)
        known = what_was_done(setting, read_told((), None, setting))
        frozen = freeze(known, plan.policy)
        check_pins_to_come(frozen, known, plan.policy)
    except InputError as error:
        raise error.inside(entry_of("weeks", member.id)) from None
    if member.id not in asked.ill:
        return _Begun(known, frozen.held, frozen.kept)
    out = out_from(frozen.held, member.id, asked.now)
    return _Begun(known, out, (-1,) * len(frozen.kept))


# All of them together


def _replanned(asked: _Asked, begun: Sequence[_Begun], strategy: str | Strategy) -> SquadPlan:
    squad = _with_change(asked, begun)
    outcome = solved(squad, strategy, completed)
    if outcome.objective is None:
        raise _no_plan(outcome)
    own = squad.joined.own(outcome.taken)
    outcome = attrs.evolve(outcome, taken=squad.joined.together(own))
    there = present_half_hours(squad, own)
    found = [
        without_change_tiers(best, program.tiers) for best, program in settled(squad, own, there)
    ]
    plain = [one.held for one in begun]
    as_is = _shared(asked, plain)
    present = with_somebody(as_is, there, found)
    return assembled(
        attrs.evolve(squad, programs=tuple(plain)),
        [best_alone(as_is, index) for index in range(len(plain))],
        without_change_tiers(outcome, squad.joined.program.tiers),
        "total",
        plans=_plans(asked, begun, as_is, found, present),
        present=present,
    )


def _with_change(asked: _Asked, begun: Sequence[_Begun]) -> SquadProgram:
    """Return the program of all, whose first tiers count who is disturbed and what changes."""
    squad = _shared(asked, [with_changes(one.held, one.kept, asked.now) for one in begun])
    kept = [one.kept for one in begun]
    joined = with_disturbed(squad.joined, squad.programs, kept, asked.now)
    return attrs.evolve(squad, joined=joined)


def _shared(asked: _Asked, programs: Sequence[Program]) -> SquadProgram:
    return share(
        *(asked.members, asked.policies, asked.gym, asked.coach, programs),
        now=asked.now,
        worked=asked.worked,
    )


def _no_plan(outcome: Outcome) -> Exception:
    if outcome.status == "unknown":
        return OutOfTimeError("the limits ended before there was a plan; give more seconds")
    return PinError(
        "pins: what is pinned cannot stand together with what is already done, or with the others, "
        "the gym and the coach",
        code="contradiction",
        where="pins",
    )


def _plans(
    asked: _Asked,
    begun: Sequence[_Begun],
    squad: SquadProgram,
    found: Sequence[Outcome],
    present: IntArray | None,
) -> list[Plan]:
    """Return each member's plan, with what the others leave and who is out."""
    left = each_beside(squad, squad.masks([one.taken for one in found]), present)
    plans = []
    for index, member in enumerate(asked.members):
        beside = attrs.evolve(left[index], out=member.id if member.id in asked.ill else None)
        program = beside.closing(squad.programs[index], asked.policies[index])
        own = attrs.evolve(begun[index], held=program)
        plans.append(_plan_of(asked, index, own, found[index], beside))
    return plans


def _plan_of(asked: _Asked, index: int, begun: _Begun, outcome: Outcome, beside: Beside) -> Plan:
    """Return a member's new plan, with what became of the sessions of the old one."""
    old, known = asked.before.plans[index], begun.known
    program = begun.held
    new = plan_from_outcome(
        *(known.week, old.policy, program, outcome, LEFT_OUT), today=known.today, beside=beside
    )
    placed = tuple(placement_of(program, choice) for choice in outcome.taken)
    changes = changes_to_come(program, outcome, placed, known, begun.kept)
    if asked.members[index].id in asked.ill:
        why = f"{asked.members[index].id} is out"
        changes = [Change(one.before, None, why, code=ILL.name) for one in changes]
    changed = attrs.evolve(new, changes=by_time([*known.changes, *changes]))
    return with_names_of(remembering(changed, program), old, changed.changes)
