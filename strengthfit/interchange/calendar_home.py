"""The clocks of a calendar that is read: that of its place, and those of zones it defines itself.

Names that are not in the usual data base, such as "Customized Time Zone", are what the calendar's
own VTIMEZONE says. Libraries keep such definitions from one file to the next, so this is done here.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from ..errors import InputError
from ..foreign import PARSING
from .calendar_zone import known_zone

_PLACES = ("X-WR-TIMEZONE", "X-USER-TIMEZONE", "X-LIC-LOCATION")
_TZID = re.compile(r"^TZID[^:\n]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_RULE = re.compile(r"^RRULE[^:\n]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_YEARLY = re.compile(
    r"(?:FREQ=YEARLY|INTERVAL=1|BYMONTH=\d+|BYDAY=[-+]?\d?[A-Z]{2}|BYMONTHDAY=[-+,\d]+"
    r"|UNTIL=\w+|COUNT=\d+|WKST=[A-Z]{2}|;)+"
)
"""How clocks change, at most. Rules of other forms could go on for ever."""

_MOST_PLACES = 10
"""Names of the calendar's zone that are looked at, of each kind. CONVENTION."""

_STARTS_IN = re.compile(r'^DTSTART[^:\n"]*;TZID=("[^"\n]*"|[^:;\n]*)', re.IGNORECASE | re.MULTILINE)
_IN = re.compile(r';TZID=("[^"\n]*"|[^:;\n]*)', re.IGNORECASE)
_BARE = re.compile(
    r'^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE);TZID=([^"\n]*):([\dTZ,]++)[^\S\n]*+$',
    re.IGNORECASE | re.MULTILINE,
)
"""A zone whose name does not stand in quotes, and a time that has no colon."""
_APART = re.compile("[:;,]")
"""What only names in quotes may hold."""


@attrs.frozen
class Home:
    """The clock of a calendar's place, as far as it is known.

    Parameters
    ----------
    zone
        None if it is not known.
    names
        What the calendar calls its zone. If it is not known, hours in a zone of another name are
        not known either.
    defined
        The zones that the calendar defines itself, by their names.
    """

    zone: dt.tzinfo | None = None
    names: frozenset[str] = frozenset()
    defined: Mapping[str, dt.tzinfo] = attrs.field(factory=dict)


