"""From a program and an outcome to a plan."""

from collections.abc import Mapping

import attrs
import numpy as np

from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.week import Week
from ..domain.words import counted
from ..program import Label, Program
from ..program.compile import rule_rows
from ..program.context import RuleContext
from ..program.kept_pins import broken_by_kept
from ..program.labels import closed_code
from ..program.own_records import rules_in_words
from ..program.rows import BoolArray, IntArray
from ..program.rules import Rule
from ..program.scaling import STRENGTH_STEPS
from ..program.tier_names import INTERFERENCE, Tier
from ..stopping import check
from ..strategies.protocol import Outcome
from .blocking import Blocked, Closing, find_blocked
from .days import days_of
from .matching import placement_of
from .names import with_names
from .plans import BesideOthers, Plan, remembering
from .values import Kept, RunLoss, Score, Skipped


def plan_from_outcome(
    week: Week | Block,
    policy: Policy,
    program: Program,
    outcome: Outcome,
    left_out: str | None = None,
    *,
    today: int = 0,
    beside: BesideOthers | None = None,
) -> Plan:
    """Return the plan that an outcome means; the program is what `formulate` made of the week.

    `left_out` says why a session is skipped though starts are open to it; by default what the
    outcome says. If days are past, the program is that of a week begun `today`; if others share a
    gym, that of a week `beside` them.
    """
    taken = program.mask(outcome.taken)
    blocked = find_blocked(program, taken)
    bound, gap = _bound_and_gap(program, outcome)
    placements = tuple(placement_of(program, choice) for choice in outcome.taken)
    plan = Plan(
        week=week,
        policy=policy,
        placements=placements,
        skipped=_skipped(blocked, left_out or _still_open(outcome), taken, today),
        score=score_of(program, taken),
        status=outcome.status,
        bound=bound,
        gap=gap,
        broken=broken_labels(program, taken) if outcome.status == "broken" else (),
        days=days_of(blocked, taken, placements, today),
        outcome=outcome,
        prescriptions=program.horizon.prescriptions,
        today=today,
        kept=_kept(program, policy, taken, today),
        beside=beside,
    )
    return with_names(remembering(plan, program))


def _kept(program: Program, policy: Policy, taken: BoolArray, today: int) -> tuple[Kept, ...]:
    """Return the kept pins that break rules, or that nothing asks for, as they were placed."""
    pins = [pin for pin in program.horizon.pins if pin.kept]
    if not pins or not taken.any():
        return ()
    demands = program.horizon.demands
    mine = [program.choices.pinned(pin, demands) & taken for pin in pins]
    horizon = attrs.evolve(program.horizon, pins=())
    strict = rule_rows(RuleContext(horizon, policy, program.choices))
    kept: BoolArray = np.any(mine, axis=0)
    broken = broken_by_kept(strict, kept, taken & (program.choices.day < today))
    added = {
        int(choice)
        for pin, choices in zip(pins, mine, strict=True)
        for choice in np.flatnonzero(choices)[:1]
        if pin.added
    }
    return tuple(
        Kept(placement_of(program, choice), broken.get(choice, ()), choice in added)
        for choice in sorted(added | broken.keys())
    )


def broken_labels(program: Program, taken: BoolArray) -> tuple[Label, ...]:
    """Return the broken rules with the sessions that break them; windows of one pair count once."""
    rows, found = program.rows, dict[tuple[str, str], Label]()
    for row in program.broken(taken):
        columns = rows.columns[rows.indptr[row] : rows.indptr[row + 1]]
        sessions = sorted(
            {int(program.choices.start[column]) for column in columns[taken[columns]]}
        )
        starts = ", ".join(program.horizon.moment(start) for start in sessions)
        label = program.row_labels[row]
        text = f"{label.text} ({starts})" if starts else label.text
        found.setdefault((label.rule, text), attrs.evolve(label, text=text))
    return tuple(found.values())


def _skipped(blocked: Blocked, left_out: str, taken: BoolArray, today: int) -> tuple[Skipped, ...]:
    program = blocked.program
    still = ~taken & (program.choices.day >= today)
    given = np.bincount(program.choices.demand[taken], minlength=len(program.counts))
    missing = program.counts - given
    skipped: list[Skipped] = []
    for index in np.flatnonzero(missing[: len(program.horizon.demands)]).tolist():
        check()
        demand, week = program.horizon.demands[index], program.horizon.demand_weeks[index]
        among = np.flatnonzero((program.choices.demand == index) & still)
        closed = bool(blocked.choices[among].all())
        closing = blocked.closing(among.tolist())
        reason = _closed_reason(blocked, among, closing, today) if closed else left_out
        session = Skipped(
            *(demand.kind, demand.dose, reason, closing.labels, demand.effort),
            together=closing.together,
            week=week,
            label=demand.label,
            code=closed_code(closing.labels, closing.together, _no_start(closed, today)),
        )
        skipped += [session] * int(missing[index])
    return tuple(skipped)


