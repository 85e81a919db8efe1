"""Interference under many draws of the evidence at once: a row of costs for each draw.

What `formulate` would give for each draw, on the same choices: the rules stay as they are, and so
do the terms that no drawn parameter enters. Each of the others has a form for many draws beside its
cost.
"""

from collections.abc import Collection

import attrs
import numpy as np

from ..domain.policy import Policy
from ..physiology.fatigue import FloatArray
from ..physiology.uncertainty import Draws
from .context import RuleContext
from .costs import TERMS
from .own_records import terms_in_force
from .program import Program
from .rows import IntArray
from .scaling import nearest_of_resolution
from .tier_names import INTERFERENCE, Tier


def sampled_interference(
    program: Program, policy: Policy, draws: Draws, choices: IntArray
) -> FloatArray:
    """Return the interference of choices under each draw, in percent, shape (choices, draws).

    The policy is the one that the program was made with; `choices` are indices, rising.
    """
    terms = terms_in_force(policy.extensions)
    sampled = {name: term.sampled for name, term in terms.items() if term.sampled is not None}
    same = _interference(program, without=sampled)
    context = RuleContext(program.horizon, policy, program.choices)
    total = np.repeat(same[choices, None], len(draws), axis=1)
    for add_sampled in sampled.values():
        add_sampled(total, context, draws, choices)
    return total


@attrs.frozen(eq=False, slots=False)
class _Watched(Draws):
    """Draws that keep in mind which of them were asked for."""

    read: set[str] = attrs.field(factory=set)

    def of(self, name: str, subject: str) -> FloatArray:
        """Return the draws of one parameter, and remember it."""
        self.read.update(f"{name}.{one}" for one in (subject, self.likes.get(subject, subject)))
        return super().of(name, subject)


def read_by_own(
    program: Program, policy: Policy, draws: Draws, choices: IntArray
) -> frozenset[str]:
    """Return the parameters that costs of extensions read for draws, with those they stand for.

    A cost that none of the choices has to pay reads them for nothing.
    """
    context = RuleContext(program.horizon, policy, program.choices)
    read = set[str]()
    for name, term in terms_in_force(policy.extensions).items():
        if name not in TERMS and term.sampled is not None:
            watched = _Watched(draws.parameters, draws.values[:_FEW], draws.likes)
            total = np.zeros((len(choices), len(watched)))
            term.sampled(total, context, watched, choices)
            read |= watched.read if total.any() else set()
    return frozenset(read)


_FEW = 20
"""Draws in which a cost that is paid at all is seen to be paid. CONVENTION."""


def sampled_steps(program: Program, policy: Policy, draws: Draws, choices: IntArray) -> IntArray:
    """Return the interference of choices under each draw in whole steps of the policy's resolution.

    What a choice costs in a draw is what the program counts for it, plus the change of its
    interference to the nearest step. If each draw were rounded anew, plans that the program counts
    as equal would differ in every draw by how far each lies above its step, and a small uncertainty
    would move more sessions than a large one.
    """
    counted = program.tier_costs[INTERFERENCE, choices]
    value = _interference(program)[choices, None]
    steps = np.empty((len(choices), len(draws)), dtype=np.int64)
    for first in range(0, len(draws), _AT_A_TIME):
        some = slice(first, first + _AT_A_TIME)
        part = attrs.evolve(draws, values=draws.values[some])
        change = sampled_interference(program, policy, part, choices) - value
        steps[:, some] = np.maximum(
            counted[:, None] + nearest_of_resolution(change, policy.resolution), 0
        )
    return steps


_AT_A_TIME = 500
"""Draws that are worked out together: a call that is cancelled need not end them all first."""


def _interference(program: Program, without: Collection[str] = ()) -> FloatArray:
    """Return the interference of every choice, less the terms in `without`, shape (choices,)."""
    total = np.zeros(len(program.choices))
    for (name, tier, _), part in zip(program.cost_terms, program.cost_parts, strict=True):
        if tier == Tier.INTERFERENCE and name not in without:
            total += part.by_choice(len(total))
    return total
