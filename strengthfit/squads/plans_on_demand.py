"""The plans of a big squad, each made when it is asked for: a plan with its week is a megabyte."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import attrs

from ..domain.policy import Policy
from ..planning.from_outcome import plan_from_outcome
from ..planning.plans import Plan
from ..program import Program
from ..program.rows import BoolArray
from ..strategies import Outcome, solve
from ..strategies.protocol import Status
from .beside import Beside, Crowd, Full, visits_of
from .gym import Gym
from .member import Member
from .shared_use import things_of, things_used
from .squad_program import own_program


@attrs.frozen
class PlansOnDemand(Sequence[Plan]):
    """The plans of all members, in their order.

    Parameters
    ----------
    members : tuple of Member
    policies : tuple of Policy
        Each member's.
    gym : Gym
    taken : tuple of tuples of int
        The choices that each takes, of their own program.
    status : str
        Of the squad; if it has no plan, nor has anyone.
    crowds : tuple of Crowd
        For each thing of the gym how many use it when.
    """

    members: tuple[Member, ...]
    policies: tuple[Policy, ...]
    gym: Gym
    taken: tuple[tuple[int, ...], ...]
    status: Status
    crowds: tuple[Crowd, ...] = attrs.field(eq=False)

    def __len__(self) -> int:
        return len(self.members)

    @overload
    def __getitem__(self, index: int) -> Plan: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Plan, ...]: ...

    def __getitem__(self, index: int | slice) -> Plan | tuple[Plan, ...]:
        if isinstance(index, slice):
            return tuple(self[one] for one in range(len(self))[index])
        return self._plan(range(len(self))[index])

    def _plan(self, athlete: int) -> Plan:
        member, policy = self.members[athlete], self.policies[athlete]
        program = own_program(athlete, member, self.gym, policy)
        if self.status in ("infeasible", "unknown"):
            nothing = Outcome(self.status, (), None, (0,) * len(program.tiers))
            return plan_from_outcome(member.week, policy, program, nothing)
        mask = program.mask(self.taken[athlete])
        beside = self._beside(program, policy, mask)
        program = beside.closing(program, policy)
        best = _outcome(program, self.taken[athlete])
        return plan_from_outcome(member.week, policy, program, best, beside=beside)

    def _beside(self, program: Program, policy: Policy, mask: BoolArray) -> Beside:
        """Return what the others leave."""
        uses = things_used(program.choices, policy, self.gym)
        full = [
            Full(thing, start, end)
            for (thing, bound), mine, crowd in zip(
                things_of(self.gym), uses, self.crowds, strict=True
            )
            for start, end in crowd.without(visits_of(program, mine & mask), bound)
        ]
        return Beside(gym=self.gym, coach=None, full=tuple(full), present=())


def _outcome(program: Program, taken: tuple[int, ...]) -> Outcome:
    """Return what is taken as an outcome: proven, if nothing better is left by the others."""
    objective = program.objective(program.mask(taken))
    best = solve(program, "auto")
    if best.objective == objective:
        return attrs.evolve(best, taken=taken)
    return Outcome("feasible", taken, objective, best.bound, by="pricing")
