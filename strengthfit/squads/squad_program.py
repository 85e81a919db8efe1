"""A squad as one program: each athlete's own, what they share, and the coach's hours."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from ..domain.arguments import as_policy
from ..domain.policy import Policy
from ..errors import InputError, PinError
from ..program import Label, Program, formulate
from ..program.edit import at_most_of, with_rows, without_tiers
from ..program.rows import BoolArray, IntArray, stack
from ..program.rules.of_squads import CAPACITY
from ..program.tier_names import Tier
from ..stopping import check
from .coach import Coach
from .coach_program import coach_program, coach_rows, goes_round, held_rows
from .gym import Gym
from .hours import coach_half_hours, with_gym_hours
from .joined import Joined, join
from .known_kinds import check_known_kinds
from .member import Member
from .shared_use import SharedUse, shared_use, things_of, things_used


@attrs.frozen(eq=False)
class SquadProgram:
    """A squad, compiled.

    Parameters
    ----------
    members : tuple of Member
    policies : tuple of Policy
        Each member's.
    gym : Gym
    coach : Coach or None
    weeks : tuple of Program
        Each member's own, as if there were neither gym nor coach.
    programs : tuple of Program
        The same, in which sessions lie in the gym's hours.
    use : SharedUse
        What they share.
    joined : Joined
        All in one, the coach last. It has the tiers of a member's program but the last one, which
        tells apart what is as good: to prove that of a whole squad takes long and tells nothing.
        With several priorities it has these tiers once for each, the highest first.
    coach_alone : Program or None
        The coach as one more program: when to be there.
    now : int
        The minute before which all is past: there the gym and the coach were as they were.
    worked : tuple of int
        The half-hours at which the coach was there before now, or is until what has begun ends.
    """

    members: tuple[Member, ...]
    policies: tuple[Policy, ...]
    gym: Gym
    coach: Coach | None
    weeks: tuple[Program, ...]
    programs: tuple[Program, ...]
    use: SharedUse
    joined: Joined
    coach_alone: Program | None
    now: int = 0
    worked: tuple[int, ...] = ()

    def masks(self, own: Sequence[Sequence[int]]) -> list[BoolArray]:
        """Return each member's choices as a mask."""
        return [program.mask(taken) for program, taken in zip(self.programs, own, strict=False)]

    def used(self, masks: Sequence[BoolArray]) -> IntArray:
        """Return how much of each shared thing members use together, given their masks."""
        total = np.zeros(len(self.use), dtype=np.int64)
        for athlete, taken in enumerate(masks):
            total += self.use.used(athlete, taken)
        return total

    def with_bounds(self, bounds: IntArray) -> SquadProgram:
        """Return the squad with other bounds of what is shared, row by row."""
        program = self.joined.program
        shared = [label.rule == CAPACITY.name for label in program.row_labels]
        rows = attrs.evolve(program.rows, bounds=program.rows.bounds.copy())
        rows.bounds[np.flatnonzero(shared)] = bounds
        joined = attrs.evolve(self.joined, program=attrs.evolve(program, rows=rows))
        return attrs.evolve(self, use=attrs.evolve(self.use, bounds=bounds), joined=joined)

    def shared_with(self, gym: Gym, coach: Coach | None) -> SquadProgram:
        """Return the same members, who share another gym and another coach."""
        return share(
            *(self.members, self.policies, gym, coach, self.weeks),
            now=self.now,
            worked=self.worked,
        )

    def left_for(self, athlete: int, by_others: IntArray, present: IntArray | None) -> Program:
        """Return a member's own program with what the others leave, the coach there at `present`.

        Without `present` the coach does not matter.
        """
        program = self.programs[athlete]
        rows = [program.rows, self.use.left_for(athlete, program, by_others)]
        if self.coach is not None and present is not None:
            rows.append(held_rows(program, self.coach, present, self.now))
        return attrs.evolve(program, rows=stack(rows))


def compile_squad(
    members: Sequence[Member], gym: Gym, coach: Coach | None, policy: Policy | str | None
) -> SquadProgram:
    """Compile a squad, each member once.

    Raises
    ------
    InputError
        If a member's week contradicts itself, or policies do not go together.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1)
    >>> squad = compile_squad([Member("Ann", week), Member("Bo", week)], Gym(places=1), None, None)
    >>> squad.joined.program.counts.tolist()
    [1, 1]
    """
    shared = as_policy(policy)
    policies = [member.policy or shared for member in members]
    check_known_kinds(gym, coach, policies)
    weeks = [
        _own(index, member, own)
        for index, (member, own) in enumerate(zip(members, policies, strict=True))
    ]
    return share(members, policies, gym, coach, weeks)


