"""Squads for the tests of what is made of their plans: a small club, and squads of any shape."""

import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.interchange import SquadFile, read_squad

from .generate import policies, weeks

EXAMPLE = Path(__file__).parents[1] / "examples" / "squad.toml"
RUNS = [sf.Run("Tue 07:00", "intervals", minutes=60), sf.Run("Sun 08:00", "long", minutes=90)]
WEEK = sf.Week(RUNS, strength=[sf.Demand("heavy"), sf.Demand("circuit")], repeats=True)
DATED = attrs.evolve(WEEK, start="2026-11-23")


@cache
def club() -> sf.SquadPlan:
    """Return the plan of the example."""
    return plan_of_file(read_squad(EXAMPLE))


@cache
def crowd() -> sf.SquadPlan:
    """Return a plan in which sharing costs strength, and the coach is not enough for all."""
    gym = sf.Gym(places=2, equipment={"weights": 1}, open=["Wed 18:00-20:00", "Fri 17:00-18:00"])
    members = dict.fromkeys(("Ann", "Bo", "Cy", "Di"), DATED)
    return sf.plan_squad(members, gym, sf.Coach(half_hours=3, shifts=1))


@cache
def season() -> sf.SquadPlan:
    """Return a plan of two weeks, in which circuits are trained elsewhere."""
    later = attrs.evolve(WEEK, repeats=False, start="2026-11-30")
    block = sf.Block([attrs.evolve(WEEK, repeats=False, start="2026-11-23"), later])
    gym = sf.Gym(places=1, kinds=["heavy"], open=["Wed 18:00-20:00"])
    return sf.plan_squad({"Ann": block, "Bo": block}, gym, sf.Coach(half_hours=3))


@cache
def stuck() -> sf.SquadPlan:
    """Return what comes of two pins for one place."""
    pin = sf.Session("Wed 18:00", "circuit")
    week = sf.Week(RUNS, strength=1, pins=[pin])
    return sf.plan_squad({"Ann": week, "Bo": week}, sf.Gym(places=1))


EACH = {"club": club, "crowd": crowd, "season": season, "stuck": stuck}


def plan_of_file(file: SquadFile) -> sf.SquadPlan:
    return sf.plan_squad(file.members, file.gym, file.coach, file.policy, fairness=file.fairness)


def _like(first: sf.Week, week: sf.Week) -> sf.Week:
    """Return a week that goes with another in one squad."""
    changes: dict[str, Any] = {"repeats": first.repeats, "start": first.start}
    if first.repeats:
        changes |= {"before": (), "after": ()}
    if first.start is None:
        changes |= {"available": None, "forbidden": ()}  # which may have dates
    return attrs.evolve(week, **changes)


def _coaches() -> st.SearchStrategy[sf.Coach]:
    return st.builds(
        sf.Coach,
        half_hours=st.integers(0, 8),
        shifts=st.none() | st.integers(0, 3),
        kinds=st.sampled_from([("heavy",), ("circuit", "heavy"), ()]),
        at_once=st.none() | st.integers(0, 3),
        available=st.none() | st.just(["Mon-Fri 16:00-21:00"]),
    )


def _gyms() -> st.SearchStrategy[sf.Gym]:
    return st.builds(
        sf.Gym,
        places=st.none() | st.integers(0, 3),
        equipment=st.just({}) | st.just({"weights": 1, "mats": 0}),
        open=st.none() | st.just(["weekdays 06:00-21:00", "Sat"]),
        kinds=st.none() | st.just(["heavy", "circuit"]),
    )


@st.composite
def squad_files(draw: st.DrawFn, most: int = 3) -> SquadFile:
    """A squad file of any shape."""
    given = draw(st.lists(weeks(most=2), min_size=1, max_size=most))
    members = [
        sf.Member(
            name,
            _like(given[0], week),
            draw(st.none() | policies(grid=180)),
            draw(st.sampled_from([0, 0, 1, 9])),
        )
        for name, week in zip(("Ann", "Bo <b>", "東京"), given, strict=False)
    ]
    return SquadFile(
        tuple(members),
        draw(_gyms()),
        draw(st.none() | _coaches()),
        draw(policies(grid=180)),
    )


RUBBISH: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    10**30,
    0.5,
    "",
    "x",
    "Tue 25:00",
    [],
    [3],
    {},
    {"x": 1},
)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each table or list in a value with a key or an index of it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, member in pairs:
        yield value, key
        if isinstance(member, dict | list):
            yield from _places(member)


@st.composite
def spoilt(draw: st.DrawFn, table: dict[str, Any]) -> dict[str, Any]:
    """Return a table with something in it replaced, left out or added."""
    made = copy.deepcopy(table)
    holder, key = draw(st.sampled_from(list(_places(made))))
    what = draw(st.sampled_from(["replaced", "left out", "added"]))
    if what == "left out":
        del holder[key]
    elif what == "replaced" or isinstance(holder, list):
        holder[key] = copy.deepcopy(draw(st.sampled_from(RUBBISH)))
    else:
        holder["another"] = copy.deepcopy(draw(st.sampled_from(RUBBISH)))
    return made
