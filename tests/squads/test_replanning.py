"""Squads planned again, against all that they could do instead."""

import itertools
import pickle
import re
from collections.abc import Iterable, Sequence
from typing import Any

import attrs
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain import Week
from strengthfit.domain.strength import DOSES
from strengthfit.planning.replanning import LEFT_OUT
from strengthfit.program import Program
from strengthfit.squads import (
    Coach,
    Gym,
    Member,
    SquadPlan,
    member_prices,
    plan_squad,
    replan_squad,
    squad_prices,
)

from .brute_force import (
    Own,
    Sitting,
    at_once,
    coach_can,
    halves_of,
    hours,
    members,
    minutes_of,
    own_sets,
    total,
)

DAY = 1440
RUNS = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sat 08:00", "long")]
WEEK = Week(RUNS, strength=1)
TWO_DAYS = ["Wed-Thu 17:00-18:00"]

Key = tuple[int, ...]


@attrs.frozen(eq=False)
class Had:
    """A member's old plan as choices: those that are done, and those that were to come."""

    own: Own
    done: frozenset[int]
    to_come: frozenset[int]

    def differs(self, taken: frozenset[int]) -> tuple[int, int]:
        """Return how many sessions to come change if these are taken, and how many move."""
        choices = self.own.program.choices
        demand, start = choices.demand.tolist(), choices.start.tolist()
        changes = moves = 0
        for one in range(len(self.own.program.counts)):
            old = {choice for choice in self.to_come if demand[choice] == one}
            new = {choice for choice in taken - self.done if demand[choice] == one}
            changes += max(len(old), len(new)) - len(old & new)
            at = {start[choice] for choice in old} & {start[choice] for choice in new}
            moves += max(len(old), len(new)) - len(at)
        return changes, moves


def had(plan: sf.Plan, now: int, windows: Iterable[str], most: int) -> Had:
    own = own_sets(sf.formulate(plan.week, plan.policy), minutes_of(windows), most)
    mine = choices_of(own.program, plan)
    start = own.program.choices.start.tolist()
    done = frozenset(one for one in mine if start[one] < now)
    return Had(own, done, mine - done)


def choices_of(program: Program, plan: sf.Plan) -> frozenset[int]:
    """Return a plan's sessions as choices of the program of its week."""
    choices = program.choices
    at = {(int(choices.start[one]), DOSES[choices.dose[one]]): one for one in range(len(choices))}
    return frozenset(at[placement.start, placement.dose] for placement in plan.placements)


def best_key(
    weeks: Sequence[Had],
    places: int,
    spans: Sequence[tuple[int, int]],
    out: Sequence[bool],
    *,
    now: int,
    coach: tuple[Coach, Sequence[int]] | None = None,
) -> Key:
    """Return the least key of all ways in which members can go on."""
    ways: list[list[tuple[tuple[Sitting, ...], Key, Key]]] = []
    for week, is_out in zip(weeks, out, strict=True):
        mine: list[tuple[tuple[Sitting, ...], Key, Key]] = []
        for sessions, tiers in week.own.sets:
            taken = frozenset(one.choice for one in sessions)
            to_come = tuple(one for one in sessions if one.start >= now)
            if taken - {one.choice for one in to_come} != week.done or (is_out and to_come):
                continue
            if all(any(low <= o.start and o.end <= high for low, high in spans) for o in to_come):
                changes, moves = week.differs(taken)
                disturbed = int(bool(changes) and not is_out)
                mine.append((to_come, (disturbed, changes, moves), tiers))
        ways.append(mine)
    return min(_joint(ways, places, coach))


def _joint(
    ways: Sequence[Sequence[tuple[tuple[Sitting, ...], Key, Key]]],
    places: int,
    coach: tuple[Coach, Sequence[int]] | None,
) -> Iterable[Key]:

    for chosen in itertools.product(*ways):
        together = [one for sessions, _, _ in chosen for one in sessions]
        if any(at_once(together, one.start) > places for one in together):
            continue
        if coach is not None and not coach_can(halves_of(together), coach[1], coach[0]):
            continue
        yield (
            *total([changed for _, changed, _ in chosen]),
            *total([tiers for _, _, tiers in chosen]),
        )


def key_of(new: SquadPlan, weeks: Sequence[Had], out: Sequence[bool]) -> Key:
    """Return the key of a plan, from its sessions."""
    found = []
    for plan, week, is_out in zip(new.plans, weeks, out, strict=True):
        program = week.own.program
        taken = choices_of(program, plan)
        changes, moves = week.differs(taken)
        tiers = program.objective(program.mask(taken))
        found.append((int(bool(changes) and not is_out), changes, moves, *tiers))
    return total(found, 9)


