"""The running of a past week in a few numbers, for those who keep no list of runs."""

from typing import Any

import attrs

from .checks import number, plain


def _field(high: float, unit: str) -> Any:
    return attrs.field(
        default=None, converter=plain, validator=number(0, high, unit, optional=True)
    )


@attrs.frozen
class RunningLoad:
    """What was run in one week of seven days. What is not given is not known; it is not zero.

    Parameters
    ----------
    load
        Session-RPE load: the sum over runs of rating (0 to 10) times minutes. Races are not
        counted, here and in km and minutes.
    km
        Distance.
    minutes
        Time.
    longest
        The longest run, in km.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> RunningLoad(km=42).km
    42
    """

    load: float | None = _field(100_000, "RPE minutes")
    km: float | None = _field(1_000, "km")
    minutes: float | None = _field(10_080, "minutes")
    longest: float | None = _field(500, "km")
