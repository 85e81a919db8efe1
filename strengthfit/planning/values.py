"""The values that a plan is made of."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.strength import Dose, StrengthKind, to_dose, to_strength_kind
from ..domain.week import Week
from ..printable import HtmlPrintable
from ..strategies.protocol import Outcome, Status, to_status

if TYPE_CHECKING:  # `import strengthfit` hands on Plan, and must not load numpy
    from ..physiology.response import Prescription
    from ..program import Label, Program


@attrs.frozen(eq=False)
class Compiled:
    """A program with the very week and policy that it was compiled from.

    A plan copied with another week, as `attrs.evolve` does, must not go on with the old program.
    """

    week: Week | Block
    policy: Policy
    program: Program

    def of(self, week: Week | Block, policy: Policy) -> bool:
        """Whether the program was compiled from just these."""
        return self.week is week and self.policy is policy


@attrs.frozen
class Placement:
    """A strength session with its place.

    Parameters
    ----------
    day : int
        Days from the horizon's first; 0 is the first.
    start : int
        Minutes from 00:00 of the horizon's first day.
    kind, dose : str
    minutes : int
        Length.
    asked : str
        The dose that was asked for; `dose` is that or a lighter one.
    when : str
        The start as text, such as "Tue 18:00".

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Wed 07:00", "easy", minutes=40)], strength=1))
    >>> [(p.day, p.start, p.when, p.kind, p.dose, p.minutes) for p in plan.placements]
    [(2, 3960, 'Wed 18:00', 'circuit', 'full', 35)]
    """

    day: int
    start: int
    kind: StrengthKind = attrs.field(converter=to_strength_kind)
    dose: Dose = attrs.field(converter=to_dose)
    minutes: int
    asked: Dose = attrs.field(converter=to_dose)
    when: str

    @property
    def week(self) -> int:
        """Weeks from the horizon's first; 0 is the first."""
        return self.day // 7


@attrs.frozen
class Skipped:
    """A session that was asked for and has no place.

    Parameters
    ----------
    kind, dose : str
        What was asked.
    reason : str
        Why, in plain words.
    labels : tuple of Label
        The rules that close every start, those that close the most first.
    """

    kind: StrengthKind = attrs.field(converter=to_strength_kind)
    dose: Dose = attrs.field(converter=to_dose)
    reason: str
    labels: tuple[Label, ...] = ()


@attrs.frozen
class Change:
    """One session that a new plan treats otherwise than the plan before it.

    Parameters
    ----------
    before, after : Placement or None
        Where it was and where it is; None if it was not, or is not, placed.
    reason : str
        Why, in plain words; empty if two plans are merely compared.
    """

    before: Placement | None
    after: Placement | None
    reason: str

    def __str__(self) -> str:
        old, new = (
            f"{at.when} {at.kind}, {at.dose}" if at else "not placed"
            for at in (self.before, self.after)
        )
        return f"{old} -> {new}: {self.reason}" if self.reason else f"{old} -> {new}"


@attrs.frozen
class RunLoss:
    """What a plan costs one run.

    Parameters
    ----------
    id : str
        The run's id.
    text : str
        The run in words.
    key : bool
        Whether its quality matters.
    percent : float
        Expected loss of speed, in percent.
    """

    id: str
    text: str
    key: bool
    percent: float


@attrs.frozen
class Score:
    """The score of a plan, by tier, by term and by run.

    Parameters
    ----------
    strength_asked, strength_delivered : float
        Benefit, in full heavy sessions.
    tiers : tuple of (str, int)
        The objective as it was solved: whole steps by tier, the less the better.
    terms : tuple of (str, float)
        Every cost term before rounding, in its own unit: percent of speed for the terms of
        interference, minutes for those of preference.
    interference : float
        Percent of speed: the sum of its terms.
    runs : tuple of RunLoss
        The runs of the horizon and after it.
    """

    strength_asked: float
    strength_delivered: float
    tiers: tuple[tuple[str, int], ...]
    terms: tuple[tuple[str, float], ...]
    interference: float
    runs: tuple[RunLoss, ...]


