"""The study with VeriPB: proofs in the words of its version 1, and proofs that are spoiled."""

import random
from collections import Counter
from functools import cache
from pathlib import Path

import attrs
import pytest

import strengthfit as sf
from benchmarks import veripb_certificates
from benchmarks.veripb_certificates import (
    LARGE,
    WITHOUT,
    Command,
    Given,
    first_form,
    is_large,
    look,
    pairs_of,
    spoiled,
    veripb_part,
    without_minus,
)
from strengthfit.lab.instances import instance
from strengthfit.proof import Certificate, certify, verify, veripb_proofs

from ..proof.veripb_checker import RefusedError, best_of

NAMES = ("weeks-0", "infeasible-1", "infeasible-7")


def _draw() -> random.Random:
    return random.Random(1)  # noqa: S311  # nothing secret hangs on it


@cache
def _certificate(name: str) -> Certificate:
    program = instance(name).program
    return certify(program, sf.solve(program, "auto"))


def test_without_the_command_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert veripb_part(Path("nowhere"), {}) == ["## VeriPB", WITHOUT]


def test_steps_keep_their_constraints() -> None:
    lines = [
        *("pseudo-Boolean proof version 2.0", "f 3", "soli x1 ~x2", "pol 1 2 * 4 +"),
        *("red +1 x1 >= 1 ; ; begin", "pol 6 3 d 5 +", "end 7", "pol 8 x2 2 * + 7 8 * +"),
        *("output NONE", "conclusion BOUNDS 1 1", "end pseudo-Boolean proof"),
    ]
    # 6, the opposite of the claim, is once more there as 7, the goal; so 7 becomes 8 and 8 is 9.
    assert first_form("\n".join(lines)).splitlines() == [
        *("pseudo-Boolean proof version 1.2", "f 3", "o x1 ~x2", "pol 1 2 * 4 +"),
        *("red +1 x1 >= 1 ; ; begin", "proofgoal #1", "pol 7 3 d 5 +", "c 8", "end", "end"),
        *("pol 9 x2 2 * + 8 8 * +", "c 10"),
    ]


def test_large_coefficients_lose_their_minus() -> None:
    small = f"* a\nmin: -{LARGE} x1 ;\n-{LARGE - 1} x1 +{LARGE} x2 >= -{LARGE} ;\n"
    assert not is_large(small)
    assert without_minus(small) == small
    large = f"{small}-{LARGE} x1 +5 x2 -7 x3 >= -{LARGE + 3} ;\n"
    assert is_large(large)
    assert without_minus(large) == f"{small}+{LARGE} ~x1 +5 x2 -7 x3 >= -3 ;\n"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_spoiled_is_no_proof(name: str) -> None:
    certificate = _certificate(name)
    draw, found = _draw(), 0
    for number, _ in enumerate(certificate.proofs):
        changed = spoiled(draw, certificate, number)
        if changed is not None:
            assert verify(changed) is not None
            assert attrs.evolve(changed, proofs=certificate.proofs) == certificate
            found += 1
    assert found
    pairs = [*pairs_of(draw, Given("any", certificate))]
    assert [pair.proof for pair in pairs] == [*veripb_proofs(certificate)]
    for pair in pairs:
        best_of(pair.proof.opb, pair.proof.lines)
        if pair.spoiled is not None:
            with pytest.raises(RefusedError):
                best_of(pair.spoiled.opb, pair.spoiled.lines)


@pytest.mark.parametrize("name", NAMES)
def test_the_command_agrees(name: str) -> None:
    command = Command.found()
    if command is None:
        pytest.skip("there is no command veripb here")
    pairs = [*pairs_of(_draw(), Given("any", _certificate(name)))]
    found = sum((look(command, pair) for pair in pairs), Counter[str]())
    assert found["verified"] == len(pairs)
    assert found["refused"]


def test_a_command_that_takes_all_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(veripb_certificates.Command, "accepts", lambda *_: True)
    (pair,) = pairs_of(_draw(), Given("any", _certificate("infeasible-1")))
    with pytest.raises(AssertionError, match=r"^any, infeasible: verified though spoiled: "):
        look(Command("veripb", "", 2), pair)
