"""The costs in force, in the order in which they are named. A new cost is one more line here."""

from . import (
    dose_lost,
    even_spacing,
    gap,
    habit,
    last_rest_day,
    load_of_day,
    rest_day,
    runs_on_strength,
    second_trip,
    strength_on_runs,
    time_of_day,
)
from .skipped import SKIPPED
from .term import Part, Term

TERMS: dict[str, Term] = {
    term.name: term
    for term in (
        dose_lost.TERM,
        strength_on_runs.TERM,
        runs_on_strength.TERM,
        load_of_day.TERM,
        second_trip.TERM,
        rest_day.TERM,
        last_rest_day.TERM,
        habit.TERM,
        time_of_day.TERM,
        gap.TERM,
        even_spacing.TERM,
    )
}
"""By name. A label of a cost has that name as its `rule`."""


def part_named(name: str) -> Part:
    """Return the term of a name, or what counts skipped sessions."""
    return SKIPPED if name == SKIPPED.name else TERMS[name]
