"""Generated weeks and policies, shared by the property tests."""

import datetime as dt
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from typing import TypeVar

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from strengthfit import (
    Athlete,
    Block,
    Demand,
    Guard,
    Policy,
    Rest,
    Run,
    RunningLoad,
    Session,
    Week,
    Window,
)
from strengthfit.domain.clock import DAY, WEEK, When
from strengthfit.domain.presets import PRESETS
from strengthfit.domain.run import RUN_KINDS, RUN_PRIORITIES
from strengthfit.domain.season import PHASES
from strengthfit.domain.strength import DOSES, EFFORTS, STRENGTH_KINDS, Effort, StrengthKind

T = TypeVar("T")


@lru_cache(maxsize=None, typed=True)
def among(*values: T) -> st.SearchStrategy[T]:
    """Any of some values. Strategies that are made anew for each draw cost more than the draws."""
    return st.sampled_from(values)


QUARTERS = st.integers(5 * 4, 21 * 4).map(lambda quarter: 15 * quarter)
"""Starts of runs and windows, in minutes after midnight: 05:00 to 21:00."""


COMMON = ("easy", "easy", "recovery", "intervals", "tempo", "long", "medium_long")


LENGTHS = st.integers(20, 180)
KILOMETRES = st.none() | st.integers(3, 45)
LOADS = st.none() | st.integers(0, 900)
KINDS = st.sampled_from(RUN_KINDS) | st.sampled_from(COMMON)
UNIQUE_QUARTERS = [
    st.lists(QUARTERS, min_size=count, max_size=count, unique=True) for count in range(3)
]


@cache
@st.composite
def runs_on(draw: st.DrawFn, day: int, base: int = 0) -> list[Run]:
    """No, one or two runs on one day, in minutes, never overlapping."""
    count = draw(among(0, 0, 1, 1, 1, 2))
    starts = sorted(draw(UNIQUE_QUARTERS[count]))
    runs = []
    for start, following in pairwise([*starts, 24 * 60]):
        length = draw(LENGTHS)
        runs.append(
            Run(
                base + day * DAY + start,
                draw(KINDS),
                minutes=min(length, following - start),
                km=draw(KILOMETRES),
                key=draw(among(None, None, None, True, False)),
                load=draw(LOADS),
                priority=draw(among(*RUN_PRIORITIES)),
            )
        )
    return runs


START = dt.date(2026, 11, 25)
"""The first day of weeks that have dates: a Wednesday."""

LATE = st.integers(20 * 4, 24 * 4 - 1).map(lambda quarter: 15 * quarter)
"""When windows past midnight open: 20:00 to 23:45."""

WEEKLY = st.sampled_from(["Mon", "Tue", "Wed-Thu", "Fri", "weekends", "daily", "weekdays"])
DATED = st.dates(START - dt.timedelta(days=2), START + dt.timedelta(days=8)).map(str)


WEEKLY_OR_DATED = WEEKLY | DATED
HALF_HOURS = st.integers(2, 40)  # or more: from two quarters
AFTER_MIDNIGHT = st.integers(1, 20)
EQUIPMENT = st.sampled_from([None, None, ["weights"], []])


@cache
@st.composite
def windows(draw: st.DrawFn, start: dt.date | None = None) -> Window:
    """A window, open or closed, with or without hours and equipment; dated ones need a start."""
    day = draw(WEEKLY if start is None else WEEKLY_OR_DATED)
    opens = draw(QUARTERS)
    closes = min(opens + draw(HALF_HOURS) * 15, 24 * 60)
    if draw(among(False, False, False, False, True)):  # past midnight
        opens, closes = draw(LATE), draw(AFTER_MIDNIGHT) * 15
    hours = f" {opens // 60:02d}:{opens % 60:02d}-{closes // 60:02d}:{closes % 60:02d}"
    return Window(
        day + draw(among("", hours, hours)),
        closed=draw(among(False, False, False, True)),
        equipment=draw(EQUIPMENT),
    )


@cache
def demands(most: int) -> st.SearchStrategy[list[Demand]]:
    """One or two demands of at most so many sessions together."""
    demand = st.builds(
        Demand,
        st.sampled_from(STRENGTH_KINDS),
        st.sampled_from([0, 1, 1, 2, 2, most]).map(lambda count: min(count, most)),
        minutes=st.sampled_from([None, None, 20, 33, 60]),
        dose=st.sampled_from([DOSES[0], DOSES[0], *DOSES]),
        effort=st.sampled_from([Effort.NEAR_FAILURE] * 3 + [*EFFORTS]),
        label=st.sampled_from([None] * 6 + ["A", "B"]),
    )
    return st.lists(demand, min_size=1, max_size=2).filter(
        lambda asked: sum(demand.count for demand in asked) <= most
    )


