"""A block is its weeks with real edges: against the oracle, against its own weeks, and alone."""

from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given, settings

import strengthfit as sf
from strengthfit.domain.block import weeks_of
from strengthfit.domain.clock import WEEK
from strengthfit.interchange import read_corpus
from strengthfit.planning.standalone_week import standalone_week
from tests import oracle
from tests.choices import blocked_by, sittings_in
from tests.generate import blocks, kept_blocks, late_blocks, policies, weeks
from tests.longer import mostly_longer


@given(blocks(), policies())
@settings(max_examples=120)
def test_a_block_keeps_every_rule_and_its_score_is_the_oracle_s(
    block: sf.Block, policy: sf.Policy
) -> None:
    try:
        plan = sf.plan(block, policy)
    except sf.InputError:  # a run over the edge of its week may touch the next week's first
        assume(False)
    sittings = oracle.sittings_of(plan)
    assert plan.status == "optimal"
    assert oracle.broken_in_block(block, policy, sittings) == []
    score = oracle.score_of_block(block, policy, sittings)
    assert tuple(value for _, value in plan.score.tiers[:6]) == oracle.tier_tuple(score)
    assert plan.interference == pytest.approx(score.exact_interference, abs=1e-6)
    assert [p.week for p in plan.placements] == [p.start // WEEK for p in plan.placements]


@given(kept_blocks(), policies(grid=120))
@settings(max_examples=200)
def test_kept_pins_stay_in_a_block_and_nothing_else_breaks_a_rule(
    block: sf.Block, policy: sf.Policy
) -> None:
    """Also over the edge of a week; and the plan says what each of them breaks, no more."""
    try:
        plan = sf.plan(block, policy)
    except sf.StrengthfitError:  # runs that touch, pins at the time of a run
        assume(False)
    assert plan.status == "optimal"
    sittings = oracle.sittings_of(plan)
    kept = [
        one
        for one in sittings
        for pin in weeks_of(block)[one.day // 7].pins
        if oracle.pin_allows(block.weeks[0], policy, pin, _in_its_week(one))
    ]
    assert len(kept) >= sum(bool(week.pins) for week in block.weeks)
    horizon = plan.program.horizon
    asked = [
        [
            demand
            for demand, of in zip(horizon.demands, horizon.demand_weeks, strict=True)
            if of == number
        ]
        for number in range(len(block.weeks))
    ]
    bare = sf.Block(
        [
            attrs.evolve(week, pins=(), strength=demands)
            for week, demands in zip(block.weeks, asked, strict=True)
        ]
    )
    way_in_gone = attrs.evolve(policy, way_in_weeks=0)
    for number, broken in oracle.broken_in_block(bare, way_in_gone, sittings):
        mine = [one for one in sittings if one.day // 7 == number]
        # In overload what is pinned goes last, and the bare block does not know of pins.
        if broken.rule not in ("demand", "load_response"):
            assert all(mine[index] in kept for index in broken.sittings)
    by_rule: dict[int, set[str]] = {one.start: set() for one in kept}
    for number, broken in oracle.broken_in_block(bare, way_in_gone, kept):
        mine = [one for one in kept if one.day // 7 == number]
        for index in broken.sittings:
            by_rule[mine[index].start].add(broken.rule)
    for one in kept:
        said = {
            label.rule
            for entry in plan.kept
            if entry.placement.start == one.start
            for label in entry.rules
        }
        assert said - {"loss_cap"} <= by_rule[one.start]
        assert by_rule[one.start] - said <= {"demand", "load_response"}


def _in_its_week(one: oracle.Sitting) -> oracle.Sitting:
    return attrs.evolve(one, start=one.start % WEEK)


@given(weeks(), policies())
@settings(max_examples=80)
def test_a_block_of_one_week_is_the_week(week: sf.Week, policy: sf.Policy) -> None:
    alone, block = sf.plan(week, policy), sf.plan(sf.Block([week]), policy)
    assert attrs.evolve(block, week=week) == alone
    assert str(attrs.evolve(block, week=week)) == str(alone)


@given(blocks(), policies(grid=120))
@settings(max_examples=60)
def test_weeks_planned_one_by_one_never_beat_the_block(block: sf.Block, policy: sf.Policy) -> None:
    """Each week is planned with what the weeks before it got; the block sees them all at once."""
    try:
        plan = sf.plan(block, policy)
    except sf.InputError:
        assume(False)
    sittings: list[oracle.Sitting] = []
    for number in range(len(block.weeks)):
        alone = sf.plan(oracle.week_of_block(block, policy, number, sittings), policy)
        sittings += [
            attrs.evolve(one, start=one.start + WEEK * number) for one in oracle.sittings_of(alone)
        ]
    assume(not oracle.broken_in_block(block, policy, sittings))
    one_by_one = oracle.tier_tuple(oracle.score_of_block(block, policy, sittings))
    assert tuple(value for _, value in plan.score.tiers[:6]) <= one_by_one


@given(late_blocks(), policies(grid=60))
@settings(max_examples=400)
def test_a_week_alone_has_the_hours_that_it_has_in_the_block(
    block: sf.Block, policy: sf.Policy
) -> None:
    """Its nights too, also that before it. Only what the week after closes it does not know."""
    whole = _closed_choices(sf.formulate(block, policy))
    for number, week in enumerate(block.weeks):
        alone = _closed_choices(
            sf.formulate(standalone_week(block, [], policy, number), policy), number
        )
        after = block.weeks[number + 1 : number + 2]
        shut = any(window.closed for other in after for window in other.available or ())
        begin, end = WEEK * number, WEEK * (number + 1)
        mine = {key for key in whole if begin <= key[0] < end}
        assert {key[:-1] for key in mine} == {key[:-1] for key in alone}
        differ = {key for key in mine ^ alone if not shut or key[0] + key[1] <= end}
        assert differ == set(), week


def _closed_choices(program: sf.Program, number: int = 0) -> set[tuple[int, int, str, str, bool]]:
    """Return start, minutes, kind and dose of choices, and whether the hours close them."""
    return {
        (
            *(one.start + WEEK * number, one.minutes, one.kind, one.dose),
            bool(rules & {"availability", "pins"}),
        )
        for one, rules in zip(sittings_in(program), blocked_by(program), strict=True)
    }


@given(blocks(), policies())
@settings(max_examples=80)
def test_each_week_s_prescription_is_that_of_the_week_with_its_past(
    block: sf.Block, policy: sf.Policy
) -> None:
    try:
        program = sf.formulate(block, policy)
    except sf.InputError:
        assume(False)
    for number, prescription in enumerate(program.horizon.prescriptions):
        alone = sf.respond(oracle.week_of_block(block, policy, number, []), policy)
        for name in ALIKE:
            assert getattr(alone, name) == getattr(prescription, name), name


ALIKE = (
    *("step", "sessions", "dose", "barred", "trends", "cap", "most", "kept"),
    *("cause", "phase", "leg_sessions"),
)
"""All but the words, in which a week by itself has no number."""


def _week(**fields: object) -> sf.Week:
    runs = [sf.Run("Tue 07:00", "intervals", km=10), sf.Run("Sun 08:00", "long", km=20)]
    return sf.Week(runs, **fields)  # type: ignore[arg-type]  # any field of a week


def test_a_long_gap_is_avoided_where_the_strength_is_the_same() -> None:
    """Once a week: a plan on the best day of each week by itself may leave 13 days between."""
    far = sf.Week([sf.Run("Tue 07:00", "easy")], 1, available=["Mon", "Sun"])
    early = sf.Week([sf.Run("Sun 07:00", "intervals")], 1, available=["Mon"])
    block = sf.Block([early, far, early])
    plan = sf.plan(block)
    days = [p.day for p in plan.placements]
    assert max(second - first for first, second in pairwise(days)) <= 10
    gaps = dict(plan.score.tiers)["continuity"]
    assert gaps == 0


def test_a_race_may_leave_a_long_gap() -> None:
    race = sf.Week([sf.Run("Sun 09:00", "race", km=42.2)])
    plan = sf.plan(sf.Block([_week(), race, _week(), _week()]))
    assert plan.status == "optimal"
    assert not [p for p in plan.placements if p.week == 2]
    assert [p.dose for p in plan.placements if p.week == 3] == ["full"] * 2


def test_the_dose_of_the_unaccustomed_rises_a_step_a_week() -> None:
    more = sf.Week(
        [sf.Run("Tue 07:00", "intervals", km=10), sf.Run("Sun 08:00", "long", km=25)], tired=True
    )
    block = sf.Block([_week(), _week(), _week(), more, _week(), _week()])
    assert [p.dose for p in sf.plan(block).prescriptions[3:]] == ["simplified", "full", "full"]
    new = sf.Athlete(accustomed=False)
    block = sf.Block([attrs.evolve(week, athlete=new) for week in block.weeks])
    assert [p.dose for p in sf.plan(block).prescriptions[3:]] == ["simplified", "reduced", "full"]


def test_what_a_block_knows_is_not_said_again() -> None:
    inside = _week(before=[sf.Run("Sun 08:00", "long")])
    with pytest.raises(sf.InputError, match=r"Block.weeks\[1\].before"):
        sf.Block([_week(), inside])
    with pytest.raises(sf.InputError, match=r"weeks\[0\].repeats"):
        sf.Block([_week(repeats=True), _week()])
    with pytest.raises(sf.InputError, match="does not follow"):
        sf.Block([_week(start="2026-11-23"), _week(start="2026-12-01")])
    with pytest.raises(sf.InputError, match="1 to 104"):
        sf.Block([])
    with pytest.raises(sf.InputError, match=r"weeks\[0\]"):
        sf.Block([3])  # type: ignore[list-item]  # refused


def test_dates_go_on_from_the_first_week() -> None:
    closed = _week(available=[sf.Window("2026-12-03", closed=True)])
    plan = sf.plan(sf.Block([_week(start="2026-11-23"), closed]))
    assert [str(week.start) for week in weeks_of(plan.week)] == ["2026-11-23", "2026-11-30"]
    assert all(p.day != 10 for p in plan.placements)


def test_a_time_in_a_block_names_its_week() -> None:
    plan = sf.plan(sf.Block([_week(), _week()]))
    assert {p.when.split()[0] for p in plan.placements} == {"W1", "W2"}
    assert all(len(line) <= 80 for line in str(plan).splitlines())


REAL = Path(__file__).parent / "data" / "plans"


@pytest.mark.parametrize(
    "path",
    mostly_longer(sorted(REAL.glob("*.json"), key=lambda path: path.stat().st_size)),
    ids=lambda path: path.stem,
)
def test_a_published_plan_is_proven_as_one_block(path: Path) -> None:
    """The oracle agrees; and each week, asked about alone, has its sessions where they are."""
    block = read_corpus(path).block()
    plan = sf.plan(block)
    sittings = oracle.sittings_of(plan)
    assert plan.status == "optimal"
    assert oracle.broken_in_block(block, plan.policy, sittings) == []
    score = oracle.score_of_block(block, plan.policy, sittings)
    assert tuple(value for _, value in plan.score.tiers[:6]) == oracle.tier_tuple(score)
    for number in (1, len(block.weeks) // 2, len(block.weeks) - 1):
        alone = sf.plan(plan.week_alone(number))
        there = [p.start % WEEK for p in plan.placements if p.week == number]
        assert [p.start for p in alone.placements] == there


@pytest.mark.longer
def test_a_year_is_proven() -> None:
    plan = sf.plan(sf.Block([_week()] * 52))
    assert plan.status == "optimal"
    assert len(plan.placements) == 104
    assert len(plan.prescriptions) == 52


def test_a_block_is_asked_about_week_by_week() -> None:
    plan = sf.plan(sf.Block([_week(), _week()]))
    with pytest.raises(sf.InputError, match="week_alone"):
        sf.explain(plan)
    with pytest.raises(sf.InputError, match="week_alone"):
        sf.why_not(plan, "Tue 18:00")
    assert sf.explain(sf.plan(plan.week_alone(1))).sentences
    with pytest.raises(sf.InputError, match="write 0 to 1"):
        plan.week_alone(2)
