"""What became of one of many weeks: its plan, or why there is none."""

from __future__ import annotations

import attrs

from ..errors import StrengthfitError
from ..printable import Printable
from .plans import Plan


@attrs.frozen
class PlanResult(Printable):
    """One of the weeks that `plan_many` was given: its plan, or the error that it ended in.

    Parameters
    ----------
    number : int
        Its place among what was given, from 0.
    id : str or int
        What it was called; its number if it came without an id.
    plan : Plan or None
        A week in which nothing fits has a plan too, with everything skipped.
    error : StrengthfitError or None
        Why there is no plan: what came is not a week or contradicts itself, or its worker ended.
    seconds : float
        What planning took, in its worker. Takes no part in comparisons.

    Examples
    --------
    >>> import strengthfit as sf
    >>> print(PlanResult(0, "Ada", sf.plan(sf.Week([], strength=1))))
    Ada: Mon 18:00 circuit
    >>> print(PlanResult(1, "Ben", error=sf.InputError("week", None, "is not a Week")))
    Ben: week: None is not a Week
    """

    number: int
    id: str | int
    plan: Plan | None = None
    error: StrengthfitError | None = None
    seconds: float = attrs.field(default=0.0, eq=False)
