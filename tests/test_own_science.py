"""Science from outside: kinds, rules, costs and evidence that a policy brings, in every verb."""

import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.diagnosis import Cause
from strengthfit.domain.clock import DAY
from strengthfit.domain.strength import DOSES, STRENGTH_KINDS
from strengthfit.interchange import plan_to_dict
from strengthfit.program.own_records import terms_in_force
from strengthfit.program.tier_names import Tier

from . import oracle
from .generate import blocks, policies, weeks
from .own_science import ACME, MIRROR, POLICY

TOP = Path(__file__).parents[1]
WEEK = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals", minutes=60),
        sf.Run("Thu 07:00", "acme:fartlek", minutes=50),
        sf.Run("Sun 08:00", "long", minutes=110),
    ],
    strength=[sf.Demand("acme:nordic"), sf.Demand("heavy")],
)
PLAN = sf.plan(WEEK, POLICY)
Item = TypeVar("Item", sf.Run, sf.Demand, sf.Session, sf.Run | sf.Session)

OPEN_WEEK = sf.Week(
    [sf.Run("Fri 07:00", "intervals"), sf.Run("Sun 08:00", "long")],
    strength=[sf.Demand("acme:nordic", 2)],
    available=["Mon 17:00-18:00", "Wed 17:00-18:00"],
)
"""The club closes one of its two days."""


# An own kind is the kind that it is like, but for what it brings


def mirrored(week: sf.Week) -> sf.Week:
    """Return a week with a kind from outside for each of its kinds but races."""

    def turned(items: Iterable[Item]) -> list[Item]:
        return [
            item if item.kind == "race" else attrs.evolve(item, kind=f"mirror:{item.kind}")
            for item in items
        ]

    return attrs.evolve(
        week,
        runs=turned(week.runs),
        strength=turned(week.strength),
        before=turned(week.before),
        after=turned(week.after),
        pins=turned(week.pins),
        habit=turned(week.habit),
        history=[mirrored(one) if isinstance(one, sf.Week) else one for one in week.history],
        order=[f"mirror:{one}" if one in STRENGTH_KINDS else one for one in week.order],
    )


def turned_back(plan: sf.Plan) -> list[oracle.Sitting]:
    """Return the sessions of a plan under the names of the house."""
    return [
        attrs.evolve(one, kind=one.kind.removeprefix("mirror:")) for one in oracle.sittings_of(plan)
    ]


@given(weeks().map(lambda week: attrs.evolve(week, athlete=sf.Athlete())), policies())
@settings(max_examples=600)
def test_a_kind_that_brings_nothing_is_the_kind_that_it_is_like(
    week: sf.Week, policy: sf.Policy
) -> None:
    """Whatever rows a policy has, every rule and every term hold for it, by the oracle's word."""
    house = sf.plan(week, policy)
    own = sf.plan(mirrored(week), attrs.evolve(policy, extensions=[MIRROR]))
    assert own.status == house.status
    assert own.score.tiers[:6] == house.score.tiers[:6]
    assert own.interference == pytest.approx(house.interference, abs=0.5)
    assert oracle.broken(week, policy, turned_back(own)) == []
    score = oracle.score(week, policy, turned_back(own))
    assert own.interference == pytest.approx(score.exact_interference, abs=1e-9)
    assert own.strength == pytest.approx(house.strength)


@given(blocks(most_weeks=2, most=1), policies(grid=120))
@settings(max_examples=300)
def test_in_a_block_too(block: sf.Block, policy: sf.Policy) -> None:
    used = [attrs.evolve(week, athlete=sf.Athlete()) for week in block.weeks]
    house = sf.plan(sf.Block(used), policy)
    own = sf.plan(sf.Block(map(mirrored, used)), attrs.evolve(policy, extensions=[MIRROR]))
    assert own.score.tiers[:6] == house.score.tiers[:6]


