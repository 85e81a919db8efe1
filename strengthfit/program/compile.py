"""From a week and a policy to the labelled program."""

from collections import Counter

import attrs
import numpy as np

from ..domain.arguments import as_policy, as_week_or_block
from ..domain.block import Block
from ..domain.clock import WEEK
from ..domain.policy import Policy
from ..domain.strength import DOSES
from ..domain.week import Week
from ..errors import PinError
from ..physiology.fatigue import FloatArray
from .choices import Choices, list_choices
from .context import RuleContext
from .costs import TERMS, Term
from .costs.cost import Cost, WindowCost
from .costs.skipped import SKIPPED, skip_costs
from .costs.strength_on_runs import loss_part
from .horizon import Horizon, Pin
from .kept_pins import named_choices, with_room_for_kept
from .program import Program
from .resolve import resolve_week
from .rows import IntArray, Rows, closed_alone, stack
from .rules import RULES
from .scaling import STRENGTH_STEPS, isolation_weights, nearest_steps, whole_steps
from .tier_names import TIERS, Tier
from .waivers import can_be_waived, check_waivers, waive

_ISOLATION = TIERS.index(Tier.ISOLATION)


def formulate(week: Week | Block, policy: Policy | str | None = None) -> Program:
    """Compile a week, or a block, to a 0-1 program with labels, for those who study solvers.

    Parameters
    ----------
    policy
        A policy, or the name of a preset; by default ``supporting``.

    Raises
    ------
    InputError
        If the week contradicts itself: runs that overlap, ids that repeat, times outside it,
        waivers that change nothing.
    PinError
        If a pin has no demand, or breaks a rule.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1))
    >>> program.costs.shape[1] == len(program.choices)
    True
    >>> program.row_labels[8].text
    'before the intervals on Tue 07:00'
    """
    week, policy = as_week_or_block(week), as_policy(policy)
    horizon = resolve_week(week, policy)
    choices = list_choices(horizon, policy)
    program = compile_choices(horizon, policy, choices)
    if horizon.waived:  # what a waiver takes out is only in the rows of the week without waivers
        strict = compile_choices(attrs.evolve(horizon, waived=()), policy, choices)
        check_waivers(strict.rows, horizon.waived)
    if horizon.pins:
        kept: dict[int, int] = {}
        if any(pin.kept for pin in horizon.pins):
            rows = rule_rows(RuleContext(horizon, policy, choices))
            kept = named_choices(rows, horizon, choices, program.tier_costs[:_ISOLATION])
        _check_pins(program, kept)
    return program


def compile_choices(horizon: Horizon, policy: Policy, choices: Choices) -> Program:
    """Compile any choices: those of `list_choices`, or a week's sessions as somebody placed them.

    Choices are sorted by start, and their demands are indices into the horizon's.
    """
    context = RuleContext(horizon, policy, choices)
    rows = rule_rows(context)
    counts = np.array([demand.count for demand in horizon.demands], dtype=np.int64)
    costs = [(term, term.cost(context)) for term in TERMS.values()]
    parts = [(term, cost) for term, cost in costs if isinstance(cost, Cost)]
    windows = [(term, cost) for term, cost in costs if isinstance(cost, WindowCost)]
    tier_costs = _tier_costs(context, parts)
    if any(pin.kept for pin in horizon.pins):
        rows = with_room_for_kept(rows, horizon, choices, tier_costs[:_ISOLATION])
    return Program(
        horizon=horizon,
        choices=choices,
        counts=counts,
        rows=rows,
        cost_terms=tuple((term.name, term.tier, part.count) for term, part in parts),
        cost_parts=tuple(part for _, part in parts),
        loss_part=loss_part(context),
        tier_costs=tier_costs,
        skip_costs=_skip_costs(context),
        window_terms=tuple((term.name, len(window.rows)) for term, window in windows),
        windows=stack([window.rows for _, window in windows]),
        window_costs=_window_costs(windows),
        resolution=policy.resolution,
    )


def rule_rows(context: RuleContext) -> Rows:
    """Return the rows of all rules but those that are waived; nothing is loosened for kept pins."""
    rows = stack([rule.rows(context) for rule in RULES.values()])
    waived = context.horizon.waived
    return waive(rows, waived) if waived else rows


