"""Calendars of a squad: one for each member, with no session of another's, and one of the gym."""

import datetime as dt
from typing import Any

import attrs
import pytest

import strengthfit as sf
from strengthfit.interchange import gym_to_ics, squad_to_ics

from ..squad_cases import DATED, club, crowd, season

icalendar: Any = pytest.importorskip("icalendar")
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 11, 23)


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def _starts(text: str) -> list[int]:
    gaps = [event["DTSTART"].dt.replace(tzinfo=None) - MONDAY for event in events(text)]
    return [gap // dt.timedelta(minutes=1) for gap in gaps]


@pytest.mark.parametrize("squad", [club, crowd, season])
@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_each_member_has_a_calendar_of_their_sessions(squad: Any, zone: str | None) -> None:
    plan: sf.SquadPlan = squad()
    start = None if plan.members[0].week.start else "2026-11-23"
    texts = squad_to_ics(plan, start=start, zone=zone, now=NOW)
    assert list(texts) == [member.id for member in plan.members]
    for own, text in zip(plan.plans, texts.values(), strict=True):
        assert _starts(text) == [placement.start for placement in own.placements]
    uids = [str(event["UID"]) for text in texts.values() for event in events(text)]
    assert len(set(uids)) == len(uids)
    assert texts == squad_to_ics(plan, start=start, zone=zone, now=NOW)


@pytest.mark.parametrize("squad", [club, crowd, season])
def test_the_gym_has_a_calendar_of_who_trains_there(squad: Any) -> None:
    plan: sf.SquadPlan = squad()
    start = None if plan.members[0].week.start else "2026-11-23"
    text = gym_to_ics(plan, squad_to_ics(plan, start=start, zone="Europe/Berlin", now=NOW))
    told = sorted(
        (start, str(event["SUMMARY"]).partition(": ")[0])
        for start, event in zip(_starts(text), events(text), strict=True)
    )
    assert told == sorted((one.start, one.member) for one in plan.bookings if one.in_gym)
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "DESCRIPTION" not in text  # why a session lies there is between it and its runner


def test_a_second_time_calendars_are_brought_up_to_date() -> None:
    before = crowd()
    first = squad_to_ics(before, now=NOW)
    later = NOW + dt.timedelta(days=1)
    assert squad_to_ics(before, previous=first, now=later) == first
    members = {member.id: DATED for member in before.members}
    roomy = sf.plan_squad(members, sf.Gym())
    second = squad_to_ics(roomy, previous=first, now=later)
    assert second != first
    for name in first:
        gone = {str(event["UID"]) for event in events(first[name])}
        assert gone <= {str(event["UID"]) for event in events(second[name])}


def test_squads_of_other_names_have_other_sessions() -> None:
    one, other = (squad_to_ics(crowd(), calendar_id=name, now=NOW) for name in ("a", "b"))
    assert not {str(event["UID"]) for event in events(one["Ann"])} & {
        str(event["UID"]) for event in events(other["Ann"])
    }


def test_a_name_of_any_signs_stays_in_its_line() -> None:
    name = "Ann; DTSTART:1, \\n <b>"
    week = attrs.evolve(DATED, strength=1)
    squad = sf.plan_squad({name: week}, sf.Gym(places=1))
    (event,) = events(gym_to_ics(squad, squad_to_ics(squad, now=NOW)))
    assert str(event["SUMMARY"]) == f"{name}: circuit, 35 min"


def test_without_a_date_calendars_are_refused() -> None:
    with pytest.raises(sf.InputError, match="start"):
        squad_to_ics(club(), now=NOW)
