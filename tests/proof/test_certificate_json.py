"""Certificates as JSON: read back as they were, and refused in words if they are none."""

import copy
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.interchange import to_json
from strengthfit.lab.instances import instance
from strengthfit.proof import (
    Certificate,
    certificate_from_dict,
    certificate_to_dict,
    certify,
    read_certificate,
    verify,
    write_certificate,
)

from ..lazily import Lazily

NAMES = ("weeks-0", "infeasible-1", "infeasible-7")
MADE = {name: instance(name).program for name in NAMES}


def _proof(name: str) -> Certificate:
    return certify(MADE[name], sf.solve(MADE[name]))


PROOFS = Lazily({name: partial(_proof, name) for name in NAMES})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", ["json", "json.gz"])
def test_what_is_written_is_read_back(name: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"proof.{ending}"
    write_certificate(PROOFS[name], path)
    read = read_certificate(path, MADE[name])
    assert read == PROOFS[name]
    assert verify(read) is None


def test_answers_as_json_have_certificates_too() -> None:
    certificate = PROOFS["weeks-0"]
    assert json.loads(to_json(certificate)) == certificate_to_dict(certificate)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"format": "strengthfit.plan"}, "is not a certificate: expected a table with"),
    ({"version": 2}, "version: is not a version that is known"),
    ({"status": "feasible"}, "status: is neither optimal nor infeasible"),
    ({"taken": [1.0]}, "taken: is not a list of whole numbers"),
    ({"objective": "0"}, "objective: is not a list of whole numbers"),
    ({"proofs": {}}, "proofs: is not a list of proofs"),
    ({"proofs": [3]}, r"proofs\[0\]: is neither rows nor two cases"),
    ({"proofs": [[["rule", 1]]]}, r"proofs\[0\]\[0\]: is not a row such as"),
    ({"proofs": [[["rule", -1, 1]]]}, r"proofs\[0\]\[0\]: is not a row such as"),
    ({"proofs": [[["rule", 1, 0]]]}, r"proofs\[0\]\[0\]: is not a row such as"),
    ({"proofs": [[["rule", 1, 10**200]]]}, r"proofs\[0\]\[0\]: is not a row such as"),
    ({"proofs": [[]]}, "proofs: are 1, which is not one for each tier"),
    (
        {"proofs": [[["rule", 10**6, 1]], *[[]] * 6]},
        r"proofs\[0\]: rule 1000000 is not a row of the program",
    ),
    ({"status": "infeasible"}, "taken, objective: are of a plan"),
    ({"proofs": [[["rool", 1, 1]]]}, r"proofs\[0\]\[0\]: is not a row such as"),
    ({"proofs": [{"choices": [], "few": []}]}, r"proofs\[0\]: is not cases: choices"),
    (
        {"proofs": [{"choices": [[0, 2, 0]], "most": 0, "few": [], "more": []}]},
        r"proofs\[0\]\.choices: is not a list of spans",
    ),
    *(
        (
            {"proofs": [{"choices": some, "most": 0, "few": [], "more": []}, *[[]] * 6]},
            r"proofs\[0\]: choices are not those of the program, each at most once",
        )
        for some in ([[0, 10**30, 1]], [[0, 600, 1]] * 2, [[0, 600, 1]] * 10_000)
    ),
    (
        {"proofs": [{"choices": [[0, 2, 1]], "most": 0, "more": [], "few": [True]}]},
        r"proofs\[0\]\.few\[0\]: is not a row such as",
    ),
]


@pytest.mark.parametrize(("changes", "message"), WRONG)
def test_what_is_no_certificate_is_refused_at_its_place(
    changes: dict[str, Any], message: str
) -> None:
    data = {**certificate_to_dict(PROOFS["weeks-0"]), **changes}
    with pytest.raises(sf.FileError, match=f"^mine: {message}"):
        certificate_from_dict(data, MADE["weeks-0"], "mine")


def test_cases_without_end_are_refused() -> None:
    proof: Any = []
    for _ in range(5000):
        proof = {"choices": [], "most": 0, "few": proof, "more": []}
    data = {**certificate_to_dict(PROOFS["weeks-0"]), "proofs": [proof]}
    with pytest.raises(sf.FileError, match="is nested too deeply"):
        certificate_from_dict(data, MADE["weeks-0"])


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(sf.FileError, match="No such file"):
        read_certificate(tmp_path / "nowhere.json", MADE["weeks-0"])
    (tmp_path / "torn.json").write_text('{"format": ', encoding="utf-8")
    with pytest.raises(sf.FileError, match="is not JSON"):
        read_certificate(tmp_path / "torn.json", MADE["weeks-0"])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 9) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.sampled_from(["taken", "objective", "proofs", "status", "version"]), JSON)
@settings(max_examples=400)
def test_anything_else_is_an_error_of_the_library(field: str, value: Any) -> None:
    data = {**copy.deepcopy(certificate_to_dict(PROOFS["weeks-0"])), field: value}
    try:
        certificate_from_dict(data, MADE["weeks-0"])
    except sf.FileError as error:
        assert error.problems  # noqa: PT017  # what the error says is the subject
