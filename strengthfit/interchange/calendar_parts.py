"""What a library for calendars makes of the text of events: parts, or what is wrong with them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

import attrs

from ..errors import MOST_PROBLEMS, FileError, InputError, shown
from ..foreign import PARSING, said_by
from ..sizes import how_to_raise, sizes

_TITLE = re.compile(r"^SUMMARY[^:\n]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_CHANGE = re.compile(r"^(?:BEGIN|RRULE)\b|^RDATE\b|,", re.IGNORECASE | re.MULTILINE)
_TOGETHER = 50
"""Events that are read at once, to find those that cannot be. CONVENTION."""

R = TypeVar("R")


@attrs.frozen
class UnreadEvent:
    """An event that cannot be read, by its title, and why."""

    title: str
    why: str


def check_unread(unread: Sequence[UnreadEvent], source: str) -> None:
    """Refuse a calendar in which very many events cannot be read, each of which takes a moment."""
    if len(unread) > sizes().broken_events:
        said = [f"{shown(one.title)}: {one.why}" for one in unread[: MOST_PROBLEMS - 1]]
        most = how_to_raise("broken_events")
        problems = [f"has too many events that cannot be read; {most}; the first are", *said]
        raise FileError(source, problems, "too_large")


def check_zones(zones: Iterable[str], source: str) -> None:
    """Refuse a calendar that defines very many zones, or one with very many changes."""
    if sum(len(_CHANGE.findall(zone)) + 1 for zone in zones) > sizes().zone_changes:
        problem = f"has too many definitions of time zones; {how_to_raise('zone_changes')}"
        raise FileError(source, [problem], "too_large")


def guarded(read: Callable[[], R]) -> R | str:
    """Return what is read, or in words what a library found wrong with it."""
    try:
        return read()
    except InputError as error:
        return error.accepted
    except PARSING as error:
        return said_by(error)


def title_in(block: str) -> str:
    r"""Return the title in the text of an event.

    Examples
    --------
    >>> title_in("BEGIN:VEVENT\nSUMMARY:Tempo\nEND:VEVENT")
    'Tempo'
    """
    found = _TITLE.search(block)
    return found[1].strip() if found else ""


def components_of(
    blocks: Sequence[str], zones: Sequence[str], source: str
) -> tuple[list[Any], list[UnreadEvent]]:
    """Return the events' components; if the whole cannot be read, of each that can be."""
    whole = guarded(partial(_parse, [*zones, *blocks]))
    if not isinstance(whole, str):
        return whole, []
    good_zones = [zone for zone in zones if not isinstance(guarded(partial(_parse, [zone])), str)]
    broken: list[UnreadEvent] = []
    good = _sieved(blocks, broken, source)
    whole = guarded(partial(_parse, [*good_zones, *good]))
    return (_parse(good) if isinstance(whole, str) else whole), broken


def _sieved(blocks: Sequence[str], broken: list[UnreadEvent], source: str) -> list[str]:
    """Return the events that can be read, each without any zone, and add to the broken ones."""
    good: list[str] = []
    for first in range(0, len(blocks), _TOGETHER):
        some = blocks[first : first + _TOGETHER]
        if not isinstance(guarded(partial(_parse, some)), str):
            good += some
            continue
        for block in some:
            alone = guarded(partial(_parse, [block]))
            if isinstance(alone, str):
                broken.append(UnreadEvent(title_in(block), alone))
                check_unread(broken, source)
            else:
                good.append(block)
    return good


def _parse(blocks: Iterable[str]) -> list[Any]:
    import icalendar

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//read//EN", *blocks, "END:VCALENDAR", ""]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names of zones that are guessed, and the like
        calendar = icalendar.Calendar.from_ical("\r\n".join(lines).replace("\n", "\r\n"))
    return [part for part in calendar.subcomponents if part.name == "VEVENT"]
