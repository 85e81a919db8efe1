"""Replanning with pins, with what was done on another day, and with missed sessions that move."""

from collections import Counter
from collections.abc import Sequence

import attrs
import numpy as np
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.clock import DAY, WEEK
from strengthfit.interchange.answers import to_dict
from strengthfit.interchange.plan_back import plan_from_dict
from strengthfit.program.presolve import open_choices
from tests import oracle
from tests.generate import blocks, kept_weeks, policies, weeks

RUNS = [
    sf.Run("Tue 07:00", "intervals", minutes=60),
    sf.Run("Thu 07:00", "easy", minutes=48),
    sf.Run("Fri 07:00", "easy", minutes=40),
    sf.Run("Sun 08:00", "long", minutes=110),
]


def _pinned(*pins: sf.Session, strength: int = 2) -> sf.Week:
    return sf.Week(RUNS, strength=strength, pins=pins)


PLAN = attrs.evolve(
    sf.plan(_pinned(sf.Session("Tue 19:00", "circuit"), sf.Session("Thu 19:00", "circuit"))),
    week=sf.Week(RUNS, strength=2),
)
"""A plan of the week as somebody likes it, whatever is best."""


def _starts(plan: sf.Plan) -> list[str]:
    return [placement.when for placement in plan.placements]


def _said(plan: sf.Plan) -> list[str]:
    return [str(change).replace(" circuit, full", "") for change in plan.changes]


# Properties


@st.composite
def _pins(draw: st.DrawFn, plan: sf.Plan) -> list[sf.Session]:
    """Pins at any hour, or at starts that no rule closes alone."""
    program = plan.program
    hours = [(day * DAY + 60 * hour, None) for day in range(7) for hour in range(6, 21)]
    still = [
        (int(program.choices.start[choice]), int(program.choices.demand[choice]))
        for choice in np.flatnonzero(open_choices(program)).tolist()
    ]
    drawn = draw(st.lists(st.sampled_from(still or hours) | st.sampled_from(hours), max_size=2))
    demands = program.horizon.demands
    pins = {
        start: sf.Session(start, demands[0 if index is None else index].kind)
        for start, index in drawn
        if demands
    }
    return list(pins.values())


@st.composite
def _some(draw: st.DrawFn, sessions: Sequence[sf.Placement]) -> list[sf.Placement]:
    """None, one or two of some sessions."""
    number = min(draw(st.sampled_from([0, 1, 1, 2])), len(sessions))
    return draw(st.permutations(sessions))[:number]


@st.composite
def _done(draw: st.DrawFn, plan: sf.Plan, now: int, free: Sequence[sf.Placement]) -> dict[int, int]:
    """Some sessions done at some minute of the past at which nothing was planned."""
    taken = {p.start for p in plan.placements}
    if not (free and now):
        return {}
    moved = draw(_some(free))
    minutes = st.integers(0, now - 1).filter(lambda minute: minute not in taken)
    at = draw(st.lists(minutes, min_size=len(moved), max_size=len(moved), unique=True))
    return {p.start: minute for p, minute in zip(moved, at, strict=True)}


