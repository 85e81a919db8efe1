"""A time zone as iCalendar has it: its changes of the clock over some years, written out.

`icalendar.Timezone.from_tzinfo` is not used: older versions don't have it, and that of 7.3.2 looks
for changes on the zone's own clock, so that it lets summer time begin at 03:00 if the clock goes
from 02:00 to 03:00.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..errors import InputError

if TYPE_CHECKING:
    import icalendar

_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)


def to_zone(name: str) -> ZoneInfo:
    """Return the time zone of a name such as "Europe/Berlin".

    Raises
    ------
    InputError
        If there is none.

    Examples
    --------
    >>> to_zone("Europe/Berlin").key
    'Europe/Berlin'
    """
    zone = known_zone(name)
    if zone is None:
        accepted = "is not a time zone; write e.g. 'Europe/Berlin'"
        raise InputError("zone", name, accepted, "unknown_name")
    if zone.key == "UTC":  # readers take its times for those of no place
        raise InputError(
            "zone", name, "is not the zone of a place; write e.g. 'Europe/London'", "wrong_value"
        )
    return zone


def known_zone(name: str) -> ZoneInfo | None:
    """Return the time zone of a name, which is the same on each machine; None if there is none.

    Examples
    --------
    >>> known_zone("../../etc/localtime"), known_zone("localtime")
    (None, None)
    """
    try:
        # A name may also be a path that leads out of the zones, or to a folder of them.
        return None if name.startswith(_OWN) else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, TypeError, AttributeError, OSError):
        return None


_OWN = ("localtime", "posixrules", "Factory", "posix/", "right/")
"""What lies among the zones and is not the zone of a place: that of the machine, and zones counted
in other ways, with leap seconds."""


def zone_component(zone: ZoneInfo, first: int, last: int) -> icalendar.Timezone:
    """Return a zone as a VTIMEZONE that is right from the first to the last of some years.

    Examples
    --------
    >>> berlin = zone_component(to_zone("Europe/Berlin"), 2026, 2026)
    >>> [str(part["DTSTART"].dt) for part in berlin.subcomponents[1:3]]
    ['2026-03-29 02:00:00', '2026-10-25 03:00:00']
    """
    import icalendar

    component = icalendar.Timezone()
    component.add("TZID", zone.key)
    for before, after, moment in _changes(zone, first, last):
        part = icalendar.TimezoneDaylight() if after.summer else icalendar.TimezoneStandard()
        part.add("DTSTART", moment + before.offset)  # on the clock as it was until then
        part.add("TZOFFSETFROM", before.offset)
        part.add("TZOFFSETTO", after.offset)
        part.add("TZNAME", after.name)
        component.add_component(part)
    return component


class _Clock(NamedTuple):
    """What a zone's clock shows against UTC, whether it is summer time, and what that is called."""

    offset: dt.timedelta
    summer: bool
    name: str


def _clock(zone: ZoneInfo, moment: dt.datetime) -> _Clock:
    """Return the clock at a moment of UTC."""
    there = moment.replace(tzinfo=dt.UTC).astimezone(zone)
    offset = there.utcoffset() or dt.timedelta()
    return _Clock(offset, bool(there.dst()), there.tzname() or zone.key)


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[tuple[_Clock, _Clock, dt.datetime]]:
    """Yield the clock before and after each change, and its moment in UTC.

    The first is no change: it says which clock holds from the beginning, a day before the years.
    """
    moment = dt.datetime(first, 1, 1) - _DAY
    clock = _clock(zone, moment)
    yield clock, clock, moment
    end = dt.datetime(last, 12, 31) + 2 * _DAY
    while moment < end:
        if _clock(zone, moment + _DAY) == clock:
            moment += _DAY
            continue
        moment = _moment_of_change(zone, moment)
        yield clock, _clock(zone, moment), moment
        clock = _clock(zone, moment)


def _moment_of_change(zone: ZoneInfo, moment: dt.datetime) -> dt.datetime:
    """Return when, in the day after a moment, the clock changes: to the second, by halving."""
    low, high = 0, _DAY // _SECOND
    before = _clock(zone, moment)
    while high - low > 1:
        middle = (low + high) // 2
        if _clock(zone, moment + middle * _SECOND) == before:
            low = middle
        else:
            high = middle
    return moment + high * _SECOND
