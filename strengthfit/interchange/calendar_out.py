"""A plan as iCalendar text (RFC 5545): its strength sessions, for the runner's own calendar.

A session has a start on the clock and a length in minutes. It has no end on the clock: what that
reads if the clock changes during a session is left to the calendar.
"""

from __future__ import annotations

import copy
import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from itertools import count
from typing import TYPE_CHECKING, Any
from unicodedata import category
from zoneinfo import ZoneInfo

import attrs

from ..diagnosis.session_sentences import quick_sentences
from ..domain.block import week_days, weeks_of
from ..domain.checks import checked, text
from ..domain.clock import DAY, MOST_DAYS
from ..domain.words import labelled, session_words
from ..errors import InputError
from ..planning import Placement, Plan
from ..planning.arguments import as_plan
from ..planning.session_ids import session_ids
from ..strategies.protocol import Status
from .calendar_before import (
    AT,
    MAKER,
    OWN,
    begins,
    calendar_of,
    is_cancelled,
    length,
    own_uid,
    said,
    sequence,
    sessions_of,
)
from .calendar_own import TITLE
from .calendar_zone import to_zone, zone_component
from .entries import YEARS
from .planned_sessions import first_day_of
from .standing_strength import is_standing, uid_of, uids_around

if TYPE_CHECKING:
    import icalendar

FORM = 1
"""Of the properties that begin with X-STRENGTHFIT; raised if one comes to mean something else."""

_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "https://strengthfit.invalid/session")
"""The name space of sessions' ids. Another one would make other sessions of them all."""


def plan_to_ics(
    plan: Plan,
    *,
    start: dt.date | str | None = None,
    zone: str | None = None,
    calendar_id: str = "strengthfit",
    previous: str | None = None,
    now: dt.datetime | None = None,
) -> str:
    r"""Return the strength sessions of a plan as the text of an iCalendar file.

    Each session is an event with its start on the clock and its length; its kind, dose and effort;
    and the sentence that explains it. Its UID stays when it moves within its week. With the
    `previous` text the new one is an update of it: what moved, or has another length, dose or
    effort, has a higher SEQUENCE; what went away is there as cancelled, until it is two weeks past;
    what did not change is there as it was; and what is not of the plan's days, or not from here,
    stays. Equal arguments give equal bytes.

    Parameters
    ----------
    plan : Plan
        Of a week or a block, made by any verb.
    start : datetime.date or str, optional
        The date of the plan's first day, such as "2026-11-23", if the plan does not have one.
    zone : str, optional
        A time zone such as "Europe/Berlin", in which the times are then. By default they are in
        none, and so go with the runner through zones and changes of the clock.
    calendar_id : str
        A name that tells apart plans for several people which come into one calendar: sessions of
        plans of the same id and week are the same sessions.
    previous : str, optional
        The text that was written before. A calendar program may have changed it since: alarms and
        whatever else was added to sessions stays.
    now : datetime.datetime, optional
        The time that new and changed events say they are from, with a time zone; by default the
        time of day.

    Returns
    -------
    str
        With lines of at most 75 bytes that end in CRLF, as is the rule for such files.

    Raises
    ------
    InputError
        If there is no date, or it is not on the weekday on which the plan starts; if the plan has
        no answer; if another argument is not what it should be, or `previous` did not come from
        here.
    MissingExtraError
        If the extra ``calendar`` is not installed.

    Examples
    --------
    >>> import datetime
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    >>> plan = sf.plan(sf.Week(runs, strength=1, start="2026-11-23"))
    >>> now = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
    >>> lines = plan_to_ics(plan, now=now).splitlines()
    >>> print("\n".join(line for line in lines if line.startswith(("SUM", "DTSTART", "DUR"))))
    SUMMARY:Strength: circuit\, 35 min
    DTSTART:20261125T180000
    DURATION:PT35M
    """
    if as_plan(plan).status in (Status.UNKNOWN, Status.INFEASIBLE):
        accepted = "is not a plan with sessions, or with none on purpose; there is nothing to write"
        raise InputError("plan", str(plan.status), accepted, "wrong_value")
    writer = _Writer(
        first=first_day_of(plan, start),
        zone=None if zone is None else to_zone(zone),
        calendar_id=checked("calendar_id", calendar_id, text()),
        now=_moment(now),
    )
    calendar = calendar_of(previous)
    before = sessions_of(calendar)
    after = _updated(writer, plan, before)
    others = [one for one in calendar.subcomponents if own_uid(one) not in before]
    return _text(writer, calendar, after, others)


