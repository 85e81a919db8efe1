"""The program of a week that has begun: what was done is held, and nothing else starts before."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import numpy as np

from ..domain.block import Block
from ..domain.clock import DAY
from ..domain.policy import Policy
from ..domain.strength import DOSES
from ..domain.week import Week
from ..program import Label, Program
from ..program.choices import Choices, list_choices
from ..program.compile import compile_choices
from ..program.edit import at_least_of, at_most_of, with_rows
from ..program.horizon import Horizon
from ..program.resolve import resolve_week
from ..program.rows import BoolArray, Rows
from ..program.rules.of_the_past import PAST as RULE_OF_THE_PAST
from .groups import group_of, groups_of
from .matching import matched_choices
from .values import Placement

PAST = RULE_OF_THE_PAST.name
"""The rule on the labels of what holds the past, and the state of a start that is past."""


def program_of_plan(
    week: Week | Block,
    policy: Policy,
    placements: Iterable[Placement],
    today: int,
    extra: Iterable[int] = (),
) -> Program:
    """Return the program of a plan that was made on a day, 0 for the first.

    Nothing of it depends on how the plan came about, so that a plan read from a file has the same.
    `extra` holds more starts to consider.
    """
    horizon, placed = resolve_week(week, policy), tuple(placements)
    choices = begun_choices(horizon, policy, placed, today, extra)
    return with_past(compile_begun(horizon, policy, choices, placed, today), placed, today)


def compile_begun(
    horizon: Horizon,
    policy: Policy,
    choices: Choices,
    placements: Iterable[Placement],
    today: int,
) -> Program:
    """Compile choices of a week that has begun: kept pins have room beside what is done."""
    program = compile_choices(horizon, policy, choices)
    if not today or not any(pin.kept for pin in horizon.pins):
        return program
    done = done_choices(program, placements, today)
    return compile_choices(horizon, policy, choices, done)


def done_choices(program: Program, placements: Iterable[Placement], today: int) -> list[int]:
    """Return the choices that are done: those of the placements before today, if they have one."""
    placed = tuple(placements)
    found = zip(placed, matched_choices(program, placed), strict=True)
    return [choice for p, choice in found if choice is not None and p.day < today]


def begun_choices(
    horizon: Horizon,
    policy: Policy,
    placements: Iterable[Placement],
    today: int,
    extra: Iterable[int] = (),
) -> Choices:
    """Return the choices of a horizon, with the starts of sessions, and those done as they were.

    A done session of a length that a demand like its own would not plan is a choice of that too.
    """
    placed = tuple(placements)
    choices = list_choices(horizon, policy, [*extra, *(p.start for p in placed)])
    groups = groups_of(horizon)
    own = [
        (index, p)
        for p in placed
        if p.day < today
        for index, group in enumerate(groups)
        if group == group_of(p) and not _is_offered(choices, index, p)
    ]
    return _with_sessions(choices, own) if own else choices


def _is_offered(choices: Choices, demand: int, placement: Placement) -> bool:
    """Whether a demand has a choice just like a placement, of its length too."""
    here = choices.at(placement.start, placement.kind, placement.dose)
    return bool((here & (choices.demand == demand) & (choices.minutes == placement.minutes)).any())


def _with_sessions(choices: Choices, sessions: list[tuple[int, Placement]]) -> Choices:
    """Return more choices, sorted as ever: sessions, each with its demand."""
    more = np.array(
        [
            (index, p.start, DOSES.index(p.dose), p.minutes, choices.kind_index(p.kind))
            for index, p in sessions
        ],
        dtype=np.int64,
    ).T
    demand, start, dose, minutes, kind = (
        np.concatenate([getattr(choices, name), column])
        for name, column in zip(("demand", "start", "dose", "minutes", "kind"), more, strict=True)
    )
    every = Choices(
        demand, start, dose, minutes, kind, start // DAY, start + minutes, choices.kinds
    )
    return every.pick(np.lexsort((minutes, dose, demand, start)))


def with_past(program: Program, placements: Iterable[Placement], today: int) -> Program:
    """Return the program that holds the past: what is done stays, and nothing is added.

    Done is each of the placements that starts before today.
    """
    placed = tuple(placements)
    past = program.choices.start < today * DAY
    if not past.any():
        return program
    done = done_choices(program, placed, today)
    held = program.mask(done)
    program = attrs.evolve(program, rows=_with_room(program.rows, past, held))
    nothing_else = at_most_of(np.flatnonzero(past & ~held), 0)
    program = with_rows(program, [nothing_else], Label(PAST, "today", "in the past"))
    stays = [at_least_of(np.array([choice]), 1) for choice in done]
    return with_rows(program, stays, Label(PAST, "done", "already done"))


def _with_room(rows: Rows, past: BoolArray, held: BoolArray) -> Rows:
    """Return the rows with room for what is done: nobody can keep a rule in the past.

    A row has room for the least that it can still come to, with what is done and with all choices
    to come that bring it down, as those of a pin do.
    """
    down = np.minimum(rows.coefficients, 0) * ~past[rows.columns]
    least = np.bincount(rows.owners, weights=down, minlength=len(rows)).astype(np.int64)
    return attrs.evolve(rows, bounds=np.maximum(rows.bounds, rows.activity(held) + least))
