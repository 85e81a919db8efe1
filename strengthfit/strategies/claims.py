"""Is an answer one at all, and does it go with its program? All that can be seen at once.

Whether a plan is best, or a bound true, is not seen here, but what disproves it often is: another
plan that is known, be it only the one that skips everything.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

import attrs
import numpy as np

from ..problem import shown
from ..program import Program
from .protocol import Incumbent, Outcome

WITH_PLAN = ("optimal", "feasible", "broken")
WITHOUT_PLAN = ("infeasible", "unknown")

_LARGEST = 1 << 63
"""No cost comes near it: programs count in 64 bits."""


def problems_of(
    program: Program, outcome: Any, best: Sequence[int] | None = None
) -> tuple[str, ...]:
    """Return what is wrong with what a strategy answered; nothing if nothing is seen to be.

    Parameters
    ----------
    program : Program
    outcome
        What the strategy returned, be it an `Outcome` or not.
    best : sequence of int, optional
        The objective, by tier, of a plan that is known to keep every row.

    Examples
    --------
    >>> import attrs
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]))
    >>> outcome = sf.solve(program)
    >>> problems_of(program, outcome)
    ()
    >>> problems_of(program, attrs.evolve(outcome, bound=(0,) * len(program.tiers)))[0][:46]
    'it is called optimal, with the bound (0, 0, 0,'
    """
    problems = _answer_problems(program, outcome)
    for known in (best, of_nothing(program)):
        problems = problems or bound_problems(outcome, known)
    return tuple(problems)


def point_problems(program: Program, outcome: Any) -> tuple[str, ...]:
    """Return what is wrong with a plan of the trade-off between the first two tiers.

    It is best among those that are as good in the second tier, and only they are set against it.
    """
    problems = _answer_problems(program, outcome)
    if not problems and outcome.status != "optimal":
        problems = ["a plan of the trade-off is not called optimal"]
    if problems:
        return tuple(problems)
    nothing = of_nothing(program)
    is_as_good = nothing is not None and nothing[1:2] <= outcome.objective[1:2]
    return tuple(bound_problems(outcome, nothing if is_as_good else None))


def _answer_problems(program: Program, outcome: Any) -> list[str]:
    """Return what is wrong with an answer but for what it says to have proven."""
    if not isinstance(outcome, Outcome):
        return [f"the answer is of the type {type(outcome).__name__}, not an Outcome"]
    problems = form_problems(program, outcome) + _record_problems(program, outcome)
    if problems or outcome.objective is None:
        return problems
    return _plan_problems(program, outcome)


def form_problems(program: Program, outcome: Outcome) -> list[str]:
    """Return what makes an answer unreadable: of its status, plan, objective and bound."""
    tiers, choices = len(program.tiers), len(program.choices)
    status, taken, objective = outcome.status, outcome.taken, outcome.objective
    problems = []
    if not isinstance(status, str) or status not in (*WITH_PLAN, *WITHOUT_PLAN):
        return [f"the status {_shown(status)} is not one of {WITH_PLAN + WITHOUT_PLAN}"]
    if (objective is None) == (status in WITH_PLAN):
        problems.append(f"the status {status!r} does not go with {_shown(objective)}")
    if objective is not None and not _whole(objective, tiers):
        problems.append(f"the objective {_shown(objective)} is not {tiers} whole numbers")
    if not _whole(outcome.bound, tiers):
        problems.append(f"the bound {_shown(outcome.bound)} is not {tiers} whole numbers")
    if type(taken) is not tuple:
        problems.append(f"the taken choices {_shown(taken)} are not a tuple")
    elif taken and status in WITHOUT_PLAN:
        problems.append(f"the status {status!r} does not go with taken choices")
    elif any(type(choice) is not int or not 0 <= choice < choices for choice in taken):
        problems.append(f"a taken choice is not a whole number from 0 to {choices - 1}")
    elif list(taken) != sorted(set(taken)):
        problems.append("taken choices do not rise: one is there twice, or they are out of order")
    return problems


def bound_problems(outcome: Outcome, best: Sequence[int] | None = None) -> list[str]:
    """Return what is wrong with what is claimed to be proven, given the best plan that is known."""
    problems: list[str] = []
    objective, bound = outcome.objective, outcome.bound
    known = None if best is None else tuple(best)
    if outcome.status == "broken":
        return problems
    if objective is not None and bound > objective:
        problems.append(f"the bound {bound} is above the objective {objective}")
    if outcome.status == "optimal" and bound != objective:
        problems.append(f"it is called optimal, with the bound {bound} and objective {objective}")
    if known is not None and outcome.status == "infeasible":
        problems.append(f"it is called infeasible, and a plan with objective {known} is known")
    elif known is not None and bound > known:
        problems.append(f"the bound {bound} is above the objective {known} of a known plan")
    return problems


def hold_still(program: Program) -> None:
    """Let the arrays of a program be read alone, or an answer might change the question."""
    parts: tuple[Any, ...] = program, program.choices, program.rows, program.windows
    for part in (*parts, *program.cost_parts):
        for field in attrs.fields(type(part)):
            value = getattr(part, field.name)
            if isinstance(value, np.ndarray):
                value.flags.writeable = False


def _record_problems(program: Program, outcome: Outcome) -> list[str]:
    """Return what is wrong with how an answer was found: incumbents, seconds, statistics, who."""
    problems = []
    if not _is_time(outcome.seconds):
        problems.append(f"the seconds {_shown(outcome.seconds)} are not a number from 0")
    if not isinstance(outcome.by, str):
        problems.append(f"by {_shown(outcome.by)} is not a text")
    if not isinstance(outcome.statistics, Mapping) or not all(
        isinstance(name, str) and isinstance(value, Real) for name, value in _items(outcome)
    ):
        problems.append("the statistics are not a table of numbers by name")
    elif not _is_time(outcome.statistics.get("deterministic_time", 0.0)):
        problems.append("the deterministic_time among the statistics is not a number from 0")
    if type(outcome.incumbents) is not tuple or not all(
        isinstance(each, Incumbent)
        and _is_time(each.seconds)
        and _whole(each.objective, len(program.tiers))
        for each in outcome.incumbents
    ):
        tiers = len(program.tiers)
        problems.append(f"the incumbents are not a tuple of Incumbent, each with {tiers} numbers")
    elif outcome.incumbents:
        problems += _trace_problems(outcome)
    return problems


def _trace_problems(outcome: Outcome) -> list[str]:
    """Return what is wrong with the plans that are said to have been the best so far."""
    found = [each.objective for each in outcome.incumbents]
    seconds = [each.seconds for each in outcome.incumbents]
    problems = []
    if found != sorted(set(found), reverse=True) or seconds != sorted(seconds):
        problems.append("each incumbent is not later and better than the one before it")
    if outcome.status in WITHOUT_PLAN:
        problems.append(f"the status {outcome.status!r} does not go with incumbents")
    elif outcome.status != "broken" and (outcome.objective or ()) > found[-1]:
        problems.append(f"the objective {_shown(outcome.objective)} is above that of an incumbent")
    return problems


def _plan_problems(program: Program, outcome: Outcome) -> list[str]:
    """Return what is wrong with a plan and its objective."""
    taken, problems = program.mask(outcome.taken), []
    given = np.bincount(program.choices.demand[taken], minlength=len(program.counts))
    for demand in np.flatnonzero(given > program.counts).tolist():
        more = int(given[demand] - program.counts[demand])
        problems.append(f"demand {demand} is given {more} sessions more than it asks for")
    broken = program.broken(taken)
    if outcome.status == "broken" and not (broken or problems):
        problems.append("it is called broken, and keeps every row")
    if outcome.status != "broken" and broken:
        labels = program.row_labels
        problems += [
            f"row {row} is broken ({labels[row].rule}, {labels[row].text})" for row in broken
        ]
    objective = program.objective(taken)
    if objective != outcome.objective:
        problems.append(f"the objective is {objective}, not {outcome.objective}")
    return problems


def of_nothing(program: Program) -> tuple[int, ...] | None:
    """Return the objective of the plan that skips everything; None if a row asks for something."""
    if program.rows.bounds.min(initial=0) < 0:
        return None
    return program.objective(np.zeros(len(program.choices), dtype=bool))


def _items(outcome: Outcome) -> list[tuple[Any, Any]]:
    return list(outcome.statistics.items())


def _whole(values: object, count: int) -> bool:
    return (
        type(values) is tuple
        and len(values) == count
        and all(type(value) is int and -_LARGEST <= value < _LARGEST for value in values)
    )


def _is_time(value: object) -> bool:
    return isinstance(value, Real) and math.isfinite(value) and float(value) >= 0


_MOST = 200
"""Characters of a value in a message. CONVENTION: seven numbers of 19 digits and their commas."""


def _shown(value: object) -> str:
    return shown(value, _MOST)