def past_of(squad: SquadPlan, now: int) -> list[tuple[str, int, str]]:
    return [(one.member, one.start, one.dose) for one in squad.bookings if one.start < now]


@given(members(sessions=2), hours(), hours(), st.data())
@settings(max_examples=40, deadline=None)
def test_a_smaller_gym_disturbs_as_few_as_trying_everything_does(
    squad: list[Member], before: list[str], after: list[str], data: st.DataObject
) -> None:
    places, today = data.draw(st.integers(1, 2)), data.draw(st.sampled_from([0, 2, 4]))
    plan = plan_squad(squad, Gym(places=2, open=before))
    out = [data.draw(st.integers(0, 5)) == 0 for _ in squad]
    ill = [member.id for member, is_out in zip(squad, out, strict=True) if is_out]
    windows = sorted({*after, *data.draw(st.sampled_from([before, []]))})
    gym, now = Gym(places=places, open=windows), today * DAY
    known = sorted({*before, *windows})
    weeks = [had(one, now, known, 2) for one in plan.plans]
    new = replan_squad(plan, gym, ill=ill, today=today)
    event(f"{len(new.changes)} changed")
    assert new.status == "optimal"
    assert past_of(new, now) == past_of(plan, now)
    assert key_of(new, weeks, out) == best_key(weeks, places, minutes_of(windows), out, now=now)


@given(members(sessions=1), hours(), st.integers(0, 5), st.sampled_from([0, 2, 4]), st.data())
@settings(max_examples=40, deadline=None)
def test_a_coach_with_less_time_too(
    squad: list[Member], windows: list[str], half_hours: int, today: int, data: st.DataObject
) -> None:
    kinds = ["heavy", "circuit"]
    gym = Gym(places=2, open=windows)
    plan = plan_squad(squad, gym, Coach(6, shifts=2, kinds=kinds))
    less = Coach(half_hours, shifts=data.draw(st.sampled_from([None, 1, 2])), kinds=kinds)
    now = today * DAY
    weeks = [had(one, now, windows, 1) for one in plan.plans]
    worked = [
        half for shift in plan.shifts for half in range(shift.start, shift.end, 30) if half < now
    ]
    new = replan_squad(plan, coach=less, today=today)
    event(f"{len(new.changes)} changed, {len(worked)} worked")
    out = [False] * len(squad)
    best = best_key(weeks, 2, minutes_of(windows), out, now=now, coach=(less, worked))
    assert past_of(new, now) == past_of(plan, now)
    assert key_of(new, weeks, out) == best


def test_nothing_changes_if_nothing_has() -> None:
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=1, open=TWO_DAYS))
    for today in (0, 2, 3, 7):
        new = replan_squad(plan, today=today)
        assert new.changes == {}
        assert new.bookings == plan.bookings
        assert [one.placements for one in new.plans] == [one.placements for one in plan.plans]


def test_one_moves_rather_than_two() -> None:
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=2, open=TWO_DAYS))
    new = replan_squad(plan, Gym(places=1, open=TWO_DAYS), today="Tue")
    ((name, (change,)),) = new.changes.items()
    assert change.code == "capacity.places"
    assert str(change).startswith("Wed 17:00 circuit, full -> Thu 17:00 circuit, full: no place")
    other = next(one.id for one in new.members if one.id != name)
    assert new.plan_of(other).placements == plan.plan_of(other).placements


def test_one_gives_up_two_sessions_rather_than_two_one_each() -> None:
    hours_ = ["Tue 17:00-17:40", "Fri 17:00-17:40"]
    ann = Week([sf.Run("Tue 07:00", "easy", minutes=100)], strength=2)
    bo = Week([sf.Run("Fri 07:00", "easy", minutes=100)], strength=2)
    plan = plan_squad({"Ann": ann, "Bo": bo}, Gym(places=2, open=hours_))
    assert len(plan.bookings) == 4
    new = replan_squad(plan, Gym(places=1, open=hours_))
    assert [len(changes) for changes in new.changes.values()] == [2]
    # By interference each would keep the session on the day without a run.
    fresh = plan_squad({"Ann": ann, "Bo": bo}, Gym(places=1, open=hours_))
    assert [one.member for one in fresh.bookings] == ["Bo", "Ann"]


def test_who_is_ill_makes_room_for_nobody_who_has_a_plan() -> None:
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=1, open=TWO_DAYS))
    new = replan_squad(plan, ill=["Bo"], today="Tue")
    assert list(new.changes) == ["Bo"]
    assert [str(one) for one in new.changes["Bo"]] == [
        "Wed 17:00 circuit, full -> not placed: Bo is out"
    ]
    assert new.plan_of("Bo").skipped[0].reason == "every start is closed: Bo is out"
    late = replan_squad(plan, ill=["Bo"], today="Fri")
    assert late.changes == {}
    assert late.bookings == plan.bookings


