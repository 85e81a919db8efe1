"""Days with strength."""

import numpy as np

from ...planning.plans import Plan
from ...program import Program
from ...program.edit import Entry
from .axis import Axis, Form, nothing


def _form(program: Program, previous: Plan | None) -> Form:
    """Return one variable a day, which is 1 if the day has a session."""
    width, horizon = len(program.choices), program.horizon
    most = int(program.counts.sum())  # if a rule is waived, more than the policy allows a day
    entries: list[Entry] = []
    for day in range(horizon.days):
        members = np.flatnonzero(program.choices.day == day)
        entries.append(
            (
                np.append(members, width + day),
                np.append(np.ones(len(members), dtype=np.int64), -most),
                0,
            )
        )
    return Form(*nothing(program), extra=horizon.days, entries=entries)


AXIS = Axis(
    "days",
    _form,
    head="days",
    label="strength spread over (days)",
    brief="days",
    phrase="days with strength",
)
