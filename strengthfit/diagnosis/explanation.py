"""Every start of the week: taken, blocked by which rules, or open at which price."""

from __future__ import annotations

import attrs
import numpy as np

from ..domain.clock import DAY
from ..domain.strength import DOSES, Demand
from ..domain.words import labelled
from ..late_import import late_import
from ..planning import Plan
from ..planning.arguments import week_of
from ..planning.matching import taken_choices
from ..printable import HtmlPrintable
from ..program import Label, Program
from ..program.labels import closed_code
from ..program.own_records import own_parts
from ..program.rows import BoolArray
from ..stopping import check
from ..strategies.dynamic.min_marginals import MinMarginals, min_marginals
from ..strategies.protocol import Limits
from ..strategies.whole_call import whole_call
from .blocked_starts import find_blocked_starts
from .fatigue_trace import FatigueTrace, trace_fatigue
from .objective_difference import ObjectiveDifference, difference
from .placed import placed_sessions
from .score_parts import (
    Cause,
    causes,
    part_labels,
    part_values,
    plan_parts,
    session_parts,
    shared_parts,
)
from .session_sentences import NOT_LOOKED_FOR, session_sentences


@attrs.frozen
class Start:
    """One start of one demand: in the plan, open at a price, or blocked by rules.

    Parameters
    ----------
    start : int
        Minutes from the horizon's first 00:00.
    when : str
        The same as text, such as "Tue 18:00".
    demand : Demand
        Which sessions are asked for; `kind` is its kind.
    state : {"taken", "open", "blocked", "past", "unknown"}
        "taken" by the plan. "open": some plan that keeps every rule has a session here. "blocked":
        none has. "past": it lies before the day on which the plan was made anew. "unknown": limits
        left no time to say whether it is open.
    dose : str or None
        The dose there: the plan's, or that of the best plan with this start; else None.
    rules : tuple of Label
        If blocked, the rules each of which leaves no dose there, in the order of the rules; if none
        does by itself, those that do together.
    price : ObjectiveDifference or None
        The best plan with a session of the demand here, less the plan: zeros if taken, None
        if neither taken nor open.
    causes : tuple of Cause
        If taken, what this session costs, term by term and run by run. If open, what would
        change.
    others : tuple of str
        If open, the starts of the other sessions of the best plan with this one.
    together : bool
        Whether the rules close the start only together: one some doses, another the rest.
    """

    start: int
    when: str
    demand: Demand
    state: str
    dose: str | None
    rules: tuple[Label, ...]
    price: ObjectiveDifference | None
    causes: tuple[Cause, ...]
    others: tuple[str, ...] = ()
    together: bool = False

    @property
    def code(self) -> str:
        """In a word that stays: the code of a rule that closes it, "together", or the state."""
        return closed_code(self.rules if self.state == "blocked" else (), self.together, self.state)

    @property
    def kind(self) -> str:
        """The kind of strength."""
        return self.demand.kind

    @property
    def name(self) -> str:
        """The kind with the demand's label, if it has one: "heavy A"."""
        return labelled(self.demand.kind, self.demand.label)

    @property
    def day(self) -> int:
        """Days from the horizon's first."""
        return self.start // DAY


@attrs.frozen
class Explanation(HtmlPrintable):
    """Why a plan is as it is.

    Parameters
    ----------
    plan : Plan
    starts : tuple of Start
        Every start of every demand, by demand, then time.
    sentences : tuple of str
        One for each placement.
    parts : tuple of Cause
        The whole score: by term they add up to `plan.score.terms`, and benefit that is lost with
        skipped sessions is the term "skipped".
    shared : tuple of Cause
        Of the parts, those that belong to no single session: skipped sessions, and crowding.
    days : int
        Days of the horizon.
    fatigue : FatigueTrace
        What the sessions leave in the legs, half hour by half hour. Takes no part in comparisons.
    finished : bool
        Whether limits left the time to price every open start, and to say of each session where
        else it fits.

    Examples
    --------
    >>> import strengthfit as sf
    >>> explanation = sf.explain(sf.plan(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1)))
    >>> sorted({start.state for start in explanation.starts})
    ['blocked', 'open', 'taken']
    """

    plan: Plan
    starts: tuple[Start, ...]
    sentences: tuple[str, ...]
    parts: tuple[Cause, ...]
    shared: tuple[Cause, ...]
    days: int
    fatigue: FatigueTrace = attrs.field(eq=False, repr=False)
    finished: bool = True

    @property
    def details(self) -> str:
        """The longer form: every start in words."""
        text: str = late_import("strengthfit.show.text").details(self)
        return text