NO_OR_YES = st.booleans()


def order_of(draw: st.DrawFn, asked: list[Demand]) -> list[str]:
    """An order of the labels and kinds that are asked, each once, or twice if it can be."""
    left: Counter[str] = Counter()
    by_label = draw(NO_OR_YES)  # else labelled sessions are meant by their kind
    for demand in asked:
        left[demand.label if by_label and demand.label else str(demand.kind)] += demand.count
    order = [entry for entry in sorted(left) if left[entry]]
    order += draw(st.lists(st.sampled_from(order), max_size=2, unique=True)) if order else []
    held = [one for at, one in enumerate(order) if order[: at + 1].count(one) <= left[one]]
    return draw(st.permutations(held)) if len(set(held)) > 1 else []


NO_OR_A_START = st.none() | st.just(START)


@cache
def _available(start: dt.date | None) -> st.SearchStrategy[list[Window] | None]:
    return st.sampled_from([None, None, None]) | st.lists(windows(start), max_size=3)


@cache
def _forbidden(start: dt.date | None) -> st.SearchStrategy[list[Window]]:
    return st.lists(windows(start), max_size=1)


@cache
@st.composite
def weeks(draw: st.DrawFn, most: int = 3) -> Week:
    """A week of any shape: on a line with real edges, or repeating."""
    runs = [run for day in range(7) for run in draw(runs_on(day))]
    repeats = draw(NO_OR_YES)
    before: list[Run | Session] = []
    after: list[Run | Session] = []
    if not repeats:
        before += draw(runs_on(-1)) + draw(runs_on(-3))
        after += draw(runs_on(0, WEEK)) + draw(runs_on(4, WEEK))
        before += draw(_outside_sessions(-2 * DAY))
        after += draw(_outside_sessions(WEEK))
    asked = draw(demands(most))
    start = draw(NO_OR_A_START)
    return Week(
        runs,
        strength=asked,
        available=draw(_available(start)),
        start=start,
        before=before,
        after=after,
        repeats=repeats,
        tired=draw(among(False, False, False, False, False, True)),
        history=draw(HISTORIES),
        athlete=Athlete(draw(among(0.5, 1.0, 1.0, 2.0)), draw(NO_OR_YES)),
        forbidden=draw(_forbidden(start)),
        habit=draw(HABITS),
        phase=draw(among(*[None] * 6, *PHASES)),
        order=order_of(draw, asked) if draw(among(False, False, False, True)) else [],
    )


NEAR = st.sampled_from(["Mon 00:00-01:00", "Thu 23:00-00:30", "Sun 23:45-00:15", "D1", "D7"])
SHUT = st.lists(NEAR.map(lambda when: Window(when, closed=True)), max_size=1)
NEAR_OR_NOT = st.lists(NEAR, max_size=1)


@cache
def _more_windows(start: dt.date | None) -> st.SearchStrategy[list[Window]]:
    return st.just([]) | st.lists(windows(start), max_size=1)


@cache
@st.composite
def late_weeks(draw: st.DrawFn, dated: bool | None = None) -> Week:
    """A week of long sessions with hours past midnight, open and perhaps closed."""
    start = START if (draw(NO_OR_YES) if dated is None else dated) else None
    days = ["daily"] * 4 + ["Sun", "Mon,Sun", "D7,D1"] + ["2026-11-25", "2026-12-01"] * bool(start)
    late = f"{draw(st.sampled_from(days))} {draw(among('22:00-02:00', '23:30-01:30'))}"
    shut = draw(SHUT)
    return Week(
        draw(NO_OR_FEW_RUNS),
        [Demand(kind, minutes=60) for kind in ("core", "heavy", "upper")],
        available=[late, *draw(_more_windows(start)), *shut],
        start=start,
        repeats=draw(NO_OR_YES),
        forbidden=draw(NEAR_OR_NOT),
    )


TWO_OR_THREE = st.integers(2, 3)


