"""Why a session is not at some other time: the rules that block it, or what it would cost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import attrs
import numpy as np

from ..domain.checks import word_code
from ..domain.clock import DAY, When, check_part, day_name, moment_text, parse_when, resolve
from ..domain.demands import order_left, with_kept
from ..domain.starts import start_of
from ..domain.strength import Demand, Session
from ..domain.words import labelled
from ..errors import InputError
from ..physiology.way_in import ways_in
from ..planning import Change, Kept, Placement, Plan
from ..planning.arguments import week_of
from ..planning.blocking import Closing
from ..planning.from_outcome import plan_from_outcome
from ..planning.matching import taken_choices
from ..planning.names import named_after
from ..planning.past import program_of_plan
from ..planning.plans import compiled_anew
from ..program import Label, Program, formulate
from ..program.edit import at_least_of, with_rows
from ..program.horizon import Pin
from ..program.labels import closed_code, closed_words, label_words
from ..program.resolve import resolve_pins
from ..program.rows import IntArray
from ..program.rules.pins import pin_label
from ..strategies import NO_LIMITS, Limits, Strategy
from ..strategies.in_time import plan_in_call, ready
from ..strategies.whole_call import limits_left, whole_call
from ..visible import visible
from .blocked_starts import find_blocked_starts
from .explanation import Start, explain
from .objective_difference import ObjectiveDifference, difference, price_text


@attrs.frozen
class Reason:
    """Why a session is, or is not, at a time.

    Parameters
    ----------
    start : int
        Minutes from the horizon's first 00:00.
    when : str
        The same as text, such as "Tue 18:00".
    kind : str or None
        The kind of strength that was asked about; None if it is any.
    state : {"taken", "open", "blocked", "past", "unknown"}
        As of a `Start`.
    rules : tuple of Label
        If blocked, the rules each of which closes it, or that only do so together; if taken by a
        kept pin, those that it breaks.
    price : ObjectiveDifference or None
        If open, the best plan with the session there less the plan; None if it is not open. If
        taken, zeros; for a kept pin that breaks rules the plan less the best one without that pin.
    plan : Plan or None
        If open, that best plan: its week has the session pinned. For a kept pin that breaks rules
        the best plan that asks for the same and leaves it free.
    moves : tuple of Change
        How to get to `plan` from the plan that was asked about.
    text : str
        All that in a sentence or two.
    together : bool
        Whether the rules close the time only together.
    finished : bool
        Whether the price is proven. If limits ended the search it is that of the best plan that
        was found, and the best of all may cost less.

    Examples
    --------
    >>> import strengthfit as sf
    >>> reason = sf.why_not(sf.plan(sf.Week([sf.Run("Tue 07:00", "intervals")])), "Mon 18:00")
    >>> reason.state, reason.start, reason.when, [label.rule for label in reason.rules]
    ('blocked', 1080, 'Mon 18:00', ['before_hard_day'])
    """

    start: int
    when: str
    kind: str | None
    state: str
    rules: tuple[Label, ...]
    price: ObjectiveDifference | None
    plan: Plan | None
    moves: tuple[Change, ...]
    text: str
    together: bool = False
    finished: bool = True

    @property
    def code(self) -> str:
        """In a word that stays: the code of a rule that closes it, "together", or the state."""
        return closed_code(self.rules if self.state == "blocked" else (), self.together, self.state)

    def __str__(self) -> str:
        return visible(self.text)


def why_not(
    plan: Plan,
    when: str | int,
    kind: str | None = None,
    strategy: str | Strategy = "cpsat",
    *,
    limits: Limits | None = None,
) -> Reason:
    """Say why no session is at a time: every rule that blocks it, or what it would cost.

    What it would cost is checked by solving the week with a session pinned there. Of a session that
    is pinned with `keep` against a rule, what it costs is checked by solving the week without the
    pin.

    Parameters
    ----------
    plan : Plan
    when : str or int
        Such as "Fri 07:00", or minutes from the week's first 00:00. For a day alone, or its "am" or
        "pm", the answer is about its best start.
    kind : str, optional
        A kind of strength that the week asks for, or a label. By default any of them.
    strategy : str or Strategy
        What solves the pinned week.
    limits : Limits, optional
        For all of it together. The rules that block a time are named in any time.

    Returns
    -------
    Reason

    Raises
    ------
    InputError
        If `when` is not a time of the week, or the week asks for no such kind or label.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")]
    >>> plan = sf.plan(sf.Week(runs, strength=1, repeats=True))
    >>> print(sf.why_not(plan, "Mon 18:00"))
    Mon 18:00 circuit: blocked; before the intervals on Tue 07:00 (before_hard_day).
    """
    own = week_of(plan)
    (way,) = ways_in([own], plan.policy)
    sought = _sought(with_kept(way.strength, own.pins), kind)
    only = sought[0] if kind is not None and len(sought) == 1 else None
    asked = _when(when)
    ready(strategy)
    with whole_call(limits):
        return _reason(plan, asked, sought, only, strategy)


def _reason(
    plan: Plan,
    asked: When,
    sought: list[_Sought],
    only: _Sought | None,
    strategy: str | Strategy,
) -> Reason:
    if asked.minutes is None and asked.minute is None:
        starts = _part_of_day(plan, asked, sought)
        best = min(
            (start for start in starts if start.price is not None),
            key=lambda start: (start.price, start.start),
            default=None,
        )
        if best is None and _inside(plan, asked) < plan.today * DAY:
            return _past_reason(plan, _inside(plan, asked), str(asked), only)
        if best is None:
            start = _inside(plan, asked)
            if any(one.state == "unknown" for one in starts):
                return _unknown_reason(start, str(asked), only)
            closed = _closing(plan, plan.program, [start.start for start in starts], sought)
            return _blocked_reason(start, str(asked), only, closed)
        means = [one for one in sought if one.means(best.demand)]
        reason = _at(plan, best.start, means, strategy)
        if (
            reason.state != "taken"
            and reason.finished
            and any(one.state == "unknown" for one in starts)
        ):
            text = f"{reason.text} {_NOT_EVERY_START}"
            return attrs.evolve(reason, text=text, finished=False)
        return reason
    return _at(plan, _inside(plan, asked), sought, strategy)


class _Sought(NamedTuple):
    """The sessions that are asked about: of a kind, and of one label unless that is None."""

    kind: str
    label: str | None

    def means(self, one: Demand | Placement) -> bool:
        """Whether a demand, or a session of a plan, is meant."""
        return one.kind == self.kind and self.label in (None, one.label)

    @property
    def name(self) -> str:
        """The kind, with the label if only that one is meant."""
        return labelled(self.kind, self.label)


def _at(plan: Plan, start: int, sought: list[_Sought], strategy: str | Strategy) -> Reason:
    """Return the reason for one start."""
    own = week_of(plan)
    when = moment_text(start, own.first_weekday, days=own.days)
    for placement in plan.placements:
        if placement.start == start and any(one.means(placement) for one in sought):
            kept = next((kept for kept in plan.kept if kept.placement == placement), None)
            if kept is not None and kept.rules and start >= plan.today * DAY:
                return _kept_reason(plan, kept, strategy)
            place = "done" if start < plan.today * DAY else "in the plan"
            text = f"{when} {placement.name}: it is {place}."
            nothing = ObjectiveDifference()
            return Reason(start, when, placement.kind, "taken", (), nothing, plan, (), text)
    only = sought[0] if len(sought) == 1 else None
    if start < plan.today * DAY:
        return _past_reason(plan, start, when, only)
    program = _with_start(plan, start)
    found: list[tuple[ObjectiveDifference, _Sought, Plan]] = []
    finished = True
    for one in sought:
        other, final = _with_session(plan, program, start, one, strategy)
        finished &= final
        if other is not None:
            price = difference(_tiers(other), _tiers(plan))
            found.append((price, one, other))
    if not found and not finished and not _is_closed(plan, program, start, sought):
        return _unknown_reason(start, when, only)
    if not found:
        return _blocked_reason(start, when, only, _closing(plan, program, [start], sought))
    price, one, other = min(found, key=lambda option: option[0])
    other, changes = named_after(other, plan)
    text = _open_text(plan, f"{when} {one.name}", price, changes, finished=finished)
    known = start, when, one.kind, "open", (), price, other, changes, text
    return Reason(*known, finished=finished)


def _kept_reason(plan: Plan, kept: Kept, strategy: str | Strategy) -> Reason:
    """Return what a kept pin costs: the plan against the best one that leaves the session free."""
    own, horizon, session = week_of(plan), plan.program.horizon, kept.placement
    at = session.kind, session.start
    others = [
        given
        for given, pin in zip(own.pins, horizon.pins, strict=True)
        if not (pin.kept and pin.allows(*at, session.dose, session.effort, session.label))
    ]
    order = order_left(horizon.demands, own.order)
    week = attrs.evolve(own, strength=horizon.demands, pins=others, order=order)
    policy = attrs.evolve(plan.policy, way_in_weeks=0)  # what is asked is what is held
    if plan.today:
        placed = [placement for placement in plan.placements if placement != session]
        freed = program_of_plan(week, policy, placed, plan.today)
    else:
        freed = formulate(week, policy)
    if plan.beside is not None:
        freed = plan.beside(freed, week, policy)
    outcome = plan_in_call(freed, strategy)
    finished = _is_final(outcome.status)
    free = plan_from_outcome(week, policy, freed, outcome, today=plan.today, beside=plan.beside)
    free, moves = named_after(free, plan)
    price = difference(_tiers(plan), _tiers(free))
    subject = f"{session.when} {session.name}"
    broken = " and ".join(label.text for label in kept.rules)
    words = price_text(price, plan.policy.resolution)
    text = f"{subject}: kept although it is {broken}; against the best week without it: {words}."
    known = session.start, session.when, session.kind, "taken", kept.rules
    if outcome.objective is None and not finished:
        text = f"{subject}: kept although it is {broken}; {_NO_TIME}."
        return Reason(*known, None, None, (), text, finished=False)
    text = text if finished else f"{text} {_NOT_PROVEN}"
    return Reason(*known, price, free, moves, text, finished=finished)


def _tiers(plan: Plan) -> list[int]:
    return [value for _, value in plan.score.tiers]


def _with_session(
    plan: Plan, program: Program, start: int, sought: _Sought, strategy: str | Strategy
) -> tuple[Plan | None, bool]:
    """Return the best plan with a session pinned to a start, None if there is none.

    And whether that is so: limits may end the search with a plan that is not proven, or none.

    The program is the plan's, with the start among its choices.
    """
    own, policy = week_of(plan), plan.policy
    pin = Session(start, sought.kind, label=sought.label)
    week = attrs.evolve(own, pins=(*own.pins, pin))
    pinned = _with_pin(program, resolve_pins(week, policy)[-1])
    outcome = plan_in_call(pinned, strategy)
    final = _is_final(outcome.status)
    if outcome.objective is None:
        return None, final
    other = plan_from_outcome(week, policy, pinned, outcome, today=plan.today, beside=plan.beside)
    return other, final


def _with_pin(program: Program, pin: Pin) -> Program:
    """Return what `formulate` makes of the same week with one more pin."""
    members = np.flatnonzero(program.choices.pinned(pin, program.horizon.demands))
    horizon = attrs.evolve(program.horizon, pins=(*program.horizon.pins, pin))
    return attrs.evolve(
        with_rows(program, [at_least_of(members, 1)], pin_label(pin)), horizon=horizon
    )


def _with_start(plan: Plan, start: int) -> Program:
    """Return the plan's program, compiled anew only if a start lies off its grid."""
    program = plan.program
    if (program.choices.start == start).any():
        return program
    return compiled_anew(plan, extra=(start,))


