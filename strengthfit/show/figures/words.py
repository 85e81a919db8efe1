"""Plans in a few words, as short as they stay apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...domain.block import weeks_of
from ...domain.clock import DAY, clock_text, day_name
from ...domain.strength import DOSES
from ...planning import Placement, Plan

LETTERS = {"reduced": "R", "simplified": "S"}


def plans_in_words(plans: Sequence[Plan]) -> list[str]:
    """Return the placements of each plan in a few words.

    They are told by day, and by time where two plans have the same days. A full session is its day
    alone, a lighter one has its letter behind it, and the kind is told where there is more than
    one. Of a block it is how many sessions of each dose.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])
    >>> plans_in_words([sf.plan(week), sf.plan(sf.Week([], strength=0))])
    ['Wed + Fri', 'no strength']
    """
    kinds = {placement.kind for plan in plans for placement in plan.placements}
    told = [_days(plan, kinds=len(kinds) > 1, times=False) for plan in plans]
    counts = Counter(told)
    return [
        _days(plan, kinds=len(kinds) > 1, times=True) if counts[words] > 1 else words
        for plan, words in zip(plans, told, strict=True)
    ]


def letters_in_words(plans: Sequence[Plan]) -> str:
    """Return what the letters behind the days mean; nothing where there are none."""
    doses = {p.dose for plan in plans if len(weeks_of(plan.week)) == 1 for p in plan.placements}
    return ", ".join(f"({letter}) {dose}" for dose, letter in LETTERS.items() if dose in doses)


def _days(plan: Plan, kinds: bool, times: bool) -> str:
    if not plan.placements:
        return "no strength"
    if len(weeks_of(plan.week)) > 1:
        doses = Counter(placement.dose for placement in plan.placements)
        told = ", ".join(f"{doses[dose]} {dose}" for dose in DOSES if doses[dose])
        return f"{len(plan.placements)} sessions: {told}"
    first = plan.week.first_weekday
    return " + ".join(_day(placement, first, kinds, times) for placement in plan.placements)


def _day(placement: Placement, first_weekday: int, kinds: bool, times: bool) -> str:
    told = [day_name(placement.day, first_weekday)]
    told += [clock_text(placement.start % DAY)] if times else []
    told += [placement.kind] if kinds else []
    told += [f"({LETTERS[placement.dose]})"] if placement.dose in LETTERS else []
    return " ".join(told)
