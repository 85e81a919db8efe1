"""Certificates as JSON, the form that `check.py` reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import FileError
from ..program import Program
from ..sizes import check_work
from ..text_file import read_json, write_text
from .certificate import DEEPEST, ROW_KINDS, Cases, Certificate, Multiple, Proof, leaves

FORMAT, VERSION = "strengthfit.certificate", 1
_LARGEST = 10**100
"""No row need be taken more often: costs of a tier have some 16 digits."""


def certificate_to_dict(certificate: Certificate) -> dict[str, Any]:
    """Return a certificate as lists, texts and whole numbers.

    A proof is a list of rows ``[kind, index, times]``, or ``[kind, index, times, divisor]``, or a
    table of two proofs: one if ``few`` of some ``choices`` are taken, at ``most`` so many, and one
    if there are ``more``. Choices are spans ``[first, end, step]``, as Python's ``range`` has them.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.proof import certify
    >>> program = sf.formulate(sf.Week([], strength=1))
    >>> data = certificate_to_dict(certify(program, sf.solve(program)))
    >>> data["format"], data["status"], data["proofs"][0]
    ('strengthfit.certificate', 'optimal', [['demand', 0, 600], ['tier', 0, 1]])
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "status": certificate.status,
        "taken": list(certificate.taken),
        "objective": list(certificate.objective),
        "proofs": [_plain(proof) for proof in certificate.proofs],
    }


def _plain(proof: Proof) -> Any:
    if isinstance(proof, Cases):
        spans = [[span.start, span.stop, span.step] for span in proof.choices]
        cases = {"few": _plain(proof.few), "more": _plain(proof.more)}
        return {"choices": spans, "most": proof.most, **cases}
    return [
        [one.kind, one.index, one.times, *([one.divisor] if one.divisor > 1 else [])]
        for one in proof
    ]


def certificate_from_dict(data: Any, program: Program, source: str = "certificate") -> Certificate:
    """Return the certificate that `certificate_to_dict` wrote. Whether it is true is not looked at.

    Parameters
    ----------
    program
        What it is about.
    source
        A name for messages.

    Raises
    ------
    FileError
        If the data is not a certificate.
    """
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        problem = f'is not a certificate: expected a table with "format": "{FORMAT}"'
        raise FileError(source, [problem], "wrong_type")
    if data.get("version") != VERSION:
        problem = f"version: is not a version that is known; known is {VERSION}"
        raise FileError(source, [problem], "unsupported")
    status = data.get("status")
    if status not in ("optimal", "infeasible"):
        raise FileError(source, ["status: is neither optimal nor infeasible"])
    taken, objective = (_numbers(data.get(name), name, source) for name in ("taken", "objective"))
    proofs = data.get("proofs")
    if not isinstance(proofs, list):
        raise FileError(source, ["proofs: is not a list of proofs"], "wrong_type")
    if status == "infeasible" and (taken or objective):
        raise FileError(source, ["taken, objective: are of a plan, and none is said to be"])
    check_work("proof_rows", sum(map(_rows_in, proofs)), "rows and cases of a certificate")
    read = tuple(_proof(proof, f"proofs[{n}]", source, DEEPEST) for n, proof in enumerate(proofs))
    certificate = Certificate(status, taken, objective, read, program)
    outside = _outside(certificate)
    if outside is not None:
        raise FileError(source, [outside], "outside")
    return certificate


def _rows_in(proof: Any) -> int:
    """Return how many rows and cases there are in what should be a proof."""
    found, left = 0, [proof]
    while left:
        one = left.pop()
        found += 1
        if isinstance(one, Mapping):
            left += [one.get("few"), one.get("more")]
            one = one.get("choices")
        found += len(one) if isinstance(one, list) else 0
    return found


