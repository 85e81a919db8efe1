"""Sessions that are not as in the previous plan."""

import numpy as np

from ...errors import InputError
from ...planning.matching import taken_choices
from ...planning.plans import Plan
from ...program import Program
from ...program.edit import Entry
from ...program.rows import BoolArray, IntArray
from .axis import Axis, Form, nothing


def _form(program: Program, previous: Plan | None) -> Form:
    """Return one variable for each session that does not stay, and one for each that is added.

    A demand that had o sessions, of which k stay as they were, and has t now, changes max(o, t) - k
    as in replanning: those are the sessions that do not stay, and those beyond o.
    """
    if previous is None:
        raise InputError(
            "previous", None, "is not a Plan; changes are counted against one", "missing"
        )
    kept = taken_choices(program, previous.placements)
    had = _by_demand(program, kept)
    extra, entries = len(program.choices), list[Entry]()
    for choice in np.flatnonzero(kept).tolist():
        entries.append((np.array([choice, extra]), np.array([-1, -1]), -1))
        extra += 1
    for demand, beyond in enumerate((program.counts - had).tolist()):
        if beyond > 0:
            members = np.flatnonzero(program.choices.demand == demand)
            more = np.arange(extra, extra + beyond)
            signs = np.repeat([1, -1], [len(members), beyond])
            entries.append((np.concatenate([members, more]), signs, int(had[demand])))
            extra += beyond
    return Form(*nothing(program), extra=extra - len(program.choices), entries=entries)


def _by_demand(program: Program, taken: BoolArray) -> IntArray:
    counts: IntArray = np.bincount(program.choices.demand[taken], minlength=len(program.counts))
    return counts


AXIS = Axis(
    "changes",
    _form,
    head="changes",
    label="changes (sessions)",
    brief="changed",
    phrase="changed",
)
