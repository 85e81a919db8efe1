"""Extensions as values: what is accepted, and what is refused where."""

from typing import Any

import attrs
import pytest

import strengthfit as sf
from strengthfit.domain.own_kinds import run_kinds, strength_kinds
from strengthfit.domain.own_rows import with_own_kinds

from ..own_science import ACME, CLUB, DARK, POLICY

ROW = sf.Parameter("peak", "heavy", 8.0, 5.0, 10.0, "% of speed", "Smith et al 2027")
NORDIC = sf.OwnStrengthKind("acme:nordic", "heavy")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: sf.Extension("Acme"), "Extension.name: 'Acme' is not the name of an extension"),
        (lambda: sf.Extension("acme:x"), "Extension.name: 'acme:x' is not the name"),
        (lambda: sf.Extension("acme", ""), "Extension.version: '' is not a line of text"),
        (
            lambda: sf.OwnStrengthKind("nordic", "heavy"),
            "OwnStrengthKind.name: 'nordic' is not a name from outside",
        ),
        (
            lambda: sf.OwnStrengthKind("acme:nordic", "hard"),
            "OwnStrengthKind.like: 'hard' is not a kind of strength",
        ),
        (
            lambda: sf.OwnRunKind("acme:fartlek", "race"),
            "OwnRunKind.like: 'race' is not a kind of run but a race",
        ),
        (
            lambda: sf.Extension("other", strength_kinds=[NORDIC]),
            "Extension.strength_kinds[0].name: 'acme:nordic' does not lie in the extension's "
            "namespace; write e.g. 'other:word'",
        ),
        (
            lambda: sf.Extension("acme", strength_kinds=[NORDIC, NORDIC]),
            "Extension.kinds: 'acme:nordic' stands there twice",
        ),
        (lambda: sf.Extension("acme", evidence=[ROW, ROW]), "'peak.heavy' stands there twice"),
        (
            lambda: sf.Extension("acme", strength_kinds=[3]),  # type: ignore[list-item]  # refused
            "Extension.strength_kinds[0]: 3 is not a OwnStrengthKind",
        ),
        (
            lambda: sf.Extension("acme", rules=[lambda context: None]),  # type: ignore[list-item]  # refused
            "is not a strengthfit.program.Rule",
        ),
        (
            lambda: sf.Extension("acme", rules=[attrs.evolve(CLUB, name="club_day")]),
            "Extension.rules[0].name: 'club_day' does not lie in the extension's namespace",
        ),
        (
            lambda: sf.Extension("acme", costs=[DARK, DARK]),
            "Extension.costs: 'acme:dark' stands there twice",
        ),
        (
            lambda: sf.Extension("acme", rules=[CLUB], costs=[attrs.evolve(DARK, name=CLUB.name)]),
            "Extension.costs: 'acme:club_day' stands there twice",
        ),
        (
            lambda: sf.Extension("acme", evidence=[attrs.evolve(ROW, subject="18.00")]),
            "Extension.evidence[0].subject: '18.00' is not a kind, a dose or another word",
        ),
        (
            lambda: sf.Extension("acme", evidence=[attrs.evolve(ROW, value=11.0)]),
            "Extension.evidence[0].value: 11.0 does not lie within its own bounds, 5 to 10",
        ),
        (
            lambda: sf.Extension("acme", evidence=[attrs.evolve(ROW, low=float("nan"))]),
            "Extension.evidence[0].low: nan is not a finite number",
        ),
        (
            lambda: sf.Extension("acme", evidence=[attrs.evolve(ROW, source=())]),
            "Extension.evidence[0].source: () does not cite a source",
        ),
        (
            lambda: sf.Extension("acme", evidence=[attrs.evolve(ROW, subject="acme:yoga")]),
            "Extension.evidence[0].subject: 'acme:yoga' is not a kind that the extension brings",
        ),
        (
            lambda: sf.Extension("acme", evidence=[attrs.evolve(ROW, name="other:peak")]),
            "Extension.evidence[0].name: 'other:peak' does not lie in the extension's namespace",
        ),
        (
            lambda: sf.Policy(extensions=[ACME, ACME]),
            "Policy.extensions[1]: 'acme' stands in the list twice",
        ),
        (
            lambda: sf.Policy(
                extensions=[sf.Extension(name, evidence=[ROW]) for name in ("one", "two")]
            ),
            "Policy.extensions[1].evidence: 'peak.heavy' is brought by 'one' too",
        ),
        (
            lambda: sf.Policy(extensions=ACME),  # type: ignore[arg-type]  # refused
            "is not a list of Extension",
        ),
        (
            lambda: sf.Policy(guards=[sf.Guard(days=2, kinds=["acme:nordic"])]),
            "Policy.guards[0].kinds: 'acme:nordic' is a kind of strength that no extension",
        ),
        (
            lambda: sf.Policy(rests=[sf.Rest(1, runs=["acme:yoga"])], extensions=[ACME]),
            "Policy.rests[0].runs: 'acme:yoga' is a kind of run that no extension of the policy "
            "brings: they bring acme:fartlek",
        ),
        (
            lambda: sf.Policy(equipment={"acme:yoga": ["mat"]}, extensions=[ACME]),
            "Policy.equipment: 'acme:yoga' is a kind of strength",
        ),
    ],
)
def test_what_is_not_accepted_is_refused_with_its_path(make: Any, message: str) -> None:
    with pytest.raises(sf.InputError) as caught:
        make()
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("curve", "why"),
    [
        ([[0, 1], [24, 0.5]], "does not fall to 0 at its last point"),
        ([[0, 1]], "has less than two points"),
        ([[1, 1], [24, 0]], "does not begin at 0 hours and rise"),
        ([[0, 1], [24, 0.5], [24, 0]], "does not begin at 0 hours and rise"),
        ([[0, 1], [200, 0]], "ends after 168 hours"),
        ([[0, 0.5], [24, 0]], "from 0 to 1, one of them 1"),
        ([[0, 1], [12, -0.1], [24, 0]], "from 0 to 1, one of them 1"),
        ([[0, 1], [float("nan"), 0]], "is not a list of points"),
        ("falls", "is not a list of points"),
        ([0, 1], "is not a list of points"),
    ],
)
def test_a_curve_that_is_none_is_refused(curve: Any, why: str) -> None:
    with pytest.raises(sf.InputError, match=why) as caught:
        sf.OwnStrengthKind("acme:nordic", "heavy", curve=curve)
    assert caught.value.where == "OwnStrengthKind.curve"


