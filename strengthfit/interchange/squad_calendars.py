"""A squad's plan as iCalendar texts: one for each member, and one of the gym."""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..domain.checks import LONGEST_LINE, checked, text
from ..squads import SquadPlan
from .calendar_before import OWN, begins, calendar_of, own_uid, said
from .calendar_out import plan_to_ics
from .calendar_own import TITLE

if TYPE_CHECKING:
    import icalendar


def squad_to_ics(
    squad: SquadPlan,
    *,
    start: dt.date | str | None = None,
    zone: str | None = None,
    calendar_id: str = "strengthfit",
    previous: Mapping[str, str] | None = None,
    now: dt.datetime | None = None,
) -> dict[str, str]:
    """Return the text of an iCalendar file for each member of a squad, by id.

    Each is what `plan_to_ics` makes of the member's plan, and no two hold the same sessions, so
    that they may come into one calendar.

    Parameters
    ----------
    squad : SquadPlan
    start, zone, now
        As in `plan_to_ics`.
    calendar_id : str
        A name that tells apart squads whose members have the same ids.
    previous : mapping of str to str, optional
        The texts that were written before, by the ids of members: the new ones are updates of them.

    Returns
    -------
    dict of str to str

    Raises
    ------
    InputError
        As `plan_to_ics` does.
    MissingExtraError
        If the extra ``calendar`` is not installed.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1, start="2026-11-23")
    >>> texts = squad_to_ics(sf.plan_squad({"Ann": week, "Bo": week}, sf.Gym(places=1)))
    >>> list(texts), texts["Ann"].count("BEGIN:VEVENT")
    (['Ann', 'Bo'], 1)
    """
    before, name = previous or {}, checked("calendar_id", calendar_id, text())
    moment = dt.datetime.now(dt.UTC) if now is None else now
    return {
        member.id: plan_to_ics(
            plan,
            start=start,
            zone=zone,
            calendar_id=_own_id(name, member.id),
            previous=before.get(member.id),
            now=moment,
        )
        for member, plan in zip(squad.members, squad.plans, strict=True)
    }


def _own_id(calendar_id: str, member: str) -> str:
    """Return the name of a member's calendar: a line that is not too long, though both may be."""
    whole = f"{calendar_id}/{member}"
    return whole if len(whole) <= LONGEST_LINE else hashlib.sha256(whole.encode()).hexdigest()


def gym_to_ics(squad: SquadPlan, texts: Mapping[str, str]) -> str:
    r"""Return the text of an iCalendar file of a gym: who trains there when.

    Parameters
    ----------
    squad : SquadPlan
    texts : mapping of str to str
        Those of its members, as `squad_to_ics` makes them. An event has the name of its member; why
        it lies there stays with the member.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1, start="2026-11-23")
    >>> squad = sf.plan_squad({"Ann": week, "Bo": week}, sf.Gym(places=1))
    >>> text = gym_to_ics(squad, squad_to_ics(squad))
    >>> [line for line in text.splitlines() if line.startswith("SUMMARY")]
    ['SUMMARY:Bo: circuit\\, 35 min', 'SUMMARY:Ann: circuit\\, 35 min']
    """
    import icalendar

    calendars = {name: calendar_of(text) for name, text in texts.items()}
    first = next(iter(calendars.values()))
    made = icalendar.Calendar(first)
    zones: dict[str, icalendar.Component] = {}
    events: list[icalendar.Component] = []
    for name, calendar in calendars.items():
        for part in calendar.subcomponents:
            if part.name == "VTIMEZONE":
                zones.setdefault(str(part["TZID"]), part)
        events += _in_gym(squad, name, calendar)
    for part in [*zones.values(), *sorted(events, key=_order)]:
        made.add_component(part)
    return bytes(made.to_ical()).decode("utf-8")


def _in_gym(
    squad: SquadPlan, name: str, calendar: icalendar.Calendar
) -> Iterator[icalendar.Component]:
    """Yield the sessions of a member that take a place in the gym, under the member's name."""
    import icalendar

    kinds = squad.gym.kinds
    for event in calendar.subcomponents:
        kind = said(event, "KIND")
        if own_uid(event) is None or kind is None or (kinds is not None and kind not in kinds):
            continue
        made = copy.deepcopy(event)
        title = str(event.get("SUMMARY", "")).replace(TITLE, f"{name}: ", 1)
        for property_ in [one for one in made if one.startswith(OWN) or one == "DESCRIPTION"]:
            made.pop(property_)
        made.pop("SUMMARY")
        made.add("SUMMARY", icalendar.vText(title))
        yield made


def _order(event: icalendar.Component) -> tuple[str, str]:
    return str(begins(event)[0]), str(event["SUMMARY"])
