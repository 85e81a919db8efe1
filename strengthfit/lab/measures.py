"""Measures on the runs of a benchmark: pure functions on records, each with its source.

Only what the checker accepts counts. A record with problems found nothing and proved nothing.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from ..errors import InputError
from .records import Record

Objective = tuple[int, ...]
Best = Mapping[str, Objective | None]

SHIFT = 0.01
"""Seconds added before the geometric mean. CONVENTION: a hundredth, since most of these problems
are closed in less than a second; the usual ten seconds would hide every difference."""

SHIFTS = (SHIFT, 1.0)
"""Both shifts of the report. CONVENTION: beside a hundredth, in which every instance counts, a
second, in which those that a user waits for do. It is to the limits of these runs, some seconds to
a minute, about what the usual ten seconds are to limits of ten minutes and more; ten seconds
themselves, longer than some limits here, would make the mean nearly an arithmetic one."""

TICK = 1e-9
"""Seconds: the unit of the clock, as which a time of 0 counts in a ratio."""

PENALTY = 10.0
"""What a run without a proof counts in PAR10, as a multiple of its limit."""


def best_known(records: Iterable[Record], given: Best | None = None) -> dict[str, Objective | None]:
    """Return the best known objective of each instance, the least in the order of the tiers.

    Parameters
    ----------
    records
        Only plans that the checker accepts take part.
    given
        Objectives known from elsewhere, by instance; None says nothing. Instances without a record
        are left out.

    Returns
    -------
    dict of str to tuple of int or None
        None if no plan is known.
    """
    best: dict[str, Objective | None] = {}
    for record in records:
        known = best.setdefault(record.instance, (given or {}).get(record.instance))
        found = record.objective if record.solved else None
        if found is not None and (known is None or found < known):
            best[record.instance] = found
    return best


def gap(objective: Objective | None, best: Objective) -> float:
    """Return how far an objective is from the best known one, from 0 (equal) to 1 (nothing found).

    With T tiers, of which tier t (from 0) is the first that differs, v there and b in the best:
    ``(T - t - 1 + (v - b) / max(v, b)) / T``. Each tier owns an equal share of [0, 1], the first
    one the topmost. This is a CONVENTION, made so that an objective that comes earlier in the order
    of the tiers never has the larger gap; no other meaning should be read into its size.

    Parameters
    ----------
    objective
        None if nothing was found.
    best
        No later in the order of the tiers than `objective`.

    Raises
    ------
    InputError
        If the objective comes before the best, has other tiers, or has a value below 0.

    Examples
    --------
    >>> gap((2, 0), (2, 0)), gap((2, 8), (2, 6)), gap((4, 0), (2, 6)), gap(None, (2, 6))
    (0.0, 0.125, 0.75, 1.0)
    """
    if objective is None:
        return 1.0
    if len(objective) != len(best) or objective < best or min((0, *objective, *best)) < 0:
        accepted = (
            f"is not an objective that {best} is the best of: as many tiers, none below 0, later"
        )
        raise InputError("objective", objective, accepted, "wrong_value")
    tiers = len(best)
    for tier, (value, least) in enumerate(zip(objective, best, strict=True)):
        if value != least:
            return (tiers - tier - 1 + (value - least) / max(value, least)) / tiers
    return 0.0


def course(record: Record) -> tuple[tuple[float, Objective], ...]:
    """Return the plans of a run over time: seconds and objective, each better than all before.

    The last is the plan that the checker accepted. The plans before it are the strategy's word, so
    one that claims to be better than the checked plan is left out. Empty if there is no checked
    plan; times are at most those of the whole run.
    """
    last = record.objective
    if not record.solved or last is None:
        return ()
    kept: list[tuple[float, Objective]] = []
    for seconds, found in sorted(record.incumbents):
        if found >= last and (not kept or found < kept[-1][1]):
            kept.append((min(max(seconds, 0.0), record.seconds), found))
    if not kept or kept[-1][1] != last:
        kept.append((record.seconds, last))
    return tuple(kept)


def primal_integral(record: Record, best: Objective) -> float:
    """Return the mean gap of a run over its time limit, in percent: the primal integral.

    ``100 / L * integral from 0 to L of gap(t) dt``, with L the limit and gap(t) that of the best
    plan found by time t, 1 before the first (T. Berthold, Measuring the impact of primal
    heuristics, Operations Research Letters 41, 2013, 10.1016/j.orl.2013.08.007). The source's gap
    is that of one number; here it is `gap`, which is a CONVENTION. 0 is best, 100 is nothing found.
    """
    if record.limit <= 0:
        return 100.0
    total, since, level = 0.0, 0.0, 1.0
    for seconds, found in course(record):
        if seconds >= record.limit:
            break
        total += level * (seconds - since)
        since, level = seconds, gap(found, best)
    return 100 * (total + level * (record.limit - since)) / record.limit


def proof_time(record: Record) -> float | None:
    """Return the seconds to a checked proof, or None if there was none within the limit."""
    return record.seconds if record.proven and record.seconds <= record.limit else None


def cpu_time(record: Record) -> float | None:
    """Return the seconds of the processor that a run took, with those of what it started.

    None if they were not kept.
    """
    if record.cpu_seconds is None:
        return None
    return record.cpu_seconds + (record.children_cpu_seconds or 0.0)


def best_time(record: Record, best: Objective | None) -> float | None:
    """Return the seconds until a run had the best known plan, or None if it had not in time."""
    for seconds, found in course(record):
        if found == best and seconds <= record.limit:
            return seconds
    return None


def shifted_geometric_mean(
    times: Sequence[float | None],
    limits: Sequence[float],
    shift: float = SHIFT,
    weights: Sequence[float] | None = None,
) -> float:
    """Return the shifted geometric mean of times, in seconds; a missing time counts as its limit.

    ``exp(mean(log(t + s))) - s`` (T. Achterberg, Constraint Integer Programming, thesis, TU Berlin,
    2007; MEMORY). It weighs ratios, not differences, and the shift s keeps the
    smallest times from deciding.

    Parameters
    ----------
    times
        Seconds of each run; None if it did not get there.
    limits
        Seconds that each run was given.
    shift
        Seconds; above 0.
    weights
        Of the runs, above 0; by default all weigh the same.

    Raises
    ------
    InputError
        If there is no time.

    Examples
    --------
    >>> round(shifted_geometric_mean([1, None], [9, 9], shift=1), 3)
    3.472
    """
    counted = _filled(times, limits, 1.0)
    return math.exp(mean([math.log(t + shift) for t in counted], weights)) - shift


def par10(
    times: Sequence[float | None],
    limits: Sequence[float],
    weights: Sequence[float] | None = None,
) -> float:
    """Return the mean time in seconds; a missing time counts ten times its limit.

    The penalised average runtime of algorithm selection (B. Bischl and others, ASlib: a benchmark
    library for algorithm selection, Artificial Intelligence, 2016, arXiv:1506.02465).

    Raises
    ------
    InputError
        If there is no time.

    Examples
    --------
    >>> par10([1, None], [9, 9])
    45.5
    """
    return mean(_filled(times, limits, PENALTY), weights)


def mean(values: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """Return the arithmetic mean of values, which weigh the same if no weights are given.

    Examples
    --------
    >>> mean([1.0, 4.0]), mean([1.0, 4.0], [2.0, 1.0])
    (2.5, 2.0)
    """
    if weights is None:
        return math.fsum(values) / len(values)
    weighed = math.fsum(value * weight for value, weight in zip(values, weights, strict=True))
    return weighed / math.fsum(weights)


def _filled(times: Sequence[float | None], limits: Sequence[float], factor: float) -> list[float]:
    if not times:
        raise InputError("times", times, "has no run; give at least one", "missing")
    return [
        factor * limit if time is None else time for time, limit in zip(times, limits, strict=True)
    ]
