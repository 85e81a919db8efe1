"""What races leave of strength on the days around them. The tables are in the policy."""

from collections.abc import Sequence

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


def find_races(weeks: Sequence[Week], policy: Policy, first: int) -> list[Race]:
    """Return the races in consecutive weeks, before the week of number 0 and after the last one.

    The first of the weeks has the number `first`.
    """
    races: list[Race] = []
    for number, week in enumerate(weeks, first):
        parts: list[tuple[Sequence[Run | Session], int]] = [(week.runs, 0)]
        if number == 0:
            parts.append((week.before, -1))
        if number == first + len(weeks) - 1:
            parts.append((week.after, 1))
        races += [
            Race(run, 7 * number + start_of(run.when, week, policy, part) // DAY)
            for items, part in parts
            for run in items
            if isinstance(run, Run) and run.counts_as == RunKind.RACE
        ]
    if len(weeks) == 1 and weeks[0].repeats:
        races += [Race(race.run, race.day + days) for race in races for days in (-7, 7)]
    return races


def highest_dose_of_week(policy: Policy, races: Sequence[Race], number: int) -> int:
    """Return the highest dose that any day of a week allows, as an index."""
    days = range(7 * number, 7 * number + 7)
    return min(max((_dose(policy, race, day) for race in races), default=0) for day in days)


def _dose(policy: Policy, race: Race, day: int) -> int:
    level = next(level for level in policy.races if level.priority == race.run.priority)
    km = policy.unknown_race_km if race.run.km is None else race.run.km
    return highest_dose(level, km, race.day - day)