def share(
    members: Sequence[Member],
    policies: Sequence[Policy],
    gym: Gym,
    coach: Coach | None,
    weeks: Sequence[Program],
    *,
    now: int = 0,
    worked: Sequence[int] = (),
) -> SquadProgram:
    """Let members whose weeks are compiled share a gym and a coach.

    What starts before `now` is past, and takes a place only until it ends; the coach was there at
    `worked`, starts of half-hours.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1)
    >>> squad = compile_squad([Member("Ann", week), Member("Bo", week)], Gym(places=1), None, None)
    >>> wider = share(squad.members, squad.policies, Gym(places=2), None, squad.weeks)
    >>> len(squad.use) > 0, len(wider.use)
    (True, 0)
    """
    programs = [
        with_gym_hours(program, gym, member.week, policy, now)
        for program, member, policy in zip(weeks, members, policies, strict=True)
    ]
    use = shared_use(programs, policies, gym, coach, now)
    every, names = list(programs), [member.id for member in members]
    there = None
    if coach is not None:
        could = coach_half_hours(coach, members[0].week, policies[0])
        round_again = goes_round(programs)
        to_come = could[(could >= now) & ~np.isin(could, worked)]
        there = coach_program(programs[0], coach, to_come, worked, round_again=round_again)
        every, names = [*every, there], [*names, "coach"]
    levels = sorted({member.priority for member in members}, reverse=True)
    ranks = [*(levels.index(member.priority) for member in members), 0]
    leveled = [
        _at_level(without_tiers(program, [Tier.ISOLATION]), rank, levels)
        for program, rank in zip(every, ranks, strict=False)
    ]
    try:
        joined = join(leveled, names)
    except InputError as error:
        path = error.where.replace("join.programs", "athletes")
        raise InputError(f"{path}.policy", error.value, error.accepted, error.code) from None
    joined = joined.with_rows(use.rows(joined))
    if coach is not None:
        joined = joined.with_rows(coach_rows(joined, every, coach, now))
    return SquadProgram(
        members=tuple(members),
        policies=tuple(policies),
        gym=gym,
        coach=coach,
        weeks=tuple(weeks),
        programs=tuple(programs),
        use=use,
        joined=joined,
        coach_alone=there,
        now=now,
        worked=tuple(worked),
    )


def own_program(index: int, member: Member, gym: Gym, policy: Policy) -> Program:
    """Return the program of a member by themselves, in which sessions lie in the gym's hours."""
    return with_gym_hours(_own(index, member, policy), gym, member.week, policy)


def priced_program(index: int, member: Member, gym: Gym, policy: Policy) -> Program:
    """Return the same without what needs a thing of which there is none at any time."""
    program = own_program(index, member, gym, policy)
    gone = [number for number, (_, bound) in enumerate(things_of(gym)) if bound == 0]
    closed = np.flatnonzero(things_used(program.choices, policy, gym)[gone].any(axis=0))
    return with_rows(program, [at_most_of(closed, 0)], _NONE) if len(closed) else program


_NONE = Label(CAPACITY.name, "none", "a thing of which there is none")


def _own(index: int, member: Member, policy: Policy) -> Program:
    check()
    try:
        return formulate(member.week, policy)
    except InputError as error:
        raise error.inside(f"athletes[{index}].week") from None
    except PinError as error:
        one = error.problems[0].inside(f"athletes[{index}].week")
        raise PinError(str(one), code=one.code, where=one.where, value=one.value) from None


def _at_level(program: Program, rank: int, levels: Sequence[int]) -> Program:
    """Return a program whose tiers come once for each priority, and cost at its own alone."""
    if len(levels) == 1:
        return program
    depth = len(program.tiers)
    own = slice(rank * depth, (rank + 1) * depth)

    def spread(costs: IntArray) -> IntArray:
        wide = np.zeros((depth * len(levels), costs.shape[1]), dtype=np.int64)
        wide[own] = costs
        return wide

    return attrs.evolve(
        program,
        tiers=tuple(f"{tier}, priority {level}" for level in levels for tier in program.tiers),
        tier_costs=spread(program.tier_costs),
        skip_costs=spread(program.skip_costs),
        window_costs=spread(program.window_costs),
    )
