"""Which limits of a squad clash, and what would help, against trying everything."""

import itertools
from collections.abc import Iterable, Sequence

import attrs
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain import Week
from strengthfit.domain.clock import DAYS, moment_text
from strengthfit.program import Label
from strengthfit.squads import Coach, Gym, Member, diagnose_squad, plan_squad
from strengthfit.squads.diagnosis import USUAL_PRICES

from .brute_force import (
    OPEN,
    STRENGTH,
    Sitting,
    at_once,
    coach_can,
    halves_of,
    minutes_of,
    own_sets,
)

ALONE = Week([], strength=1, available=["Wed 18:00-18:40"])
KINDS = ["heavy", "circuit"]


@st.composite
def asking(draw: st.DrawFn) -> list[Member]:
    """Draw two or three athletes with little time, some of whom have a pin."""
    found = []
    for name in "ABC"[: draw(st.integers(2, 3))]:
        windows = draw(
            st.lists(
                st.sampled_from(sorted(OPEN)), min_size=1, max_size=2, unique_by=lambda w: w[:3]
            )
        )
        kind = draw(st.sampled_from(KINDS))
        pins = [sf.Session(windows[0][:9], kind)] if draw(st.booleans()) else []
        demand = sf.Demand(kind, draw(st.integers(1, len(windows))))
        found.append(Member(name, Week([], [demand], available=windows, pins=pins)))
    return found


