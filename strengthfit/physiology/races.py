"""What races leave of strength on the days around them. The tables are in the policy."""

from collections.abc import Sequence
from itertools import accumulate

import attrs

from ..domain.clock import DAY
from ..domain.policy import Policy
from ..domain.policy_rows import RaceLevel
from ..domain.run import Run, RunKind
from ..domain.starts import start_of
from ..domain.strength import TAPER_DOSES, Session, TaperDose
from ..domain.week import Week

NONE = TAPER_DOSES.index(TaperDose.NONE)


def rest_days(level: RaceLevel, km: float) -> int:
    """Return the days without strength after a race of a length.

    Examples
    --------
    >>> from strengthfit.domain.policy_rows import RACE_LEVELS
    >>> rest_days(RACE_LEVELS[0], 42.2)
    7
    """
    fitting = [days for limit, days in level.recovery if km <= limit]
    if fitting:
        return fitting[0]
    return level.recovery[-1][1] if level.recovery else 0


def highest_dose(level: RaceLevel, km: float, days_to_race: int) -> int:
    """Return the highest dose that a race allows on a day, as an index; `NONE` for no strength.

    `days_to_race` is 0 on the race's day and negative after it.

    Examples
    --------
    >>> from strengthfit.domain.policy_rows import RACE_LEVELS
    >>> [TAPER_DOSES[highest_dose(RACE_LEVELS[0], 42.2, day)] for day in (20, 10, 5, 2, -7, -8)]
    ['full', 'reduced', 'simplified', 'none', 'none', 'full']
    """
    if days_to_race < 0:
        return NONE if -days_to_race <= rest_days(level, km) else 0
    return next((TAPER_DOSES.index(dose) for days, dose in level.taper if days_to_race <= days), 0)


@attrs.frozen
class Race:
    """A race and its day, counted from the first day of the week of number 0."""

    run: Run
    day: int


def first_days(weeks: Sequence[Week], first: int) -> list[int]:
    """Return the first day of each of consecutive weeks, 0 for that of the week of number 0.

    The first of the weeks has the number `first`.

    Examples
    --------
    >>> first_days([Week([]), Week([], days=9), Week([])], first=-2)
    [-16, -9, 0]
    """
    ends = list(accumulate((week.days for week in weeks), initial=0))
    return [day - ends[-first] for day in ends[:-1]]


def find_races(weeks: Sequence[Week], policy: Policy, first: int) -> list[Race]:
    """Return the races in consecutive weeks, before the week of number 0 and after the last one.

    The first of the weeks has the number `first`. Those of a week that repeats come again in the
    week after it; they were in the week before it too, if that is not among the weeks.
    """
    races: list[Race] = []
    days = first_days(weeks, first)
    for number, (week, begins) in enumerate(zip(weeks, days, strict=True), first):
        parts: list[tuple[Sequence[Run | Session], int]] = [(week.runs, 0)]
        if number == 0:
            parts.append((week.before, -1))
        if number == first + len(weeks) - 1:
            parts.append((week.after, 1))
        races += [
            Race(run, begins + start_of(run.when, week, policy, part) // DAY)
            for items, part in parts
            for run in items
            if isinstance(run, Run) and run.counts_as == RunKind.RACE
        ]
    if weeks[-1].repeats:
        own, turn = [race for race in races if race.day >= 0], weeks[-1].days
        races += [
            Race(race.run, race.day + turns * turn)
            for race in own
            for turns in ((1,) if len(weeks) > 1 else (-1, 1))
        ]
    return races


def dose_left(policy: Policy, races: Sequence[Race], days: range) -> tuple[int, Race | None]:
    """Return the highest dose that any of a week's days allows, as an index, and the race behind.

    Examples
    --------
    >>> race = Race(Run("Sun 09:00", "race", km=42.2), day=6)
    >>> dose_left(Policy(), [race], range(7))[0], dose_left(Policy(), [race], range(-21, -14))
    (2, (0, None))
    """
    if not races:
        return 0, None
    by_day = [max(((_dose(policy, race, day), -i) for i, race in enumerate(races))) for day in days]
    dose, index = min(by_day, key=lambda found: found[0])
    return dose, races[-index] if dose else None


def _dose(policy: Policy, race: Race, day: int) -> int:
    km = policy.unknown_race_km if race.run.km is None else race.run.km
    return highest_dose(level_of(policy, race.run), km, race.day - day)


def level_of(policy: Policy, run: Run) -> RaceLevel:
    """Return what the policy asks for around races of a run's priority."""
    return next(level for level in policy.races if level.priority == run.priority)
