"""Features are counts that anyone can make again, and the same for the same program."""

import numpy as np
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.program.formats import program_from_dict, program_to_dict
from strengthfit.program.presolve import presolve
from strengthfit.strategies.features import features

from ..generate import weeks


@given(weeks())
@settings(max_examples=30)
def test_rows_under_way_are_those_between_their_first_and_last_choice(week: sf.Week) -> None:
    program = sf.formulate(week, sf.Policy(grid=60))
    left, found = presolve(program), features(program)
    spans = [
        (int(rows.columns[first]), int(rows.columns[last - 1]))
        for rows in (left.rows, left.windows)
        for first, last in zip(rows.indptr[:-1], rows.indptr[1:], strict=True)
        if last > first
    ]
    open_rows = [
        sum(low <= gap < high for low, high in spans) for gap in range(max(1, len(left.kept)))
    ]
    assert found["open_rows"] == max(open_rows)
    assert np.isclose(found["mean_open_rows"], np.mean(open_rows))
    assert found["choices"] == len(left.kept)
    assert found["rows"] + found["windows"] == len(left.rows) + len(left.windows)


@given(weeks())
@settings(max_examples=10)
def test_a_program_from_a_file_looks_the_same(week: sf.Week) -> None:
    program = sf.formulate(week, sf.Policy(grid=60))
    assert features(program_from_dict(program_to_dict(program))) == features(program)
    assert all(np.isfinite(value) and value >= 0 for value in features(program).values())
