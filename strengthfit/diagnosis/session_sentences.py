"""What is said of each session of a plan: where it lies, what it costs, and where else it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.strength import Demand
from ..domain.words import effort_words
from ..errors import OutOfTimeError
from ..physiology.fatigue import session_curve
from ..physiology.parameters import parameters_of
from ..planning import Change, Placement, Plan
from ..planning.blocking import find_blocked
from ..planning.matching import matched_choices, placement_of, taken_choices
from ..planning.moving import Moves, find_moves
from ..program import Program
from ..program.horizon import Horizon
from ..program.rows import BoolArray
from .objective_difference import ObjectiveDifference, price_text
from .second_best import find_second_best

NOT_LOOKED_FOR = "there was no time to see where else it fits"
"""In place of the second best start, if the limits of the call ended before that was known."""

Starts = Mapping[tuple[Demand, int], tuple[ObjectiveDifference | None, tuple[str, ...]]]
"""Of each start of each demand the price and the other sessions of the best plan with it."""


def session_sentences(
    program: Program, plan: Plan, taken: BoolArray, starts: Starts | None = None
) -> tuple[str, ...]:
    """Say of each session what it follows, what comes next, what it costs, and where else it fits.

    The last is the best start on a day without a session, at what moving it there costs; and with
    `starts` also at what the best week with a session there costs, if that is less.
    """
    moves = find_moves(find_blocked(program, taken))
    matched = matched_choices(program, plan.placements)
    return tuple(
        "; ".join(
            [
                _place(program.horizon, plan, placement),
                *([] if choice is None else [_elsewhere(program, taken, moves, choice, starts)]),
            ]
        )
        for placement, choice in zip(plan.placements, _movable(plan, matched), strict=True)
    )


def quick_sentences(plan: Plan) -> tuple[str, ...]:
    """Say the same without the prices of all starts, which take seconds in a week full of strength.

    Of the sessions of a block it is not said where else they fit: that too would take seconds.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> print(quick_sentences(sf.plan(sf.Block([week, week])))[1])  # doctest: +NORMALIZE_WHITESPACE
    W2 Wed 18:00 circuit, full: on a day without runs; next key run is the long run on W2 Sun in
    85 h, expected loss less than 0.05 %
    """
    program = plan.program
    if isinstance(plan.week, Block):
        return tuple(_place(program.horizon, plan, placement) for placement in plan.placements)
    return session_sentences(program, plan, taken_choices(program, plan.placements))


def _place(horizon: Horizon, plan: Plan, placement: Placement) -> str:
    setting = f"{_session(plan, placement)}: {_setting(horizon, placement)}"
    return f"{setting}; {_next_key_run(horizon, plan.policy, placement)}"


def _session(plan: Plan, placement: Placement) -> str:
    """Return a session with all that is said of it, and whether it is done."""
    done = ", done" if placement.day < plan.today else ""
    dose = f"{placement.dose}{effort_words(placement.effort)}"
    return f"{placement.when} {placement.name}, {dose}{done}"


def _movable(plan: Plan, matched: Sequence[int | None]) -> list[int | None]:
    """Return the choices of sessions that are still to come; None for those that are past."""
    return [
        None if placement.day < plan.today else choice
        for placement, choice in zip(plan.placements, matched, strict=True)
    ]


def _elsewhere(
    program: Program,
    taken: BoolArray,
    moves: Moves,
    choice: int,
    starts: Starts | None,
) -> str:
    """Return what moving a session to a day without one would cost, and what else would change.

    If another week with a session there costs less, that price, which `why_not` names, is said too
    if it is known.
    """
    if choice not in moves.open_to:
        return "it is pinned there"
    try:
        best = find_second_best(program, taken, moves, choice)
    except OutOfTimeError:
        return NOT_LOOKED_FOR
    if best is None:
        return "there is no other day for it"
    now, there = placement_of(program, choice), best.placement
    dose = f", {there.dose}" if there.dose != now.dose else ""
    better = best.price < ObjectiveDifference()  # which a plan that is not proven may leave open
    rank = "better" if better else "second best"
    clause = f"{rank} is {there.when}{dose}, {price_text(best.price, program.resolution)}"
    if best.others:
        clause += f", with {' and '.join(map(_change_words, best.others))}"
    if starts is None:
        return clause
    demand = program.horizon.demands[program.choices.demand[choice]]
    price, others = starts[demand, there.start]
    if price is None or price[:_NAMED] == best.price[:_NAMED]:
        return clause
    stays = now.when in others
    if_so = "another session goes there instead" if stays else "others move as well"
    return f"{clause} ({price_text(price, program.resolution)} if {if_so})"


_NAMED = 3  # tiers that have a number in words: strength, continuity, interference


def _change_words(change: Change) -> str:
    """Return what happens to a session beside the one that is spoken of."""
    old, new = change.before, change.after
    if old is None or new is None:
        return f"{old.when} {old.name} left out" if old else f"one session more{_at(new)}"
    dose = "" if old.dose == new.dose else f", {new.dose}"
    if old.start == new.start:
        return f"{old.when} {old.name} {new.dose}"
    return f"{old.when} {old.name} moved to {new.when}{dose}"


def _at(placement: Placement | None) -> str:
    return f", {placement.when} {placement.name}" if placement else ""


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
    size = f"{loss:.1f} %" if loss >= _SHOWN else f"less than {_SHOWN:g} %"
    return (
        f"next key run is the {run.word} on {horizon.day_name(run.day)} "
        f"in {gap / 60:.0f} h, expected loss {size}"
    )


_SHOWN = 0.05  # percent: less than this would be written as 0.0
