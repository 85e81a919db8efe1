"""The report's tables of results: over all instances, and per family."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..measures import SHIFTS
from ..strategies import kind_of
from .aggregate import Means, Spread, Standing
from .markdown import HARD_SPACE, code, interval, seconds, table
from .portfolio import VIRTUAL_BEST, VirtualBest
from .prose import MEANS, SHIFTED

_KINDS = {"exact": "", "heuristic": " (heuristic)", "outside": " (from outside)"}


def named(strategy: str) -> str:
    """Return a strategy's name, marked if it is a heuristic or from outside.

    Examples
    --------
    >>> named("cpsat"), named("greedy")
    ('`cpsat`', '`greedy` (heuristic)')
    """
    return code(strategy) + _KINDS[kind_of(strategy)]


_ALIKE = "families alike"

_COUNTS: dict[str, Callable[[Standing], str]] = {
    "strategy": lambda row: named(row.strategy),
    "runs": lambda row: str(row.runs),
    "proven": lambda row: str(row.proven),
    "certified": lambda row: str(row.certified),
    "plan only": lambda row: str(row.unproven),
    "no plan": lambda row: str(row.nothing),
    "wrong claims": lambda row: _marked(row.wrong),
    "refused": lambda row: str(row.refused),
    "ended": lambda row: _marked(row.ended),
}

_OF_A_FAMILY: dict[str, Callable[[Standing], str]] = {
    **{head: cell for head, cell in _COUNTS.items() if head not in ("certified", "no plan")},
    "time to proof, s": lambda row: spread(row.proof),
    "primal integral, %": lambda row: spread(row.integral),
}


def whole_tables(rows: Sequence[Standing], best: VirtualBest | None) -> str:
    """Return the tables over all instances, with a note on what would make them unfair."""
    return "\n\n".join([_table(rows, _COUNTS), *_notes(rows), MEANS, _means_table(rows, best)])


def _means_table(rows: Iterable[Standing], best: VirtualBest | None) -> str:
    """Return every mean twice: over all instances, and with each family weighing the same."""
    proofs = [f"to proof, shift {shift:g}{HARD_SPACE}s" for shift in SHIFTS]
    head = ["strategy", *proofs, *(f"{proof}, {_ALIKE}" for proof in proofs)]
    for measure in (
        f"PAR10,{HARD_SPACE}s",
        f"to best, shift {SHIFTS[0]:g}{HARD_SPACE}s",
        f"primal integral,{HARD_SPACE}%",
    ):
        head += [measure, f"{measure}, {_ALIKE}"]
    cells = [
        [
            named(row.strategy),
            spread(row.proof),
            *_proofs(row.means)[1:],
            *_proofs(row.family_means),
            *map(seconds, (row.means.par10, row.family_means.par10)),
            spread(row.best),
            _first(row.family_means.best),
            spread(row.integral),
            "-" if row.family_means.integral is None else seconds(row.family_means.integral),
        ]
        for row in rows
    ]
    if best is not None:
        par10s = map(seconds, (best.means.par10, best.family_means.par10))
        whole = [*_proofs(best.means), *_proofs(best.family_means), *par10s]
        cells.insert(0, [f"*{VIRTUAL_BEST}*", *whole, *("-" for _ in range(4))])
    return table(head, cells)


def _proofs(means: Means) -> list[str]:
    return [seconds(value) for value in means.proof]


def _first(values: Sequence[float] | None) -> str:
    return "-" if values is None else seconds(values[0])


def family_tables(families: Mapping[str, Sequence[Standing]]) -> str:
    """Return a shorter table for each family."""
    parts = [SHIFTED]
    for family, rows in families.items():
        count = max(row.instances_of_all for row in rows)
        noun = "instance" if count == 1 else "instances"
        parts.append(f"### {code(family)}, {count} {noun}\n\n{_table(rows, _OF_A_FAMILY)}")
    return "\n\n".join(parts)


def _table(rows: Iterable[Standing], columns: Mapping[str, Callable[[Standing], str]]) -> str:
    return table([*columns], [[cell(row) for cell in columns.values()] for row in rows])


def spread(value: Spread | None) -> str:
    r"""Return a mean, with its range over seeds if that is not a single number.

    Examples
    --------
    >>> spread(Spread(1.5, 1.25, 2)), spread(Spread(1, 1, 1)), spread(None)
    ('1.5 (1.25\xa0to\xa02)', '1', '-')
    """
    if value is None:
        return "-"
    mean, least, most = (seconds(one) for one in (value.value, value.least, value.most))
    return mean if least == most else f"{mean} ({interval(least, most)})"


def _marked(count: int) -> str:
    """Return a count that ought to be 0, so that one which is not stands out."""
    return f"**{count}**" if count else "0"


def _notes(rows: Sequence[Standing]) -> list[str]:
    everything = rows[0].instances_of_all
    missing = [
        f"{code(row.strategy)} has no run on {everything - row.instances} of {everything} instances"
        for row in rows
        if row.instances < everything
    ]
    proven, certified = sum(row.proven for row in rows), sum(row.certified for row in rows)
    late = [f"{code(row.strategy)}: {row.late}" for row in rows if row.late]
    notes = []
    if missing:
        which = "; ".join(missing)
        notes.append(f"Not every row is over the same instances, so do not compare them: {which}.")
    if proven:
        share = f"{certified} of {proven} proven runs" if certified else "none of the proven runs"
        before = "" if certified else "; runs recorded before there were certificates have none"
        notes.append(f"A certificate goes with {share}{before}.")
    if late:
        notes.append(f"Proofs that came after the limit, not counted: {', '.join(late)}.")
    return notes
