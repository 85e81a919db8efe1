"""Sessions that a plan put into a calendar, as the runner's calendar program hands them back.

Such programs keep a UID, and most keep the title and the categories. Many drop the properties that
begin with X-. So a session is known by its UID, and what it is by whatever is left of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..domain.strength import DOSES, EFFORTS, Session, is_strength_kind
from ..domain.words import dose_words, effort_words
from ..errors import InputError
from .calendar_before import AT
from .calendar_events import CalendarEvent
from .titles import Meaning

TITLE = "Strength: "
"""What the title of a session begins with."""

_MINUTES = re.compile(r", [0-9]+ min$")


def own_session(event: CalendarEvent, meanings: Sequence[Meaning]) -> Session | None:
    """Return the session that a plan put there, or None; its day is not that of the event.

    `meanings` are those of the event's title, which say the kind if nothing else does.
    """
    forms: list[Mapping[str, Any]] = [event.session]
    if event.uid.endswith(AT):
        kinds = [name.lower() for name in event.categories if is_strength_kind(name.lower())]
        meant = [meaning.kind for meaning in meanings if meaning.item == "strength"]
        forms += [from_title(event.title), *({"kind": kind} for kind in [*kinds, *meant])]
    for form in forms:
        try:
            if form:
                return Session("Mon", **form)
        except (InputError, TypeError):  # changed by hand, or the kind is missing
            continue
    return None


def from_title(title: str) -> dict[str, str]:
    """Return what a title in the form in which plans are written says of a session, or nothing.

    Examples
    --------
    >>> from_title("Strength: heavy A, reduced, 30 min")
    {'kind': 'heavy', 'dose': 'reduced', 'effort': 'near_failure', 'label': 'A'}
    >>> from_title("Strength with Ana")
    {}
    """
    if not title.startswith(TITLE) or not _MINUTES.search(title):
        return {}
    words = _MINUTES.sub("", title.removeprefix(TITLE))
    words, effort = _ending(words, {str(one): effort_words(one) for one in EFFORTS})
    words, dose = _ending(words, {str(one): dose_words(one) for one in DOSES})
    kind, _, label = words.partition(" ")
    if not is_strength_kind(kind):
        return {}
    found = {"kind": kind, "dose": dose, "effort": effort}
    return found | ({"label": label} if label else {})


def _ending(words: str, endings: Mapping[str, str]) -> tuple[str, str]:
    """Return words without their ending, and which it is: the one that is empty if there is none.

    So the usual dose, of which nothing is said, has an empty ending.
    """
    name = max(
        (name for name, ending in endings.items() if words.endswith(ending)),
        key=lambda name: len(endings[name]),
    )
    return words.removesuffix(endings[name]), name
