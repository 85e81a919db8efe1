"""What plans can be traded off by: each axis as whole numbers over the choices of a program."""

from collections.abc import Callable, Sequence

import attrs
import numpy as np

from ..domain.checks import unknown
from ..errors import InputError
from ..planning.matching import taken_choices
from ..planning.values import Plan
from ..program import Label, Program
from ..program.edit import (
    Entry,
    NewTier,
    insert_tiers,
    with_rows,
    with_variables,
    without_tiers,
)
from ..program.rows import BoolArray, IntArray


@attrs.frozen(eq=False)
class Axis:
    """One thing to have little of, as a sum over choices and skipped sessions.

    Parameters
    ----------
    name : str
    tier : str or None
        The program's tier that it is; None where it is none.
    costs : numpy.ndarray
        Shape (choices,), whole numbers from 0 on.
    skips : numpy.ndarray
        Shape (demands,), likewise.
    """

    name: str
    tier: str | None
    costs: IntArray
    skips: IntArray


@attrs.frozen(eq=False)
class Traded:
    """A program whose first tiers are axes, in their order, and then its other tiers.

    Parameters
    ----------
    program : Program
        With 0-1 variables behind the choices of the original for axes that need some.
    axes : tuple of Axis
    """

    program: Program
    axes: tuple[Axis, ...]


@attrs.frozen(eq=False)
class _Form:
    """An axis before its variables have a place: costs of choices, of skipped sessions, of those.

    `entries` are rows whose columns from `len(choices)` on are the extra variables.
    """

    costs: IntArray
    skips: IntArray
    tier: str | None = None
    extra: int = 0
    entries: Sequence[Entry] = ()


_Make = Callable[[Program, Plan | None], _Form]
"""From a program and the previous plan, if there is one, to an axis."""


def check_axes(names: Sequence[str | None], previous: Plan | None) -> tuple[str, ...]:
    """Return the axes that are asked for, refusing what is unknown or given twice.

    Parameters
    ----------
    names : sequence of str or None
        For y, x and z; z may be None.
    previous : Plan or None

    Raises
    ------
    InputError
    """
    found: list[str] = []
    for field, name in zip("yxz", names, strict=True):
        if name is None and field == "z":
            continue
        if not isinstance(name, str) or name not in AXES:
            raise InputError(field, name, unknown(name, AXES, "an axis"))
        if name in found:
            raise InputError(field, name, "is an axis already; write another one")
        found.append(name)
    if previous is not None and not isinstance(previous, Plan):
        raise InputError("previous", previous, "is not a Plan; write e.g. plan(Week([...]))")
    return tuple(found)


def trade(program: Program, names: Sequence[str], previous: Plan | None = None) -> Traded:
    """Return a program that minimises axes in their order, and its other tiers after them.

    Parameters
    ----------
    program : Program
    names : sequence of str
    previous : Plan, optional
        For the axis "changes".

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([], strength=2))
    >>> traded = trade(program, ["days", "strength"])
    >>> traded.program.tiers[:3], len(traded.program.choices) - len(program.choices)
    (('days', 'strength', 'continuity'), 7)
    """
    forms = [AXES[name](program, previous) for name in names]
    width, skips = len(program.choices), len(program.counts)
    extra = sum(form.extra for form in forms)
    wide, first, axes = with_variables(program, extra), width, []
    for name, form in zip(names, forms, strict=True):
        costs = np.zeros(width + extra, dtype=np.int64)
        costs[:width] = form.costs
        costs[first : first + form.extra] = 1
        all_skips = np.zeros(len(wide.counts), dtype=np.int64)
        all_skips[:skips] = form.skips
        axes.append(Axis(name, form.tier, costs, all_skips))
        rows = [(_moved(at, width, first), each, bound) for at, each, bound in form.entries]
        wide = with_rows(wide, rows, Label(name, name, f"what {name} counts")) if rows else wide
        first += form.extra
    return Traded(_with_tiers(wide, axes), tuple(axes))