def _moment(now: Any) -> dt.datetime:
    """Return a moment as UTC, in whole seconds, which is what files hold."""
    moment = dt.datetime.now(dt.UTC) if now is None else now
    if not isinstance(moment, dt.datetime) or moment.utcoffset() is None:
        raise InputError("now", now, "is not a date and time with a time zone", "wrong_form")
    return moment.astimezone(dt.UTC).replace(microsecond=0)


@attrs.frozen
class _Writer:
    """What is the same for all sessions of a text."""

    first: dt.date
    zone: ZoneInfo | None
    calendar_id: str
    now: dt.datetime

    def uid(self, name: str) -> str:
        """Return the UID of a session by its id."""
        return f"{uuid.uuid5(_IDS, '/'.join((self.calendar_id, name)))}{AT}"

    def minutes(self, moment: dt.datetime) -> int:
        """Return a time on the clock in minutes from the plan's first 00:00."""
        midnight = dt.datetime.combine(self.first, dt.time())
        return (moment - midnight) // dt.timedelta(minutes=1)

    def moment(self, minutes: int) -> dt.datetime:
        """Return minutes from the plan's first 00:00 as a time on the clock."""
        return dt.datetime.combine(self.first, dt.time()) + dt.timedelta(minutes=minutes)


def _updated(
    writer: _Writer, plan: Plan, before: Mapping[str, icalendar.Component]
) -> list[icalendar.Component]:
    """Return the sessions of a plan and those of earlier texts, by their start."""
    away = uids_around(plan)
    known = _known(plan, away)
    found: dict[str, icalendar.Component] = {}
    for placement, sentence, (uid, name) in zip(
        plan.placements,
        quick_sentences(plan),
        _identities(writer, plan, before, known, frozenset(away)),
        strict=True,
    ):
        if is_standing(placement):
            continue
        old = before.get(uid)
        found[uid] = _event(writer, placement, old=old, uid=uid, name=name, sentence=sentence)
    for uid, event in before.items():
        if uid in found or _is_over(writer, event):
            continue
        if uid in away:
            found[uid] = _moved(writer, event, away[uid])
        else:
            found[uid] = _cancelled(writer, event) if _is_of(writer, plan, event) else event
    return sorted(found.values(), key=_order)


def _known(plan: Plan, away: Collection[str]) -> dict[int, str]:
    """Return the UIDs that sessions of a plan have in the runner's calendar, by their place."""
    found: dict[str, int] = {}
    for index, placement in enumerate(plan.placements):
        uid = uid_of(placement)
        if uid is not None and uid not in away:
            found.setdefault(uid, index)  # a copy of a session is another one
    return {index: uid for uid, index in found.items()}


def _order(event: icalendar.Component) -> tuple[dt.datetime, str]:
    return begins(event)[0] or dt.datetime.min, str(event["UID"])


def _identities(
    writer: _Writer,
    plan: Plan,
    before: Mapping[str, icalendar.Component],
    known: Mapping[int, str],
    away: frozenset[str],
) -> Iterator[tuple[str, str | None]]:
    """Yield the UID and the id of each session of a plan, which are those that it had before.

    Those that the runner's calendar holds keep theirs, and no other session takes them. An id is
    None if the UID that is kept was not made of one that can be found.
    """
    taken = away.union(known.values())
    found = iter(_names(writer, plan, before, known, taken))
    for index, placement in enumerate(plan.placements):
        if index not in known:
            name = next(found)
            yield writer.uid(name), name
            continue
        uid = known[index]
        own = None if uid not in before else said(before[uid], "ID")
        yield uid, own or _name_of(writer, placement, uid)


