"""A program that minimises axes first, one after another: what frontiers are searched on."""

from collections.abc import Sequence

import attrs
import numpy as np

from ..domain.checks import unknown
from ..errors import InputError
from ..planning.plans import Plan
from ..program import Label, Program
from ..program.edit import NewTier, insert_tiers, with_rows, with_variables, without_tiers
from ..program.rows import IntArray
from .axes import AXES


@attrs.frozen(eq=False)
class Objective:
    """An axis in a program: a sum over its choices, with the variables of its own, and skips.

    `tier` is the program's tier that it is, if any. `costs` has shape (choices,), `skips` has shape
    (demands,), both in whole numbers from 0 on.
    """

    name: str
    tier: str | None
    costs: IntArray
    skips: IntArray


@attrs.frozen(eq=False)
class MultiObjective:
    """A program whose first tiers are objectives, in their order, and then its other tiers.

    It has 0-1 variables behind the choices of the original for axes that need some.
    """

    program: Program
    objectives: tuple[Objective, ...]


def check_axes(names: Sequence[str | None], previous: Plan | None) -> tuple[str, ...]:
    """Return the axes that are asked for y, x and z, refusing what is unknown or given twice."""
    found: list[str] = []
    for field, name in zip("yxz", names, strict=True):
        if name is None and field == "z":
            continue
        if not isinstance(name, str) or name not in AXES:
            raise InputError(field, name, unknown(name, AXES, "an axis"), "unknown_name")
        if name in found:
            raise InputError(field, name, "is an axis already; write another one", "duplicate")
        found.append(name)
    if previous is not None and not isinstance(previous, Plan):
        raise InputError(
            "previous", previous, "is not a Plan; write e.g. plan(Week([...]))", "wrong_type"
        )
    return tuple(found)


def with_objectives(
    program: Program, names: Sequence[str], previous: Plan | None = None
) -> MultiObjective:
    """Return a program that minimises axes in their order, and its other tiers after them.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([], strength=2))
    >>> wide = with_objectives(program, ["days", "strength"]).program
    >>> wide.tiers[:3], len(wide.choices) - len(program.choices)
    (('days', 'strength', 'continuity'), 7)
    """
    forms = [AXES[name].form(program, previous) for name in names]
    width, skips = len(program.choices), len(program.counts)
    extra = sum(form.extra for form in forms)
    wide, first, objectives = with_variables(program, extra), width, []
    for name, form in zip(names, forms, strict=True):
        costs = np.zeros(width + extra, dtype=np.int64)
        costs[:width] = form.costs
        costs[first : first + form.extra] = 1
        all_skips = np.zeros(len(wide.counts), dtype=np.int64)
        all_skips[:skips] = form.skips
        objectives.append(Objective(name, form.tier, costs, all_skips))
        rows = [(_moved(at, width, first), each, bound) for at, each, bound in form.entries]
        wide = with_rows(wide, rows, Label(name, name, f"what {name} counts")) if rows else wide
        first += form.extra
    return MultiObjective(_with_tiers(wide, objectives), tuple(objectives))


def _moved(columns: IntArray, width: int, first: int) -> IntArray:
    return np.where(columns >= width, columns - width + first, columns)


def _with_tiers(program: Program, objectives: Sequence[Objective]) -> Program:
    """Return the program with objectives as its first tiers, without the tiers that they are."""
    rest = without_tiers(program, [each.tier for each in objectives if each.tier])
    return insert_tiers(rest, [NewTier(each.name, each.costs, each.skips) for each in objectives])