def explain(plan: Plan, *, limits: Limits | None = None) -> Explanation:
    """Say of every time of a planned week: taken, blocked by which rules, or open at what price.

    Prices are proven: each is the score of the best plan with a session there, less the plan's.

    Parameters
    ----------
    plan : Plan
    limits : Limits, optional
        When to stop. What blocks a start is said even so; what is not priced by then is "unknown".

    Returns
    -------
    Explanation
        With `starts`, a sentence for each session, the parts of the score and the fatigue that
        strength leaves over the week. Printed, it is a grid of the week.

    Raises
    ------
    InputError
        If `plan` is not a plan.
    OutOfTimeError
        If the limits ended so long ago that what blocks the starts could not be said either.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    >>> explanation = sf.explain(sf.plan(sf.Week(runs, strength=1, repeats=True)))
    >>> print(explanation.sentences[0])  # doctest: +NORMALIZE_WHITESPACE
    Wed 18:00 circuit, full: on a day without runs; next key run is the long run on Sun in 85
    h, expected loss less than 0.05 %; second best is Thu 18:00, just as good
    >>> [start.when for start in explanation.starts if start.state == "taken"]
    ['Wed 18:00']
    """
    week_of(plan)
    with whole_call(limits):
        return _explained(plan)


def _explained(plan: Plan) -> Explanation:
    program = plan.program
    taken = taken_choices(program, plan.placements)
    marginals = min_marginals(program)
    starts = _starts(program, taken, marginals, plan.today)
    sentences = session_sentences(
        program, plan, taken, {(one.demand, one.start): (one.price, one.others) for one in starts}
    )
    return Explanation(
        plan=plan,
        starts=starts,
        sentences=sentences,
        parts=plan_parts(program, taken),
        shared=shared_parts(program, taken),
        days=program.horizon.days,
        fatigue=trace_fatigue(
            program.horizon, plan.policy, placed_sessions(program.horizon, plan.placements)
        ),
        finished=all(one.state != "unknown" for one in starts)
        and not any(NOT_LOOKED_FOR in sentence for sentence in sentences),
    )


def _starts(
    program: Program, taken: BoolArray, marginals: MinMarginals, today: int
) -> tuple[Start, ...]:
    choices = program.choices
    blocked = find_blocked_starts(program, taken)
    mine = {(int(choices.demand[c]), int(choices.start[c])): int(c) for c in np.flatnonzero(taken)}
    theirs = {
        (int(demand), int(start)): index
        for index, (demand, start) in enumerate(zip(marginals.demand, marginals.start, strict=True))
    }
    changes = _changes(program, taken, marginals)
    objective = program.objective(taken)
    starts: list[Start] = []
    for (demand, start), members_here in _choices_by_start(program).items():
        check()
        asked, when = program.horizon.demands[demand], program.horizon.moment(start)
        if (demand, start) in mine:
            choice = mine[demand, start]
            dose = DOSES[choices.dose[choice]]
            parts = session_parts(program, choice)
            starts.append(
                Start(start, when, asked, "taken", dose, (), ObjectiveDifference(), parts)
            )
        elif start < today * DAY:
            starts.append(Start(start, when, asked, "past", None, (), None, ()))
        elif (demand, start) in theirs:
            index = theirs[demand, start]
            members = marginals.taken[index][marginals.taken[index] >= 0]
            here = (choices.demand[members] == demand) & (choices.start[members] == start)
            dose = DOSES[choices.dose[members[here][0]]]
            others = tuple(program.horizon.moment(int(c)) for c in choices.start[members[~here]])
            price = difference(marginals.objective[:, index], objective)
            starts.append(
                Start(start, when, asked, "open", dose, (), price, changes[index], others)
            )
        elif (demand, start) in marginals.unknown and not blocked.is_closed(members_here):
            starts.append(Start(start, when, asked, "unknown", None, (), None, ()))
        else:
            closed = blocked.closing(members_here)
            known = start, when, asked, "blocked", None, closed.labels, None, ()
            starts.append(Start(*known, together=closed.together))
    return tuple(starts)


def _choices_by_start(program: Program) -> dict[tuple[int, int], list[int]]:
    """Return the choices of each start of each demand, by demand, then time."""
    found: dict[tuple[int, int], list[int]] = {}
    demands, starts = program.choices.demand.tolist(), program.choices.start.tolist()
    for choice in np.lexsort((program.choices.start, program.choices.demand)).tolist():
        found.setdefault((demands[choice], starts[choice]), []).append(choice)
    return found


def _changes(
    program: Program, taken: BoolArray, marginals: MinMarginals
) -> list[tuple[Cause, ...]]:
    """Return for each start of the marginals how the parts of the score differ from the plan's."""
    masks = [taken, *(program.mask(members[members >= 0]) for members in marginals.taken)]
    values, labels = part_values(program, masks), part_labels(program)
    own = own_parts(program.extensions)
    return [causes(labels, change, own) for change in values[1:] - values[0]]
