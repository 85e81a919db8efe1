"""Titles that are the name of a kind of an extension, which no table of words knows."""

import re
from collections.abc import Iterable
from typing import Literal

from ...domain.own_names import OWN_FORM, to_own_name
from .meaning import Meaning

_TITLE = re.compile(
    rf"(?:\d{{1,2}}:\d\d )?(?:(?P<strength>strength): *)?(?P<kind>{OWN_FORM})(?: run)?"
    r"(?:,? (?P<km>\d{1,3}(?:\.\d{1,3})?) ?km)?(?:,? (?P<minutes>\d{1,3}) ?min)?",
    re.IGNORECASE,
)


def own_kind(title: str, kinds: Iterable[tuple[str, Literal["run", "strength"]]]) -> Meaning | None:
    """Return what a title means that is the name of a kind in force, perhaps with its size.

    Examples
    --------
    >>> own_kind("acme:fartlek 45 min", [("acme:fartlek", "run")]).minutes
    45.0
    >>> own_kind("acme:fartlek with Ana", [("acme:fartlek", "run")])
    """
    match = _TITLE.fullmatch(title.strip()) if kinds else None
    if match is None:
        return None
    name = match["kind"].lower()
    item = dict(kinds).get(name)
    if item is None or (match["strength"] and item == "run"):
        return None
    km, minutes = (
        None if match[size] is None else float(match[size]) for size in ("km", "minutes")
    )
    return Meaning(
        item, to_own_name(name), f"'{name}'", km=km if item == "run" else None, minutes=minutes
    )
