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
from ..program.resolve import resolve_week
from ..program.rows import BoolArray, IntArray, Rows, grouped, stack
from ..strategies import Strategy, find
from .arguments import as_plan
from .blocking import find_blocked
from .days import days_of
from .from_outcome import plan_from_outcome
from .matching import find_choice, taken_choices
from .replan_arguments import midnight, moment, with_changed
from .values import Change, Compiled, Placement, Plan

MISSED = "missed"


@attrs.frozen(eq=False)
class _Begun:
    """A program, and which of its choices are what.

    Parameters
    ----------
    program : Program
        As the week is now known.
    now : int
        The first minute of today.
    done : tuple of int
        Choices that are done.
    kept : tuple of int
        For each session that is still to come, its choice as it was planned; -1 where there is no
        such choice any more.
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
        Where a time or an id is not known, or `week` does not ask for what is already done.

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
    rows = _frozen(begun)
    program = attrs.evolve(
        begun.program, rows=stack([rows, _held(begun), _not_crammed(begun, gone)])
    )
    outcome = find(strategy).solve(_with_changes(program, begun))
    lower = len(CHANGE_TIERS)
    outcome = attrs.evolve(
        outcome,
        objective=None if outcome.objective is None else outcome.objective[lower:],
        bound=outcome.bound[lower:],
    )
    if outcome.objective is None:
        raise PinError("pins: what is pinned cannot stand together with what is already done")
    read = _as_formulated(plan_from_outcome(asked, plan.policy, program, outcome), begun)
    if (read.week, read.placements) == (plan.week, plan.placements):
        return attrs.evolve(plan, changes=())
    changes = [*_lost(gone), *_changes(program, read, begun, to_come), *_added(read, to_come, now)]
    changes.sort(key=lambda change: min(p.start for p in (change.before, change.after) if p))
    return attrs.evolve(read, changes=tuple(changes))


def _as_formulated(plan: Plan, begun: _Begun) -> Plan:
    """Return a plan that remembers its week as `formulate` compiles it, not as it was frozen."""
    horizon = begun.program.horizon
    program = compile_choices(horizon, plan.policy, list_choices(horizon, plan.policy))
    taken = taken_choices(program, plan.placements)
    return attrs.evolve(
        plan,
        days=days_of(program, taken, plan.placements),
        compiled=Compiled(plan.week, plan.policy, program),
    )


def _missed(plan: Plan, asked: Week | Block, missed: Iterable[str | int]) -> list[Placement]:
    if isinstance(missed, str) or not isinstance(missed, Iterable):
        raise InputError("missed", missed, "is not a list of times such as 'Tue 18:00'")
    found: list[Placement] = []
    for index, when in enumerate(missed):
        where = f"missed[{index}]"
        at = moment(when, asked, plan.policy, where)
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
    used = np.zeros(len(choices), dtype=bool)
    at: list[int] = []
    for placement in (*done, *to_come):
        choice = find_choice(program, placement, used)
        at.append(-1 if choice is None else choice)
        if choice is not None:
            used[choice] = True
    for placement, choice in zip(done, at, strict=False):
        if choice < 0:
            raise InputError(
                "week", placement.when, f"has a {placement.kind} session done that nothing asks for"
            )
    return _Begun(program, now, tuple(at[: len(done)]), tuple(at[len(done) :]))


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


def _held(begun: _Begun) -> Rows:
    """Return rows that hold the past: what is done stays, and nothing is added."""
    past = begun.past.copy()
    past[list(begun.done)] = False
    other = np.flatnonzero(past)
    owners = np.concatenate([np.zeros(len(other), dtype=np.int64), 1 + np.arange(len(begun.done))])
    columns = np.concatenate([other, np.array(begun.done, dtype=np.int64)])
    signs = np.concatenate([np.ones(len(other)), -np.ones(len(begun.done))]).astype(np.int64)
    bounds = np.concatenate([[0], -np.ones(len(begun.done))]).astype(np.int64)
    labels = [Label("past", "today", "in the past")]
    labels += [Label("past", "done", "already done") for _ in begun.done]
    return grouped(owners, columns, signs, bounds, lambda: labels)


def _not_crammed(begun: _Begun, gone: list[Placement]) -> Rows:
    """Return a row for each demand with a missed session: no other takes its place."""
    program = begun.program
    choices, demands = program.choices, program.horizon.demands
    lost: dict[int, list[Placement]] = {}
    for placement in gone:
        week = placement.start // WEEK
        for index, demand in enumerate(demands):
            own = program.horizon.demand_weeks[index] == week
            if own and (demand.kind, demand.dose) == (placement.kind, placement.asked):
                lost.setdefault(index, []).append(placement)
                break
    owners: list[IntArray] = []
    columns: list[IntArray] = []
    bounds: list[int] = []
    labels: list[Label] = []
    done = np.array(begun.done, dtype=np.int64)
    for row, (index, placements) in enumerate(lost.items()):
        mine = np.flatnonzero((choices.demand == index) & ~begun.past)
        already = int((choices.demand[done] == index).sum())
        owners.append(np.full(len(mine), row))
        columns.append(mine)
        bounds.append(max(0, int(program.counts[index]) - already - len(placements)))
        told = ", ".join(placement.when for placement in placements)
        labels.append(Label(MISSED, told, f"the session missed on {told} is not made up"))
    nothing = np.zeros(0, dtype=np.int64)
    return grouped(
        np.concatenate([nothing, *owners]),
        np.concatenate([nothing, *columns]),
        None,
        np.array(bounds, dtype=np.int64),
        lambda: labels,
    )


CHANGE_TIERS = ("changes", "moves")
"""Before all other tiers: sessions that are not as they were, and of these those that moved."""


def _with_changes(program: Program, begun: _Begun) -> Program:
    """Return the program with the tiers of change in front.

    A demand that had o sessions to come, of which k stay as they were, and has t now, changes
    max(o, t) - k: the kept ones fall short of o, and t may go beyond it.
    """
    choices = program.choices
    ahead = ~begun.past
    members: list[IntArray] = []
    bounds: list[int] = []
    signs: list[int] = []
    prices: list[tuple[int, int]] = []
    kept = np.array([choice for choice in begun.kept if choice >= 0], dtype=np.int64)
    same_start = _same_start(program, begun)
    for demand in range(len(program.counts)):
        of_demand = choices.demand == demand
        mine = kept[of_demand[kept]]
        starts = np.flatnonzero(of_demand & same_start)
        number = len(mine)
        for columns, bound, sign, price in (
            (np.sort(mine), -number, -1, (1, 0)),
            (starts, -len(np.unique(choices.start[starts])), -1, (0, 1)),
            (np.flatnonzero(of_demand & ahead), number, 1, (1, 1)),
        ):
            members.append(columns)
            bounds.append(bound)
            signs.append(sign)
            prices.append(price)
    owners = np.repeat(np.arange(len(members)), [len(columns) for columns in members])
    columns = np.concatenate([np.zeros(0, dtype=np.int64), *members])
    each_sign = np.array(signs, dtype=np.int64)[owners]
    labels = [Label("changes", str(row), "a session changes") for row in range(len(bounds))]
    windows = grouped(owners, columns, each_sign, np.array(bounds, dtype=np.int64), lambda: labels)
    filled = [row for row, each in enumerate(members) if len(each)]
    extra = np.zeros((len(CHANGE_TIERS) + len(program.tiers), len(filled)), dtype=np.int64)
    extra[: len(CHANGE_TIERS)] = (
        np.array([prices[row] for row in filled], dtype=np.int64).reshape(-1, len(CHANGE_TIERS)).T
    )

    def lower(costs: IntArray) -> IntArray:
        none = np.zeros((len(CHANGE_TIERS), costs.shape[1]), dtype=np.int64)
        return np.vstack([none, costs])

    return attrs.evolve(
        program,
        tier_costs=lower(program.tier_costs),
        skip_costs=lower(program.skip_costs),
        windows=stack([program.windows, windows]),
        window_costs=np.hstack([lower(program.window_costs), extra]),
        window_terms=(*program.window_terms, ("changes", len(filled))),
        tiers=(*CHANGE_TIERS, *program.tiers),
    )


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
    alike = [
        p for p in added if (p.kind, p.asked, p.week) == (before.kind, before.asked, before.week)
    ]
    return min(alike, key=lambda p: abs(p.start - before.start), default=None)


def _reason(program: Program, taken: BoolArray, choice: int, after: Placement | None) -> str:
    """Return what stops a session where it was: alone, or next to the others of the new plan."""
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
