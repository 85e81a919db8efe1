"""Athletes one after another, each with the best that those before leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
import numpy as np

from ..program import Program
from ..program.edit import at_least_of, with_rows
from ..program.horizon import Horizon
from ..program.labels import Label
from ..program.rows import BoolArray, IntArray
from ..stopping import check, is_over
from ..strategies import Outcome, solve
from ..strategies.protocol import Status
from .coach import HALF_HOUR, Coach
from .coach_program import coach_rows, half_hours_of
from .joined import join
from .shared_use import with_coach
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


def best_alone(squad: SquadProgram, athlete: int) -> Outcome:
    """Return the best plan of one member with all of the gym, and all of the coach, to oneself.

    Of the coach that is as many hours as there are, when they serve this member best.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.squads.gym import Gym
    >>> from strengthfit.squads.member import Member
    >>> from strengthfit.squads.squad_program import compile_squad
    >>> member = Member("Ann", sf.Week([], [sf.Demand("heavy", 1)]))
    >>> squad = compile_squad([member], Gym(), Coach(4, available=["Tue 18:00-20:00"]), None)
    >>> squad.programs[0].horizon.moment(int(squad.programs[0].choices.start[
    ...     best_alone(squad, 0).taken[0]]))
    'Tue 18:00'
    """
    nobody = np.zeros(len(squad.use), dtype=np.int64)
    program = squad.left_for(athlete, nobody, None)
    if squad.coach is None or squad.coach_alone is None:
        return best_of(program)
    possible = half_hours_in(squad.coach_alone, range(len(squad.coach_alone.choices)))
    held = squad.left_for(athlete, nobody, possible)
    best = best_of(held)  # if the coach has the hours for it, no other week is better
    used = coached(held, held.mask(best.taken), squad.coach)
    if squad.coach_alone.is_plan(_there_at(squad.coach_alone, used)):
        return best
    joined = join([program, squad.coach_alone])
    rows = coach_rows(joined, [program, squad.coach_alone], squad.coach, squad.now)
    outcome = solve(joined.with_rows(rows).program)
    return attrs.evolve(outcome, taken=joined.own(outcome.taken)[0])


def _with_coach(
    program: Program, coach: Coach, alone: Program, there: tuple[int, ...], now: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the best plan of a member, and when the coach is there then: at least as before.

    No half-hour longer than somebody needs, so that those who come after have what is left.
    """
    joined = join([program, alone])
    both = joined.with_rows(coach_rows(joined, [program, alone], coach, now)).program
    before = half_hours_in(alone, there)
    halves = alone.choices.demand < alone.horizon.weeks
    kept = joined.places[1][np.flatnonzero(halves & np.isin(alone.choices.start, before))]
    both = with_rows(both, [at_least_of(np.array([one]), 1) for one in kept], _HELD)
    outcome = solve(both)
    if outcome.objective is None:
        return (), there
    taken, both_there = joined.own(outcome.taken)
    present = half_hours_in(alone, both_there)
    used = np.union1d(before, coached(program, program.mask(taken), coach))
    used = np.union1d(used, present[present < now])
    present = needed(present, used, alone.horizon)
    return taken, tuple(np.flatnonzero(_there_at(alone, present)).tolist())


def half_hours_in(alone: Program, taken: Iterable[int]) -> IntArray:
    """Return the half-hours among a coach's choices, as their starts, rising."""
    chosen = np.array(list(taken), dtype=np.int64)
    halves = chosen[alone.choices.demand[chosen] < alone.horizon.weeks]
    return np.sort(alone.choices.start[halves])


def _there_at(alone: Program, present: IntArray) -> BoolArray:
    """Return a coach's choices for being there at some half-hours, as a mask."""
    begins = [shift[0] for shift in in_shifts(present, alone.horizon)]
    half = alone.choices.demand < alone.horizon.weeks
    start = alone.choices.start
    there: BoolArray = np.where(half, np.isin(start, present), np.isin(start, begins))
    return there


def coached(program: Program, taken: BoolArray, coach: Coach) -> IntArray:
    """Return the half-hours at which a member needs the coach, as their starts."""
    mine = np.flatnonzero(taken & with_coach(program.choices, coach))
    return half_hours_of(program, mine)[1]


def needed(present: IntArray, used: IntArray, horizon: Horizon) -> IntArray:
    """Return the half-hours, of those at which the coach is there, from the first to the last used.

    A half-hour between two sessions stays, as without it there would be a shift more.

    Examples
    --------
    >>> import strengthfit as sf
    >>> horizon = sf.formulate(sf.Week([], strength=1)).horizon
    >>> needed(np.array([0, 30, 60, 90, 240]), np.array([30]), horizon).tolist()
    [30]
    """
    found = [
        shift[inside[0] : inside[-1] + 1]
        for shift in in_shifts(present, horizon)
        for inside in [np.flatnonzero(np.isin(shift, used))]
        if len(inside)
    ]
    return np.sort(np.concatenate([present[:0], *found]))


def in_shifts(present: IntArray, horizon: Horizon) -> list[IntArray]:
    """Return half-hours as stretches without a gap; on a circle one may go on past the end."""
    if not len(present):
        return []
    shifts = np.split(present, np.flatnonzero(np.diff(present) != HALF_HOUR) + 1)
    ends = present[0] == 0 and present[-1] == horizon.minutes - HALF_HOUR
    if horizon.circular and ends and len(shifts) > 1:
        return [*shifts[1:-1], np.concatenate([shifts[-1], shifts[0]])]
    return shifts


def settled(
    squad: SquadProgram, own: Sequence[tuple[int, ...]], present: IntArray | None
) -> list[tuple[Outcome, Program]]:
    """Return each member's best plan beside those of the others, until nobody has a better one.

    With it the program that it is the best of. What one gains here nobody loses. `own` is a plan of
    all, and `present` are the half-hours of the coach. At the end of limits plans stay as they are
    by then, and are not proven.
    """
    masks = squad.masks(own)
    used = squad.used(masks)
    found: dict[int, tuple[Outcome, Program]] = {}
    athlete, since = 0, 0  # since: how many in a row have had nothing better
    while since < len(masks) and not is_over():
        check()
        used -= squad.use.used(athlete, masks[athlete])
        program = squad.left_for(athlete, used, present)
        outcome = best_of(program)
        same = outcome.objective == program.objective(masks[athlete])
        since = since + 1 if same else 1
        masks[athlete] = program.mask(outcome.taken)
        used += squad.use.used(athlete, masks[athlete])
        found[athlete] = outcome, program
        athlete = (athlete + 1) % len(masks)
    if since == len(masks):
        return [found[number] for number in range(len(masks))]
    left = [
        squad.left_for(number, used - squad.use.used(number, mask), present)
        for number, mask in enumerate(masks)
    ]
    return [
        (unproven(program, np.flatnonzero(mask).tolist()), program)
        for program, mask in zip(left, masks, strict=True)
    ]


def unproven(
    program: Program, taken: Iterable[int], status: str = Status.FEASIBLE, by: str = ""
) -> Outcome:
    """Return a plan of which nothing is proven.

    Examples
    --------
    >>> import strengthfit as sf
    >>> unproven(sf.formulate(sf.Week([], strength=1)), [3]).bound
    (0, 0, 0, 0, 0, 0, 0)
    """
    chosen, nothing = tuple(taken), (0,) * len(program.tiers)
    return Outcome(status, chosen, program.objective(program.mask(chosen)), nothing, by=by)
