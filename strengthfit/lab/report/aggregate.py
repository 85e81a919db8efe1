"""What runs come to together: how each strategy stands, and how it compares with the others."""

import math
from collections.abc import Callable, Iterable, Sequence

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from ..measures import SHIFT, SHIFTS, TICK, Best, course, gap, mean, par10, shifted_geometric_mean
from ..records import Record
from ..strategies import in_order
from .bootstrap import Interval, over_families, over_instances


@attrs.frozen
class Spread:
    """A mean over runs, with the least and the most of the same mean over single seeds."""

    value: float
    least: float
    most: float


@attrs.frozen
class Means:
    """One strategy's means over some runs.

    Parameters
    ----------
    proof, best
        Shifted geometric means of seconds to proof and to the best known plan, one for each of
        `SHIFTS`; `best` is None if no plan is known.
    par10
        Seconds.
    integral
        Mean primal integral in percent; None if no plan is known.
    """

    proof: tuple[float, ...]
    best: tuple[float, ...] | None
    par10: float
    integral: float | None


@attrs.frozen
class Standing:
    """One strategy over some runs: counts of runs, and means in seconds or percent.

    Parameters
    ----------
    instances, instances_of_all
        Those on which it ran, and those on which any strategy did.
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
    means, family_means
        All means, with each run weighing the same, and with each family weighing the same.
    """

    strategy: str
    runs: int
    instances: int
    instances_of_all: int
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
    means: Means
    family_means: Means


def standings(runs: pd.DataFrame) -> list[Standing]:
    """Return how each strategy stands, in the order of `in_order`; none is left out."""
    by_strategy = dict(iter(runs.groupby("strategy")))
    everything = runs["instance"].nunique()
    return [_standing(name, by_strategy[name], everything) for name in in_order(by_strategy)]


def _standing(strategy: str, runs: pd.DataFrame, everything: int) -> Standing:
    fates = runs["fate"].value_counts().to_dict()
    in_time = runs["proof"].notna()
    planned = runs[runs["planned"]]
    of_runs = means(runs)
    return Standing(
        strategy=strategy,
        runs=len(runs),
        instances=runs["instance"].nunique(),
        instances_of_all=everything,
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
        means=of_runs,
        family_means=means(runs, "family") if runs["family"].nunique() > 1 else of_runs,
    )


def means(runs: pd.DataFrame, alike: str | None = None) -> Means:
    """Return the means of runs of one strategy.

    Each run weighs the same, or, if a column is named, all runs with the same entry there together
    as much as those with another.
    """
    planned = runs[runs["planned"]]
    whole, of_planned = (_weights(some, alike) for some in (runs, planned))
    integrals = planned["integral"].tolist()
    return Means(
        proof=tuple(_mean_time(runs, "proof", shift, whole) for shift in SHIFTS),
        best=tuple(_mean_time(planned, "best", shift, of_planned) for shift in SHIFTS)
        if integrals
        else None,
        par10=par10(_times(runs["proof"]), runs["limit"].tolist(), whole),
        integral=mean(integrals, of_planned) if integrals else None,
    )


def _weights(runs: pd.DataFrame, alike: str | None) -> list[float] | None:
    if alike is None:
        return None
    weights: list[float] = (1 / runs.groupby(alike)["seed"].transform("size")).tolist()
    return weights


def _spread(runs: pd.DataFrame, mean: Callable[[pd.DataFrame], float]) -> Spread:
    by_seed = [mean(some) for _, some in runs.groupby("seed")]
    return Spread(mean(runs), min(by_seed), max(by_seed))


def _mean_time(
    runs: pd.DataFrame, column: str, shift: float = SHIFT, weights: list[float] | None = None
) -> float:
    times = _times(runs[column])
    return shifted_geometric_mean(times, runs["limit"].tolist(), shift, weights)


def _mean_integral(runs: pd.DataFrame) -> float:
    return mean(runs["integral"].tolist())


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
class MeanRatio:
    """The geometric mean of ratios of times, one an instance.

    Parameters
    ----------
    ratio
        The mean.
    least, most
        The ends of these ratios.
    instances, families
        How many took part.
    over_instances, over_families
        Bootstrap intervals of the ratio; None if too few took part.
    family_ratio, family_interval
        The geometric mean of the families' geometric means, in which each family weighs the same,
        and its interval over families.
    """

    ratio: float
    least: float
    most: float
    instances: int
    families: int
    over_instances: Interval | None
    over_families: Interval | None
    family_ratio: float
    family_interval: Interval | None


def speed_up(
    runs: pd.DataFrame, strategy: str, reference: str, column: str = "proof"
) -> MeanRatio | None:
    """Return how many times as fast as a reference a strategy proves, instance by instance.

    The ratio is that of the reference's time to the strategy's; None if there is no instance. Only
    instances that both proved within the limit in every one of their runs take part, so the ratio
    says nothing of instances that one of them could not close. The time on an instance is the
    geometric mean over the runs on it. The clock is a column of `runs_table`: "proof" for wall
    seconds, or "cpu".
    """
    both = runs[runs["strategy"].isin((strategy, reference))]
    logs = np.log(both[column].clip(lower=TICK)).fillna(math.inf)  # one run without a proof
    times = logs.groupby([both["instance"], both["strategy"]]).mean()  # takes its instance out
    wide = times.unstack().reindex(columns=[strategy, reference])
    pairs = (wide[reference] - wide[strategy]).sort_index()
    pairs = pairs[np.isfinite(pairs)]
    families = both.groupby("instance")["family"].first()
    return mean_ratio(pairs.tolist(), families[pairs.index].tolist())


def mean_ratio(logs: Sequence[float], families: Sequence[str]) -> MeanRatio | None:
    """Return the geometric mean of ratios, given by their logarithms, each with its family.

    None if there is no ratio.

    Examples
    --------
    >>> found = mean_ratio([0.0, math.log(4)], ["a", "b"])
    >>> found.ratio, found.over_instances
    (2.0, None)
    """
    if not logs:
        return None
    by_family: dict[str, list[float]] = {}
    for log, family in zip(logs, families, strict=True):
        by_family.setdefault(family, []).append(log)
    return MeanRatio(
        ratio=math.exp(mean(logs)),
        least=math.exp(min(logs)),
        most=math.exp(max(logs)),
        instances=len(logs),
        families=len(by_family),
        over_instances=over_instances(logs),
        over_families=over_families(logs, families),
        family_ratio=math.exp(mean([mean(by_family[family]) for family in sorted(by_family)])),
        family_interval=over_families(logs, families, alike=True),
    )
