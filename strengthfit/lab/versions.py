"""Versions of a package compared: the same runs with each, set against those with the oldest."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from ..errors import InputError
from .measures import TICK, cpu_time, proof_time
from .records import WITHOUT_OUTCOME, Record
from .repeats import median_repeats
from .report.bootstrap import Interval, over_instances
from .strategies import in_order

SLOW = 0.1
"""Seconds of the processor from which on an instance counts as slow. CONVENTION: below it much of
the time is spent on making the model, and a few milliseconds more or less are chance."""


@attrs.frozen
class Ratio:
    """A geometric mean of ratios over instances, with its bootstrap interval if they are enough."""

    mean: float
    interval: Interval | None
    instances: int


@attrs.frozen
class VersionRow:
    """A strategy with one version of a package, against the same strategy with the oldest.

    Parameters
    ----------
    environment
        Such as "ortools==9.14.6206".
    proven
        Runs with a checked proof within the limit.
    lost, gained
        Runs proven with the oldest version and not with this one, and the other way round, as
        instance and seed.
    cpu, slow_cpu
        Seconds of the processor to a proof, in those with the oldest version: over instances that
        both proved with every seed, and over those of them that took one of the two `SLOW` seconds.
        None without such an instance, and for the oldest itself.
    wrong
        Runs with a claim that the checker rejects, every repeat among them.
    ended
        Runs that were refused, stopped by the clock from outside, out of memory, or crashed.
    """

    strategy: str
    environment: str
    runs: int
    proven: int
    lost: tuple[tuple[str, int], ...]
    gained: tuple[tuple[str, int], ...]
    cpu: Ratio | None
    slow_cpu: Ratio | None
    wrong: int
    ended: int


_Runs = Mapping[tuple[str, int, float], Record]


def compare_versions(records: Iterable[Record]) -> list[VersionRow]:
    """Return how each strategy does with each version, the oldest version first.

    Of several repeats the one of median time counts. Raises an `InputError` if the records are not
    of at least two versions of one package.

    Examples
    --------
    >>> try:
    ...     compare_versions([])
    ... except InputError as error:
    ...     print(error)
    records: [] are not runs with two versions of one package; make some with bench --against
    """
    records = list(records)
    versions = versions_of_runs(records)
    wrong = Counter((run.strategy, run.environment) for run in records if run.problems)
    runs: dict[tuple[str, str], dict[tuple[str, int, float], Record]] = {}
    for run in median_repeats(records):
        one = runs.setdefault((run.strategy, run.environment), {})
        one[run.instance, run.seed, run.limit] = run
    rows = []
    for strategy in in_order(run.strategy for run in records):
        first = runs.get((strategy, versions[0]), {})
        for version in versions:
            these = runs.get((strategy, version), {})
            rows.append(_row(strategy, version, these, first, wrong[strategy, version]))
    return rows


def versions_of_runs(records: Sequence[Record]) -> list[str]:
    """Return the environments of records, the oldest version first.

    Raises an `InputError` if they are not of at least two versions of one package.
    """
    found = sorted({run.environment for run in records}, key=_number)
    if len(found) < 2 or len({name.partition("==")[0] for name in found}) > 1:
        accepted = "are not runs with two versions of one package; make some with bench --against"
        raise InputError("records", found, accepted, "wrong_value")
    return found


def _number(environment: str) -> tuple[list[int], str]:
    version = environment.partition("==")[2]
    return [int(part) for part in re.findall(r"\d+", version)], version


def labelled(records: Iterable[Record]) -> list[Record]:
    """Return records in which a strategy's name says with what version it ran, if another one.

    So a report, which tells strategies apart by name, sets the versions beside one another.

    Examples
    --------
    >>> labelled([])
    []
    """
    return [
        attrs.evolve(run, strategy=f"{run.strategy} ({run.environment})", environment="")
        if run.environment
        else run
        for run in records
    ]


def _row(strategy: str, version: str, these: _Runs, first: _Runs, wrong: int) -> VersionRow:
    proven = {key for key, run in these.items() if proof_time(run) is not None}
    before = {key for key, run in first.items() if proof_time(run) is not None}
    both = these.keys() & first.keys()
    times = {} if these is first else _times(these, first)
    slow = {name: pair for name, pair in times.items() if max(pair) >= math.log(SLOW)}
    return VersionRow(
        strategy=strategy,
        environment=version,
        runs=len(these),
        proven=len(proven),
        lost=tuple(sorted((name, seed) for name, seed, _ in both & (before - proven))),
        gained=tuple(sorted((name, seed) for name, seed, _ in both & (proven - before))),
        cpu=_ratio(times),
        slow_cpu=_ratio(slow),
        wrong=wrong,
        ended=sum(run.status in WITHOUT_OUTCOME and not run.problems for run in these.values()),
    )


def _times(these: _Runs, first: _Runs) -> dict[str, tuple[float, float]]:
    """Return the mean logs of both times of each instance that both proved in every run."""
    pairs: dict[str, list[tuple[float | None, float | None]]] = {}
    for key in these.keys() & first.keys():
        pairs.setdefault(key[0], []).append((_log(these[key]), _log(first[key])))
    means = {}
    for name, logs in sorted(pairs.items()):
        ours = [log for log, _ in logs if log is not None]
        theirs = [log for _, log in logs if log is not None]
        if len(ours) == len(theirs) == len(logs):
            means[name] = math.fsum(ours) / len(ours), math.fsum(theirs) / len(theirs)
    return means


def _log(run: Record) -> float | None:
    """Return the log of the processor's seconds to a proof, None without one or if not kept."""
    seconds = None if proof_time(run) is None else cpu_time(run)
    return None if seconds is None else math.log(max(seconds, TICK))


def _ratio(times: Mapping[str, tuple[float, float]]) -> Ratio | None:
    logs = [ours - theirs for ours, theirs in times.values()]
    if not logs:
        return None
    return Ratio(math.exp(math.fsum(logs) / len(logs)), over_instances(logs), len(logs))
