"""Every start of the week: taken, blocked by which rules, or open at which price."""

from __future__ import annotations

import attrs
import numpy as np

from ..domain.clock import DAY
from ..domain.policy import Policy
from ..domain.strength import DOSES, Demand
from ..domain.words import effort_words
from ..late_import import late_import
from ..physiology.fatigue import session_curve
from ..physiology.parameters import parameters_of
from ..planning import Placement, Plan
from ..planning.arguments import week_of
from ..planning.blocking import find_blocked
from ..planning.matching import taken_choices
from ..planning.past import PAST
from ..printable import HtmlPrintable
from ..program import Label, Program
from ..program.horizon import Horizon
from ..program.presolve import open_choices
from ..program.rows import BoolArray, closed_alone
from ..strategies.dynamic.min_marginals import MinMarginals, min_marginals
from .fatigue_trace import FatigueTrace, trace_fatigue
from .objective_difference import ObjectiveDifference, difference, price_text
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
    state : {"taken", "open", "blocked", "past"}
        "taken" by the plan. "open": some plan that keeps every rule has a session here. "blocked":
        none has. "past": it lies before the day on which the plan was made anew.
    dose : str or None
        The dose there: the plan's, or that of the best plan with this start; None if blocked or
        past.
    rules : tuple of Label
        If blocked, every rule that forbids it at some dose, in the order of the rules.
    price : ObjectiveDifference or None
        The best plan with a session of the demand here, less the plan: zeros if taken, None
        if blocked or past.
    causes : tuple of Cause
        If taken, what this session costs, term by term and run by run. If open, what would
        change.
    others : tuple of str
        If open, the starts of the other sessions of the best plan with this one.
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

    @property
    def kind(self) -> str:
        """The kind of strength."""
        return self.demand.kind

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

    @property
    def details(self) -> str:
        """The longer form: every start in words."""
        text: str = late_import("strengthfit.show.text").details(self)
        return text


def explain(plan: Plan) -> Explanation:
    """Tell of every time of a planned week: taken, blocked by which rules, or open at what price.

    Prices are proven: each is the score of the best plan with a session there, less the plan's.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    Explanation
        With `starts`, a sentence for each session, the parts of the score and the fatigue that
        strength leaves over the week. Printed, it is a grid of the week.

    Raises
    ------
    InputError
        If `plan` is not a plan.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    >>> explanation = sf.explain(sf.plan(sf.Week(runs, strength=1, repeats=True)))
    >>> print(explanation.sentences[0])  # doctest: +NORMALIZE_WHITESPACE
    Wed 18:00 circuit, full: on a day without runs; next key run is the long run on Sun in 85 h,
    expected loss 0.0 %; second best is Thu 11:30, +0.05 %
    >>> [start.when for start in explanation.starts if start.state == "taken"]
    ['Wed 18:00']
    """
    week_of(plan)
    program = plan.program
    taken = taken_choices(program, plan.placements)
    marginals = min_marginals(program)
    starts = _starts(program, taken, marginals, plan.today)
    return Explanation(
        plan=plan,
        starts=starts,
        sentences=_sentences(program, plan, starts),
        parts=plan_parts(program, taken),
        shared=shared_parts(program, taken),
        days=program.horizon.days,
        fatigue=trace_fatigue(
            program.horizon, plan.policy, placed_sessions(program.horizon, plan.placements)
        ),
    )


def _starts(
    program: Program, taken: BoolArray, marginals: MinMarginals, today: int
) -> tuple[Start, ...]:
    choices = program.choices
    blocked, still = blocking_labels(program), open_choices(program)
    mine = {(int(choices.demand[c]), int(choices.start[c])): int(c) for c in np.flatnonzero(taken)}
    theirs = {
        (int(demand), int(start)): index
        for index, (demand, start) in enumerate(zip(marginals.demand, marginals.start, strict=True))
    }
    changes = _changes(program, taken, marginals)
    objective = program.objective(taken)
    starts: list[Start] = []
    pairs = np.unique(np.stack([choices.demand, choices.start]), axis=1).T.tolist()
    for demand, start in pairs:
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
        else:
            rules = blocking_rules(program, demand, start, blocked, still)
            starts.append(Start(start, when, asked, "blocked", None, rules, None, ()))
    return tuple(starts)


def blocking_labels(program: Program) -> dict[tuple[int, int], tuple[Label, ...]]:
    """Return for each start of a demand the rules that forbid it alone, at any of its doses."""
    closing, closed = closed_alone(program.rows)
    demands, starts = program.choices.demand[closed], program.choices.start[closed]
    found: dict[tuple[int, int], dict[Label, None]] = {}
    for row, demand, start in zip(closing.tolist(), demands.tolist(), starts.tolist(), strict=True):
        found.setdefault((demand, start), {})[program.row_labels[row]] = None
    return {name: tuple(labels) for name, labels in found.items()}


