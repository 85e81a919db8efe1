"""Sessions on other days than the habit's, which is stated or lies in the week before."""

import attrs
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit import Block, Demand, Policy, Run, Session, Week
from strengthfit.domain.clock import DAY, WEEK
from tests import oracle
from tests.generate import policies, runs_on, weeks

from .probe import at, counted

MON, TUE, THU = at("Mon 18:00"), at("Tue 18:00"), at("Thu 18:00")
MIXED = [Demand("circuit", 2), Demand("core", 2)]


def _off(asked: Week | Block, *taken: int, kind: str = "circuit") -> float:
    return sum(counted(asked, "habit", taken, kind=kind).values())


@pytest.mark.parametrize("when", ["Tue", "Tue 18:00", "Tue 06:00", "Tue pm"])
def test_a_stated_day_counts_with_or_without_an_hour(when: str) -> None:
    week = Week([], strength=MIXED, habit=[Session(when, "circuit")])
    assert _off(week, TUE) == 0
    assert _off(week, at("Tue 08:00")) == 0
    assert _off(week, THU) == 1
    assert _off(week, TUE, THU) == 1
    assert _off(week, MON, THU) == 2


def test_kinds_that_are_not_in_the_habit_are_free() -> None:
    week = Week([], strength=MIXED, habit=[Session("Tue", "circuit")])
    assert _off(week, MON, THU, kind="core") == 0


def test_two_on_a_day_need_two_in_the_habit() -> None:
    one = [Session("Tue", "circuit")]
    week = Week([], strength=MIXED, habit=one)
    assert _off(week, TUE, at("Tue 08:00")) == 1
    assert _off(attrs.evolve(week, habit=one * 2), TUE, at("Tue 08:00")) == 0


def test_without_one_the_seven_days_before_are_the_habit() -> None:
    week = Week([], strength=MIXED, before=[Session("Tue 06:30", "circuit")])
    assert _off(week, TUE) == 0
    assert _off(week, THU) == 1
    assert _off(week, THU, kind="core") == 0
    older = [Session(TUE - 2 * WEEK, "circuit")]
    assert _off(Week([], strength=MIXED, before=older), THU) == 0
    stated = attrs.evolve(week, habit=[Session("Thu", "circuit")])
    assert _off(stated, THU) == 0
    assert _off(stated, TUE) == 1


def test_a_week_without_a_past_has_no_habit() -> None:
    assert _off(Week([], strength=MIXED), MON, THU) == 0
    assert _off(Week([], strength=MIXED, repeats=True), MON, THU) == 0


def test_in_a_block_it_is_the_week_before() -> None:
    block = Block([Week([], strength=MIXED)] * 3)
    tuesdays = [at("Tue 18:00", week) for week in range(3)]
    assert _off(block, *tuesdays) == 0
    assert _off(block, tuesdays[0], at("Thu 18:00", 1), tuesdays[2]) == 2
    assert _off(block, tuesdays[0], at("Thu 18:00", 1), at("Thu 18:00", 2)) == 1
    assert _off(block, at("Tue 18:00", 1)) == 1


def test_in_a_block_only_kinds_that_both_weeks_ask_for_are_compared() -> None:
    block = Block([Week([], strength=[Demand("core")]), Week([], strength=MIXED)])
    assert _off(block, at("Thu 18:00", 1)) == 0
    assert _off(block, at("Thu 18:00", 1), kind="core") == 1


def test_in_a_block_a_stated_habit_stands_for_the_week_before() -> None:
    second = Week([], strength=MIXED, habit=[Session("Thu 07:00", "circuit")])
    block = Block([Week([], strength=MIXED), second, Week([], strength=MIXED)])
    assert _off(block, TUE, at("Thu 18:00", 1), at("Thu 18:00", 2)) == 0
    assert _off(block, TUE, at("Tue 18:00", 1), at("Tue 18:00", 2)) == 1


def test_its_label_names_kind_and_day() -> None:
    week = Week([], strength=MIXED, habit=[Session("Tue", "circuit")])
    (label,) = counted(week, "habit", [THU])
    assert (label.cause, label.text) == ("Thu", "circuit on a Thu is not the habit")
    block = Block([Week([], strength=MIXED)] * 2)
    (label,) = counted(block, "habit", [TUE, at("Thu 18:00", 1)], kind="circuit")
    assert (label.cause, label.text) == ("W2 Thu", "circuit on a Thu is not the habit")


