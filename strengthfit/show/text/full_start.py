"""What a full gym costs an athlete, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ...diagnosis.objective_difference import ObjectiveDifference, price_text
from ...domain.clock import DAY
from ...squads.prices import FullStart
from ...squads.shared_use import ALWAYS
from .layout import wrap_all


def full_start_text(full: FullStart) -> str:
    """Return what it costs that a start was full, in a line.

    Examples
    --------
    >>> from strengthfit.program import Label
    >>> at = Label("capacity", "places", "no place left in the gym", code="capacity.places")
    >>> price = ObjectiveDifference(interference=-6)
    >>> own = 1830, "Tue 06:30", "heavy", "full", (at,), price
    >>> full_start_text(FullStart(*own, ("Tue 07:00",), (), 0.05))
    'Tue 06:30 was full; Tue 07:00 costs you 0.30 % more interference'
    """
    head = f"{full.when} {_why(full)}{f' for {full.name}' if full.among_others else ''}"
    if not full.saves:
        return f"{head}; a place there would save you nothing"
    lacking = ObjectiveDifference(*(-step for step in full.price))
    words = price_text(lacking, full.resolution)
    if not full.instead:
        return f"{head}; without it you have {words}"
    several = len(full.instead) > 1
    verb = "cost you" if several else "costs you"
    if not _is_interference(lacking):
        verb = "leave you with" if several else "leaves you with"
    return f"{head}; {' and '.join(full.instead)} {verb} {words}"


def full_starts_lines(member: str, starts: Sequence[FullStart]) -> list[str]:
    """Return what full times cost a member, without those that cost nothing, in lines.

    Of each day and each session it is the dearest that is named.

    Examples
    --------
    >>> full_starts_lines("Ann", [])
    ['No full time, and none without the coach, costs Ann anything.']
    """
    dearest: dict[tuple[int, str], FullStart] = {}
    for start in starts:
        if start.saves:
            dearest.setdefault((start.start // DAY, start.name), start)
    if not dearest:
        return wrap_all([f"No full time, and none without the coach, costs {member} anything."])
    head = f"What {member} lacks most, of each day with full times or none with the coach:"
    return [*wrap_all([head]), *wrap_all(f"- {full_start_text(one)}" for one in dearest.values())]


def _is_interference(price: ObjectiveDifference) -> bool:
    """Whether a price is interference and nothing before it."""
    return price.interference > 0 and not (price.strength or price.continuity)


_WHY = {
    "capacity.places": "was full",
    "capacity.coach": "had no coach free",
    "coach": "was without the coach",
}


def _why(full: FullStart) -> str:
    """Return what closes a start; since when others have the rack is left out."""
    label = full.labels[0]
    return _WHY.get(label.code) or f"had {label.text.removesuffix(ALWAYS).partition(', ')[0]}"
