"""What a plan says of the numbers that extensions bring: those that are in force."""

import attrs
import pytest

import strengthfit as sf
from strengthfit.planning.from_outside import OutsideKind, extensions_used

from ..own_science import ACME, POLICY


@pytest.mark.parametrize(
    ("key", "brought", "in_force", "said"),
    [
        (False, 2.0, 0.4, "2 by a log, but a run that is not key weighs at most 0.4"),
        (True, 0.5, 1.0, "0.5 by a log, but a key run weighs at least 1"),
        (False, 0.3, 0.3, "a log"),
        (True, 2.0, 2.0, "a log"),
    ],
)
def test_an_importance_is_said_as_it_weighs(
    key: bool, brought: float, in_force: float, said: str
) -> None:
    row = sf.Parameter("importance", "lab:f", brought, 0, 2, "weight", "a log")
    kind = sf.OwnRunKind("lab:f", "easy", key=key)
    policy = sf.Policy(extensions=[sf.Extension("lab", run_kinds=[kind], evidence=[row])])
    (number,) = extensions_used(policy)[0].numbers
    assert (number.value, number.source) == (in_force, said)
    week = sf.Week([sf.Run("Tue 07:00", "lab:f")], strength=1)
    (run,) = sf.formulate(week, policy).horizon.runs
    assert run.importance == number.value
    assert f"importance.lab:f {in_force:g} weight" in " ".join(str(sf.plan(week, policy)).split())


def test_an_audit_names_what_the_most_sensitive_kind_in_force_would_lose() -> None:
    week = sf.Week([sf.Run("Thu 07:00", "lab:f")], strength=[sf.Demand("heavy")])

    def lost(sensitivity: float) -> float:
        row = sf.Parameter("sensitivity", "lab:f", sensitivity, 0.1, 2, "share", "a log")
        kind = sf.OwnRunKind("lab:f", "tempo")
        policy = sf.Policy(extensions=[sf.Extension("lab", run_kinds=[kind], evidence=[row])])
        text = " ".join(str(sf.audit(week, [sf.Session("Tue 18:00", "heavy")], policy)).split())
        return float(text.partition("kind of run would lose ")[2].partition(" ")[0])

    assert lost(0.5) == lost(1.0)  # intervals have 1
    assert lost(2.0) == pytest.approx(2 * lost(1.0), abs=0.1)


def test_all_that_an_extension_brings_is_named_with_where_it_is_from() -> None:
    policy = attrs.evolve(POLICY, evidence={"peak.acme:nordic": 1.5})
    (found,) = extensions_used(policy)
    assert (found.name, found.version, found.source) == ("acme", "2", "Acme Lab, made up")
    assert found.kinds == (
        OutsideKind("acme:nordic", "heavy", "Nielsen 2026, made up"),
        OutsideKind("acme:fartlek", "tempo", None),
    )
    assert (found.rules, found.costs) == (("acme:club_day",), ("acme:dark",))
    numbers = {number.key: number for number in found.numbers}
    assert list(numbers) == [row.key for row in ACME.evidence]
    own, beyond = numbers["peak.acme:nordic"], numbers["peak.heavy"]
    assert own.source == "set by the policy, within the bounds of Nielsen 2026, made up"
    assert (own.value, own.low, own.high, own.beyond) == (1.5, None, None, False)
    assert (beyond.value, beyond.low, beyond.high, beyond.beyond) == (8.0, 1.0, 6.0, True)
    bare = sf.OwnStrengthKind("lab:s", "heavy", curve=[(0, 1), (24, 0)])
    (bare_use,) = extensions_used(
        sf.Policy(extensions=[sf.Extension("lab", strength_kinds=[bare])])
    )
    assert bare_use.kinds == (OutsideKind("lab:s", "heavy", "no source"),)
