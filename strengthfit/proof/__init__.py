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
from .row_worth import RowWorth, row_worths
from .veripb import VeriPBProof, veripb_proofs, write_veripb

__all__ = [
    "Cases",
    "Certificate",
    "Multiple",
    "Proof",
    "RowWorth",
    "VeriPBProof",
    "certificate_from_dict",
    "certificate_text",
    "certificate_to_dict",
    "certify",
    "read_certificate",
    "row_worths",
    "verify",
    "veripb_proofs",
    "write_certificate",
    "write_veripb",
]
