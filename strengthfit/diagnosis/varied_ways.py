"""Ways out that differ in kind: the cheapest of each kind comes before a second one of any.

The cheapest ways out by themselves are often ten days on which the same rule could be given up.
"""

from __future__ import annotations

from ..stopping import report
from .hitting_sets import GivenUp, HittingSetTree
from .soft_constraints import SoftConstraint, SoftConstraints

Kind = tuple[frozenset[str], frozenset[SoftConstraint]]
"""The rules that a way out gives up, in whatever cases, and the needs."""

MOST_MET = 200
"""Ways out after which no further kinds are looked for. CONVENTION: published weeks have fewer."""


def kind_of(constraints: SoftConstraints, given_up: GivenUp) -> Kind:
    """Return the kind of a way out: which rules it gives up, and which steps of dose."""
    rules = {constraints.label(member).rule for member in given_up if member.demand < 0}
    return frozenset(rules), frozenset(member for member in given_up if member.demand >= 0)


def varied_ways(tree: HittingSetTree, most: int) -> list[GivenUp]:
    """Return ways out: the cheapest of each kind, cheapest first, then the second of each.

    The tree is searched until it has met as many kinds as are asked, or `MOST_MET` ways out, or
    the limits of the call end.
    """
    kinds: dict[Kind, int] = {}
    ranked: list[tuple[int, int, GivenUp]] = []
    while len(kinds) < max(most, 1) and len(ranked) < MOST_MET:
        way_out = tree.next_way_out()
        if way_out is None:
            break
        kind = kind_of(tree.constraints, way_out)
        kinds[kind] = kinds.get(kind, 0) + 1
        ranked.append((kinds[kind], len(ranked), way_out))
        report(len(ranked), None, "ways out")
    return [way_out for _, _, way_out in sorted(ranked, key=lambda each: each[:2])[:most]]
