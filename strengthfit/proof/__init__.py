"""Certificates: proofs that anyone can check, without a solver and without this package."""

from .certificate import Cases, Certificate, Multiple, Proof
from .certificate_json import (
    certificate_from_dict,
    certificate_text,
    certificate_to_dict,
    read_certificate,
    write_certificate,
)
from .checking import verify
from .prover import certify

__all__ = [
    "Cases",
    "Certificate",
    "Multiple",
    "Proof",
    "certificate_from_dict",
    "certificate_text",
    "certificate_to_dict",
    "certify",
    "read_certificate",
    "verify",
    "write_certificate",
]
