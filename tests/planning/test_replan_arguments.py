"""What replanning is told: which times it takes, and what it refuses, with the place."""

import datetime as dt
from typing import Any

import attrs
import pytest

import strengthfit as sf
from strengthfit.domain.clock import DAY
from strengthfit.planning.arguments import as_plan, week_of
from strengthfit.planning.replan_arguments import midnight, parse_moment, with_changed
from strengthfit.planning.standalone_week import week_among

from ..lazily import Lazily

START = dt.date(2026, 11, 23)
WEEK = sf.Week([sf.Run("Tue 07:00", "easy"), sf.Run("Sun 08:00", "long", id="long")], strength=2)
BLOCK = sf.Block([WEEK, WEEK])
DATED = attrs.evolve(WEEK, start=START)
PLANS = Lazily({"week": lambda: sf.plan(WEEK), "block": lambda: sf.plan(BLOCK)})


@pytest.mark.parametrize(
    ("value", "asked", "day"),
    [
        (0, WEEK, 0),
        (7, WEEK, 7),
        ("Thu", WEEK, 3),
        ("W2 Thu", BLOCK, 10),
        (14, BLOCK, 14),
        ("2026-11-23", DATED, 0),
        (dt.date(2026, 11, 30), DATED, 7),
    ],
)
def test_today_is_a_day_of_the_plan_or_the_one_after_it(
    value: Any, asked: sf.Week | sf.Block, day: int
) -> None:
    assert midnight(value, asked) == day * DAY


@pytest.mark.parametrize(
    ("value", "asked", "code", "said"),
    [
        (-1, WEEK, "outside", "0 to 7"),
        (8, WEEK, "outside", "0 to 7"),
        (15, BLOCK, "outside", "0 to 14"),
        (True, WEEK, "wrong_type", "0 to 7"),
        (1.5, WEEK, "wrong_type", "0 to 7"),
        (None, WEEK, "wrong_type", "0 to 7"),
        ("2026-11-23", WEEK, "missing", "the plan's week has none"),
        (dt.date(2026, 11, 22), DATED, "outside", "0 to 7"),
        (dt.date(2026, 12, 1), DATED, "outside", "0 to 7"),
    ],
)
def test_another_day_is_refused_as_today(
    value: Any, asked: sf.Week | sf.Block, code: str, said: str
) -> None:
    with pytest.raises(sf.InputError) as got:
        midnight(value, asked)
    assert (got.value.where, got.value.code) == ("today", code)
    assert said in str(got.value)


@pytest.mark.parametrize(
    ("value", "asked", "minutes"),
    [
        ("Tue 18:00", WEEK, DAY + 1080),
        (1500, WEEK, 1500),
        (0, WEEK, 0),
        (7 * DAY - 1, WEEK, 7 * DAY - 1),
        ("W1 Tue 18:00", WEEK, DAY + 1080),
        (" w2 Tue 18:00 ", BLOCK, 8 * DAY + 1080),
        (14 * DAY - 1, BLOCK, 14 * DAY - 1),
        ("2026-11-24 18:00", DATED, DAY + 1080),
    ],
)
def test_a_time_is_a_minute_of_the_plan(
    value: Any, asked: sf.Week | sf.Block, minutes: int
) -> None:
    assert parse_moment(value, asked, sf.Policy(), "missed[0]") == minutes


@pytest.mark.parametrize(
    ("value", "asked", "code", "said"),
    [
        ("Tue 18:00", BLOCK, "unknown_name", "does not name its week"),
        ("soon", BLOCK, "wrong_form", "does not name its week"),
        ("W1 2026-11-24 18:00", DATED, "contradiction", "write the date alone"),
        ("2026-11-24 18:00", WEEK, "missing", "start"),
        ("2026-12-01 18:00", DATED, "outside", "outside the plan of 1 weeks"),
        ("W0 Tue", BLOCK, "outside", "outside the plan of 2 weeks"),
        ("W3 Mon 00:00", BLOCK, "outside", "outside the plan of 2 weeks"),
        (14 * DAY, BLOCK, "outside", "outside the plan of 2 weeks"),
        (-1, WEEK, "outside", "outside the plan of 1 weeks"),
        ("D8 18:00", WEEK, "outside", "D"),
    ],
)
def test_another_time_is_refused_with_its_place(
    value: Any, asked: sf.Week | sf.Block, code: str, said: str
) -> None:
    with pytest.raises(sf.InputError) as got:
        parse_moment(value, asked, sf.Policy(), "missed[0]")
    assert (got.value.where, got.value.code) == ("missed[0]", code)
    assert said in str(got.value)


