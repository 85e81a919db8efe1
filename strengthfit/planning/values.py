"""The values that a plan is made of: placements, days, scores, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..domain.extra import Extra, check_extra, to_extra
from ..domain.strength import (
    AnyStrengthKind,
    Dose,
    Effort,
    to_dose,
    to_effort,
    to_strength_kind,
)
from ..domain.words import effort_words, labelled
from ..visible import visible

if TYPE_CHECKING:  # describing a plan's values must not load numpy
    from ..program import Label


def _week(of: Placement | Day) -> int:
    """Return the week of a day if weeks have seven days."""
    return of.day // 7


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
    effort : str
        How near to failure its sets go, as was asked.
    label : str or None
        That of its demand.
    week : int
        Weeks from the horizon's first; 0 is the first.
    id : str or None
        Of a plan's session: a name that no other session of the plan has and that it keeps if
        `replan` moves it within its week. Takes no part in comparisons.
    extra : mapping or None
        What its pin carries, if it is at one that carries anything, or else its demand: of equal
        demands, which are added up, the first of its sessions has that of the first demand. Takes
        no part in comparisons.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Wed 07:00", "easy", minutes=40)], strength=1))
    >>> [(p.day, p.start, p.when, p.kind, p.dose, p.minutes) for p in plan.placements]
    [(2, 3420, 'Wed 09:00', 'circuit', 'full', 35)]
    """

    day: int
    start: int
    kind: AnyStrengthKind = attrs.field(converter=to_strength_kind)
    dose: Dose = attrs.field(converter=to_dose)
    minutes: int
    asked: Dose = attrs.field(converter=to_dose)
    when: str
    effort: Effort = attrs.field(default=Effort.NEAR_FAILURE, converter=to_effort)
    label: str | None = None
    week: int = attrs.field(default=attrs.Factory(_week, takes_self=True), eq=False, repr=False)
    id: str | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)
    extra: Extra | None = attrs.field(
        default=None,
        converter=to_extra,
        validator=check_extra,
        eq=False,
        repr=False,
        kw_only=True,
    )

    @property
    def name(self) -> str:
        """The kind with the label, if there is one: "heavy A"."""
        return labelled(self.kind, self.label)


def _skipped_code(skipped: Skipped) -> str:
    if skipped.together:
        return "together"
    return skipped.labels[0].code if skipped.labels else "open"


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
        The rules that close every start beside the plan's sessions: each of them alone, or, if
        none does, those that only do so together.
    effort : str
        As it was asked.
    together : bool
        Whether the labels close every start only together.
    week : int
        Weeks from the horizon's first; 0 is the first.
    label : str or None
        That of its demand.
    code : str
        The reason in a word that stays: the code of the rule that closes every start, "together" if
        several do so only together, "open" if starts are open to it all the same, "no_day_left" or
        "no_start" if none is considered.
    """

    kind: AnyStrengthKind = attrs.field(converter=to_strength_kind)
    dose: Dose = attrs.field(converter=to_dose)
    reason: str
    labels: tuple[Label, ...] = ()
    effort: Effort = attrs.field(default=Effort.NEAR_FAILURE, converter=to_effort)
    together: bool = False
    week: int = 0
    label: str | None = None
    code: str = attrs.field(
        default=attrs.Factory(_skipped_code, takes_self=True), repr=False, kw_only=True
    )

    @property
    def name(self) -> str:
        """The kind with the label, if there is one: "heavy A"."""
        return labelled(self.kind, self.label)


@attrs.frozen
class Kept:
    """A pinned session that stays although it breaks rules, or although nothing asks for it.

    `why_not` says what it costs.

    Parameters
    ----------
    placement : Placement
    rules : tuple of Label
        The rules that it breaks, alone or together with other kept sessions.
    added : bool
        Whether it counts in addition to what the week asks for.

    Examples
    --------
    >>> import strengthfit as sf
    >>> gym = sf.Session("Sat 12:00", "circuit", keep=True)
    >>> plan = sf.plan(sf.Week([sf.Run("Sun 08:00", "long")], strength=1, pins=[gym]))
    >>> [label.text for label in plan.kept[0].rules], plan.kept[0].added
    (['before the long run on Sun 08:00'], False)
    """

    placement: Placement
    rules: tuple[Label, ...]
    added: bool


@attrs.frozen
class Change:
    """One session that a new plan treats otherwise than the plan before it.

    Parameters
    ----------
    before, after : Placement or None
        Where it was and where it is; None if it was not, or is not, placed.
    reason : str
        Why, in plain words; empty if two plans are merely compared.
    code : str
        The same in a word that stays: the code of the rule that blocks it where it was, or one of
        "missed", "made_up", "pinned", "done", "not_asked", "room" and "least_change".
    labels : tuple of Label
        The rules that block it where it was, with their runs and numbers.
    """

    before: Placement | None
    after: Placement | None
    reason: str
    code: str = attrs.field(default="", kw_only=True)
    labels: tuple[Label, ...] = attrs.field(default=(), kw_only=True)

    def __str__(self) -> str:
        old, new = (
            f"{at.when} {at.name}, {at.dose}{effort_words(at.effort)}" if at else "not placed"
            for at in (self.before, self.after)
        )
        return visible(f"{old} -> {new}: {self.reason}" if self.reason else f"{old} -> {new}")


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
    priority : str or None
        Of a race: "A", "B", "C" or "training"; None for other kinds.
    """

    id: str
    kind: str
    start: int
    when: str
    minutes: int
    key: bool
    priority: str | None = None


@attrs.frozen
class Day:
    """One day of a plan: its runs, its sessions, and why it has none or which could move there.

    What a session on another day would cost is a question for `explain` and `why_not`: it is the
    price of the best week that has one there, which has to be solved.

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
    state : {"past", "taken", "open", "blocked"}
        "past": it lies before the day on which the plan was made anew, and its sessions, if any,
        are done. "taken": it has a session. "open": one of the plan's sessions could move here, in
        this or a lighter dose, while the others stay as they are; or one that is skipped would fit.
        "blocked": neither.
    rules : tuple of Label
        If blocked, the rules that close every start of the day, whichever session might move there:
        each of them alone, or, if none does, those that only do so together. Empty if nothing is
        asked for.
    together : bool
        Whether the rules close the day only together.
    could_move : tuple of Placement
        If open, the sessions each of which could move here; empty if only a skipped one would fit.
    week : int
        Weeks from the horizon's first; 0 is the first.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Wed 07:00", "intervals", minutes=60)], strength=1))
    >>> [(day.name, day.state) for day in plan.days[:3]]
    [('Mon', 'open'), ('Tue', 'blocked'), ('Wed', 'open')]
    >>> plan.days[1].rules[0].text
    'before the intervals on Wed 07:00'
    >>> [placement.when for placement in plan.days[2].could_move]
    ['Thu 18:00']
    """

    day: int
    name: str
    runs: tuple[DayRun, ...]
    placements: tuple[Placement, ...]
    state: str
    rules: tuple[Label, ...] = ()
    together: bool = False
    could_move: tuple[Placement, ...] = ()
    week: int = attrs.field(default=attrs.Factory(_week, takes_self=True), eq=False, repr=False)
