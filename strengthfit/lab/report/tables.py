"""The report's tables of results: over all instances, per family, and the ratios of speed."""

from collections.abc import Sequence

from ..measures import Best
from ..records import Record
from ..strategies import in_order, kind_of
from .aggregate import Standing, standings
from .markdown import HARD, code, digits, seconds, spread, table
from .profiles import SpeedUp, speed_up

_KINDS = {"exact": "", "heuristic": " (heuristic)", "outside": " (from outside)"}


def by_family(records: Sequence[Record]) -> dict[str, list[Record]]:
    """Return the records of each family, in the order of the families' names."""
    families = sorted({record.family for record in records})
    return {name: [run for run in records if run.family == name] for name in families}


def named(strategy: str) -> str:
    """Return a strategy's name, told as a heuristic or as from outside where it is.

    Examples
    --------
    >>> named("cpsat"), named("greedy")
    ('`cpsat`', '`greedy` (heuristic)')
    """
    return code(strategy) + _KINDS[kind_of(strategy)]


def whole_table(records: Sequence[Record], best: Best) -> str:
    """Return the table over all instances, with a note on what would make it unfair."""
    head = [
        *("strategy", "runs", "proven", "plan only", "no plan", "wrong claims", "refused"),
        "ended",
        *("time to proof, s", "PAR10, s", "time to best, s", "primal integral, %"),
    ]
    rows = standings(records, best)
    cells = [
        [
            named(row.strategy),
            *map(str, (row.runs, row.proven, row.unproven, row.nothing)),
            *(_marked(row.wrong), str(row.refused), _marked(row.ended)),
            spread(row.proof),
            seconds(row.par10),
            spread(row.best),
            spread(row.integral),
        ]
        for row in rows
    ]
    everything = len({record.instance for record in records})
    return "\n\n".join([table(head, cells), *_notes(rows, everything)])


def family_tables(records: Sequence[Record], best: Best) -> str:
    """Return a shorter table for each family."""
    head = [
        *("strategy", "runs", "proven", "plan only", "wrong claims", "refused", "ended"),
        *("time to proof, s", "primal integral, %"),
    ]
    parts = []
    for family, some in by_family(records).items():
        cells = [
            [
                named(row.strategy),
                *map(str, (row.runs, row.proven, row.unproven)),
                *(_marked(row.wrong), str(row.refused), _marked(row.ended)),
                spread(row.proof),
                spread(row.integral),
            ]
            for row in standings(some, best)
        ]
        count = len({record.instance for record in some})
        noun = "instance" if count == 1 else "instances"
        parts.append(f"### {code(family)}, {count} {noun}\n\n{table(head, cells)}")
    return "\n\n".join(parts)


def speed_table(records: Sequence[Record], reference: str) -> str:
    """Return how many times as fast as the reference each strategy proves, per family."""
    strategies = in_order(record.strategy for record in records)
    if reference not in strategies:
        return f"There is no run of {code(reference)} to compare with."
    families = by_family(records)
    head = ["strategy", "all", *map(code, families)]
    cells = [
        [
            named(strategy),
            _ratio(speed_up(records, strategy, reference), whole=True),
            *(_ratio(speed_up(some, strategy, reference)) for some in families.values()),
        ]
        for strategy in strategies
        if strategy != reference
    ]
    if not cells:
        return f"{code(reference)} ran alone."
    return (
        f"How many times as fast as {code(reference)} a proof was had: the geometric mean, over "
        f"the instances that both proved in every run, of the time of {code(reference)} over the "
        "time of the strategy. Above 1 is faster. In brackets the number of instances, and "
        "over all of them the least and the most. It says nothing of instances that one of the "
        f"two did not close.\n\n{table(head, cells)}"
    )


def _ratio(found: SpeedUp | None, whole: bool = False) -> str:
    """Return a ratio with the number of instances, and over all of them the range too."""
    if found is None:
        return "-"
    range_ = f"{digits(found.least)} to {digits(found.most)}; " if whole else ""
    return f"{digits(found.ratio)} ({range_.replace(' ', HARD)}{found.instances})"


def _marked(count: int) -> str:
    """Return a count that ought to be 0, so that one which is not stands out."""
    return f"**{count}**" if count else "0"


def _notes(rows: Sequence[Standing], everything: int) -> list[str]:
    missing = [
        f"{code(row.strategy)} has no run on {everything - row.instances} of {everything} instances"
        for row in rows
        if row.instances < everything
    ]
    late = [f"{code(row.strategy)}: {row.late}" for row in rows if row.late]
    notes = []
    if missing:
        told = "; ".join(missing)
        notes.append(f"Not every row is over the same instances, so do not compare them: {told}.")
    if late:
        notes.append(f"Proofs that came after the limit, not counted: {', '.join(late)}.")
    return notes
