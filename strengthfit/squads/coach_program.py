"""A coach as a program: half-hours to be there, and shifts to begin, at no cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from ..domain.clock import DAY
from ..program import Program
from ..program.choices import CHOICE_ARRAYS
from ..program.costs.cost import Cost
from ..program.edit import at_least_of, with_rows
from ..program.labels import Label
from ..program.rows import IntArray, Rows, grouped, stack, stretches
from ..program.rules.of_squads import COACH
from .coach import HALF_HOUR, Coach
from .joined import Joined
from .shared_use import with_coach


def coach_program(
    like: Program,
    coach: Coach,
    half_hours: IntArray,
    worked: Sequence[int] = (),
    *,
    round_again: bool = False,
) -> Program:
    """Return the coach as one more athlete's program, whose choices are half-hours and shifts.

    The first demands, one a week, are for half-hours at which the coach is there, the others for
    half-hours with which a shift begins. Where half-hours follow one another only the first needs a
    shift. None of it costs, done or left.

    Parameters
    ----------
    like : Program
        An athlete's, whose days, tiers and terms the program has.
    half_hours : array
        Those in which the coach can be there, as their starts in minutes, rising.
    worked : list of int
        Those before them in which the coach was there, which stay. If they are more than the coach
        now has, there are none left.
    round_again : bool
        Whether a shift may go on past the end of a circle.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([], strength=1))
    >>> coach = coach_program(program, Coach(4, shifts=2), np.array([1080, 1110]))
    >>> coach.counts.tolist(), len(coach.choices), len(coach.rows)
    ([4, 2], 4, 2)
    """
    weeks, past = like.horizon.weeks, np.array(worked, dtype=np.int64)
    half_hours = np.concatenate([past, half_hours])
    kinds = 1 if coach.shifts is None else 2  # of demands: half-hours, and shifts
    starts = np.repeat(half_hours, kinds)
    demand = starts // (like.horizon.week_days * DAY) + np.tile(
        np.arange(kinds) * weeks, len(half_hours)
    )
    zeros = np.zeros(len(starts), dtype=np.int64)
    arrays = dict.fromkeys(CHOICE_ARRAYS, zeros) | {
        "demand": demand,
        "start": starts,
        "minutes": zeros + HALF_HOUR,
        "day": starts // DAY,
        "end": starts + HALF_HOUR,
    }
    counts = np.repeat([coach.half_hours, coach.shifts or 0][:kinds], weeks).astype(np.int64)
    counts = np.maximum(counts, _counted(past, weeks, like.horizon.week_days * DAY)[: len(counts)])
    nothing = Cost(zeros[:0], zeros[:0], np.zeros(0), 0, list)
    depth = len(like.tiers)
    program = attrs.evolve(
        like,
        horizon=attrs.evolve(like.horizon, runs=(), demands=(), demand_weeks=()),
        choices=like.choices.with_arrays(arrays),
        counts=counts,
        rows=stack([]),
        cost_terms=tuple((name, tier, 0) for name, tier, _ in like.cost_terms),
        cost_parts=(nothing,) * len(like.cost_terms),
        loss_part=nothing,
        tier_costs=np.zeros((depth, len(starts)), dtype=np.int64),
        skip_costs=np.zeros((depth, len(counts)), dtype=np.int64),
        window_terms=tuple((name, 0) for name, _ in like.window_terms),
        windows=stack([]),
        window_costs=np.zeros((depth, 0), dtype=np.int64),
    )
    if coach.shifts is not None:
        # Round the clock without end nothing would begin.
        round_again &= coach.half_hours < len(half_hours)
        rows = _shift_rows(program, half_hours, round_again=round_again)
        program = attrs.evolve(program, rows=rows)
    stays = [at_least_of(np.array([kinds * number]), 1) for number in range(len(past))]
    return with_rows(program, stays, _WORKED)


_WORKED = Label(COACH.name, "worked", "the coach was there already")


def _counted(worked: IntArray, weeks: int, minutes: int) -> IntArray:
    """Return how many half-hours of each week are worked, and then how many shifts of each."""
    begins = worked[np.diff(worked, prepend=-DAY) != HALF_HOUR]
    return np.concatenate(
        [np.bincount(one // minutes, minlength=weeks) for one in (worked, begins)]
    )


def goes_round(programs: Sequence[Program]) -> bool:
    """Whether a shift may go on past the end: on a circle, with sessions on both sides of it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([], 1, available=["Sun 23:00-00:30"], repeats=True)
    >>> goes_round([sf.formulate(week)]), goes_round([sf.formulate(sf.Week([], 1, repeats=True))])
    (True, False)
    """
    horizon = programs[0].horizon
    last = horizon.minutes - HALF_HOUR
    over = [program.choices.end > horizon.minutes for program in programs]
    before = any((program.choices.end > last).any() for program in programs)
    after = any((program.choices.start < HALF_HOUR).any() for program in programs)
    return horizon.circular and before and (after or any(one.any() for one in over))


def _shift_rows(program: Program, half_hours: IntArray, *, round_again: bool) -> Rows:
    """Return a row for each half-hour: there only if a shift begins, or the half-hour before."""
    number = np.arange(len(half_hours))
    there, begins = 2 * number, 2 * number + 1
    follows = np.flatnonzero(np.diff(half_hours) == HALF_HOUR) + 1
    if round_again and (half_hours[0] - half_hours[-1]) % program.horizon.minutes == HALF_HOUR:
        follows = np.concatenate([[0], follows])
    owners = np.concatenate([number, number, follows])
    columns = np.concatenate([there, begins, there[follows - 1]])
    signs = np.concatenate([np.ones(len(number)), np.full(len(number) + len(follows), -1)])
    order = np.lexsort((columns, owners))
    moment = program.horizon.moment

    def labels() -> list[Label]:
        texts = [f"the coach there at {moment(int(start))} without a shift" for start in half_hours]
        return [Label(COACH.name, text, text, code="coach.shift") for text in texts]

    bounds = np.zeros(len(number), dtype=np.int64)
    return grouped(owners[order], columns[order], signs[order].astype(np.int64), bounds, labels)


def coach_rows(joined: Joined, programs: Sequence[Program], coach: Coach, now: int = 0) -> Rows:
    """Return rows over all: a session that needs the coach lies where the coach is there.

    The coach is the last of those joined. Sessions of one demand are never at one time, so those
    that are under way when a half-hour begins share a row, and those that start later at one time.
    What starts before the minute `now` is past, and needs nobody.
    """
    there = programs[-1]
    halves = np.flatnonzero(there.choices.demand < there.horizon.weeks)
    starts = there.choices.start[halves]
    mine = [_coached(program, coach, now) for program in programs[:-1]]
    return stack(list(_rows_by_demand(joined, programs, mine, starts, joined.places[-1][halves])))


def _coached(program: Program, coach: Coach, now: int) -> IntArray:
    """Return the choices from the minute `now` on that need the coach."""
    return np.flatnonzero(with_coach(program.choices, coach) & (program.choices.start >= now))


def _rows_by_demand(
    joined: Joined,
    programs: Sequence[Program],
    coached: Sequence[IntArray],
    starts: IntArray,
    there: IntArray,
) -> Iterator[Rows]:
    for program, mine, places in zip(programs, coached, joined.places, strict=False):
        choice, half = half_hours_of(program, mine)
        demand, start = program.choices.demand[choice], program.choices.start[choice]
        later = np.where(start // HALF_HOUR * HALF_HOUR == half, start - half, 0)
        by = np.stack([half, demand, later], axis=1)
        keys, owners = np.unique(by, axis=0, return_inverse=True)
        owners = owners.ravel()
        at = np.searchsorted(starts, keys[:, 0])
        known = at < len(starts)
        known[known] = starts[at[known]] == keys[known, 0]
        present = np.flatnonzero(known)
        all_owners = np.concatenate([owners, present])
        columns = np.concatenate([places[choice], there[at[present]]])
        signs = np.concatenate([np.ones(len(owners)), np.full(len(present), -1)])
        order = np.lexsort((columns, all_owners))
        yield grouped(
            all_owners[order],
            columns[order],
            signs[order].astype(np.int64),
            np.zeros(len(keys), dtype=np.int64),
            _Away(joined.program, tuple(keys[:, 0].tolist())),
        )


@attrs.frozen(eq=False)
class _Away:
    """Labels of half-hours at which the coach is not there."""

    program: Program
    starts: tuple[int, ...]

    def __call__(self) -> list[Label]:
        return [away_label(self.program.horizon.moment(start)) for start in self.starts]


def away_label(moment: str) -> Label:
    """Return what closes a time at which the coach is not there.

    Examples
    --------
    >>> away_label("Tue 18:00").text
    'without the coach at Tue 18:00'
    """
    return Label(COACH.name, moment, f"without the coach at {moment}")


def half_hours_of(program: Program, mine: IntArray) -> tuple[IntArray, IntArray]:
    """Return each pair of a choice and the start of a half-hour that it touches.

    On a circle what goes on past the end touches the half-hours of its beginning.
    """
    low = program.choices.start[mine] // HALF_HOUR
    high = -(-program.choices.end[mine] // HALF_HOUR)
    which, half = stretches(low, high)
    start = half * HALF_HOUR
    return mine[which], start % program.horizon.minutes if program.horizon.circular else start


def held_rows(program: Program, coach: Coach, present: IntArray, now: int = 0) -> Rows:
    """Return rows over an athlete's own choices: none without the coach, who is there at `present`.

    `present` are starts of half-hours, in minutes. What starts before `now` is past.
    """
    choice, half = half_hours_of(program, _coached(program, coach, now))
    away = ~np.isin(half, present)
    starts, owners = np.unique(half[away], return_inverse=True)
    order = np.lexsort((choice[away], owners))
    return grouped(
        owners[order],
        choice[away][order],
        None,
        np.zeros(len(starts), dtype=np.int64),
        _Away(program, tuple(starts.tolist())),
    )