@given(weeks(), policies(grid=120), st.sampled_from([0, 2, 3, 4, 5, 6, 7]), st.data())
@settings(max_examples=200)
def test_whatever_became_of_the_past_the_rest_keeps_every_rule(
    week: sf.Week, policy: sf.Policy, today: int, data: st.DataObject
) -> None:
    """Compared with the model's retelling: no session from today on breaks anything."""
    plan, now = sf.plan(week, policy), today * DAY
    past = [p for p in plan.placements if p.start < now]
    gone = data.draw(_some(past))
    free = [p for p in plan.placements if p not in gone] if now else []
    done = data.draw(_done(plan, now, free))
    pins = data.draw(_pins(plan))
    asked = attrs.evolve(week, pins=pins)
    missed = [p.start for p in gone]
    try:
        new = sf.replan(plan, asked, today=today, missed=missed, done=done)
    except sf.PinError:
        event("a pin is refused")
        assert pins
        return
    event(f"{len(pins)} pins, {len(done)} done otherwise")
    _check_pins_are_kept(new, plan, missed)
    _check_past(new, plan, now, missed, done)
    assert isinstance(new.week, sf.Week)
    assert new.week.runs == week.runs
    sittings = oracle.sittings_of(new)
    for one in oracle.broken(new.week, policy, sittings):
        assert one.rule != "pins" or one.sittings, one
        assert all(sittings[index].start < now for index in one.sittings), one
    given_of = Counter((p.kind, p.asked, p.effort) for p in new.placements)
    asked_of = Counter[tuple[str, str, str]]()
    for demand in oracle.asked_of(attrs.evolve(week, pins=new.week.pins), policy):
        asked_of[demand.kind, demand.dose, demand.effort] += demand.count
    assert all(number <= asked_of[group] for group, number in given_of.items())
    assert all(day.state == "past" for day in new.days[:today])
    again = sf.replan(new, today=today)
    assert (again.placements, again.changes) == (new.placements, ())
    back = plan_from_dict(to_dict(new))
    assert (back.placements, back.days, back.score) == (new.placements, new.days, new.score)


def _check_pins_are_kept(new: sf.Plan, plan: sf.Plan, missed: Sequence[int]) -> None:
    """Each pin is in the plan but those missed, of which a change speaks."""
    here = {(p.start, p.kind) for p in new.placements}
    assert all((pin.when.minutes, pin.kind) in here for pin in new.week.pins)  # type: ignore[union-attr]
    for start in missed:
        assert any(c.before and c.before.start == start for c in new.changes)


def _check_past(
    new: sf.Plan, plan: sf.Plan, now: int, missed: Sequence[int], done: dict[int, int]
) -> None:
    """The past is what was planned but for what was said; whatever differs has its change."""
    before = {(p.start, p.kind) for p in plan.placements if p.start < now}
    after = {(p.start, p.kind) for p in new.placements if p.start < now}
    pins = {(pin.when.minutes, pin.kind) for pin in new.week.pins}  # type: ignore[union-attr]
    told = {(done[p.start], p.kind) for p in plan.placements if p.start in done}
    left = {one for one in before if one[0] not in {*missed, *done}}
    assert told <= after
    assert after - pins <= left | told
    if not pins:
        assert after == left | told
    assert len(left - after) <= len(pins - left)  # each takes the place of one at the most
    spoken = {(p.start, p.kind) for c in new.changes for p in (c.before, c.after) if p}
    assert before ^ after <= spoken


