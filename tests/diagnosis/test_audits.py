"""Audits: broken rules and interference are the oracle's, repairs are the fewest."""

from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.diagnosis import Audit
from strengthfit.domain.strength import DOSES, STRENGTH_KINDS
from strengthfit.interchange import read_corpus

from .. import oracle
from ..generate import policies, weeks
from ..judge.repairs import broken_by, smaller_repair

PLANS = sorted((Path(__file__).parents[1] / "data" / "plans").glob("*.json"))
MARATHON = sf.read_week("examples/marathon_week.toml").week


def _sessions(most: int) -> st.SearchStrategy[list[sf.Session]]:
    """Sessions at any quarter hour from 05:00 to 21:00, of usual and unusual lengths."""
    session = st.builds(
        sf.Session,
        st.tuples(st.integers(0, 6), st.integers(20, 84)).map(lambda at: 1440 * at[0] + 15 * at[1]),
        st.sampled_from(STRENGTH_KINDS),
        minutes=st.sampled_from([None, None, 25, 40]),
        dose=st.sampled_from(["full", "full", *DOSES]),
    )
    return st.lists(session, max_size=most, unique_by=lambda one: (one.when, one.kind))


def _sittings(audit: Audit) -> list[oracle.Sitting]:
    return [
        oracle.Sitting(
            kind=p.kind,
            asked=p.dose,
            dose=p.dose,
            start=p.start,
            minutes=p.minutes,
            effort=p.effort,
            label=p.label,
        )
        for p in audit.placements
    ]


@given(weeks(), policies(grid=120), _sessions(3))
@settings(max_examples=200)
def test_it_finds_what_the_oracle_finds(
    week: sf.Week, policy: sf.Policy, sessions: list[sf.Session]
) -> None:
    audit = sf.audit(week, sessions, policy)
    sittings = _sittings(audit)
    assert len(sittings) == len(sessions)
    assert {label.rule for label in audit.broken} == broken_by(week, policy, sittings)
    score = oracle.score(audit.week, policy, sittings)
    assert audit.interference == pytest.approx(score.exact_interference, abs=1e-9)
    by_run = sorted(run.percent for run in audit.score.runs)
    losses = sorted(value for _, value in oracle.losses(week, policy, sittings))
    assert by_run == pytest.approx(losses, abs=1e-9)


@given(weeks(), policies(grid=120), _sessions(3))
@settings(max_examples=200)
def test_the_best_plan_is_no_worse(
    week: sf.Week, policy: sf.Policy, sessions: list[sf.Session]
) -> None:
    audit = sf.audit(week, sessions, policy)
    assert audit.best.status == "optimal"
    on_grid = {p.start for p in audit.placements} <= set(oracle.candidate_starts(week, policy))
    if not audit.broken and on_grid:
        assert audit.price >= (0, 0, 0, 0, 0, 0, 0)
    tiers = [value for _, value in audit.best.score.tiers]
    assert audit.score.tiers[0][1] - tiers[0] == audit.price.strength
    assert audit.score.tiers[2][1] - tiers[2] == audit.price.interference


@given(weeks(), policies(grid=180), _sessions(2))
@settings(max_examples=60)
def test_repairs_are_the_smallest(
    week: sf.Week, policy: sf.Policy, sessions: list[sf.Session]
) -> None:
    """Nothing smaller keeps every rule: every set of changes that is, is tried with the oracle."""
    audit = sf.audit(week, sessions, policy)
    mended = [oracle.sitting_of(placement) for placement in audit.repaired]
    assert broken_by(week, policy, mended) == set()
    assert bool(audit.repairs) == bool(audit.broken)
    assert smaller_repair(audit, policy) is None


@pytest.mark.parametrize("strategy", ["greedy", "first_fit"])
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_coach_s_baseline_is_judged_as_the_oracle_judges(path: Path, strategy: str) -> None:
    corpus = read_corpus(path)
    for number in range(1, len(corpus) + 1, 2):
        week = corpus.week(number)
        plan = sf.plan(week, strategy=strategy)
        audit = sf.audit(week, plan.placements)
        assert {label.rule for label in audit.broken} == broken_by(
            week, sf.Policy(), _sittings(audit)
        )
        assert audit.interference == pytest.approx(plan.interference)
        assert bool(audit.broken) == (plan.status == "broken")


