"""Which strategies stand out in figures with many curves: six of a kind, the rest is grey."""

from collections.abc import Iterable, Sequence

import attrs

from ...strategies.registry import base_name
from ..strategies import VARIANTS, in_order, kind_of
from .aggregate import Standing

MOST = 6
"""Curves that can be told apart in one panel. CONVENTION."""


@attrs.frozen
class Highlights:
    """The strategies with a look of their own, in the listing's order, and all others.

    `exact` has those from outside too; `rest` and `other_heuristics` are drawn in grey.
    """

    exact: tuple[str, ...]
    heuristics: tuple[str, ...]
    rest: tuple[str, ...]
    other_heuristics: tuple[str, ...]

    @property
    def looks(self) -> dict[str, int]:
        """The number of each strategy's look, the same in all figures of a page."""
        return {name: number for number, name in enumerate((*self.exact, *self.heuristics))}


def by_listing(strategies: Iterable[str]) -> Highlights:
    """Return the first strategies of each kind as those that stand out, if no runs say which.

    Examples
    --------
    >>> by_listing(["greedy", "cpsat", "auto"])
    Highlights(exact=('cpsat', 'auto'), heuristics=('greedy',), rest=(), other_heuristics=())
    """
    names = in_order(strategies)
    return _highlights(
        [name for name in names if kind_of(name) != "heuristic"],
        [name for name in names if kind_of(name) == "heuristic"],
    )


def highlights(rows: Sequence[Standing]) -> Highlights:
    """Return which strategies stand out.

    Of those that may prove something it is the ones with the largest share of proven runs, and of
    equals the faster ones, by the shifted geometric mean of their times to proof; the laboratory's
    variants of CP-SAT come last, since they resemble one another and nobody plans with them. Of
    heuristics it is those with the least primal integral.
    """
    exact = sorted(
        (row for row in rows if kind_of(row.strategy) != "heuristic"),
        key=lambda row: (
            base_name(row.strategy) in VARIANTS,
            -row.proven / row.runs,
            row.proof.value,
            row.strategy,
        ),
    )
    heuristics = sorted(
        (row for row in rows if kind_of(row.strategy) == "heuristic"),
        key=lambda row: (_integral(row), row.strategy),
    )
    return _highlights(
        [row.strategy for row in exact],
        [row.strategy for row in heuristics],
    )


def _highlights(exact: Sequence[str], heuristics: Sequence[str]) -> Highlights:
    return Highlights(
        exact=tuple(in_order(exact[:MOST])),
        heuristics=tuple(in_order(heuristics[:MOST])),
        rest=tuple(in_order(exact[MOST:])),
        other_heuristics=tuple(in_order(heuristics[MOST:])),
    )


def _integral(row: Standing) -> float:
    return 100.0 if row.integral is None else row.integral.value
