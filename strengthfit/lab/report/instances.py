"""What each strategy came to on each instance: a table for readers, and one for programs."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import pandas as pd

from ..csv_text import csv_text
from ..measures import TICK, Best, Objective, mean
from ..strategies import in_order
from .lists import objective
from .markdown import code, digits, seconds, table
from .portfolio import VIRTUAL_BEST, proof_times, without_heuristics
from .tables import named

TITLE = "Strategies compared, instance by instance"

_WORDS = """\
A row for each instance, with the number of choices and of rows of its program, and the objective of
the best plan known. Under each strategy stands what it came to within the limit:

- a number: seconds to a checked proof, of a best plan or that there is none. Of runs with several
  seeds it is their geometric mean, and in brackets stands how many of them had a proof if not all;
- gap: a plan but no proof, with its gap to the best known plan in percent;
- late: a proof after the limit; none: it ended well without a plan; refused: the program was not
  for it; ended: it crashed, ran out of memory or was stopped from outside; wrong: the checker
  rejected its claim; a dash: it did not run.

[The report](report.md) says more of these words, and [instances.csv](instances.csv) has the same
table for other programs, not rounded: under each strategy the seconds, the mean gap of its plans as
a share of 1, those of runs with a proof among them, and how its other runs ended, "plan" for a plan
without a proof and "nothing" for none."""


@attrs.frozen
class Result:
    """What the runs of one strategy on one instance came to.

    `seconds` are those to proof, the geometric mean over the runs with one, None if there is none;
    `gap` the mean gap of the checked plans, in [0, 1], None if no plan is known; `fates` what
    became of runs without a proof.
    """

    runs: int
    proven: int
    seconds: float | None
    gap: float | None
    fates: tuple[str, ...]


@attrs.frozen
class Row:
    """An instance: its size, what is known of it, and the result of each strategy that ran on it.

    `virtual_best` are the seconds of the fastest proof, None if there is none, or only heuristics.
    """

    instance: str
    family: str
    choices: int
    rows: int
    best: Objective | None
    virtual_best: float | None
    results: dict[str, Result]


def instance_rows(runs: pd.DataFrame, best: Best) -> list[Row]:
    """Return a row for each instance, by family, then size, then name."""
    results: dict[str, dict[str, Result]] = {}
    for (instance, strategy), some in _groups(runs):
        results.setdefault(instance, {})[strategy] = _result(some)
    exact = without_heuristics(runs)
    fastest = {} if exact.empty else _fastest(exact)
    by_instance = runs.groupby("instance")
    about = by_instance.agg({"family": "first", "choices": "max", "rows": "max"})
    rows = [
        Row(
            instance=str(each.Index),
            family=each.family,
            choices=int(each.choices),
            rows=int(each.rows),
            best=best[each.Index],
            virtual_best=fastest.get(each.Index),
            results=results[each.Index],
        )
        for each in about.itertuples()
    ]
    return sorted(rows, key=lambda row: (row.family, row.choices, *_natural(row.instance)))


def _groups(runs: pd.DataFrame) -> Iterator[tuple[tuple[str, str], list[Any]]]:
    columns = ["instance", "strategy", "proof", "gap", "fate", "closed"]
    groups: dict[tuple[str, str], list[Any]] = {}
    for run in runs[columns].itertuples():
        groups.setdefault((run.instance, run.strategy), []).append(run)
    yield from groups.items()


def _fastest(runs: pd.DataFrame) -> dict[str, float]:
    times, closed = proof_times(runs)
    return dict(times.where(closed).min(axis=1).dropna())


def _result(runs: Sequence[Any]) -> Result:
    proofs = [math.log(max(run.proof, TICK)) for run in runs if not math.isnan(run.proof)]
    gaps = [run.gap for run in runs if run.fate == "plan"]
    fates = {"late" if run.closed else run.fate for run in runs if math.isnan(run.proof)}
    return Result(
        runs=len(runs),
        proven=len(proofs),
        seconds=math.exp(mean(proofs)) if proofs else None,
        gap=mean(gaps) if gaps else None,
        fates=tuple(sorted(fates)),
    )


def _natural(name: str) -> tuple[str, int, str]:
    """Return what puts "week-9" before "week-10"."""
    number = re.search(r"\d+$", name)
    return (name[: number.start()], int(number[0]), name) if number else (name, 0, name)


def instances_markdown(rows: Sequence[Row]) -> str:
    """Return the page of a table of all instances.

    Examples
    --------
    >>> instances_markdown([]).splitlines()[-1]
    '|---|---|---:|---:|---:|---:|'
    """
    strategies = in_order({name for row in rows for name in row.results})
    head = ["instance", "family", "choices", "rows", "best known", f"*{VIRTUAL_BEST}*"]
    cells = [
        [
            code(row.instance),
            code(row.family),
            str(row.choices),
            str(row.rows),
            code(objective(row.best)),
            "-" if row.virtual_best is None else seconds(row.virtual_best),
            *(_cell(row.results.get(name)) for name in strategies),
        ]
        for row in rows
    ]
    body = table([*head, *map(named, strategies)], cells, left=2)
    return f"# {TITLE}\n\n{_WORDS}\n\n{body}\n"


_SHOWN = {"wrong": "**wrong**", "nothing": "none", "ended": "**ended**"}


def _cell(result: Result | None) -> str:
    if result is None:
        return "-"
    wrong = ", **wrong**" if "wrong" in result.fates else ""
    if result.seconds is not None:
        count = "" if result.proven == result.runs else f" ({result.proven} of {result.runs})"
        return seconds(result.seconds) + count + wrong
    if result.gap is not None and "late" not in result.fates:
        return f"gap {_percent(result.gap)}{wrong}"
    return ", ".join(_SHOWN.get(fate, fate) for fate in result.fates)


def _percent(gap: float) -> str:
    percent = 100 * gap
    return "<0.001" if 0 < percent < 0.001 else digits(percent)


def instances_csv(rows: Sequence[Row]) -> str:
    """Return the table as CSV, with three columns for each strategy: seconds, gap and fates.

    Seconds to proof are empty without one, as is a gap if there is no plan. Fates are those of runs
    without a proof, with a bar between.
    """
    strategies = in_order({name for row in rows for name in row.results})
    head = ["instance", "family", "choices", "rows", "best_known", "virtual_best"]
    parts = ("seconds", "gap", "fate")
    head += [f"{name} {part}" for name in strategies for part in parts]
    return csv_text([head, *(_line(row, strategies) for row in rows)])


def _line(row: Row, strategies: Iterable[str]) -> list[object]:
    first = [row.instance, row.family, row.choices, row.rows]
    best = None if row.best is None else list(row.best)
    return [*first, best, row.virtual_best, *_entries(row.results, strategies)]


def _entries(results: Mapping[str, Result], strategies: Iterable[str]) -> Iterator[object]:
    for name in strategies:
        found = results.get(name)
        yield from (
            (None, None, "")
            if found is None
            else (
                found.seconds,
                found.gap,
                "|".join(found.fates),
            )
        )