@attrs.frozen(eq=False)
class Tried:
    """All that members can do without gym and coach, each with as much strength as alone."""

    members: Sequence[Member]
    sets: tuple[tuple[tuple[Sitting, ...], ...], ...]
    gym: Gym
    coach: Coach | None

    def keeps(self, sessions: Sequence[Sequence[Sitting]], limit: Label) -> bool:
        """Whether members' sessions keep a limit, if it is none of the coach's numbers."""
        together = [one for own in sessions for one in own]
        if limit.rule == "capacity":
            thing, _, moment = limit.cause.partition(" ")
            bound = self.gym.places if thing == "places" else (self.coach or Coach(0)).at_once
            day, clock = moment.split()
            minute = 1440 * DAYS.index(day) + 60 * int(clock[:2]) + int(clock[3:])
            return at_once(together, minute) <= (bound or 0)
        if limit.rule == "gym_hours":
            spans = minutes_of(str(window.when) for window in self.gym.open or ())
            today = [one for one in together if DAYS[one.start // 1440] == limit.cause]
            return all(any(a <= o.start and o.end <= b for a, b in spans) for o in today)
        if limit.code == "pins.pinned":
            index = [member.id for member in self.members].index(limit.cause[0])
            pin = self.members[index].week.pins[0]  # type: ignore[union-attr]  # it is a week
            at = f" on {pin.when}"
            return any(
                at in limit.cause and moment_text(one.start, 0) == str(pin.when)
                for one in sessions[index]
            )
        return True

    def can_hold(self, limits: Iterable[Label]) -> bool:
        held = list(limits)
        numbers = {one.text.split()[3].rstrip("s") for one in held if one.code == "coach.number"}
        for sessions in itertools.product(*self.sets):
            if not all(self.keeps(sessions, limit) for limit in held):
                continue
            if self.coach is None or coach_can(
                halves_of(one for own in sessions for one in own),
                [],
                attrs.evolve(
                    self.coach,
                    half_hours=self.coach.half_hours if "half-hour" in numbers else 336,
                    shifts=self.coach.shifts if "shift" in numbers else None,
                ),
            ):
                return True
        return False

    def everything(self) -> list[Label]:
        """Return all limits there are."""
        sittings = [one for own in self.sets for sessions in own for one in sessions]
        starts = sorted({one.start for one in sittings})
        things = ["places"] if self.gym.places is not None else []
        things += ["coach"] if self.coach is not None and self.coach.at_once is not None else []
        labels = [
            Label("capacity", f"{thing} {moment_text(start, 0)}", "")
            for thing in things
            for start in starts
        ]
        labels += [Label("gym_hours", day, "") for day in DAYS if self.gym.open is not None]
        labels += [
            Label("pins", f"{one.id}:  on {pin.when}", "", code="pins.pinned")
            for one in self.members
            for pin in one.week.pins  # type: ignore[union-attr]  # it is a week
        ]
        for what in ("half-hour", "shift"):
            labels.append(Label("coach", what, f"more than 0 {what}s", code="coach.number"))
        return labels


def tried(members: Sequence[Member], gym: Gym, coach: Coach | None) -> Tried:
    sets = []
    for member in members:
        assert isinstance(member.week, Week)
        free = attrs.evolve(member.week, pins=[])
        own = own_sets(sf.formulate(free), None)
        best = sf.solve(sf.formulate(member.week)).objective or (0,)
        sets.append(
            tuple(sessions for sessions, tiers in own.sets if tiers[STRENGTH] <= best[STRENGTH])
        )
    return Tried(members, tuple(sets), gym, coach)


@st.composite
def limited(draw: st.DrawFn) -> tuple[Gym, Coach | None]:
    """Draw a gym, and perhaps a coach."""
    names = st.lists(st.sampled_from(sorted(OPEN)), min_size=3, unique_by=lambda w: w[:3])
    windows = draw(st.one_of(st.none(), names))
    gym = Gym(places=draw(st.sampled_from([None, 1, 2])), open=windows)
    if draw(st.booleans()):
        return gym, None
    shifts = draw(st.sampled_from([None, 1, 2]))
    hands = draw(st.sampled_from([None, 1]))
    return gym, Coach(draw(st.integers(1, 5)), shifts=shifts, at_once=hands, kinds=KINDS)


@given(asking(), limited())
@settings(max_examples=40, deadline=None)
def test_what_clashes_is_minimal(members: list[Member], shared: tuple[Gym, Coach | None]) -> None:
    gym, coach = shared
    known = tried(members, gym, coach)
    diagnosis = diagnose_squad(members, gym, coach, ways=0)
    event(f"{len(diagnosis.clash)} clash")
    for rule in {one.rule for one in diagnosis.clash}:
        event(rule)
    assert diagnosis.met == known.can_hold(known.everything())
    if diagnosis.met:
        assert (diagnosis.short, diagnosis.clash) == ((), ())
        return
    assert diagnosis.short or diagnosis.plan.status == "infeasible"
    clashes = [diagnosis.clash, *diagnosis.other_clashes]
    event(f"{len(clashes)} clashes")
    for clash in clashes:
        assert not known.can_hold(clash)
        for left_out in clash:
            assert known.can_hold(one for one in clash if one != left_out)
    gone = [_key(one) for clash in clashes for one in clash]
    assert len(set(gone)) == len(gone)
    assert known.can_hold(one for one in known.everything() if _key(one) not in gone)


def _key(limit: Label) -> tuple[str, str]:
    """Return the same for a limit of a diagnosis and for that of `Tried.everything`."""
    if limit.code == "coach.number":
        return limit.rule, limit.text.split()[3].rstrip("s")
    return limit.rule, limit.cause[0] if limit.code == "pins.pinned" else limit.cause


def short_of(members: Sequence[Member], plans: Sequence[sf.Plan]) -> list[str]:
    """Return the members who have less strength in a plan of a squad than alone."""
    return [
        member.id
        for member, plan in zip(members, plans, strict=True)
        if plan.status == "infeasible"
        or plan.score.strength_delivered < sf.plan(member.week).score.strength_delivered - 1e-9
    ]


@given(asking(), limited())
@settings(max_examples=12, deadline=None)
def test_each_way_out_is_one(members: list[Member], shared: tuple[Gym, Coach | None]) -> None:
    gym, coach = shared
    diagnosis = diagnose_squad(members, gym, coach, ways=20)
    assert list(diagnosis.short) == short_of(members, diagnosis.plan.plans)
    assert [way.price for way in diagnosis.ways] == sorted(way.price for way in diagnosis.ways)
    for way in diagnosis.ways:
        event(way.what)
        missing = short_of(way.plan.members, way.plan.plans)
        if way.what == "session":
            assert missing == list(way.members)
            continue
        again = plan_squad(way.plan.members, way.plan.gym, way.plan.coach)
        assert missing == short_of(again.members, again.plans) == []
        if way.number > 1:
            less = _one_less(way.what, way.plan.gym, way.plan.coach)
            fewer = plan_squad(members, *less)
            assert short_of(members, fewer.plans)


def _one_less(what: str, gym: Gym, coach: Coach | None) -> tuple[Gym, Coach | None]:
    if what == "places":
        return attrs.evolve(gym, places=(gym.places or 0) - 1), coach
    assert coach is not None
    name = "at_once" if what == "coach" else what
    return gym, attrs.evolve(coach, **{name: getattr(coach, name) - 1})


@given(asking(), limited())
@settings(max_examples=8, deadline=None)
def test_no_number_that_would_do_is_missing(
    members: list[Member], shared: tuple[Gym, Coach | None]
) -> None:
    gym, coach = shared
    diagnosis = diagnose_squad(members, gym, coach, ways=20)
    if diagnosis.met:
        return
    found = {way.what for way in diagnosis.ways}
    larger: list[tuple[str, Gym, Coach | None]] = []
    if gym.places is not None:
        larger.append(("places", attrs.evolve(gym, places=9), coach))
    if coach is not None:
        larger.append(("half_hours", gym, attrs.evolve(coach, half_hours=40)))
        if coach.shifts is not None:
            larger.append(("shifts", gym, attrs.evolve(coach, shifts=40)))
    for what, wider, freer in larger:
        enough = not short_of(members, plan_squad(members, wider, freer).plans)
        assert (what in found) == enough


def test_pins_that_do_not_fit_the_gym() -> None:
    pinned = Week([], strength=1, pins=[sf.Session("Wed 18:00", "circuit")])
    diagnosis = diagnose_squad({"Ann": pinned, "Bo": pinned, "Cy": pinned}, Gym(places=2))
    assert diagnosis.plan.status == "infeasible"
    assert diagnosis.short == ("Ann", "Bo", "Cy")
    assert [label.rule for label in diagnosis.clash] == ["pins", "pins", "pins", "capacity"]
    assert [(way.what, way.price) for way in diagnosis.ways] == [
        ("places", 3),
        ("pins", 3),
        ("pins", 3),
        ("pins", 3),
    ]
    assert diagnosis.ways[1].plan.members[0].week.pins == ()  # type: ignore[union-attr]  # a week
    assert diagnosis.ways[1].text == "let the circuit on Wed 18:00 of Ann move"


def test_racks_that_are_too_few() -> None:
    heavy = Week([], strength=[sf.Demand("heavy", 1)], available=["Wed 18:00-18:50"])
    squad = dict.fromkeys(("Ann", "Bo", "Cy"), heavy)
    diagnosis = diagnose_squad(squad, Gym(equipment={"weights": 1}))
    assert [label.text for label in diagnosis.clash] == ["more than 1 at the weights at Wed 18:00"]
    racks = next(way for way in diagnosis.ways if way.what == "weights")
    assert (racks.number, racks.price, racks.text) == (2, 6, "2 more at the weights")
    assert dict(racks.plan.gym.equipment) == {"weights": 3}


def test_an_hour_more_in_the_gym() -> None:
    diagnosis = diagnose_squad(
        {"Ann": attrs.evolve(ALONE, available=None)}, Gym(open=["Wed 18:00-18:30"]), ways=9
    )
    assert {label.rule for label in diagnosis.clash} == {"gym_hours"}
    assert {way.text for way in diagnosis.ways if way.what == "hours"} == {
        "open an hour longer, Wed 17:00-18:00",
        "open an hour longer, Wed 18:30-19:30",
    }


def test_when_the_coach_can_be_there() -> None:
    diagnosis = diagnose_squad(
        {"Ann": ALONE}, Gym(), Coach(4, kinds=["circuit"], available=["Thu"])
    )
    assert [label.text for label in diagnosis.clash] == ["outside the coach's times on Wed"]
    assert [way.text for way in diagnosis.ways] == [
        "less strength for Ann: 1 left out instead of 1 full"
    ]
    assert diagnosis.other_clashes == ()
    assert not diagnosis.one_is_enough
    assert "More of one thing alone, or one pin less, is not enough for that." in str(diagnosis)


def test_what_clashes_beside_the_first_clash_is_named_too() -> None:
    gym, coach = Gym(open=["Thu"]), Coach(4, kinds=["circuit"], available=["Thu"])
    diagnosis = diagnose_squad({"Ann": ALONE}, gym, coach)
    texts = [[one.text for one in clash] for clash in diagnosis.other_clashes]
    named = [[one.text for one in diagnosis.clash], *texts]
    assert sorted(named) == [
        ["outside the coach's times on Wed"],
        ["outside the gym's hours on Wed"],
    ]
    for limit in ("outside the gym's hours on Wed", "outside the coach's times on Wed"):
        assert f"\n- {limit} (" in str(diagnosis)


def test_whether_one_change_is_enough_does_not_hang_on_what_is_listed() -> None:
    squad = {"Ann": ALONE, "Bo": ALONE}
    for ways in (0, 1, 5):
        assert diagnose_squad(squad, Gym(places=1), prices={"places": 9}, ways=ways).one_is_enough


def test_prices_order_the_ways() -> None:
    squad, gym = {"Ann": ALONE, "Bo": ALONE}, Gym(places=1)
    assert [way.what for way in diagnose_squad(squad, gym).ways] == ["places", "session", "session"]
    dear = diagnose_squad(squad, gym, prices={"places": 9}, ways=1)
    assert [way.what for way in dear.ways] == ["session"]
    assert USUAL_PRICES["places"] == 3


def test_printed_it_says_what_clashes_and_what_helps() -> None:
    assert str(diagnose_squad({"Ann": ALONE, "Bo": ALONE}, Gym(places=1))).splitlines() == [
        "Less strength in the best plan than with a gym of their own, open at all hours:",
        "  Bo.",
        "If nobody is to have less strength, this has to give way, perhaps more:",
        "- more than 1 in the gym at Wed 18:00 (capacity)",
        "",
        "Ways out, the cheapest first (prices are a convention; strength gives way",
        "  first):",
        "3  1 more in the gym",
        "4  less strength for Bo: 1 left out instead of 1 full",
        "4  less strength for Ann: 1 left out instead of 1 full",
    ]


def test_limits_are_kept() -> None:
    squad = {"Ann": ALONE, "Bo": ALONE}
    diagnosis = diagnose_squad(squad, Gym(places=1), limits=sf.Limits(seconds=0.05))
    assert not diagnosis.met
    with pytest.raises(sf.CancelledError):
        diagnose_squad(squad, Gym(places=1), limits=sf.Limits(cancel=lambda: True))


def test_arguments_are_checked() -> None:
    for given_, path in (
        ({"ways": -1}, "ways: -1 is not a whole number"),
        ({"ways": True}, "ways: True is not a whole number"),
        ({"prices": {"place": 1}}, "prices: 'place' is not something"),
        ({"prices": {"places": -1}}, r"prices\['places'\]: -1 is not a number"),
        ({"prices": [1]}, "prices: .* is not prices"),
    ):
        with pytest.raises(sf.InputError, match=path):
            diagnose_squad({"Ann": ALONE}, Gym(), **given_)
    with pytest.raises(sf.InputError, match="gym: 3 is not a Gym"):
        diagnose_squad({"Ann": ALONE}, 3)  # type: ignore[arg-type]  # refused