def _closing(plan: Plan, program: Program, starts: list[int], sought: list[_Sought]) -> Closing:
    """Return the rules that keep sessions from starts, on the grid or off it."""
    taken = taken_choices(program, plan.placements)
    among = _among(program, starts, sought)
    return find_blocked_starts(program, taken).closing(among.tolist())


def _among(program: Program, starts: list[int], sought: list[_Sought]) -> IntArray:
    """Return the choices at some starts that are of what is sought."""
    choices, demands = program.choices, program.horizon.demands
    wanted = np.array([any(one.means(demand) for one in sought) for demand in demands], dtype=bool)
    among: IntArray = np.flatnonzero(np.isin(choices.start, starts) & wanted[choices.demand])
    return among


def _past_reason(plan: Plan, start: int, when: str, only: _Sought | None) -> Reason:
    subject, kind = (f"{when} {only.name}", only.kind) if only else (when, None)
    own = week_of(plan)
    today = day_name(plan.today, own.first_weekday, days=own.days)
    begins = f"; the plan is open from {today} on" if plan.today < own.days else ""
    text = f"{subject}: past{begins}."
    return Reason(start, when, kind, "past", (), None, None, (), text)


def _blocked_reason(start: int, when: str, only: _Sought | None, closed: Closing) -> Reason:
    subject, kind = (f"{when} {only.name}", only.kind) if only else (when, None)
    words = closed_words(closed.labels, closed.together, label_words)
    text = f"{subject}: blocked; {words or 'no start is considered'}."
    known = start, when, kind, "blocked", closed.labels, None, None, (), text
    return Reason(*known, together=closed.together)


