"""What gym, coach and members refuse, each with its path and what is accepted."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import strengthfit as sf
from strengthfit.squads import Coach, Gym, Member, plan_squad

WEEK = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1)
DATED = sf.Week([], 1, start="2026-11-25")

gym: Any = Gym  # as types would refuse already most of what is refused here
coach: Any = Coach
member: Any = Member
squad_of: Any = plan_squad

REFUSED: list[tuple[str, Callable[[], Any], str, str]] = [
    ("places -1", lambda: gym(places=-1), "Gym.places", "out_of_range"),
    ("places text", lambda: gym(places="many"), "Gym.places", "wrong_type"),
    ("places half", lambda: gym(places=1.5), "Gym.places", "wrong_type"),
    ("equipment list", lambda: gym(equipment=["weights"]), "Gym.equipment", "wrong_type"),
    ("equipment number", lambda: gym(equipment=3), "Gym.equipment", "wrong_type"),
    ("racks -1", lambda: gym(equipment={"rack": -1}), "Gym.equipment['rack']", "out_of_range"),
    ("racks true", lambda: gym(equipment={"rack": True}), "Gym.equipment['rack']", "out_of_range"),
    (
        "racks twice",
        lambda: gym(equipment=[("rack", 1), ("rack", 2)]),
        "Gym.equipment",
        "duplicate",
    ),
    ("racks as places", lambda: gym(equipment={"places": 1}), "Gym.equipment", "wrong_value"),
    ("racks as coach", lambda: gym(equipment={"coach": 1}), "Gym.equipment", "wrong_value"),
    ("open odd", lambda: gym(open=["Someday"]), "Gym.open[0]", "wrong_form"),
    ("kinds number", lambda: gym(kinds=3), "Gym.kinds", "wrong_type"),
    ("kinds numbers", lambda: gym(kinds=[3]), "Gym.kinds", "wrong_type"),
    ("half-hours -1", lambda: coach(-1), "Coach.half_hours", "out_of_range"),
    ("half-hours none", lambda: coach(None), "Coach.half_hours", "wrong_type"),
    ("half-hours 337", lambda: coach(337), "Coach.half_hours", "out_of_range"),
    ("shifts -1", lambda: coach(4, shifts=-1), "Coach.shifts", "out_of_range"),
    ("shifts text", lambda: coach(4, shifts="two"), "Coach.shifts", "wrong_type"),
    ("at once -1", lambda: coach(4, at_once=-1), "Coach.at_once", "out_of_range"),
    ("coach kinds", lambda: coach(4, kinds=None), "Coach.kinds", "wrong_type"),
    ("available odd", lambda: coach(4, available=["Someday"]), "Coach.available[0]", "wrong_form"),
    ("id number", lambda: member(3, WEEK), "Member.id", "wrong_type"),
    ("id empty", lambda: member("", WEEK), "Member.id", "wrong_form"),
    ("week text", lambda: member("Ann", "Mon"), "Member.week", "wrong_type"),
    ("policy text", lambda: member("Ann", WEEK, "supporting"), "Member.policy", "wrong_type"),
    ("priority 10", lambda: member("Ann", WEEK, priority=10), "Member.priority", "out_of_range"),
    ("priority -1", lambda: member("Ann", WEEK, priority=-1), "Member.priority", "out_of_range"),
    ("nobody", lambda: squad_of([], gym()), "athletes", "missing"),
    ("text", lambda: squad_of("Ann", gym()), "athletes", "wrong_type"),
    ("a week", lambda: squad_of([WEEK], gym()), "athletes[0]", "wrong_type"),
    ("a number", lambda: squad_of(3, gym()), "athletes", "wrong_type"),
    (
        "one id twice",
        lambda: squad_of([member("Ann", WEEK), member("Ann", WEEK)], gym()),
        "athletes[1].id",
        "duplicate",
    ),
    (
        "other weeks",
        lambda: squad_of({"Ann": WEEK, "Bo": DATED}, gym()),
        "athletes[1].week",
        "contradiction",
    ),
    (
        "a block among weeks",
        lambda: squad_of({"Ann": WEEK, "Bo": sf.Block([WEEK, WEEK])}, gym()),
        "athletes[1].week",
        "contradiction",
    ),
    ("no gym", lambda: squad_of({"Ann": WEEK}, 3), "gym", "wrong_type"),
    ("no coach", lambda: squad_of({"Ann": WEEK}, gym(), 3), "coach", "wrong_type"),
    ("fair", lambda: squad_of({"Ann": WEEK}, gym(), fairness="fair"), "fairness", "unknown_name"),
    ("fair 3", lambda: squad_of({"Ann": WEEK}, gym(), fairness=3), "fairness", "wrong_type"),
    (
        "strategy",
        lambda: squad_of({"Ann": WEEK}, gym(), strategy="x"),
        "strategy",
        "unknown_name",
    ),
    (
        "gym on a date without dates",
        lambda: squad_of({"Ann": WEEK}, gym(open=["2026-11-25 18:00-20:00"])),
        "gym.open[0].when",
        "missing",
    ),
    (
        "coach on a date without dates",
        lambda: squad_of({"Ann": WEEK}, gym(), coach(4, available=["2026-11-25 18:00-20:00"])),
        "coach.available[0].when",
        "missing",
    ),
    (
        "policies of other steps",
        lambda: squad_of(
            [member("Ann", WEEK), member("Bo", WEEK, sf.Policy(resolution=0.1))], gym()
        ),
        "athletes[1].policy",
        "contradiction",
    ),
    (
        "member of nobody",
        lambda: squad_of({"Ann": WEEK}, gym()).plan_of("Bo"),
        "member",
        "unknown_name",
    ),
]


@pytest.mark.parametrize(
    ("call", "path", "code"),
    [pytest.param(*row, id=name) for name, *row in REFUSED],
)
def test_what_is_refused_has_its_path_and_says_what_is_accepted(
    call: Callable[[], Any], path: str, code: str
) -> None:
    with pytest.raises(sf.InputError) as raised:
        call()
    assert raised.value.where == path
    assert raised.value.code == code
    assert raised.value.accepted


def test_all_that_is_wrong_with_members_is_named_at_once() -> None:
    members = [Member("Ann", WEEK), Member("Ann", DATED)]
    with pytest.raises(sf.InputError) as raised:
        plan_squad(members, Gym())
    paths = [problem.path for problem in raised.value.problems]
    assert paths == ["/athletes/1/id", "/athletes/1/week"]


VALUES = [
    Gym(places=8, equipment={"weights": 2}, open=["Mon-Fri 06:00-21:00"], kinds=["heavy"]),
    Coach(12, shifts=3, kinds=["heavy", "plyometric"], at_once=4, available=["weekdays"]),
    Member("Ann", WEEK, sf.Policy(grid=60), priority=2),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_are_copied_and_pickled_as_they_are(value: object) -> None:
    sent = pickle.loads(pickle.dumps(value))  # noqa: S301  # our own bytes
    for other in (copy.copy(value), copy.deepcopy(value), sent):
        assert other == value
        assert hash(other) == hash(value)
        assert repr(other) == repr(value)


def test_numbers_and_lists_are_taken_as_they_come() -> None:
    assert gym(np.int64(8), equipment=[("rack", np.int64(2))]) == Gym(8, {"rack": 2})
    assert Gym(open="Mon 06:00-21:00") == Gym(open=["Mon 06:00-21:00"])
    assert Coach(np.int32(4), kinds=["heavy"]) == Coach(4, kinds=("heavy",))
    assert Member("Ann", WEEK, priority=np.int8(1)) == Member("Ann", WEEK, priority=1)