@given(weeks(), policies(grid=120))
@settings(max_examples=100)
def test_an_optimal_plan_passes_its_audit(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    audit = sf.audit(week, plan.placements, policy)
    assert audit.broken == ()
    assert audit.repairs == ()
    assert audit.interference == pytest.approx(plan.interference, abs=1e-9)
    assert audit.price.strength == 0
    same_doses = all(p.dose == p.asked for p in plan.placements) and not plan.skipped
    if same_doses and all(d.minutes is None for d in week.strength):
        assert audit.price == (0, 0, 0, 0, 0, 0, 0)


def test_half_of_what_was_planned_may_stay_when_load_has_risen_far() -> None:
    usual = sf.Week([sf.Run("Tue 07:00", "easy", km=10), sf.Run("Sun 08:00", "easy", km=10)])
    runs = [sf.Run(f"{day} 07:00", "easy", km=10) for day in ("Tue", "Wed", "Thu", "Sat")]
    week = sf.Week(runs, strength=4, history=[usual] * 4)
    plan = sf.plan(week)
    assert plan.prescriptions[0].step == "fewer"
    assert len(plan.placements) == 2
    audit = sf.audit(week, plan.placements)
    assert (audit.broken, audit.price.interference) == ((), 0)
    more = attrs.evolve(week, strength=1)  # two were placed all the same: half of two may stay
    (label,) = sf.audit(more, plan.placements).broken
    assert label.text.startswith("more than 1 circuit session in the week: ")


def test_a_dose_that_is_too_full_is_made_lighter() -> None:
    runs = [sf.Run("Tue 07:00", "intervals", km=12), sf.Run("Sun 08:00", "long", km=25)]
    usual = sf.Week([sf.Run("Tue 07:00", "intervals", km=10), sf.Run("Sun 08:00", "long", km=20)])
    week = sf.Week(runs, history=[usual] * 4)
    sessions = [sf.Session("Tue 18:00", "circuit"), sf.Session("Thu 18:00", "circuit")]
    audit = sf.audit(week, sessions)
    assert {label.rule for label in audit.broken} == {"load_response"}
    assert [str(change) for change in audit.repairs] == [
        f"{when} circuit, full -> {when} circuit, {audit.repaired[0].dose}"
        for when in ("Tue 18:00", "Thu 18:00")
    ]
    assert audit.repaired[0].dose in ("reduced", "simplified")
    assert "but it breaks rules." in " ".join(str(audit).split())


def test_a_session_stays_on_its_day_if_it_can() -> None:
    audit = sf.audit(MARATHON, [sf.Session("Tue 06:00", "circuit")])
    assert audit.broken
    (change,) = audit.repairs
    assert change.after is not None
    assert change.after.when.startswith("Tue ")


def test_a_missing_pin_is_a_broken_rule_and_a_repair() -> None:
    week = attrs.evolve(MARATHON, pins=[sf.Session("Fri 18:00", "circuit")])
    audit = sf.audit(week, [sf.Session("Tue 19:00", "circuit")])
    assert [label.rule for label in audit.broken] == ["pins"]
    assert [str(move) for move in audit.repairs] == ["not placed -> Fri 18:00 circuit, full"]


def test_the_text_says_what_is_broken_and_what_would_mend_it() -> None:
    audit = sf.audit(MARATHON, [sf.Session("Wed 18:00", "heavy"), sf.Session("Fri 18:10", "core")])
    text = str(audit)
    assert "before the tempo on Thu 07:00" in text
    assert "Smallest changes that keep every rule:" in text
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 80
    assert len(audit.repairs) == 1
    assert audit.repairs[0].before
    assert audit.repairs[0].before.kind == "heavy"


def test_a_week_without_strength_has_nothing_to_judge() -> None:
    audit = sf.audit(MARATHON, [])
    assert (audit.broken, audit.repairs, audit.interference) == ((), (), 0.0)


@pytest.mark.parametrize(
    "placements",
    ["Tue", 3, None, [sf.Session("Tue", "core"), "Wed"], [sf.Session(99_999, "core")]],
)
def test_rubbish_is_refused(placements: object) -> None:
    with pytest.raises(sf.InputError, match="placements"):
        sf.audit(MARATHON, placements)  # type: ignore[arg-type]  # rubbish on purpose


def test_two_of_a_kind_at_one_time_are_judged_too() -> None:
    twice = [sf.Session("Fri 18:00", "core"), sf.Session("Fri 18:00", "core")]
    assert {label.rule for label in sf.audit(MARATHON, twice).broken} == {"per_day", "spacing"}


def test_a_plan_s_own_hour_is_priced_beside_all_hours_of_its_day() -> None:
    """The best open hour of a day says what the day costs, in the audit as in the plan."""
    week = sf.Week(
        [sf.Run("Sun 05:00", "intervals", minutes=20)],
        [sf.Demand("heavy", 1)],
        athlete=sf.Athlete(recovery=0.5, accustomed=False),
    )
    policy = sf.Policy(way_in_weeks=0)
    plan = sf.plan(week, policy)
    assert sf.audit(week, plan.placements, policy).price == (0, 0, 0, 0, 0, 0, 0)


def test_kept_pins_are_what_was_placed_for_them_whatever_their_demands() -> None:
    """The first pin takes the demand of 33 minutes; what the audit asks for lists 25 first."""
    pins = [
        sf.Session("Wed 03:45", "plyometric", keep=True),
        sf.Session("Fri 21:45", "plyometric", keep=True),
    ]
    week = sf.Week([], [sf.Demand("plyometric", 1, minutes=33)], pins=pins)
    plan = sf.plan(week)
    assert [placement.minutes for placement in plan.placements] == [33, 25]
    assert sf.audit(week, plan.placements).broken == ()


CIRCUITS = [sf.Session("Tue 18:00", "circuit", dose="reduced", keep=True)]
HEAVY = [sf.Session("Tue 18:00", "heavy", keep=True)]
CORE = [
    sf.Session("Fri", "core", minutes=20, keep=True),
    sf.Session("Fri 12:00", "core", keep=True),
]


@pytest.mark.parametrize(
    ("demands", "days", "pins"),
    [
        ([sf.Demand("circuit", 2)], None, CIRCUITS),
        ([sf.Demand("heavy", 2)], ["Tue 17:00-18:30", "Fri"], HEAVY),
        ([], ["Sat"], CORE),
        ([], ["Sat"], [attrs.evolve(pin, minutes=None) for pin in CORE]),
    ],
)
def test_a_plan_with_kept_pins_is_its_own_best(
    demands: list[sf.Demand], days: list[str] | None, pins: list[sf.Session]
) -> None:
    week = sf.Week([sf.Run("Wed 07:00", "intervals")], demands, days, pins=pins)
    audit = sf.audit(week, sf.plan(week).placements)
    assert (audit.broken, audit.repairs) == ((), ())
    assert audit.price == (0, 0, 0, 0, 0, 0, 0)