_NO_TIME = "there was no time to see what it costs"
_NOT_PROVEN = "That is the best that was found in the time, and not proven."
_NOT_EVERY_START = "There was no time to look at every start."


def _unknown_reason(start: int, when: str, only: _Sought | None) -> Reason:
    subject, kind = (f"{when} {only.name}", only.kind) if only else (when, None)
    text = f"{subject}: not known; there was no time to see whether it is open."
    return Reason(start, when, kind, "unknown", (), None, None, (), text, finished=False)


def _is_final(status: str) -> bool:
    """Whether nothing better is to be found: it is proven, or no limits cut the search short."""
    return status in ("optimal", "infeasible") or limits_left() == NO_LIMITS


def _is_closed(plan: Plan, program: Program, start: int, sought: list[_Sought]) -> bool:
    """Whether rules close a start for all that is sought, beside what pins hold."""
    blocked = find_blocked_starts(program, taken_choices(program, plan.placements))
    return blocked.is_closed(_among(program, [start], sought).tolist())


def _open_text(
    plan: Plan,
    subject: str,
    price: ObjectiveDifference,
    changes: tuple[Change, ...],
    *,
    finished: bool,
) -> str:
    words = price_text(price, plan.policy.resolution)
    listed = "; ".join(map(str, changes))
    text = f"{subject}: open; the best week with it, against the plan: {words}. Changes: {listed}."
    return text if finished else f"{text} {_NOT_PROVEN}"


