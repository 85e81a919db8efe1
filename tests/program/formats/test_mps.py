"""MPS files are read by HiGHS and SCIP, which find the same optimum."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program import Program
from strengthfit.program.formats import read_values, write_mps
from strengthfit.program.linear import linear

from ...generate import blocks, policies, weeks
from . import foreign

ROOMS = st.sampled_from([1 << 40, 1 << 30, 1])
asked_for = weeks(most=3) | blocks(most_weeks=2)
slow = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _value(program: Program, taken: tuple[int, ...], index: int, max_value: int) -> int:
    form = linear(program, max_value=max_value)
    mask = np.isin(np.arange(len(program.choices)), taken)
    return int(form.objectives[index] @ form.values_of(program, mask)) + form.offsets[index]


@given(asked_for, policies(grid=60), ROOMS)
@slow
def test_highs_finds_the_same_optimum_objective_by_objective(
    tmp_path: Path, asked: sf.Week | sf.Block, policy: sf.Policy, max_value: int
) -> None:
    program = sf.formulate(asked, policy)
    best = sf.solve(program)
    held: list[int] = []
    for index in range(len(linear(program, max_value=max_value).groups)):
        text = write_mps(program, index, held, max_value)
        offset = int(re.findall(r"^\* add (-?\d+) to the objective", text, re.M)[0])
        taken, claimed = foreign.highs(text, program, tmp_path)
        held.append(_value(program, taken, index, max_value))
        assert held[-1] == _value(program, best.taken, index, max_value) == claimed + offset
    assert taken == best.taken


@given(weeks(most=3), policies(grid=60))
@slow
def test_scip_finds_the_same_optimum(tmp_path: Path, week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    best, max_value = sf.solve(program), 1 << 40
    groups = range(len(linear(program, max_value=max_value).groups))
    held = [_value(program, best.taken, index, max_value) for index in groups]
    text = write_mps(program, len(held) - 1, held[:-1], max_value)
    assert foreign.scip(text, program, tmp_path, ".mps") == best.taken


@given(weeks(most=3), policies(grid=120), ROOMS)
@settings(max_examples=100)
def test_numbers_are_whole_and_exact_as_floats(
    week: sf.Week, policy: sf.Policy, max_value: int
) -> None:
    program = sf.formulate(week, policy)
    text = write_mps(program, max_value=max_value)
    numbers = [line.split()[-1] for line in text.splitlines() if re.match(r" \w+ \w+ \S+$", line)]
    assert len(numbers) >= len(program.choices)
    for number in numbers:
        if "MARKER" not in number and "INT" not in number:
            assert re.fullmatch(r"-?\d+", number)
            assert int(float(number)) == int(number)


WEEK = sf.Week([sf.Run("Tue 07:00", "intervals", minutes=60)], strength=2)


@pytest.fixture(scope="module")
def program() -> Program:
    return sf.formulate(WEEK, sf.Policy(grid=180))


def test_only_the_first_list_of_columns_counts(program: Program) -> None:
    text = "Optimal\n\n# Columns 2\nx1 1\nx2 -0\n# Rows 1\nr1 1\n# Dual\n# Columns 2\nx1 0\nx2 1\n"
    assert read_values(text, program) == (0,)


@given(st.sets(st.integers(0, 100), min_size=1), st.sampled_from([0.0, 1e-7, -1e-7]))
def test_values_off_by_a_solver_s_tolerance_are_read(taken: set[int], off: float) -> None:
    small = sf.formulate(WEEK, sf.Policy(grid=180))
    lines = [f"x{n + 1} {(n in taken) + off!r}" for n in range(len(small.choices))]
    assert read_values("\n".join(["objective value: 3", *lines]), small) == tuple(sorted(taken))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no line with a value"),
        ("Infeasible\n", "no line with a value"),
        ("x1 0.5\n", "x1: '0.5' is not 0 or 1"),
        ("x1 2\n", "x1: '2' is not 0 or 1"),
        ("x1 nan\n", "x1: 'nan' is not 0 or 1"),
        ("x1 inf\n", "x1: 'inf' is not 0 or 1"),
        ("x1 yes\n", "x1: 'yes' is not 0 or 1"),
        ("x0 1\n", "x0: is not one of the columns"),
        ("x99999 1\n", "x99999: is not one of the columns"),
        ("x1 1\nx1 0\n", "x1: has two values"),
    ],
)
def test_values_that_are_none_are_refused(program: Program, text: str, problem: str) -> None:
    with pytest.raises(sf.FileError, match=problem):
        read_values(text, program)


@given(st.text(alphabet="x10 .#Columns\n-v²٣e", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    small = sf.formulate(WEEK, sf.Policy(grid=180))
    try:
        taken = read_values(text, small)
    except sf.FileError:
        return
    assert all(0 <= choice < len(small.choices) for choice in taken)