def test_a_changed_run_keeps_its_id_and_its_place_and_one_that_is_off_is_gone() -> None:
    policy = sf.Policy()
    later = with_changed(WEEK, policy, {"long": sf.Run("Wed 08:00", "long")})
    assert isinstance(later, sf.Week)
    assert later.runs == (WEEK.runs[0], sf.Run("Wed 08:00", "long", id="long"))
    off = with_changed(WEEK, policy, {"long": None})
    assert isinstance(off, sf.Week)
    assert off.runs == WEEK.runs[:1]
    block = with_changed(BLOCK, policy, {"W2 Tue 07:00 easy": sf.Run("Wed 07:00", "easy")})
    assert isinstance(block, sf.Block)
    assert block.weeks[0] == WEEK
    assert block.weeks[1].runs[0] == sf.Run("Wed 07:00", "easy", id="Tue 07:00 easy")


@pytest.mark.parametrize(
    ("changed", "path", "code"),
    [
        ([], "changed", "wrong_type"),
        ({"short": None}, "changed['short']", "unknown_name"),
        ({"long": "off"}, "changed['long']", "wrong_type"),
        ({"long": sf.Run("Wed", "long", id="short")}, "changed['long'].id", "contradiction"),
    ],
)
def test_what_is_no_change_of_a_run_is_refused(changed: Any, path: str, code: str) -> None:
    with pytest.raises(sf.InputError) as got:
        with_changed(WEEK, sf.Policy(), changed)
    assert (got.value.where, got.value.code) == (path, code)


@pytest.mark.parametrize(
    ("arguments", "path", "code"),
    [
        ({"week": "next"}, "week", "wrong_type"),
        ({"week": sf.Week([], days=9)}, "week.days", "contradiction"),
        ({"missed_sessions": "cram"}, "missed_sessions", "unknown_name"),
        ({"missed": "Tue 18:00"}, "missed", "wrong_type"),
        ({"done": ["Tue 18:00"]}, "done", "wrong_type"),
        ({"today": "Sun", "missed": ["Mon 03:00"]}, "missed[0]", "unknown_name"),
        ({"today": "Sun", "done": {"Mon 03:00": "Mon 04:00"}}, "done['Mon 03:00']", "unknown_name"),
    ],
)
def test_other_arguments_are_refused_with_their_place(
    arguments: dict[str, Any], path: str, code: str
) -> None:
    with pytest.raises(sf.InputError) as got:
        sf.replan(PLANS["week"], **arguments)
    assert (got.value.where, got.value.code) == (path, code)


def test_what_was_done_is_past_and_said_once() -> None:
    plan = PLANS["week"]
    first, second = (placement.when for placement in plan.placements)
    for then in ("Sun 20:00", 7 * DAY - 1):
        with pytest.raises(sf.InputError, match="before today"):
            sf.replan(plan, today="Sun", done={first: then})
    twice = {first: "Mon 12:00", plan.placements[0].start: "Mon 13:00"}
    with pytest.raises(sf.InputError, match="say it once"):
        sf.replan(plan, today="Sun", done=twice)  # type: ignore[arg-type]  # texts and minutes
    with pytest.raises(sf.InputError, match="say it once"):
        sf.replan(plan, today="Sun", missed=[first], done={first: "Mon 12:00"})
    done = sf.Session("Mon 12:00", "circuit", minutes=5.4, dose="reduced")
    new = sf.replan(plan, today="Sun", done={first: done, second: None})
    assert [(one.when, one.minutes, one.dose) for one in new.placements if one.day < 6] == [
        ("Mon 12:00", 5, "reduced")
    ]


def test_a_plan_is_asked_for_and_the_plan_of_a_block_is_not_one_of_a_week() -> None:
    plan = PLANS["week"]
    assert as_plan(plan) is plan
    assert week_of(plan) == WEEK
    with pytest.raises(sf.InputError, match="is not a Plan"):
        as_plan(WEEK)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(sf.InputError, match="2 weeks") as got:
        week_of(PLANS["block"])
    assert (got.value.where, got.value.code) == ("plan", "unsupported")


@pytest.mark.parametrize("number", [-1, 2, True, 0.0, None])
def test_only_weeks_of_a_plan_stand_alone(number: Any) -> None:
    with pytest.raises(sf.InputError, match="write 0 to 1") as got:
        week_among(BLOCK, [(), ()], sf.Policy(), number)
    assert (got.value.where, got.value.code) == ("number", "outside")
    assert week_among(WEEK, [()], sf.Policy(), 0) == WEEK
