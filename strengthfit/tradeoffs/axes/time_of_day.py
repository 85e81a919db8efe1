"""Minutes away from the preferred time, by the policy's weight."""

import numpy as np

from ...planning.plans import Plan
from ...program import Program
from ...program.costs.time_of_day import TERM
from .axis import Axis, Form


def _form(program: Program, previous: Plan | None) -> Form:
    names = [name for name, _, _ in program.cost_terms]
    part = program.cost_parts[names.index(TERM.name)]
    minutes = part.by_choice(len(program.choices)).astype(np.int64)  # whole already
    return Form(minutes, np.zeros_like(program.counts))


AXIS = Axis(
    "time_of_day",
    _form,
    head="minutes off",
    label="off the preferred time (min)",
    brief="min off",
    phrase="min off the preferred time",
)