@cache
@st.composite
def late_blocks(draw: st.DrawFn) -> Block:
    """Two or three such weeks, with or without dates, each with windows of its own or with none."""
    dated = draw(NO_OR_YES)
    made = [draw(late_weeks(dated)) for _ in range(draw(TWO_OR_THREE))]
    return Block(
        [
            attrs.evolve(
                week,
                start=START if dated and not index else None,
                repeats=False,
                available=draw(st.sampled_from([week.available] * 4 + [None])),
            )
            for index, week in enumerate(made)
        ]
    )


@cache
def _labelled(most: int) -> st.SearchStrategy[list[Demand]]:
    demand = st.builds(
        Demand,
        st.sampled_from(["heavy", "heavy", "circuit", "upper", "core"]),
        st.sampled_from([1, 1, 2]),
        minutes=st.sampled_from([None, 20]),
        label=st.sampled_from([None, "A", "A", "B", "B"]),
    )
    return st.lists(demand, min_size=2, max_size=3).filter(
        lambda asked: sum(one.count for one in asked) <= most
    )


@cache
@st.composite
def ordered_weeks(draw: st.DrawFn, most: int = 3) -> Week:
    """A week of two or three demands with labels, and an order of them."""
    week = draw(weeks(most))
    asked = draw(_labelled(most))
    order = order_of(draw, asked)
    assume(order)
    return attrs.evolve(week, strength=asked, order=order)


HABIT_SLOTS = st.builds(
    Session,
    st.sampled_from(["Mon", "Tue", "Wed 06:30", "Thu", "Fri pm", "Sat 12:15", "Sun am"])
    | st.integers(0, WEEK - 1),
    st.sampled_from(STRENGTH_KINDS),
)
"""Slots of a habit, with an hour or without."""

HABITS: st.SearchStrategy[list[Session]] = (
    st.just([]) | st.just([]) | st.lists(HABIT_SLOTS, min_size=1, max_size=3)
)


def pins(week: Week, keep: bool = False) -> st.SearchStrategy[Session]:
    """A pin of any kind, mostly one that is asked, at a quarter of an hour or of a day alone."""
    asked = [demand.kind for demand in week.strength if demand.count] or [StrengthKind.CIRCUIT]
    return st.builds(
        Session,
        st.integers(0, 7 * 96 - 1).map(lambda quarter: 15 * quarter)
        | st.integers(0, 6).map(lambda day: When(weekday=day)),
        st.sampled_from([*asked, *asked, *asked, *STRENGTH_KINDS]),
        minutes=st.sampled_from([None, None, 40]),
        dose=st.sampled_from([None, None, None, *DOSES]),
        effort=st.sampled_from([None, None, None, *EFFORTS]),
        label=st.sampled_from([None] * 6 + ["A"]),
        keep=st.just(keep),
    )


@cache
@st.composite
def kept_weeks(draw: st.DrawFn, most: int = 2) -> Week:
    """A week with one or two pins that stay whatever they break."""
    week = draw(weeks(most))
    kept = draw(st.lists(pins(week, keep=True), min_size=1, max_size=2))
    return attrs.evolve(week, pins=kept)


FEW_RUNS = st.lists(
    st.builds(
        Run,
        st.integers(0, 6).map(lambda day: day * DAY + 420),
        st.sampled_from(["easy", "long", "race", "intervals"]),
        minutes=st.integers(20, 180),
        km=st.sampled_from([None, 8, 21]),
        load=st.sampled_from([None, 200, 300]),
    ),
    max_size=3,
    unique_by=lambda run: run.when.minutes,
)

NO_OR_FEW_RUNS: st.SearchStrategy[list[Run]] = st.just([]) | FEW_RUNS

PAST = (
    st.builds(Week, FEW_RUNS, st.integers(0, 3), tired=st.booleans())
    | st.builds(RunningLoad, km=st.sampled_from([None, 20, 50]), minutes=st.integers(0, 600))
    | st.integers(0, 3000)
)
"""A past week: as runs, as figures, or as a load alone."""

HISTORIES: st.SearchStrategy[list[Week | RunningLoad | int]] = (
    st.just([]) | st.just([]) | st.lists(PAST, min_size=1, max_size=5)
)


@cache
def _up_to(most: int) -> st.SearchStrategy[int]:
    return st.integers(1, most)