def test_a_slot_outside_the_week_is_refused() -> None:
    with pytest.raises(sf.InputError, match=r"habit\[0\]"):
        sf.plan(Week([], habit=[Session(WEEK, "circuit")]))
    with pytest.raises(sf.InputError, match="habit"):
        Week([], habit=["Tue"])  # type: ignore[list-item]  # refused


def test_interference_is_not_given_up_for_it() -> None:
    """The habit is Monday, and now there are hills on Tuesday evening: the day before is closed."""
    week = Week([Run("Tue 19:00", "hills")], strength=1, habit=[Session("Mon 18:00", "circuit")])
    plan = sf.plan(week)
    assert dict(plan.score.tiers)["habit"] == 1
    assert [p.when[:3] for p in plan.placements] != ["Mon"]
    alike = Week([], strength=1, habit=[Session("Fri 12:00", "circuit")])
    assert [p.when for p in sf.plan(alike).placements] == ["Fri 12:00"]


SLOTS = st.lists(
    st.builds(
        Session,
        st.sampled_from(["Mon", "Tue 06:30", "Wed", "Thu 18:00", "Fri pm", "Sat", "Sun 12:00"]),
        st.sampled_from(["circuit", "core"]),
    ),
    min_size=1,
    max_size=3,
)


@given(weeks(most=2), SLOTS, policies(grid=240))
@settings(max_examples=300)
def test_no_plan_that_is_as_good_has_fewer_sessions_off_the_habit(
    week: Week, slots: list[Session], policy: Policy
) -> None:
    """Of all plans, tried one by one, that are equal in strength, continuity and interference."""
    week = attrs.evolve(week, habit=slots, strength=[Demand("circuit"), Demand("core")], order=())
    best = oracle.best(week, policy, limit=20_000)
    assume(best is not None)
    plan = sf.plan(week, policy)
    tiers = dict(plan.score.tiers)
    event(f"{tiers['habit']} off the habit")
    names = ("strength", "continuity", "interference", "habit")
    assert tuple(tiers[name] for name in names) == best[:4]  # type: ignore[index]  # assumed above


@st.composite
def _usual_week(draw: st.DrawFn) -> Week:
    runs = [run for day in range(7) for run in draw(runs_on(day))]
    return Week([run for run in runs if run.kind != "race"], strength=draw(st.integers(1, 3)))


def _moved(runs: tuple[Run, ...], by: int) -> list[Run]:
    return [attrs.evolve(run, when=(run.when.minutes or 0) + by) for run in runs]


@given(_usual_week(), policies())
@settings(max_examples=200)
def test_equal_weeks_have_the_same_slots(week: Week, policy: Policy) -> None:
    """If the week that repeats costs no more than a week of the block, its days are kept.

    Else there is something to gain at the block's ends, or by changing to and fro, and that goes
    before the habit. Hours are kept if they too are worth the same at the ends.
    """
    before, after = _moved(week.runs, -WEEK), _moved(week.runs, WEEK)
    first, last = attrs.evolve(week, before=before), attrs.evolve(week, after=after)
    block = sf.plan(Block([first, week, week, last]), policy)
    circle = sf.plan(attrs.evolve(week, repeats=True), policy)
    dear = [4 * value for _, value in circle.score.tiers[:3]]
    assume([value for _, value in block.score.tiers[:3]] == dear)
    assume(circle.placements)
    assert dict(block.score.tiers)["habit"] == 0
    slots = [[p.start % WEEK for p in block.placements if p.week == number] for number in range(4)]
    days = [[start // DAY for start in starts] for starts in slots]
    assert days == [days[0]] * 4
    if block.score.tiers[4][1] == 4 * circle.score.tiers[4][1]:  # the preference for hours
        assert slots == [slots[0]] * 4


def test_a_usual_block_keeps_its_slots() -> None:
    runs = [
        Run("Tue 07:00", "intervals", minutes=60),
        Run("Wed 07:00", "easy", minutes=45),
        Run("Thu 07:00", "tempo", minutes=50),
        Run("Sat 07:00", "easy", minutes=45),
        Run("Sun 08:00", "long", minutes=110),
    ]
    plan = sf.plan(Block([Week(runs)] * 8))
    assert {p.when.split(maxsplit=1)[1] for p in plan.placements if p.week == 0} == {
        p.when.split(maxsplit=1)[1] for p in plan.placements
    }