def _name_of(writer: _Writer, placement: Placement, uid: str) -> str | None:
    """Return the id that a UID was made of, if it is of a week near a session and of its kind."""
    words = labelled(placement.kind, placement.label)
    days = range(placement.start // DAY - _NEAR_DAYS, placement.start // DAY + _NEAR_DAYS + 1)
    for day in days:
        for number in range(1, _MOST_ALIKE + 1):
            name = f"{writer.first + dt.timedelta(days=day)} {words} {number}"
            if writer.uid(name) == uid:
                return name
    return None


_NEAR_DAYS = 14
_MOST_ALIKE = 7
"""In a week. CONVENTION."""


def _names(
    writer: _Writer,
    plan: Plan,
    before: Mapping[str, icalendar.Component],
    fixed: Collection[int],
    taken: Collection[str],
) -> list[str]:
    """Return the ids of a plan's sessions but for those with an identity that is `fixed`.

    They are those of the same sessions before; none has a UID that is taken.
    """
    free = [one for index, one in enumerate(plan.placements) if index not in fixed]
    names = session_ids(plan.week, free, {}, writer.first)
    known: dict[str, icalendar.Component] = {}
    for head, alike in Counter(name.rpartition(" ")[0] for name in names).items():
        for number in count(1):
            name = f"{head} {number}"
            event = before.get(writer.uid(name))
            if event is not None and writer.uid(name) not in taken:
                known[name] = event
            elif event is None and number > alike + len(taken):
                break
    starts = {
        name: writer.minutes(moment)
        for name, event in sorted(known.items(), key=lambda item: is_cancelled(item[1]))
        if (moment := begins(event)[0]) is not None
    }
    found = list(session_ids(plan.week, free, starts, writer.first))
    for index, name in enumerate(found):
        if writer.uid(name) in taken:
            others = (f"{name.rpartition(' ')[0]} {number}" for number in count(1))
            found[index] = next(
                one for one in others if one not in found and writer.uid(one) not in taken
            )
    return found


def _is_of(writer: _Writer, plan: Plan, event: icalendar.Component) -> bool:
    """Whether a session that was written before is of the days that a plan is for."""
    name = said(event, "ID")
    if name is not None and writer.uid(name) != event["UID"]:
        return False  # of a plan with another calendar_id
    days, weeks = week_days(plan.week), len(weeks_of(plan.week))
    firsts = [str(writer.first + dt.timedelta(days=days * week)) for week in range(weeks)]
    if name is not None and name.partition(" ")[0] in firsts:
        return True
    moment = begins(event)[0]
    return moment is not None and 0 <= writer.minutes(moment) < weeks * days * DAY


def _is_over(writer: _Writer, event: icalendar.Component) -> bool:
    """Whether a session was cancelled and its week is past, so that it cannot come back."""
    moment, now = begins(event)[0], writer.now.replace(tzinfo=None)
    return is_cancelled(event) and (moment is None or now - moment > dt.timedelta(days=MOST_DAYS))


def _event(
    writer: _Writer,
    placement: Placement,
    *,
    old: icalendar.Component | None,
    uid: str,
    name: str | None,
    sentence: str,
) -> icalendar.Component:
    """Return a session as an event; the old one if nothing is new in it."""
    import icalendar

    event = icalendar.Event() if old is None else copy.deepcopy(old)
    _put(event, "DTSTART", writer.moment(placement.start), _zone_parameter(writer))
    event.pop("DTEND", None)
    event.pop(f"{OWN}LABEL", None)
    for property_, value in _properties(placement, name, sentence).items():
        _put(event, property_, value)
    _put(event, "UID", uid)
    if old is None:
        return _stamped(writer, event, 0)
    if event.to_ical() == old.to_ical():
        return old
    return _stamped(writer, event, sequence(old) + _is_news(old, event))


def _zone_parameter(writer: _Writer) -> dict[str, str]:
    return {} if writer.zone is None else {"TZID": writer.zone.key}


def _properties(placement: Placement, name: str | None, sentence: str) -> dict[str, Any]:
    """Return what an event says of a session, apart from when it is."""
    title = session_words(placement.kind, placement.dose, placement.effort, placement.label)
    label = {} if placement.label is None else {f"{OWN}LABEL": placement.label}
    id_ = {} if name is None else {f"{OWN}ID": name}
    return {
        "DURATION": dt.timedelta(minutes=placement.minutes),
        "SUMMARY": f"{TITLE}{title}, {placement.minutes} min",
        "DESCRIPTION": sentence,
        "CATEGORIES": ["strength", str(placement.kind)],
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        **id_,
        f"{OWN}KIND": str(placement.kind),
        f"{OWN}DOSE": str(placement.dose),
        f"{OWN}EFFORT": str(placement.effort),
        f"{OWN}VERSION": str(FORM),
        **label,
    }


def _is_news(old: icalendar.Component, new: icalendar.Component) -> bool:
    """Whether a session is not as it was for the runner: not only in words."""
    if is_cancelled(old) or (begins(old), length(old)) != (begins(new), length(new)):
        return True
    names = "KIND", "DOSE", "EFFORT"
    if None in [said(old, name) for name in names]:
        return bool(old.get("SUMMARY") != new["SUMMARY"])
    return any(said(old, name) != said(new, name) for name in names)


def _moved(writer: _Writer, old: icalendar.Component, minutes: int | None) -> icalendar.Component:
    """Return a session as one that begins where the runner's calendar has it, in another week."""
    moment, lasts = begins(old)[0], length(old)
    if minutes is None or moment is None or moment == writer.moment(minutes):
        return old
    event = copy.deepcopy(old)
    _put(event, "DTSTART", writer.moment(minutes), _zone_parameter(writer))
    if "DTEND" in event and lasts is not None:
        event.pop("DTEND")
        _put(event, "DURATION", lasts)
    return _stamped(writer, event, sequence(old) + 1)


def _cancelled(writer: _Writer, old: icalendar.Component) -> icalendar.Component:
    """Return a session as one that is off: importing a calendar takes nothing out of another."""
    if is_cancelled(old):
        return old
    event = copy.deepcopy(old)
    _put(event, "STATUS", "CANCELLED")
    _put(event, "TRANSP", "TRANSPARENT")
    _put(event, "SUMMARY", f"Cancelled: {old.get('SUMMARY', 'Strength')}")
    return _stamped(writer, event, sequence(old) + 1)


def _stamped(writer: _Writer, event: icalendar.Component, sequence: int) -> icalendar.Component:
    _put(event, "SEQUENCE", sequence)
    _put(event, "DTSTAMP", writer.now)
    _put(event, "LAST-MODIFIED", writer.now)
    return event


def _put(
    component: icalendar.Component, name: str, value: Any, parameters: dict[str, str] | None = None
) -> None:
    """Set a property, in the place of all that it was. Text is written as a line of it."""
    import icalendar

    if isinstance(value, str):
        value = icalendar.vText(_line(value))
    component.pop(name, None)
    component.add(name, value, parameters=parameters or {})


def _line(words: str) -> str:
    """Return text with a space for each character that calendars cannot hold, and for line ends."""
    return "".join(" " if category(one) in ("Cc", "Cs") else one for one in words)


def _text(
    writer: _Writer,
    old: icalendar.Calendar,
    sessions: Iterable[icalendar.Component],
    others: Iterable[icalendar.Component],
) -> str:
    """Return a calendar of sessions and of whatever else was in the old one."""
    import icalendar

    calendar = icalendar.Calendar(old)
    _put(calendar, "PRODID", f"{MAKER}strengthfit {_version()}//EN")
    _put(calendar, "VERSION", "2.0")
    _put(calendar, "CALSCALE", "GREGORIAN")
    _put(calendar, "METHOD", "PUBLISH")
    parts = [*others, *sessions]
    if writer.zone is not None:
        zone = _zone_of(writer.zone, parts, writer.first.year)
        same = [one for one in parts if _is_same_zone(one, zone)]
        if not any(map(_goes_on, same)):
            parts = [zone, *(one for one in parts if one not in same)]
    for part in sorted(parts, key=lambda one: one.name != "VTIMEZONE"):
        calendar.add_component(part)
    return bytes(calendar.to_ical()).decode("utf-8")


def _version() -> str:
    try:
        return version("strengthfit")
    except PackageNotFoundError:  # used from its folder, and not installed
        return "0"


def _zone_of(zone: ZoneInfo, parts: Iterable[icalendar.Component], year: int) -> icalendar.Timezone:
    """Return a time zone for a year and those of all events that are in the zone."""
    times = [begins(one) for one in parts if one.name == "VEVENT"]
    years = {moment.year for moment, name in times if moment is not None and name == zone.key}
    known = [year, *(one for one in years if YEARS[0] <= one <= YEARS[1])]
    return zone_component(zone, min(known), max(known))


def _is_same_zone(one: icalendar.Component, zone: icalendar.Timezone) -> bool:
    return one.name == "VTIMEZONE" and str(one.get("TZID")) == str(zone["TZID"])


def _goes_on(zone: icalendar.Component) -> bool:
    """Whether a time zone says how its clock changes in all years to come, as ours do not."""
    return any("RRULE" in part for part in zone.subcomponents)
