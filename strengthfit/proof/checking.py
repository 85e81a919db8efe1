"""The check of a certificate from within the package, by the very file that anyone can copy."""

from __future__ import annotations

import json

from ..program.formats.instance_json import program_to_dict
from .certificate import Certificate
from .certificate_json import certificate_to_dict
from .check import RejectedError, check


def verify(certificate: Certificate) -> str | None:
    """Return what is wrong with a certificate, in a line; None if it proves what it claims.

    Examples
    --------
    >>> import attrs
    >>> import strengthfit as sf
    >>> from strengthfit.proof import certify
    >>> program = sf.formulate(sf.Week([], strength=1))
    >>> certificate = certify(program, sf.solve(program))
    >>> verify(certificate) is None
    True
    >>> verify(attrs.evolve(certificate, taken=()))
    'the plan comes to [600, 0, 0, 0, 0, 0, 0], and something else is claimed'
    """
    # As text and back, so that what is checked is what a file holds.
    instance, written = (
        json.loads(json.dumps(table))
        for table in (program_to_dict(certificate.program), certificate_to_dict(certificate))
    )
    try:
        check(instance, written)
    except RejectedError as error:
        return str(error)
    return None
