"""Measures that compare strategies over instances: profiles, gap over time, ratios of speed."""

import math
from collections.abc import Callable, Iterable, Sequence

import attrs
import numpy as np
import numpy.typing as npt

from ..measures import Best, course, gap, proof_time
from ..records import Record

FLOOR = 0.001
"""Seconds that a time counts at least in a ratio. CONVENTION: below a millisecond the clock and the
machine, not the strategy, decide."""


@attrs.frozen
class Curve:
    """A line of steps: from each x on, the value is y.

    Parameters
    ----------
    x, y : tuple of float
        Both rising.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]


def performance_profiles(
    records: Iterable[Record], time: Callable[[Record], float | None]
) -> dict[str, Curve]:
    """Return the share of instances that each strategy solves within a multiple of the best time.

    For instance i and a run with time t the ratio is t over the least time of all runs of all
    strategies on i; the profile at r is the share of instances with a ratio of at most r (E. D.
    Dolan and J. J. More, Benchmarking optimization software with performance profiles, Mathematical
    Programming 91, 2002, 10.1007/s101070100263). At r = 1 it tells how often a strategy is the
    fastest, at its end how much it solves at all. With several seeds the runs of a strategy on an
    instance share that instance's weight equally. An instance without a run counts as unsolved.

    Parameters
    ----------
    records : iterable of Record
        The instances are those that have a record.
    time : callable
        The seconds of a run, None where it did not get there.

    Returns
    -------
    dict of str to Curve
        By strategy, with a curve without points for one that solves nothing.
    """
    times: dict[str, dict[str, list[float | None]]] = {}
    fastest: dict[str, float] = {}
    for record in records:
        seconds = time(record)
        times.setdefault(record.strategy, {}).setdefault(record.instance, []).append(seconds)
        counted = math.inf if seconds is None else max(seconds, FLOOR)
        fastest[record.instance] = min(counted, fastest.get(record.instance, math.inf))
    return {strategy: _profile(of_it, fastest) for strategy, of_it in times.items()}


def _profile(times: dict[str, list[float | None]], fastest: dict[str, float]) -> Curve:
    steps: dict[float, float] = {}
    for instance, seconds in times.items():
        for one in seconds:
            if one is not None:
                ratio = max(one, FLOOR) / fastest[instance]
                steps[ratio] = steps.get(ratio, 0.0) + 1 / len(seconds) / len(fastest)
    ratios = sorted(steps)
    shares = np.minimum(np.cumsum([steps[ratio] for ratio in ratios]), 1.0)
    return Curve(tuple(ratios), tuple(shares.tolist()))


def mean_gaps(
    records: Iterable[Record], best: Best, times: Sequence[float]
) -> dict[str, npt.NDArray[np.float64]]:
    """Return the mean gap of each strategy's runs at given times, each shape (times,), in [0, 1].

    Parameters
    ----------
    records : iterable of Record
        Those on instances without a known plan are left out.
    best : mapping of str to tuple of int or None
        By instance.
    times : sequence of float
        Seconds, rising.
    """
    gaps: dict[str, list[npt.NDArray[np.float64]]] = {}
    for record in records:
        known = best[record.instance]
        if known is not None:
            found = course(record)
            levels = np.array([1.0, *(gap(objective, known) for _, objective in found)])
            at = np.searchsorted([seconds for seconds, _ in found], times, side="right")
            gaps.setdefault(record.strategy, []).append(levels[at])
    return {strategy: np.mean(levels, axis=0) for strategy, levels in gaps.items()}


@attrs.frozen
class SpeedUp:
    """How many times as fast as a reference a strategy proves.

    Parameters
    ----------
    ratio : float
        Geometric mean over instances of the reference's time over the strategy's.
    least, most : float
        Over instances.
    instances : int
        That both proved, in every run.
    """

    ratio: float
    least: float
    most: float
    instances: int


def speed_up(records: Iterable[Record], strategy: str, reference: str) -> SpeedUp | None:
    """Return the paired ratio of times to proof, or None where there is no instance for it.

    Only instances that both proved within the limit in every one of their runs take part, so the
    ratio says nothing of instances that one of them could not close. The time on an instance is the
    geometric mean over the runs on it; times below `FLOOR` count as `FLOOR`.
    """
    logs: dict[str, dict[str, list[float]]] = {strategy: {}, reference: {}}
    for record in records:
        if record.strategy in logs:
            seconds = proof_time(record)
            value = math.nan if seconds is None else math.log(max(seconds, FLOOR))
            logs[record.strategy].setdefault(record.instance, []).append(value)
    pairs = [
        float(np.mean(logs[reference][instance]) - np.mean(logs[strategy][instance]))
        for instance in sorted(logs[strategy].keys() & logs[reference].keys())
    ]
    both = [pair for pair in pairs if not math.isnan(pair)]
    if not both:
        return None
    mean = math.fsum(both) / len(both)
    return SpeedUp(math.exp(mean), math.exp(min(both)), math.exp(max(both)), len(both))
