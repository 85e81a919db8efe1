"""A part of a program: the choices that are free, with the rest of a plan held as it is."""

import attrs
import numpy as np

from .costs.cost import Cost
from .program import Program
from .rows import BoolArray, IntArray, Rows, select, select_columns


@attrs.frozen(eq=False)
class Part:
    """A part of a program, with the rest of a plan held.

    `program` has the free choices alone, and the demands of these; `free` holds their indices in
    the whole program. `constant` is, by tier, the whole's objective less the part's.
    """

    program: Program
    free: IntArray
    constant: tuple[int, ...]


def restrict(program: Program, taken: BoolArray, free: BoolArray) -> Part:
    """Return the program of the free choices, with the others held as they are in a plan.

    `taken` and `free` are masks of shape (choices,): the plan, and the choices to be decided anew.
    A set of free choices keeps the part's rows if with the held choices it keeps the whole's, and
    its objective in the part is that of both in the whole, less the constant. Rows over held
    choices alone are left out, so the plan has to keep them. Demands are counted anew, so they are
    no longer those of the horizon.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> program = formulate(Week([], strength=2))
    >>> taken = program.choices.start == 600
    >>> part = restrict(program, taken & (program.choices.dose == 0), program.choices.day >= 4)
    >>> len(program.choices), len(part.program.choices), part.program.counts.tolist()
    (630, 270, [1])
    """
    held, columns = taken & ~free, np.flatnonzero(free)
    demand = program.choices.demand
    left = program.counts - np.bincount(demand[held], minlength=len(program.counts))
    demands = np.unique(demand[columns])
    choices = program.choices.pick(columns)
    rows, _ = _without_held(program.rows, held, free)
    windows, touched = _without_held(program.windows, held, free)
    made = attrs.evolve(
        program,
        choices=attrs.evolve(choices, demand=np.searchsorted(demands, choices.demand)),
        counts=left[demands],
        rows=rows,
        cost_parts=tuple(_cost_of(part, free) for part in program.cost_parts),
        loss_part=_cost_of(program.loss_part, free),
        tier_costs=program.tier_costs[:, columns],
        skip_costs=program.skip_costs[:, demands],
        window_terms=_terms_of(program.window_terms, touched),
        windows=windows,
        window_costs=program.window_costs[:, touched],
    )
    # With no free choice taken, the whole and the part differ by what the held choices cost.
    of_whole, of_part = program.objective(held), made.objective(np.zeros(len(columns), dtype=bool))
    constant = (whole - part for whole, part in zip(of_whole, of_part, strict=True))
    return Part(made, columns, tuple(constant))


def _without_held(rows: Rows, held: BoolArray, free: BoolArray) -> tuple[Rows, BoolArray]:
    """Return what held choices leave of the rows that touch free ones, and which rows these are."""
    touched = np.bincount(rows.owners[free[rows.columns]], minlength=len(rows)) > 0
    left = attrs.evolve(rows, bounds=rows.bounds - rows.activity(held))
    return select_columns(select(left, touched), free), touched


def _cost_of(cost: Cost, free: BoolArray) -> Cost:
    """Return the entries of free choices, with these renumbered; the causes stay as they are."""
    inside, number = free[cost.choices], np.cumsum(free) - 1
    return attrs.evolve(
        cost,
        causes=cost.causes[inside],
        choices=number[cost.choices[inside]],
        values=cost.values[inside],
    )


def _terms_of(terms: tuple[tuple[str, int], ...], kept: BoolArray) -> tuple[tuple[str, int], ...]:
    """Return the terms of windows with how many of each are kept."""
    ends = np.cumsum([count for _, count in terms])
    counts = [int(part.sum()) for part in np.split(kept, ends[:-1])] if len(ends) else []
    return tuple((name, count) for (name, _), count in zip(terms, counts, strict=True))
