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


def phase_of(week: Week, races: Sequence[Race], policy: Policy, number: int) -> WeekPhase | None:
    """Return the phase of the week of a number; None if none is given and no A race is known.

    Examples
    --------
    >>> from strengthfit.domain.run import Run
    >>> race = Race(Run("Sun 09:00", "race", km=42.2), day=34)
    >>> found = [phase_of(Week([]), [race], Policy(), number) for number in range(6)]
    >>> [str(phase.level.phase) for phase in found if phase]
    ['build', 'peak', 'peak', 'race', 'race', 'recovery']
    """
    rows = {level.phase: level for level in policy.phases}
    if week.phase is not None:
        return WeekPhase(rows[week.phase], None)
    goals = [race for race in races if race.run.priority == "A"]
    for race in goals:
        km = policy.unknown_race_km if race.run.km is None else race.run.km
        if 0 < 7 * number - race.day <= rest_days(level_of(policy, race.run), km):
            return WeekPhase(rows[Phase.RECOVERY], race)
    ahead = [(race.day // 7 - number, race) for race in goals if race.day // 7 >= number]
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
