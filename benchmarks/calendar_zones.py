"""Whether other readers see sessions when the plan has them, in every zone, as clocks change.

    python -m benchmarks.calendar_zones [--year 2026] [--out benchmarks/results/calendar_zones.md]

It needs Node and ical.js: see `benchmarks.ical_js`. For every zone whose clock does something of
its own in the year, and each change of that clock, a session is written at each half hour of the
days around it, in the zone and floating, and read by ical.js, icalendar and recurring-ical-events.
"""

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import attrs
import icalendar
import recurring_ical_events  # type: ignore[import-untyped]  # it has no types

import strengthfit as sf
from benchmarks import ical_js
from benchmarks.machine import describe
from strengthfit.interchange import plan_to_ics

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
STEP = 30
DAYS = 4
Read = tuple[str, int, int | None]
"""What a reader says of a session: its start on the clock, its minutes, and seconds from 1970."""


def changes(zone: ZoneInfo, year: int) -> tuple[tuple[dt.date, dt.timedelta, dt.timedelta], ...]:
    """Return the days on which a clock changes, and what it shows against UTC before and after."""
    found = []
    day = dt.datetime(year, 1, 1, 12, tzinfo=dt.UTC)
    while day.year == year:
        later = day + dt.timedelta(days=1)
        before, after = (one.astimezone(zone).utcoffset() for one in (day, later))
        assert before is not None
        assert after is not None
        if before != after:
            # Half a day of UTC on either side of the change, so the day of one of them is meant.
            found.append((later.astimezone(zone).date(), before, after))
        day = later
    return tuple(found)


def zones(year: int) -> list[str]:
    """Return a zone for each way in which clocks change in a year, and how they stand."""
    named: dict[object, str] = {}
    for name in sorted(available_timezones()):
        offset = dt.datetime(year, 1, 1, tzinfo=ZoneInfo(name)).utcoffset()
        hours = tuple(_hour(ZoneInfo(name), day) for day, _, _ in changes(ZoneInfo(name), year))
        named.setdefault((offset, changes(ZoneInfo(name), year), hours), name)
    return sorted(named.values())


def _hour(zone: ZoneInfo, day: dt.date) -> tuple[dt.timedelta | None, ...]:
    """Return what a clock shows against UTC at each half hour around a day."""
    first = dt.datetime.combine(day, dt.time()) - dt.timedelta(days=1)
    times = (first + dt.timedelta(minutes=30 * step) for step in range(3 * 48))
    return tuple(time.replace(tzinfo=zone).utcoffset() for time in times)


