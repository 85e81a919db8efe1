"""Sweeps: a week planned again for each value of one number of the policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from ..domain.arguments import as_policy, as_week_or_block
from ..domain.block import Block
from ..domain.checks import as_tuple, plain
from ..domain.policy import Policy
from ..domain.week import Week
from ..domain.words import session_words
from ..errors import InputError, MissingExtraError, OutOfTimeError, raise_all
from ..planning.planner import plan as plan_week
from ..planning.plans import Plan
from ..printable import HtmlPrintable
from ..sizes import check_size
from ..stopping import Watch, is_over, report
from ..strategies.in_time import ready
from ..strategies.protocol import Limits, Strategy
from ..strategies.whole_call import part_of_limits, whole_call
from .sweep_settings import Setting, find_setting

if TYPE_CHECKING:
    from pandas import DataFrame


@attrs.frozen
class SweepRow:
    """The plan for one value.

    Parameters
    ----------
    field : str
        What was set.
    value : object
        What it was set to.
    plan : Plan
    moved : int
        How many placements differ, in start, kind or dose, from those of the row before: of this
        row or of that, whichever are more. 0 in the first row.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1)
    >>> row = sf.sweep(week, "loss_cap", [2])[0]
    >>> row.value, row.strength, row.placements, row.skipped
    (2, 1.0, 'Wed 18:00 circuit', 0)
    """

    field: str
    value: object
    plan: Plan
    moved: int = 0

    @property
    def strength(self) -> float:
        """Share of the asked benefit that is delivered, 0 to 1."""
        return self.plan.strength

    @property
    def interference(self) -> float:
        """What strength costs, in percent of speed."""
        return self.plan.interference

    @property
    def placements(self) -> str:
        """The sessions in words, with the dose if it is not the full one."""
        return "; ".join(
            f"{p.when} {session_words(p.kind, p.dose, p.effort, p.label)}"
            for p in self.plan.placements
        )

    @property
    def skipped(self) -> int:
        """How many sessions have no place."""
        return len(self.plan.skipped)


@attrs.frozen
class Sweep(HtmlPrintable):
    """The plans for each value of one number, in the order of the values. Printed, it is a table.

    Parameters
    ----------
    rows : tuple of SweepRow
    not_reached : tuple
        Values that limits left no time for.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> sweep = sf.sweep(week, "preferred_time", ["07:00", "18:00"])
    >>> [(row.value, row.placements, row.moved) for row in sweep]
    [('07:00', 'Wed 07:00 circuit', 0), ('18:00', 'Wed 18:00 circuit', 1)]
    """

    rows: tuple[SweepRow, ...]
    not_reached: tuple[object, ...] = ()

    def __iter__(self) -> Iterator[SweepRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> SweepRow:
        return self.rows[index]

    def frame(self) -> DataFrame:
        """Return the table with one row a value, as a pandas data frame.

        Raises
        ------
        MissingExtraError
            If pandas, which comes with OR-Tools, was taken away.

        Examples
        --------
        >>> import strengthfit as sf
        >>> frame = sf.sweep(sf.Week([], strength=1), "loss_cap", [1, 2]).frame()
        >>> list(frame.columns)  # doctest: +NORMALIZE_WHITESPACE
        ['loss_cap', 'strength', 'interference', 'placed', 'skipped', 'moved', 'status',
         'placements']
        """
        try:
            import pandas as pd
        except ImportError:
            missing = MissingExtraError("a data frame", "all")
            missing.add_note("Of these, pandas is enough: pip install pandas")
            raise missing from None
        return pd.DataFrame(
            [
                {
                    row.field: row.value,
                    "strength": row.strength,
                    "interference": row.interference,
                    "placed": len(row.plan.placements),
                    "skipped": row.skipped,
                    "moved": row.moved,
                    "status": row.plan.status,
                    "placements": row.placements,
                }
                for row in self.rows
            ]
        )


def sweep(
    week: Week | Block,
    field: str,
    values: Iterable[object],
    *,
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
    progress: Watch | None = None,
) -> Sweep:
    """Plan a week once for each value of one number of the policy.

    Parameters
    ----------
    week : Week or Block
    field : str
        A field of `Policy` ("hours_after_key"), a number inside one ("guards[0].days"), or a
        parameter of the evidence ("peak.circuit").
    values : iterable
    policy : Policy or str, optional
        All other numbers.
    strategy : str or Strategy
    limits : Limits, optional
        For all of it together: each plan may take an equal part of what is left.
    progress : callable, optional
        Called with a `Progress` after each value.

    Returns
    -------
    Sweep
        A row for each value that there was time for; printed it is a table, `frame()` makes a
        pandas frame.

    Raises
    ------
    InputError
        If the policy has no such number, or does not accept a value.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week(
    ...     [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")],
    ...     strength=1,
    ...     repeats=True,
    ... )
    >>> sweep = sf.sweep(week, "rest_day", [0, 0.3, 0.6])
    >>> [row.plan.placements[0].when for row in sweep]
    ['Wed 18:00', 'Wed 18:00', 'Wed 18:00']
    """
    rows: list[SweepRow] = []
    return sweep_into(
        rows,
        week,
        field,
        values,
        policy=policy,
        strategy=strategy,
        limits=limits,
        progress=progress,
    )


def sweep_into(
    rows: list[SweepRow],
    week: Week | Block,
    field: str,
    values: Iterable[object],
    *,
    policy: Policy | str | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
    progress: Watch | None = None,
) -> Sweep:
    """Return a sweep as `sweep` does, and put each row into a list as soon as it is known.

    So a caller whose sweep is interrupted has the rows of before, which are true without the rest.
    """
    week = as_week_or_block(week)
    setting = find_setting(as_policy(policy), field)
    ready(strategy)
    policies = _policies(_values(values), field, setting)
    with whole_call(limits, progress):
        for number, (value, changed) in enumerate(policies):
            if rows and is_over():
                break
            part = part_of_limits(len(policies) - number)
            try:
                plan = plan_week(week, changed, strategy, part)
            except OutOfTimeError:
                if not rows:
                    raise
                break
            rows.append(SweepRow(field, value, plan, _moved(rows[-1].plan, plan) if rows else 0))
            report(number + 1, len(policies), f"{field} = {value}")
    return Sweep(tuple(rows), tuple(value for value, _ in policies[len(rows) :]))


def _policies(
    values: Sequence[object], field: str, setting: Setting
) -> list[tuple[object, Policy]]:
    """Return the policy of each value, or refuse all values that are not accepted."""
    found: list[tuple[object, Policy]] = []
    wrong: list[InputError] = []
    for index, value in enumerate(values):
        try:
            found.append((value, setting(value)))
        except InputError as error:
            accepted = f"{error.accepted} ({field})"
            wrong.append(InputError(f"values[{index}]", error.value, accepted, error.code))
    raise_all(wrong)
    return found


def _values(values: Iterable[object]) -> list[object]:
    given = as_tuple(plain(values))
    if not isinstance(given, tuple) or not given:
        raise InputError(
            "values", values, "is not a list of one or more values; write e.g. [1, 2]", "wrong_type"
        )
    check_size("sweep_values", len(given), "values", "values")
    return [plain(value) for value in given]


def _moved(before: Plan, after: Plan) -> int:
    old, new = (
        Counter((p.start, p.name, p.dose, p.effort) for p in one.placements)
        for one in (before, after)
    )
    return max((old - new).total(), (new - old).total())
