"""A check-in: how one run went, some time after strength."""

import attrs
from attrs.converters import optional

from ..errors import InputError
from .checks import number, to_real

SORENESS_SCALE, FEEL_SCALE = (0, 10), (1, 5)


@attrs.frozen
class CheckIn:
    """How one run went, some time after strength.

    Parameters
    ----------
    expected
        What the strength before it was expected to cost the run, in percent of speed, for a
        typical athlete (recovery 1): see `Score.runs`.
    soreness
        0 (none) to 10.
    feel
        1 (very poor), 3 (as usual), 5 (very good).

    Raises
    ------
    InputError
        If a value is not accepted, or neither soreness nor feel is given.

    Examples
    --------
    >>> CheckIn(expected=0.8, soreness=4).feel is None
    True
    """

    expected: float = attrs.field(converter=to_real, validator=number(0, 15, "percent of speed"))
    soreness: float | None = attrs.field(
        default=None,
        converter=optional(to_real),
        validator=number(*SORENESS_SCALE, "points", optional=True),
    )
    feel: float | None = attrs.field(
        default=None,
        converter=optional(to_real),
        validator=number(*FEEL_SCALE, "points", optional=True),
    )

    def __attrs_post_init__(self) -> None:
        if self.soreness is None and self.feel is None:
            raise InputError(
                "CheckIn", None, "has neither soreness (0 to 10) nor feel (1 to 5)", "missing"
            )
