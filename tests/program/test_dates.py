"""Runs and sessions on dates: the same week as with days and minutes."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

import attrs
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.domain.block import weeks_of
from strengthfit.domain.clock import DAY, When
from strengthfit.domain.starts import start_of
from strengthfit.interchange import parse_block, parse_week, to_dict
from strengthfit.interchange.format import BlockFile, WeekFile
from strengthfit.planning.standalone_week import standalone_week
from strengthfit.program.formats import digest

from .. import oracle
from ..generate import START, blocks, kept_weeks, policies, weeks

T = TypeVar("T", sf.Run, sf.Session, sf.Run | sf.Session)


def _dated(week: sf.Week, first: dt.date, policy: sf.Policy) -> sf.Week:
    """A week that begins on a date, with every time of it written as a date."""

    def on_dates(items: Iterable[T], part: int = 0) -> list[T]:
        return [attrs.evolve(item, when=_date_of(item.when, part)) for item in items]

    def _date_of(when: When, part: int) -> str:
        day, minute = divmod(start_of(when, based, policy, part), DAY)
        date = first + dt.timedelta(days=day)
        return str(date) if when.is_day_alone else f"{date}T{minute // 60:02d}:{minute % 60:02d}"

    based = attrs.evolve(week, start=first)
    return attrs.evolve(
        based,
        runs=on_dates(week.runs),
        before=on_dates(week.before, -1),
        after=on_dates(week.after, 1),
        pins=on_dates(week.pins),
        habit=on_dates(week.habit),
    )


def _starts(week: sf.Week, policy: sf.Policy) -> list[int]:
    """When runs start, as the oracle has it."""
    return [run.start for run in oracle.all_runs(week, policy)]


@given(weeks() | kept_weeks(), policies(grid=180))
@settings(max_examples=300)
def test_a_week_on_dates_is_the_same_week(week: sf.Week, policy: sf.Policy) -> None:
    plain = attrs.evolve(week, start=START)
    dated = _dated(week, START, policy)
    assert all(run.when.date is not None for run in dated.runs)
    try:
        theirs = sf.formulate(plain, policy)
    except sf.PinError as error:  # at the time of a run
        with pytest.raises(sf.PinError) as got:
            sf.formulate(dated, policy)
        assert str(got.value) == str(error)  # noqa: PT017  # the other is refused just above
        return
    ours = sf.formulate(dated, policy)
    assert ours.horizon == theirs.horizon
    assert digest(ours) == digest(theirs)
    assert _starts(dated, policy) == _starts(plain, policy)
    assert parse_week(to_dict(WeekFile(dated, policy))) == WeekFile(dated, policy)


@given(blocks(), policies(grid=180))
@settings(max_examples=100)
def test_a_block_on_dates_is_the_same_block(block: sf.Block, policy: sf.Policy) -> None:
    first, *rest = block.weeks
    plain = sf.Block([attrs.evolve(first, start=START), *rest])
    dated = sf.Block(
        [
            attrs.evolve(_dated(week, START + dt.timedelta(days=7 * index), policy), start=None)
            if index
            else _dated(week, START, policy)
            for index, week in enumerate(block.weeks)
        ]
    )
    try:
        theirs = sf.formulate(plain, policy)
    except sf.InputError:  # runs that touch over the edge of a week
        with pytest.raises(sf.InputError):
            sf.formulate(dated, policy)
        return
    assert sf.formulate(dated, policy).horizon == theirs.horizon
    for number in range(len(block.weeks)):
        alone = [standalone_week(asked, [], policy, number) for asked in (dated, plain)]
        assert alone[0].before == alone[1].before or number == 0
        assert alone[0].after == alone[1].after or number == len(block.weeks) - 1
        ours, theirs = (sf.formulate(week, policy) for week in alone)
        assert ours.horizon == theirs.horizon
        around = [oracle.week_of_block(asked, sf.Policy(), number, []) for asked in (dated, plain)]
        assert _starts(around[0], policy) == _starts(around[1], policy)
    assert parse_block(to_dict(BlockFile(dated, policy))) == BlockFile(dated, policy)
    assert len(weeks_of(dated)) == len(block.weeks)


TUE = sf.Run("2026-11-24 07:00", "easy")
LAST_SUNDAY = sf.Run("2026-11-22", "long")


IN_PLACE: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "within",
        {"runs": [LAST_SUNDAY], "start": "2026-11-23"},
        r"runs\[0\]\.when: '2026-11-22' is not inside the week: 2026-11-23 to 2026-11-29$",
    ),
    (
        "pin",
        {"runs": [], "start": "2026-11-23", "pins": [sf.Session("2026-11-30", "core")]},
        r"pins\[0\]\.when: '2026-11-30' is not inside the week: 2026-11-23 to 2026-11-29$",
    ),
    (
        "before",
        {"runs": [], "start": "2026-11-23", "before": [TUE]},
        r"before\[0\]\.when: '2026-11-24 07:00' is not before the week: "
        r"2026-09-14 to 2026-11-22$",
    ),
    (
        "after",
        {"runs": [], "start": "2026-11-23", "after": [LAST_SUNDAY]},
        r"after\[0\]\.when: '2026-11-22' is not after the week: 2026-11-30 to 2027-01-31$",
    ),
    (
        "minutes before",
        {"runs": [], "before": [sf.Run(100, "easy")]},
        r"before\[0\]\.when: 100 is not before the week: minutes from -100800 up to",
    ),
    (
        "minutes after",
        {"runs": [], "after": [sf.Session(100, "core")]},
        r"after\[0\]\.when: 100 is not after the week: minutes from 10080 up to",
    ),
    (
        "minutes",
        {"runs": [sf.Run(10080, "easy")]},
        r"runs\[0\]\.when: 10080 is not inside the week: "
        r"minutes from 0 up to, not including, 10080$",
    ),
)


@pytest.mark.parametrize(("fields", "message"), [case[1:] for case in IN_PLACE])
def test_a_time_in_the_wrong_place_is_refused_with_its_path(
    fields: dict[str, Any], message: str
) -> None:
    """By the week itself and by every reader, also in a block and as a past week."""
    with pytest.raises(sf.InputError, match=rf"^Week\.{message}"):
        sf.Week(**fields)
    table = {
        name: value if isinstance(value, str) else [to_plain(item) for item in value]
        for name, value in fields.items()
    }
    with pytest.raises(sf.FileError, match=rf"^week: {message}"):
        parse_week(table)
    with pytest.raises(sf.FileError, match=rf"^week: history\[0\]\.{message}"):
        parse_week({"runs": [], "history": [table]})
    with pytest.raises(sf.FileError, match=rf"^block: weeks\[0\]\.{message}"):
        parse_block({"weeks": [table]})


def to_plain(item: sf.Run | sf.Session) -> dict[str, Any]:
    when = str(item.when) if item.when.minutes is None else item.when.minutes
    return {"when": when, "kind": str(item.kind)}


def test_a_date_in_a_week_without_one_is_refused_by_every_verb_and_reader() -> None:
    week, message = (
        sf.Week([TUE]),
        r"runs\[0\]\.when: '2026-11-24 07:00' is a date, and the week has",
    )
    for verb in (sf.plan, sf.respond, sf.formulate, sf.diagnose):
        with pytest.raises(sf.InputError, match=f"^{message}"):
            verb(week)
    with pytest.raises(sf.InputError, match=f"^{message}"):
        sf.audit(week, [])
    with pytest.raises(sf.FileError, match=f"^week: {message}"):
        parse_week({"runs": [to_plain(TUE)]})
    with pytest.raises(sf.FileError, match=r"^week: available\[0\]: '2026-11-24' is a date, and"):
        parse_week({"runs": [], "available": ["2026-11-24"]})


def test_a_block_knows_when_its_weeks_begin() -> None:
    late = r"^Block\.weeks\[1\]\.runs\[0\]\.when: '2026-11-24 07:00' is "
    with pytest.raises(
        sf.InputError, match=f"{late}not inside the week: 2026-11-30 to 2026-12-06$"
    ):
        sf.Block([sf.Week([], start="2026-11-23"), sf.Week([TUE])])
    with pytest.raises(sf.InputError, match=f"{late}a date, and the week has none"):
        sf.Block([sf.Week([]), sf.Week([TUE])])
    with pytest.raises(
        sf.InputError, match=r"^Block\.weeks\[1\]\.available\[0\]\.when: '2026-11-24'"
    ):
        sf.Block([sf.Week([]), sf.Week([], available=["2026-11-24"])])


def test_a_past_week_with_dates_needs_its_own_start() -> None:
    with pytest.raises(sf.InputError, match=r"^Week\.history\[0\]\.runs\[0\]\.when: .* has none"):
        sf.Week([], start="2026-11-30", history=[sf.Week([TUE])])
    past = sf.Week([TUE], start="2026-11-23")
    assert sf.respond(sf.Week([], start="2026-11-30", history=[past]))


def test_questions_about_a_plan_may_name_dates() -> None:
    runs = [TUE, sf.Run("2026-11-29 08:00", "long")]
    week = sf.Week(runs, strength=1, start="2026-11-23")
    plan = sf.plan(week)
    assert sf.why_not(plan, "2026-11-26 18:00") == sf.why_not(plan, "Thu 18:00")
    assert sf.why_not(plan, dt.date(2026, 11, 26)) == sf.why_not(plan, "Thu")  # type: ignore[arg-type]  # a date is read too
    block = sf.plan(sf.Block([week, sf.Week([sf.Run("2026-12-01 07:00", "easy")], strength=1)]))
    late = block.placements[1]
    at = dt.datetime(2026, 11, 23) + dt.timedelta(minutes=late.start)
    ours = sf.replan(block, today="2026-12-06", missed=[str(at)])
    assert ours == sf.replan(block, today="2026-12-06", missed=[late.when])
    with pytest.raises(sf.InputError, match="names a week and a date"):
        sf.replan(block, today="2026-12-06", missed=[f"W2 {at}"])
