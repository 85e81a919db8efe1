"""Small squads, and what they can do, found by trying everything.

Of the library only each member's own program is used, without gym and coach. Who is in the gym
when, and where the coach is, is counted here minute by minute.
"""

import itertools
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

import attrs
import numpy as np
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain import Week
from strengthfit.program import Program, formulate
from strengthfit.program.presolve import open_choices
from strengthfit.squads import Coach, Member

Tiers = tuple[int, ...]

STRENGTH, INTERFERENCE = 0, 2


@attrs.frozen(eq=False)
class Sitting:
    """One session that a member could have: a choice of the member's own program."""

    choice: int
    start: int
    end: int
    kind: str


@attrs.frozen(eq=False)
class Own:
    """What one member can do in a week by itself: each allowed set of sessions, with its tiers."""

    program: Program
    sets: tuple[tuple[tuple[Sitting, ...], Tiers], ...]


def own_sets(program: Program, hours: Sequence[tuple[int, int]] | None, most: int = 2) -> Own:
    """Return all that a member can do, in the hours of a gym in which everything is trained."""
    choices = program.choices
    sittings = [
        Sitting(
            int(choice),
            int(choices.start[choice]),
            int(choices.end[choice]),
            program.horizon.demands[choices.demand[choice]].kind,
        )
        for choice in np.flatnonzero(open_choices(program))
    ]
    inside = [one for one in sittings if _is_inside(one, hours)]
    found = []
    for size in range(min(most, int(program.counts.sum())) + 1):
        for sessions in itertools.combinations(inside, size):
            mask = program.mask(one.choice for one in sessions)
            if program.is_plan(mask):
                found.append((sessions, program.objective(mask)))
    return Own(program, tuple(found))


def _is_inside(one: Sitting, hours: Sequence[tuple[int, int]] | None) -> bool:
    return hours is None or any(low <= one.start and one.end <= high for low, high in hours)


def at_once(sessions: Iterable[Sitting], minute: int) -> int:
    """Return how many of some sessions are under way at a minute."""
    return sum(one.start <= minute < one.end for one in sessions)


def joint_plans(
    owns: Sequence[Own], places: int, more: Container[int] = ()
) -> Iterator[tuple[tuple[int, ...], list[Tiers]]]:
    """Yield each way in which members can share a gym: the number of each one's set, its tiers.

    It is counted at each minute at which somebody could start; at those of `more` there is one
    place more.
    """
    starts = sorted({one.start for own in owns for sessions, _ in own.sets for one in sessions})
    limits = [(start, places + (start in more)) for start in starts]
    for numbers in itertools.product(*(range(len(own.sets)) for own in owns)):
        sets = [own.sets[number] for own, number in zip(owns, numbers, strict=True)]
        together = [one for sessions, _ in sets for one in sessions]
        if all(at_once(together, start) <= limit for start, limit in limits):
            yield numbers, [tiers for _, tiers in sets]


def total(tiers: Iterable[Tiers], depth: int = 6) -> Tiers:
    """Return what several members' tiers add up to, without the tie-break of one member alone."""
    return tuple(sum(one) for one in zip(*tiers, strict=True))[:depth]


def coach_can(halves: Iterable[int], worked: Sequence[int], coach: Coach) -> bool:
    """Whether a coach can be there at some half-hours, who was there at those of the past."""
    needed = sorted({*halves})
    gaps = np.diff(needed) // 30 - 1 if needed else np.zeros(0, dtype=int)
    stretches = 1 + int((gaps > 0).sum()) if needed else 0
    past = Counter(np.diff([-1440, *sorted(worked)]) != 30)[True] if worked else 0
    shifts = max(0, (coach.shifts or 0) - past)
    filled = 0
    for gap in sorted(gaps[gaps > 0]):
        if coach.shifts is None or stretches <= shifts:
            break
        filled, stretches = filled + int(gap), stretches - 1
    if needed and coach.shifts is not None and stretches > shifts:
        return False
    return len(needed) + filled <= max(0, coach.half_hours - len(worked))


def halves_of(sessions: Iterable[Sitting]) -> set[int]:
    return {half for one in sessions for half in range(one.start // 30 * 30, one.end, 30)}


# Squads to draw

OPEN = {
    "Tue 17:00-18:30": [(1440 + 1020, 1440 + 1110)],
    "Wed 17:00-18:00": [(2880 + 1020, 2880 + 1080)],
    "Wed 17:00-19:00": [(2880 + 1020, 2880 + 1140)],
    "Thu 06:00-07:30": [(4320 + 360, 4320 + 450)],
    "Fri 12:00-13:00": [(5760 + 720, 5760 + 780)],
}

RUNS = [
    [sf.Run("Tue 07:00", "intervals", minutes=60), sf.Run("Sat 08:00", "long", minutes=100)],
    [sf.Run("Wed 18:00", "tempo", minutes=50), sf.Run("Fri 07:00", "easy", minutes=40)],
    [sf.Run("Thu 07:00", "easy", minutes=45), sf.Run("Sun 08:00", "long", minutes=90)],
    [],
]


@st.composite
def hours(draw: st.DrawFn, most: int = 2) -> list[str]:
    """Draw when a gym is open."""
    names = st.sampled_from(sorted(OPEN))
    return draw(st.lists(names, min_size=1, max_size=most, unique_by=lambda name: name[:3]))


def minutes_of(windows: Iterable[str]) -> list[tuple[int, int]]:
    """Return windows in minutes."""
    return [span for window in windows for span in OPEN[window]]


@st.composite
def members(draw: st.DrawFn, most: int = 3, sessions: int = 1) -> list[Member]:
    """Draw a few athletes."""
    number = draw(st.integers(2, most))
    return [
        Member(
            "ABCDEF"[index],
            Week(
                draw(st.sampled_from(RUNS)),
                [
                    sf.Demand(
                        draw(st.sampled_from(["heavy", "circuit"])), draw(st.integers(1, sessions))
                    )
                ],
            ),
        )
        for index in range(number)
    ]


def owns_of(squad: Sequence[Member], windows: Sequence[str], most: int = 2) -> list[Own]:
    """Return what each member can do by itself in a gym that is open then."""
    spans = minutes_of(windows)
    return [own_sets(formulate(member.week, None), spans, most) for member in squad]
