"""What runs come to together: how each strategy stands, and how it compares with the others."""

import math
from collections.abc import Callable, Iterable, Sequence

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from ..measures import Best, course, gap, par10, shifted_geometric_mean
from ..records import Record
from ..strategies import in_order

TICK = 1e-9
"""Seconds: the unit of the clock, as which a time of 0 counts in a ratio."""


@attrs.frozen
class Spread:
    """A mean over runs, with the least and the most of the same mean over single seeds."""

    value: float
    least: float
    most: float


@attrs.frozen
class Standing:
    """One strategy over some runs: counts of runs, and means in seconds or percent.

    Parameters
    ----------
    plans
        Runs with a plan that the checker accepts.
    unproven
        Those of them without a proof within the limit.
    proven
        Runs with a checked proof within the limit, of a best plan or of infeasibility.
    certified
        Those of them with a certificate, so that the solver need not be believed.
    late
        Runs with a checked proof after the limit; not counted as proven.
    nothing
        Runs that ended well without an allowed plan, and did not prove that there is none.
    wrong
        Runs with a claim that the checker rejects.
    refused
        Runs in which the strategy said that the program is not for it.
    ended
        Runs stopped by the clock from outside, out of memory, or crashed.
    proof
        Shifted geometric mean of seconds to proof.
    par10
        Seconds.
    best
        Shifted geometric mean of seconds to the best known plan; None if no plan is known.
    integral
        Mean primal integral in percent; None if no plan is known.
    """

    strategy: str
    runs: int
    instances: int
    plans: int
    unproven: int
    proven: int
    certified: int
    late: int
    nothing: int
    wrong: int
    refused: int
    ended: int
    proof: Spread
    par10: float
    best: Spread | None
    integral: Spread | None


def standings(runs: pd.DataFrame) -> list[Standing]:
    """Return how each strategy stands, in the order of `in_order`; none is left out."""
    by_strategy = dict(iter(runs.groupby("strategy")))
    return [_standing(name, by_strategy[name]) for name in in_order(by_strategy)]


def _standing(strategy: str, runs: pd.DataFrame) -> Standing:
    fates = runs["fate"].value_counts().to_dict()
    in_time = runs["proof"].notna()
    planned = runs[runs["planned"]]
    return Standing(
        strategy=strategy,
        runs=len(runs),
        instances=runs["instance"].nunique(),
        plans=fates.get("plan", 0),
        unproven=int(((runs["fate"] == "plan") & ~in_time).sum()),
        proven=int(in_time.sum()),
        certified=int((in_time & runs["certified"]).sum()),
        late=int((runs["closed"] & ~in_time).sum()),
        nothing=fates.get("nothing", 0),
        wrong=fates.get("wrong", 0),
        refused=fates.get("refused", 0),
        ended=fates.get("ended", 0),
        proof=_spread(runs, lambda some: _mean_time(some, "proof")),
        par10=par10(_times(runs["proof"]), runs["limit"].tolist()),
        best=_spread(planned, lambda some: _mean_time(some, "best")) if len(planned) else None,
        integral=_spread(planned, _mean_integral) if len(planned) else None,
    )


def _spread(runs: pd.DataFrame, mean: Callable[[pd.DataFrame], float]) -> Spread:
    by_seed = [mean(some) for _, some in runs.groupby("seed")]
    return Spread(mean(runs), min(by_seed), max(by_seed))


def _mean_time(runs: pd.DataFrame, column: str) -> float:
    return shifted_geometric_mean(_times(runs[column]), runs["limit"].tolist())


def _mean_integral(runs: pd.DataFrame) -> float:
    integrals: list[float] = runs["integral"].tolist()
    return sum(integrals) / len(integrals)


def _times(column: pd.Series) -> list[float | None]:
    return [None if math.isnan(seconds) else seconds for seconds in column.tolist()]


@attrs.frozen
class Profile:
    """A line of steps: from each ratio `x` on, the share of instances is `y`. Both rise."""

    x: tuple[float, ...]
    y: tuple[float, ...]


def performance_profiles(runs: pd.DataFrame, column: str) -> dict[str, Profile]:
    """Return the share of instances that each strategy solves within a multiple of the best time.

    For instance i and a run with time t the ratio is t over the least time of all runs of all
    strategies on i; the profile at r is the share of instances with a ratio of at most r (E. D.
    Dolan and J. J. More, Benchmarking optimization software with performance profiles, Mathematical
    Programming 91, 2002, 10.1007/s101070100263). At r = 1 it tells how often a strategy is the
    fastest, at its end how much it solves at all. With several seeds the runs of a strategy on an
    instance share that instance's weight equally. An instance without a run counts as unsolved.

    The times are a column of `runs_table`; the instances are those that have a run. A strategy that
    solves nothing has a profile without points.
    """
    seconds = runs[column].clip(lower=TICK)
    ratios = seconds / seconds.groupby(runs["instance"]).transform("min")
    sharing = runs.groupby(["strategy", "instance"])["seed"].transform("size")
    steps = pd.DataFrame({"ratio": ratios, "share": 1 / sharing / runs["instance"].nunique()})
    return {
        str(strategy): _profile(steps[runs["strategy"] == strategy])
        for strategy in runs["strategy"].unique()
    }


def _profile(steps: pd.DataFrame) -> Profile:
    shares = steps.groupby("ratio")["share"].sum().cumsum().clip(upper=1.0)  # NaN: not solved
    return Profile(tuple(shares.index.tolist()), tuple(shares.tolist()))


def mean_gaps(
    records: Iterable[Record], best: Best, times: Sequence[float]
) -> dict[str, npt.NDArray[np.float64]]:
    """Return the mean gap of each strategy's runs at given times, each shape (times,), in [0, 1].

    Runs on instances without a known plan are left out. The times are in seconds and rise.
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
    """How many times as fast as a reference a strategy proves, over the instances of both.

    `ratio` is the geometric mean over instances of the reference's time over the strategy's.
    """

    ratio: float
    least: float
    most: float
    instances: int


def speed_up(
    runs: pd.DataFrame, strategy: str, reference: str, column: str = "proof"
) -> SpeedUp | None:
    """Return the paired ratio of times to proof, or None if there is no instance for it.

    Only instances that both proved within the limit in every one of their runs take part, so the
    ratio says nothing of instances that one of them could not close. The time on an instance is the
    geometric mean over the runs on it. The clock is a column of `runs_table`: "proof" for wall
    seconds, or "cpu".
    """
    both = runs[runs["strategy"].isin((strategy, reference))]
    logs = np.log(both[column].clip(lower=TICK)).fillna(math.inf)  # one run without a proof
    means = logs.groupby([both["instance"], both["strategy"]]).mean()  # takes its instance out
    wide = means.unstack().reindex(columns=[strategy, reference])
    pairs = (wide[reference] - wide[strategy]).sort_index()
    ratios = pairs[np.isfinite(pairs)].tolist()
    if not ratios:
        return None
    mean = math.fsum(ratios) / len(ratios)
    return SpeedUp(math.exp(mean), math.exp(min(ratios)), math.exp(max(ratios)), len(ratios))
