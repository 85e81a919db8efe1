"""Sessions that are lighter than their week's prescription, and what stands against more."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from ..domain.strength import DOSES, TAPER_DOSES
from ..program import Label
from .blocking import find_blocked
from .matching import matched_choices, taken_choices
from .plans import Plan
from .values import Placement


@attrs.frozen
class Lighter:
    """A session that is lighter than asked and prescribed, and the rule against a fuller one."""

    placement: Placement
    label: Label

    @property
    def text(self) -> str:
        """Why, as a clause; days stand without the number of their week."""
        week = f"W{self.placement.week + 1} "
        when, why = (text.replace(week, "") for text in (self.placement.when, self.label.text))
        if self.label.rule == "race":  # which says of a dose what is left, not what is too much
            return f"on {when} {why}"
        if self.label.rule == "before_hard_day":  # where a lighter one may stand
            return f"a fuller dose on {when} may not stand {why}"
        return f"a fuller dose on {when} would be {why}"


def lighter_doses(plan: Plan) -> tuple[Lighter, ...]:
    """Return the sessions to come that other rules made lighter than the prescription leaves them.

    The rule is one that closes the next fuller dose at the session's start, beside the rest of the
    plan. What running load and races ask for of the whole week the prescription says.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([], strength=1, available=["Tue 18:00-18:30"])
    >>> [lighter.text for lighter in lighter_doses(sf.plan(week))]
    ['a fuller dose on Tue 18:00 would be outside the open hours of Tue']
    """
    light = [placement for placement in plan.placements if _is_lighter(plan, placement)]
    return tuple(_with_labels(plan, light)) if light else ()  # compiles only if there is need


def _is_lighter(plan: Plan, placement: Placement) -> bool:
    left = TAPER_DOSES.index(plan.prescriptions[placement.week].dose)
    fullest = max(left, DOSES.index(placement.asked))
    return placement.day >= plan.today and DOSES.index(placement.dose) > fullest


def _with_labels(plan: Plan, light: list[Placement]) -> Iterator[Lighter]:
    program = plan.program
    choices, taken = program.choices, taken_choices(program, plan.placements)
    found = zip(plan.placements, matched_choices(program, plan.placements), strict=True)
    for placement, choice in found:
        if placement not in light or choice is None:
            continue
        fuller = (choices.start == placement.start) & (choices.demand == choices.demand[choice])
        fuller &= choices.dose < choices.dose[choice]
        next_fuller = np.flatnonzero(fuller)[-1:].tolist()
        others = taken & ~program.mask([choice])
        labels = find_blocked(program, others).closing(next_fuller).labels
        if labels:
            yield Lighter(placement, labels[0])