def _sought(demands: Iterable[Demand], kind: str | None) -> list[_Sought]:
    asked = [demand for demand in demands if demand.count]
    kinds = [_Sought(kind, None) for kind in dict.fromkeys(demand.kind for demand in asked)]
    if not kinds:
        accepted = "leaves nothing to look for a place for: this week asks for no strength"
        raise InputError("strength", 0, accepted, "missing")
    if kind is None:
        return kinds
    labels = [_Sought(one.kind, one.label) for one in asked if one.label is not None]
    found = [one for one in dict.fromkeys((*kinds, *labels)) if kind == (one.label or one.kind)]
    if not found:
        names = dict.fromkeys(one.label or one.kind for one in (*kinds, *labels))
        accepted = f"is not asked for in this week; write one of {', '.join(names)}"
        raise InputError("kind", kind, accepted, word_code(kind))
    return found


def _when(when: str | int) -> When:
    try:
        return parse_when(when)
    except InputError as error:
        raise error.at("when") from None


def _inside(plan: Plan, asked: When) -> int:
    own = week_of(plan)
    if asked.date is not None:
        check_part(asked, 0, own.days, own.start)
    start, last = start_of(asked, own, plan.policy), own.days * DAY - 1
    if not 0 <= start <= last:
        raise InputError(
            "when", start, f"is not inside the week: minutes from 0 to {last}", "outside"
        )
    return start


def _part_of_day(plan: Plan, asked: When, sought: list[_Sought]) -> list[Start]:
    """Return the starts of a day, or of its morning or afternoon."""
    own = week_of(plan)
    day = resolve(asked, own.first_weekday, 0, 0, own.days, start=own.start) // DAY
    noon = DAY // 2
    return [
        start
        for start in explain(plan).starts
        if start.day == day
        and any(one.means(start.demand) for one in sought)
        and (asked.half is None or (asked.half == "am") == (start.start % DAY < noon))
    ]