@attrs.frozen
class DayRun:
    """A run on its day.

    Parameters
    ----------
    id, kind : str
    start : int
        Minutes from 00:00 of the horizon's first day.
    when : str
        The start as text, such as "Tue 07:00".
    minutes : int
        Length.
    key : bool
        Whether its quality matters.
    """

    id: str
    kind: str
    start: int
    when: str
    minutes: int
    key: bool


@attrs.frozen
class Day:
    """One day of a plan: its runs, its sessions, and why it has none or what one would cost.

    Parameters
    ----------
    day : int
        Days from the horizon's first; 0 is the first.
    name : str
        Such as "Tue", in a block "W2 Tue".
    runs : tuple of DayRun
        By start.
    placements : tuple of Placement
        By start.
    state : {"taken", "open", "blocked"}
        "taken": it has a session. "open": beside the plan's sessions, one more would keep every
        rule. "blocked": none would.
    rules : tuple of Label
        If blocked, the rules that block its starts, those that block the most first; empty if the
        day has no starts to block.
    price : float or None
        If open, the least that one more session of the fullest possible dose would cost by itself,
        in percent of speed.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Wed 07:00", "intervals", minutes=60)], strength=1))
    >>> [(day.name, day.state) for day in plan.days[:3]]
    [('Mon', 'open'), ('Tue', 'blocked'), ('Wed', 'open')]
    >>> plan.days[1].rules[0].text
    'before the intervals on Wed 07:00'
    """

    day: int
    name: str
    runs: tuple[DayRun, ...]
    placements: tuple[Placement, ...]
    state: str
    rules: tuple[Label, ...] = ()
    price: float | None = None

    @property
    def week(self) -> int:
        """Weeks from the horizon's first; 0 is the first."""
        return self.day // 7


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
        How far from the best the plan may be, in percent of speed; 0 where it is proven, None
        where nothing was found.
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

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Wed 07:00", "easy", minutes=40)], strength=1))
    >>> plan.status, plan.strength, round(plan.interference, 2), plan.skipped
    ('optimal', 1.0, 0.13, ())
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
    _compiled: Compiled | None = attrs.field(default=None, eq=False, repr=False, alias="compiled")

    @cached_property
    def program(self) -> Program:
        """The week as it was compiled: what `formulate` makes of `week` and `policy`.

        It is compiled anew only where the plan was read from a file or another process.
        """
        if self._compiled is not None and self._compiled.of(self.week, self.policy):
            return self._compiled.program
        from ..program import formulate  # `import strengthfit` hands on Plan without numpy

        return formulate(self.week, self.policy)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the program out of pickles: it is larger than the plan, and can be made again."""
        state = {name: value for name, value in self.__dict__.items() if name != "program"}
        return {**state, "_compiled": None}

    @property
    def interference(self) -> float:
        """What strength costs, in percent of speed."""
        return self.score.interference

    @property
    def strength(self) -> float:
        """Share of the asked benefit that is delivered, 0 to 1; 1 where nothing was asked."""
        asked = self.score.strength_asked
        return 1.0 if not asked else self.score.strength_delivered / asked

    def week_alone(self, number: int) -> Week:
        """Return one week of a block with what lies around it, 0 for the first.

        `explain`, `why_not` and `audit` are asked about one week at a time; planned by itself, this
        week has its neighbours where the block put them.

        Raises
        ------
        InputError
            Where the plan has no such week.

        Examples
        --------
        >>> import strengthfit as sf
        >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])
        >>> block = sf.plan(sf.Block([week, week, week]))
        >>> alone = sf.plan(block.week_alone(1))
        >>> [p.when for p in alone.placements], [p.when for p in block.placements if p.week == 1]
        (['Tue 18:30', 'Thu 18:30'], ['W2 Tue 18:30', 'W2 Thu 18:30'])
        """
        from .standalone_week import standalone_week  # it reads plans: it needs this class first

        return standalone_week(self, number)
