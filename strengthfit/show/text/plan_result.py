"""One of many weeks as text: its sessions, or why there is no plan, on one line."""

from ...planning import PlanResult
from ...printable import one_line
from .words import placements_words


def plan_result_text(result: PlanResult) -> str:
    """Return a result on one line, after its id.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan_result_text(PlanResult(7, 7, sf.plan(sf.Week([], strength=0))))
    '7: -'
    """
    return one_line(f"{result.id}: {_found(result)}")


def _found(result: PlanResult) -> str:
    """Return the sessions, how many were skipped, and whether they are proven; or the error."""
    if result.plan is None:
        return str(result.error)
    skipped = len(result.plan.skipped)
    words = placements_words(result.plan) or ["-"]
    words += [f"{skipped} skipped"] if skipped else []
    return "; ".join(words + ([result.plan.status] if result.plan.status != "optimal" else []))