def full(first: dt.date) -> sf.Plan:
    """Return a plan with a session at each half hour of some days."""
    plan = sf.plan(sf.Week([], strength=1, start=first), strategy="greedy")
    one = plan.placements[0]
    starts = range(0, DAYS * 1440, STEP)
    many = (attrs.evolve(one, start=at, day=at // 1440, minutes=60) for at in starts)
    return attrs.evolve(plan, placements=tuple(many))


def planned(plan: sf.Plan, zone: ZoneInfo | None) -> Counter[Read]:
    """Return the sessions of a plan as a reader should say them."""
    assert isinstance(plan.week, sf.Week)
    assert plan.week.start is not None
    midnight = dt.datetime.combine(plan.week.start, dt.time())
    found: Counter[Read] = Counter()
    for one in plan.placements:
        at = midnight + dt.timedelta(minutes=one.start)
        found[_said(at, one.minutes, zone)] += 1
    return found


def _said(at: dt.datetime, minutes: int, zone: ZoneInfo | None) -> Read:
    seconds = None if zone is None else round(at.replace(tzinfo=zone).timestamp())
    return f"{at:%Y-%m-%d %H:%M}", minutes, seconds


def by_icalendar(text: str) -> Counter[Read]:
    """Return what `icalendar` reads, by the VTIMEZONE of the file if it has one."""
    calendar: Any = icalendar.Calendar.from_ical(text)  # its types are unions of all values
    own = [part.to_tz(lookup_tzid=False) for part in calendar.walk("VTIMEZONE")]
    found: Counter[Read] = Counter()
    for event in calendar.walk("VEVENT"):
        at = event["DTSTART"].dt.replace(tzinfo=None)
        minutes = event["DURATION"].dt // dt.timedelta(minutes=1)
        seconds = round(at.replace(tzinfo=own[0]).timestamp()) if own else None
        found[f"{at:%Y-%m-%d %H:%M}", minutes, seconds] += 1
    return found


def by_recurring_ical_events(text: str, first: dt.date, zone: ZoneInfo | None) -> Counter[Read]:
    """Return what `recurring_ical_events` finds in the days of the plan."""
    calendar: Any = icalendar.Calendar.from_ical(text)  # its types are unions of all values
    found: Counter[Read] = Counter()
    days = dt.timedelta(days=DAYS)
    for event in recurring_ical_events.of(calendar).between(first, first + days):
        at = event.start.replace(tzinfo=None)
        minutes = (event.end.replace(tzinfo=None) - at) // dt.timedelta(minutes=1)
        found[_said(at, minutes, zone)] += 1
    return found


def by_ical_js(text: str) -> Counter[Read]:
    """Return what ical.js reads."""
    (events,) = ical_js.read([text])
    return Counter((event["start"], event["minutes"], event["seconds"]) for event in events)


def shown(zone: ZoneInfo, read: Read) -> str:
    """Return how often the clock of a zone shows a time: "once", "twice" or "never"."""
    there = dt.datetime.fromisoformat(read[0]).replace(tzinfo=zone)
    back = there.astimezone(dt.UTC).astimezone(zone)
    if back.replace(tzinfo=None) != there.replace(tzinfo=None):
        return "never"
    return "once" if there.utcoffset() == there.replace(fold=1).utcoffset() else "twice"


def without_moment(read: Counter[Read]) -> Counter[Read]:
    """Return what is on the clock alone."""
    found: Counter[Read] = Counter()
    for (start, minutes, _), number in read.items():
        found[start, minutes, None] += number
    return found


def _cases(year: int) -> Iterator[tuple[str, dt.date]]:
    for name in zones(year):
        days = [day for day, _, _ in changes(ZoneInfo(name), year)] or [dt.date(year, 3, 29)]
        for day in days:
            yield name, day - dt.timedelta(days=2)


def study(year: int) -> str:
    """Return the page."""
    wrong: Counter[tuple[str, str]] = Counter()
    sessions: Counter[str] = Counter()
    cases = list(_cases(year))
    for name, first in cases:
        plan, zone = full(first), ZoneInfo(name)
        for asked_in in (zone, None):
            text = plan_to_ics(plan, zone=None if asked_in is None else name, now=NOW)
            asked = planned(plan, asked_in)
            sessions["all"] += len(plan.placements)
            if asked_in is not None:
                sessions.update(shown(zone, read) for read in asked)
            for reader, read in (
                ("ical.js", by_ical_js(text)),
                ("icalendar", by_icalendar(text)),
                ("recurring-ical-events", by_recurring_ical_events(text, first, asked_in)),
            ):
                off = without_moment(asked) - without_moment(read)
                wrong[reader, "clock"] += off.total() + abs(asked.total() - read.total())
                for one in asked - read if asked_in is not None else ():
                    wrong[reader, shown(zone, one)] += 1
    rows = [
        f"| {reader} {_version(reader)} | {wrong[reader, 'clock']} | {wrong[reader, 'once']} "
        f"| {wrong[reader, 'twice']} | {wrong[reader, 'never']} |"
        for reader in ("ical.js", "icalendar", "recurring-ical-events")
    ]
    zones_here = {name for name, _ in cases}
    lines = [
        "# Sessions in calendars as clocks change",
        "",
        f"Of {len(available_timezones())} zones of tzdata {version('tzdata')} in {year}, one for "
        f"each way in which clocks stand and change: {len(zones_here)} zones with {len(cases)} "
        "changes, or four days without if there is none. A session of an hour at each half hour "
        f"of {DAYS} days around each, once in the zone and once floating: {sessions['all']} "
        f"sessions. Of those in a zone {sessions['once']} are at times that its clock shows once, "
        f"{sessions['twice']} at times that it shows twice as it is put back, and "
        f"{sessions['never']} at times that it never shows as it is put forward.",
        "",
        "Sessions that a reader sees otherwise than the plan has them:",
        "",
        "| reader | another day, time of day or length | another moment, at times shown once "
        "| shown twice | never shown |",
        "|---|---|---|---|---|",
        *rows,
        "",
        "The moment is compared with that of Python's `zoneinfo`, which takes the first of two, "
        "as RFC 5545 does. Of times that are shown twice or never readers differ in what they "
        "mean; the file holds what the clock of the plan says, and a plan that keeps to its usual "
        "hours has no session at night.",
        "",
        f"`python -m benchmarks.calendar_zones --year {year}`. {describe()}",
        "",
    ]
    return "\n".join(lines)


def _version(reader: str) -> str:
    return ical_js.version() if reader == "ical.js" else version(reader)


def main() -> None:
    """Run the study."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--year", type=int, default=2026)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    why = ical_js.missing()
    if why is not None:
        parser.exit(1, f"{why}\n")
    page = study(options.year)
    print(page)
    if options.out is not None:
        options.out.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
