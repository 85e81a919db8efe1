"""What the others of a squad leave for one athlete, as a value that stays with the athlete's plan.

A plan is asked "why" long after it was made, and in other processes. Then its week is compiled
anew, and what gym, coach and the others close in it is added from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.week import Week
from ..program import Label, Program
from ..program.edit import at_most_of, with_rows
from ..program.rows import BoolArray, IntArray, Rows, nothing_of, stack
from ..program.rules.of_squads import ILL
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
    now : int
        What starts before this minute is past, and stays as it was.
    out : str, optional
        The athlete, if out from then on.
    """

    gym: Gym
    coach: Coach | None
    full: tuple[Full, ...]
    present: tuple[int, ...]
    now: int = 0
    out: str | None = None

    def __call__(self, program: Program, week: Week | Block, policy: Policy) -> Program:
        """Return the program of the athlete's week with what gym, coach and the others close."""
        if self.out is not None:
            program = out_from(program, self.out, self.now)
        return self.closing(with_gym_hours(program, self.gym, week, policy, self.now), policy)

    def closing(self, program: Program, policy: Policy) -> Program:
        """Return the same of a program whose sessions lie in the gym's hours already."""
        rows = [program.rows, self._full_rows(program, policy)]
        if self.coach is not None:
            present = np.array(self.present, dtype=np.int64)
            rows.append(held_rows(program, self.coach, present, self.now))
        return attrs.evolve(program, rows=stack(rows))

    def _full_rows(self, program: Program, policy: Policy) -> Rows:
        users = {
            thing: mine for thing, _, (mine,) in things([program], [policy], self.gym, self.coach)
        }
        to_come = program.choices.start >= self.now
        horizon = program.horizon
        labels = [full_label(one.thing, horizon, one.start, one.end) for one in self.full]
        pairs = [
            (np.full(len(closed), row), closed)
            for row, one in enumerate(self.full)
            for closed in [np.flatnonzero(to_come & users[one.thing] & _touches(program, one))]
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


def out_from(program: Program, member: str, now: int) -> Program:
    """Return a program in which a member who is out trains nothing from a minute on.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = out_from(sf.formulate(sf.Week([], strength=1)), "Ann", 0)
    >>> sf.solve(program).taken, program.row_labels[-1].text
    ((), 'Ann is out')
    """
    to_come = np.flatnonzero(program.choices.start >= now)
    label = Label(ILL.name, member, f"{member} is out")
    return with_rows(program, [at_most_of(to_come, 0)], label)


def each_beside(
    squad: SquadProgram, masks: Sequence[BoolArray], present: IntArray | None
) -> list[Beside]:
    """Return for each athlete what the others leave, given everybody's choices as masks.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.squads.member import Member
    >>> from strengthfit.squads.squad_program import compile_squad
    >>> week = sf.Week([], strength=1, available=["Wed 18:00-20:00"])
    >>> squad = compile_squad([Member("Ann", week), Member("Bo", week)], Gym(places=1), None, None)
    >>> masks = [program.choices.start == start
    ...     for program, start in zip(squad.programs, (3960, 4020))]
    >>> each_beside(squad, masks, None)[1].full
    (Full(thing='places', start=3960, end=3995),)
    """
    there = () if present is None else tuple(present.tolist())
    full: list[list[Full]] = [[] for _ in squad.programs]
    for thing, bound, who in things(squad.programs, squad.policies, squad.gym, squad.coach):
        taken = [
            mine & mask & (program.choices.end > squad.now)  # what is under way is there too
            for program, mine, mask in zip(squad.programs, who, masks, strict=True)
        ]
        for athlete, stretches in enumerate(_full_stretches(squad.programs, taken, bound)):
            full[athlete] += [Full(thing, max(start, squad.now), end) for start, end in stretches]
    return [Beside(squad.gym, squad.coach, tuple(own), there, squad.now) for own in full]


def _full_stretches(
    programs: Sequence[Program], taken: Sequence[BoolArray], bound: int
) -> Iterator[list[tuple[int, int]]]:
    """Yield for each athlete when others use as much as there is, or more, as starts and ends."""
    length = programs[0].horizon.minutes
    visits = [visits_of(program, mask) for program, mask in zip(programs, taken, strict=True)]
    crowd = crowd_of(np.concatenate(visits), length)
    for own in visits:
        yield crowd.without(own, bound)


@attrs.frozen(eq=False)
class Crowd:
    """How many use a thing: from each of some times on, until the next of them."""

    times: IntArray
    number: IntArray

    def without(self, own: IntArray, bound: int) -> list[tuple[int, int]]:
        """Return when all but one use as much as there is, or more, as starts and ends.

        `own` are the visits of the one who does not count.
        """
        others = self.number - _under_way(np.searchsorted(self.times, own), len(self.times))
        full = np.concatenate([[False], others[:-1] >= bound, [False]])
        begins, ends = np.flatnonzero(np.diff(full.astype(np.int64))).reshape(-1, 2).T
        return list(zip(self.times[begins].tolist(), self.times[ends].tolist(), strict=True))


def crowd_of(visits: IntArray, length: int) -> Crowd:
    """Return how many there are at a time, from the start and the end of each visit.

    Examples
    --------
    >>> crowd = crowd_of(np.array([[60, 100], [80, 120]]), 1440)
    >>> crowd.without(np.array([[80, 120]]), 1)
    [(60, 100)]
    """
    times = np.unique(np.concatenate([[0, length], visits.ravel()]))
    return Crowd(times, _under_way(np.searchsorted(times, visits), len(times)))


def visits_of(program: Program, taken: BoolArray) -> IntArray:
    """Return the start and the end of each session, on a circle of each piece of one."""
    pairs = np.stack([program.choices.start[taken], program.choices.end[taken]], axis=1)
    return in_pieces(pairs, program.horizon.minutes if program.horizon.circular else None)


def in_pieces(pairs: IntArray, circle: int | None) -> IntArray:
    """Return starts and ends, in two pieces if they go on past the end of a circle.

    Examples
    --------
    >>> in_pieces(np.array([[60, 100], [10070, 10100]]), 10080).tolist()
    [[60, 100], [10070, 10080], [0, 20]]
    """
    if circle is None:
        return pairs
    over = pairs[pairs[:, 1] > circle] - circle
    again = np.stack([np.zeros(len(over), dtype=np.int64), over[:, 1]], axis=1)
    return np.concatenate([np.minimum(pairs, circle), again])


def _under_way(pairs: IntArray, times: int) -> IntArray:
    """Return how many sessions are under way from each time on."""
    changes = np.bincount(pairs[:, 0], minlength=times) - np.bincount(pairs[:, 1], minlength=times)
    return np.cumsum(changes)
