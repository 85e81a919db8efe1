"""A plan, which remembers the program that it is a plan of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.week import Week
from ..late_import import late_import
from ..printable import HtmlPrintable
from ..strategies.protocol import Outcome, Status, to_status
from .standalone_week import standalone_week
from .values import Change, Day, Kept, Placement, Score, Skipped

if TYPE_CHECKING:  # `import strengthfit` hands on Plan, and must not load numpy
    from ..physiology.response import Prescription
    from ..program import Label, Program
    from ..proof.certificate import Certificate
    from .from_outside import ExtensionUse


class BesideOthers(Protocol):
    """What others who share a gym leave for a plan, as a value: it goes wherever the plan goes."""

    def __call__(self, program: Program, week: Week | Block, policy: Policy) -> Program:
        """Return the program of a week with the rows that stand for the others."""


@attrs.frozen(slots=False)
class Plan(HtmlPrintable):
    """A planned week or block: the runs as they were, and strength around them.

    Parameters
    ----------
    week : Week or Block
        As it was given.
    policy : Policy
    placements : tuple of Placement
        By start.
    skipped : tuple of Skipped
        What has no place, each with its reason.
    score : Score
    status : {"optimal", "feasible", "infeasible", "unknown", "broken"}
        "optimal" is proven; so is "infeasible": pins and rules cannot all be kept. "broken" comes
        only from strategies that do not know every rule.
    bound : float
        No allowed plan that delivers as much strength has less interference, in percent of speed.
    gap : float or None
        How far from the best the plan may be, in percent of speed; 0 if no plan with as much
        strength has less interference, in the steps in which plans are compared, None if nothing
        was found. Proven is a plan whose `status` is "optimal".
    broken : tuple of Label
        The rules that the plan breaks, each with the sessions that break it; empty unless `status`
        is "broken".
    days : tuple of Day
        Day by day the runs, the sessions, and why there is none or what one would cost.
    outcome : Outcome
        What the strategy reported. Takes no part in comparisons.
    prescriptions : tuple of Prescription
        What running load allowed, week by week.
    changes : tuple of Change
        What `replan` changed; empty in a first plan.
    today : int
        The day from which on it was planned, counted from 0; in a plan by `replan` what starts
        before it is past.
    kept : tuple of Kept
        Sessions pinned with `keep` that break a rule, each with what it breaks, or that nothing
        asks for.
    not_reached : str
        What `robust_plan` was asked for and has not, in words; empty in other plans. The status
        is about the evidence's own values all the same.
    beside : callable, optional
        In the plan of a squad's member, what the others leave; None in other plans.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Wed 07:00", "easy", minutes=40)], strength=1))
    >>> plan.status, plan.strength, round(plan.interference, 2), plan.skipped
    ('optimal', 1.0, 0.31, ())
    """

    week: Week | Block
    policy: Policy
    placements: tuple[Placement, ...]
    skipped: tuple[Skipped, ...]
    score: Score
    status: Status = attrs.field(converter=to_status)
    bound: float
    gap: float | None
    broken: tuple[Label, ...]
    days: tuple[Day, ...] = attrs.field(repr=False)
    outcome: Outcome = attrs.field(eq=False, repr=False)
    prescriptions: tuple[Prescription, ...] = ()
    changes: tuple[Change, ...] = ()
    today: int = 0
    kept: tuple[Kept, ...] = ()
    not_reached: str = attrs.field(default="", repr=False)
    beside: BesideOthers | None = attrs.field(default=None, repr=False)

    @cached_property
    def program(self) -> Program:
        """The week as it was compiled: what `formulate` makes of `week` and `policy`.

        In a plan by `replan` the past is held: sessions that were done stay, and no other start
        before today is open. In the plan of a squad's member what the others take is closed.

        It is kept with the plan, about a megabyte for a week. A copy by `attrs.evolve`, and a plan
        from another process, compile their week anew if they are asked.
        """
        return compiled_anew(self)

    @cached_property
    def certificate(self) -> Certificate:
        """A proof for anyone to check that no plan is better; made when it is asked for, and kept.

        An `InputError` is raised if another plan is better, or the plan breaks a rule.
        """
        proof = late_import("strengthfit.proof.prover")  # which `import strengthfit` need not load
        certificate: Certificate = proof.certify(self.program, self.outcome)
        return certificate

    def __getstate__(self) -> dict[str, Any]:
        """Leave the program out of pickles: it is larger than the plan, and can be made again."""
        made = ("program", "certificate")
        return {name: value for name, value in self.__dict__.items() if name not in made}

    @property
    def interference(self) -> float:
        """What strength costs, in percent of speed."""
        return self.score.interference

    @property
    def strength(self) -> float:
        """Share of the asked benefit that is delivered, 0 to 1; 1 if nothing was asked."""
        asked = self.score.strength_asked
        return 1.0 if not asked else self.score.strength_delivered / asked

    @property
    def extensions(self) -> tuple[ExtensionUse, ...]:
        """What the plan owes to extensions of its policy, with their sources; empty without any.

        It says which numbers lie outside the bounds of the evidence table, and whose they are.
        """
        from .from_outside import extensions_used  # only a policy with extensions needs it

        return extensions_used(self.policy) if self.policy.extensions else ()

    def week_alone(self, number: int) -> Week:
        """Return one week of a block with what lies around it, 0 for the first.

        `explain`, `why_not` and `audit` are asked about one week at a time; planned by itself, this
        week has its neighbours where the block put them.

        Raises
        ------
        InputError
            If the plan has no such week.

        Examples
        --------
        >>> import strengthfit as sf
        >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])
        >>> block = sf.plan(sf.Block([week, week, week]))
        >>> alone = sf.plan(block.week_alone(1))
        >>> [p.when for p in alone.placements], [p.when for p in block.placements if p.week == 1]
        (['Wed 18:00', 'Fri 18:00'], ['W2 Wed 18:00', 'W2 Fri 18:00'])
        """
        alone = standalone_week(self.week, self.placements, self.policy, number)
        if isinstance(self.week, Week):
            return alone
        # A race far ahead says what the week is for, and is not among its neighbours.
        return attrs.evolve(alone, phase=self.prescriptions[number].phase)


def compiled_anew(plan: Plan, extra: Iterable[int] = ()) -> Program:
    """Return the program of a plan, made once more; `extra` holds more starts to consider."""
    from .past import program_of_plan  # `import strengthfit` hands on Plan without numpy

    program = program_of_plan(plan.week, plan.policy, plan.placements, plan.today, extra)
    return program if plan.beside is None else plan.beside(program, plan.week, plan.policy)


def remembering(plan: Plan, program: Program) -> Plan:
    """Return a plan that has the program of its week at hand, as if it had been asked for it."""
    vars(plan)["program"] = program
    return plan