@cache
@st.composite
def blocks(draw: st.DrawFn, most_weeks: int = 3, most: int = 2) -> Block:
    """Consecutive weeks with real edges between them."""
    number = draw(_up_to(most_weeks))
    athlete = Athlete(draw(among(1.0, 2.0)), draw(NO_OR_YES))
    made: list[Week] = []
    for index in range(number):
        week = draw(weeks(most))
        first, last = index == 0, index == number - 1
        dated = week.start is not None if first else made[0].start is not None
        made.append(
            attrs.evolve(
                week,
                runs=[run for day in range(7) for run in draw(runs_on(day))]
                if week.repeats
                else week.runs,
                repeats=False,
                start=week.start if first else None,
                before=week.before if first else (),
                history=week.history if first else (),
                after=week.after if last else (),
                available=week.available if dated else _weekly(week.available),
                forbidden=week.forbidden if dated else _weekly(week.forbidden) or (),
                athlete=athlete,
            )
        )
    return Block(made)


def _weekly(windows: tuple[Window, ...] | None) -> list[Window] | None:
    """Windows without those of a date."""
    return None if windows is None else [one for one in windows if one.when.date is None]


LONG_BLOCKS = blocks().filter(lambda block: len(block.weeks) > 1)


@cache
@st.composite
def kept_blocks(draw: st.DrawFn) -> Block:
    """Two or three weeks, each with a pin that stays whatever it breaks, or with none."""
    block = draw(LONG_BLOCKS)
    weeks_of_block = [
        attrs.evolve(week, pins=draw(st.lists(pins(week, keep=True), max_size=1)))
        for week in block.weeks
    ]
    return Block(weeks_of_block)


@cache
def _outside_sessions(base: int) -> st.SearchStrategy[list[Session]]:
    one = st.builds(
        Session,
        st.integers(5 * 60, 21 * 60).map(lambda minute: base + minute),
        st.sampled_from(STRENGTH_KINDS),
        dose=st.sampled_from([None, *DOSES]),
        effort=st.sampled_from([None, *EFFORTS]),
    )
    return st.lists(one, max_size=1)


OTHER_GUARDS = (
    (Guard(days=0, runs=["medium_long"], only_key=False),),
    (Guard(hours=20, kinds=["heavy", "circuit"], runs=["easy", "recovery"], only_key=False),),
)
"""Guards of runs that are not key."""

RESTS = (
    (Rest(1, runs=["long", "race"]),),
    (Rest(0, runs=["tempo"], kinds=["heavy", "core"]), Rest(2, runs=["long"], kinds=["circuit"])),
)
"""Days off with and after runs."""


@cache
@st.composite
def policies(draw: st.DrawFn, grid: int = 60, preset: str | None = None) -> Policy:
    """A preset, any if none is named, with some numbers changed."""
    preset = preset or draw(among(*PRESETS))
    base = Policy.preset(preset)
    return Policy(
        name=preset,
        guards=(*base.guards, *draw(among((), (), (), *OTHER_GUARDS))),
        share_hard_days=base.share_hard_days,
        rests=draw(among((), (), (), *RESTS)),
        hours_after_key=draw(among(base.hours_after_key, 0.0, 9.5)),
        easy_day=base.easy_day,
        load_of_day=base.load_of_day,
        grid=draw(among(grid, 3 * grid)),
        least_minutes=draw(among(0.0, 0.0, 0.0, 20.0, 30.0)),
        daily_minutes=draw(among(180.0, 90.0)),
        loss_cap=draw(among(2.0, 0.6)),
        sessions_per_day=draw(among(1, 1, 2)),
        crowding=draw(among(180.0, 0.0)),
        longest_gap=draw(among(10, 10, 3)),
        way_in_weeks=draw(among(0, 0, 1, 3)),
        dose_rise=draw(among(1, 1, 2)),
        look_back=draw(among(12, 2)),
        known_weeks=draw(among(3, 0)),
        cut_back=draw(among(0.0, 0.0, 0.85)),
        hour_tolerance=draw(among(0.1, 0.1, 0.0, 0.5)),
        second_trip=draw(among(base.second_trip, 0.0)),
        trip_minutes=draw(among(base.trip_minutes, 45.0)),
        before_run_hours=draw(among(base.before_run_hours, 24.0, 0.0)),
        last_rest_day=draw(among(base.last_rest_day, 0.03)),
        rides_along_minutes=draw(among(20.0, 20.0, 0.0, 12.0)),
        core_before_key=draw(among(False, False, True)),
    )
