"""The score of any set of choices in its labelled parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs
import numpy as np

from ..physiology.fatigue import FloatArray
from ..program import Label, Program
from ..program.costs import Part, part_named
from ..program.costs.skipped import skip_labels
from ..program.own_records import own_parts
from ..program.rows import BoolArray
from ..program.scaling import STRENGTH_STEPS

_NOISE = 1e-9  # floating noise of a difference of sums


@attrs.frozen
class Cause:
    """One labelled part of a score, or of the difference of two.

    Parameters
    ----------
    label : Label
        The cost term (`label.rule`) and the run, day or session that causes it.
    value : float
        In the term's unit: percent of speed for the terms of interference, minutes for
        preferences, benefit (1 is a full heavy session) for strength.
    term : Part or None
        What is said of a cost term that an extension brings. Takes no part in comparisons.
    """

    label: Label
    value: float
    term: Part | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def part(self) -> Part:
        """The record of the term, or of skipped sessions: its unit and its words."""
        return part_named(self.label.rule) if self.term is None else self.term


def part_labels(program: Program) -> list[Label]:
    """Return the label of each part: costs of choices, then windows, then skipped sessions."""
    skipped = skip_labels(program.horizon.demands)
    return [*program.cost_labels, *program.windows.labels, *skipped]


def part_values(program: Program, sets: Sequence[BoolArray]) -> FloatArray:
    """Return the parts of several sets of choices, shape (sets, parts)."""
    taken = np.array(sets, dtype=bool).reshape(len(sets), len(program.choices))
    demands = np.arange(len(program.counts))
    given = taken @ (program.choices.demand[:, None] == demands).astype(np.int64)
    skipped = (program.counts - given) * program.skip_costs[0] / STRENGTH_STEPS
    windows = np.array([program.windows.activity(mask) for mask in taken])
    above = np.maximum(windows.reshape(len(sets), -1) - program.windows.bounds, 0)
    return np.hstack([taken @ program.costs.T, above * program.window_costs.sum(axis=0), skipped])


def plan_parts(program: Program, taken: BoolArray) -> tuple[Cause, ...]:
    """Return the parts of a plan that are not zero."""
    own = own_parts(program.extensions)
    return causes(part_labels(program), part_values(program, [taken])[0], own)


def session_parts(program: Program, choice: int) -> tuple[Cause, ...]:
    """Return what one taken choice costs by itself."""
    return causes(program.cost_labels, program.costs[:, choice], own_parts(program.extensions))


def shared_parts(program: Program, taken: BoolArray) -> tuple[Cause, ...]:
    """Return the parts of a plan that belong to no single session."""
    first, own = len(program.costs), own_parts(program.extensions)
    return causes(part_labels(program)[first:], part_values(program, [taken])[0][first:], own)


def causes(
    labels: Sequence[Label],
    values: FloatArray,
    own: Mapping[str, Part] = MappingProxyType({}),
) -> tuple[Cause, ...]:
    """Return the values that are not zero, with their labels; `own` are terms from outside."""
    return tuple(
        Cause(labels[index], float(values[index]), own.get(labels[index].rule))
        for index in np.flatnonzero(np.abs(values) > _NOISE).tolist()
    )
