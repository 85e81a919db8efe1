"""The running of a past week in a few numbers, for those who keep no list of runs."""

import attrs
from attrs.converters import optional

from .checks import number, to_real


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

    load: float | None = attrs.field(
        default=None,
        converter=optional(to_real),
        validator=number(0, 100_000, "RPE minutes", optional=True),
    )
    km: float | None = attrs.field(
        default=None, converter=optional(to_real), validator=number(0, 1_000, "km", optional=True)
    )
    minutes: float | None = attrs.field(
        default=None,
        converter=optional(to_real),
        validator=number(0, 10_080, "minutes", optional=True),
    )
    longest: float | None = attrs.field(
        default=None, converter=optional(to_real), validator=number(0, 500, "km", optional=True)
    )
