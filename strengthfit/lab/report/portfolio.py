"""The virtual best: on each instance the strategy that was the fastest there, and who makes it up.

It is what a perfect choice of a strategy for each instance would give, so the least that any choice
can hope for (B. Bischl and others, ASlib: a benchmark library for algorithm selection, Artificial
Intelligence, 2016, arXiv:1506.02465).
"""

import attrs
import numpy as np
import pandas as pd

from ..measures import TICK
from ..strategies import in_order, kind_of
from .aggregate import MeanRatio, Means, mean_ratio, means

VIRTUAL_BEST = "virtual best"


@attrs.frozen
class Contribution:
    """What one strategy is to the virtual best.

    Parameters
    ----------
    closed
        Instances with a proof by it.
    alone
        Those of them that no other strategy closed.
    first
        Those that it closed the fastest. Strategies with the same time share an instance equally.
    ratio
        Its time over that of the virtual best, over the instances that the latter closed and on
        which it ran; without a proof it counts its limit. None if there is no such instance.
    closed_without
        Instances that the virtual best of the others closes.
    proof_without
        Shifted geometric mean of the seconds that the virtual best of the others takes to proof;
        None if there are no others.
    """

    strategy: str
    closed: int
    alone: int
    first: float
    ratio: MeanRatio | None
    closed_without: int
    proof_without: float | None


@attrs.frozen
class VirtualBest:
    """The virtual best of some strategies, and what each of them is to it.

    `means` and `family_means` are as those of a `Standing`; there is no plan in them.
    """

    instances: int
    closed: int
    means: Means
    family_means: Means
    contributions: tuple[Contribution, ...]


def virtual_best(runs: pd.DataFrame) -> VirtualBest | None:
    """Return the virtual best of all strategies but heuristics, or None if only these ran.

    Its time on an instance is the least that any strategy took to a checked proof. A strategy's
    time is the geometric mean over its runs there, with different seeds, of which one without a
    proof counts its limit; it has closed the instance if any of them did.

    The marginal contribution of a strategy is what the virtual best loses without it (L. Xu, F.
    Hutter, H. H. Hoos and K. Leyton-Brown, Evaluating component solver contributions to
    portfolio-based algorithm selectors, SAT 2012, 10.1007/978-3-642-31612-8_18; MEMORY). Of two
    strategies that do the same neither has any.
    """
    exact = without_heuristics(runs)
    if exact.empty:
        return None
    times, closed = proof_times(exact)
    best = virtual_best_runs(exact, times, closed)
    proven = times.where(closed)
    firsts = proven.eq(proven.min(axis=1), axis=0)
    shares = firsts.div(firsts.sum(axis=1), axis=0).fillna(0.0)
    return VirtualBest(
        instances=len(best),
        closed=int(best["proof"].notna().sum()),
        means=means(best),
        family_means=means(best, "family"),
        contributions=tuple(
            _contribution(name, best, times, closed, shares) for name in in_order(times.columns)
        ),
    )


def _contribution(
    strategy: str,
    best: pd.DataFrame,
    times: pd.DataFrame,
    closed: pd.DataFrame,
    shares: pd.DataFrame,
) -> Contribution:
    mine = closed[strategy]
    logs = np.log(times[strategy] / best["proof"])
    known = logs.notna()
    others = [name for name in times.columns if name != strategy]
    left = best.assign(proof=times[others].where(closed[others]).min(axis=1))
    return Contribution(
        strategy=strategy,
        closed=int(mine.sum()),
        alone=int((mine & left["proof"].isna()).sum()),
        first=float(shares[strategy].sum()),
        ratio=mean_ratio(logs[known].tolist(), best["family"][known].tolist()),
        closed_without=int(left["proof"].notna().sum()),
        proof_without=means(left).proof[0] if others else None,
    )


def without_heuristics(runs: pd.DataFrame) -> pd.DataFrame:
    """Return the runs of strategies that may prove something: exact ones, and those from outside.

    A heuristic can prove in passing, as one that ends at a lower bound does; it is left out too.
    """
    return runs[runs["strategy"].map(kind_of) != "heuristic"]


def proof_times(runs: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the seconds to proof of each strategy on each instance, and whether there is one.

    Both have a row for each instance and a column for each strategy. The seconds are the geometric
    mean over runs, a run without a proof with its limit; NaN where a strategy has no run.
    """
    place = [runs["instance"], runs["strategy"]]
    logs = np.log(runs["proof"].fillna(runs["limit"]).clip(lower=TICK))
    closed = runs["proof"].notna().groupby(place).any().unstack(fill_value=False)
    return np.exp(logs.groupby(place).mean().unstack()), closed


def virtual_best_runs(
    runs: pd.DataFrame, times: pd.DataFrame, closed: pd.DataFrame
) -> pd.DataFrame:
    """Return the virtual best's runs, by instance, with those columns that `means` asks for.

    Times and whether closed are those of `proof_times`.
    """
    by_instance = runs.groupby("instance")
    return pd.DataFrame(
        {
            "strategy": VIRTUAL_BEST,
            "seed": 0,
            "family": by_instance["family"].first(),
            "limit": by_instance["limit"].min(),
            "proof": times.where(closed).min(axis=1),
            "best": np.nan,
            "integral": np.nan,
            "planned": False,
        }
    )
