"""Runs that were made several times: which of the repeats the tables show."""

import math
from collections.abc import Iterable

from .measures import proof_time
from .records import WITHOUT_OUTCOME, Record


def median_repeats(records: Iterable[Record]) -> list[Record]:
    """Return one record of each run, however often it was made, in the order of the first repeats.

    It is the one of median time, with its own answer and trace: a proof within the limit comes
    before none, a run that ended by itself before one that did not, then the shorter one. Of an
    even number it is the earlier of the two in the middle. But a repeat with problems stands for
    the run whatever its time: a wrong claim is not made good by right ones.

    Examples
    --------
    >>> median_repeats([])
    []
    """
    runs: dict[tuple[object, ...], list[Record]] = {}
    for record in records:
        runs.setdefault(record.key[:-1], []).append(record)
    return [_median(repeats) for repeats in runs.values()]


def _median(repeats: list[Record]) -> Record:
    wrong = [record for record in repeats if record.problems]
    ordered = sorted(wrong or repeats, key=_place)
    return ordered[(len(ordered) - 1) // 2]


def _place(record: Record) -> tuple[float, bool, float, int]:
    proof = proof_time(record)
    ended = record.status in WITHOUT_OUTCOME
    return math.inf if proof is None else proof, ended, record.seconds, record.repeat
