"""Sweeps: a week planned again for each value of one number of the policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from ..domain.block import Block
from ..domain.checks import as_tuple, plain
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import InputError
from ..program import formulate
from ..results.plan import Plan
from ..results.read import read_plan
from ..strategies.listing import find
from ..strategies.protocol import NO_LIMITS, Limits, Strategy
from .sweep_settings import find_setting

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
    >>> row = sweep_policy(week, "loss_cap", [2], sf.Policy())[0]
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
        """The sessions in words, with the dose where it is not the full one."""
        return ", ".join(
            f"{p.when} {p.kind}" if p.dose == "full" else f"{p.when} {p.kind} {p.dose}"
            for p in self.plan.placements
        )

    @property
    def skipped(self) -> int:
        """How many sessions have no place."""
        return len(self.plan.skipped)


@attrs.frozen
class Sweep:
    """The plans for each value of one number, in the order of the values. Printed, it is a table.

    Parameters
    ----------
    rows : tuple of SweepRow

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> sweep = sweep_policy(week, "preferred_time", ["07:00", "18:00"], sf.Policy())
    >>> [(row.value, row.placements, row.moved) for row in sweep]
    [('07:00', 'Wed 07:00 circuit', 0), ('18:00', 'Wed 18:00 circuit', 1)]
    """

    rows: tuple[SweepRow, ...]

    def __iter__(self) -> Iterator[SweepRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> SweepRow:
        return self.rows[index]

    def __str__(self) -> str:
        from .sweep_table import sweep_text  # the table reads sweeps: it needs this class first

        return sweep_text(self)

    def _repr_html_(self) -> str:
        from .sweep_table import sweep_html  # as above

        return sweep_html(self)

    def frame(self) -> DataFrame:
        """Return the table with one row a value, as a pandas data frame.

        Raises
        ------
        MissingExtraError
            Where pandas, which comes with OR-Tools, was taken away.

        Examples
        --------
        >>> import strengthfit as sf
        >>> frame = sweep_policy(sf.Week([], strength=1), "loss_cap", [1, 2], sf.Policy()).frame()
        >>> list(frame.columns)  # doctest: +NORMALIZE_WHITESPACE
        ['loss_cap', 'strength', 'interference', 'placed', 'skipped', 'moved', 'status',
         'placements']
        """
        from .sweep_table import sweep_frame  # as above

        return sweep_frame(self)


def sweep_policy(  # noqa: PLR0917  # in the order in which the verb lists them
    week: Week | Block,
    field: str,
    values: Iterable[object],
    policy: Policy,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
) -> Sweep:
    """Plan a week or a block once for each value of one number of the policy.

    Parameters
    ----------
    week : Week or Block
    field : str
        A field of Policy ("loss_cap"), a number inside one ("guards[0].days"), or a parameter of
        the evidence table ("peak.circuit").
    values : iterable
    policy : Policy
        What all other numbers are taken from.
    strategy : str or Strategy
    limits : Limits, optional
        For each plan by itself.

    Raises
    ------
    InputError
        Where there is no such field, or the policy refuses a value; then nothing is planned.
    PinError
        As in `plan`.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals", minutes=65), sf.Run("Sun 08:00", "long")]
    >>> week = sf.Week(runs, strength=2, repeats=True)
    >>> [row.strength for row in sweep_policy(week, "guards[0].days", [1, 3, 5], sf.Policy())]
    [1.0, 0.5, 0.0]
    """
    setting, solver = find_setting(policy, field), find(strategy)
    policies = [(value, setting(value)) for value in _values(values)]
    rows: list[SweepRow] = []
    for value, changed in policies:
        program = formulate(week, changed)
        plan = read_plan(week, changed, program, solver.solve(program, limits or NO_LIMITS))
        rows.append(SweepRow(field, value, plan, _moved(rows[-1].plan, plan) if rows else 0))
    return Sweep(tuple(rows))


def _values(values: Iterable[object]) -> list[object]:
    given = as_tuple(plain(values))
    if not isinstance(given, tuple) or not given:
        raise InputError("values", values, "is not a list of one or more values; write e.g. [1, 2]")
    return [plain(value) for value in given]


def _moved(before: Plan, after: Plan) -> int:
    old, new = (
        Counter((p.start, p.kind, p.dose) for p in one.placements) for one in (before, after)
    )
    return max((old - new).total(), (new - old).total())