@given(blocks(2), policies(grid=120), st.integers(0, 14), st.data())
@settings(max_examples=60)
def test_in_a_block_what_was_done_counts_where_it_was(
    block: sf.Block, policy: sf.Policy, today: int, data: st.DataObject
) -> None:
    try:
        plan = sf.plan(block, policy)
    except sf.InputError:
        assume(False)
    today = min(today, 7 * len(block.weeks))
    done = data.draw(_done(plan, today * DAY, plan.placements if today else []))
    try:
        new = sf.replan(plan, today=today, done=done)
    except sf.InputError:  # in the other week nothing asks for it
        assert any(start // WEEK != at // WEEK for start, at in done.items())
        return
    assert set(done.values()) <= {p.start for p in new.placements}
    for number in range(len(block.weeks)):
        own = Counter((p.kind, p.asked, p.effort) for p in new.placements if p.week == number)
        asked = Counter[tuple[str, str, str]]()
        alone = oracle.week_of_block(block, policy, number, [])
        for demand in oracle.asked_of(alone, policy):
            asked[demand.kind, demand.dose, demand.effort] += demand.count
        assert all(count <= asked[group] for group, count in own.items())
    back = plan_from_dict(to_dict(new))
    assert (back.placements, back.days) == (new.placements, new.days)


@given(weeks(), policies(grid=120), st.integers(2, 6), st.data())
@settings(max_examples=200)
def test_a_missed_session_moves_to_a_good_day_or_there_is_none(
    week: sf.Week, policy: sf.Policy, today: int, data: st.DataObject
) -> None:
    """The rest stays as it is; every other start is tried, by the model's retelling."""
    plan, now = sf.plan(week, policy), today * DAY
    past = [p for p in plan.placements if p.start < now]
    assume(past)
    gone = data.draw(st.sampled_from(past))
    dropped = sf.replan(plan, today=today, missed=[gone.start])
    moved = sf.replan(plan, today=today, missed=[gone.start], missed_sessions="move")
    added = [p for p in moved.placements if p not in dropped.placements]
    event(f"{len(added)} moved")
    assert set(dropped.placements) <= set(moved.placements)
    most = 1 + max(oracle.interference_steps(week, policy, one) for one in oracle.sittings_of(plan))
    sittings = oracle.sittings_of(dropped)
    good = [
        one
        for asked in oracle.asked_of(week, policy)
        if (asked.kind, asked.dose, asked.effort) == (gone.kind, gone.asked, gone.effort)
        for one in oracle.choices_of(week, policy, asked)
        if (one.dose, one.start >= now) == (gone.dose, True)
        and oracle.interference_steps(week, policy, one) <= most
        and not any(
            len(sittings) in found.sittings
            for found in oracle.broken(week, policy, [*sittings, one])
        )
    ]
    assert len(added) == bool(good)
    (change,) = [one for one in moved.changes if one.before == gone]
    assert change.after == (added[0] if added else None)
    for placement in added:
        assert (placement.start, placement.minutes) in {(one.start, one.minutes) for one in good}
    if added:
        least = min(oracle.interference_steps(week, policy, one) for one in good)
        (mine,) = oracle.sittings_of(attrs.evolve(moved, placements=tuple(added)))
        assert oracle.interference_steps(week, policy, mine) == least or _gaps_decide(policy)


def _gaps_decide(policy: sf.Policy) -> bool:
    """Whether long gaps without strength, which come before interference, can differ in a week."""
    return policy.longest_gap < 7


# Pins


def test_a_new_pin_takes_the_place_of_a_session() -> None:
    assert _starts(PLAN) == ["Tue 19:00", "Thu 19:00"]
    new = sf.replan(PLAN, _pinned(sf.Session("Fri 12:00", "circuit")), today="Mon")
    assert _starts(new) == ["Tue 19:00", "Fri 12:00"]
    assert _said(new) == ["Thu 19:00 -> Fri 12:00: the circuit on Fri 12:00 is pinned"]


@pytest.mark.parametrize(
    "pins",
    [
        [sf.Session("Sat 12:00", "circuit")],
        [sf.Session("Fri 12:00", "core")],
        [sf.Session("Wed 12:00", "circuit"), sf.Session("Thu 18:00", "circuit")],
    ],
    ids=["breaks a rule", "not asked for", "too near one another"],
)
def test_a_pin_that_cannot_be_kept_is_refused_as_in_a_plan(pins: list[sf.Session]) -> None:
    with pytest.raises(sf.PinError) as planned:
        sf.plan(_pinned(*pins))
    with pytest.raises(sf.PinError) as again:
        sf.replan(PLAN, _pinned(*pins), today="Mon")
    assert str(again.value) == str(planned.value)


def test_a_pin_too_near_what_is_done_is_refused() -> None:
    with pytest.raises(sf.PinError, match="Wed 12:00 is pinned, but it is less than 2 days"):
        sf.replan(PLAN, _pinned(sf.Session("Wed 12:00", "circuit")), today="Wed")


def test_a_pin_too_many_next_to_what_is_done_is_refused() -> None:
    pins = sf.Session("Thu 19:00", "circuit"), sf.Session("Sun 18:00", "circuit")
    with pytest.raises(sf.PinError, match="Sun 18:00 is pinned, but no demand asks for it"):
        sf.replan(PLAN, _pinned(*pins), today="Thu")


def test_a_past_pin_takes_the_place_of_the_session_that_was_missed() -> None:
    week = _pinned(sf.Session("Wed 12:00", "circuit"))
    new = sf.replan(PLAN, week, today="Thu", missed=["Tue 19:00"])
    assert _starts(new) == _starts(sf.plan(week)) == ["Wed 12:00", "Fri 09:00"]
    assert _said(new) == [
        "Tue 19:00 -> Wed 12:00: done then, as pinned",
        "Thu 19:00 -> Fri 09:00: less than 2 days from another session",
    ]


def test_a_past_pin_alone_says_that_the_session_was_done_there() -> None:
    new = sf.replan(PLAN, _pinned(sf.Session("Wed 12:00", "circuit")), today="Thu")
    assert _starts(new) == ["Wed 12:00", "Fri 09:00"]


def test_a_past_pin_may_take_the_place_of_a_session_to_come() -> None:
    new = sf.replan(PLAN, _pinned(sf.Session("Mon 12:00", "circuit")), today="Tue")
    assert len(new.placements) == 2
    assert _starts(new)[0] == "Mon 12:00"
    assert new.changes[0].after == new.placements[0]
    alone = sf.plan(sf.Week(RUNS, strength=1))
    week = _pinned(sf.Session("Mon 12:00", "circuit"), strength=1)
    (change,) = sf.replan(alone, week, today="Tue").changes
    assert (change.before, change.reason) == (alone.placements[0], "done then, as pinned")


def test_a_past_pin_that_nothing_asks_for_is_refused() -> None:
    with pytest.raises(sf.PinError, match="core on Mon 12:00 is pinned, but no demand asks"):
        sf.replan(PLAN, _pinned(sf.Session("Mon 12:00", "core")), today="Wed")


def test_a_past_pin_that_was_missed_is_dropped_and_said_to_be() -> None:
    week = _pinned(sf.Session("Mon 12:00", "circuit"))
    new = sf.replan(PLAN, week, today="Wed", missed=["Mon 12:00"])
    assert new.placements == PLAN.placements
    assert _said(new) == ["Mon 12:00 -> not placed: pinned, but missed; it is not made up for"]
    assert new.week == PLAN.week


def test_a_pin_still_to_come_cannot_be_missed() -> None:
    plan = sf.plan(_pinned(sf.Session("Fri 12:00", "circuit")))
    for said in ({"missed": ["Fri 12:00"]}, {"done": {"Fri 12:00": "Tue 12:00"}}):
        with pytest.raises(sf.PinError, match="Fri 12:00 is pinned and still to come"):
            sf.replan(plan, today="Thu", **said)


def test_a_pin_is_not_refused_because_something_was_missed() -> None:
    pins = sf.Session("Thu 19:00", "circuit"), sf.Session("Sun 18:00", "circuit")
    new = sf.replan(PLAN, _pinned(*pins), today="Thu", missed=["Tue 19:00"])
    assert _starts(new) == ["Thu 19:00", "Sun 18:00"]


# Done on another day


def test_a_session_done_on_another_day_counts_there() -> None:
    new = sf.replan(PLAN, today="Thu", done={"Tue 19:00": "Wed 12:07"})
    assert _starts(new)[0] == "Wed 12:07"
    assert new.placements[1].day >= new.placements[0].day + 2
    assert _said(new)[0] == "Tue 19:00 -> Wed 12:07: done then"
    assert new.interference == new.score.interference
    assert {part.part.name for part in sf.explain(new).parts}.isdisjoint({"skipped"})


def test_a_session_done_early_is_not_planned_again() -> None:
    new = sf.replan(PLAN, today="Thu", done={"Thu 19:00": "Wed 12:00", "Tue 19:00": None})
    assert _starts(new) == ["Wed 12:00"]
    assert len(new.skipped) == 1


def test_what_was_done_may_be_shorter_and_lighter() -> None:
    done = sf.Session("Wed 12:00", "circuit", minutes=12, dose="simplified")
    new = sf.replan(PLAN, today="Thu", done={"Tue 19:00": done})
    first = new.placements[0]
    assert (first.when, first.dose, first.minutes, first.asked) == (
        "Wed 12:00",
        "simplified",
        12,
        "full",
    )
    assert "12:00 circuit, simplified 12 min, done" in str(new)
    whole = sf.replan(PLAN, today="Thu", done={"Tue 19:00": "Wed 12:00"})
    assert new.strength < whole.strength
    assert new.interference < whole.interference
    at_its_time = sf.Session("Tue 19:00", "circuit", minutes=12)
    (change,) = sf.replan(PLAN, today="Thu", done={"Tue 19:00": at_its_time}).changes
    assert change.reason == "done so"


def test_another_kind_uses_up_what_is_asked_of_it() -> None:
    week = sf.Week(RUNS, strength=[sf.Demand("circuit"), sf.Demand("core")])
    plan = sf.plan(week)
    circuit = next(p for p in plan.placements if p.kind == "circuit")
    core = next(p for p in plan.placements if p.kind == "core")
    new = sf.replan(
        plan, today="Sun", done={circuit.when: sf.Session("Sat 10:00", "core")}, missed=[core.when]
    )
    assert [(p.when, p.kind) for p in new.placements] == [("Sat 10:00", "core")]
    assert f"the one on {circuit.when} was done as core on Sat 10:00" in str(new).replace("\n ", "")


def test_in_a_block_a_session_counts_in_the_week_in_which_it_was_done() -> None:
    plan = sf.plan(sf.Block([sf.Week(RUNS), sf.Week(RUNS)]))
    first, second = [p for p in plan.placements if p.week == 0]
    new = sf.replan(plan, today="W2 Wed", done={second.when: "W2 Mon 12:00"})
    assert [p.week for p in new.placements] == [0, 1, 1]
    assert new.placements[0] == first
    assert new.skipped[0].reason.endswith("was done on W2 Mon 12:00, and counts in that week")
    same = sf.replan(plan, today="W2 Wed", done={second.when: sf.Session("Sat 12:00", "circuit")})
    assert same.placements[1].when == "W1 Sat 12:00"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"done": ["Tue"]}, "done: .* is not a mapping"),
        (
            {"done": {"Tue 18:00": "Wed 12:00"}},
            r"done\['Tue 18:00'\]: 'Tue 18:00' is not the start of a planned",
        ),
        ({"done": {"Tue 19:00": "Thu 12:00"}}, r"done\['Tue 19:00'\]: 'Thu 12:00' is not a time"),
        (
            {"done": {"Tue 19:00": "Wed 25:00"}},
            r"done\['Tue 19:00'\]: 'Wed 25:00' is not a time of",
        ),
        ({"done": {"Tue 19:00": sf.Session("Wed", "core")}}, "a core session, and its week has no"),
        ({"done": {"Tue 19:00": "Wed"}, "missed": ["Tue 19:00"]}, "is also in missed"),
        ({"done": {"Thu 19:00": "Tue 19:00"}}, "is when another session was done"),
        ({"missed_sessions": "cram"}, "missed_sessions: 'cram' is not a way"),
    ],
)
def test_what_cannot_have_been_done_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(sf.InputError, match=message):
        sf.replan(PLAN, today="Thu", **fields)  # type: ignore[arg-type]  # on purpose


