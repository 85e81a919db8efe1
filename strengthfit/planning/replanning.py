"""The program of a week already begun: frozen past, fewest changes, then the tiers as ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs
import numpy as np

from ..domain.block import Block
from ..domain.clock import WEEK
from ..domain.run import Run
from ..domain.week import Week
from ..errors import InputError, PinError
from ..program import Label, Program
from ..program.choices import list_choices
from ..program.compile import compile_choices
from ..program.edit import (
    Entry,
    NewTier,
    at_least_of,
    at_most_of,
    insert_tiers,
    rows_of,
    with_rows,
    with_windows,
)
from ..program.resolve import resolve_week
from ..program.rows import BoolArray, Rows
from ..strategies import Strategy, find
from .arguments import as_plan
from .blocking import find_blocked
from .days import days_of
from .from_outcome import plan_from_outcome
from .matching import choices_like, matched_choices, taken_choices
from .plans import Plan, remembering
from .replan_arguments import midnight, parse_moment, with_changed
from .values import Change, Placement

MISSED = "missed"


@attrs.frozen(eq=False)
class _Begun:
    """The program of a week as it is now known, and which of its choices are what.

    `now` is the first minute of today, `done` the choices that are done. `kept` has for each
    session that is still to come its choice as it was planned, or -1 if there is none any more.
    """

    program: Program
    now: int
    done: tuple[int, ...]
    kept: tuple[int, ...]

    @property
    def past(self) -> BoolArray:
        """Which choices start before today, shape (choices,)."""
        past: BoolArray = self.program.choices.start < self.now
        return past


def replan(
    plan: Plan,
    week: Week | Block | None = None,
    today: str | int | dt.date = 0,
    missed: Iterable[str | int] = (),
    changed: Mapping[str, Run | None] | None = None,
    *,
    strategy: str | Strategy = "cpsat",
) -> Plan:
    """Plan again in the middle of a week or block: the past stays, and little changes.

    The fewest sessions are changed that keep every rule; among such plans the fewest are moved, and
    then the best is taken as in `plan`. What was missed is not made up for.

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
    changed : mapping of str to Run or None, optional
        Runs that are not what they were, by id; None for a run that is off.
    strategy : str or Strategy

    Returns
    -------
    Plan
        With `changes`, each with `before`, `after` and `reason`.

    Raises
    ------
    InputError
        If a time or an id is not known, or `week` does not ask for what is already done.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "easy"), sf.Run("Sun 08:00", "long", id="long")]
    >>> plan = sf.plan(sf.Week(runs, strength=1))
    >>> plan.placements[0].when
    'Tue 18:00'
    >>> new = sf.replan(plan, today="Tue", changed={"long": sf.Run("Wed 08:00", "long")})
    >>> print(new.changes[0])
    Tue 18:00 circuit, full -> Thu 18:00 circuit, full: before the long run on Wed 08:00
    """
    asked = as_plan(plan).week if week is None else week
    if not isinstance(asked, Week | Block):
        raise InputError("week", week, "is neither a Week nor a Block")
    if changed is not None:
        asked = with_changed(asked, plan.policy, changed)
    now = midnight(today, asked)
    gone = _missed(plan, asked, missed)
    to_come = [p for p in plan.placements if p.start >= now and p not in gone]
    done = [p for p in plan.placements if p.start < now and p not in gone]
    begun = _begin(asked, plan, now, done, to_come)
    program = _not_crammed(_with_past(begun), begun, gone)
    outcome = find(strategy).solve(_with_changes(program, begun))
    lower = len(CHANGE_TIERS)
    outcome = attrs.evolve(
        outcome,
        objective=None if outcome.objective is None else outcome.objective[lower:],
        bound=outcome.bound[lower:],
    )
    if outcome.objective is None:
        raise PinError("pins: what is pinned cannot stand together with what is already done")
    read = plan_from_outcome(asked, plan.policy, program, outcome)
    if (read.week, read.placements) == (plan.week, plan.placements):
        return attrs.evolve(plan, changes=()) if plan.changes else plan
    changes = [*_lost(gone), *_changes(program, read, begun, to_come), *_added(read, to_come, now)]
    changes.sort(key=lambda change: min(p.start for p in (change.before, change.after) if p))
    return _as_formulated(read, changes, begun)


def _as_formulated(plan: Plan, changes: list[Change], begun: _Begun) -> Plan:
    """Return a plan that remembers its week as `formulate` compiles it, not as it was frozen."""
    horizon = begun.program.horizon
    program = compile_choices(horizon, plan.policy, list_choices(horizon, plan.policy))
    taken = taken_choices(program, plan.placements)
    changed = attrs.evolve(
        plan,
        days=days_of(find_blocked(program, taken), taken, plan.placements),
        outcome=attrs.evolve(plan.outcome, taken=tuple(np.flatnonzero(taken).tolist())),
        changes=tuple(changes),
    )
    return remembering(changed, program)


def _missed(plan: Plan, asked: Week | Block, missed: Iterable[str | int]) -> list[Placement]:
    if isinstance(missed, str) or not isinstance(missed, Iterable):
        raise InputError("missed", missed, "is not a list of times such as 'Tue 18:00'")
    found: list[Placement] = []
    for index, when in enumerate(missed):
        where = f"missed[{index}]"
        at = parse_moment(when, asked, plan.policy, where)
        session = next((p for p in plan.placements if p.start == at), None)
        if session is None:
            known = ", ".join(p.when for p in plan.placements) or "none"
            raise InputError(
                where, when, f"is not the start of a planned session; these are: {known}"
            )
        found.append(session)
    return found


def _begin(
    asked: Week | Block, plan: Plan, now: int, done: list[Placement], to_come: list[Placement]
) -> _Begun:
    """Compile the week as it is now known, with the done sessions among its choices."""
    horizon = resolve_week(asked, plan.policy)
    extra = [p.start for p in (*done, *to_come) if p.start < horizon.minutes]
    choices = list_choices(horizon, plan.policy, extra)
    program = compile_choices(horizon, plan.policy, choices)
    at = matched_choices(program, (*done, *to_come))
    found: list[int] = []
    for placement, choice in zip(done, at, strict=False):
        if choice is None:
            raise InputError(
                "week", placement.when, f"has a {placement.kind} session done that nothing asks for"
            )
        found.append(choice)
    kept = _kept(program, to_come, at[len(done) :], found)
    return _Begun(program, now, tuple(found), kept)


def _kept(
    program: Program,
    to_come: list[Placement],
    matched: tuple[int | None, ...],
    done: list[int],
) -> tuple[int, ...]:
    """Return the choice of each session that is still to come, or -1 if there is none any more.

    If a week asks for fewer sessions now, any of the old ones may be the one that stays: so those
    that no demand has a place for keep their choice too, and the solver chooses among them.
    """
    used = {*done, *(choice for choice in matched if choice is not None)}
    kept: list[int] = []
    for placement, choice in zip(to_come, matched, strict=True):
        fits = [other for other in choices_like(program, placement) if other not in used]
        kept.append(choice if choice is not None else next(iter(fits), -1))
        used.add(kept[-1])
    return tuple(kept)


def _with_past(begun: _Begun) -> Program:
    """Return the program that holds the past: what is done stays, and nothing is added."""
    other = begun.past.copy()
    other[list(begun.done)] = False
    program = attrs.evolve(begun.program, rows=_frozen(begun))
    nothing_else = [at_most_of(np.flatnonzero(other), 0)]
    program = with_rows(program, nothing_else, Label("past", "today", "in the past"))
    stays = [at_least_of(np.array([choice]), 1) for choice in begun.done]
    return with_rows(program, stays, Label("past", "done", "already done"))


def _frozen(begun: _Begun) -> Rows:
    """Return the rules with room for what is done: nobody can keep a rule in the past.

    Nor can a pin that was missed be kept any more.
    """
    rows = begun.program.rows
    done = np.zeros(len(begun.past), dtype=bool)
    done[list(begun.done)] = True
    possible = (
        np.bincount(rows.owners, weights=(~begun.past | done)[rows.columns], minlength=len(rows))
        > 0
    )
    bounds = np.maximum(rows.bounds, rows.activity(done))
    return attrs.evolve(rows, bounds=np.where(possible, bounds, np.maximum(bounds, 0)))


def _not_crammed(program: Program, begun: _Begun, gone: list[Placement]) -> Program:
    """Return the program with a row for each demand with a missed session: it is not made up."""
    choices, demands = program.choices, program.horizon.demands
    lost: dict[int, list[Placement]] = {}
    for placement in gone:
        week = placement.start // WEEK
        for index, demand in enumerate(demands):
            own = program.horizon.demand_weeks[index] == week
            same = demand.kind, demand.dose, demand.effort
            if own and same == (placement.kind, placement.asked, placement.effort):
                lost.setdefault(index, []).append(placement)
                break
    done = np.array(begun.done, dtype=np.int64)
    for index, placements in lost.items():
        already = int((choices.demand[done] == index).sum())
        left = max(0, int(program.counts[index]) - already - len(placements))
        to_come = np.flatnonzero((choices.demand == index) & ~begun.past)
        missed = ", ".join(placement.when for placement in placements)
        label = Label(MISSED, missed, f"the session missed on {missed} is not made up")
        program = with_rows(program, [at_most_of(to_come, left)], label)
    return program


CHANGE_TIERS = ("changes", "moves")
"""Before all other tiers: sessions that are not as they were, and of these those that moved."""

_CHANGES = Label("changes", "changes", "a session changes")


def _with_changes(program: Program, begun: _Begun) -> Program:
    """Return the program with the tiers of change in front.

    A demand that had o sessions to come, of which k stay as they were, and has t now, changes
    max(o, t) - k: the kept ones fall short of o, and t may go beyond it. Windows count both.
    """
    choices, same_start = program.choices, _same_start(program, begun)
    kept = np.array([choice for choice in begun.kept if choice >= 0], dtype=np.int64)
    stay: list[Entry] = []
    at_their_start: list[Entry] = []
    no_more: list[Entry] = []
    for demand in range(len(program.counts)):
        of_demand = choices.demand == demand
        mine = np.sort(kept[of_demand[kept]])
        starts = np.flatnonzero(of_demand & same_start)
        stay.append(at_least_of(mine, len(mine)))
        at_their_start.append(at_least_of(starts, len(np.unique(choices.start[starts]))))
        no_more.append(at_most_of(np.flatnonzero(of_demand & ~begun.past), len(mine)))
    program = insert_tiers(program, [NewTier(name) for name in CHANGE_TIERS])
    for entries, tiers in (
        (stay, ("changes",)),
        (at_their_start, ("moves",)),
        (no_more, CHANGE_TIERS),
    ):
        windows = rows_of(entries, _CHANGES)
        program = with_windows(program, "changes", windows, dict.fromkeys(tiers, 1))
    return program


def _same_start(program: Program, begun: _Begun) -> BoolArray:
    """Return the choices at which a session of their demand was planned, whatever the dose."""
    choices = program.choices
    same = np.zeros(len(choices), dtype=bool)
    for choice in begun.kept:
        if choice >= 0:
            same |= (choices.start == choices.start[choice]) & (
                choices.demand == choices.demand[choice]
            )
    return same


def _lost(gone: list[Placement]) -> list[Change]:
    return [Change(placement, None, "missed; it is not made up for") for placement in gone]


def _changes(program: Program, new: Plan, begun: _Begun, to_come: list[Placement]) -> list[Change]:
    """Return what became of each session that is not as it was."""
    taken = program.mask(new.outcome.taken)
    free = [p for p in new.placements if p not in to_come and p.start >= begun.now]
    changes = []
    for placement, choice in zip(to_come, begun.kept, strict=True):
        if placement not in new.placements:
            after = _partner(placement, free)
            if after is not None:
                free.remove(after)
            changes.append(Change(placement, after, _reason(program, taken, choice, after)))
    return changes


def _added(new: Plan, to_come: list[Placement], now: int) -> list[Change]:
    """Return the sessions that took nobody's place."""
    free = [p for p in new.placements if p.start >= now and p not in to_come]
    for placement in to_come:
        after = None if placement in new.placements else _partner(placement, free)
        if after is not None:
            free.remove(after)
    return [Change(None, placement, "there is room for it now") for placement in free]


def _partner(before: Placement, added: list[Placement]) -> Placement | None:
    """Return where a session went: of the same kind in the same week, at its own time if it can."""
    own = before.kind, before.asked, before.effort, before.week
    alike = [p for p in added if (p.kind, p.asked, p.effort, p.week) == own]
    return min(alike, key=lambda p: abs(p.start - before.start), default=None)


def _reason(program: Program, taken: BoolArray, choice: int, after: Placement | None) -> str:
    """Return what blocks a session where it was: alone, or next to the others of the new plan."""
    if choice < 0:
        return "nothing asks for it any more"
    mine = np.zeros(len(taken), dtype=bool)
    mine[choice] = True
    others = taken.copy()
    if after is not None:
        others &= program.choices.start != after.start
    for beside in (np.zeros(len(taken), dtype=bool), others):
        labels = find_blocked(program, beside).main_labels(mine)
        if labels:
            return "; ".join(label.text for label in labels[:2])
    return "so that as little as possible changes"
