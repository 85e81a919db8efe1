"""What it costs an athlete that the gym is full then, or that the coach is not there."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from ..diagnosis.objective_difference import ObjectiveDifference, difference
from ..domain.strength import DOSES, AnyStrengthKind, Dose
from ..domain.words import labelled
from ..planning import Plan
from ..printable import Printable
from ..program import Label, Program
from ..program.edit import at_least_of, at_most_of, with_rows
from ..program.presolve import open_choices
from ..program.rows import BoolArray, IntArray, closed_alone, grouped, select
from ..program.rules.of_squads import CAPACITY, COACH
from ..program.tier_names import TIERS, Tier
from ..strategies.dynamic.min_marginals import min_marginals
from ..strategies.in_time import settle_in_call
from ..strategies.protocol import Limits
from ..strategies.whole_call import whole_call
from .recompiled import as_squad_plan
from .squad_plan import SquadPlan

_ONE_PLACE = Label("one_place", "one_place", "one place more, and no other")

_FELT = TIERS.index(Tier.EARLINESS)
"""Tiers that mean something to the runner; those after them only break ties."""


@attrs.frozen
class FullStart(Printable):
    """A start at which an athlete cannot train only because of the others, or of the coach.

    It may be that a lighter dose is open there.

    Parameters
    ----------
    start : int
        Minutes from 00:00 of the first day.
    when : str
        The same as text, such as "Tue 18:00".
    kind, dose : str
        What the athlete would train then.
    labels : tuple of Label
        What closes it: that the gym or a rack is full, or that the coach is busy or away.
    price : ObjectiveDifference
        The athlete's best week with a place there, less their plan. Below zero is what the place
        would save, and what it costs them not to have it.
    instead : tuple of str
        The starts that they have in the plan and would not have in that week: their next best.
    others : tuple of str
        The starts of their other sessions in that week.
    resolution : float
        Percent of speed of one step of interference.
    label : str or None
        That of the demand.
    among_others : bool
        Whether the week asks for sessions of another name too.
    """

    start: int
    when: str
    kind: AnyStrengthKind
    dose: Dose
    labels: tuple[Label, ...]
    price: ObjectiveDifference
    instead: tuple[str, ...]
    others: tuple[str, ...]
    resolution: float = attrs.field(repr=False)
    label: str | None = None
    among_others: bool = attrs.field(default=False, repr=False)

    @property
    def saves(self) -> bool:
        """Whether a place there would make the week better in anything but a tie-break."""
        return tuple(self.price[:_FELT]) < (0,) * _FELT

    @property
    def name(self) -> str:
        """The kind with the label, if there is one: "heavy A"."""
        return labelled(self.kind, self.label)


def member_prices(
    squad_plan: SquadPlan, member: str, *, limits: Limits | None = None
) -> tuple[FullStart, ...]:
    """Say of each start that an athlete lacks only for the others what a place there would save.

    Each figure is proven: it is the best week of the athlete in which one session has a place where
    there is none, and all others lie in what the rest of the squad leaves.

    Parameters
    ----------
    squad_plan : SquadPlan
    member : str
    limits : Limits, optional
        For all of it together. What is not priced by their end is left out.

    Returns
    -------
    tuple of FullStart
        Those that would save most first, then by start. None if the squad has no plan.

    Raises
    ------
    InputError
        If nobody in the squad has this id.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.squads import Gym, plan_squad
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sat 08:00", "long")], strength=1)
    >>> squad = plan_squad({"Ann": week, "Bo": week}, Gym(places=1, open=["Wed-Thu 17:00-18:00"]))
    >>> [(one.when, one.member) for one in squad.bookings]
    [('Wed 17:00', 'Bo'), ('Thu 17:00', 'Ann')]
    >>> print(member_prices(squad, "Ann")[0])
    Wed 17:00 was full; Thu 17:00 costs you 0.10 % more interference
    """
    plan = as_squad_plan(squad_plan).plan_of(member)
    with whole_call(limits):
        if plan.outcome.objective is None:
            return ()
        return _priced(plan, plan.program)


def _priced(plan: Plan, program: Program) -> tuple[FullStart, ...]:
    shared = np.array([one.rule in (CAPACITY.name, COACH.name) for one in program.row_labels])
    rows = np.flatnonzero(shared)
    if not len(rows):
        return ()
    closers, closed = closed_alone(select(program.rows, shared))
    full = np.unique(closed)
    objective = [value for _, value in plan.score.tiers]
    found = []
    for choice, taken, then in _best_weeks(program, _with_one_place(program, shared, full), full):
        labels = [program.row_labels[rows[row]] for row in closers[closed == choice].tolist()]
        price = difference(then, objective)
        found.append(_full_start(plan, program, (choice, taken), labels, price))
    return tuple(sorted(found, key=lambda one: (min(one.price, _NOTHING), one.start, one.name)))


def _best_weeks(
    program: Program, wider: Program, full: IntArray
) -> Iterator[tuple[int, IntArray, tuple[int, ...]]]:
    """Yield for each start with full choices the best week with one of them, if there is one.

    With the choice that is full, all that the week takes, and its objective.
    """
    marginals, choices = min_marginals(wider), program.choices
    closed = program.mask(full)
    still = open_choices(program) & ~closed
    slots = zip(marginals.demand, marginals.start, marginals.taken, strict=True)
    for demand, start, padded in slots:
        here = (choices.demand == demand) & (choices.start == start)
        taken = padded[padded >= 0]
        if (here & closed).any() and (here & still).any():
            # A lighter dose is open, and the best week with a session here may take that.
            must = at_least_of(np.flatnonzero(here & closed), 1)
            outcome = settle_in_call(with_rows(wider, [must], _ONE_PLACE), "auto")
            taken = np.array(outcome.taken, dtype=np.int64)
        mine = taken[(here & closed)[taken]]
        if len(mine):
            yield int(mine[0]), taken, program.objective(program.mask(taken))


_NOTHING = ObjectiveDifference()


def _with_one_place(program: Program, shared: BoolArray, full: IntArray) -> Program:
    """Return a program in which one of the choices that are full has a place all the same."""
    rows, owners = program.rows, program.rows.owners
    kept = ~(shared[owners] & np.isin(rows.columns, full))
    wider = grouped(
        owners[kept], rows.columns[kept], rows.coefficients[kept], rows.bounds, rows.labeller
    )
    return with_rows(attrs.evolve(program, rows=wider), [at_most_of(full, 1)], _ONE_PLACE)


def _full_start(
    plan: Plan,
    program: Program,
    week: tuple[int, IntArray],
    labels: list[Label],
    price: ObjectiveDifference,
) -> FullStart:
    """Return a start; `week` is the choice there, and all that the best week with it takes."""
    choices, moment = program.choices, program.horizon.moment
    choice, taken = week
    demand = program.horizon.demands[choices.demand[choice]]
    own, then = int(choices.start[choice]), choices.start[taken].tolist()
    return FullStart(
        start=own,
        when=moment(own),
        kind=demand.kind,
        dose=DOSES[choices.dose[choice]],
        labels=tuple(labels),
        price=price,
        instead=tuple(one.when for one in plan.placements if one.start not in then),
        others=tuple(moment(start) for start in then if start != own),
        resolution=program.resolution,
        label=demand.label,
        among_others=len({(one.kind, one.label) for one in program.horizon.demands}) > 1,
    )
