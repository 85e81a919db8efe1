"""How the time to a proof grows with the size of the program, in families that grow."""

import attrs
import numpy as np
import pandas as pd

from .portfolio import proof_times, without_heuristics

LEAST_SIZES = 3
"""A family grows if it has instances in so many doublings of size. CONVENTION: with less there is
no trend to see."""


@attrs.frozen
class Growth:
    """A strategy's seconds to proof by the number of choices, which rises.

    Each point stands for the instances within one doubling of size: `choices` and `seconds` are
    geometric means over them, where one without a proof counts its limit, and `proven` says whether
    all of them were closed.
    """

    choices: tuple[float, ...]
    seconds: tuple[float, ...]
    proven: tuple[bool, ...]


def growth(runs: pd.DataFrame) -> dict[str, dict[str, Growth]]:
    """Return the growth of each strategy, but heuristics, in each family that grows, by family.

    Sizes of a family are counted in doublings of its smallest.
    """
    found = {}
    for family, some in without_heuristics(runs).groupby("family"):
        sizes = some.groupby("instance")["choices"].max()
        sizes = sizes[sizes > 0].astype(float)  # 0: no run got so far as to say
        doublings = np.floor(np.log2(sizes / sizes.min()))
        if doublings.nunique() >= LEAST_SIZES:
            there = some[some["instance"].isin(sizes.index)]
            found[str(family)] = {
                str(name): _growth(mine, sizes, doublings)
                for name, mine in there.groupby("strategy")
            }
    return found


def _growth(runs: pd.DataFrame, sizes: pd.Series, doublings: pd.Series) -> Growth:
    times, closed = (table.iloc[:, 0] for table in proof_times(runs))
    place = doublings[times.index]
    logs = np.log(pd.DataFrame({"choices": sizes[times.index], "seconds": times}))
    points = np.exp(logs.groupby(place).mean())
    return Growth(
        choices=tuple(points["choices"].tolist()),
        seconds=tuple(points["seconds"].tolist()),
        proven=tuple(closed.groupby(place).all().tolist()),
    )