# Missed sessions that move


def test_a_missed_session_moves_once_if_a_good_day_is_left() -> None:
    dropped = sf.replan(PLAN, today="Fri", missed=["Thu 19:00"])
    moved = sf.replan(PLAN, today="Fri", missed=["Thu 19:00"], missed_sessions="move")
    assert _starts(dropped) == ["Tue 19:00"]
    assert [when.split()[0] for when in _starts(moved)] == ["Tue", "Fri"]
    assert moved.changes[0].reason == "missed; a good day is left for it"
    assert moved.skipped == ()
    assert moved.status == "optimal"


def test_nothing_is_crammed_in() -> None:
    new = sf.replan(PLAN, today="Wed", missed=["Tue 19:00"], missed_sessions="move")
    assert _starts(new) == ["Thu 19:00"]
    (change,) = new.changes
    assert change.reason.startswith("missed; it is not made up for: ")
    late = sf.replan(PLAN, today=7, missed=["Tue 19:00"], missed_sessions="move")
    assert late.changes[0].reason == "missed; it is not made up for: no day of its week is left"


@given(weeks(), policies(grid=120), st.integers(0, 5), st.data())
@settings(max_examples=200)
def test_no_session_moves_to_the_start_that_was_missed_in_advance(
    week: sf.Week, policy: sf.Policy, today: int, data: st.DataObject
) -> None:
    plan = sf.plan(week, policy)
    to_come = [p for p in plan.placements if p.day >= today]
    assume(to_come)
    gone = data.draw(st.sampled_from(to_come))
    for ways in ("drop", "move"):
        new = sf.replan(plan, today=today, missed=[gone.start], missed_sessions=ways)
        assert not [p for p in new.placements if (p.start, p.kind) == (gone.start, gone.kind)]
        assert {p for p in plan.placements if p != gone} <= set(new.placements)
        (change,) = [one for one in new.changes if one.before == gone]
        event(f"{ways}: {'moved' if change.after else 'dropped'}")
        assert ways == "move" or change.after is None
        if change.after is None and ways == "move":
            assert f"; {gone.when} would cost" not in change.reason


