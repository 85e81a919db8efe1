"""The report's tables of results: over all instances, per family, and the ratios of speed."""

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from ..strategies import in_order, kind_of
from .aggregate import SpeedUp, Spread, Standing, speed_up, standings
from .markdown import code, digits, interval, seconds, table
from .prose import SHIFTED

_KINDS = {"exact": "", "heuristic": " (heuristic)", "outside": " (from outside)"}


def named(strategy: str) -> str:
    """Return a strategy's name, marked if it is a heuristic or from outside.

    Examples
    --------
    >>> named("cpsat"), named("greedy")
    ('`cpsat`', '`greedy` (heuristic)')
    """
    return code(strategy) + _KINDS[kind_of(strategy)]


_COLUMNS: dict[str, Callable[[Standing], str]] = {
    "strategy": lambda row: named(row.strategy),
    "runs": lambda row: str(row.runs),
    "proven": lambda row: str(row.proven),
    "certified": lambda row: str(row.certified),
    "plan only": lambda row: str(row.unproven),
    "no plan": lambda row: str(row.nothing),
    "wrong claims": lambda row: _marked(row.wrong),
    "refused": lambda row: str(row.refused),
    "ended": lambda row: _marked(row.ended),
    "time to proof, s": lambda row: spread(row.proof),
    "PAR10, s": lambda row: seconds(row.par10),
    "time to best, s": lambda row: spread(row.best),
    "primal integral, %": lambda row: spread(row.integral),
}

_FOR_ALL_ONLY = (
    "certified",
    "no plan",
    "PAR10, s",
    "time to best, s",
)  # so that a family's table is narrower


def whole_table(runs: pd.DataFrame) -> str:
    """Return the table over all instances, with a note on what would make it unfair."""
    rows = standings(runs)
    notes = _notes(rows, runs["instance"].nunique())
    return "\n\n".join([SHIFTED, _table(rows, _COLUMNS), *notes])


def family_tables(runs: pd.DataFrame) -> str:
    """Return a shorter table for each family."""
    heads = [head for head in _COLUMNS if head not in _FOR_ALL_ONLY]
    parts = [SHIFTED]
    for family, some in runs.groupby("family"):
        count = some["instance"].nunique()
        noun = "instance" if count == 1 else "instances"
        parts.append(f"### {code(family)}, {count} {noun}\n\n{_table(standings(some), heads)}")
    return "\n\n".join(parts)


def _table(rows: Sequence[Standing], heads: Iterable[str]) -> str:
    return table([*heads], [[_COLUMNS[head](row) for head in heads] for row in rows])


def speed_table(runs: pd.DataFrame, reference: str) -> str:
    """Return how many times as fast as the reference each strategy proves, per family."""
    strategies = in_order(runs["strategy"])
    if reference not in strategies:
        return f"There is no run of {code(reference)} to compare with."
    if strategies == [reference]:
        return f"{code(reference)} ran alone."
    others = [strategy for strategy in strategies if strategy != reference]
    words = (
        f"How many times as fast as {code(reference)} a proof was had: the geometric mean, over "
        f"the instances that both proved in every run, of the time of {code(reference)} over the "
        "time of the strategy. Above 1 is faster. In brackets the number of instances, and "
        "over all of them the least and the most. It says nothing of instances that one of the "
        "two did not close."
    )
    parts = [words, _ratios(runs, others, reference, "proof")]
    if runs["cpu"].notna().any():
        parts += ["The same by seconds of the processor, those of started processes with them."]
        parts += [_ratios(runs, others, reference, "cpu")]
    return "\n\n".join(parts)


def _ratios(runs: pd.DataFrame, strategies: Iterable[str], reference: str, column: str) -> str:
    """Return the ratios to a reference on one clock, over all instances and per family."""
    families = dict(iter(runs.groupby("family")))
    cells = [
        [
            named(strategy),
            _ratio(speed_up(runs, strategy, reference, column), with_range=True),
            *(_ratio(speed_up(some, strategy, reference, column)) for some in families.values()),
        ]
        for strategy in strategies
    ]
    return table(["strategy", "all", *map(code, families)], cells)


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


def _ratio(found: SpeedUp | None, with_range: bool = False) -> str:
    """Return a ratio with the number of instances, and with the range if there is room."""
    if found is None:
        return "-"
    range_ = f"{interval(digits(found.least), digits(found.most))};\u00a0" if with_range else ""
    return f"{digits(found.ratio)} ({range_}{found.instances})"


def _marked(count: int) -> str:
    """Return a count that ought to be 0, so that one which is not stands out."""
    return f"**{count}**" if count else "0"


def _notes(rows: Sequence[Standing], everything: int) -> list[str]:
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
