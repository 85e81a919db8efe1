"""Events of intervals.icu: the fields that are read, and on which days nothing can be trained."""

import datetime as dt
from collections.abc import Iterator, Sequence

import attrs

from ..domain.clock import DAY
from ..domain.strength import Dose, StrengthKind
from ..errors import InputError
from ..program.resolve import dose_minutes
from .entries import Entry
from .planner_fields import (
    NO_TEXT,
    NO_TEXTS,
    Id,
    Km,
    Minutes,
    Moment,
    Number,
    Text,
    Texts,
    title_of,
)
from .sports import OPEN_SPORTS, STRENGTH_SPORTS
from .titles import Meaning

AWAY = ("HOLIDAY", "SICK", "INJURED")
NOT_SESSIONS = (
    *("NOTE", "PLAN", "SET_EFTP", "FITNESS_DAYS", "SEASON_START", "TARGET", "SET_FITNESS"),
    *AWAY,
)
"""Categories that are not sessions; of `AWAY` are days off unless the event says otherwise."""

_AVAILABILITY = ("NORMAL", "LIMITED", "UNAVAILABLE")


@attrs.frozen
class Event:
    """The fields of an event that are read."""

    category: Text
    start_date_local: Moment
    end_date_local: Moment | None = None
    type: Text = NO_TEXT
    sub_type: Text = NO_TEXT
    name: Text = NO_TEXT
    description: Text = NO_TEXT
    tags: Texts = NO_TEXTS
    moving_time: Minutes | None = None
    distance: Km | None = None
    icu_intensity: Number | None = None
    training_availability: Text = NO_TEXT
    max_training_time: Number | None = None
    can_train_sports: Texts = NO_TEXTS
    external_id: Id | None = None
    id: Id | None = None

    @property
    def is_away(self) -> bool:
        """Whether it says how much can be trained, rather than being a session."""
        category = self.category.upper()
        return category in AWAY or (category in NOT_SESSIONS and bool(self.training_availability))


def check_availability(event: Event) -> None:
    """Refuse a word for how much can be trained that the service does not have."""
    known = event.training_availability.upper()
    if known and known not in _AVAILABILITY:
        accepted = f"is not one of {', '.join(_AVAILABILITY)}"
        raise InputError(
            "training_availability", event.training_availability, accepted, "unknown_name"
        )


def days_away(event: Event, entries: Sequence[Entry], first: dt.date) -> Iterator[Entry]:
    """Yield an entry for each day of the week of which an event says how much can be trained."""
    began, end = event.start_date_local.date, event.end_date_local
    for number in range(7):
        day = first + dt.timedelta(number)
        ends_later = end is not None and (day < end.date or (day == end.date and end.minute))
        if day != began and not (began < day and ends_later):
            continue
        closed, how = _is_closed(event, [entry for entry in entries if entry.date == day])
        meaning = Meaning("other", None, how)
        if closed:
            yield Entry(
                title_of(event.name or event.category), day, meaning, 0, length=DAY, busy=True
            )
        else:
            yield Entry(title_of(event.name or event.category), day, meaning)


def _is_closed(event: Event, entries: Sequence[Entry]) -> tuple[bool, str]:
    """Return whether a day has no room for strength, and why."""
    known = event.training_availability.upper()
    if not known:
        return True, f"category {event.category.upper()}"
    how = f"training_availability {known}"
    if known != "LIMITED":
        return known == "UNAVAILABLE", how
    sports = [sport.lower() for sport in event.can_train_sports]
    if sports and not any(sport in STRENGTH_SPORTS or sport in OPEN_SPORTS for sport in sports):
        return True, f"{how}, and can_train_sports has no strength"
    if event.max_training_time is None:
        return False, f"{how}, but not how much: strength may be trained"
    most = event.max_training_time / 60
    runs = [entry for entry in entries if entry.meaning.item == "run"]
    lengths = [entry.length or entry.meaning.minutes for entry in runs]
    known_lengths = [length for length in lengths if length is not None]
    asked = dose_minutes(StrengthKind.CIRCUIT, None, Dose.FULL)
    room = len(known_lengths) == len(runs) and most - sum(known_lengths) >= asked
    left = f"{how} to {most:g} min, which leaves {'' if room else 'less than '}{asked} min"
    return not room, f"{left} beside the day's runs"