def test_a_session_missed_in_advance_goes_to_another_time() -> None:
    plan = sf.plan(sf.Week(RUNS, strength=1))
    (only,) = plan.placements
    new = sf.replan(plan, today="Mon", missed=[only.when], missed_sessions="move")
    assert _starts(new) != [only.when]
    assert new.changes[0].reason == "missed; a good day is left for it"


def test_a_session_that_has_to_move_does_not_go_where_another_was_missed_in_advance() -> None:
    hours = ["Tue 19:00-19:40", "Thu 19:00-19:40"]
    plan = sf.plan(sf.Week([sf.Run("Fri 07:00", "easy")], strength=2, available=hours))
    assert _starts(plan) == ["Tue 19:00", "Thu 19:00"]
    now = sf.Week([sf.Run("Tue 19:00", "easy")], strength=2, available=hours)
    assert _starts(sf.replan(plan, now, today="Mon", missed=["Thu 19:00"])) == []


# The past


def test_the_past_is_past_wherever_it_is_shown() -> None:
    new = sf.replan(PLAN, today="Thu")
    assert [day.state for day in new.days[:3]] == ["past"] * 3
    assert all(day.rules == () and day.could_move == () for day in new.days[:3])
    lines = str(new).splitlines()
    assert lines[1].split() == ["Mon", "-", "-", "past"]
    assert lines[2].endswith("19:00 circuit 35 min, done")
    page = new._repr_html_()
    assert '<td class="why">past</td>' in page
    assert "19:00 circuit 35 min, done" in page
    assert [day["state"] for day in to_dict(new)["days"][:3]] == ["past"] * 3


