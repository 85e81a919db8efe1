"""The numbers in force: the table's, unless a policy says otherwise."""

import attrs
import pytest

import strengthfit as sf
from strengthfit.physiology.evidence import EVIDENCE
from strengthfit.physiology.parameters import TABLE, Parameters, parameters_of


def test_without_overrides_the_table_holds() -> None:
    assert parameters_of(sf.Policy()) == TABLE == Parameters()
    assert all(TABLE.value(row.name, row.subject) == row.value for row in EVIDENCE)


def test_an_override_holds_and_leaves_the_rest() -> None:
    policy = sf.Policy(evidence={"peak.heavy": 2.5})
    parameters = parameters_of(policy)
    assert parameters == Parameters({"peak.heavy": 2.5})
    assert hash(parameters) == hash(Parameters({"peak.heavy": 2.5}))
    for row in EVIDENCE:
        expected = 2.5 if row.key == "peak.heavy" else row.value
        assert parameters.value(row.name, row.subject) == expected


def test_parameters_of_a_policy_are_made_once() -> None:
    policy = sf.Policy(evidence={"peak.heavy": 2.5})
    assert parameters_of(policy) is parameters_of(attrs.evolve(policy, grid=15))


def test_what_the_table_does_not_know_is_refused_by_its_path() -> None:
    policy = sf.Policy(evidence={"peak.heavy": 20})
    with pytest.raises(sf.InputError, match=r"^Policy\.evidence\['peak\.heavy'\]: 20"):
        parameters_of(policy)
    with pytest.raises(sf.InputError, match=r"^overrides\['peak\.heavy'\]: 20"):
        Parameters({"peak.heavy": 20})
    with pytest.raises(sf.InputError, match=r"did you mean 'peak\.heavy'"):
        Parameters({"peek.heavy": 2})
    with pytest.raises(sf.InputError) as caught:
        Parameters({"peek.heavy": 2, "peak.heavy": 20})
    assert [problem.code for problem in caught.value.problems] == ["unknown_name", "out_of_range"]


def test_an_own_kind_trains_the_legs_by_itself_or_by_what_it_is_like() -> None:
    kinds = [sf.OwnStrengthKind("lab:lift", "heavy"), sf.OwnStrengthKind("lab:bend", "core")]
    rows = [
        sf.Parameter("leg_work", kind, value, 0.0, 1.0, "share", "x")
        for kind, value in (("lab:lift", 0.0), ("lab:bend", 0.0))
    ]
    lab = sf.Extension("lab", strength_kinds=kinds, evidence=rows)
    parameters = parameters_of(sf.Policy(extensions=[lab]))
    trained = ("lab:lift", "lab:bend", "heavy", "core")
    assert [parameters.trains_legs(kind) for kind in trained] == [True, False, True, False]
    assert parameters.value("leg_work", "lab:lift") == 0
