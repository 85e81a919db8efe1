"""From a week and a policy to the labelled program."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs
import numpy as np

from ..domain.arguments import as_policy, as_week_or_block
from ..domain.block import Block
from ..domain.clock import DAY
from ..domain.policy import Policy
from ..domain.strength import DOSES, Effort
from ..domain.week import Week
from ..errors import PinError
from ..physiology.fatigue import FloatArray
from ..stopping import check
from .choices import Choices, list_choices
from .context import RuleContext
from .costs import Term
from .costs.cost import Cost, WindowCost
from .costs.skipped import SKIPPED, skip_costs
from .costs.strength_on_runs import loss_part
from .horizon import Horizon, Pin
from .kept_pins import named_choices, with_room_for_kept
from .own_records import rules_in_force, terms_in_force
from .program import Program
from .resolve import resolve_week
from .rows import IntArray, Rows, closed_alone, stack
from .scaling import (
    STRENGTH_STEPS,
    isolation_weights,
    nearest_steps,
    whole_steps,
)
from .tier_names import TIERS, Tier
from .waivers import can_be_waived, check_waivers, waive

_ISOLATION = TIERS.index(Tier.ISOLATION)

# The highest digits, 0 for the usual effort and no label, so that plans without any other are what
# they were.
_EFFORT_BASE = 1 << 44
_LABEL_BASE = 1 << 46
_EFFORT_DIGITS = {Effort.NEAR_FAILURE: 0, Effort.FAR_FROM_FAILURE: 1, Effort.TO_FAILURE: 2}


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
    return compile_horizon(resolve_week(week, policy), policy)


def compile_horizon(horizon: Horizon, policy: Policy) -> Program:
    """Compile all choices of a horizon; refuse pins and waivers that do not fit it."""
    choices = list_choices(horizon, policy)
    program = compile_choices(horizon, policy, choices)
    if horizon.waived:  # what a waiver takes out is only in the rows of the week without waivers
        strict = compile_choices(attrs.evolve(horizon, waived=()), policy, choices)
        check_waivers(strict.rows, horizon.waived, rules_in_force(policy.extensions))
    if horizon.pins:
        check_pins(program, kept_choices(program, policy))
    return program


def compile_choices(
    horizon: Horizon, policy: Policy, choices: Choices, done: Sequence[int] = ()
) -> Program:
    """Compile any choices: those of `list_choices`, or a week's sessions as somebody placed them.

    Choices are sorted by start, and their demands are indices into the horizon's. Kept pins have
    room beside those that are `done`.
    """
    context = RuleContext(horizon, policy, choices)
    strict = rule_rows(context)
    costs = [(term, term.cost(context)) for term in terms_in_force(policy.extensions).values()]
    check()
    parts = [(term, cost) for term, cost in costs if isinstance(cost, Cost)]
    windows = [(term, cost) for term, cost in costs if isinstance(cost, WindowCost)]
    tier_costs = _tier_costs(context, parts, strict)  # room for kept pins opens no start
    rows = strict
    if any(pin.kept for pin in horizon.pins):
        rows = with_room_for_kept(
            strict,
            horizon,
            choices,
            tier_costs[:_ISOLATION],
            done,
            rules=rules_in_force(policy.extensions),
        )
    return Program(
        horizon=horizon,
        choices=choices,
        counts=np.array([demand.count for demand in horizon.demands], dtype=np.int64),
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
        extensions=policy.extensions,
    )


def kept_choices(program: Program, policy: Policy, done: Sequence[int] = ()) -> dict[int, int]:
    """Return the choice of each kept pin, by the pin's index."""
    horizon, choices = program.horizon, program.choices
    if not any(pin.kept for pin in horizon.pins):
        return {}
    rows = rule_rows(RuleContext(horizon, policy, choices))
    costs, rules = program.tier_costs[:_ISOLATION], rules_in_force(policy.extensions)
    return named_choices(rows, horizon, choices, costs, done, rules=rules)


def rule_rows(context: RuleContext) -> Rows:
    """Return the rows of all rules but those that are waived; nothing is loosened for kept pins."""
    rules = rules_in_force(context.policy.extensions)
    rows = stack([rule.rows(context) for rule in rules.values()])
    waived = context.horizon.waived
    return waive(rows, waived, rules) if waived else rows


def _tier_costs(context: RuleContext, parts: list[tuple[Term, Cost]], rows: Rows) -> IntArray:
    """Return what each choice costs in each tier, in whole numbers, shape (tiers, choices)."""
    choices = context.choices
    sums: dict[str, FloatArray] = {}
    for term, part in parts:
        total = part.by_choice(len(choices))
        sums[term.tier] = sums[term.tier] + total if term.tier in sums else total
    return np.stack(  # in the order of `TIERS`; long gaps and habits are costs of windows only
        [
            nearest_steps(sums[Tier.STRENGTH], STRENGTH_STEPS),
            np.zeros(len(choices), dtype=np.int64),
            _interference_steps(context, sums[Tier.INTERFERENCE], rows),
            np.zeros(len(choices), dtype=np.int64),
            whole_steps(sums[Tier.PREFERENCE], 1.0),
            choices.start % (context.horizon.week_days * DAY),
            isolation_weights(_keys(context)),
        ]
    )


