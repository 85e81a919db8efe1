"""What rows are worth in a certificate: how much better a plan could be at most without each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from ..domain.checks import unknown
from ..domain.words import session_words
from ..errors import InputError
from ..program.tier_names import Tier
from .bounded_tier import tiers_of
from .certificate import Certificate, Multiple, leaves

if TYPE_CHECKING:
    from ..program import Program


@attrs.frozen
class RowWorth:
    """A row of a proof in words, and what giving it up by one is worth at most.

    Parameters
    ----------
    multiple : Multiple
        The row, and how often the proof takes it.
    rule : str
        Name of the rule, of the cost over several sessions, or of the tier; "demand" for the row
        "at most as many sessions as are asked".
    text : str
        What the row says.
    run : str or None
        Id of the run that it is about.
    worth : float
        By how much a plan could be better at most if the row were exceeded by one, such as by one
        session: of interference in percent of speed, of strength as a share of what is asked, of
        other tiers in their steps. Of strength held at what the plan has it is for a session more
        that is left out, of another such tier for a step.
    """

    multiple: Multiple
    rule: str
    text: str
    run: str | None
    worth: float


def row_worths(certificate: Certificate, tier: Tier | str) -> tuple[RowWorth, ...]:
    """Return what the rows of the proof of one tier are worth, those worth most first.

    There are none if all plans come to the same in this tier, or if the proof is in cases: then a
    row is worth something in each case, and nothing in all of them together.

    Parameters
    ----------
    tier : Tier or str
        Such as "strength" or "interference".

    Raises
    ------
    InputError
        If the program has no such tier.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Thu 07:00", "tempo")]
    >>> certificate = sf.plan(sf.Week(runs, strength=3, repeats=True)).certificate
    >>> for one in row_worths(certificate, "interference")[:2]:
    ...     print(f"{one.worth:.2f} % {one.rule}: {one.text}")
    1.05 % strength: as much strength, so no session more left out
    0.40 % spacing: less than 2 days from another session, from Thu 06:00 to Fri 20:30
    """
    program = certificate.program
    if tier not in program.tiers:
        raise InputError("tier", tier, unknown(tier, program.tiers, "a tier"), "unknown_name")
    number = program.tiers.index(str(tier))
    rows = list(leaves(certificate.proofs[number])) if certificate.objective else []
    if len(rows) != 1:
        return ()
    tier_row = "tier", number
    own = sum(one.times for one in rows[0] if (one.kind, one.index) == tier_row)
    own *= tiers_of(program)[number].step
    if not own:
        return ()
    given: dict[tuple[str, int], int] = {}
    first: dict[tuple[str, int], Multiple] = {}
    for one in rows[0]:  # a row may be taken more than once, with other divisors
        row = one.kind, one.index
        if row != tier_row:
            given[row] = given.get(row, 0) + one.times * _by(program, one)
            first.setdefault(row, one)
    unit = tiers_of(program)[number].step * _unit(program, number)
    found = [
        # Rounded up, as the sum may prove a part of a step less than there is, never a whole one.
        RowWorth(first[row], *_words(program, first[row]), -(-count // own) * unit)
        for row, count in given.items()
    ]
    return tuple(sorted(found, key=lambda one: -one.worth))


def clashing(certificate: Certificate) -> tuple[str, ...]:
    """Return in words which rows a proof that there is no plan adds up, each once.

    Examples
    --------
    >>> import strengthfit as sf
    >>> clashing(sf.plan(sf.Week([], strength=1)).certificate)
    ()
    """
    if certificate.objective:
        return ()
    used = (one for proof in certificate.proofs for leaf in leaves(proof) for one in leaf)
    texts = (_words(certificate.program, one)[1] for one in used)
    return tuple(dict.fromkeys(texts))


def row_words(program: Program, row: Multiple) -> str:
    """Return what a row says.

    Examples
    --------
    >>> import strengthfit as sf
    >>> row_words(sf.formulate(sf.Week([], strength=2)), Multiple("demand", 0, 1))
    'at most 2 of circuit, as asked'
    """
    return _words(program, row)[1]


def _unit(program: Program, tier: int) -> float:
    """Return what a step of a tier is, as `RowWorth.worth` counts it."""
    if program.tiers[tier] == Tier.INTERFERENCE:
        return program.resolution
    if program.tiers[tier] == Tier.STRENGTH:
        return 1 / max(1, program.strength_asked)
    return 1.0


def _by(program: Program, row: Multiple) -> int:
    """Return by how much a row is given up, by its own count: by a whole session.

    In a row of minutes or of losses that is the most that a session counts there.
    """
    if row.kind == "tier" and program.tiers[row.index] == Tier.STRENGTH:
        return int(program.skip_costs[row.index].max(initial=1))
    if row.kind == "rule":
        rows = program.rows
        span = slice(rows.indptr[row.index], rows.indptr[row.index + 1])
        return -(-int(np.abs(rows.coefficients[span]).max(initial=1)) // row.divisor)
    return 1


def _words(program: Program, row: Multiple) -> tuple[str, str, str | None]:
    """Return rule, text and run of a row."""
    if row.kind == "tier":
        tier = program.tiers[row.index]
        whole = "as much strength, so no session more left out"
        return str(tier), whole if tier == Tier.STRENGTH else f"as good in {tier}", None
    if row.kind == "demand":
        demand, count = program.horizon.demands[row.index], int(program.counts[row.index])
        words = session_words(demand.kind, demand.dose, demand.effort, demand.label)
        return "demand", f"at most {count} of {words}, as asked", None
    if row.kind == "case":
        return "case", "the case that this is the proof of", None
    rows = program.rows if row.kind == "rule" else program.windows
    label = (program.row_labels if row.kind == "rule" else rows.labels)[row.index]
    span = slice(rows.indptr[row.index], rows.indptr[row.index + 1])
    bound, columns = int(rows.bounds[row.index]), rows.columns[span]
    if row.kind == "rule" and bound > 0 and (rows.coefficients[span] == 1).all() and len(columns):
        starts = program.choices.start[columns]
        first, last = (program.horizon.moment(int(start)) for start in (starts[0], starts[-1]))
        most = "" if bound == 1 else f"at most {bound} "
        return label.rule, f"{label.text}, {most}from {first} to {last}", label.run
    return label.rule, label.text, label.run
