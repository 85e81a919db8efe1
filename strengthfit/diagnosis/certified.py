"""Proofs of conflicts: that what a diagnosis names cannot all hold, for anyone to check."""

from __future__ import annotations

from ..domain.checks import checked, number
from ..errors import InputError
from ..program import formulate
from ..proof.certificate import Certificate
from ..proof.prover import certify
from ..strategies import Limits
from ..strategies.in_time import settle_in_call
from ..strategies.whole_call import whole_call
from .conflicts import Diagnosis, constraints_of, usual_prices


def certify_conflict(
    diagnosis: Diagnosis, conflict: int = 0, limits: Limits | None = None
) -> Certificate:
    """Prove that a conflict of a diagnosis clashes: that its members cannot all hold.

    The program of the certificate has the rows of these members, and of rules that always hold, and
    no others.

    Parameters
    ----------
    diagnosis : Diagnosis
    conflict : int
        Which of its `conflicts`, from 0 on.
    limits : Limits, optional

    Returns
    -------
    Certificate
        Of the status "infeasible".

    Raises
    ------
    InputError
        If the diagnosis has no such conflict, or its members can all hold.
    OutOfTimeError
        If the limits end first.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    >>> week = sf.Week(runs, strength=1, available=["Mon 17:00-20:00", "Sat"], repeats=True)
    >>> print(certify_conflict(sf.diagnose(week)))
    There is no plan, as these cannot all be kept:
    - the sessions that are asked for
    - before the long run on Sun 08:00
    - before the intervals on Tue 07:00
    - not open on Wed
    - not open on Thu
    - not open on Fri
    and 2 more.
    """
    listed = diagnosis.conflicts
    if not listed:
        raise InputError("diagnosis", diagnosis.conflicts, "has no conflict", "missing")
    checked("conflict", conflict, number(0, len(listed) - 1, "conflicts", whole=True))
    with whole_call(limits):
        program = formulate(diagnosis.week, diagnosis.policy)
        constraints = constraints_of(program, usual_prices(diagnosis.policy.extensions))
        every = (*constraints.needs, *constraints.cases)
        members = [one for one in every if constraints.label(one) in listed[conflict]]
        clashing = constraints.program_of(members)
        outcome = settle_in_call(clashing)
        if outcome.status != "infeasible":
            texts = [label.text for label in listed[conflict]]
            raise InputError("diagnosis", texts, "can all hold", "contradiction")
        return certify(clashing, outcome)