def _outside(certificate: Certificate) -> str | None:
    """Return what a certificate names that its program does not have."""
    program, count = certificate.program, len(certificate.proofs)
    if count != (1 if certificate.status == "infeasible" else len(program.tiers)):
        return f"proofs: are {count}, which is not one for each tier"
    sizes = {"rule": len(program.rows), "demand": len(program.counts)}
    sizes |= {"window": len(program.windows), "tier": len(program.tiers), "case": DEEPEST}
    for number, proof in enumerate(certificate.proofs):
        if any(_beyond(spans, len(program.choices)) for spans in _spans_in(proof)):
            return f"proofs[{number}]: choices are not those of the program, each at most once"
        for one in (one for leaf in leaves(proof) for one in leaf):
            if one.index >= sizes[one.kind]:
                return f"proofs[{number}]: {one.kind} {one.index} is not a row of the program"
    return None


def _spans_in(proof: Proof) -> Iterator[tuple[range, ...]]:
    """Yield the choices of each split of a proof."""
    if isinstance(proof, Cases):
        yield proof.choices
        yield from _spans_in(proof.few)
        yield from _spans_in(proof.more)


def _beyond(spans: Sequence[range], choices: int) -> bool:
    return any(span.stop > choices for span in spans) or sum(map(len, spans)) > choices


def _numbers(given: Any, name: str, source: str) -> tuple[int, ...]:
    if not isinstance(given, list) or any(type(one) is not int for one in given):
        raise FileError(source, [f"{name}: is not a list of whole numbers"], "wrong_type")
    return tuple(given)


def _proof(data: Any, where: str, source: str, deepest: int) -> Proof:
    if isinstance(data, Mapping):
        if {*data} != {"choices", "most", "few", "more"} or not _is_whole(data["most"]):
            accepted = "is not cases: choices, at most so many, few and more"
            raise FileError(source, [f"{where}: {accepted}"], "wrong_form")
        if not deepest:
            raise FileError(source, [f"{where}: is nested too deeply"], "too_large")
        few, more = (
            _proof(data[case], f"{where}.{case}", source, deepest - 1) for case in ("few", "more")
        )
        return Cases(_spans(data["choices"], where, source), data["most"], few, more)
    if not isinstance(data, list):
        raise FileError(source, [f"{where}: is neither rows nor two cases"], "wrong_type")
    return tuple(_multiple(row, f"{where}[{n}]", source) for n, row in enumerate(data))


def _is_whole(value: Any, least: int = 0) -> bool:
    return type(value) is int and value >= least


def _spans(given: Any, where: str, source: str) -> tuple[range, ...]:
    if not isinstance(given, list) or any(
        not isinstance(span, list) or len(span) != 3 or not all(map(_is_whole, span, (0, 0, 1)))
        for span in given
    ):
        accepted = "is not a list of spans such as [0, 12, 3], as range has them"
        raise FileError(source, [f"{where}.choices: {accepted}"], "wrong_form")
    return tuple(range(*span) for span in given)


def _multiple(row: Any, where: str, source: str) -> Multiple:
    if (
        not isinstance(row, list)
        or len(row) not in (3, 4)
        or row[0] not in ROW_KINDS
        or not all(map(_is_whole, row[1:], (0, 1, 1)))
        or max(row[1:]) > _LARGEST
    ):
        accepted = "is not a row such as ['rule', 3, 1], or with a divisor ['rule', 3, 1, 2]"
        raise FileError(source, [f"{where}: {accepted}"], "wrong_form")
    return Multiple(*row)


def certificate_text(certificate: Certificate) -> str:
    """Return a certificate as JSON on one line; equal ones give equal text."""
    return json.dumps(certificate_to_dict(certificate), separators=(",", ":")) + "\n"


def write_certificate(certificate: Certificate, path: str | Path) -> None:
    """Write a certificate as JSON, gzipped if the name ends in ".gz".

    Raises
    ------
    FileError
        If the file cannot be written.
    """
    write_text(certificate_text(certificate), path)


def read_certificate(path: str | Path, program: Program) -> Certificate:
    """Return the certificate of a JSON file, plain or gzipped, about a program.

    Raises
    ------
    FileError
        If the file cannot be read, is not JSON, or is not a certificate.
    """
    return certificate_from_dict(read_json(path), program, str(path))
