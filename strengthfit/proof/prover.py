"""The verb: prove a plan the best of its program, or that there is none, for anyone to check.

A solver of linear programs says in floats what each row is worth. Rounded to whole multiples these
add up to what nothing can keep, and that is seen in whole numbers, whatever the floats were off by
(Neumaier and Shcherbina 2004, 10.1007/s10107-003-0433-3). Where choices taken in parts leave a gap,
two cases are told apart (Cheung, Gleixner and Steffy 2017, 10.1007/978-3-319-59250-3_13), at most
so many of some choices or more, and each has a proof of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..errors import InputError, OutOfTimeError
from ..physiology.fatigue import FloatArray
from ..program import Program
from ..program.rows import IntArray
from ..strategies import Limits, Outcome
from ..strategies.whole_call import whole_call
from .bounded_tier import BoundedTier, tiers_of
from .case_row import CaseRow, spans_of, two_cases
from .certificate import DEEPEST, Cases, Certificate, Proof
from .relaxation import Relaxation
from .whole_sum import WholeSums

_NONE = "no proof was found with the numbers that are tried"
_HALF = 0.5
_PART = 1e-6
"""How far a choice is from being whole that counts as taken in part."""


def certify(program: Program, outcome: Outcome, limits: Limits | None = None) -> Certificate:
    """Prove that a plan is the best of its program, or that there is none, for anyone to check.

    Whoever found the plan is not trusted: the proof is made anew, and adds up rows of the whole
    program. `strengthfit.proof.check` checks it with Python alone.

    Parameters
    ----------
    program : Program
        As `formulate` returns it.
    outcome : Outcome
        By any strategy, with a plan or "infeasible". A plan need not be called the best.
    limits : Limits, optional
        Seconds, and what cancels. Work is not measured.

    Returns
    -------
    Certificate

    Raises
    ------
    InputError
        If there is a better plan, or there is a plan though none is claimed; or the outcome claims
        nothing, or breaks a rule.
    OutOfTimeError
        If the limits end first.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1))
    >>> certificate = certify(program, sf.solve(program))
    >>> certificate.status, certificate.taken == sf.solve(program).taken
    ('optimal', True)
    """
    if not isinstance(program, Program):
        accepted = "is not a Program; write e.g. formulate(Week([...])), or of a plan plan.program"
        raise InputError("program", program, accepted, "wrong_type")
    with whole_call(limits):
        prover = _Prover(program)
        if not isinstance(outcome, Outcome):
            accepted = "is not an Outcome; of a plan take plan.outcome"
            raise InputError("outcome", outcome, accepted, "wrong_type")
        if outcome.objective is None or outcome.status == "infeasible":
            if outcome.status != "infeasible":
                accepted = "claims nothing; give one with a plan, or an infeasible one"
                raise InputError("outcome", outcome.status, accepted, "wrong_value")
            return Certificate("infeasible", (), (), (prover.refute(()),), program)
        taken = program.mask(_checked(program, outcome.taken))
        if not program.is_plan(taken):
            accepted = "breaks a rule, or has more sessions than are asked; give one that does not"
            raise InputError("outcome.taken", list(outcome.taken), accepted, "breaks_rule")
        value = program.objective(taken)
        proofs: list[Proof] = []
        held: list[BoundedTier] = []
        for tier, reached in zip(prover.tiers, value, strict=True):
            better = tier.at_most(reached - tier.step)
            proofs.append(prover.better((*held, better)) if tier.step else ())
            held.append(tier.at_most(reached))
        return Certificate("optimal", outcome.taken, value, tuple(proofs), program)


def _checked(program: Program, taken: tuple[int, ...]) -> tuple[int, ...]:
    """Return the choices of a plan, or refuse some that are no choices, or there twice."""
    every = range(len(program.choices))
    if len(set(taken)) < len(taken) or not all(choice in every for choice in taken):
        accepted = f"are not different choices, from 0 to {len(every) - 1}"
        raise InputError("outcome.taken", list(taken), accepted, "outside")
    return taken


class _Prover:
    """What proofs about one program share."""

    def __init__(self, program: Program) -> None:
        self.tiers = tiers_of(program)
        self._program = program
        self._relaxation, self._sums = Relaxation.of(program), WholeSums(program)
        self._groups = groupings(program, self._relaxation.kept)

    def better(self, tiers: Sequence[BoundedTier]) -> Proof:
        """Return a proof that no plan is as good in all tiers but the last, and better there."""
        return self._sums.by_demands(tiers) or self.refute(tiers)

    def refute(self, tiers: Sequence[BoundedTier], cases: Sequence[CaseRow] = ()) -> Proof:
        """Return a proof that no plan keeps tiers within their bounds, in a case."""
        relaxed = self._relaxation.solve(tiers, cases)
        if relaxed.worth is not None:
            proof = self._sums.near(relaxed.worth, tiers, cases)
            if proof is not None:
                return proof
        if len(cases) >= DEEPEST:
            raise OutOfTimeError(_NONE)
        split = self._split(relaxed.parts)
        if split is None:
            self._refuse(relaxed.parts, tiers)
            split = self._undecided(relaxed.parts, cases)
        choices, most = split
        few, more = two_cases(choices, most)
        return Cases(
            spans_of(choices),
            most,
            self.refute(tiers, (*cases, few)),
            self.refute(tiers, (*cases, more)),
        )

    def _split(self, parts: FloatArray) -> tuple[IntArray, int] | None:
        """Return some choices of which a part is taken in all, and how many at most; None if whole.

        Of sessions by dose first, then of days, and in the end of single choices: one start more or
        less mostly leaves as good a plan in parts on the next one.
        """
        for group in self._groups:
            sums = np.bincount(group, weights=parts)
            rest = np.abs(sums - np.floor(sums) - _HALF)
            if len(rest) and rest.min() < _HALF - _PART:
                chosen = int(rest.argmin())
                return self._relaxation.kept[group == chosen], int(np.floor(sums[chosen]))
        return None

    def _undecided(self, parts: FloatArray, cases: Sequence[CaseRow]) -> tuple[IntArray, int]:
        """Return a single choice that no case decides, one that is taken if there is one.

        The relaxation is whole, but its numbers are too far apart to be made whole as well.
        """
        kept = self._relaxation.kept
        decided = [int(case.choices[0]) for case in cases if len(case.choices) == 1]
        left = np.flatnonzero(~np.isin(kept, decided))
        if not len(left):
            raise OutOfTimeError(_NONE)
        return kept[left[[parts[left].argmax()]]], 0

    def _refuse(self, parts: FloatArray, tiers: Sequence[BoundedTier]) -> None:
        """Raise an error if choices, none in part, are a plan that contradicts what is claimed."""
        program = self._program
        taken = program.mask(self._relaxation.kept[parts > _HALF])
        value = program.objective(taken)
        bounds = [tier.bound + tier.none for tier in tiers]
        within = all(one <= most for one, most in zip(value, bounds, strict=False))
        if within and program.is_plan(taken):
            accepted = "is what another plan comes to, so what is claimed is wrong"
            raise InputError("outcome", list(value), accepted, "contradiction")


def groupings(program: Program, kept: IntArray) -> tuple[IntArray, ...]:
    """Return the groups that open choices are in, coarse ones first: shape (choices,) each.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([], strength=2))
    >>> [len(np.unique(group)) for group in groupings(program, np.arange(len(program.choices)))]
    [3, 7, 21, 630]
    """
    choices = program.choices
    keys = [
        (choices.demand, choices.dose),
        (choices.day,),
        (choices.demand, choices.dose, choices.day),
        (np.arange(len(choices)),),
    ]
    return tuple(
        np.unique(np.stack([key[kept] for key in each]), axis=1, return_inverse=True)[1].ravel()
        for each in keys
    )
