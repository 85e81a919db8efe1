"""Why a session is not at some other time: the rules that block it, or what it would cost."""

from __future__ import annotations

from collections import Counter

import attrs

from ..domain.clock import DAY, WEEK, When, moment_text, parse_when, resolve
from ..domain.strength import Session
from ..domain.week import Week
from ..errors import InputError
from ..program import Label
from ..program.choices import list_choices
from ..program.compile import compile_choices
from ..program.reduce import open_choices
from ..program.resolve import resolve_week
from ..results import Plan
from ..results.read import read_plan
from ..strategies import Strategy, find
from .explanation import Start, blocking_labels, blocking_rules, explain_plan
from .moves import Move, moves_between
from .price import Price, difference, price_text


@attrs.frozen
class Reason:
    """Why a session is, or is not, at a time.

    Parameters
    ----------
    when : int
        Minutes from the horizon's first 00:00.
    start : str
        The same in words.
    kind : str or None
        The kind of strength that was asked about; None where it is any.
    state : {"taken", "open", "blocked"}
    rules : tuple of Label
        Where blocked, every rule that forbids it.
    price : Price or None
        Where open, the best plan with the session there less the plan; None where blocked.
    plan : Plan or None
        Where open, that best plan: its week has the session pinned.
    moves : tuple of Move
        Where open, how to get there from the plan.
    text : str
        All that in a sentence or two.
    """

    when: int
    start: str
    kind: str | None
    state: str
    rules: tuple[Label, ...]
    price: Price | None
    plan: Plan | None
    moves: tuple[Move, ...]
    text: str

    def __str__(self) -> str:
        return self.text


def explain_start(
    plan: Plan, when: str | int, kind: str | None = None, strategy: str | Strategy = "cpsat"
) -> Reason:
    """Return what stands against a session at a time, or the best plan that has one there.

    Parameters
    ----------
    plan : Plan
    when : str or int
        As in `Session`, on the grid of starts or off it. For a day alone, or its "am" or "pm", the
        answer is about its best start.
    kind : str, optional
        A kind that the week asks for; by default any of them.
    strategy : str or Strategy
        What solves the week with the session pinned.

    Raises
    ------
    InputError
        Where `when` is not a time of the week, or the week does not ask for the kind.
    """
    kinds = _kinds(the_week(plan), kind)
    asked = _when(when)
    if asked.minutes is None and asked.minute is None:
        starts = _part_of_day(plan, asked, kinds)
        best = min(
            (start for start in starts if start.price is not None),
            key=lambda start: (start.price, start.when),
            default=None,
        )
        if best is None:
            return _blocked_reason(plan, _inside(plan, asked), str(asked), kind, _rules_of(starts))
        return _at(plan, best.when, [best.kind], strategy)
    return _at(plan, _inside(plan, asked), kinds, strategy)


def _at(plan: Plan, start: int, kinds: list[str], strategy: str | Strategy) -> Reason:
    """Return the reason for one start."""
    text = moment_text(start, plan.week.first_weekday)
    for placement in plan.placements:
        if placement.start == start and placement.kind in kinds:
            told = f"{text} {placement.kind}: it is in the plan."
            return Reason(start, text, placement.kind, "taken", (), Price(), plan, (), told)
    own = the_week(plan)
    rules: dict[Label, None] = {}
    found: list[tuple[Price, str, Plan]] = []
    for name in kinds:
        week = attrs.evolve(own, pins=(*own.pins, Session(start, name)))
        horizon = resolve_week(week, plan.policy)
        program = compile_choices(horizon, plan.policy, list_choices(horizon, plan.policy))
        outcome = find(strategy).solve(program)
        if outcome.objective is not None:
            price = difference(outcome.objective, (value for _, value in plan.score.tiers))
            found.append((price, name, read_plan(week, plan.policy, program, outcome)))
        else:
            rules.update(dict.fromkeys(_stopping(plan, start, name)))
    if not found:
        kind = kinds[0] if len(kinds) == 1 else None
        return _blocked_reason(plan, start, text, kind, tuple(rules))
    price, name, other = min(found, key=lambda option: option[0])
    moves = moves_between(plan.placements, other.placements)
    told = _open_text(plan, f"{text} {name}", price, moves)
    return Reason(start, text, name, "open", (), price, other, moves, told)


def _stopping(plan: Plan, start: int, kind: str) -> tuple[Label, ...]:
    """Return the rules that keep a kind from a start, on the grid or off it."""
    horizon = resolve_week(plan.week, plan.policy)
    listed = list_choices(horizon, plan.policy, extra=(start,))
    program = compile_choices(horizon, plan.policy, listed)
    blocked, still = blocking_labels(program), open_choices(program)
    rules: dict[Label, None] = {}
    for index, demand in enumerate(horizon.demands):
        if demand.kind == kind:
            rules.update(dict.fromkeys(blocking_rules(program, index, start, blocked, still)))
    return tuple(rules)


def _blocked_reason(
    plan: Plan, start: int, text: str, kind: str | None, rules: tuple[Label, ...]
) -> Reason:
    told = f"{text}{f' {kind}' if kind else ''}: blocked; "
    told += "; ".join(f"{label.text} ({label.rule})" for label in rules) or "no start is considered"
    told += "."
    return Reason(start, text, kind, "blocked", rules, None, None, (), told)


def _open_text(plan: Plan, subject: str, price: Price, moves: tuple[Move, ...]) -> str:
    told = f"{subject}: open; the best week with it: {price_text(price, plan.policy.resolution)}."
    return f"{told} What changes: {'; '.join(map(str, moves))}."


def the_week(plan: Plan) -> Week:
    """Return the one week that a plan is for.

    Raises
    ------
    InputError
        Where the plan is that of a block.
    """
    if isinstance(plan.week, Week):
        return plan.week
    accepted = "is the plan of a block; ask about one week of it: plan(it.week_alone(0))"
    raise InputError("plan", f"{len(plan.week.weeks)} weeks", accepted)


def _kinds(week: Week, kind: str | None) -> list[str]:
    asked: list[str] = list(dict.fromkeys(demand.kind for demand in week.strength if demand.count))
    if not asked:
        raise InputError("kind", kind, "has no place to look for: this week asks for no strength")
    if kind is None:
        return asked
    if kind not in asked:
        accepted = f"is not asked for in this week; write one of {', '.join(asked)}"
        raise InputError("kind", kind, accepted)
    return [kind]


def _when(when: str | int) -> When:
    try:
        return parse_when(when)
    except InputError as error:
        raise InputError("when", error.value, error.accepted) from None


def _inside(plan: Plan, asked: When) -> int:
    policy = plan.policy
    first = plan.week.first_weekday
    start = resolve(asked, first, policy.usual_time, policy.usual_evening)
    if not 0 <= start < WEEK:
        raise InputError("when", start, f"is not inside the week: minutes from 0 to {WEEK - 1}")
    return start


def _part_of_day(plan: Plan, asked: When, kinds: list[str]) -> list[Start]:
    """Return the starts of a day, or of its morning or afternoon."""
    day = resolve(asked, plan.week.first_weekday, 0, 0) // DAY
    noon = DAY // 2
    return [
        start
        for start in explain_plan(plan).starts
        if start.day == day
        and start.kind in kinds
        and (asked.half is None or (asked.half == "am") == (start.when % DAY < noon))
    ]


def _rules_of(starts: list[Start]) -> tuple[Label, ...]:
    """Return the rules that block starts, those that block the most first."""
    counts = Counter(label for start in starts for label in start.rules)
    return tuple(label for label, _ in counts.most_common())