def blocking_rules(
    program: Program,
    demand: int,
    start: int,
    blocked: dict[tuple[int, int], tuple[Label, ...]],
    still: BoolArray,
) -> tuple[Label, ...]:
    """Return every rule that keeps a demand from a start that no plan uses."""
    alone = blocked.get((demand, start), ())
    here = (program.choices.demand == demand) & (program.choices.start == start)
    if not still[here].any():
        return alone
    return tuple(dict.fromkeys((*alone, *_stopped_by_pins(program, demand, start))))


def _stopped_by_pins(program: Program, demand: int, start: int) -> tuple[Label, ...]:
    """Return what stands between a start and the pinned sessions, if no rule forbids it alone.

    Those are the pins, and the rules that it breaks together with what they fix, or with what is
    done already.
    """
    choices, rows = program.choices, program.rows
    pinned = rows.bounds[rows.owners] < 0
    for row in np.flatnonzero(rows.bounds < 0).tolist():  # a day alone does not fix a start
        at = choices.start[rows.columns[rows.indptr[row] : rows.indptr[row + 1]]]
        pinned &= (rows.owners != row) | (len(np.unique(at)) == 1)
    mask = program.mask(rows.columns[pinned])
    here = (choices.demand == demand) & (choices.start == start)
    pins = [program.row_labels[row] for row in np.flatnonzero(rows.bounds < 0).tolist()]
    pins = [label for label in pins if label.rule != PAST]
    return tuple(dict.fromkeys((*find_blocked(program, mask & ~here).labels(here), *pins)))


def _changes(
    program: Program, taken: BoolArray, marginals: MinMarginals
) -> list[tuple[Cause, ...]]:
    """Return for each start of the marginals how the parts of the score differ from the plan's."""
    masks = [taken, *(program.mask(members[members >= 0]) for members in marginals.taken)]
    values, labels = part_values(program, masks), part_labels(program)
    return [causes(labels, change) for change in values[1:] - values[0]]


def _sentences(program: Program, plan: Plan, starts: tuple[Start, ...]) -> tuple[str, ...]:
    return tuple(_sentence(program, plan, placement, starts) for placement in plan.placements)


def _sentence(program: Program, plan: Plan, placement: Placement, starts: tuple[Start, ...]) -> str:
    """Say of one session what it follows, what comes next, what it costs, and what else there is.

    The second best is the cheapest open start on another day whose plan leaves this one out.
    """
    horizon = program.horizon
    past, effort = placement.day < plan.today, effort_words(placement.effort)
    done = ", done" if past else ""
    session = f"{placement.when} {placement.kind}, {placement.dose}{effort}{done}"
    clauses = [
        f"{session}: {_setting(horizon, placement)}",
        _next_key_run(horizon, plan.policy, placement),
    ]
    if past:
        return "; ".join(clauses)
    elsewhere = [
        start
        for start in starts
        if start.state == "open"
        and start.price is not None
        and start.kind == placement.kind
        and start.day != placement.day
        and placement.when not in start.others
    ]
    if elsewhere:
        best = min(elsewhere, key=lambda start: (start.price, start.start))
        price = price_text(best.price or ObjectiveDifference(), plan.policy.resolution)
        clauses.append(f"second best is {best.when}, {price}")
    else:
        clauses.append("there is no other day for it")
    return "; ".join(clauses)


def _setting(horizon: Horizon, placement: Placement) -> str:
    """Return what running the session's day holds."""
    today = [run for run in horizon.runs if run.day == placement.day]
    earlier = [run for run in today if run.start < placement.start]
    if earlier:
        return f"after the {earlier[-1].word}"
    return f"before the {today[0].word}" if today else "on a day without runs"


def _next_key_run(horizon: Horizon, policy: Policy, placement: Placement) -> str:
    """Return the next key run, how far it is, and what this session is expected to cost it."""
    end = placement.start + placement.minutes
    keys = [(horizon.forward(run.start - end), run.start, run) for run in horizon.runs if run.key]
    ahead = [(gap, start, run) for gap, start, run in keys if gap >= 0]
    if not ahead:
        return "no key run is known after it"
    gap, _, run = min(ahead, key=lambda known: known[:2])
    athlete = horizon.athlete(placement.day)
    curve = session_curve(
        placement.kind,
        placement.dose,
        athlete.accustomed,
        athlete.recovery,
        parameters_of(policy),
        effort=placement.effort,
    )
    loss = run.sensitivity * float(curve[gap]) if gap < len(curve) else 0.0
    return (
        f"next key run is the {run.word} on {horizon.day_name(run.day)} "
        f"in {gap / 60:.0f} h, expected loss {loss:.1f} %"
    )
