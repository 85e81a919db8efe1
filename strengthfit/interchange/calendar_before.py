"""A calendar that was written here, read again so that the next one can be an update of it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import InputError, MissingExtraError

if TYPE_CHECKING:
    import icalendar

OWN = "X-STRENGTHFIT-"
"""The beginning of the names of properties that are of no standard."""

MAKER = "-//strengthfit//"
"""The beginning of a PRODID from here."""

AT = "@strengthfit"
"""The end of a UID from here. Calendar programs keep UIDs, whatever else they drop."""

_UNREADABLE = (
    *(ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError),
    OSError,  # a name of a time zone is looked for as a file
)
"""What `icalendar` raises for text that is not a calendar, or breaks its rules."""


def calendar_of(previous: Any) -> icalendar.Calendar:
    """Return what a text that was written here holds, or an empty calendar if there is none."""
    try:
        import icalendar
    except ImportError:
        raise MissingExtraError("writing a calendar", "calendar") from None
    if previous is None:
        return icalendar.Calendar()
    if not isinstance(previous, str):
        raise InputError("previous", previous, "is not the text of a calendar", "wrong_type")
    try:
        calendar = icalendar.Calendar.from_ical(previous)
        broken = [error for one in calendar.walk() for error in getattr(one, "errors", ())]
        _keep_clocks(calendar)
    except _UNREADABLE as error:
        raise InputError(
            "previous", previous, f"is not a calendar: {error}", "wrong_form"
        ) from None
    if not isinstance(calendar, icalendar.Calendar):
        raise InputError(
            "previous", previous, f"is not a calendar: it is a {calendar.name}", "wrong_form"
        )
    if broken:
        name, problem = broken[0][0] or "a line", broken[0][1]
        accepted = f"has something that cannot be read, and would be lost: {name}: {problem}"
        raise InputError("previous", previous, accepted, "unsupported")
    if not _is_ours(calendar):
        accepted = "is a calendar that does not come from here, and is left alone"
        raise InputError("previous", previous, accepted, "wrong_value")
    return calendar


def _keep_clocks(calendar: icalendar.Calendar) -> None:
    """Let times in a zone be written again as they are.

    `icalendar` 7.3.2 would write those of zones that are always at UTC, such as Iceland's, with the
    zone and as of UTC too.
    """
    for component in calendar.walk():
        for _, value in component.property_items(recursive=False):
            for one in getattr(value, "dts", [value]):
                moment = getattr(one, "dt", None)
                if isinstance(moment, dt.datetime) and "TZID" in getattr(value, "params", {}):
                    one.dt = moment.replace(tzinfo=None)


def _is_ours(calendar: icalendar.Calendar) -> bool:
    """Whether a calendar was written here, whichever program has had it in hand since."""
    if str(calendar.get("PRODID", "")).startswith(MAKER):
        return True
    return any(
        own_uid(one) is not None or any(name.startswith(OWN) for name in one)
        for one in calendar.subcomponents
    )


def own_uid(component: Any) -> str | None:
    """Return the UID of a session that was written here, and None of anything else."""
    if component.name != "VEVENT" or "RECURRENCE-ID" in component:
        return None
    uid = component.get("UID")
    return str(uid) if uid is not None and str(uid).endswith(AT) else None


def sessions_of(calendar: icalendar.Calendar) -> dict[str, icalendar.Component]:
    """Return the sessions of a calendar by their UID: the latest if one is there twice."""
    events = [one for one in calendar.subcomponents if own_uid(one) is not None]
    return {str(event["UID"]): event for event in sorted(events, key=sequence)}


def said(event: icalendar.Component, name: str) -> str | None:
    """Return what an own property of an event says; None if a calendar program has dropped it."""
    import icalendar

    value = event.get(f"{OWN}{name}")
    if value is None or type(value) is icalendar.vText:
        return None if value is None else str(value)
    # Newer versions hand on a property of no standard as it was written.
    return re.sub(r"\\(.)", r"\1", str(value))


def sequence(event: icalendar.Component) -> int:
    """Return how often an event has changed."""
    number = event.get("SEQUENCE", 0)
    return number if isinstance(number, int) else 0


def begins(event: icalendar.Component) -> tuple[dt.datetime | None, str | None]:
    """Return when an event begins, as the clock shows it, and the name of its time zone."""
    when = event.get("DTSTART")
    moment = getattr(when, "dt", None)
    if not isinstance(moment, dt.datetime):
        return None, None
    named = when.params.get("TZID")
    zone = None if moment.tzinfo is None else str(moment.tzinfo)
    return moment.replace(tzinfo=None), str(named) if named is not None else zone


def length(event: icalendar.Component) -> dt.timedelta | None:
    """Return how long an event is, as the clock shows it; None if it does not say."""
    length = getattr(event.get("DURATION"), "dt", None)
    if isinstance(length, dt.timedelta):
        return length
    end, (start, _) = getattr(event.get("DTEND"), "dt", None), begins(event)
    if start is None or not isinstance(end, dt.datetime):
        return None
    return end.replace(tzinfo=None) - start


def is_cancelled(event: icalendar.Component) -> bool:
    """Whether an event is off."""
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


@attrs.frozen
class CalendarChanges:
    """How many sessions a calendar holds that are on, and how many are not as they were before."""

    sessions: int
    new: int = 0
    moved: int = 0
    changed: int = 0
    cancelled: int = 0


def changes_of(previous: str | None, text: str) -> CalendarChanges:
    """Return what a text that was written here holds, against the one before it.

    A session that was off and is on again is new, and one that moved is not counted as changed too.
    """
    before, after = _on(previous), _on(text)
    both = before.keys() & after.keys()
    moved = {uid for uid in both if begins(before[uid])[0] != begins(after[uid])[0]}
    changed = {uid for uid in both - moved if sequence(before[uid]) != sequence(after[uid])}
    return CalendarChanges(
        sessions=len(after),
        new=len(after.keys() - before.keys()),
        moved=len(moved),
        changed=len(changed),
        cancelled=len((before.keys() - after.keys()) & sessions_of(calendar_of(text)).keys()),
    )


def _on(text: str | None) -> dict[str, icalendar.Component]:
    sessions = sessions_of(calendar_of(text))
    return {uid: event for uid, event in sessions.items() if not is_cancelled(event)}
