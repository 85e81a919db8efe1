"""Programs made from a program: the one place that knows which of its fields go together.

A program's arrays agree in their shapes: a tier has costs of choices, of skipped sessions and of
windows; a choice has a column in all of these, and entries in rows and labelled costs. Each
function here changes one thing and everything that goes with it. What is added stands behind what
was there, so indices of choices and rows stay good.

Added 0-1 variables are for what no sum over choices can say, such as days used. They are choices of
a demand that is added for them and may be left unmet at no cost. They are not sessions, but a
solver sees no difference.
"""

from collections.abc import Collection, Mapping, Sequence

import attrs
import numpy as np

from .choices import CHOICE_ARRAYS
from .labels import Label
from .program import Program
from .rows import BoolArray, IntArray, Rows, grouped, select, stack

Entry = tuple[IntArray, IntArray, int]
"""One row to add: columns, rising; a whole-number coefficient for each; and the bound."""


@attrs.frozen(eq=False)
class NewTier:
    """A tier to add: its name, and what each choice and each skipped session costs in it.

    Shapes are (choices,) and (demands,), whole numbers from 0 on; by default nothing costs.
    """

    name: str
    costs: IntArray | None = None
    skips: IntArray | None = None


# Variables and rows


def with_variables(program: Program, count: int) -> Program:
    """Return a program with `count` more 0-1 variables, which cost nothing and are in no row.

    The new variables are choices from ``len(program.choices)`` on.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> program = formulate(Week([], strength=2))
    >>> more = with_variables(program, 3)
    >>> len(more.choices) - len(program.choices), more.counts.tolist()
    (3, [2, 3])
    """
    if not count:
        return program
    old = program.choices
    start = program.horizon.minutes + np.arange(count)
    zeros = np.zeros(count, dtype=np.int64)
    new = {"demand": zeros + len(program.counts), "start": start, "end": start}
    arrays = {
        name: np.concatenate([getattr(old, name), new.get(name, zeros)]) for name in CHOICE_ARRAYS
    }
    depth = len(program.tiers)
    return attrs.evolve(
        program,
        choices=old.with_arrays(arrays),
        counts=np.append(program.counts, count),
        tier_costs=np.hstack([program.tier_costs, np.zeros((depth, count), dtype=np.int64)]),
        skip_costs=np.hstack([program.skip_costs, np.zeros((depth, 1), dtype=np.int64)]),
    )


def with_rows(program: Program, entries: Sequence[Entry], label: Label) -> Program:
    """Return a program with more rows ``A x <= b``, all of one label."""
    return attrs.evolve(program, rows=stack([program.rows, rows_of(entries, label)]))


def rows_of(entries: Sequence[Entry], label: Label) -> Rows:
    """Return rows ``A x <= b`` from their entries, all of one label.

    Rows without entries are dropped, unless no choice at all can keep them.
    """
    nothing = np.zeros(0, dtype=np.int64)
    return grouped(
        np.repeat(np.arange(len(entries)), [len(columns) for columns, _, _ in entries]),
        np.concatenate([nothing, *(columns for columns, _, _ in entries)]),
        np.concatenate([nothing, *(coefficients for _, coefficients, _ in entries)]),
        np.array([bound for _, _, bound in entries], dtype=np.int64),
        lambda: [label] * len(entries),
    )


def at_least_of(columns: IntArray, bound: int) -> Entry:
    """Return the row "at least `bound` of these choices"."""
    return columns, np.full(len(columns), -1, dtype=np.int64), -bound


def at_most_of(columns: IntArray, bound: int) -> Entry:
    """Return the row "at most `bound` of these choices"."""
    return columns, np.ones(len(columns), dtype=np.int64), bound


