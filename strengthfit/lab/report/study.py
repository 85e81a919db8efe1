"""All that a report says of some runs, worked out once."""

from collections.abc import Iterable

import attrs
import pandas as pd

from ..measures import Best, best_known
from ..records import Record, ordered_runs
from ..repeats import median_repeats
from .aggregate import Standing, standings
from .data import runs_table
from .highlights import Highlights, highlights
from .portfolio import VirtualBest, virtual_best
from .scaling import Growth, growth


@attrs.frozen
class Study:
    """Some runs, and what they come to.

    Parameters
    ----------
    records
        All of them, in the order of `ordered_runs`.
    given
        Objectives known from elsewhere, by instance.
    best
        The best known, from elsewhere or from these runs.
    shown
        One of each run, however often it was made.
    runs, every_run
        The tables of those that are shown, and of all.
    rows, by_family
        How each strategy stands, over all instances and in each family.
    virtual
        None if only heuristics ran.
    """

    records: list[Record]
    given: Best | None
    best: Best
    shown: list[Record]
    runs: pd.DataFrame
    every_run: pd.DataFrame
    rows: list[Standing]
    by_family: dict[str, list[Standing]]
    virtual: VirtualBest | None
    highlights: Highlights
    growth: dict[str, dict[str, Growth]]


def study(records: Iterable[Record], given: Best | None = None) -> Study:
    """Return what runs come to; raises as `ordered_runs` does."""
    ordered = ordered_runs(records)
    best = best_known(ordered, given)
    shown = median_repeats(ordered)
    runs = runs_table(shown, best)
    rows = standings(runs)
    return Study(
        records=ordered,
        given=given,
        best=best,
        shown=shown,
        runs=runs,
        every_run=runs if len(shown) == len(ordered) else runs_table(ordered, best),
        rows=rows,
        by_family={str(name): standings(some) for name, some in runs.groupby("family")},
        virtual=virtual_best(runs),
        highlights=highlights(rows),
        growth=growth(runs),
    )