def test_who_is_ill_stays_out_until_their_week_says_otherwise() -> None:
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=1, open=TWO_DAYS))
    new = replan_squad(plan, ill=["Bo"], today="Tue")
    assert sf.plan(new.plan_of("Bo").week).placements == ()
    later = replan_squad(new, today="Wed")
    assert later.changes == {}
    well = replan_squad(new, weeks={"Bo": WEEK}, today="Wed")
    assert well.plan_of("Bo").skipped[0].reason == LEFT_OUT
    assert well.changes == {}  # a session more would be a change, as in `replan`


@pytest.mark.parametrize("today", ["Thu", "Fri"])
def test_a_replanned_squad_has_prices_in_any_process(today: str) -> None:
    coach = Coach(6, shifts=2, kinds=["circuit"])
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=2, open=TWO_DAYS), coach)
    gym = Gym(places=1, open=["Thu 17:00-18:00", "Fri 08:00-09:00"])
    new = replan_squad(plan, gym, ill=["Bo"], today=today)
    again: SquadPlan = pickle.loads(pickle.dumps(new))  # noqa: S301  # our own bytes
    assert again == new
    for name in ("Ann", "Bo"):
        assert member_prices(again, name) == member_prices(new, name)
        assert sf.explain(again.plan_of(name)) == sf.explain(new.plan_of(name))
        assert all(one.start >= new.plan_of(name).today * DAY for one in member_prices(new, name))
    prices = squad_prices(again)
    assert prices == squad_prices(new)
    assert replan_squad(again, today=today).changes == {}


def test_prices_do_not_count_what_replanning_leaves_as_it_was() -> None:
    hours_ = ["Wed 17:00-18:00", "Thu 17:00-18:00"]
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=1, open=hours_))
    # With room for two on Wednesday both would be better off then, but nobody is disturbed for it.
    new = replan_squad(plan, Gym(places=2, open=hours_), today="Tue")
    assert new.changes == {}
    assert new.interference > plan_squad(new.members, new.gym).interference
    assert not [str(price) for price in squad_prices(new) if price.saves]


def test_pins_to_come_of_who_is_ill_are_dropped() -> None:
    pinned = attrs.evolve(WEEK, pins=[sf.Session("Thu 17:00", "circuit")])
    plan = plan_squad({"Ann": WEEK, "Bo": pinned}, Gym(places=1, open=TWO_DAYS))
    new = replan_squad(plan, ill=["Bo"], today="Tue")
    assert new.plan_of("Bo").placements == ()
    assert isinstance(new.plan_of("Bo").week, Week)
    assert new.members[1].week.pins == ()  # type: ignore[union-attr]  # it is a week
    past = replan_squad(plan, ill=["Bo"], today="Fri")
    assert [one.when for one in past.plan_of("Bo").placements] == ["Thu 17:00"]


def test_a_week_that_is_known_better() -> None:
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=2, open=TWO_DAYS))
    moved = attrs.evolve(WEEK, runs=[sf.Run("Thu 07:00", "intervals"), sf.Run("Sat 08:00", "long")])
    new = replan_squad(plan, weeks={"Bo": moved})
    assert list(new.changes) == ["Bo"]
    assert new.changes["Bo"][0].labels[0].text == "before the intervals on Thu 07:00"
    assert new.members[1].week == moved


def test_priorities_and_own_policies_are_kept() -> None:
    squad = [Member("Ann", WEEK), Member("Bo", WEEK, policy=sf.Policy(), priority=1)]
    plan = plan_squad(squad, Gym(places=2, open=TWO_DAYS))
    new = replan_squad(plan, Gym(places=1, open=TWO_DAYS))
    assert list(new.changes) == ["Ann"]
    assert new.members == plan.members


def test_pins_that_cannot_stand_together_any_more() -> None:
    pinned = attrs.evolve(WEEK, pins=[sf.Session("Thu 17:00", "circuit")])
    plan = plan_squad({"Ann": pinned, "Bo": pinned}, Gym(places=2, open=TWO_DAYS))
    with pytest.raises(sf.PinError, match="cannot stand together"):
        replan_squad(plan, Gym(places=1, open=TWO_DAYS))
    assert replan_squad(plan, Gym(places=1, open=TWO_DAYS), today="Fri").changes == {}