def test_the_past_is_neither_blocked_nor_open() -> None:
    new = sf.replan(PLAN, today="Thu", done={"Tue 19:00": "Wed 12:07"})
    explanation = sf.explain(new)
    past = [start for start in explanation.starts if start.day < 3]
    assert {start.state for start in past} == {"past", "taken"}
    assert all(start.rules == () for start in past)
    assert "second best" not in explanation.sentences[0]
    assert "past: before today" in str(explanation)
    assert "past" in explanation._repr_html_()
    for when in ("Mon 18:00", "Mon", "Tue pm", "Wed 18:20"):
        reason = sf.why_not(new, when)
        assert (reason.state, reason.rules, reason.price) == ("past", (), None)
        assert reason.text.endswith(": past; the plan is open from Thu on.")
    assert str(sf.why_not(new, "Wed 12:07")) == "Wed 12:07 circuit: it is done."
    assert sf.why_not(new, "Thu 18:00").rules[0].rule == "spacing"


def test_what_is_skipped_is_not_blamed_on_days_that_are_past() -> None:
    asked = sf.Week(RUNS, strength=4)
    plan = sf.plan(asked)
    assert any("Tue" in label.text for label in plan.skipped[0].labels)
    new = sf.replan(plan, today="Wed")
    assert new.skipped
    texts = [label.text for one in new.skipped for label in one.labels]
    assert texts
    assert not any("on Tue" in text or "past" in text for text in texts)
    over = sf.replan(plan, today=7)
    assert {one.reason for one in over.skipped} == {"no day of its week is left"}


