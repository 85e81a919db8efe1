"""What the entries of a calendar or a planner were taken for, in lines."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence

from ...domain.clock import date_text
from ...interchange.format import BUSY, LEFT_OUT, NO_ENTRIES, NOT_READ, ReadItem
from ...printable import one_line
from .layout import WIDTH, table, wrap

_TITLE = 30
"""Characters of a title's column. CONVENTION."""

_NO_KIND = (BUSY, LEFT_OUT, NOT_READ, NO_ENTRIES)
"""What an entry is that was taken for no run and no strength."""


def read_lines(items: Sequence[ReadItem], *, every: bool = False) -> list[str]:
    r"""Return what was read: runs, strength and what a person should look at; or every entry.

    Examples
    --------
    >>> hills = ReadItem("2026-11-24", "Tue 07:00", "Hill repeats", "hills", "'hill repeats'")
    >>> lunch = ReadItem("2026-11-25", "Wed 12:00", "Lunch", "busy", "names no run")
    >>> print("\n".join(read_lines([hills, lunch])))
    Read as training:
      Tue 24 Nov 07:00  Hill repeats  hills ('hill repeats')
    1 other entry: 1 keeps its hours. With --show-read each is listed.
    """
    items = sorted(items, key=lambda item: item.date or "9999")
    training = [item for item in items if not _is_other(item)]
    others = [item for item in items if _is_other(item)]
    listed = items if every else training
    lines = ["Read:" if every else "Read as training:", *_rows(listed)]
    if not listed:
        lines = ["Read: no entries." if every else "Read: no run and no strength."]
    if others and not every:
        lines += wrap(_others(others))
    return lines


def doubt_line(item: ReadItem) -> str:
    """Return what is to be said of an entry that was not understood, or not read at all.

    Examples
    --------
    >>> doubt_line(ReadItem("2026-11-25", "Wed", "Run", "steady, key", "its kind is not said"))
    "Wed 25 Nov, 'Run': read as steady, key (its kind is not said)"
    """
    name = f"'{_plain(item.title)}'"
    moment = _moment(item)
    taken = item.taken_as if item.taken_as in _NO_KIND else f"read as {item.taken_as}"
    return f"{moment + ', ' if moment else ''}{name}: {taken} ({_plain(item.how)})"


def _is_other(item: ReadItem) -> bool:
    """Whether an entry is not training, and nothing is to be looked at."""
    return item.known and item.taken_as in (BUSY, LEFT_OUT)


def _others(others: Sequence[ReadItem]) -> str:
    busy = sum(item.taken_as == BUSY for item in others)
    entries = f"{len(others)} other {'entry' if len(others) == 1 else 'entries'}"
    keeps = f"{busy} {'keeps its' if busy == 1 else 'keep their'} hours" if busy else "none is busy"
    return f"{entries}: {keeps}. With --show-read each is listed."


def _rows(items: Sequence[ReadItem]) -> list[str]:
    moments = [_moment(item) for item in items]
    titles = [textwrap.wrap(_plain(item.title), _TITLE) or ["(no title)"] for item in items]
    first = max((len(moment) for moment in moments), default=0)
    second = max((len(line) for lines in titles for line in lines), default=0)
    left = WIDTH - first - second - 6
    meanings = [textwrap.wrap(_taken_as(item), left) for item in items]
    rows = table(zip(moments, titles, meanings, strict=True), [first, second])
    return [f"  {row}" for row in rows]


def _taken_as(item: ReadItem) -> str:
    """Return what an entry was taken for and why; that it is no training goes without saying."""
    if item.known and item.taken_as == BUSY:
        return item.taken_as
    return f"{item.taken_as} ({_plain(item.how)})"


def _moment(item: ReadItem) -> str:
    """Return the day with its date, and the time if there is one."""
    if not item.date:
        return ""
    day, _, clock = item.when.partition(" ")
    date = date_text(dt.date.fromisoformat(item.date))
    return f"{day} {date:>6} {clock}".rstrip()


def _plain(text: str) -> str:
    """Return a text on one line, cut if it is very long."""
    return textwrap.shorten(one_line(text), 300, placeholder=" ...")
