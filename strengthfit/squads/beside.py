"""What the others of a squad leave for one athlete, as a value that stays with the athlete's plan.

A plan is asked "why" long after it was made, and in other processes. Then its week is compiled
anew, and what gym, coach and the others close in it is added from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs
import numpy as np

from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.week import Week
from ..program import Program
from ..program.rows import BoolArray, IntArray, Rows, nothing_of, stack
from .coach import Coach
from .coach_program import held_rows
from .gym import Gym
from .hours import with_gym_hours
from .shared_use import full_label, things
from .squad_program import SquadProgram


@attrs.frozen
class Full:
    """A stretch of time in which others use all that there is of a thing.

    `start` and `end` are minutes of the horizon, the end not included.
    """

    thing: str
    start: int
    end: int


@attrs.frozen
class Beside:
    """What the others of a squad leave for one athlete.

    Parameters
    ----------
    gym : Gym
    coach : Coach or None
    full : tuple of Full
        When there is no room for one more.
    present : tuple of int
        The half-hours at which the coach is there, as their starts in minutes.
    """

    gym: Gym
    coach: Coach | None
    full: tuple[Full, ...]
    present: tuple[int, ...]

    def __call__(self, program: Program, week: Week | Block, policy: Policy) -> Program:
        """Return the program of the athlete's week with what gym, coach and the others close."""
        return self.closing(with_gym_hours(program, self.gym, week, policy), policy)

    def closing(self, program: Program, policy: Policy) -> Program:
        """Return the same of a program whose sessions lie in the gym's hours already."""
        rows = [program.rows, self._full_rows(program, policy)]
        if self.coach is not None:
            present = np.array(self.present, dtype=np.int64)
            rows.append(held_rows(program, self.coach, present))
        return attrs.evolve(program, rows=stack(rows))

    def _full_rows(self, program: Program, policy: Policy) -> Rows:
        users = {
            thing: mine for thing, _, (mine,) in things([program], [policy], self.gym, self.coach)
        }
        moment = program.horizon.moment
        labels = [full_label(one.thing, moment(one.start)) for one in self.full]
        pairs = [
            (np.full(len(closed), row), closed)
            for row, one in enumerate(self.full)
            for closed in [np.flatnonzero(users[one.thing] & _touches(program, one))]
        ]
        nothing = np.zeros(0, dtype=np.int64)
        return nothing_of(
            np.concatenate([nothing, *(rows for rows, _ in pairs)]),
            np.concatenate([nothing, *(columns for _, columns in pairs)]),
            len(labels),
            lambda: labels,
        )


def _touches(program: Program, full: Full) -> BoolArray:
    """Return which choices lie in a full stretch with any minute, on a circle once more round."""
    start, end = program.choices.start, program.choices.end
    touches: BoolArray = (start < full.end) & (end > full.start)
    if program.horizon.circular:
        length = program.horizon.minutes
        touches |= (start < full.end + length) & (end > full.start + length)
    return touches


def beside_others(
    squad: SquadProgram, athlete: int, masks: Sequence[BoolArray], present: IntArray | None
) -> Beside:
    """Return what the others leave for one athlete, given everybody's choices as masks.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.squads.member import Member
    >>> from strengthfit.squads.squad_program import compile_squad
    >>> week = sf.Week([], strength=1, available=["Wed 18:00-20:00"])
    >>> squad = compile_squad([Member("Ann", week), Member("Bo", week)], Gym(places=1), None, None)
    >>> masks = [program.choices.start == 3960 for program in squad.programs]
    >>> beside_others(squad, 0, masks, None).full
    (Full(thing='places', start=3960, end=3995),)
    """
    full = [
        Full(thing, *stretch)
        for thing, bound, who in things(squad.programs, squad.policies, squad.gym, squad.coach)
        for stretch in _full_stretches(squad.programs, athlete, bound, masks, who)
    ]
    there = () if present is None else tuple(present.tolist())
    return Beside(squad.gym, squad.coach, tuple(full), there)


def _full_stretches(
    programs: Sequence[Program],
    athlete: int,
    bound: int,
    masks: Sequence[BoolArray],
    who: Sequence[BoolArray],
) -> list[tuple[int, int]]:
    """Return when others use as much of a thing as there is, or more, as starts and ends."""
    horizon = programs[0].horizon
    changes: dict[int, int] = {0: 0, horizon.minutes: 0}
    for other, program in enumerate(programs):
        if other == athlete:
            continue
        for choice in np.flatnonzero(masks[other] & who[other]).tolist():
            start, end = int(program.choices.start[choice]), int(program.choices.end[choice])
            over = end - horizon.minutes if horizon.circular else 0
            pieces = [(start, end - over), (0, over)] if over > 0 else [(start, end)]
            for begins, ends in pieces:
                changes[begins] = changes.get(begins, 0) + 1
                changes[ends] = changes.get(ends, 0) - 1
    found: list[tuple[int, int]] = []
    under_way = 0
    times = sorted(changes)
    for now, until in pairwise(times):
        under_way += changes[now]
        if under_way < bound:
            continue
        if found and found[-1][1] == now:
            found[-1] = found[-1][0], until
        else:
            found.append((now, until))
    return found
