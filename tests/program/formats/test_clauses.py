"""Rows as clauses: with the literals given, the rest can be found if and only if the row holds."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from strengthfit.program.formats import clauses as module
from strengthfit.program.formats.clauses import Clauses

Clause = tuple[int, ...]


def satisfiable(clauses: Sequence[Clause], true: set[int]) -> bool:
    """Whether all clauses can be kept with some literals true: by propagation, then by trying."""
    true = set(true)
    while True:
        left = [
            [one for one in clause if -one not in true]
            for clause in clauses
            if not true.intersection(clause)
        ]
        if [] in left:
            return False
        units = {clause[0] for clause in left if len(clause) == 1}
        if not units:
            break
        if any(-one in units for one in units):
            return False
        true |= units
    if not left:
        return True
    first = abs(left[0][0])
    return any(satisfiable([*map(tuple, left)], true | {one}) for one in (first, -first))


def _agree(clauses: Clauses, literals: Sequence[int], holds: Sequence[bool]) -> None:
    own = sorted({abs(one) for one in literals})
    for values, expected in zip(product((False, True), repeat=len(own)), holds, strict=True):
        true = {x if value else -x for x, value in zip(own, values, strict=True)}
        assert satisfiable(clauses.found, true) == expected


def _values(literals: Sequence[int]) -> list[set[int]]:
    own = sorted({abs(one) for one in literals})
    return [
        {x if value else -x for x, value in zip(own, values, strict=True)}
        for values in product((False, True), repeat=len(own))
    ]


@given(
    st.lists(
        st.one_of(st.just(1), st.integers(-3, 4), st.integers(-40, 90)), min_size=1, max_size=7
    ),
    st.integers(-20, 120),
    st.lists(st.booleans(), min_size=7, max_size=7),
    st.sampled_from([0, 20_000]),
)
@settings(max_examples=250, deadline=None)
def test_weights_come_to_at_most_the_bound(
    weights: list[int], bound: int, signs: list[bool], counted: int
) -> None:
    literals = [x if sign else -x for x, sign in zip(range(1, 8), signs, strict=True)]
    literals = literals[: len(weights)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_COUNTED", counted)
        clauses = Clauses(len(weights))
        clauses.at_most(weights, literals, bound)
    holds = [
        sum(w for w, one in zip(weights, literals, strict=True) if one in true) <= bound
        for true in _values(literals)
    ]
    event(f"{'some' if clauses.variables > len(weights) else 'no'} further variables")
    _agree(clauses, literals, holds)


@given(st.integers(0, 9), st.integers(0, 10))
@settings(max_examples=60, deadline=None)
def test_at_least_so_many_are_true(count: int, bound: int) -> None:
    literals = [x if x % 3 else -x for x in range(1, count + 1)]
    clauses = Clauses(count)
    clauses.at_least(literals, bound)
    _agree(clauses, literals, [len(true & set(literals)) >= bound for true in _values(literals)])


@pytest.mark.parametrize("count", [4, 5, 6, 9])
def test_at_most_one_of_many(count: int) -> None:
    literals = list(range(1, count + 1))
    clauses = Clauses(count)
    clauses.at_most([1] * count, literals, 1)
    _agree(clauses, literals, [len(true & set(literals)) <= 1 for true in _values(literals)])
    if count > 5:
        assert len(clauses.found) < 3 * count, "a ladder, not every pair"