# Pins of a day alone, pins that are kept, and effort


def test_a_day_that_is_pinned_leaves_the_hour_open_from_today_on() -> None:
    new = sf.replan(PLAN, _pinned(sf.Session("Fri", "circuit")), today="Mon")
    assert [p.day for p in new.placements] == [1, 4]
    assert _said(new)[0].endswith(": the circuit on Fri is pinned")
    assert sf.replan(PLAN, _pinned(sf.Session("Thu", "circuit")), today="Mon").changes == ()


def test_a_day_that_was_pinned_is_satisfied_by_what_was_done_on_it() -> None:
    week = _pinned(sf.Session("Tue", "circuit"))
    assert _starts(sf.replan(PLAN, week, today="Wed")) == ["Tue 19:00", "Thu 19:00"]
    later = sf.replan(PLAN, week, today="Wed", done={"Tue 19:00": "Tue 20:10"})
    assert (_starts(later), _week(later).pins) == (["Tue 20:10", "Thu 19:00"], week.pins)
    elsewhere = sf.replan(PLAN, week, today="Wed", done={"Tue 19:00": "Mon 12:00"})
    assert (_starts(elsewhere)[0], _week(elsewhere).pins) == ("Mon 12:00", ())
    missed = sf.replan(PLAN, week, today="Wed", missed=["Tue 19:00"])
    assert (_starts(missed), _week(missed).pins) == (["Thu 19:00"], ())
    assert len(missed.changes) == 1


def test_a_day_that_was_pinned_without_a_session_was_done_at_the_usual_time() -> None:
    week = _pinned(sf.Session("Wed", "circuit"))
    new = sf.replan(PLAN, week, today="Thu")
    assert _starts(new)[0] == "Wed 07:00"
    assert _said(new)[0] == "Tue 19:00 -> Wed 07:00: done then, as pinned"
    never = sf.replan(PLAN, week, today="Thu", missed=["Wed"])
    assert never.placements == PLAN.placements
    assert _said(never) == ["Wed 07:00 -> not placed: pinned, but missed; it is not made up for"]


def test_a_kept_pin_stays_beside_what_is_done() -> None:
    gym = sf.Session("Wed 12:00", "circuit", keep=True)
    new = sf.replan(PLAN, _pinned(gym), today="Wed")
    assert _starts(new) == ["Tue 19:00", "Wed 12:00"]
    assert [label.rule for label in new.kept[0].rules] == ["spacing"]
    assert plan_from_dict(to_dict(new)).kept == new.kept
    reason = sf.why_not(new, "Wed 12:00")
    assert (reason.state, reason.rules) == ("taken", new.kept[0].rules)
    assert reason.plan is not None
    assert _starts(reason.plan)[0] == "Tue 19:00"


def test_a_kept_pin_that_nothing_asks_for_is_part_of_the_past_too() -> None:
    gym = sf.Session("Sat 12:00", "core", keep=True)
    plan = sf.plan(_pinned(gym, strength=1))
    assert (len(plan.placements), plan.kept[0].added) == (2, True)
    moved = sf.replan(plan, today="Sun", done={"Sat 12:00": "Sat 16:00"})
    assert _starts(moved)[-1] == "Sat 16:00"
    assert [pin.when.minutes for pin in _week(moved).pins] == [5 * DAY + 960]
    missed = sf.replan(plan, today="Sun", missed=["Sat 12:00"])
    assert missed.placements == plan.placements[:1]
    assert (missed.skipped, missed.kept, _week(missed).pins) == ((), (), ())


def test_a_kept_pin_of_which_all_is_done_already_is_refused() -> None:
    week = _pinned(sf.Session("Sat 12:00", "circuit", keep=True))
    with pytest.raises(sf.PinError, match="all that is asked is done already"):
        sf.replan(PLAN, week, today="Fri")


