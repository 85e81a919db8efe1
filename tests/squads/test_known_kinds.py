"""Squads: a slip of the pen in a gym's or a coach's kinds, or in a member's pins, is said."""

import pytest

import strengthfit as sf
from strengthfit.domain import Extension, OwnStrengthKind

WEEK = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1)


@pytest.mark.parametrize(
    ("gym", "coach", "where"),
    [
        (sf.Gym(kinds=["heavvy"]), None, "gym.kinds[0]"),
        (sf.Gym(kinds=["heavy", "yoga"]), None, "gym.kinds[1]"),
        (sf.Gym(), sf.Coach(2, kinds=["Heavy"]), "coach.kinds[0]"),
        (sf.Gym(kinds=["acme:nordic"]), None, "gym.kinds[0]"),
    ],
)
def test_kinds_that_nobody_knows_are_refused(
    gym: sf.Gym, coach: sf.Coach | None, where: str
) -> None:
    with pytest.raises(sf.InputError) as refused:
        sf.plan_squad({"Ann": WEEK}, gym, coach)
    assert refused.value.where == where
    assert "is not a kind of strength" in str(refused.value)


def test_kinds_of_one_member_s_extensions_are_known() -> None:
    nordic = OwnStrengthKind("acme:nordic", "heavy")
    policy = sf.Policy(extensions=[Extension("acme", strength_kinds=[nordic])])
    members = [sf.Member("Ann", WEEK), sf.Member("Bo", WEEK, policy)]
    gym = sf.Gym(places=1, kinds=["acme:nordic"])
    assert sf.plan_squad(members, gym, sf.Coach(2, kinds=["acme:nordic"])).status == "optimal"


def test_both_are_said_at_once() -> None:
    with pytest.raises(sf.InputError) as refused:
        sf.plan_squad({"Ann": WEEK}, sf.Gym(kinds=["x"]), sf.Coach(2, kinds=["y"]))
    assert [problem.path for problem in refused.value.problems] == [
        "/gym/kinds/0",
        "/coach/kinds/0",
    ]


def test_a_pin_that_cannot_stay_is_named_with_its_member() -> None:
    week = sf.Week(WEEK.runs, strength=1, pins=[sf.Session("Mon 18:00", "circuit")])
    with pytest.raises(sf.PinError) as refused:
        sf.plan_squad({"Ann": WEEK, "Bo": week}, sf.Gym())
    assert str(refused.value).startswith("athletes[1].week.pins[0]: the circuit on Mon 18:00")
    assert refused.value.problems[0].path == "/athletes/1/week/pins/0"
