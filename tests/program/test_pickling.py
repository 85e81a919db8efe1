"""A program that comes out of a pickle, or a copy, is the one that went in."""

import copy
import pickle
from collections.abc import Iterator

import attrs
import numpy as np
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.program import Choices, Label, Program, Rows
from strengthfit.program.costs.cost import Cost
from strengthfit.program.labels import MadeLabels

from ..generate import blocks, policies, weeks


def _arrays(value: object, path: str = "") -> Iterator[tuple[str, np.ndarray]]:
    """Every array of a program, whatever its fields are called."""
    if isinstance(value, np.ndarray):
        yield path, value
    elif isinstance(value, tuple):
        for index, member in enumerate(value):
            yield from _arrays(member, f"{path}[{index}]")
    elif isinstance(value, Program | Choices | Rows | Cost):
        for field in attrs.fields(type(value)):
            yield from _arrays(getattr(value, field.name), f"{path}.{field.name}")


def _same(one: Program, two: Program) -> None:
    for (path, ours), (other, theirs) in zip(_arrays(one), _arrays(two), strict=True):
        assert path == other
        assert ours.dtype == theirs.dtype, path
        np.testing.assert_array_equal(ours, theirs, err_msg=path)
    assert one.row_labels == two.row_labels
    assert one.cost_labels == two.cost_labels
    assert one.windows.labels == two.windows.labels
    assert one.loss_part.labels == two.loss_part.labels
    assert one.horizon == two.horizon
    assert (one.cost_terms, one.window_terms) == (two.cost_terms, two.window_terms)
    assert (one.resolution, one.tiers) == (two.resolution, two.tiers)


@given(weeks() | blocks(most_weeks=2), policies(grid=120))
@settings(max_examples=200)
def test_a_pickled_program_is_the_same_again(week: sf.Week | sf.Block, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    _same(program, pickle.loads(pickle.dumps(program)))  # noqa: S301  # our own bytes


@given(weeks(), policies(grid=240))
@settings(max_examples=100)
def test_so_is_a_deep_copy_and_it_shares_no_array(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    copied = copy.deepcopy(program)
    _same(program, copied)
    for (path, ours), (_, theirs) in zip(_arrays(program), _arrays(copied), strict=True):
        assert not np.shares_memory(ours, theirs), path
    _same(program, copy.copy(program))


WEEK = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals"),
        sf.Run("Wed 07:00", "easy"),
        sf.Run("Thu 07:00", "tempo"),
        sf.Run("Sun 08:00", "long", minutes=110),
    ]
)


def test_a_pickle_of_a_pickle_is_the_same_bytes() -> None:
    once = pickle.dumps(sf.formulate(WEEK))
    again = pickle.loads(once)  # noqa: S301  # our own bytes
    twice = pickle.dumps(again)
    assert pickle.dumps(pickle.loads(twice)) == twice  # noqa: S301  # our own bytes
    _same(again, sf.formulate(WEEK))


def test_a_pickle_is_small_whatever_was_asked_of_the_program() -> None:
    """What a program caches, such as all costs as one dense array, is left out."""
    program = sf.formulate(WEEK)
    fresh = len(pickle.dumps(program))
    assert program.costs.nbytes + program.losses.nbytes > 50_000
    assert program.row_labels
    assert len(pickle.dumps(program)) == fresh
    entries = sum(array.nbytes for _, array in _arrays(program))
    assert fresh < entries + 60_000


@pytest.mark.parametrize("strategy", ["cpsat", "dynamic"])
def test_it_is_solved_alike(strategy: str) -> None:
    program = sf.formulate(WEEK)
    copied = pickle.loads(pickle.dumps(program))  # noqa: S301  # our own bytes
    assert sf.solve(copied, strategy).taken == sf.solve(program, strategy).taken


def test_labels_are_kept_once_each() -> None:
    label, other = Label("spacing", "48 h", "too near"), Label("pins", "1", "pinned")
    made = MadeLabels.of([label, other, label, label])
    assert made() == [label, other, label, label]
    assert made.distinct == (label, other)


def test_rows_and_costs_from_closures_can_be_pickled_alone() -> None:
    program = sf.formulate(WEEK)
    labelled: list[Rows | Cost] = [program.rows, program.windows, *program.cost_parts]
    for value in labelled:
        back = pickle.loads(pickle.dumps(value))  # noqa: S301  # our own bytes
        assert isinstance(back, Rows | Cost)
        assert back.labels == value.labels