def at_most_row(costs: IntArray, skips: IntArray, program: Program, most: int) -> Entry:
    """Return the row "what is taken and what is skipped cost `most` at most together".

    Costs are whole numbers, shape (choices,) for taking each and (demands,) for skipping a session.
    """
    # A session that is not taken is skipped, so to take one is to pay for one skipped session less.
    weights = costs - skips[program.choices.demand]
    columns = np.flatnonzero(weights)
    return columns, weights[columns], most - int(skips @ program.counts)


# Tiers and their costs


def only_tiers(program: Program, names: Sequence[str]) -> Program:
    """Return a program that minimises only the tiers of these names, in the order given.

    Windows that cost nothing in them are left out.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> program = only_tiers(formulate(Week([], strength=2)), ["interference"])
    >>> program.tiers, len(program.windows)
    (('interference',), 0)
    """
    chosen = _with_tiers_at(program, [program.tiers.index(name) for name in names])
    priced: BoolArray = np.any(chosen.window_costs != 0, axis=0)
    return attrs.evolve(
        chosen,
        windows=select(chosen.windows, priced),
        window_costs=chosen.window_costs[:, priced],
        window_terms=(("windows", int(priced.sum())),),
    )


def without_tiers(program: Program, names: Collection[str]) -> Program:
    """Return a program without the tiers of these names; unknown names are passed over."""
    kept = [index for index, name in enumerate(program.tiers) if name not in names]
    return _with_tiers_at(program, kept)


def insert_tiers(program: Program, new: Sequence[NewTier], at: int = 0) -> Program:
    """Return a program with more tiers, the first of them in place `at`. No window costs in them.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> insert_tiers(formulate(Week([])), [NewTier("moves")], at=1).tiers[:3]
    ('strength', 'moves', 'continuity')
    """

    def inserted(costs: IntArray, rows: list[IntArray | None]) -> IntArray:
        zeros = np.zeros(costs.shape[1], dtype=np.int64)
        return np.vstack([costs[:at], *(zeros if row is None else row for row in rows), costs[at:]])

    return attrs.evolve(
        program,
        tiers=(*program.tiers[:at], *(tier.name for tier in new), *program.tiers[at:]),
        tier_costs=inserted(program.tier_costs, [tier.costs for tier in new]),
        skip_costs=inserted(program.skip_costs, [tier.skips for tier in new]),
        window_costs=inserted(program.window_costs, [None] * len(new)),
    )


def with_costs(program: Program, tier: str, costs: IntArray) -> Program:
    """Return a program with other costs of its choices in one tier, shape (choices,)."""
    changed = program.tier_costs.copy()
    changed[program.tiers.index(tier)] = costs
    return attrs.evolve(program, tier_costs=changed)


def with_windows(program: Program, term: str, windows: Rows, prices: Mapping[str, int]) -> Program:
    """Return a program with more windows, which are the cost term `term` together.

    `prices` holds for each tier the price of a unit above a bound, the same for all of the windows;
    in other tiers they cost nothing.
    """
    costs = np.zeros((len(program.tiers), len(windows)), dtype=np.int64)
    for tier, price in prices.items():
        costs[program.tiers.index(tier)] = price
    return attrs.evolve(
        program,
        windows=stack([program.windows, windows]),
        window_costs=np.hstack([program.window_costs, costs]),
        window_terms=(*program.window_terms, (term, len(windows))),
    )


def without_costs(program: Program) -> Program:
    """Return a program in which every allowed plan is as good as any other."""
    return attrs.evolve(
        program,
        tier_costs=np.zeros_like(program.tier_costs),
        skip_costs=np.zeros_like(program.skip_costs),
        windows=stack([]),
        window_costs=program.window_costs[:, :0],
        window_terms=(),
    )


def _with_tiers_at(program: Program, indices: Sequence[int]) -> Program:
    chosen = list(indices)
    return attrs.evolve(
        program,
        tiers=tuple(program.tiers[index] for index in chosen),
        tier_costs=program.tier_costs[chosen],
        skip_costs=program.skip_costs[chosen],
        window_costs=program.window_costs[chosen],
    )
