"""The verb: prove a plan the best of its program, or that there is none, for anyone to check.

A solver of linear programs says in floats what each row is worth. Rounded to whole multiples these
add up to what nothing can keep, and that is seen in whole numbers, whatever the floats were off by
(Neumaier and Shcherbina 2004, 10.1007/s10107-003-0433-3). Where choices taken in parts leave a gap,
two cases of one choice are told apart (Cheung, Gleixner and Steffy 2017,
10.1007/978-3-319-59250-3_13), and each has a proof of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..errors import InputError, OutOfTimeError
from ..program import Program
from ..program.rows import BoolArray
from ..strategies import Limits, Outcome
from ..strategies.whole_call import whole_call
from .bounded_tier import BoundedTier, tiers_of
from .certificate import DEEPEST, Cases, Certificate, Proof
from .relaxation import Relaxation
from .whole_sum import WholeSums

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
        When to stop.

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
    with whole_call(limits):
        prover = _Prover(program)
        if outcome.objective is None:
            if outcome.status != "infeasible":
                accepted = "claims nothing; give one with a plan, or an infeasible one"
                raise InputError("outcome", outcome.status, accepted, "wrong_value")
            return Certificate("infeasible", (), (), (prover.refute((), {}),), program)
        taken = program.mask(outcome.taken)
        if not _is_plan(program, taken):
            accepted = "breaks a rule, or has more sessions than are asked; give one that does not"
            raise InputError("outcome.taken", list(outcome.taken), accepted, "breaks_rule")
        value = program.objective(taken)
        proofs: list[Proof] = []
        held: list[BoundedTier] = []
        for tier, reached in zip(prover.tiers, value, strict=True):
            better = tier.at_most(reached - tier.step)
            proofs.append(prover.refute((*held, better), {}) if tier.step else ())
            held.append(tier.at_most(reached))
        return Certificate("optimal", outcome.taken, value, tuple(proofs), program)


def _is_plan(program: Program, taken: BoolArray) -> bool:
    """Whether choices keep every row, and are no more than is asked."""
    given = np.bincount(program.choices.demand[taken], minlength=len(program.counts))
    return not program.broken(taken) and bool((given <= program.counts).all())


class _Prover:
    """What proofs about one program share."""

    def __init__(self, program: Program) -> None:
        self.tiers = tiers_of(program)
        self._program = program
        self._relaxation, self._sums = Relaxation.of(program), WholeSums(program)

    def refute(self, tiers: Sequence[BoundedTier], fixed: Mapping[int, int]) -> Proof:
        """Return a proof that no plan keeps tiers within their bounds, with some choices fixed."""
        relaxed = self._relaxation.solve(tiers, fixed)
        if relaxed.worth is not None:
            proof = self._sums.near(relaxed.worth, tiers, fixed)
            if proof is not None:
                return proof
        parts = {choice: part for choice, part in relaxed.parts.items() if choice not in fixed}
        choice = min(parts, key=lambda choice: _apart(parts[choice]), default=None)
        if choice is None or _is_whole(parts[choice]):
            self._refuse(relaxed.parts, tiers)
        if choice is None or len(fixed) >= DEEPEST:
            raise OutOfTimeError("no proof was found with the numbers that are tried")
        return Cases(
            choice,
            self.refute(tiers, {**fixed, choice: 0}),
            self.refute(tiers, {**fixed, choice: 1}),
        )

    def _refuse(self, parts: Mapping[int, float], tiers: Sequence[BoundedTier]) -> None:
        """Raise an error if choices, none in part, are a plan that contradicts what is claimed."""
        program = self._program
        taken = program.mask([choice for choice, part in parts.items() if part > _HALF])
        value = program.objective(taken)
        bounds = [tier.bound + tier.none for tier in tiers]
        within = all(one <= most for one, most in zip(value, bounds, strict=False))
        if within and _is_plan(program, taken):
            accepted = "is what another plan comes to, so what is claimed is wrong"
            raise InputError("outcome", list(value), accepted, "contradiction")


def _apart(part: float) -> tuple[float, bool]:
    """Return what sorts parts by how well cases of them go apart, the best first.

    Of whole ones those that are taken come first: without one the plan is another, and with all
    hardly a choice is left open.
    """
    if _is_whole(part):
        return _HALF, part < _HALF
    return abs(part - _HALF), False


def _is_whole(part: float) -> bool:
    return abs(part - round(part)) < _PART
