"""The shipped certificates prove what is known, and a run that they prove is certified."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest

import strengthfit as sf
from strengthfit.lab import certifying
from strengthfit.lab.best_known import SHIPPED as KNOWN
from strengthfit.lab.best_known import known_objectives, read_known
from strengthfit.lab.certificates import (
    SHIPPED,
    certificate_of,
    read_lines,
    write_certificates,
)
from strengthfit.lab.certifying import certified, proves
from strengthfit.lab.checker import check
from strengthfit.lab.instances import Instance, instance, names
from strengthfit.lab.records import Record
from strengthfit.program.formats import digest
from strengthfit.proof import Certificate, verify

from ..longer import mostly_longer
from .test_measures import blank

QUICK = names("quick")
OTHERS = [name for name in read_lines(SHIPPED) if name not in QUICK]
ANOTHER = instance("weeks-100")  # of no suite


@pytest.mark.parametrize("name", [*QUICK, *mostly_longer(OTHERS[::9], by_default=3)])
def test_shipped_certificates_are_accepted_and_prove_what_is_known(name: str) -> None:
    made = instance(name)
    certificate, fact = made.certificate, made.known
    assert certificate is not None, f"{name}: run python -m benchmarks.known_optima"
    assert fact is not None
    assert verify(certificate) is None
    assert (certificate.status, certificate.objective) == (fact.status, fact.objective or ())


def test_every_closed_instance_has_the_certificate_of_its_program() -> None:
    """By digests and objectives, as to compile and check all of them takes a minute."""
    known, lines = read_known(KNOWN), read_lines(SHIPPED)
    assert list(known) == names("full")
    assert [name for name, fact in known.items() if fact.certified] == list(lines)
    for name, line in lines.items():
        claim = line["certificate"]
        assert line["digest"] == known[name].digest
        assert claim["status"] == known[name].status
        assert tuple(claim["objective"]) == (known[name].objective or ())
    for fact in known.values():
        assert fact.certified or fact.checked_by or not fact.closed


def test_the_shipped_file_is_small() -> None:
    assert SHIPPED.stat().st_size < 1_000_000


def test_a_certificate_of_another_program_is_none() -> None:
    assert certificate_of("weeks-0", ANOTHER.program) is None
    assert ANOTHER.certificate is None


def test_certificates_come_back_from_their_file(tmp_path: Path) -> None:
    path, again = tmp_path / "some.jsonl.gz", tmp_path / "again.jsonl.gz"
    pairs = [(name, _certificate(instance(name))) for name in QUICK[:2]]
    write_certificates(pairs, path)
    write_certificates(pairs, again)
    assert path.read_bytes() == again.read_bytes()
    assert read_lines(path) == {name: read_lines(SHIPPED)[name] for name in QUICK[:2]}


@pytest.mark.parametrize("text", ["{}\n", "[]\n", "rubbish\n", '{"instance": "a"}\n', "3\n"])
def test_another_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(sf.FileError, match=r"some\.jsonl: is not a file of certificates"):
        read_lines(path)


def _certificate(made: Instance) -> Certificate:
    assert made.certificate is not None
    return made.certificate


def _record(made: Instance, outcome: sf.Outcome, **changes: Any) -> Record:
    record = blank(
        made.name,
        digest=digest(made.program),
        status=outcome.status,
        objective=outcome.objective,
        bound=outcome.bound,
        taken=outcome.taken,
    )
    return attrs.evolve(record, **changes)


def _worse(made: Instance) -> sf.Outcome:
    """Return a plan without a session, falsely called the best."""
    objective = made.program.objective(made.program.mask(()))
    assert objective > (sf.solve(made.program).objective or ())
    return sf.Outcome("optimal", (), objective, objective)


@pytest.mark.parametrize("name", ["weeks-0", "infeasible-1", "weeks-100"])
def test_a_true_proof_is_certified(name: str) -> None:
    made = instance(name)
    record = certified(_record(made, sf.solve(made.program)), made.program, 10)
    assert record.certified
    assert record.proven
    assert json.loads(json.dumps(attrs.asdict(record)))["certified"] is True


def test_whoever_found_the_plan_the_package_s_certificate_proves_it() -> None:
    made = instance("weeks-0")
    certificate = attrs.evolve(_certificate(made), taken=())
    assert verify(certificate) is not None
    assert proves(certificate, made.program, sf.solve(made.program, "highs"))


def test_a_false_proof_of_the_best_is_a_problem_that_says_so() -> None:
    """With a certificate the checker sees it; without, the attempt to make one does."""
    known = instance("weeks-0")
    claim = _worse(known)
    assert check(known.program, claim) == ()
    (problem,) = check(known.program, claim, certificate=known.certificate)
    assert problem.startswith(f"it is called optimal, with objective {claim.objective}, and a ")
    assert problem.endswith(f"proves that the objective {known.known.objective} is the best")  # type: ignore[union-attr]  # it is known

    record = certified(_record(ANOTHER, _worse(ANOTHER)), ANOTHER.program, 10)
    assert not record.certified
    assert not record.proven
    assert "it is called optimal, and a better plan comes to (" in record.problems[0]


def test_a_false_proof_that_there_is_no_plan_is_a_problem_that_says_so() -> None:
    none = sf.Outcome("infeasible", (), None, ())
    none = attrs.evolve(none, bound=(0,) * len(ANOTHER.program.tiers))
    record = certified(_record(ANOTHER, none), ANOTHER.program, 10)
    assert not record.proven
    assert "it is called infeasible, and a plan comes to (" in record.problems[0]

    known = instance("weeks-0")
    (problem,) = check(known.program, none, certificate=known.certificate)
    assert "it is called infeasible, and a certificate proves that the objective (" in problem
    clash = instance("infeasible-1")
    plan = sf.Outcome("optimal", (), (0,) * 7, (0,) * 7)
    problems = check(clash.program, plan, certificate=clash.certificate)
    assert "and a certificate proves that there is no plan" in problems[-1]


def test_a_claim_that_a_certificate_bears_out_or_that_claims_no_proof_is_left_alone() -> None:
    made = instance("weeks-0")
    best = sf.solve(made.program)
    for claim in (best, sf.solve(made.program, "greedy")):
        assert check(made.program, claim, certificate=made.certificate) == ()


def test_without_time_for_a_certificate_a_run_stays_as_it_was() -> None:
    record = _record(ANOTHER, sf.solve(ANOTHER.program))
    assert certified(record, ANOTHER.program, 0) == record


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("of its own"), RecursionError()])
def test_a_certificate_that_fails_leaves_a_run_as_it_was(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Certificate:
        raise error

    monkeypatch.setattr(certifying, "certify", fail)
    record = _record(ANOTHER, sf.solve(ANOTHER.program))
    assert certified(record, ANOTHER.program, 10) == record


def test_a_spoiled_certificate_certifies_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = instance("weeks-0")
    spoiled = attrs.evolve(_certificate(made), proofs=((),) * len(made.program.tiers))
    monkeypatch.setattr(certifying, "certificate_of", lambda *_: spoiled)
    record = certified(_record(made, sf.solve(made.program)), made.program, 10)
    assert not record.certified
    assert record.proven
    assert known_objectives([record])["weeks-0"] == record.objective
