"""The first tier of replanning a squad: as few athletes as can be have a week that changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs
import numpy as np

from ..planning.fewest_changes import CHANGE_TIERS
from ..program import Label, Program
from ..program.edit import Entry, NewTier, at_least_of, insert_tiers, with_rows, with_variables
from ..program.rows import IntArray
from ..strategies import Outcome
from .joined import Joined

DISTURBED = "disturbed"
"""Before all other tiers: how many athletes have a session that is not as it was."""

_DISTURBED = Label(DISTURBED, DISTURBED, "an athlete's week changes")


def with_disturbed(
    joined: Joined, programs: Sequence[Program], kept: Sequence[Sequence[int]], now: int
) -> Joined:
    """Return athletes joined with the tier of athletes who are disturbed in front.

    `kept` has for each athlete and each session to come the choice that it was, or -1. An athlete
    of whom a session has no choice any more is disturbed in any case, and does not count.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.squads.joined import join
    >>> one = sf.formulate(sf.Week([], strength=1))
    >>> joined = with_disturbed(join([one, one]), [one, one], [[0], [3]], 0)
    >>> joined.program.tiers[0], len(joined.program.choices) - 2 * len(one.choices)
    ('disturbed', 2)
    """
    could_stay = [athlete for athlete, own in enumerate(kept) if all(one >= 0 for one in own)]
    first = len(joined.program.choices)
    program = with_variables(joined.program, len(could_stay))
    rows = [
        row
        for number, athlete in enumerate(could_stay)
        for row in _rows(
            programs[athlete], joined.places[athlete], kept[athlete], now, first + number
        )
    ]
    costs = (np.arange(len(program.choices)) >= first).astype(np.int64)
    program = insert_tiers(with_rows(program, rows, _DISTURBED), [NewTier(DISTURBED, costs)])
    return attrs.evolve(joined, program=program)


def _rows(
    program: Program, places: IntArray, kept: Sequence[int], now: int, disturbed: int
) -> Iterator[Entry]:
    """Yield rows of one athlete: each session stays and none is added, or `disturbed` is taken."""
    for choice in kept:
        yield at_least_of(np.array([places[choice], disturbed]), 1)
    had = np.bincount(program.choices.demand[list(kept)], minlength=len(program.counts))
    to_come = program.choices.start >= now
    for demand, count in enumerate(program.counts.tolist()):
        more = count - int(had[demand])
        columns = places[to_come & (program.choices.demand == demand)]
        if more > 0 and len(columns):
            coefficients = np.append(np.ones(len(columns), dtype=np.int64), -more)
            yield np.append(columns, disturbed), coefficients, int(had[demand])


def completed(program: Program, taken: Iterable[int]) -> tuple[int, ...]:
    """Return what is taken with the variables of those whom it disturbs."""
    rows, given = program.rows, set(taken)
    for row in program.broken(program.mask(given)):
        if program.row_labels[row] == _DISTURBED:
            given.add(int(rows.columns[rows.indptr[row + 1] - 1]))
    return tuple(sorted(given))


def without_change_tiers(outcome: Outcome, tiers: Sequence[str]) -> Outcome:
    """Return an outcome without the tiers of change, of athletes and of sessions.

    Examples
    --------
    >>> outcome = Outcome("optimal", (), (1, 1, 0, 40), (1, 1, 0, 40))
    >>> without_change_tiers(outcome, ["disturbed", "changes", "moves", "strength"]).objective
    (40,)
    """
    names = [tier.partition(",")[0] for tier in tiers]
    kept = [index for index, name in enumerate(names) if name not in (DISTURBED, *CHANGE_TIERS)]
    return attrs.evolve(
        outcome,
        objective=None
        if outcome.objective is None
        else tuple(outcome.objective[index] for index in kept),
        bound=tuple(outcome.bound[index] for index in kept),
        incumbents=(),
    )
