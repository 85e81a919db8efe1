"""0-1 variables beside the choices, for what no sum over choices tells, such as days used.

They stand behind the choices, belong to a demand of their own that may be left unmet for nothing,
and are no sessions. A solver sees no difference.
"""

from collections.abc import Sequence

import attrs
import numpy as np

from .choices import Choices
from .labels import Label
from .program import Program
from .rows import IntArray, Rows, grouped, stack

Entry = tuple[IntArray, IntArray, int]
"""One row to add: columns, rising; a whole-number coefficient for each; and the bound."""


def with_extra(program: Program, count: int) -> Program:
    """Return a program with so many 0-1 variables more, which cost nothing and are in no row.

    Parameters
    ----------
    program : Program
    count : int
        The new variables are choices from ``len(program.choices)`` on.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> program = formulate(Week([], strength=2))
    >>> more = with_extra(program, 3)
    >>> len(more.choices) - len(program.choices), more.counts.tolist()
    (3, [2, 3])
    """
    if not count:
        return program
    old, horizon = program.choices, program.horizon
    start = horizon.minutes + np.arange(count)
    same = np.zeros(count, dtype=np.int64)
    new = {"demand": same + len(program.counts), "start": start, "end": start}
    arrays = {
        name: np.concatenate([getattr(old, name), new.get(name, same)])
        for name in (field.name for field in attrs.fields(Choices))
    }
    nothing = np.zeros((len(program.tiers), 1), dtype=np.int64)
    return attrs.evolve(
        program,
        choices=Choices(**arrays),
        counts=np.append(program.counts, count),
        tier_costs=np.hstack([program.tier_costs, np.repeat(nothing, count, axis=1)]),
        skip_costs=np.hstack([program.skip_costs, nothing]),
    )


def with_rows(program: Program, entries: Sequence[Entry], label: Label) -> Program:
    """Return a program with more rows ``A x <= b``, all of one label.

    Parameters
    ----------
    program : Program
    entries : sequence of (columns, coefficients, bound)
        One for each row.
    label : Label
    """
    return attrs.evolve(program, rows=stack([program.rows, rows_of(entries, label)]))


def rows_of(entries: Sequence[Entry], label: Label) -> Rows:
    """Return rows ``A x <= b`` from their entries, all of one label."""
    nothing = np.zeros(0, dtype=np.int64)
    owners = np.repeat(np.arange(len(entries)), [len(columns) for columns, _, _ in entries])
    return grouped(
        owners,
        np.concatenate([nothing, *(columns for columns, _, _ in entries)]),
        np.concatenate([nothing, *(coefficients for _, coefficients, _ in entries)]),
        np.array([bound for _, _, bound in entries], dtype=np.int64),
        lambda: [label] * len(entries),
    )


def at_most_row(costs: IntArray, skips: IntArray, program: Program, most: int) -> Entry:
    """Return the row "what this costs, with what is skipped, is at most so much".

    Parameters
    ----------
    costs : numpy.ndarray
        Shape (choices,): whole numbers, what taking each choice costs.
    skips : numpy.ndarray
        Shape (demands,): what each skipped session costs.
    program : Program
        For its demands: a session that is not taken is skipped.
    most : int
    """
    weights = costs - skips[program.choices.demand]
    columns = np.flatnonzero(weights)
    return columns, weights[columns], most - int(skips @ program.counts)
