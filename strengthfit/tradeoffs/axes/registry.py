"""The axes, in the order in which they are named. A new axis is one more line here."""

from . import changes, days, interference, strength, time_of_day
from .axis import Axis

AXES: dict[str, Axis] = {
    axis.name: axis
    for axis in (
        strength.AXIS,
        interference.AXIS,
        changes.AXIS,
        time_of_day.AXIS,
        days.AXIS,
    )
}
"""By name."""
