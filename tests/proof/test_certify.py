"""Certificates are accepted by the checker, and false claims are not certified."""

import importlib
import pickle
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.lab.instances import instance, names
from strengthfit.program.labels import Label
from strengthfit.program.rows import stack, weighted
from strengthfit.proof import Cases, certify, verify
from strengthfit.proof.certificate import leaves

from ..generate import blocks, kept_weeks, policies, weeks
from ..longer import mostly_longer

WEEK = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals", minutes=60),
        sf.Run("Thu 07:00", "tempo", minutes=50),
        sf.Run("Sun 08:00", "long", minutes=110),
    ],
    strength=2,
)


@given(weeks(most=2), policies(grid=180))
@settings(max_examples=300)
def test_what_exhaustive_search_finds_is_certified(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    try:
        outcome = sf.solve(program, "exhaustive")
    except sf.TooLargeError:
        outcome = sf.solve(program, "dynamic")
    certificate = certify(program, outcome)
    assert certificate.status == outcome.status
    assert certificate.objective == (outcome.objective or ())
    assert verify(certificate) is None


@given(weeks() | kept_weeks() | blocks(), policies())
@settings(max_examples=200)
def test_any_plan_of_weeks_and_blocks_is_certified(
    week: sf.Week | sf.Block, policy: sf.Policy
) -> None:
    try:
        program = sf.formulate(week, policy)
    except sf.PinError:
        assume(False)
    certificate = certify(program, sf.solve(program))
    assert verify(certificate) is None


@given(weeks(most=2), policies(grid=180), st.data())
@settings(max_examples=300)
def test_no_plan_but_the_best_is_certified(
    week: sf.Week, policy: sf.Policy, data: st.DataObject
) -> None:
    program = sf.formulate(week, policy)
    best = sf.solve(program)
    assume(best.objective is not None)
    assume(len(program.choices))
    other = _another(program, best, data)
    assume(other is not None)
    assert other is not None
    assert other.objective is not None
    if other.objective == best.objective:
        assert verify(certify(program, other)) is None
        return
    with pytest.raises(sf.InputError, match="is what another plan comes to"):
        certify(program, other)


def _another(program: sf.Program, best: sf.Outcome, data: st.DataObject) -> sf.Outcome | None:
    """Return a plan in which one choice more or less is taken, or one in the place of another."""
    gone, new = st.sampled_from([None, *best.taken]), st.integers(0, len(program.choices) - 1)
    taken = {*best.taken} - {data.draw(gone)} | data.draw(st.sets(new, max_size=1))
    mask = program.mask(taken)
    given = np.bincount(program.choices.demand[mask], minlength=len(program.counts))
    if program.broken(mask) or (given > program.counts).any():
        return None
    return attrs.evolve(best, taken=tuple(sorted(taken)), objective=program.objective(mask))


LONG = "coach-0"  # takes half a minute, and coach-1 is another of its family
QUICK = [name for name in names("quick") if name != LONG]
REST = [LONG, *(name for number, name in enumerate(QUICK) if number % 3)]


@pytest.mark.parametrize("name", [*QUICK[::3], *mostly_longer(REST, 0)])
def test_known_optima_are_certified(name: str) -> None:
    made = instance(name)
    assert made.known is not None
    certificate = certify(made.program, sf.solve(made.program, "auto"))
    assert (certificate.objective or None) == made.known.objective
    assert verify(certificate) is None


@pytest.mark.parametrize("strategy", ["cpsat", "highs", "dynamic", "neighbourhood"])
def test_whoever_found_the_plan_the_proof_is_the_same(strategy: str) -> None:
    program = sf.formulate(WEEK)
    certificate = certify(program, sf.solve(program, strategy))
    assert certificate == certify(program, sf.solve(program))
    assert verify(certificate) is None


def test_a_gap_of_the_relaxation_becomes_cases() -> None:
    certificate = certify(
        instance("infeasible-7").program, sf.solve(instance("infeasible-7").program)
    )
    (proof,) = certificate.proofs
    assert isinstance(proof, Cases)
    assert len(list(leaves(proof))) == certificate.cases > 1


@pytest.mark.parametrize("name", ["adversarial-2", "adversarial-6"])
def test_numbers_too_large_for_floats_need_few_cases(name: str) -> None:
    made = instance(name)
    certificate = certify(made.program, sf.solve(made.program, "auto"))
    assert len(certificate.proofs) < certificate.cases < 4 * len(certificate.proofs)
    assert verify(certificate) is None


def test_cases_that_find_no_end_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    program = instance("infeasible-7").program
    monkeypatch.setattr(importlib.import_module("strengthfit.proof.prover"), "DEEPEST", 1)
    with pytest.raises(sf.OutOfTimeError, match="no proof was found"):
        certify(program, sf.solve(program))


def test_what_claims_nothing_or_breaks_a_rule_is_refused() -> None:
    program = sf.formulate(WEEK)
    unknown = attrs.evolve(sf.solve(program), status="unknown", taken=(), objective=None)
    with pytest.raises(sf.InputError, match=r"^outcome: .*claims nothing"):
        certify(program, unknown)
    every = tuple(range(len(program.choices)))
    with pytest.raises(sf.InputError, match=r"^outcome\.taken: .*breaks a rule"):
        certify(program, attrs.evolve(unknown, taken=every, objective=(0,) * 7))
    with pytest.raises(sf.InputError, match="what is claimed is wrong"):
        certify(program, attrs.evolve(unknown, status="infeasible"))


@pytest.mark.parametrize("taken", [(10**6,), (-1,), (162, 162)])
def test_choices_that_are_none_are_refused(taken: tuple[int, ...]) -> None:
    program = sf.formulate(WEEK)
    with pytest.raises(sf.InputError, match=r"^outcome\.taken: .* are not different choices"):
        certify(program, attrs.evolve(sf.solve(program), taken=taken))


def test_a_plan_is_no_outcome() -> None:
    plan: Any = sf.plan(WEEK)
    with pytest.raises(sf.InputError, match=r"take plan\.outcome"):
        certify(plan.program, plan)


def test_limits_are_kept() -> None:
    program = sf.formulate(WEEK)
    with pytest.raises(sf.OutOfTimeError):
        certify(program, sf.solve(program), sf.Limits(seconds=0))
    with pytest.raises(sf.CancelledError):
        certify(program, sf.solve(program), sf.Limits(cancel=lambda: True))


def test_a_plan_has_its_certificate() -> None:
    plan = sf.plan(WEEK)
    assert plan.certificate is plan.certificate
    assert plan.certificate.taken == plan.outcome.taken
    again = pickle.loads(pickle.dumps(plan))  # noqa: S301  # our own bytes
    assert again.certificate == plan.certificate
    assert pickle.loads(pickle.dumps(plan.certificate)) == plan.certificate  # noqa: S301


def test_a_choice_that_only_a_row_with_a_minus_closes_is_a_case_of_its_own() -> None:
    """Such a row can't be divided so that it says just that."""
    program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1))
    (best,) = sf.solve(program).taken
    matrix = np.zeros((1, len(program.choices)), dtype=np.int64)
    matrix[0, [best, 0 if best else 1]] = 3, -1
    row = weighted(matrix, np.array([1]), lambda: [Label("order", "made up", "made up")])
    closed = attrs.evolve(program, rows=stack([program.rows, row]))
    found = sf.solve(closed)
    assert found.taken != (best,)
    certificate = certify(closed, found)
    assert verify(certificate) is None
    assert any(isinstance(proof, Cases) for proof in certificate.proofs)
    assert certificate.text == str(certificate)