def _moved(columns: IntArray, width: int, first: int) -> IntArray:
    return np.where(columns >= width, columns - width + first, columns)


def _with_tiers(program: Program, axes: Sequence[Axis]) -> Program:
    """Return the program with axes as its first tiers, and without the tiers that they are."""
    rest = without_tiers(program, [axis.tier for axis in axes if axis.tier])
    return insert_tiers(rest, [NewTier(axis.name, axis.costs, axis.skips) for axis in axes])


def _tier(name: str) -> _Make:
    def form(program: Program, previous: Plan | None) -> _Form:
        tier = program.tiers.index(name)
        return _Form(program.tier_costs[tier], program.skip_costs[tier], tier=name)

    return form


def _time_of_day(program: Program, previous: Plan | None) -> _Form:
    """Minutes away from the preferred time, by the policy's weight."""
    names = [name for name, _, _ in program.cost_terms]
    part = program.cost_parts[names.index("time_of_day")]
    minutes = part.by_choice(len(program.choices)).astype(np.int64)  # whole already
    return _Form(minutes, np.zeros_like(program.counts))


def _days(program: Program, previous: Plan | None) -> _Form:
    """Days with strength: one variable a day, which is 1 where the day has a session."""
    width, horizon = len(program.choices), program.horizon
    most = int(program.counts.sum())  # where a rule is waived, more than the policy allows a day
    entries: list[Entry] = []
    for day in range(horizon.days):
        members = np.flatnonzero(program.choices.day == day)
        entries.append(
            (
                np.append(members, width + day),
                np.append(np.ones(len(members), dtype=np.int64), -most),
                0,
            )
        )
    return _Form(*_nothing(program), extra=horizon.days, entries=entries)


def _changes(program: Program, previous: Plan | None) -> _Form:
    """Sessions that are not as in the previous plan.

    A demand that had o sessions, of which k stay as they were, and has t now, changes max(o, t) - k
    as in replanning: one variable for each that does not stay, and one for each beyond o.
    """
    if previous is None:
        raise InputError("previous", None, "is not a Plan; changes are counted against one")
    kept = taken_choices(program, previous.placements)
    had = _by_demand(program, kept)
    extra, entries = len(program.choices), list[Entry]()
    for choice in np.flatnonzero(kept).tolist():
        entries.append((np.array([choice, extra]), np.array([-1, -1]), -1))
        extra += 1
    for demand, beyond in enumerate((program.counts - had).tolist()):
        if beyond > 0:
            members = np.flatnonzero(program.choices.demand == demand)
            more = np.arange(extra, extra + beyond)
            signs = np.repeat([1, -1], [len(members), beyond])
            entries.append((np.concatenate([members, more]), signs, int(had[demand])))
            extra += beyond
    return _Form(*_nothing(program), extra=extra - len(program.choices), entries=entries)


def _nothing(program: Program) -> tuple[IntArray, IntArray]:
    return np.zeros(len(program.choices), dtype=np.int64), np.zeros_like(program.counts)


def _by_demand(program: Program, taken: BoolArray) -> IntArray:
    counts: IntArray = np.bincount(program.choices.demand[taken], minlength=len(program.counts))
    return counts


AXES: dict[str, _Make] = {
    "strength": _tier("strength"),
    "interference": _tier("interference"),
    "changes": _changes,
    "time_of_day": _time_of_day,
    "days": _days,
}
"""The axes by name. A new one is one more line here and one in `AXIS_WORDS`."""


def read_axis(name: str, plan: Plan, values: dict[str, int]) -> float:
    """Return what a plan has on an axis, in the axis's unit.

    Strength is the share that is delivered, interference percent of speed, before rounding; the
    others are the whole numbers that they are.
    """
    if name == "strength":
        return plan.strength
    if name == "interference":
        return plan.interference
    return float(values[name])
