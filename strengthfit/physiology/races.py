"""What a race leaves of strength on the days around it. The tables are in the policy."""

from ..domain.policy_rows import RaceLevel
from ..domain.strength import TAPER_DOSES

NONE = TAPER_DOSES.index("none")


def rest_days(level: RaceLevel, km: float) -> int:
    """Return the days without strength after a race of so many km.

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

    Parameters
    ----------
    level : RaceLevel
    km : float
        The race's length.
    days_to_race : int
        0 on its day, negative after it.

    Examples
    --------
    >>> from strengthfit.domain.policy_rows import RACE_LEVELS
    >>> [TAPER_DOSES[highest_dose(RACE_LEVELS[0], 42.2, day)] for day in (20, 10, 5, 2, -7, -8)]
    ['full', 'reduced', 'simplified', 'none', 'none', 'full']
    """
    if days_to_race < 0:
        return NONE if -days_to_race <= rest_days(level, km) else 0
    return next((TAPER_DOSES.index(dose) for days, dose in level.taper if days_to_race <= days), 0)