def test_limits_still_give_a_plan() -> None:
    plan = plan_squad({"Ann": WEEK, "Bo": WEEK, "Cy": WEEK}, Gym(places=3, open=TWO_DAYS))
    gym = Gym(places=1, open=TWO_DAYS)
    new = replan_squad(plan, gym, strategy="cpsat", limits=sf.Limits(deterministic=0))
    assert new.status == "feasible"
    assert len(new.bookings) >= 2
    again = plan_squad(plan.members, gym)
    assert {one.start for one in new.bookings} <= {
        2880 + 1020,
        4320 + 1020,
        *(one.start for one in again.bookings),
    }
    with pytest.raises(sf.CancelledError):
        replan_squad(plan, gym, limits=sf.Limits(cancel=lambda: True))


def test_arguments_are_checked() -> None:
    plan = plan_squad({"Ann": WEEK}, Gym(open=TWO_DAYS))
    for given_, path in (
        ({"ill": ["An"]}, r"ill\[0\]: 'An' is not a member; write one of Ann"),
        ({"ill": "Ann"}, "ill: .* is not a list of ids"),
        ({"weeks": [WEEK]}, "weeks: .* is not a mapping"),
        ({"weeks": {"Bo": WEEK}}, r"weeks\['Bo'\]"),
        ({"weeks": {"Ann": 3}}, r"weeks\['Ann'\]: 3 is not a Week"),
        ({"gym": 3}, "gym: 3 is not a Gym"),
        ({"coach": 3}, "coach: 3 is not a Coach"),
        ({"today": "Now"}, "today"),
    ):
        with pytest.raises(sf.InputError, match=path):
            replan_squad(plan, **given_)


@pytest.mark.parametrize(
    ("changes", "where", "says"),
    [
        ({"weeks": {"Ann": 3}}, "weeks['Ann']", "is not a Week or a Block"),
        ({"weeks": {"Ann": Week([], 1, days=6)}}, "weeks['Ann']", "differs from the others' in"),
        ({"weeks": {"Bo": sf.Block([WEEK, WEEK])}}, "weeks['Bo']", "differs from the others' in"),
        ({"gym": Gym(kinds=["heavvy"])}, "gym.kinds[0]", "did you mean 'heavy'?"),
        ({"coach": Coach(2, kinds=["heavvy"])}, "coach.kinds[0]", "did you mean 'heavy'?"),
    ],
)
def test_what_is_not_accepted_is_named_as_it_was_given(
    changes: dict[str, Any], where: str, says: str
) -> None:
    squad = plan_squad({"Ann": WEEK, "Bo": WEEK}, Gym(places=1))
    with pytest.raises(sf.InputError, match=re.escape(says)) as refused:
        replan_squad(squad, **changes)
    assert refused.value.where == where


@pytest.mark.parametrize("weights", [None, 1])
def test_who_is_still_there_at_midnight_takes_a_place_until_the_end(weights: int | None) -> None:
    hour = [sf.Demand("heavy", minutes=60)]
    late = Week([], hour, available=["Tue 23:30-00:30"])
    gym = Gym(places=1) if weights is None else Gym(equipment={"weights": 1})
    weeks = {"Ann": late, "Bo": Week([], hour, available=["Wed 00:30-01:30"])}
    squad = plan_squad(weeks, gym)
    assert [(one.when, one.member) for one in squad.bookings] == [
        ("Tue 23:30", "Ann"),
        ("Wed 00:30", "Bo"),
    ]
    earlier = Week([], hour, available=["Wed 00:00-00:45"])
    again = replan_squad(squad, weeks={"Bo": earlier}, today="Wed")
    assert [(one.when, one.member) for one in again.bookings] == [("Tue 23:30", "Ann")]
    reason = sf.why_not(again.plan_of("Bo"), "Wed 00:00", "heavy")
    assert "Wed 00:00" in str(reason)
    assert "(capacity)" in str(reason)
    both = Week([], hour, available=["Wed 00:00-01:30"])
    roomy = replan_squad(squad, weeks={"Bo": both}, today="Wed")
    assert not roomy.changes
    assert squad_prices(again)


@pytest.mark.parametrize("coach", [None, Coach(0), Coach(4, shifts=1, available=["Fri"])])
def test_the_coach_stays_until_a_session_that_has_begun_ends(coach: Coach | None) -> None:
    late = Week([], [sf.Demand("heavy", minutes=60)], available=["Tue 23:30-00:30"])
    squad = plan_squad({"Ann": late, "Bo": late}, Gym(), Coach(4))
    again = replan_squad(squad, coach=coach, today="Wed")
    for one in (squad, again, replan_squad(again, today="Thu")):
        assert [(shift.when, shift.until) for shift in one.shifts] == [("Tue 23:30", "Wed 00:30")]
        assert [booking.when for booking in one.bookings] == ["Tue 23:30"] * 2
    assert all(price.strength == 0 for price in squad_prices(again))
