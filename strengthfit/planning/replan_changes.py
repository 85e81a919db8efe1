"""What replanning changed, session by session, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs
import numpy as np

from ..program import Label, Program
from ..program.horizon import Pin
from ..program.rows import BoolArray
from ..strategies.protocol import Outcome
from .blocking import find_blocked
from .done_sessions import Begun, Lost
from .groups import Group, group_of
from .missed_sessions import MISSED, lost_words
from .plans import Plan
from .values import Change, Placement, Skipped


def missed_changes(
    lost: Sequence[Lost], made_up: Mapping[Placement, Placement], why: Mapping[Placement, str]
) -> list[Change]:
    """Return what became of missed sessions: where each went, or that it is dropped, and why."""
    changes: list[Change] = []
    for one in lost:
        if one.placement in made_up:
            reason = "missed; a good day is left for it"
            changes.append(Change(one.placement, made_up[one.placement], reason))
        elif one.instead is None:
            end = f": {why[one.placement]}" if one.placement in why else ""
            changes.append(Change(one.placement, None, f"{lost_words(one)}{end}"))
    return changes


def changes_to_come(
    program: Program,
    outcome: Outcome,
    new: Sequence[Placement],
    begun: Begun,
    kept: Sequence[int],
) -> list[Change]:
    """Return what became of the sessions that were to come, and what was added to them.

    The program is the one that was solved, with its outcome, and `new` are the placements of that;
    `kept` has the choice of each session to come.
    """
    taken = program.mask(outcome.taken)
    added = [p for p in new if p.start >= begun.now and p not in begun.to_come]
    pinned = list(begun.pinned)
    changes: list[Change] = []
    for placement, choice in zip(begun.to_come, kept, strict=True):
        if placement in new:
            continue
        if (after := _partner(placement, added)) is not None:
            added.remove(after)
            pin = _pin_of(after, begun, unless=placement)
            reason = f"the {pin} is pinned" if pin else _reason(program, taken, choice, after)
        elif (after := _partner(placement, pinned)) is not None:
            pinned.remove(after)
            reason = "done then, as pinned"
        else:
            reason = _reason(program, taken, choice, None)
        changes.append(Change(placement, after, reason))
    changes += [Change(None, placement, "done then, as pinned") for placement in pinned]
    for placement in added:
        pin = _pin_of(placement, begun)
        changes.append(
            Change(None, placement, "it is pinned" if pin else "there is room for it now")
        )
    return changes


def _pin_of(placement: Placement, begun: Begun, unless: Placement | None = None) -> str | None:
    """Return in words which pin asks for a session, and would not be satisfied by another."""

    def asks(pin: Pin, p: Placement) -> bool:
        return pin.allows(p.kind, p.start, p.dose, p.effort, p.label)

    fitting = [pin for pin in begun.pins if asks(pin, placement)]
    return next((pin.text for pin in fitting if unless is None or not asks(pin, unless)), None)


def _partner(before: Placement, added: list[Placement]) -> Placement | None:
    """Return where a session went: of the same kind in the same week, at its own time if it can."""
    alike = [p for p in added if group_of(p) == group_of(before)]
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


def by_time(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return changes by the earlier of their two times."""
    return tuple(
        sorted(changes, key=lambda one: min(p.start for p in (one.before, one.after) if p))
    )


def _label(planned: Placement, reason: str) -> Label:
    return Label(MISSED, planned.when, reason)


def skipped_for(plan: Plan, lost: Iterable[Lost]) -> tuple[Skipped, ...]:
    """Return what a plan skips; of sessions that are lost the reason is how each was lost."""
    left = {one.placement: lost_words(one) for one in lost}
    program = plan.program
    given = np.bincount(
        program.choices.demand[list(plan.outcome.taken)], minlength=len(program.counts)
    )
    weeks = np.repeat(program.horizon.demand_weeks, program.counts - given).tolist()
    answer: list[Skipped] = []
    for one, week in zip(plan.skipped, weeks, strict=True):
        group = Group(one.kind, one.dose, one.effort, week, one.label)
        planned = next((p for p in left if group_of(p) == group), None)
        if planned is not None:
            reason = f"the one on {planned.when} was {left.pop(planned)}"
            label = _label(planned, reason)
            answer.append(
                attrs.evolve(one, reason=reason, labels=(label,), together=False, code=label.code)
            )
        else:
            answer.append(one)
    return tuple(answer)
