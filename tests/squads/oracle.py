"""What a squad may do, told again in plain words: nothing here comes from `strengthfit.squads`.

Each member's own plans are listed one by one, and so are all their combinations. Whether gym and
coach have room for a combination is counted minute by minute.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

import strengthfit as sf

HALF_HOUR = 30

Minutes = frozenset[int]


@functools.cache
def _minutes(start: int, end: int, length: int | None) -> Minutes:
    return frozenset(one if length is None else one % length for one in range(start, end))


@attrs.frozen
class Visit:
    """One session of one member: its kind, and its minutes."""

    kind: str
    start: int
    end: int


@attrs.frozen(eq=False)
class OwnPlan:
    """One plan of one member, as it would be without the others."""

    visits: tuple[Visit, ...]
    objective: tuple[int, ...]


@attrs.frozen(eq=False)
class Room:
    """The gym and the coach in plain numbers; `open` and `there` are minutes, None for any."""

    minutes: int
    circular: bool
    needs: dict[str, tuple[str, ...]]
    places: int | None = None
    equipment: tuple[tuple[str, int], ...] = ()
    open: Minutes | None = None
    gym_kinds: tuple[str, ...] | None = None
    coach: bool = False
    half_hours: int = 0
    shifts: int | None = None
    coach_kinds: tuple[str, ...] = ()
    at_once: int | None = None
    there: Minutes | None = None
    round_again: bool = True  # whether a shift may go on past the end of a circle

    def of(self, visit: Visit) -> Minutes:
        """Return the minutes of a visit; on a circle those past the end are at its beginning."""
        return _minutes(visit.start, visit.end, self.minutes if self.circular else None)

    def in_gym(self, visit: Visit) -> bool:
        """Whether a visit is in the gym."""
        return self.gym_kinds is None or visit.kind in self.gym_kinds

    def coached(self, visit: Visit) -> bool:
        """Whether a visit needs the coach."""
        return self.coach and visit.kind in self.coach_kinds

    def has_room(self, squad: Sequence[Sequence[Visit]]) -> bool:
        """Whether all members can train as they plan, each with their visits."""
        visits = [visit for member in squad for visit in member]
        inside = [visit for visit in visits if self.in_gym(visit)]
        if self.open is not None and any(not self.of(visit) <= self.open for visit in inside):
            return False
        if not self._fits(inside, self.places):
            return False
        for thing, count in self.equipment:
            using = [visit for visit in inside if thing in self.needs.get(visit.kind, ())]
            if not self._fits(using, count):
                return False
        coached = [visit for visit in visits if self.coached(visit)]
        return self._fits(coached, self.at_once) and self.coach_suffices(coached)

    def _fits(self, visits: Sequence[Visit], most: int | None) -> bool:
        """Whether at no minute more than so many are there."""
        if most is None or len(visits) <= most:
            return True
        at: dict[int, int] = {}
        for visit in visits:
            for minute in self.of(visit):
                at[minute] = at.get(minute, 0) + 1
        return all(count <= most for count in at.values())

    def coach_suffices(self, coached: Sequence[Visit]) -> bool:
        """Whether the coach can be there for some visits, in as many half-hours and shifts.

        Between two of them the coach may stay, if there is a half-hour for it: shifts that are
        nearest to each other are joined until they are few enough. One week.
        """
        needed = {minute // HALF_HOUR for visit in coached for minute in self.of(visit)}
        if not needed:
            return True
        if not all(self._can_be_there(half) for half in needed):
            return False
        gaps = sorted(self._gaps(needed))
        circular = self.circular and self.round_again
        shifts = max(1, len(gaps)) if circular else len(gaps) + 1
        used = float(len(needed))
        most = shifts if self.shifts is None else self.shifts
        for gap in gaps:
            if shifts > max(1, most):
                used, shifts = used + gap, shifts - 1
        return used <= self.half_hours and shifts <= most

    def _can_be_there(self, half: int) -> bool:
        minutes = range(half * HALF_HOUR, (half + 1) * HALF_HOUR)
        inside = half < self.minutes // HALF_HOUR
        return inside and (self.there is None or all(minute in self.there for minute in minutes))

    def _gaps(self, needed: set[int]) -> Iterator[float]:
        """Yield the half-hours between two stretches, without end if the coach cannot stay."""
        halves, count = sorted(needed), self.minutes // HALF_HOUR
        pairs = list(itertools.pairwise(halves))
        if self.circular and self.round_again:
            pairs.append((halves[-1], halves[0] + count))
        for before, after in pairs:
            between = range(before + 1, after)
            if between:
                stays = all(self._can_be_there(half % count) for half in between)
                yield len(between) if stays else float("inf")


def own_plans(program: sf.Program) -> list[OwnPlan]:
    """Return every plan of a member's own program, the empty one too if it is a plan."""
    choices, most = program.choices, int(program.counts.sum())
    alone = [
        one
        for one in range(len(choices))
        if program.counts[choices.demand[one]] and not _closed(program, one)
    ]
    found = []
    for size in range(most + 1):
        for taken in itertools.combinations(alone, size):
            mask = program.mask(taken)
            if program.is_plan(mask):
                visits = tuple(
                    Visit(
                        choices.kinds[choices.kind[one]],
                        int(choices.start[one]),
                        int(choices.end[one]),
                    )
                    for one in taken
                )
                found.append(OwnPlan(visits, program.objective(mask)))
    return found


def _closed(program: sf.Program, choice: int) -> bool:
    """Whether a choice breaks a row that nothing taken keeps."""
    empty = set(program.broken(program.mask(())))
    return bool(set(program.broken(program.mask([choice]))) - empty)


def combinations(room: Room, plans: Sequence[Sequence[OwnPlan]]) -> Iterator[tuple[OwnPlan, ...]]:
    """Yield every combination of members' plans for which there is room."""
    if not plans:
        yield ()
        return
    for before in combinations(room, plans[:-1]):
        for last in plans[-1]:
            together = (*before, last)
            if room.has_room([plan.visits for plan in together]):
                yield together


def total(together: Sequence[OwnPlan], priorities: Sequence[int], tiers: int) -> tuple[int, ...]:
    """Return the sums by tier without the last one, for each priority, the highest first."""
    found: list[int] = []
    for level in sorted(set(priorities), reverse=True):
        mine = [one for one, own in zip(together, priorities, strict=True) if own == level]
        found += [sum(one.objective[tier] for one in mine) for tier in range(tiers - 1)]
    return tuple(found)


Loss = tuple[Fraction, int, int]


def loss(program: sf.Program, plan: OwnPlan, best: OwnPlan) -> Loss:
    """Return what a member loses: a share of the strength that is asked, gaps, interference."""
    asked = int(program.skip_costs[0] @ program.counts)
    lost, gaps, interference = (
        now - then for now, then in zip(plan.objective[:3], best.objective[:3], strict=True)
    )
    return Fraction(lost, asked) if asked else Fraction(0), gaps, interference
