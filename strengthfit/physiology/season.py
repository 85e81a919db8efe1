"""The phase of a week: as it was given, or inferred from the races of priority A around it."""

from collections.abc import Sequence

import attrs

from ..domain.policy import Policy
from ..domain.season import Phase, PhaseLevel
from ..domain.week import Week
from .load import WeekLoad
from .races import Race, level_of, rest_days

_FALLING = (0.9, 0.75)
"""Volumes of the last two weeks of what looks like a taper, as shares of the highest before them.
CONVENTION."""


@attrs.frozen
class WeekPhase:
    """What a week is for, and the race that this was inferred from; None if it was given."""

    level: PhaseLevel
    race: Race | None


def leg_sessions(phase: WeekPhase | None, week: Week) -> int | None:
    """Return the most sessions of leg work that a phase leaves of a week; None if it sets no limit.

    A phase says it of seven days.

    Examples
    --------
    >>> peak = WeekPhase(PhaseLevel("peak", sessions=1), None)
    >>> [leg_sessions(peak, Week([], days=days)) for days in (3, 7, 9, 14)]
    [1, 1, 1, 2]
    """
    if phase is None or not phase.level.sessions:
        return None if phase is None else phase.level.sessions
    return max(1, round(phase.level.sessions * week.days / 7))


def weeks_to(race: Race, first: int, days: int) -> int:
    """Return how many weeks after a week a race is: 0 in it, 1 in the seven days that follow, ...

    The week begins on the day `first`, and not after the race.

    Examples
    --------
    >>> from strengthfit.domain.run import Run
    >>> race = Race(Run("Sun 09:00", "race"), day=13)
    >>> weeks_to(race, first=0, days=14), weeks_to(race, first=0, days=7), weeks_to(race, 0, 6)
    (0, 1, 2)
    """
    return max(0, (race.day - first - days) // 7 + 1)


def phase_of(week: Week, races: Sequence[Race], policy: Policy, first: int) -> WeekPhase | None:
    """Return the phase of a week from the day `first` on; None if none is given or can be inferred.

    Examples
    --------
    >>> from strengthfit.domain.run import Run
    >>> race = Race(Run("Sun 09:00", "race", km=42.2), day=34)
    >>> found = [phase_of(Week([]), [race], Policy(), 7 * number) for number in range(6)]
    >>> [str(phase.level.phase) for phase in found if phase]
    ['build', 'peak', 'peak', 'race', 'race', 'recovery']
    """
    rows = {level.phase: level for level in policy.phases}
    if week.phase is not None:
        return WeekPhase(rows[week.phase], None)
    goals = [race for race in races if race.run.priority == "A"]
    for race in goals:
        km = policy.unknown_race_km if race.run.km is None else race.run.km
        if 0 < first - race.day <= rest_days(level_of(policy, race.run), km):
            return WeekPhase(rows[Phase.RECOVERY], race)
    ahead = [(weeks_to(race, first, week.days), race) for race in goals if race.day >= first]
    if not ahead:
        return None
    weeks, race = min(ahead, key=lambda found: found[0])
    inferred = [
        level
        for level in policy.phases
        if level.weeks_to_race is not None and weeks <= level.weeks_to_race
    ]
    level = min(inferred, key=lambda level: level.weeks_to_race or 0, default=None)
    return None if level is None else WeekPhase(level, race)


def looks_like_taper(loads: Sequence[WeekLoad]) -> bool:
    """Whether the volume of the last two of several weeks falls as before a race.

    Examples
    --------
    >>> weeks = [WeekLoad(km, None, None) for km in (40, 45, 50, 40, 25)]
    >>> looks_like_taper(weeks), looks_like_taper(weeks[:-1])
    (True, False)
    """
    volumes = [load.volume for load in loads[-6:]]
    known = [volume for volume in volumes if volume is not None]
    if len(known) < max(5, len(volumes)):
        return False
    highest = max(known[:-2])
    before_last, last = (share * highest for share in _FALLING)
    return last > known[-1] and before_last > known[-2] > known[-1]
