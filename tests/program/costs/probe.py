"""Asking one cost about sessions at given starts."""

from collections.abc import Iterable

from strengthfit import Block, Policy, Week
from strengthfit.domain.clock import DAY, DAYS
from strengthfit.domain.strength import DOSES
from strengthfit.program import Label, formulate

Asked = Week | Block


def at(text: str, week: int = 0) -> int:
    """Return the minute of a time such as "Tue 18:00" in a week of the horizon."""
    day, clock = text.split()
    hours, minutes = clock.split(":")
    return (7 * week + DAYS.index(day)) * DAY + 60 * int(hours) + int(minutes)


def counted(
    asked: Asked, term: str, taken: Iterable[int], policy: Policy | None = None, kind: str = ""
) -> dict[Label, float]:
    """Return what a term counts for full sessions at these starts, by label, zeros left out.

    Of a term of single sessions its values; of one over several the units above its bounds.
    """
    program = formulate(asked, policy)
    choices, left = program.choices, list(taken)
    mask = program.mask([])
    for index, start in enumerate(choices.start):
        demand = program.horizon.demands[choices.demand[index]]
        right_kind = not kind or demand.kind == kind
        if int(start) in left and DOSES[choices.dose[index]] == demand.dose and right_kind:
            mask[index] = True
            left.remove(int(start))
    assert not left, f"no choice starts at {left}"
    found: dict[Label, float] = {}
    for (name, _, _), part in zip(program.cost_terms, program.cost_parts, strict=True):
        if name == term:
            found |= zip(part.labels, part.by_cause(mask).tolist(), strict=True)
    windows = program.windows
    above = windows.activity(mask) - windows.bounds
    for label, units in zip(windows.labels, above.tolist(), strict=True):
        if label.rule == term:
            found[label] = found.get(label, 0.0) + max(0, units)
    return {label: value for label, value in found.items() if value}
