"""Events of an iCalendar text, each read by itself: one that is broken takes no other with it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from math import prod
from typing import Any

import attrs

from ..errors import FileError, InputError, MissingExtraError
from ..sizes import how_to_raise, sizes
from .calendar_home import Home, far_zone, home_of, quoted_names, set_clocks, time_zones
from .calendar_parts import UnreadEvent, check_unread, check_zones, components_of, guarded, title_in

_MIDNIGHT = dt.time()
_DAY = dt.timedelta(days=1)
_LONGEST = dt.timedelta(days=31)
"""An event that began longer ago is over, unless it says itself that it goes on. CONVENTION."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_FOLD = re.compile(r"(?:\r\n|\n|\r)[ \t]")
_STARTS = re.compile(
    r"^DTSTART[^:\n]*:(\d{4})(\d\d)(\d\d)(?:T\d{6}Z?)?\s*$", re.IGNORECASE | re.MULTILINE
)
_ENDS = re.compile(r"^DTEND[^:\n]*:(\d{4})(\d\d)(\d\d)", re.IGNORECASE | re.MULTILINE)
_LENGTH = re.compile(r"^DURATION[^:\n]*:P(?:(\d+)W)?(?:(\d+)D)?", re.IGNORECASE | re.MULTILINE)
_PLANNED = re.compile(
    r"^[^\S\n]*(?:planned|estimated) (?:time|duration)\s*:\s*(\d?\d):([0-5]\d)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Hours and minutes, as planners write them into a description."""

_RECURS = re.compile(r"^(?:RRULE|RDATE)[:;]", re.IGNORECASE | re.MULTILINE)
_YEARS = (1900, 2200)
"""In which a series may begin: it is counted from its first day. CONVENTION."""
_MOST_A_DAY = 24  # CONVENTION
_MOST_PARTS = 400
"""Days and other numbers that a rule names: a year has no more. CONVENTION."""
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")


@attrs.frozen
class CalendarEvent:
    """An event, or one of a series, on the clock of the place.

    Parameters
    ----------
    title
    begins, ends
        Without a zone.
    whole_day
        Whether only days are known.
    off
        Whether it was cancelled.
    busy
        Whether its hours are taken.
    in_utc
        Whether its times are those of UTC, as no zone is known.
    far
        The zone of its times, if it is not known how that lies to the clock of the place.
    backwards
        Whether it says that it ends before it begins; here it then ends as it begins.
    categories
    description
    uid
        Empty if it has none.
    minutes
        How long a planner expects it to take, if it says so.
    away
        How far the clock of the calendar's zone is ahead of that of the event's own.
    session
        Of a session that a plan of ours put there: its kind, dose, effort and label, as far as they
        stand there.
    lasts
        How many minutes pass from its begin to its end. The clock shows others between them if it
        changes.
    """

    title: str
    begins: dt.datetime
    ends: dt.datetime
    whole_day: bool = False
    off: bool = False
    busy: bool = True
    in_utc: bool = False
    far: str = ""
    backwards: bool = False
    categories: tuple[str, ...] = ()
    description: str = ""
    uid: str = ""
    minutes: float | None = None
    away: dt.timedelta = dt.timedelta()
    session: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    lasts: float | None = None


def read_events(
    text: str, source: str, first: dt.date, last: dt.date, zone: str | None = None
) -> tuple[list[CalendarEvent], list[UnreadEvent]]:
    """Return the events that touch the days from `first` to before `last`, by their start.

    Series are unfolded. Times in UTC are turned to `zone`, by default that of the calendar: the one
    that it names, or else that of most of its events. What
    cannot be read is listed beside them. A `FileError` that names `source` is raised if the text is
    no calendar at all or has too many events, an `InputError` if the zone is not known.
    """
    load_libraries()
    blocks, head, unread = _blocks(text, source)
    check_zones(time_zones(head), source)
    near = [quoted_names(block) for block in blocks if _may_touch(block, first, last)]
    home = home_of(head, near, zone)
    if len(near) > sizes().calendar_events:
        many = f"has {len(near)} events near these weeks, or that recur"
        raise FileError(source, [f"{many}; {how_to_raise('calendar_events')}"], "too_large")
    components, broken = components_of(near, time_zones(head), source)
    events: list[CalendarEvent] = []
    times = 0
    for series, failed in _series(components):
        unread += failed
        times += _times(series[0], last)
        if times > sizes().occurrences:
            problem = f"its events recur too often until {last}; {how_to_raise('occurrences')}"
            raise FileError(source, [problem], "too_large")
        found = guarded(partial(_unfold, series, first, last, home))
        if isinstance(found, str):
            broken.append(UnreadEvent(_title(series[0]), found))
            check_unread(broken, source)
        else:
            events += found
        if len(events) > sizes().near_events:
            problem = f"has too many events near these weeks; {how_to_raise('near_events')}"
            raise FileError(source, [problem], "too_large")
    events.sort(key=lambda event: event.begins)  # else as they stand in the file
    return list(dict.fromkeys(events)), [*unread, *broken]


def first_days(text: str, source: str) -> list[dt.date]:
    """Return the days on which events begin, or series of them, as far as these can be read."""
    days = []
    for block in _blocks(text, source)[0]:
        starts = _STARTS.search(block)
        if starts is not None:
            with suppress(ValueError):
                days.append(dt.date(*map(int, starts.groups())))
    return days


def load_libraries() -> None:
    """Import what reads calendars; a `MissingExtraError` says how to install it."""
    try:
        import icalendar  # noqa: F401  # only to see whether it is there
        import recurring_ical_events  # type: ignore[import-untyped]  # noqa: F401  # no types; as above
        import x_wr_timezone  # type: ignore[import-untyped]  # noqa: F401  # as above
    except ImportError:
        raise MissingExtraError("reading a calendar", "calendar") from None


def _blocks(text: str, source: str) -> tuple[list[str], str, list[UnreadEvent]]:
    """Return the text of each event, unfolded, what is outside of events, and cut-off events."""
    lines = _LINE_END.split(_FOLD.sub("", text.removeprefix("\ufeff")))
    words = [line.strip().upper() for line in lines]
    if "BEGIN:VCALENDAR" not in words:
        raise FileError(source, ["is not an iCalendar file: BEGIN:VCALENDAR is missing"])
    blocks: list[str] = []
    outside: list[str] = []
    unread: list[UnreadEvent] = []
    begun: int | None = None
    for index, word in enumerate(words):
        ends = word == "END:VEVENT"
        if begun is not None and (word in ("BEGIN:VEVENT", "END:VCALENDAR")):
            cut = "\n".join(lines[begun:index])
            unread.append(UnreadEvent(title_in(cut), "its END:VEVENT is missing"))
            begun = None
        if word == "BEGIN:VEVENT":
            begun = index
        elif ends and begun is not None:
            blocks.append("\n".join(lines[begun : index + 1]))
            begun = None
        elif begun is None:
            outside.append(lines[index])
    if begun is not None:
        unread.append(UnreadEvent(title_in("\n".join(lines[begun:])), "its END:VEVENT is missing"))
    return blocks, "\n".join(outside), unread


def _may_touch(block: str, first: dt.date, last: dt.date) -> bool:
    """Whether an event may touch the days: it recurs, or it does not begin far from them."""
    starts = None if _RECURS.search(block) else _STARTS.search(block)
    if starts is None:
        return True
    try:
        day = dt.date(*map(int, starts.groups()))
    except ValueError:  # to be read, and named as one that cannot be
        return True
    return day <= last and (first - _LONGEST <= day or _ends(block, day) >= first - _DAY)


def _ends(block: str, begins: dt.date) -> dt.date:
    """Return the day on which an event ends by its own words, as far as these can be read."""
    ends, length = _ENDS.search(block), _LENGTH.search(block)
    try:
        if ends is not None:
            return dt.date(*map(int, ends.groups()))
        weeks, days = map(int, length.groups("0")) if length is not None else (0, 0)
        return begins + dt.timedelta(days=days + 1, weeks=weeks)
    except (ValueError, OverflowError):
        return dt.date.max  # to be read, and named as one that cannot be


def _series(components: Sequence[Any]) -> Iterator[tuple[list[Any], list[UnreadEvent]]]:
    """Yield events that belong together, one series each, and what is left out of them.

    Events share a UID if they are a series and its exceptions, or versions of one event, of which
    the one with the highest SEQUENCE holds. If several are left, they are events of their own.
    """
    by_uid: dict[str, list[Any]] = defaultdict(list)
    for index, one in enumerate(components):
        by_uid[str(one.get("UID", "")).strip() or f"\0{index}"].append(one)
    for alike in by_uid.values():
        masters = [one for one in alike if "RECURRENCE-ID" not in one]
        exceptions = [one for one in alike if "RECURRENCE-ID" in one]
        newest = max((_sequence(one) for one in masters), default=0)
        older = [
            UnreadEvent(_title(one), "an older version of an event with the same UID")
            for one in masters
            if _sequence(one) < newest
        ]
        masters = [one for one in masters if _sequence(one) == newest]
        recurring = next((one for one in masters if _recurs(one)), None)
        if recurring is None:
            masters += exceptions
            exceptions = []
        if not masters:
            continue
        for one in masters:
            yield [one, *(exceptions if one is recurring else ())], older
            older = []


def _sequence(component: Any) -> int:
    try:
        return int(component.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0


def _recurs(component: Any) -> bool:
    return "RRULE" in component or "RDATE" in component


def _title(component: Any) -> str:
    return str(component.get("SUMMARY", "")).strip()


def _unfold(
    series: Sequence[Any], first: dt.date, last: dt.date, home: Home
) -> list[CalendarEvent]:
    """Return the events of a series that touch the days."""
    import icalendar
    import recurring_ical_events
    import x_wr_timezone

    problems = [text for name, text in series[0].errors if name in _NEEDED]
    if problems:
        raise InputError("event", _title(series[0]), problems[0], "wrong_form")
    for component in series:
        set_clocks(component, home)
    far = far_zone(series[0], home)
    calendar = icalendar.Calendar()
    for component in series:
        calendar.add_component(component)
    if home.zone is not None:
        calendar = x_wr_timezone.to_standard(calendar, timezone=home.zone)
    found: Iterable[Any] = calendar.subcomponents
    if _recurs(series[0]):
        _bound_rules(calendar.subcomponents[0], last)
        found = recurring_ical_events.of(calendar).between(first, last)
    stated = getattr(series[0].get("DURATION"), "dt", None)
    events = [_event(component, home.zone, stated, far) for component in found]
    return [one for one in events if one.begins.date() < last and one.ends.date() >= first]


_NEEDED = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
"""What has to be right in an event, or its times are not known."""


def _bound_rules(component: Any, last: dt.date) -> None:
    """End a series after the days that are read, and refuse rules that would never move on."""
    year = component.start.year
    if not _YEARS[0] <= year <= _YEARS[1]:
        raise InputError(
            "DTSTART",
            year,
            f"begins in {year}, not from {_YEARS[0]} to {_YEARS[1]}",
            "out_of_range",
        )
    rules = component.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        often = str((rule.get("FREQ") or [""])[0]).upper()
        if often in _TOO_OFTEN:
            raise InputError(
                "RRULE", often, "repeats more than once a day, which no plan holds", "unsupported"
            )
        if any(int(step) < 1 for step in rule.get("INTERVAL", [])):
            raise InputError(
                "RRULE", rule.get("INTERVAL"), "repeats at an interval of 0", "unsupported"
            )
        if sum(len(part) for part in rule.values() if isinstance(part, list)) > _MOST_PARTS:
            raise InputError("RRULE", often, "is a rule of too many parts", "unsupported")
        times = prod(len(rule.get(name, [1])) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
        if times > _MOST_A_DAY:
            raise InputError(
                "RRULE", times, f"repeats more than {_MOST_A_DAY} times a day", "unsupported"
            )
        if not _comes(rule, _on_clock(component.start)):
            raise InputError("RRULE", often, "repeats on days that never come", "unsupported")
        if "COUNT" not in rule:
            until = rule.get("UNTIL", [])
            ends = [_day_of(moment) for moment in until]
            if not ends or ends[0] > last:
                rule["UNTIL"] = [_like(component.start, last + _DAY)]


def _times(component: Any, last: dt.date) -> int:
    """Return about how often an event recurs before the days that are read are over.

    Libraries count from its first day on, and go through the days of months and years.
    """
    rules = component.get("RRULE", [])
    times = len(component.get("RDATE", [])) if isinstance(component.get("RDATE"), list) else 0
    for rule in rules if isinstance(rules, list) else [rules]:
        found = guarded(partial(_times_of_rule, rule, component, last))
        times += found if isinstance(found, int) else 0  # it is named when it is unfolded
    return times


def _times_of_rule(rule: Any, component: Any, last: dt.date) -> int:
    first = _day_of(component.start)
    often = str((rule.get("FREQ") or [""])[0]).upper()
    if first.year < _YEARS[0] or often not in _STEPS:  # which is refused
        return 0
    end = min([last, *map(_day_of, rule.get("UNTIL", []))])
    days, each = _STEPS[often]
    step = max(1, int((rule.get("INTERVAL") or [1])[0]))
    if often == "WEEKLY":
        each = len(rule.get("BYDAY", [1]))
    each *= prod(len(rule.get(name, [1])) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    times = max(0, (end - first).days) // (days * step) * each
    times = min([times, *map(int, rule.get("COUNT", []))])
    if step > _KEPT.get(often, 0):  # it may never come, and is looked for to the end of time
        times += (dt.date.max - first).days // (days * step)
    return _AT_LEAST + times


_AT_LEAST = 100
"""What looking at a rule takes, beside one time that it comes. CONVENTION."""

_STEPS = {"DAILY": (1, 1), "WEEKLY": (7, 1), "MONTHLY": (30, 5), "YEARLY": (365, 30)}
"""Days between the steps of a rule, and how much work one is beside a day's. CONVENTION."""

_KEPT = {"DAILY": 28, "WEEKLY": 4, "MONTHLY": 12, "YEARLY": 4}
"""Up to which interval a rule is tried with it. CONVENTION: it then comes often in forty years."""


def _comes(rule: Any, start: dt.datetime) -> bool:
    """Whether a rule has any day in the last forty years of the calendar.

    In these all leap years and weekdays meet. A rule that has none would be looked for in eight
    thousand years, day by day.
    """
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # it has no types

    often = str((rule.get("FREQ") or [""])[0]).upper()
    step = int((rule.get("INTERVAL") or [1])[0])
    step = step if step <= _KEPT.get(often, 0) else 1
    left_out = ("COUNT", "UNTIL", "INTERVAL")
    parts = [part for part in _parts_of(rule) if part.partition("=")[0].upper() not in left_out]
    try:
        late = _late(start, often, step)
        return (
            next(iter(rrulestr(";".join([*parts, f"INTERVAL={step}"]), dtstart=late)), None)
            is not None
        )
    except (ValueError, TypeError, KeyError):  # to be named by what unfolds it
        return True


def _parts_of(rule: Any) -> list[str]:
    return [part for part in rule.to_ical().decode().split(";") if part]


def _late(start: dt.datetime, often: str, step: int) -> dt.datetime:
    """Return a day in the calendar's last years, whole steps of a series after its start."""
    if often in ("DAILY", "WEEKLY"):
        days = step * (7 if often == "WEEKLY" else 1)
        far = (_LATE - start).days
        return start + dt.timedelta(days=far - far % days)
    years = 4 * step
    far = _LATE.year - start.year
    return start.replace(year=start.year + far - far % years)


_LATE = dt.datetime(9959, 1, 1)


def _day_of(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _like(start: dt.date, day: dt.date) -> dt.date:
    """Return a day as a value of the kind that a start is, as the rules of UNTIL ask for."""
    if not isinstance(start, dt.datetime):
        return day
    zone = None if start.tzinfo is None else dt.UTC
    return dt.datetime.combine(day, _MIDNIGHT, zone)


def _event(
    component: Any, zone: dt.tzinfo | None, stated: dt.timedelta | None = None, far: str = ""
) -> CalendarEvent:
    """Return an event; `stated` is the length that it, or its series, has by its own words."""
    begins, ends = component.start, _end(component, stated)
    in_utc = isinstance(begins, dt.datetime) and str(begins.tzinfo) == "UTC"
    first, last = _on_clock(begins), _on_clock(ends)
    # One that has no end, or ends as it begins, lasts the day if it has no time.
    whole_day = not isinstance(begins, dt.datetime) or _is_whole(component, first, last)
    title = _title(component)
    status = str(component.get("STATUS", "")).upper()
    free = "FREE" in str(component.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    transparent = str(component.get("TRANSP", "")).upper() == "TRANSPARENT"
    return CalendarEvent(
        title=title,
        begins=first,
        ends=max(first, last),
        backwards=last < first,
        whole_day=whole_day,
        off=status == "CANCELLED",
        busy=not (whole_day or transparent or free),
        in_utc=in_utc and not whole_day,
        far="" if in_utc or whole_day else far,
        categories=_categories(component),
        description=str(component.get("DESCRIPTION", "")),
        uid=str(component.get("UID", "")),
        minutes=_expected(component),
        away=dt.timedelta() if whole_day else _away(begins, zone),
        session=_session(component),
        lasts=_lasts(begins, ends),
    )


def _end(component: Any, stated: dt.timedelta | None) -> dt.date:
    """Return when an event ends, on the clock on which it begins.

    A length in hours is what passes, whatever the clock shows.
    """
    begins, ends = component.start, component.end
    if not (_has_zone(begins) and _has_zone(ends)):
        return ends  # type: ignore[no-any-return]  # icalendar is not precise here
    if stated is not None and stated % _DAY and _on_clock(ends) - _on_clock(begins) == stated:
        ends = begins.astimezone(dt.UTC) + stated
    return ends.astimezone(begins.tzinfo)  # type: ignore[no-any-return]  # as above


def _has_zone(moment: dt.date) -> bool:
    return isinstance(moment, dt.datetime) and moment.tzinfo is not None


def _lasts(begins: dt.date, ends: dt.date) -> float | None:
    """Return how many minutes lie between two moments; None if none do."""
    if not (isinstance(begins, dt.datetime) and isinstance(ends, dt.datetime)):
        return None
    if _has_zone(begins) and _has_zone(ends):
        begins, ends = begins.astimezone(dt.UTC), ends.astimezone(dt.UTC)
    minutes = (ends - begins) / dt.timedelta(minutes=1)
    return minutes if minutes > 0 else None


def _on_clock(moment: dt.date) -> dt.datetime:
    """Return a time as the clock of its place shows it."""
    if isinstance(moment, dt.datetime):
        return moment.replace(tzinfo=None)
    return dt.datetime.combine(moment, _MIDNIGHT)


def _away(moment: dt.datetime, zone: dt.tzinfo | None) -> dt.timedelta:
    """Return how far the clock of a zone is ahead of that of a moment's own zone, if it has one."""
    if zone is None or moment.tzinfo is None:
        return dt.timedelta()
    return _on_clock(moment.astimezone(zone)) - _on_clock(moment)


def _is_whole(component: Any, begins: dt.datetime, ends: dt.datetime) -> bool:
    """Whether an event with times is meant as one of whole days: from midnight to midnight."""
    if str(component.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper() == "TRUE":
        return True
    return begins.time() == _MIDNIGHT and (ends - begins) % _DAY == dt.timedelta()


def _categories(component: Any) -> tuple[str, ...]:
    listed = component.get("CATEGORIES")
    groups = listed if isinstance(listed, list) else [listed] if listed is not None else []
    return tuple(str(name) for group in groups for name in getattr(group, "cats", [group]))


def _session(component: Any) -> dict[str, str]:
    """Return what a calendar that `plan_to_ics` wrote says of a session."""
    names = ("KIND", "DOSE", "EFFORT", "LABEL")
    found = {name.lower(): component.get(f"X-STRENGTHFIT-{name}") for name in names}
    return {name: str(value) for name, value in found.items() if value is not None}


def _expected(component: Any) -> float | None:
    """Return the minutes that a planner expects: some feeds say so in seconds, or in words."""
    planned = _PLANNED.search(str(component.get("DESCRIPTION", "")))
    try:
        seconds = float(str(component.get("X-WORKOUT-ESTIMATED-DURATION", "")))
    except ValueError:
        seconds = 0 if planned is None else int(planned[1]) * 3600 + int(planned[2]) * 60
    return seconds / 60 if 0 < seconds < _DAY.total_seconds() else None