def zone_of(name: str) -> ZoneInfo | None:
    """Return a zone by its name, or by the name that Windows has for it."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = _plain(name)
    return known_zone(WINDOWS_TO_OLSON.get(name, name))


def home_of(head: str, blocks: Sequence[str], given: str | None) -> Home:
    """Return the clock of a calendar's place: that of the zone given, or named, or of most events.

    `head` is what stands outside of events, and `blocks` their texts. If as many events are in one
    zone as in another, none is taken for that of the place.
    """
    zones = time_zones(head)
    defined = _defined(zones, {_plain(name) for block in blocks for name in _IN.findall(block)})
    if given is not None:
        zone = zone_of(given)
        if zone is None:
            accepted = "is not a time zone; write e.g. 'Europe/Berlin'"
            raise InputError("zone", given, accepted, "unknown_name")
        return Home(zone, defined=defined)
    for name in _PLACES:
        lines = re.finditer(rf"^{name}[^:\n]*:(.*)$", head, re.IGNORECASE | re.MULTILINE)
        for value in (line[1] for line in islice(lines, _MOST_PLACES)):
            named = zone_of(value) or _defined(zones, {_plain(value)}).get(_plain(value))
            if named is not None:
                return Home(named, defined=defined)
    return _of_most(blocks, defined)


def _of_most(blocks: Iterable[str], defined: Mapping[str, dt.tzinfo]) -> Home:
    found = [_plain(name) for block in blocks for name in _STARTS_IN.findall(block)[:1]]
    zones = {name: zone_of(name) or defined.get(name) for name in found}
    most = Counter(str(zones[name] or name) for name in found).most_common(2)
    if not most or (len(most) == 2 and most[0][1] == most[1][1]):
        return Home(defined=defined)
    names = frozenset(name for name in found if str(zones[name] or name) == most[0][0])
    return Home(zones[min(names)], names, defined)


def _defined(zones: Iterable[str], names: Collection[str]) -> dict[str, dt.tzinfo]:
    """Return those zones of some names that a calendar defines, as far as these can be read."""
    found = {}
    for block in zones:
        named = _TZID.search(block)
        name = "" if named is None else _plain(named[1])
        if name in names and (zone := _from_definition(block)) is not None:
            found[name] = zone
    return found


def time_zones(head: str) -> list[str]:
    r"""Return the text of each VTIMEZONE.

    Examples
    --------
    >>> time_zones("BEGIN:VTIMEZONE\nTZID:Home\nEND:VTIMEZONE\nBEGIN:VTIMEZONE")
    ['BEGIN:VTIMEZONE\nTZID:Home\nEND:VTIMEZONE']
    """
    found: list[str] = []
    lines: list[str] | None = None
    for line in head.split("\n"):
        if lines is None and line == "BEGIN:VTIMEZONE":
            lines = []
        if lines is not None:
            lines.append(line)
            if line == "END:VTIMEZONE":
                found.append("\n".join(lines))
                lines = None
    return found


def _from_definition(block: str) -> dt.tzinfo | None:
    from dateutil.tz import tzical  # type: ignore[import-untyped]  # it has no types

    if not all(_YEARLY.fullmatch(rule.strip().upper()) for rule in _RULE.findall(block)):
        return None
    try:
        zones = tzical(io.StringIO(_needed(block)))
        zone: dt.tzinfo = zones.get()
        zone.utcoffset(dt.datetime(2026, 1, 1))
    except PARSING:
        return None
    return zone


_NEEDED = ("BEGIN", "END", "TZID", "DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO")


def _needed(block: str) -> str:
    """Return those lines of a VTIMEZONE that say how its clock goes, with names of our own.

    Libraries take a clock that has no name for none, and one of the name UTC for UTC.
    """
    kept = []
    for line in map(str.strip, block.split("\n")):
        name = re.split("[:;]", line)[0].upper()
        if name in _NEEDED:
            kept.append("TZID:zone" if name == "TZID" else line)
        if name == "TZOFFSETTO":
            kept.append("TZNAME:here")
    return "\n".join(kept)


def _plain(name: str) -> str:
    """Return the name of a zone without quotes and signs of escape."""
    return re.sub(r"\\([,;\\])", r"\1", name.strip().strip('"'))


def quoted_names(block: str) -> str:
    """Return an event's text with the names of zones in quotes that need them."""

    def quoted(found: re.Match[str]) -> str:
        name, zone, times = found.groups()
        return f'{name};TZID="{zone}":{times}' if _APART.search(zone) else found[0]

    return _BARE.sub(quoted, block)


def set_clocks(component: Any, home: Home) -> None:
    """Put an event's times into the zones that the calendar defines.

    Those in a zone that is not known are as the clock shows them, in no zone.
    """
    for _, values in component.property_items(recursive=False):
        for value in values if isinstance(values, list) else [values]:
            zone = _named(value)
            for one in getattr(value, "dts", [value]) if zone else ():
                moment = getattr(one, "dt", None)
                if isinstance(moment, dt.datetime) and not isinstance(moment.tzinfo, ZoneInfo):
                    one.dt = moment.replace(tzinfo=home.defined.get(zone))


def far_zone(component: Any, home: Home) -> str:
    """Return the zone in which an event begins if its hours at the place are not known, or ""."""
    begins = component.get("DTSTART")
    name = _named(begins)
    known = home.zone is not None and getattr(begins.dt, "tzinfo", None) is not None
    return "" if known or name in home.names else name


def _named(value: Any) -> str:
    """Return the name of the zone that a property has, or ""."""
    return _plain(str(getattr(value, "params", {}).get("TZID", "")))