def _interference_steps(context: RuleContext, values: FloatArray, rows: Rows) -> IntArray:
    """Return the interference of each choice in whole steps, hours of a day that are alike as one.

    The best of the starts that the rules leave open on a day, for one demand and dose, says what
    the day costs; so do those that cost little more. An hour is not left for less than the evidence
    can tell.
    """
    policy, choices = context.policy, context.choices
    is_open = np.ones(len(choices), dtype=bool)
    is_open[closed_alone(rows)[1]] = False
    group = (choices.day * len(context.horizon.demands) + choices.demand) * len(
        DOSES
    ) + choices.dose
    best = np.full(int(group.max(initial=-1)) + 1, np.inf)
    np.minimum.at(best, group[is_open], values[is_open])
    of_day = best[group]
    alike = is_open & (np.round(values - of_day, 9) <= policy.hour_tolerance)
    return whole_steps(np.where(alike, of_day, values), policy.resolution)


def _keys(context: RuleContext) -> IntArray:
    """Return one whole number for all that a choice is.

    That is kind, asked dose, dose, effort, minutes, start and label.
    """
    choices, demands = context.choices, context.horizon.demands
    asked = np.array([DOSES.index(demand.dose) for demand in demands], dtype=np.int64)
    efforts = np.array([_EFFORT_DIGITS[demand.effort] for demand in demands], dtype=np.int64)
    names = sorted({demand.label for demand in demands if demand.label is not None})
    labels = np.array(
        [names.index(own.label) + 1 if own.label else 0 for own in demands], dtype=np.int64
    )
    highest = _EFFORT_BASE * efforts + _LABEL_BASE * labels
    key = choices.start
    # Each is a digit below its base, so different choices have different keys.
    kinds = max(8, len(choices.kinds))
    for digits, base in ((choices.minutes, 2048), (choices.kind, kinds), (choices.dose, 4)):
        key = key * base + digits
    return key * 4 + (asked + highest)[choices.demand]


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


def check_pins(program: Program, kept: Mapping[int, int] = MappingProxyType({})) -> None:
    """Refuse pins that no demand asks for, or that break a rule on their own or together.

    `kept` has the choices of kept pins, by their index; they take their part of the demands first,
    and before all those whose own demand has their dose on offer.
    Whether pins of a day alone can stand beside others is for the solver to say.
    """
    horizon, choices, pins = program.horizon, program.choices, program.horizon.pins
    taken = np.zeros(len(choices), dtype=bool)
    left = program.counts.copy()
    rows, closed = closed_alone(program.rows)
    closer = dict(zip(closed[::-1].tolist(), rows[::-1].tolist(), strict=True))  # the first row
    own = {
        place
        for place, one in kept.items()
        if choices.demand[one] == horizon.demand_of(pins[place])
    }
    for place in sorted(range(len(pins)), key=lambda place: (place not in own, place not in kept)):
        pin = pins[place]
        fits = (
            [kept[place]] if place in kept else np.flatnonzero(choices.pinned(pin, horizon.demands))
        )
        fits = [int(index) for index in fits if left[choices.demand[index]] > 0]
        if not fits:
            text = f"{pin.path}: the {pin.text} is pinned, but {_missing(pin, place in own)}"
            raise PinError(text, code="not_asked", where=pin.path, value=pin.text)
        best = next((index for index in fits if index not in closer), None)
        if best is None:
            text = _closed_text(program, pin, [closer[index] for index in fits])
            raise PinError(text, code="breaks_rule", where=pin.path, value=pin.text)
        left[choices.demand[best]] -= 1
        taken[best] = pin.has_hour
    # A pin of a day alone has no choice in the set, so its own row is not asked.
    broken = [row for row in program.broken(taken) if program.bounds[row] >= 0]
    if broken:
        label = program.row_labels[broken[0]]
        texts = " and ".join(pin.text for pin in pins if pin.has_hour)
        waivable = can_be_waived(label, rules_in_force(program.extensions))
        advice = "; write keep=True to keep some of them all the same" if waivable else ""
        raise PinError(
            f"pins: the {texts} are pinned, but cannot stand together: {label.text}{advice}",
            code="breaks_rule",
            where="pins",
            value=texts,
        )


def _missing(pin: Pin, on_offer: bool) -> str:
    """Return why a pin has no choice, though perhaps its own demand has one on offer."""
    if not pin.kept:
        return f"no demand asks for it{_KEEP}"
    return "all that is asked is done already" if on_offer else "its dose is not on offer"


def _closed_text(program: Program, pin: Pin, rows: list[int]) -> str:
    """Return the error of a pin that has no start: the rule that closes the most of its choices."""
    if pin.has_hour:
        label = program.row_labels[rows[-1]]
    else:
        label = Counter(program.row_labels[row] for row in rows).most_common(1)[0][0]
    where = "it is" if pin.has_hour else "no start of that day is open to it: most are"
    advice = _KEEP if can_be_waived(label, rules_in_force(program.extensions)) else ""
    return f"{pin.path}: the {pin.text} is pinned, but {where} {label.text}{advice}"