def _tier_costs(context: RuleContext, parts: list[tuple[Term, Cost]]) -> IntArray:
    """Return what each choice costs in each tier, in whole numbers, shape (tiers, choices)."""
    choices = context.choices
    sums: dict[str, FloatArray] = {}
    for term, part in parts:
        total = part.by_choice(len(choices))
        sums[term.tier] = sums[term.tier] + total if term.tier in sums else total
    return np.stack(  # in the order of `TIERS`; long gaps, the second, are a cost of windows only
        [
            nearest_steps(sums[Tier.STRENGTH], STRENGTH_STEPS),
            np.zeros(len(choices), dtype=np.int64),
            whole_steps(sums[Tier.INTERFERENCE], context.policy.resolution),
            whole_steps(sums[Tier.PREFERENCE], 1.0),
            choices.start % WEEK,
            isolation_weights(_keys(context)),
        ]
    )


def _keys(context: RuleContext) -> IntArray:
    """Return one whole number for all that a choice is: kind, asked dose, dose, minutes, start."""
    choices = context.choices
    asked = np.array([DOSES.index(d.dose) for d in context.horizon.demands], dtype=np.int64)
    key = choices.start
    # Each is a digit below its base, so different choices have different keys.
    for digits, base in ((choices.minutes, 2048), (choices.kind, 8), (choices.dose, 4)):
        key = key * base + digits
    return key * 4 + asked[choices.demand]


def _skip_costs(context: RuleContext) -> IntArray:
    """Return what a skipped session costs: all of its benefit, and nothing in other tiers."""
    skip = np.zeros((len(TIERS), len(context.horizon.demands)), dtype=np.int64)
    skip[TIERS.index(SKIPPED.tier)] = nearest_steps(skip_costs(context), STRENGTH_STEPS)
    return skip


def _window_costs(windows: list[tuple[Term, WindowCost]]) -> IntArray:
    """Return the price of a unit above each window's bound, in the tier of its term only."""
    prices = np.zeros((len(TIERS), sum(len(window.rows) for _, window in windows)), dtype=np.int64)
    first = 0
    for term, window in windows:
        prices[TIERS.index(term.tier), first : first + len(window.rows)] = int(window.price)
        first += len(window.rows)
    return prices


_KEEP = "; write keep=True to keep it all the same"


def _check_pins(program: Program, kept: dict[int, int]) -> None:
    """Refuse pins that no demand asks for, or that break a rule on their own or together.

    `kept` has the choices of kept pins, by their index; they take their part of the demands first.
    Whether pins of a day alone can stand beside others is for the solver to say.
    """
    choices, pins = program.choices, program.horizon.pins
    taken = np.zeros(len(choices), dtype=bool)
    left = program.counts.copy()
    rows, closed = closed_alone(program.rows)
    closer = dict(zip(closed[::-1].tolist(), rows[::-1].tolist(), strict=True))  # the first row
    for place, pin in sorted(enumerate(pins), key=lambda item: not item[1].kept):
        open_to_it = choices.pinned(pin) & (left[choices.demand] > 0)
        fits = [kept[place]] if place in kept else np.flatnonzero(open_to_it).tolist()
        if not fits:
            missing = "its dose is not on offer" if pin.kept else f"no demand asks for it{_KEEP}"
            raise PinError(f"{pin.path}: the {pin.text} is pinned, but {missing}")
        best = next((index for index in fits if index not in closer), None)
        if best is None:
            raise PinError(_closed_text(program, pin, [closer[index] for index in fits]))
        left[choices.demand[best]] -= 1
        taken[best] = pin.has_hour
    # A pin of a day alone has no choice in the set, so its own row is not asked.
    broken = [row for row in program.broken(taken) if program.bounds[row] >= 0]
    if broken:
        label = program.row_labels[broken[0]]
        texts = " and ".join(pin.text for pin in pins if pin.has_hour)
        advice = "; write keep=True to keep some of them all the same"
        raise PinError(
            f"pins: the {texts} are pinned, but cannot stand together: "
            f"{label.text}{advice if can_be_waived(label) else ''}"
        )


def _closed_text(program: Program, pin: Pin, rows: list[int]) -> str:
    """Return the error of a pin that has no start: the rule that closes the most of its choices."""
    if pin.has_hour:
        label = program.row_labels[rows[-1]]
    else:
        label = Counter(program.row_labels[row] for row in rows).most_common(1)[0][0]
    where = "it is" if pin.has_hour else "no start of that day is open to it: most are"
    advice = _KEEP if can_be_waived(label) else ""
    return f"{pin.path}: the {pin.text} is pinned, but {where} {label.text}{advice}"