def _no_start(closed: bool, today: int) -> str:
    """Return in a word what it means that no rule closes the starts of a session."""
    return ("no_day_left" if today else "no_start") if closed else "open"


def _closed_reason(blocked: Blocked, among: IntArray, closing: Closing, today: int) -> str:
    """Return the one rule that closes all choices, or by how many days each of several does."""
    horizon = blocked.program.horizon
    if not closing.labels:
        return "no day of its week is left" if today else "there is no start to choose"
    if not closing.together:
        text = closing.labels[0].text
        own = f"W{int(blocked.program.choices.day[among[0]]) // horizon.week_days + 1} "
        return f"every start is closed: {text.replace(own, '') if horizon.weeks > 1 else text}"
    days = _days_by_rule(blocked, among)
    rules = rules_in_words(blocked.program.extensions)
    counts = [(_meaning(rule, rules), len(members)) for rule, members in days.items()]
    if len(counts) > _NAMED:
        rest = sum(number for _, number in counts[_NAMED - 1 :])
        counts = [*counts[: _NAMED - 1], ("other rules", rest)]
    listed = ", ".join(f"{rule} ({counted(number, 'day')})" for rule, number in counts)
    return f"every day is closed: {listed}"


_NAMED = 3  # so that a reason stays within two lines


def _days_by_rule(blocked: Blocked, among: IntArray) -> dict[str, list[int]]:
    """Return the days that each rule closes, each day once, the rule that closes the most first."""
    days = blocked.program.choices.day[among]
    closing = {
        day: blocked.closing(among[days == day].tolist()) for day in np.unique(days).tolist()
    }
    by_rule: dict[str, list[int]] = {}
    for day, closed in closing.items():
        named = closed.labels[:1] if closed.together else closed.labels
        for rule in dict.fromkeys(label.rule for label in named):
            by_rule.setdefault(rule, []).append(day)
    rules = list(by_rule)
    left, found = set(closing), dict[str, list[int]]()
    while left:
        rule = max(rules, key=lambda rule: len(left & set(by_rule[rule])))
        found[rule] = sorted(left & set(by_rule[rule]))
        left -= set(found[rule])
    return found


def _meaning(rule: str, rules: Mapping[str, Rule]) -> str:
    """Return a rule in words; `rules` are those in force."""
    return rules[rule].meaning if rule in rules else rule.replace("_", " ")


def _still_open(outcome: Outcome) -> str:
    if outcome.status == "infeasible":
        return "no plan keeps every rule and pin"
    if outcome.status == "unknown":
        return "no plan was found within the limits"
    return "the strategy stopped with starts still open; it does not prove its plans"


def score_of(program: Program, taken: BoolArray) -> Score:
    """Return the score of any set of choices, whether or not it keeps the rules."""
    horizon = program.horizon
    terms: list[tuple[str, float]] = []
    interference = 0.0
    for (name, tier, _), part in zip(program.cost_terms, program.cost_parts, strict=True):
        value = float(part.by_cause(taken).sum())
        terms.append((name, value))
        interference += value if tier == Tier.INTERFERENCE else 0.0
    objective = program.objective(taken)
    above = np.maximum(program.windows.activity(taken) - program.windows.bounds, 0)
    first = 0
    for name, rows in program.window_terms:
        here = slice(first, first + rows)
        terms.append((name, float((program.window_costs[:, here] @ above[here]).sum())))
        first = here.stop
    asked = float((program.skip_costs[0] * program.counts).sum()) / STRENGTH_STEPS
    return Score(
        strength_asked=asked,
        strength_delivered=asked - objective[0] / STRENGTH_STEPS,
        tiers=tuple(zip(program.tiers, objective, strict=True)),
        terms=tuple(terms),
        interference=interference,
        runs=tuple(
            RunLoss(run.id, run.text, run.key, float(loss))
            for run, loss in zip(horizon.runs, program.loss_part.by_cause(taken), strict=True)
            if run.day >= 0
        ),
    )


def _bound_and_gap(program: Program, outcome: Outcome) -> tuple[float, float | None]:
    """Return the bound on interference at the plan's strength, and the distance to it."""
    if outcome.objective is None:
        return 0.0, None
    higher = slice(0, INTERFERENCE)
    at_this_strength = outcome.objective[higher] == outcome.bound[higher]
    bound = outcome.bound[INTERFERENCE] if at_this_strength else 0
    step = program.resolution
    return round(bound * step, 9), round((outcome.objective[INTERFERENCE] - bound) * step, 9)
