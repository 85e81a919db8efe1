"""CP-SAT on copies of sessions instead of counted demands: kept as a warning.

The model that most people write first: every session is a thing of its own, so that two equal
sessions can change places. Each plan of n equal sessions is there n! times, and a proof has to deal
with all of them.
"""

import attrs
import numpy as np

from ...program import Label, Program, Rows
from ...program.rows import IntArray, grouped, stack, stretches
from ...strategies.protocol import NO_LIMITS, Limits, Outcome
from .configurations import PLAIN


@attrs.frozen
class Naive:
    """Solve with CP-SAT, one demand for each session.

    OR-Tools' own defaults are used: they look for symmetry, which is to this model's advantage.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]))
    >>> sf.solve(program, Naive()).objective == sf.solve(program).objective
    True
    """

    seed: int = 0

    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the proof, or to the limits."""
        copied, original = uncounted(program)
        outcome = attrs.evolve(PLAIN, seed=self.seed).solve(copied, limits)
        taken = sorted(original[list(outcome.taken)].tolist()) if outcome.taken else []
        return attrs.evolve(outcome, taken=tuple(taken))


def uncounted(program: Program) -> tuple[Program, IntArray]:
    """Return a program with a demand and choices of its own for each session.

    With it goes which of the program's choices each is a copy of. The horizon and the labelled
    costs are still the program's and do not fit to its choices.
    """
    copies = program.counts[program.choices.demand]
    original, number = _repeated(copies)
    first = np.cumsum(program.counts) - program.counts
    demand = first[program.choices.demand[original]] + number
    of_demand = np.repeat(np.arange(len(program.counts)), program.counts)
    choices = program.choices.pick(original)
    made = attrs.evolve(
        program,
        choices=attrs.evolve(choices, demand=demand),
        counts=np.ones(len(of_demand), dtype=np.int64),
        rows=stack([_copied(program.rows, copies), _once(program, copies)]),
        tier_costs=program.tier_costs[:, original],
        skip_costs=program.skip_costs[:, of_demand],
        windows=_copied(program.windows, copies),
    )
    return made, original


def _repeated(copies: IntArray) -> tuple[IntArray, IntArray]:
    """Return of each copy what it is a copy of, and its number among them."""
    original, position = stretches(np.zeros(len(copies), dtype=np.int64), copies)
    return original, position


def _once(program: Program, copies: IntArray) -> Rows:
    """Return rows "at most one copy" for choices that no row of the program holds to that."""
    rows = program.rows
    owner = rows.owners
    firm = np.bincount(owner, weights=rows.coefficients < 0, minlength=len(rows)) == 0
    too_much = firm[owner] & (2 * rows.coefficients > rows.bounds[owner])  # for two copies
    held = np.zeros(len(copies), dtype=bool)
    held[rows.columns[too_much]] = True
    free = np.flatnonzero(~held & (copies > 1))
    begin = (np.cumsum(copies) - copies)[free]
    owners, columns = stretches(begin, begin + copies[free])

    def labels() -> list[Label]:
        return [Label("once", str(choice), "a choice is taken once") for choice in free]

    return grouped(owners, columns, None, np.ones(len(free), dtype=np.int64), labels)


def _copied(rows: Rows, copies: IntArray) -> Rows:
    """Return rows over all copies of their choices."""
    begin = np.cumsum(copies) - copies
    low = begin[rows.columns]
    entry, columns = stretches(low, low + copies[rows.columns])
    ends = np.concatenate([[0], np.cumsum(copies[rows.columns])])
    return Rows(ends[rows.indptr], columns, rows.coefficients[entry], rows.bounds, rows.labeller)
