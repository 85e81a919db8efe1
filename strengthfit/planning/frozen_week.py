"""The program of a week that has begun: what is done is held, and what was to come is known."""

from __future__ import annotations

import attrs
import numpy as np

from ..domain.policy import Policy
from ..errors import InputError
from ..program import Program
from ..program.compile import check_pins, kept_choices
from .done_sessions import Begun
from .matching import choices_like, matched_choices
from .past import begun_choices, compile_begun, with_past
from .values import Placement


@attrs.frozen(eq=False)
class Frozen:
    """The program of a week that has begun.

    `compiled` is the week's, `held` the same with what is done held and the rest of the past
    closed. `done` are the choices that are done, and `kept` has for each session to come its choice
    as it was planned, or -1 if there is none any more.
    """

    compiled: Program
    held: Program
    done: tuple[int, ...]
    kept: tuple[int, ...]


def freeze(begun: Begun, policy: Policy) -> Frozen:
    """Compile the week as it is now known, with the done sessions among its choices."""
    placed = (*begun.done, *begun.to_come)
    choices = begun_choices(begun.horizon, policy, placed, begun.today)
    compiled = compile_begun(begun.horizon, policy, choices, placed, begun.today)
    at = matched_choices(compiled, placed)
    found: list[int] = []
    for placement, choice in zip(begun.done, at, strict=False):
        if choice is None:
            raise InputError(
                "week",
                placement.when,
                f"has a {placement.kind} session done that nothing asks for",
                "not_asked",
            )
        found.append(choice)
    kept = _kept(compiled, begun.to_come, at[len(found) :], found)
    return Frozen(compiled, with_past(compiled, placed, begun.today), tuple(found), kept)


def _kept(
    program: Program,
    to_come: tuple[Placement, ...],
    matched: tuple[int | None, ...],
    done: list[int],
) -> tuple[int, ...]:
    """Return the choice of each session that is still to come, or -1 if there is none any more.

    If a week asks for fewer sessions now, any of the old ones may be the one that stays: so those
    that no demand has a place for keep their choice too, and the solver chooses among them.
    """
    used = {*done, *(choice for choice in matched if choice is not None)}
    kept: list[int] = []
    for placement, choice in zip(to_come, matched, strict=True):
        fits = [other for other in choices_like(program, placement) if other not in used]
        kept.append(choice if choice is not None else next(iter(fits), -1))
        used.add(kept[-1])
    return tuple(kept)


def check_pins_to_come(frozen: Frozen, begun: Begun, policy: Policy) -> None:
    """Refuse pins from today on that have no demand or break a rule next to what is done."""
    if not begun.pins:
        return
    kept = kept_choices(frozen.compiled, policy, frozen.done)
    to_come = [index for index, pin in enumerate(begun.horizon.pins) if pin in begun.pins]
    held, done = frozen.held, frozen.held.mask(frozen.done)
    used = np.bincount(held.choices.demand[done], minlength=len(held.counts))
    rest = attrs.evolve(
        held,
        horizon=attrs.evolve(held.horizon, pins=begun.pins),
        counts=held.counts - used,
        rows=attrs.evolve(held.rows, bounds=held.rows.bounds - held.rows.activity(done)),
    )
    check_pins(rest, {new: kept[old] for new, old in enumerate(to_come) if old in kept})