def test_constructors_take_the_form_of_a_name_and_still_know_a_slip() -> None:
    assert sf.Demand("acme:nordic").kind == "acme:nordic"
    assert sf.Session("Mon", "acme:nordic").kind == "acme:nordic"
    assert repr(sf.Run("Mon", "acme:fartlek").kind) == "'acme:fartlek'"
    for slip in ("hevy", "Acme:nordic", "acme:", ":nordic", "acme:nordic:x", "acme nordic"):
        with pytest.raises(sf.InputError, match="is not a kind of strength"):
            sf.Demand(slip)
        with pytest.raises(sf.InputError, match="is not a kind of run"):
            sf.Run("Mon", slip)


def test_rows_for_a_kind_hold_for_those_like_it_and_own_rows_hold_too() -> None:
    policy = attrs.evolve(
        POLICY,
        guards=[
            sf.Guard(days=1, kinds=["heavy"], runs=["tempo"]),
            sf.Guard(hours=50, kinds=["acme:nordic"]),
        ],
        equipment={"heavy": ["weights"], "acme:nordic": ["mat"]},
    )
    wide = with_own_kinds(policy)
    assert wide.guards[0].kinds == ("heavy", "acme:nordic")
    assert wide.guards[0].runs == ("tempo", "acme:fartlek")
    assert wide.guards[1].kinds == ("acme:nordic",)
    assert ("acme:nordic", ("weights", "mat")) in wide.equipment
    assert with_own_kinds(wide) == wide
    assert with_own_kinds(sf.Policy()) is not None
    assert strength_kinds(policy.extensions)[-1] == "acme:nordic"
    assert run_kinds(()) == run_kinds(policy.extensions)[:-1]
