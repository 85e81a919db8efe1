"""The certificates of what is known of the instances: proofs that anyone can check."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..foreign import DECODING, refused
from ..program import Program
from ..program.formats import digest
from ..proof import Certificate, certificate_from_dict, certificate_to_dict
from ..text_file import parse_json, read_text, write_text

SHIPPED = Path(__file__).with_name("certificates.jsonl.gz")
"""The file that comes with the package; `benchmarks/known_optima.py` writes it."""


def certificate_of(name: str, program: Program) -> Certificate | None:
    """Return the certificate of an instance, from the file that comes with the package.

    The answer is None if there is none, or if it is about another program: the digest differs once
    the model, or the family, has changed. `strengthfit.proof.verify` checks it.

    Examples
    --------
    >>> from strengthfit.lab.instances import instance
    >>> from strengthfit.proof import verify
    >>> made = instance("weeks-0")
    >>> found = certificate_of(made.name, made.program)
    >>> found.objective == made.known.objective, verify(found) is None
    (True, True)
    >>> certificate_of("weeks-0", instance("weeks-1").program) is None
    True
    """
    line = _shipped().get(name)
    if line is None or line["digest"] != digest(program):
        return None
    return certificate_from_dict(line["certificate"], program, f"{SHIPPED}: {name}")


def write_certificates(certificates: Iterable[tuple[str, Certificate]], path: Path) -> None:
    """Write certificates and the names of their instances, one a line.

    Equal certificates give equal bytes.
    """
    lines = (
        {
            "instance": name,
            "digest": digest(certificate.program),
            "certificate": certificate_to_dict(certificate),
        }
        for name, certificate in certificates
    )
    write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines), path)


def read_lines(path: Path) -> dict[str, dict[str, Any]]:
    """Return what a file that `write_certificates` wrote has of each instance, as it stands there.

    Raises a `FileError` if it is not such a file.

    Examples
    --------
    >>> sorted(read_lines(SHIPPED)["weeks-0"])
    ['certificate', 'digest', 'instance']
    """
    kinds = (*DECODING, LookupError, TypeError)  # of lines that are not such tables
    with refused(str(path), "is not a file of certificates", kinds):
        lines = [parse_json(line) for line in read_text(path).splitlines()]
        return {line["instance"]: {**line, "digest": str(line["digest"])} for line in lines}


@lru_cache(maxsize=1)
def _shipped() -> dict[str, dict[str, Any]]:
    return read_lines(SHIPPED)