SITTINGS = st.lists(
    st.builds(
        sf.Session,
        st.integers(0, 7 * 48 - 1).map(lambda half: 30 * half),
        st.sampled_from(STRENGTH_KINDS),
        dose=st.sampled_from(DOSES),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda session: session.when.minutes,
)


@given(weeks().map(lambda week: attrs.evolve(week, athlete=sf.Athlete())), policies(), SITTINGS)
@settings(max_examples=300)
def test_an_audit_finds_the_same_rules_broken(
    week: sf.Week, policy: sf.Policy, sessions: list[sf.Session]
) -> None:
    week = attrs.evolve(week, order=())
    house = sf.audit(week, sessions, policy)
    turned = [attrs.evolve(one, kind=f"mirror:{one.kind}") for one in sessions]
    own = sf.audit(mirrored(week), turned, attrs.evolve(policy, extensions=[MIRROR]))
    assert [label.rule for label in own.broken] == [label.rule for label in house.broken]
    assert own.interference == pytest.approx(house.interference)


@given(weeks())
@settings(max_examples=500)
def test_no_own_kind_precedes_a_hard_day(week: sf.Week) -> None:
    """In minutes alone: not the day before a key run, of an own kind or not, nor on it before."""
    own = mirrored(week)
    plan = sf.plan(own, sf.Policy(extensions=[MIRROR]))
    for run in plan.program.horizon.runs:
        for placement in plan.placements if run.key else ():
            closed_from = run.start // DAY * DAY - DAY
            assert not closed_from <= placement.start < run.start


@given(weeks(), st.floats(1.0, 6.0), st.floats(4.0, 16.0))
@settings(max_examples=500)
def test_a_number_that_a_kind_brings_is_that_number_of_the_house(
    week: sf.Week, peak: float, hours: float
) -> None:
    """With all heavy sessions as an own kind, its rows do what the policy's evidence does."""
    only = [sf.Demand("heavy", 2)]
    week = attrs.evolve(
        week, strength=only, order=(), habit=(), before=(), history=(), athlete=sf.Athlete()
    )
    named = {"peak.heavy": peak, "fast_hours.heavy": hours}
    rows = [
        sf.Parameter(
            key.partition(".")[0], "lab:lift", number, number, number, unit, "a lab of ours"
        )
        for (key, number), unit in zip(named.items(), ("% of speed", "h"), strict=True)
    ]
    lab = sf.Extension(
        "lab", strength_kinds=[sf.OwnStrengthKind("lab:lift", "heavy")], evidence=rows
    )
    own = sf.plan(
        attrs.evolve(week, strength=[sf.Demand("lab:lift", 2)]), sf.Policy(extensions=[lab])
    )
    house = sf.plan(week, sf.Policy(evidence=named))
    assert own.score.tiers[:6] == house.score.tiers[:6]
    assert [run.percent for run in own.score.runs] == pytest.approx(
        [loss for _, loss in oracle.losses(week, house.policy, _as_heavy(own))], abs=1e-9
    )


def _as_heavy(plan: sf.Plan) -> list[oracle.Sitting]:
    return [attrs.evolve(one, kind="heavy") for one in oracle.sittings_of(plan)]


def test_a_curve_of_its_own_is_what_its_points_say() -> None:
    """A peak of 2 %, and a run of sensitivity 0.9; the curve is straight between points."""
    week = sf.Week([sf.Run("Wed 18:00", "acme:fartlek")], strength=[sf.Demand("acme:nordic")])
    for when, share in (("Tue 17:40", 0.6 + 0.4 * 24 / 30), ("Mon 17:40", 1 - 0.8 * 18 / 42)):
        pin = sf.Session(when, "acme:nordic", keep=True)
        (loss,) = sf.plan(attrs.evolve(week, pins=[pin]), POLICY).score.runs
        assert loss.percent == pytest.approx(2 * 0.9 * share)


# What is shown and written speaks of it


def test_the_text_and_the_page_of_a_plan_speak_of_all_of_it() -> None:
    text, page = " ".join(str(PLAN).split()), PLAN._repr_html_()
    for said in (
        "acme:nordic 20 min",
        "acme:fartlek run 50 min *",
        "before the acme:fartlek run on Thu 07:00",
        "darkness 0.00",
        "With acme 2 (Acme Lab, made up): acme:nordic, taken as heavy with a curve of its own "
        "(Nielsen 2026, made up); acme:fartlek, taken as tempo; the rule acme:club_day; the cost "
        "acme:dark;",
        "Outside the bounds of the evidence: peak.heavy 8 % of speed (Smith et al 2027, made up); "
        "the table has 1 to 6.",
    ):
        assert said in text
    assert "acme:nordic" in page
    assert "Smith et al 2027, made up" in page
    assert "With acme" not in str(sf.plan(sf.Week([], strength=1)))


def test_a_page_escapes_what_others_write() -> None:
    loud = attrs.evolve(ACME, source="<b>Acme</b>")
    page = sf.plan(WEEK, sf.Policy(extensions=[loud]))._repr_html_()
    assert "&lt;b&gt;Acme&lt;/b&gt;" in page
    assert "<b>Acme" not in page


def test_a_long_name_keeps_the_columns_apart() -> None:
    kind = sf.OwnRunKind("a_rather_long_na:of_a_kind_of_a_run_x", "tempo")
    long = sf.Extension("a_rather_long_na", run_kinds=[kind])
    week = attrs.evolve(WEEK, runs=[sf.Run("Tue 07:00", kind.name)], strength=1)
    lines = str(sf.plan(week, sf.Policy(extensions=[long]))).splitlines()
    assert max(map(len, lines)) <= 80
    at = lines[0].index("strength")
    assert all(line[at - 1 : at] in ("", " ") for line in lines[:9])
    assert any(line.strip().startswith("50 min *") for line in lines)


def test_the_printed_sum_adds_up() -> None:
    late = attrs.evolve(WEEK, strength=[sf.Demand("heavy")], available=["Tue 18:30-20:00"])
    plan = sf.plan(late, POLICY)
    said = re.search(r"Interference ([\d.]+) % of speed: ([^:]*?)\.\n", str(plan))
    assert said is not None
    parts = [part.split() for part in said[2].split(",")]
    assert "darkness 0.25" in " ".join(said[2].split())
    assert sum(float(part[-1]) for part in parts) == pytest.approx(float(said[1]), abs=0.05)
    terms = terms_in_force(POLICY.extensions)
    of_running = [name for name, term in terms.items() if term.tier == Tier.INTERFERENCE]
    values = dict(plan.score.terms)
    assert sum(values[name] for name in of_running) == pytest.approx(plan.interference)


def test_json_names_the_extension_and_whose_numbers_are_beyond_the_bounds() -> None:
    data = json.loads(json.dumps(plan_to_dict(PLAN)))
    (said,) = data["extensions"]
    assert (said["name"], said["version"]) == ("acme", "2")
    assert said["rules"] == ["acme:club_day"]
    (beyond,) = [number for number in said["numbers"] if number["beyond"]]
    assert (beyond["key"], beyond["value"], beyond["high"]) == ("peak.heavy", 8.0, 6.0)
    assert beyond["source"] == "Smith et al 2027, made up"
    assert data["given"]["policy"] == {"extensions": [{"name": "acme", "version": "2"}]}
    assert "extensions" not in plan_to_dict(sf.plan(sf.Week([], strength=1)))


def test_a_number_that_the_policy_sets_in_turn_is_said_to_be_its_own() -> None:
    policy = attrs.evolve(POLICY, evidence={"peak.heavy": 6.5})
    (used,) = sf.plan(WEEK, policy).extensions
    number = next(one for one in used.numbers if one.key == "peak.heavy")
    assert number.beyond
    assert number.source == "set by the policy, within the bounds of Smith et al 2027, made up"
    with pytest.raises(sf.InputError, match=r"is not a number from 5 to 10 \(% of speed\)"):
        sf.plan(WEEK, attrs.evolve(POLICY, evidence={"peak.heavy": 2.5}))


def test_an_explanation_shows_the_rule_and_the_cost() -> None:
    week = attrs.evolve(OPEN_WEEK, strength=[sf.Demand("acme:nordic")], available=None)
    explanation = sf.explain(sf.plan(week, POLICY))
    text = " ".join(str(explanation).split())
    assert " club " in text
    assert "club: the club meets" in text
    assert "in the dark" in explanation.details
    assert "on club day, Wed" in explanation._repr_html_()
    said: list[Cause] = [part for start in explanation.starts for part in start.causes]
    (part,) = {one.part for one in said if one.label.rule == "acme:dark"}
    assert (part.word, part.unit) == ("darkness", "%")
    assert "on club day, Wed (acme:club_day)" in str(sf.why_not(explanation.plan, "Wed 18:00"))


def test_a_diagnosis_gives_up_the_rule_at_its_price_and_the_case_can_be_waived() -> None:
    diagnosis = sf.diagnose(OPEN_WEEK, POLICY)
    assert "on club day, Wed (acme:club_day)" in str(diagnosis)
    first = diagnosis.relaxations[0]
    assert (first.text, first.price) == ("miss the club on Wed", 0.5)
    assert first.plan.week.waived == (sf.Waiver("acme:club_day", "Wed"),)  # type: ignore[union-attr]
    dearer = sf.diagnose(OPEN_WEEK, POLICY, prices={"acme:club_day": 50})
    assert dearer.relaxations[0].text != "miss the club on Wed"
    assert "every start is closed" not in str(sf.plan(first.plan.week, POLICY))


def test_an_audit_names_what_is_broken_and_what_the_dark_costs() -> None:
    audit = " ".join(str(sf.audit(WEEK, [sf.Session("Wed 18:00", "acme:nordic")], POLICY)).split())
    assert "on club day, Wed (Wed 18:00) (acme:club_day)" in audit
    assert "in the dark 0.25 %" in audit
    with pytest.raises(sf.InputError, match=r"placements\[0\].kind: 'acme:yoga' is a kind"):
        sf.audit(WEEK, [sf.Session("Wed 18:00", "acme:yoga")], POLICY)


def test_robustness_varies_what_it_brings_and_leaves_the_draws_of_the_house() -> None:
    robust = sf.robustness(PLAN, draws=60)
    assert {"peak.acme:nordic", "sensitivity.acme:fartlek"} <= set(robust.parameters)
    assert "acme:nordic" in str(robust)
    late = sf.plan(
        attrs.evolve(WEEK, strength=[sf.Demand("heavy")], available=["Tue 18:30-20:00"]), POLICY
    )
    assert "acme:darkness.any" in sf.robustness(late, draws=60).parameters
    same = {"peak.heavy", "sensitivity.long"} & set(robust.parameters)
    assert same == {"peak.heavy", "sensitivity.long"}


def test_frontier_alternatives_sweep_presets_and_replanning_speak_of_it() -> None:
    assert "acme:nordic" in str(sf.frontier(WEEK, policy=POLICY))
    assert all(plan.extensions for plan in sf.alternatives(WEEK, 2, policy=POLICY))
    assert sf.robust_plan(WEEK, draws=20, policy=POLICY).extensions
    swept = sf.sweep(WEEK, "peak.acme:nordic", [1.0, 3.0], policy=POLICY)
    assert swept[0].interference < swept[1].interference
    dark = sf.sweep(
        attrs.evolve(WEEK, available=["Tue 18:30-20:00"]),
        "acme:darkness.any",
        [0.1, 0.5],
        policy=POLICY,
    )
    assert dark[1].interference == pytest.approx(dark[0].interference + 0.4)
    with pytest.raises(sf.InputError, match="1 to 4"):
        sf.sweep(WEEK, "peak.acme:nordic", [9.0], policy=POLICY)
    rows = sf.compare_presets(WEEK, POLICY).rows
    assert all("acme:nordic" in str(row.plan) for row in rows)
    again = sf.replan(PLAN, WEEK, today="Wed")
    assert again.placements == PLAN.placements


def test_a_block_has_it_too() -> None:
    plan = sf.plan(sf.Block([WEEK, WEEK]), POLICY)
    assert len(plan.placements) == 4
    assert "With acme 2" in str(plan)
    broken = attrs.evolve(WEEK, strength=[sf.Demand("acme:yoga")])
    with pytest.raises(sf.InputError, match=r"weeks\[1\].strength\[0\].kind: 'acme:yoga'"):
        sf.plan(sf.Block([WEEK, broken]), POLICY)


def test_tired_legs_and_the_way_in_take_it_for_the_kind_that_it_is_like() -> None:
    tired = sf.plan(attrs.evolve(WEEK, tired=True), POLICY)
    assert [one.kind for one in tired.placements] == []
    assert "nothing heavy" in str(tired)
    new = sf.plan(attrs.evolve(WEEK, athlete=sf.Athlete(accustomed=False)), POLICY)
    assert {one.kind for one in new.placements} == {"circuit"}
    assert "light circuits instead of acme:nordic and heavy" in " ".join(str(new).split())


# For a call alone


def test_two_calls_do_not_see_each_others_extensions() -> None:
    other = sf.Extension(
        "acme",
        strength_kinds=[sf.OwnStrengthKind("acme:nordic", "core")],
        run_kinds=[sf.OwnRunKind("acme:fartlek", "easy")],
    )
    lighter = sf.plan(WEEK, sf.Policy(extensions=[other]))
    assert sf.plan(WEEK, POLICY) == PLAN
    assert lighter.interference < PLAN.interference
    assert "darkness" not in str(lighter)
    house = attrs.evolve(WEEK, runs=WEEK.runs[:1], strength=[sf.Demand("heavy")])
    before = str(sf.plan(house))
    sf.plan(house, POLICY)
    assert str(sf.plan(house)) == before
    for policy in (None, sf.Policy(extensions=[sf.Extension("other")])):
        with pytest.raises(sf.InputError, match=r"runs\[1\].kind: 'acme:fartlek' is a kind of run"):
            sf.plan(WEEK, policy)


def test_other_processes_give_an_equal_plan() -> None:
    (result,) = sf.plan_many([WEEK], POLICY, workers=1)
    assert result.plan == PLAN
    assert str(result.plan) == str(PLAN)
    again: sf.Plan = pickle.loads(pickle.dumps(PLAN))  # noqa: S301  # our own
    assert again == PLAN
    assert again.program.extensions == POLICY.extensions
    assert pickle.loads(pickle.dumps(sf.explain(PLAN))) == sf.explain(PLAN)  # noqa: S301  # our own


@pytest.mark.parametrize("strategy", ["exhaustive", "dynamic", "highs", "greedy"])
def test_other_strategies_see_a_program_like_any(strategy: str) -> None:
    narrow = attrs.evolve(WEEK, available=["Mon-Fri 17:00-19:00"])
    plan = sf.plan(narrow, POLICY, strategy=strategy)
    best = sf.plan(narrow, POLICY)
    assert plan.score.tiers >= best.score.tiers
    if strategy != "greedy":
        assert plan.score.tiers == best.score.tiers
    assert not plan.broken


def test_an_outside_package_is_found_by_its_entry_point(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    source = (TOP / "tests" / "own_science.py").read_text("utf-8").replace("acme", "scratch")
    (package / "scratch_science.py").write_text(source, "utf-8")
    metadata = package / "scratch_science-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: scratch-science\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text(
        "[strengthfit.extensions]\nscratch = scratch_science:ACME\n"
        "broken = scratch_science:NOT_THERE\nwrong = scratch_science:CURVE\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TOP), str(package)])},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    said: dict[str, Any] = json.loads(done.stdout)
    for name in ("text", "page", "json", "explanation", "robustness", "frontier"):
        assert "scratch:nordic" in said[name]
    assert "the rule scratch:club_day" in " ".join(said["text"].split())
    assert "darkness" in said["text"]
    assert '"scratch:dark"' in said["json"]
    assert "club: the club meets" in " ".join(said["explanation"].split())
    assert said["back"]
    not_there, *others = said["errors"]
    assert not_there.startswith("Policy.extensions[0]: 'nowhere' is not an installed extension")
    assert {"broken", "scratch", "wrong"} <= set(re.findall(r"\w+", not_there))
    assert others == [
        "Policy.extensions[0]: 'broken' is installed, but cannot be loaded: AttributeError: module "
        "'scratch_science' has no attribute 'NOT_THERE'",
        "Policy.extensions[0]: 'wrong' is installed as 'scratch_science:CURVE', which is not an "
        "Extension of that name",
    ]


_SCRIPT = """
import json
import strengthfit as sf
from strengthfit.interchange import plan_from_dict, plan_to_dict

week = sf.Week(
    [sf.Run("Fri 07:00", "scratch:fartlek"), sf.Run("Sun 08:00", "long")],
    strength=[sf.Demand("scratch:nordic"), sf.Demand("core")],
)
plan = sf.plan(week, sf.Policy(extensions=["scratch"]))
data = plan_to_dict(plan)
errors = []
for name in ("nowhere", "broken", "wrong"):
    try:
        sf.Policy(extensions=[name])
    except sf.InputError as error:
        errors.append(str(error))
print(json.dumps({
    "text": str(plan),
    "page": plan._repr_html_(),
    "json": json.dumps(data),
    "explanation": str(sf.explain(plan)),
    "robustness": str(sf.robustness(plan, draws=20)),
    "frontier": str(sf.frontier(week, policy=plan.policy)),
    "back": plan_from_dict(json.loads(json.dumps(data))) == plan,
    "errors": errors,
}))
"""
