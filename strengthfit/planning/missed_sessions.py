"""Sessions that were missed: not made up for, or moved once to a day that is good enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np

from ..domain.strength import DOSES
from ..program import Label, Program
from ..program.edit import at_least_of, at_most_of, with_rows
from ..program.rows import BoolArray, IntArray
from ..program.tier_names import INTERFERENCE
from ..strategies.in_time import solve_in_call
from ..strategies.protocol import Outcome, Status, Strategy
from .blocking import find_blocked
from .done_sessions import Begun, Lost
from .groups import Group, group_of, groups_of
from .matching import matched_choices
from .plans import Plan
from .values import Placement

MISSED = "missed"
"""The rule on the labels of what keeps lost sessions from being made up for."""

_STEPS_MORE = 1
"""CONVENTION: prices that lie less than a step of the resolution apart cannot be told apart."""


# Not made up for


def not_made_up(program: Program, begun: Begun) -> Program:
    """Return the program with rows for each group of lost sessions: no more than is left of it.

    That is what was asked less what was done and what is lost. A pin is not in their way, so there
    is room for as many as are pinned, whatever was lost.
    """
    lost = Counter(group_of(one.placement) for one in begun.lost)
    for group in lost:
        starts = ", ".join(
            one.placement.when for one in begun.lost if group_of(one.placement) == group
        )
        label = Label(MISSED, starts, f"the session missed on {starts} is not made up")
        days = program.horizon.week_days
        own = group.kind, group.week
        pins = [pin for pin in begun.pins if (pin.kind, pin.day // days) == own]
        fitting = sum(
            pin.effort in (None, group.effort)
            and pin.label in (None, group.label)
            and (pin.dose is None or DOSES.index(pin.dose) >= DOSES.index(group.asked))
            for pin in pins
        )
        program = _at_most(program, begun, [group], lost=lost, pinned=fitting, label=label)
        closed = _missed_ahead(program, begun, group)
        if closed.any():
            program = with_rows(program, [at_most_of(np.flatnonzero(closed), 0)], label)
        if pins:  # which may be of either of two demands of the kind, but not of both
            alike = [
                other
                for other in dict.fromkeys([*groups_of(program.horizon), *lost])
                if (other.kind, other.week) == own
            ]
            program = _at_most(program, begun, alike, lost=lost, pinned=len(pins), label=label)
    return program


def _at_most(
    program: Program,
    begun: Begun,
    groups: Sequence[Group],
    *,
    lost: Mapping[Group, int],
    pinned: int,
    label: Label,
) -> Program:
    """Return the program with a row: of these groups no more is to come than is left of them."""
    demands = _demands_of(program, *groups)
    done = sum(group_of(p) in groups for p in begun.done)
    gone = sum(lost.get(group, 0) for group in groups)
    left = max(0, int(program.counts[demands].sum()) - done)
    to_come = demands[program.choices.demand] & (program.choices.start >= begun.now)
    most = max(left - gone, min(left, pinned))
    return with_rows(program, [at_most_of(np.flatnonzero(to_come), most)], label)


def _missed_ahead(program: Program, begun: Begun, group: Group) -> BoolArray:
    """Return the choices of a group at starts of it that were missed in advance: not then."""
    choices = program.choices
    starts = [one.placement.start for one in begun.lost if group_of(one.placement) == group]
    ahead = [start for start in starts if start >= begun.now]
    closed: BoolArray = _demands_of(program, group)[choices.demand] & np.isin(choices.start, ahead)
    return closed


def _demands_of(program: Program, *groups: Group) -> BoolArray:
    """Return which demands are of some groups, shape (demands,)."""
    return np.array([group in groups for group in groups_of(program.horizon)], dtype=bool)


# Moved once


@attrs.frozen(eq=False)
class _Places:
    """Where missed sessions that are alike may go: as many as `number` of the choices of a mask."""

    number: int
    good: BoolArray


def move_missed(
    held: Program, outcome: Outcome, begun: Begun, plan: Plan, strategy: str | Strategy
) -> Outcome:
    """Return the outcome with each missed session once more, if a good day is left for it.

    All that the outcome takes stays. The program is the one in which the past is held.
    """
    taken = held.mask(outcome.taken)
    places = [
        _Places(number, _places(held, begun, like) & ~taken & _good(held, plan, like))
        for like, number in _alike(begun.lost)
    ]
    good = np.zeros(len(taken), dtype=bool)
    for place in places:
        good |= place.good
    if not good.any():
        return outcome
    nothing_else = at_most_of(np.flatnonzero(~good & ~taken), 0)
    entries = [nothing_else, *(at_least_of(np.array([choice]), 1) for choice in outcome.taken)]
    entries += [at_most_of(np.flatnonzero(place.good), place.number) for place in places]
    label = Label(MISSED, "moved", "everything else stays")
    found = solve_in_call(with_rows(held, entries, label), strategy)
    more = held.mask(found.taken)
    if found.objective is None or not more[taken].all() or held.broken(more):
        return outcome
    proven = outcome.status == found.status == Status.OPTIMAL
    return attrs.evolve(found, status=Status.OPTIMAL if proven else Status.FEASIBLE)


def made_up_for(lost: tuple[Lost, ...], moved: Sequence[Placement]) -> dict[Placement, Placement]:
    """Return where missed sessions went: each to one like it, in order of time."""
    left, found = list(moved), dict[Placement, Placement]()
    for one in sorted(lost, key=lambda one: one.placement.start):
        like = group_of(one.placement), one.placement.dose
        new = next((p for p in left if (group_of(p), p.dose) == like), None)
        if one.instead is None and new is not None:
            left.remove(new)
            found[one.placement] = new
    return found


def _alike(lost: tuple[Lost, ...]) -> Iterator[tuple[Placement, int]]:
    """Yield one of each set of missed sessions that are alike, and how many they are."""
    alike: dict[object, list[Placement]] = {}
    for one in lost:
        if one.instead is None:
            planned = one.placement
            alike.setdefault((group_of(planned), planned.dose), []).append(planned)
    for members in alike.values():
        yield members[0], len(members)


def _places(program: Program, begun: Begun, like: Placement) -> BoolArray:
    """Return the choices from today on that are of a session's demands and have its dose.

    Not at its own start, or that of another like it, if it was missed in advance.
    """
    choices = program.choices
    own: BoolArray = _demands_of(program, group_of(like))[choices.demand]
    own &= ~_missed_ahead(program, begun, group_of(like))
    places: BoolArray = (
        own & (choices.start >= begun.now) & (choices.dose == DOSES.index(like.dose))
    )
    return places


def _good(program: Program, plan: Plan, like: Placement) -> BoolArray:
    """Return the choices that cost little enough for a missed session."""
    good: BoolArray = program.tier_costs[INTERFERENCE] <= _dearest(plan, like.week) + _STEPS_MORE
    return good


def _dearest(plan: Plan, week: int) -> int:
    """Return the interference of the dearest session that was planned in a week, in steps."""
    costs: IntArray = plan.program.tier_costs[INTERFERENCE]
    found = zip(plan.placements, matched_choices(plan.program, plan.placements), strict=True)
    own = [int(costs[choice]) for p, choice in found if choice is not None and p.week == week]
    return max(own, default=0)


# In words


def lost_words(one: Lost) -> str:
    """Return why a session is lost, as an end of "it was ..."."""
    if one.instead is None:
        return "missed; it is not made up for"
    if one.instead.week != one.placement.week:
        return f"done on {one.instead.when}, and counts in that week"
    return f"done as {one.instead.name} on {one.instead.when}, and counts as that"


def why_not_moved(new: Plan, plan: Plan, begun: Begun, missed: Placement) -> str:
    """Return why a missed session has no place in the new plan, though it might have moved."""
    program, taken = new.program, new.program.mask(new.outcome.taken)
    demands = _demands_of(program, group_of(missed))
    given = np.bincount(program.choices.demand[taken], minlength=len(demands))
    if (given >= program.counts)[demands].all():
        return "the week has as many sessions as it asks for"
    places, blocked = _places(program, begun, missed) & ~taken, find_blocked(program, taken)
    still_open = np.flatnonzero(places & ~blocked.choices)
    if len(still_open):
        costs = program.tier_costs[INTERFERENCE]
        best, step = still_open[np.argmin(costs[still_open])], program.resolution
        when = program.horizon.moment(int(program.choices.start[best]))
        return (
            f"no good day is left; {when} would cost {costs[best] * step:.2f} %, and the dearest "
            f"session planned cost {_dearest(plan, missed.week) * step:.2f} %"
        )
    closing = "; ".join(label.text for label in blocked.main_labels(places)[:2])
    return f"every start left is closed, {closing}" if closing else "no day of its week is left"
