"""Is a claim proven for anyone to check? By a certificate: the package's, or one that is made."""

import attrs

from ..errors import InputError
from ..program import Program
from ..proof import Certificate, certify, verify
from ..strategies import Limits, Outcome
from .best_known import known
from .certificates import certificate_of
from .records import Record


def certified(record: Record, program: Program, seconds: float) -> Record:
    """Return a proven record marked as certified if a certificate proves its claim.

    That is the package's certificate of this instance, or one made within a limit if there is none
    and the package does not know the instance.
    If a better plan is met on the way, it is a problem of the record. Whatever else goes wrong
    leaves the record as it is.

    Parameters
    ----------
    program
        Of the record's instance.
    seconds
        In which a certificate may be made.
    """
    claim = Outcome(record.status, record.taken, record.objective, record.bound)
    try:
        certificate = certificate_of(record.instance, program)
        if certificate is None and _was_tried(record):
            return record
        certificate = certificate or certify(program, claim, Limits(seconds=seconds))
        return attrs.evolve(record, certified=proves(certificate, program, claim))
    except InputError as error:
        if error.code != "contradiction":
            return record
        plan = "a better plan" if claim.status == "optimal" else "a plan"
        value = str(error.value).strip("[]")
        problem = f"it is called {claim.status}, and {plan} comes to ({value})"
        return attrs.evolve(record, problems=(*record.problems, problem))
    except Exception:  # without a certificate it is a checked run as any other
        return record


def _was_tried(record: Record) -> bool:
    """Whether the package knows the same of the instance, without a certificate.

    Then none was made in far longer than a run has, and each strategy's proof of it would wait for
    nothing.
    """
    fact = known(record.instance, record.digest)
    return (
        fact is not None
        and fact.closed
        and (fact.status, fact.objective) == (record.status, record.objective)
    )


def proves(certificate: Certificate, program: Program, claim: Outcome) -> bool:
    """Whether a certificate proves just what is claimed, of this program and with the claimed plan.

    The proofs of a certificate are about what plans come to, and so hold for every plan that comes
    to the same.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1))
    >>> outcome = sf.solve(program)
    >>> certificate = certify(program, outcome)
    >>> proves(certificate, program, outcome)
    True
    >>> proves(certificate, program, attrs.evolve(outcome, taken=()))
    False
    """
    if (certificate.status, certificate.objective) != (claim.status, claim.objective or ()):
        return False
    return verify(attrs.evolve(certificate, taken=claim.taken, program=program)) is None
