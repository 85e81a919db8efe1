"""The digest changes with every number that a solver sees, and with nothing else."""

from typing import Any

import attrs
import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program import Program, Rows
from strengthfit.program.formats import digest

from ...generate import policies, weeks

ARRAYS = [
    *((f"choices.{name}", 0) for name in ("demand", "start", "dose", "minutes", "kind")),
    ("counts", 0),
    *((f"rows.{name}", 1) for name in ("indptr", "columns", "coefficients", "bounds")),
    *((f"windows.{name}", 1) for name in ("indptr", "columns", "coefficients", "bounds")),
    ("tier_costs", 0),
    ("skip_costs", 0),
    ("window_costs", 0),
]


def _with(program: Program, path: str, array: Any) -> Program:
    owner, _, name = path.rpartition(".")
    if not owner:
        return attrs.evolve(program, **{name: array})
    return attrs.evolve(program, **{owner: attrs.evolve(getattr(program, owner), **{name: array})})


def _array(program: Program, path: str) -> Any:
    value: Any = program
    for name in path.split("."):
        value = getattr(value, name)
    return value


@given(weeks(), policies(grid=120), st.sampled_from(ARRAYS), st.data())
@settings(max_examples=120)
def test_one_number_changes_it(
    week: sf.Week, policy: sf.Policy, which: tuple[str, int], data: st.DataObject
) -> None:
    program = sf.formulate(week, policy)
    array = np.array(_array(program, which[0]), dtype=np.int64)
    assume(array.size)
    array.flat[data.draw(st.integers(0, array.size - 1))] += data.draw(st.sampled_from([-1, 1, 9]))
    assert digest(_with(program, which[0], array)) != digest(program)


@given(weeks(), policies(grid=120))
@settings(max_examples=100)
def test_labels_floats_and_the_width_of_integers_do_not(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)

    def bare(rows: Rows) -> Rows:
        return attrs.evolve(rows, labeller=lambda: [])

    changed = attrs.evolve(
        program, rows=bare(program.rows), windows=bare(program.windows), cost_parts=(), resolution=9
    )
    for path, _ in ARRAYS:
        array = _array(program, path)
        narrow = np.asfortranarray(array.astype(np.int32))
        assert (narrow == array).all()
        changed = _with(changed, path, narrow)
    assert digest(changed) == digest(program)
    assert digest(attrs.evolve(program, tiers=tuple(reversed(program.tiers)))) != digest(program)


def test_it_is_the_same_everywhere() -> None:
    small = sf.formulate(sf.Week([], strength=0))
    assert digest(small) == digest(sf.formulate(sf.Week([], strength=0), sf.Policy(grid=60)))
    assert len(digest(small)) == 16
    assert int(digest(small), 16) >= 0
