"""Athletes one after another, each with the best that those before leave."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..program import Program
from ..program.edit import at_least_of, with_rows
from ..program.labels import Label
from ..program.rows import IntArray
from ..stopping import check
from ..strategies import Outcome, solve
from .coach import HALF_HOUR, Coach
from .coach_program import coach_rows
from .joined import join
from .squad_program import SquadProgram

_HELD = Label("coach", "held", "the coach there for those before")


def in_turn(squad: SquadProgram) -> list[tuple[int, ...]]:
    """Return a plan for each member and then the coach: the first in line chooses first.

    Higher priorities come first, and within one those who were given first. If a member's week has
    no plan, theirs is empty.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.squads.gym import Gym
    >>> from strengthfit.squads.member import Member
    >>> from strengthfit.squads.squad_program import compile_squad
    >>> runs = [sf.Run("Tue 07:00", "intervals")]
    >>> week = sf.Week(runs, strength=1, available=["Wed 18:00-20:00"])
    >>> squad = compile_squad([Member("Ann", week), Member("Bo", week)], Gym(places=1), None, None)
    >>> choices = [program.choices for program in squad.programs]
    >>> [int(choices[n].start[one[0]]) for n, one in enumerate(in_turn(squad))]
    [3960, 4020]
    """
    order = sorted(range(len(squad.members)), key=lambda n: -squad.members[n].priority)
    own: list[tuple[int, ...]] = [()] * len(squad.programs)
    used = np.zeros(len(squad.use), dtype=np.int64)
    there: tuple[int, ...] = ()
    for athlete in order:
        check()
        program = squad.left_for(athlete, used, None)
        if squad.coach is None or squad.coach_alone is None:
            taken = best_of(program).taken
        else:
            taken, there = _with_coach(program, squad.coach, squad.coach_alone, there, squad.now)
        own[athlete] = taken
        used += squad.use.used(athlete, program.mask(taken))
    return own if squad.coach is None else [*own, there]


def best_of(program: Program) -> Outcome:
    """Return the best plan of one member."""
    return solve(program, "auto")


def _with_coach(
    program: Program, coach: Coach, alone: Program, there: tuple[int, ...], now: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the best plan of a member, and when the coach is there then: at least as before."""
    joined = join([program, alone])
    both = joined.with_rows(coach_rows(joined, [program, alone], coach, now)).program
    kept = joined.places[1][list(there)]
    both = with_rows(both, [at_least_of(np.array([one]), 1) for one in kept], _HELD)
    outcome = solve(both)
    taken, both_there = joined.own(outcome.taken)
    return (taken, both_there) if outcome.objective is not None else ((), there)


def needed(present: IntArray, used: IntArray) -> IntArray:
    """Return the half-hours, of those at which the coach is there, from the first to the last used.

    A half-hour between two sessions stays, as without it there would be a shift more.

    Examples
    --------
    >>> needed(np.array([0, 30, 60, 90, 240]), np.array([30])).tolist()
    [30]
    """
    shifts = np.split(present, np.flatnonzero(np.diff(present) != HALF_HOUR) + 1)
    found = [
        shift[(shift >= mine.min()) & (shift <= mine.max())]
        for shift in shifts
        for mine in [used[np.isin(used, shift)]]
        if len(mine)
    ]
    return np.concatenate([present[:0], *found])


def settled(
    squad: SquadProgram, own: Sequence[tuple[int, ...]], present: IntArray | None
) -> list[tuple[Outcome, Program]]:
    """Return each member's best plan beside those of the others, until nobody has a better one.

    With it the program that it is the best of. What one gains here nobody loses. `own` is a plan of
    all, and `present` are the half-hours of the coach.
    """
    masks = squad.masks(own)
    uses = [squad.use.used(athlete, mask) for athlete, mask in enumerate(masks)]
    found: dict[int, tuple[Outcome, Program]] = {}
    athlete, since = 0, 0  # since: how many in a row have had nothing better
    while since < len(masks):
        check()
        others = np.sum(uses, axis=0) - uses[athlete]
        program = squad.left_for(athlete, others, present)
        outcome = best_of(program)
        same = outcome.objective == program.objective(masks[athlete])
        since = since + 1 if same else 1
        masks[athlete] = program.mask(outcome.taken)
        uses[athlete] = squad.use.used(athlete, masks[athlete])
        found[athlete] = outcome, program
        athlete = (athlete + 1) % len(masks)
    return [found[number] for number in range(len(masks))]
