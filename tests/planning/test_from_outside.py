"""What a plan says of the numbers that extensions bring: those that are in force."""

import pytest

import strengthfit as sf
from strengthfit.planning.from_outside import extensions_used


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
