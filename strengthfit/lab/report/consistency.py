"""What the runs claim about each instance, set against one another."""

from collections.abc import Iterable

import attrs

from ..measures import Best, Objective
from ..records import Record


@attrs.frozen
class Disagreement:
    """A plan that cannot be, if a claim that the checker accepted is true.

    `found_by` are the strategies with that plan, or "given"; `claims` are those that it
    contradicts, each with its strategy.
    """

    instance: str
    plan: Objective
    found_by: tuple[str, ...]
    claims: tuple[str, ...]


@attrs.frozen
class Open:
    """An instance that no run closed, with the best known objective and the greatest bound.

    The bound is that of a checked run, and empty if there is none.
    """

    instance: str
    family: str
    best: Objective | None
    bound: Objective


def disagreements(records: Iterable[Record], given: Best | None = None) -> list[Disagreement]:
    """Return the instances on which checked records contradict one another.

    Every checked record may claim that no plan comes before some objective: its own if it says
    "optimal", its bound otherwise; "infeasible" claims that there is no plan at all. A checked plan
    of any record that comes before it is a contradiction. So two different optimal objectives are
    found, and "infeasible" beside a plan. One of the two is wrong, or the checker is.

    Records with problems take no part: they are wrong claims already. `given` are objectives of
    plans known from elsewhere, by instance.
    """
    found = []
    for instance, runs in by_instance(records).items():
        plans: list[tuple[Objective, str]] = [
            (run.objective, run.strategy)
            for run in runs
            if run.solved and run.objective is not None
        ]
        known = (given or {}).get(instance)
        plans += [] if known is None else [(known, "given")]
        if not plans:
            continue
        plan = min(plans)[0]
        claims = sorted({claim for run in runs if (claim := _contradicted_claim(run, plan))})
        if claims:
            by = tuple(sorted({strategy for objective, strategy in plans if objective == plan}))
            found.append(Disagreement(instance, plan, by, tuple(claims)))
    return found


def open_instances(records: Iterable[Record], best: Best) -> list[Open]:
    """Return the instances that no checked record closed, with what is known of them."""
    return [
        Open(instance, runs[0].family, best[instance], _best_bound(runs))
        for instance, runs in by_instance(records).items()
        if not any(run.proven for run in runs)
    ]


def by_instance(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Return the records of each instance, in the order of the instances' names."""
    runs: dict[str, list[Record]] = {}
    for record in records:
        runs.setdefault(record.instance, []).append(record)
    return dict(sorted(runs.items()))


def _contradicted_claim(run: Record, plan: Objective) -> str:
    """Return what a run claims that the plan contradicts, or nothing."""
    if run.problems:
        return ""
    if run.status == "infeasible":
        return f"{run.strategy}: infeasible"
    if run.status == "optimal" and run.objective is not None:
        return f"{run.strategy}: {run.objective} is optimal" if plan < run.objective else ""
    return f"{run.strategy}: no plan comes before {run.bound}" if plan < run.bound else ""


def _best_bound(runs: Iterable[Record]) -> Objective:
    return max((run.bound for run in runs if not run.problems), default=())
