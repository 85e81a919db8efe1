"""The 0-1 program: choices, rows, costs, and a label on each. Everything else reads this."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from ..domain.extension import Extension
from ..physiology.fatigue import FloatArray
from .choices import Choices
from .costs.cost import Cost
from .horizon import Horizon
from .labels import Label
from .rows import BoolArray, IntArray, Rows
from .tier_names import TIERS, Tier


@attrs.frozen(eq=False, slots=False)
class Program:
    """A week or block as a 0-1 program with labels.

    Choose x in {0, 1} for each choice and y in {0..count} for each demand, so that for each demand
    the taken choices and y add up to its count, ``rows`` hold, and the tiers are least, one after
    another.

    Parameters
    ----------
    horizon
        The resolved week that the program was made from.
    choices
        Arrays of demand, start, dose, minutes, kind, day, end.
    counts
        Shape (demands,): how many sessions are asked.
    rows
        The rules, ``A x <= b``.
    cost_terms
        For each cost term its name, its tier and its number of causes, in the order of `costs`.
    cost_parts
        The cost of each term, entry by entry.
    loss_part
        What each choice costs each run, in percent of speed; the causes are the horizon's runs.
    tier_costs
        Shape (tiers, choices): whole numbers, what strategies minimise.
    skip_costs
        Shape (tiers, demands): whole numbers, for each skipped session.
    window_terms
        For each term over several sessions its name and its number of rows, in the order of
        `windows`.
    windows
        Costs over several sessions: `window_costs` is paid for each unit above a row's bound.
    window_costs
        Shape (tiers, window rows): whole numbers.
    resolution
        Percent of speed of one step of the tier "interference".
    tiers
        The names of the tiers, the most important first.
    extensions
        Those of the policy, whose rules and costs say what labels of theirs mean. A program that is
        read from a file has none.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1))
    >>> program.tiers[:3], program.tier_costs.shape == (len(program.tiers), len(program.choices))
    (('strength', 'continuity', 'interference'), True)
    """

    horizon: Horizon
    choices: Choices
    counts: IntArray
    rows: Rows
    cost_terms: tuple[tuple[str, str, int], ...]
    cost_parts: tuple[Cost, ...]
    loss_part: Cost
    tier_costs: IntArray
    skip_costs: IntArray
    window_terms: tuple[tuple[str, int], ...]
    windows: Rows
    window_costs: IntArray
    resolution: float
    tiers: tuple[str, ...] = TIERS
    extensions: tuple[Extension, ...] = ()

    def __getstate__(self) -> dict[str, Any]:
        """Pickle and copy the fields alone: what is cached can be had again from them."""
        return attrs.asdict(self, recurse=False)

    @property
    def bounds(self) -> IntArray:
        """The right-hand sides b of the rows."""
        return self.rows.bounds

    @property
    def strength_asked(self) -> int:
        """What skipping every session would cost in the tier "strength"."""
        return int(self.skip_costs[self.tiers.index(Tier.STRENGTH)] @ self.counts)

    @cached_property
    def costs(self) -> FloatArray:
        """Every cost in its own unit, before rounding, shape (causes, choices)."""
        return np.concatenate([part.dense(len(self.choices)) for part in self.cost_parts])

    @cached_property
    def losses(self) -> FloatArray:
        """What each choice costs each run, in percent of speed, shape (runs, choices)."""
        return self.loss_part.dense(len(self.choices))

    @cached_property
    def row_labels(self) -> tuple[Label, ...]:
        """The label of each row."""
        return tuple(self.rows.labels)

    @cached_property
    def cost_labels(self) -> tuple[Label, ...]:
        """The label of each row of `costs`: its term and its cause."""
        return tuple(label for part in self.cost_parts for label in part.labels)

    def mask(self, taken: Iterable[int]) -> BoolArray:
        """Return a set of choices, such as ``outcome.taken``, as a mask of shape (choices,)."""
        mask = np.zeros(len(self.choices), dtype=bool)
        mask[list(taken)] = True
        return mask

    def objective(self, taken: npt.ArrayLike) -> tuple[int, ...]:
        """Return by tier the objective of a set of choices, given as a mask of shape (choices,)."""
        chosen = np.asarray(taken, dtype=bool)
        skipped = self.counts - np.bincount(self.choices.demand[chosen], minlength=len(self.counts))
        total = self.tier_costs[:, chosen].sum(axis=1) + self.skip_costs @ skipped
        if len(self.windows):
            above = np.maximum(self.windows.activity(chosen) - self.windows.bounds, 0)
            total = total + self.window_costs @ above
        return tuple(int(value) for value in total)

    def broken(self, taken: npt.ArrayLike) -> list[int]:
        """Return the indices of the rows that a set of choices, given as a mask, breaks."""
        return [int(i) for i in np.flatnonzero(self.rows.activity(taken) > self.rows.bounds)]

    def is_plan(self, taken: npt.ArrayLike) -> bool:
        """Whether a mask of choices keeps every row, with no more sessions than are asked."""
        demands = self.choices.demand[np.asarray(taken, dtype=bool)]
        given = np.bincount(demands, minlength=len(self.counts))
        return not self.broken(taken) and bool((given <= self.counts).all())
