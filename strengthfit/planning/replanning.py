"""The program of a week already begun: frozen past, fewest changes, then the tiers as ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Literal

import attrs
import numpy as np

from ..domain.block import Block, week_days
from ..domain.run import Run
from ..domain.week import Week
from ..errors import InputError, OutOfTimeError, PinError
from ..program import Program
from ..program.resolve import resolve_week
from ..strategies import NO_LIMITS, Limits, Strategy
from ..strategies.asking import ask
from ..strategies.heuristics.greedy import Greedy
from ..strategies.in_time import plan_in_call, ready
from ..strategies.protocol import Outcome
from ..strategies.whole_call import limits_left, whole_call
from .arguments import as_plan
from .done_sessions import Begun, what_was_done
from .fewest_changes import CHANGE_TIERS, with_changes, with_no_more
from .from_outcome import plan_from_outcome
from .frozen_week import Frozen, check_pins_to_come, freeze
from .matching import placement_of, taken_choices
from .missed_sessions import made_up_for, move_missed, not_made_up, why_not_moved
from .names import with_names_of
from .past import begun_choices, compile_begun, with_past
from .plans import Plan, remembering
from .replan_arguments import Setting, Then, midnight, read_missed_sessions, read_told, with_changed
from .replan_changes import by_time, changes_to_come, missed_changes, skipped_for
from .values import Placement

LEFT_OUT = "it was not in the plan, and replanning changes as little as possible"
"""Why a session is skipped though starts are open to it."""


def replan(
    plan: Plan,
    week: Week | Block | None = None,
    today: str | int | dt.date = 0,
    missed: Iterable[str | int] = (),
    changed: Mapping[str, Run | None] | None = None,
    *,
    done: Mapping[str, Then] | Mapping[int, Then] | None = None,
    missed_sessions: Literal["drop", "move"] = "drop",
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
) -> Plan:
    """Plan again in the middle of a week or block: the past stays, and little changes.

    The fewest sessions are changed that keep every rule; among such plans the fewest are moved, and
    then the best is taken as in `plan`. Pins are kept: those of the past as sessions that were done
    there. Nothing is crammed in: what was missed is not made up for, unless a good day is left and
    it may move.

    Parameters
    ----------
    plan : Plan
    week : Week or Block, optional
        As it is now known; by default as it was planned.
    today : str, int or datetime.date
        Everything before its first minute is past: "Thu", in a block "W3 Thu", a day counted from
        0, or a date.
    missed : list of str or int
        Starts of sessions that were not done, as text ("Tue 18:00", "W3 Tue 18:00") or minutes.
        A pin of the past that is named here is dropped. One still to come is off in advance: no
        session like it starts then.
    changed : mapping of str to Run or None, optional
        Runs that are not what they were, by id; None for a run that is off. A run keeps its id, so
        that it is found again by it, and may leave it out; it cannot have another.
    done : mapping of str or int to str, int, Session or None, optional
        Sessions that were done at another time or in another way: the planned start, and when it
        was, which must be past; it may lie off the grid. A `Session` also says which kind, dose and
        minutes it had, as far as it gives them (in a block its time is one of the planned session's
        week). None is the same as missed. A session counts in the week in which it was done, as one
        of those that the week asks of its kind.
    missed_sessions : {"drop", "move"}
        With "move" a session that was missed is placed once more if a good day is left in its week:
        one on which, with everything else left as it is, it keeps every rule and costs no more than
        the dearest session that was planned in that week, and one `resolution`. CONVENTION.
    strategy : str or Strategy
    limits : Limits, optional
        For all of it. If they end the search, the plan has the fewest changes that were found, at
        most what greedy construction comes to, and is "feasible".

    Returns
    -------
    Plan
        With `changes`, each with `before`, `after` and `reason`.

    Raises
    ------
    InputError
        If a time or an id is not known, or `week` does not ask for what is already done.
    PinError
        If a pin from today on has no demand, or breaks a rule next to what is done, as in `plan`.
    OutOfTimeError
        If the limits ended before there was a plan that keeps every rule and pin.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "easy"), sf.Run("Sun 08:00", "long", id="long")]
    >>> plan = sf.plan(sf.Week(runs, strength=1))
    >>> plan.placements[0].when
    'Tue 09:00'
    >>> new = sf.replan(plan, today="Tue", changed={"long": sf.Run("Wed 08:00", "long")})
    >>> print(new.changes[0])
    Tue 09:00 circuit, full -> Sat 18:00 circuit, full: before the long run on Wed 08:00
    >>> later = sf.replan(plan, today="Fri", done={"Tue 09:00": "Wed 12:15"})
    >>> [placement.when for placement in later.placements]
    ['Wed 12:15']
    """
    as_plan(plan)
    ready(strategy)
    with whole_call(limits):
        now_asked = _Asked(week, today, missed, changed, done, missed_sessions)
        return _replanned(plan, now_asked, strategy)


@attrs.frozen(eq=False)
class _Asked:
    """What `replan` was given beside the plan."""

    week: Week | Block | None
    today: str | int | dt.date
    missed: Iterable[str | int]
    changed: Mapping[str, Run | None] | None
    done: Mapping[str, Then] | Mapping[int, Then] | None
    missed_sessions: str


def _replanned(plan: Plan, given: _Asked, strategy: str | Strategy) -> Plan:
    week, changed = given.week, given.changed
    asked = plan.week if week is None else week
    if not isinstance(asked, Week | Block):
        raise InputError("week", week, "is neither a Week nor a Block", "wrong_type")
    days = week_days(plan.week)
    if week_days(asked) != days:
        raise InputError(
            "week.days", week_days(asked), f"is not {days}, as in the plan", "contradiction"
        )
    if changed is not None:
        asked = with_changed(asked, plan.policy, changed)
    may_move = read_missed_sessions(given.missed_sessions) == "move"
    horizon, now = resolve_week(asked, plan.policy), midnight(given.today, asked)
    setting = Setting(plan.placements, asked, plan.policy, horizon, now)
    told = read_told(given.missed, given.done, setting)
    begun = what_was_done(setting, told)
    frozen = freeze(begun, plan.policy)
    check_pins_to_come(frozen, begun, plan.policy)
    program = not_made_up(frozen.held, begun)
    changing = with_changes(program, frozen.kept, begun.now)
    outcome = _without_change_tiers(
        plan_in_call(changing, strategy, partial(_built, changing, frozen.kept, begun.now))
    )
    if outcome.objective is None and outcome.status == "unknown" and limits_left() != NO_LIMITS:
        raise OutOfTimeError("the limits ended before there was a plan; give more seconds")
    if outcome.objective is None:
        raise PinError(
            "pins: what is pinned cannot stand together with what is already done",
            code="contradiction",
            where="pins",
        )
    unmoved = _placed(frozen, outcome)
    changes = changes_to_come(program, outcome, unmoved, begun, frozen.kept)
    if may_move:
        outcome = move_missed(frozen.held, outcome, begun, plan, strategy)
    new = _as_remembered(begun, frozen, outcome, plan)
    made_up = made_up_for(begun.lost, [p for p in new.placements if p not in unmoved])
    dropped = [one for one in begun.lost if one.placement not in made_up]
    why = {
        one.placement: why_not_moved(new, plan, begun, one.placement)
        for one in dropped
        if may_move and one.instead is None
    }
    changes = [*begun.changes, *missed_changes(begun.lost, made_up, why), *changes]
    carried = {one.start: one.extra for one in told.done if one.extra is not None}
    if not changes and (new.week, new.placements) == (plan.week, plan.placements):
        return _as_it_was(plan, with_names_of(new, plan, (), carried))
    skipped = skipped_for(new, dropped)
    changed_plan = attrs.evolve(new, skipped=skipped, changes=by_time(changes))
    remembered = remembering(changed_plan, new.program)
    return with_names_of(remembered, plan, remembered.changes, carried)


def _as_it_was(plan: Plan, new: Plan) -> Plan:
    """Return a plan in which nothing changed but the day on which it is looked at."""
    if new.today == plan.today:
        return attrs.evolve(plan, changes=()) if plan.changes else plan
    same = attrs.evolve(
        plan,
        days=new.days,
        skipped=new.skipped,
        outcome=attrs.evolve(plan.outcome, taken=new.outcome.taken),
        changes=(),
        today=new.today,
    )
    return remembering(same, new.program)


def _built(program: Program, kept: Sequence[int], now: int) -> Outcome:
    """Return the plan that greedy construction makes with what is kept first, and no session more.

    If pins then have no room, more are allowed.
    """
    greedy = Greedy(tuple(choice for choice in kept if choice >= 0))
    built = ask(with_no_more(program, kept, now), greedy)
    return built if built.status != "broken" else ask(program, greedy)


def _without_change_tiers(outcome: Outcome) -> Outcome:
    lower = len(CHANGE_TIERS)
    return attrs.evolve(
        outcome,
        objective=None if outcome.objective is None else outcome.objective[lower:],
        bound=outcome.bound[lower:],
    )


def _placed(frozen: Frozen, outcome: Outcome) -> tuple[Placement, ...]:
    return tuple(placement_of(frozen.compiled, choice) for choice in outcome.taken)


def _as_remembered(begun: Begun, frozen: Frozen, outcome: Outcome, plan: Plan) -> Plan:
    """Return the plan with the program that it has by itself, however it came about."""
    placements = _placed(frozen, outcome)
    choices = begun_choices(begun.horizon, plan.policy, placements, begun.today)
    if len(choices) == len(frozen.compiled.choices):  # starts are only ever left out
        compiled = frozen.compiled
    else:
        compiled = compile_begun(begun.horizon, plan.policy, choices, placements, begun.today)
    program = with_past(compiled, placements, begun.today)
    taken = np.flatnonzero(taken_choices(program, placements)).tolist()
    outcome = attrs.evolve(outcome, taken=tuple(taken))
    return plan_from_outcome(begun.week, plan.policy, program, outcome, LEFT_OUT, today=begun.today)
