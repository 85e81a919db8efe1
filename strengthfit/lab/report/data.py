"""The runs of a comparison as one table: a row for each, with what the measures say of it."""

from collections.abc import Iterable

import pandas as pd

from ..measures import Best, best_time, cpu_time, gap, primal_integral, proof_time
from ..records import WITHOUT_OUTCOME, Record

_FLOATS = ("proof", "cpu", "best", "gap", "integral")


def runs_table(records: Iterable[Record], best: Best) -> pd.DataFrame:
    """Return a row for each record, in their order.

    `proof` and `best` are the seconds to a checked proof and to the best known plan, NaN without
    one in time; `cpu` are the seconds of the processor that a proof in time took, those of started
    processes with it, NaN if they were not kept; `gap` is that of the checked plan and `integral`
    the primal integral, both NaN if no plan is known. `choices` and `rows` are the size of the
    program, 0 if the run did not get so far. `planned` says whether a plan is known, `certified`
    whether a certificate goes with the proof, `fate` the one thing that the run came to.
    """
    rows = [_row(record, best) for record in records]
    return pd.DataFrame(rows).astype(dict.fromkeys(_FLOATS, float))


def _row(record: Record, best: Best) -> dict[str, object]:
    known = best[record.instance]
    return {
        "strategy": record.strategy,
        "instance": record.instance,
        "family": record.family,
        "seed": record.seed,
        "limit": record.limit,
        "choices": record.choices,
        "rows": record.rows,
        "status": record.status,
        "message": record.message,
        "problems": "; ".join(record.problems),
        "fate": _fate(record),
        "closed": record.proven,
        "certified": record.proven and record.certified,
        "planned": known is not None,
        "proof": proof_time(record),
        "cpu": None if proof_time(record) is None else cpu_time(record),
        "best": None if known is None else best_time(record, known),
        "gap": None if known is None else gap(record.objective if record.solved else None, known),
        "integral": None if known is None else primal_integral(record, known),
    }


def _fate(run: Record) -> str:
    """Return what a run came to; what the checker rejects is a wrong claim and nothing else."""
    if run.problems:
        return "wrong"
    if run.status in WITHOUT_OUTCOME:
        return "refused" if run.status == "refused" else "ended"
    if run.solved:
        return "plan"
    return "infeasible" if run.proven else "nothing"
