"""The plans of a big squad, each made when it is asked for: a plan with its week is a megabyte."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import attrs
import numpy as np

from ..domain.policy import Policy
from ..planning.from_outcome import plan_from_outcome
from ..planning.plans import Plan
from ..program import Program
from ..program.presolve import open_choices
from ..program.rows import BoolArray, IntArray
from ..strategies import Outcome, solve
from ..strategies.protocol import Status
from .beside import Beside, Full
from .gym import Gym
from .member import Member
from .priced_menus import SharedRows
from .shared_use import SharedUse, things_used, under_way
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
    shared : SharedRows
    used : array of shape (rows,)
        How much of each row all use together.
    """

    members: tuple[Member, ...]
    policies: tuple[Policy, ...]
    gym: Gym
    taken: tuple[tuple[int, ...], ...]
    status: Status
    shared: SharedRows = attrs.field(eq=False)
    used: IntArray = attrs.field(eq=False)

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
        """Return what the others leave, moment by moment."""
        use = self._own_use(program, policy)
        full = np.flatnonzero(self.used - use.used(0, mask) >= use.bounds)
        moments = use.moments[full].tolist()
        stretches = zip(full.tolist(), moments, strict=True)
        return Beside(
            gym=self.gym,
            coach=None,
            full=tuple(Full(use.things[row], moment, moment + 1) for row, moment in stretches),
            present=(),
        )

    def _own_use(self, program: Program, policy: Policy) -> SharedUse:
        """Return what one athlete could use, as a squad of one has it."""
        uses, before = things_used(program.choices, policy, self.gym) & open_choices(program), 0
        parts = [(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))]
        for moments, mine in zip(self.shared.moments, uses, strict=True):
            rows, own = under_way(program, np.flatnonzero(mine), moments)
            parts.append((rows + before, own))
            before += len(moments)
        rows, taken = (np.concatenate(each) for each in zip(*parts, strict=True))
        named = zip(self.shared.things, self.shared.moments, strict=True)
        return SharedUse(
            bounds=self.shared.bounds,
            things=tuple(thing for thing, moments in named for _ in moments),
            moments=np.concatenate([np.zeros(0, dtype=np.int64), *self.shared.moments]),
            uses=((rows, taken),),
        )


def _outcome(program: Program, taken: tuple[int, ...]) -> Outcome:
    """Return what is taken as an outcome: proven, if nothing better is left by the others."""
    objective = program.objective(program.mask(taken))
    best = solve(program, "auto")
    if best.objective == objective:
        return attrs.evolve(best, taken=taken)
    return Outcome("feasible", taken, objective, best.bound, by="pricing")
