"""A squad as one program: each athlete's own, what they share, and the coach's hours."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from ..domain.arguments import as_policy
from ..domain.policy import Policy
from ..errors import InputError, PinError
from ..program import Program, formulate
from ..program.rows import BoolArray, IntArray, stack
from ..program.tier_names import Tier
from ..stopping import check
from .coach import Coach
from .coach_program import coach_program, coach_rows, held_rows
from .gym import Gym
from .hours import coach_half_hours, with_gym_hours
from .joined import Joined, join
from .known_kinds import check_known_kinds
from .member import Member
from .shared_use import SharedUse, shared_use


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
    programs : tuple of Program
        Each member's own, in which sessions lie in the gym's hours.
    use : SharedUse
        What they share.
    joined : Joined
        All in one, the coach last. It has the tiers of a member's program but the last one, which
        tells apart what is as good: to prove that of a whole squad takes long and tells nothing.
        With several priorities it has these tiers once for each, the highest first.
    coach_alone : Program or None
        The coach as one more program: when to be there.
    """

    members: tuple[Member, ...]
    policies: tuple[Policy, ...]
    gym: Gym
    coach: Coach | None
    programs: tuple[Program, ...]
    use: SharedUse
    joined: Joined
    coach_alone: Program | None

    def masks(self, own: Sequence[Sequence[int]]) -> list[BoolArray]:
        """Return each member's choices as a mask."""
        return [program.mask(taken) for program, taken in zip(self.programs, own, strict=False)]

    def used(self, masks: Sequence[BoolArray]) -> IntArray:
        """Return how much of each shared thing members use together, given their masks."""
        total = np.zeros(len(self.use), dtype=np.int64)
        for athlete, taken in enumerate(masks):
            total += self.use.used(athlete, taken)
        return total

    def left_for(self, athlete: int, by_others: IntArray, present: IntArray | None) -> Program:
        """Return a member's own program with what the others leave, the coach there at `present`.

        Without `present` the coach does not matter.
        """
        program = self.programs[athlete]
        rows = [program.rows, self.use.left_for(athlete, program, by_others)]
        if self.coach is not None and present is not None:
            rows.append(held_rows(program, self.coach, present))
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
    programs = [
        _own(index, member, gym, own)
        for index, (member, own) in enumerate(zip(members, policies, strict=True))
    ]
    use = shared_use(programs, policies, gym, coach)
    every, names = list(programs), [member.id for member in members]
    there = None
    if coach is not None:
        there = coach_program(
            programs[0], coach, coach_half_hours(coach, members[0].week, policies[0])
        )
        every, names = [*every, there], [*names, "coach"]
    levels = sorted({member.priority for member in members}, reverse=True)
    ranks = [*(levels.index(member.priority) for member in members), 0]
    leveled = [
        _at_level(_without_last(program), rank, levels)
        for program, rank in zip(every, ranks, strict=False)
    ]
    joined = join(leveled, names)
    joined = joined.with_rows(use.rows(joined))
    if coach is not None:
        joined = joined.with_rows(coach_rows(joined, every, coach))
    return SquadProgram(
        *(tuple(members), tuple(policies), gym, coach, tuple(programs), use, joined, there)
    )


def _own(index: int, member: Member, gym: Gym, policy: Policy) -> Program:
    check()
    path = f"athletes[{index}]"
    try:
        program = formulate(member.week, policy)
    except InputError as error:
        raise error.inside(f"{path}.week") from None
    except PinError as error:
        one = error.problems[0].inside(f"{path}.week")
        raise PinError(str(one), code=one.code, where=one.where, value=one.value) from None
    return with_gym_hours(program, gym, member.week, policy)


def _without_last(program: Program) -> Program:
    """Return a program without the tier that tells apart plans that are as good."""
    kept = program.tiers.index(Tier.ISOLATION)
    return attrs.evolve(
        program,
        tiers=program.tiers[:kept],
        tier_costs=program.tier_costs[:kept],
        skip_costs=program.skip_costs[:kept],
        window_costs=program.window_costs[:kept],
    )


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
