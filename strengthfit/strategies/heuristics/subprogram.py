"""A part of a program: some choices are free, the rest of a plan is held."""

from typing import Any

import attrs
import numpy as np

from ...program import Program, Rows
from ...program.choices import Choices
from ...program.rows import BoolArray, IntArray, select


@attrs.frozen(eq=False)
class Part:
    """A part of a program, with the rest of a plan held.

    Parameters
    ----------
    program : Program
        Only the free choices, and the demands that have some.
    free : numpy.ndarray
        Shape (the part's choices,): their indices in the whole program.
    constant : tuple of int
        By tier: the whole's objective less the part's.
    """

    program: Program
    free: IntArray
    constant: tuple[int, ...]


def fix(program: Program, taken: BoolArray, free: BoolArray) -> Part:
    """Return the program of the free choices, with the others held as they are in a plan.

    A set of free choices keeps the part's rows if with the held choices it keeps the whole's, and
    its objective in the part is that of both in the whole, less the constant. Demands are counted
    anew, so they are no longer those of the horizon.

    Parameters
    ----------
    program : Program
    taken : numpy.ndarray
        Shape (choices,), true for taken choices. Rows over held choices alone are left out, so
        they have to be kept.
    free : numpy.ndarray
        Shape (choices,), true for the choices to be decided anew.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([], strength=2))
    >>> taken = program.choices.start == 600
    >>> part = fix(program, taken & (program.choices.dose == 0), program.choices.day >= 4)
    >>> len(program.choices), len(part.program.choices), part.program.counts.tolist()
    (630, 270, [1])
    """
    held, columns = taken & ~free, np.flatnonzero(free)
    demand = program.choices.demand
    left = program.counts - np.bincount(demand[held], minlength=len(program.counts))
    demands = np.unique(demand[columns])
    choices = {name: values[columns] for name, values in _arrays(program.choices)}
    choices["demand"] = np.searchsorted(demands, choices["demand"])
    rows, _ = _shifted(program.rows, held, free)
    windows, touched = _shifted(program.windows, held, free)
    made = attrs.evolve(
        program,
        choices=Choices(**choices),
        counts=left[demands],
        rows=rows,
        tier_costs=program.tier_costs[:, columns],
        skip_costs=program.skip_costs[:, demands],
        windows=windows,
        window_costs=program.window_costs[:, touched],
        **_labelled(program, free, touched),
    )
    alone = made.objective(np.zeros(len(columns), dtype=bool))
    constant = (whole - own for whole, own in zip(program.objective(held), alone, strict=True))
    return Part(made, columns, tuple(constant))


def _arrays(choices: Choices) -> list[tuple[str, IntArray]]:
    return [(field.name, getattr(choices, field.name)) for field in attrs.fields(Choices)]


def _shifted(rows: Rows, held: BoolArray, free: BoolArray) -> tuple[Rows, BoolArray]:
    """Return what held choices leave of the rows that touch free ones, and which rows these are."""
    counts = np.bincount(rows.owners[free[rows.columns]], minlength=len(rows))
    touched = counts > 0
    some = select(attrs.evolve(rows, bounds=rows.bounds - rows.activity(held)), touched)
    inside, index = free[some.columns], np.cumsum(free) - 1
    starts = np.concatenate([[0], np.cumsum(counts[touched])])
    columns, coefficients = index[some.columns[inside]], some.coefficients[inside]
    return Rows(starts, columns, coefficients, some.bounds, some.labeller), touched


def _labelled(program: Program, free: BoolArray, windows: BoolArray) -> dict[str, Any]:
    """Return the fields that tell costs by their causes, for free choices and some windows."""
    index = np.cumsum(free) - 1

    def of_free(cost: Any) -> Any:  # a Cost, which strategies do not import
        at = free[cost.choices]
        return attrs.evolve(
            cost,
            causes=cost.causes[at],
            choices=index[cost.choices[at]],
            values=cost.values[at],
        )

    ends = np.cumsum([count for _, count in program.window_terms])
    left = [int(part.sum()) for part in np.split(windows, ends[:-1])] if len(ends) else []
    names = [name for name, _ in program.window_terms]
    return {
        "cost_parts": tuple(of_free(part) for part in program.cost_parts),
        "loss_part": of_free(program.loss_part),
        "window_terms": tuple(zip(names, left, strict=True)),
    }
