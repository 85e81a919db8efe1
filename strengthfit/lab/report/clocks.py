"""The report's table of clocks: wall time, processor time, and what solvers counted."""

from collections.abc import Iterable

from ..records import Record
from ..strategies import in_order
from .markdown import digits, seconds, table
from .tables import named

_COUNTED = ("deterministic_time", "branches", "conflicts", "nodes", "simplex_iterations")

_WORDS = """\
Sums over the runs of a strategy that ended with an outcome and whose clocks were kept. Seconds on
the wall grow with all else that the machine did, seconds of the processor far less, and what a
solver counts is the same in every run that the clock does not stop. Compare what is counted only
between strategies with the same solver."""


def clocks_table(records: Iterable[Record]) -> str:
    """Return what each strategy took on every clock, over the runs that have kept them."""
    runs: dict[str, list[Record]] = {}
    for record in records:
        if record.cpu_seconds is not None and record.statistics is not None:
            runs.setdefault(record.strategy, []).append(record)
    if not runs:
        return "These records are of before other clocks than the one on the wall were kept."
    head = ["strategy", "runs", "wall, s", "processor, s", "started processes, s", *_COUNTED]
    rows = [[named(name), *_sums(runs[name])] for name in in_order(runs)]
    return f"{_WORDS}\n\n{table([word.replace('_', ' ') for word in head], rows)}"


def _sums(records: list[Record]) -> list[str]:
    clocks = (
        [record.seconds for record in records],
        [record.cpu_seconds or 0.0 for record in records],
        [record.children_cpu_seconds or 0.0 for record in records],
    )
    cells = [str(len(records)), *(seconds(sum(some)) for some in clocks)]
    for name in _COUNTED:
        counted = [r.statistics[name] for r in records if r.statistics and name in r.statistics]
        cells.append(digits(sum(counted)) if counted else "-")
    return cells
