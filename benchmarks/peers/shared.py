"""What the peers share: tiers in turn, the clock, and a check of every answer."""

from typing import Protocol

import attrs
import numpy as np

from strengthfit.program import Program
from strengthfit.program.objective import JoinedTiers
from strengthfit.program.rows import BoolArray
from strengthfit.strategies import Limits, Outcome
from strengthfit.strategies.incumbents import Trace

from .given import Given


@attrs.frozen(eq=False)
class Answer:
    """What a solver said about one group of tiers.

    Parameters
    ----------
    taken : numpy.ndarray or None
        Shape (choices,): its best plan, if it has one.
    bound : int
        What it proved that the group's objective cannot be below.
    ended : bool
        Whether it says that its search is complete: the plan is the best, or there is none.
    """

    taken: BoolArray | None = None
    bound: int = 0
    ended: bool = False


class Model(Protocol):
    """A peer's model of one program."""

    def minimise(self, group: JoinedTiers, seconds: float | None) -> Answer:
        """Minimise a group's objective within so many seconds."""
        ...

    def hold(self, tier: int, value: int) -> None:
        """Ask from now on that a tier is at most this many of its units."""
        ...


def in_turn(
    given: Given, groups: list[JoinedTiers], model: Model, limits: Limits, trace: Trace
) -> Outcome:
    """Solve groups one after another, holding what was proven, and return the outcome.

    Nothing is believed that can be checked: plans are checked against every row of the program and
    valued by it. A group whose value is already 0 is not solved, as nothing is below.

    Parameters
    ----------
    given : Given
    groups : list of JoinedTiers
        In the order of the tiers.
    model : Model
        With all rows, and no objective yet.
    limits : Limits
        `seconds` is for all groups together, counted from when `trace` began.
    trace : Trace
        Takes in the plan of each group.
    """
    program = given.program
    best: BoolArray | None = None
    bound = [0] * len(program.tiers)
    status = "optimal"
    for group in groups:
        answer = _answer(given, group, model, best, _left(limits, trace))
        if answer.taken is not None:
            best = _better(program, best, answer.taken)
            trace.record(program.objective(best))
        value = None if best is None else _value(program, group, best)
        proven = answer.bound if value is None else min(answer.bound, value)
        bound[group.first : group.last] = group.split(proven)
        if value is None or value > answer.bound:
            nowhere = answer.ended and answer.taken is None and best is None
            status = "infeasible" if nowhere else "unknown" if best is None else "feasible"
            break
        for tier in range(group.first, group.last):
            model.hold(tier, bound[tier] // int(given.units[tier]))
    return _outcome(given, status, best, bound, trace)


def alone(given: Given, trace: Trace) -> Outcome | None:
    """Return the outcome where no choice is open: there is one plan, and nothing to solve."""
    if len(given.presolved.kept):
        return None
    nothing = given.plan([])
    if not given.keeps(nothing):
        return _outcome(given, "infeasible", None, [0] * len(given.program.tiers), trace)
    objective = given.program.objective(nothing)
    trace.record(objective)
    return _outcome(given, "optimal", nothing, list(objective), trace)


def _outcome(
    given: Given, status: str, best: BoolArray | None, bound: list[int], trace: Trace
) -> Outcome:
    return Outcome(
        status=status,
        taken=() if best is None else tuple(np.flatnonzero(best).tolist()),
        objective=None if best is None else given.program.objective(best),
        bound=(0,) * len(bound) if best is None else tuple(bound),
        seconds=trace.seconds,
        incumbents=trace.incumbents,
    )


def _left(limits: Limits, trace: Trace) -> float | None:
    return None if limits.seconds is None else limits.seconds - trace.seconds


def _answer(
    given: Given, group: JoinedTiers, model: Model, best: BoolArray | None, seconds: float | None
) -> Answer:
    """Ask the model, and check what it says."""
    if best is not None and _value(given.program, group, best) == 0:
        return Answer(ended=True)
    if seconds is not None and seconds <= 0:
        return Answer()
    answer = model.minimise(group, seconds)
    if answer.taken is None:
        return answer
    if not given.keeps(answer.taken):
        return Answer()
    if answer.bound > _value(given.program, group, answer.taken):  # it contradicts itself
        return Answer(answer.taken)
    return answer


def _better(program: Program, best: BoolArray | None, taken: BoolArray) -> BoolArray:
    if best is None or program.objective(taken) < program.objective(best):
        return taken
    return best


def _value(program: Program, group: JoinedTiers, taken: BoolArray) -> int:
    """Return a plan's value of a group's objective: its tiers as digits."""
    value = 0
    tiers = program.objective(taken)[group.first : group.last]
    for tier, divisor, radix in zip(tiers, group.divisors, group.radices, strict=True):
        value = value * radix + tier // divisor
    return value