@given(kept_weeks(), policies(grid=120), st.sampled_from([1, 3, 5]), st.data())
@settings(max_examples=200)
def test_pins_that_are_kept_or_of_a_day_stay_whatever_became_of_the_past(
    week: sf.Week, policy: sf.Policy, today: int, data: st.DataObject
) -> None:
    loose = [
        attrs.evolve(pin, keep=data.draw(st.booleans()) or not pin.when.is_day_alone)
        for pin in week.pins
    ]
    week = attrs.evolve(week, pins=loose)
    try:
        plan = sf.plan(week, policy)
    except sf.PinError:
        assume(False)
    assume(plan.status == "optimal")
    past = [p for p in plan.placements if p.day < today]
    missed = data.draw(_some(past))
    free = [p for p in past if p not in missed]
    done = data.draw(_done(plan, today * DAY, free))
    try:
        new = sf.replan(plan, today=today, missed=[p.start for p in missed], done=done)
    except sf.PinError:
        event("refused")
        return
    event(f"{len(_week(new).pins)} of {len(week.pins)} pins left")
    sittings = oracle.sittings_of(new)
    for pin in _week(new).pins:
        assert any(oracle.pin_allows(_week(new), policy, pin, one) for one in sittings), pin
    for pin in week.pins:
        mine = [
            p for p in plan.placements if oracle.pin_allows(week, policy, pin, oracle.sitting_of(p))
        ]
        if all(p.day >= today for p in mine):
            assert pin in _week(new).pins
    back = plan_from_dict(to_dict(new))
    assert (back.placements, back.days, back.score) == (new.placements, new.days, new.score)
    assert back.kept == new.kept
    assert sf.replan(new, today=today).placements == new.placements


def _week(plan: sf.Plan) -> sf.Week:
    assert isinstance(plan.week, sf.Week)
    return plan.week


def test_demands_that_differ_only_in_effort_are_kept_apart() -> None:
    """What was missed is not made up for by a session of another effort, nor instead of one."""
    both = [sf.Demand("circuit"), sf.Demand("circuit", effort="to_failure")]
    plan = sf.plan(sf.Week(RUNS, strength=both))
    first, second = plan.placements
    assert first.effort != second.effort
    today = first.day + 1
    new = sf.replan(plan, today=today, missed=[first.when])
    assert new.placements == (second,)
    assert [one.effort for one in new.skipped] == [first.effort]
    assert "missed" in new.skipped[0].reason
    done = sf.replan(plan, today=today, done={first.when: first.start + 5})
    assert [p.effort for p in done.placements] == [first.effort, second.effort]
    as_other = sf.Session(first.when, "circuit", effort=second.effort)
    swapped = sf.replan(plan, today=today, done={first.when: as_other})
    assert [p.effort for p in swapped.placements] == [second.effort]
    assert {one.effort for one in swapped.skipped} == {first.effort}
    third = sf.Session(first.when, "circuit", effort="far_from_failure")
    with pytest.raises(sf.InputError, match="far from failure session, and its week has no room"):
        sf.replan(plan, today=today, done={first.when: third})
    moved = sf.replan(plan, today=today, missed=[first.when], missed_sessions="move")
    assert Counter(p.effort for p in moved.placements)[second.effort] == 1


def test_demands_that_differ_only_in_minutes_may_both_be_done_at_the_length_of_one() -> None:
    plan = sf.plan(sf.Week(RUNS, strength=[sf.Demand("circuit"), sf.Demand("circuit", minutes=20)]))
    first, second = plan.placements
    done = {
        p.when: sf.Session(p.when, "circuit", minutes=minutes)
        for p, minutes in zip(plan.placements, (first.minutes, first.minutes), strict=True)
    }
    new = sf.replan(plan, today="Sun", done=done)
    assert [p.minutes for p in new.placements] == [first.minutes] * 2
    assert [p.start for p in new.placements] == [first.start, second.start]
