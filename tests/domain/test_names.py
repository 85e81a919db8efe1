"""Names with a fixed spelling: enumerations that nobody can tell from their strings."""

import copy
import json
import pickle

import cattrs
import pytest

import strengthfit as sf
from strengthfit.domain.names import Name, to_name, to_names
from strengthfit.domain.run import RunKind
from strengthfit.domain.strength import DOSES, TAPER_DOSES, Dose, Effort, StrengthKind, TaperDose
from strengthfit.physiology.load import Step
from strengthfit.program.tier_names import TIERS, Tier
from strengthfit.strategies.protocol import Status

ENUMERATIONS = (RunKind, StrengthKind, Dose, Effort, TaperDose, Step, Tier, Status)
MEMBERS = [
    pytest.param(member, id=f"{names.__name__}.{member}")
    for names in ENUMERATIONS
    for member in names
]


@pytest.mark.parametrize("member", MEMBERS)
def test_a_member_is_its_string(member: Name) -> None:
    text = member.value
    assert member == text
    assert hash(member) == hash(text)
    assert len({member, text}) == 1
    assert (str(member), repr(member), f"{member:>12}") == (text, repr(text), f"{text:>12}")
    assert repr([member]) == repr([text])
    assert json.dumps({member: member}) == json.dumps({text: text})


@pytest.mark.parametrize("member", MEMBERS)
def test_a_member_survives_copies_and_files(member: Name) -> None:
    names = type(member)
    assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301  # our own bytes
    assert copy.deepcopy(member) is member
    assert cattrs.structure(cattrs.unstructure(member), names) is member


def test_what_names_no_member_is_passed_on() -> None:
    for value in ("esy", "", None, 3, ["easy"], Dose.FULL):
        assert to_name(RunKind, value) is value
    assert to_names(RunKind, ["easy", "esy"]) == (RunKind.EASY, "esy")
    assert to_names(RunKind, "easy") == "easy"


def test_values_hold_members_however_they_are_given() -> None:
    for kind in ("easy", RunKind.EASY):
        assert sf.Run("Tue", kind).kind is RunKind.EASY
    demand = sf.Demand("core", dose="reduced")
    assert (demand.kind, demand.dose) == (StrengthKind.CORE, Dose.REDUCED)
    assert demand.kind is StrengthKind.CORE
    assert sf.Session("Tue", "core").dose is None
    guard = sf.Guard(kinds=["heavy"], runs=["race"], doses=["full"])
    assert isinstance(guard.kinds[0], StrengthKind)
    assert isinstance(guard.runs[0], RunKind)
    assert isinstance(guard.doses[0], Dose)
    level = sf.RaceLevel("A", 3, 0.5, taper=[[3, "none"]], recovery=[])
    assert level.taper[0][1] is TaperDose.NONE
    assert isinstance(sf.Policy(equipment={"core": ["mat"]}).equipment[0][0], StrengthKind)


def test_a_plan_and_its_outcome_hold_members() -> None:
    plan = sf.plan(sf.Week([sf.Run("Tue", "easy")], strength=1))
    placement, prescription = plan.placements[0], plan.prescriptions[0]
    assert plan.status is Status.OPTIMAL
    assert isinstance(placement.kind, StrengthKind)
    assert isinstance(placement.dose, Dose)
    assert isinstance(prescription.step, Step)
    assert isinstance(prescription.dose, TaperDose)


def test_taper_doses_are_the_doses_and_none() -> None:
    assert (*DOSES, "none") == TAPER_DOSES
    assert tuple(Tier) == TIERS
