"""OPB files say what the program says, and solvers that read them find the same optimum."""

from itertools import combinations
from pathlib import Path

import attrs
import numpy as np
import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program import Program
from strengthfit.program.formats import opb_form, read_opb_answer, write_opb

from ...generate import blocks, policies, weeks
from . import foreign
from .opb_reader import OpbFile, read_opb

ROOMS = st.sampled_from([1 << 62, 1 << 45, 1 << 31, 1])
slow = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _true(taken: tuple[int, ...] | list[int]) -> set[int]:
    return {choice + 1 for choice in taken}


def _mask(program: Program, taken: list[int] | tuple[int, ...]) -> np.ndarray:
    mask = np.zeros(len(program.choices), dtype=bool)
    mask[list(taken)] = True
    return mask


def _held(program: Program, best: sf.Outcome, max_value: int) -> list[tuple[str, int]]:
    """Return for each joined objective its file and what is proven for it."""
    assert best.objective is not None
    form = opb_form(program, max_value)
    values: list[int] = []
    files = []
    for index in range(len(form.groups)):
        text = write_opb(program, index, values, max_value)
        file = read_opb(text)
        own = len(program.choices)
        value = file.value(file.completed(_true(best.taken), own))
        files.append((text, value))
        values.append(value)
    return files


@given(weeks(most=3), policies(grid=120), ROOMS, st.data())
@settings(max_examples=120)
def test_a_file_s_rows_and_objective_are_the_program_s(
    week: sf.Week, policy: sf.Policy, max_value: int, data: st.DataObject
) -> None:
    program = sf.formulate(week, policy)
    own = len(program.choices)
    assume(own)
    picked = data.draw(st.lists(st.integers(0, own - 1), max_size=4, unique=True))
    mask = _mask(program, picked)
    given_ = np.bincount(program.choices.demand[mask], minlength=len(program.counts))
    within = bool((given_ <= program.counts).all())
    objective = dict(zip(program.tiers, program.objective(mask), strict=True))
    form = opb_form(program, max_value)
    values: list[int] = []
    found: dict[str, int] = {}
    best = sf.solve(program)
    for index in range(len(form.groups)):
        file = read_opb(write_opb(program, index, values, max_value))
        values.append(file.value(file.completed(_true(best.taken), own)))
        if index == 0:
            true = file.completed(_true(picked), own)
            assert file.holds(true) == (within and not program.broken(mask))
            event(f"keeps every row: {file.holds(true)}")
        if within:
            true = file.completed(_true(picked), own)
            found.update(file.by_tier(file.value(true)))
    assert not within or found == objective


@given(weeks(most=3), policies(grid=60), ROOMS)
@settings(max_examples=100)
def test_coefficients_together_stay_in_the_room(
    week: sf.Week, policy: sf.Policy, max_value: int
) -> None:
    program = sf.formulate(week, policy)
    for index, (text, _) in enumerate(_held(program, sf.solve(program), max_value)):
        file = read_opb(text)
        total = sum(abs(weight) for weight, _ in file.goal)
        assert total < max_value or opb_form(program, max_value).groups[index].divisors[1:] == ()
        assert len(file.tiers) == len(opb_form(program, max_value).groups[index].divisors)


def _open(file: OpbFile, own: int) -> list[int]:
    """Return the choices that can be taken alone, by the file."""
    return [x for x in range(1, own + 1) if file.holds(file.completed({x}, own))]


@given(weeks(most=2), st.sampled_from(["Tue 17:00-20:00", "Fri-Sat 06:00-10:00", "daily"]))
@settings(max_examples=100)
def test_the_best_of_all_sets_of_a_small_file_is_the_best_plan(week: sf.Week, when: str) -> None:
    week = attrs.evolve(week, available=[sf.Window(when)])
    program = sf.formulate(week, sf.Policy(grid=240))
    own = len(program.choices)
    file = read_opb(write_opb(program))
    candidates = _open(file, own)
    assume(1 <= len(candidates) <= 25)
    sets = [
        file.completed(set(some), own)
        for size in range(int(program.counts.sum()) + 1)
        for some in combinations(candidates, size)
    ]
    allowed = [true for true in sets if file.holds(true)]
    best = min(allowed, key=file.value)
    outcome = sf.solve(program)
    assert {x for x in best if x <= own} == _true(outcome.taken)
    assert file.by_tier(file.value(best)) == list(
        zip(program.tiers, outcome.objective or (), strict=True)
    )


@given(weeks(most=3) | blocks(most_weeks=2), policies(grid=60), ROOMS)
@slow
def test_exact_finds_the_same_optimum_objective_by_objective(
    asked: sf.Week | sf.Block, policy: sf.Policy, max_value: int
) -> None:
    program = sf.formulate(asked, policy)
    best = sf.solve(program)
    files = _held(program, best, max_value)
    for text, value in files:
        taken, claimed = foreign.exact(text, program)
        assert claimed + read_opb(text).offset == value
    assert taken == best.taken


# SCIP's tolerances are floats: with larger numbers it at times takes the second best for the best.
@given(weeks(most=3) | blocks(most_weeks=2), policies(grid=60), st.sampled_from([1 << 31, 1]))
@slow
def test_scip_reads_the_file_and_finds_the_same_optimum(
    tmp_path: Path, asked: sf.Week | sf.Block, policy: sf.Policy, max_value: int
) -> None:
    program = sf.formulate(asked, policy)
    best = sf.solve(program)
    text, _ = _held(program, best, max_value)[-1]
    assert foreign.scip(text, program, tmp_path, ".opb") == best.taken


@given(weeks(most=2), policies(grid=120), st.sampled_from([1 << 31, 1]))
@slow
def test_clasp_reads_the_file_and_its_answer_is_read_back(
    tmp_path: Path, week: sf.Week, policy: sf.Policy, max_value: int
) -> None:
    program = sf.formulate(week, policy)
    best = sf.solve(program)
    for text, value in _held(program, best, max_value):
        taken, claimed = foreign.clasp(text, program, tmp_path)
        if claimed is not None:
            assert claimed + read_opb(text).offset == value
    assert taken == best.taken


WEEK = sf.Week([sf.Run("Tue 07:00", "intervals", minutes=60)], strength=2)


@pytest.fixture(scope="module")
def program() -> Program:
    return sf.formulate(WEEK, sf.Policy(grid=180))


def test_nothing_asked_is_a_file_too() -> None:
    nothing = sf.formulate(sf.Week([], strength=0))
    file = read_opb(write_opb(nothing))
    assert (file.variables, file.goal, file.rows) == (1, [(0, 1)], [])
    assert read_opb_answer("s OPTIMUM FOUND\no 0\nv -x1\n", nothing).taken == ()


def test_a_row_that_nothing_can_keep_stays_so(program: Program) -> None:
    rows = program.rows
    never = attrs.evolve(
        rows,
        indptr=np.append(rows.indptr, rows.indptr[-1]),
        bounds=np.append(rows.bounds, -1),
        labeller=lambda: [*rows.labels, rows.labels[0]],
    )
    file = read_opb(write_opb(attrs.evolve(program, rows=never)))
    own = len(program.choices)
    assert not any(file.holds(file.completed(true, own)) for true in ({1}, set()))


@given(st.sets(st.integers(0, 100), max_size=5), st.integers(1, 7), st.sampled_from([None, -9, 4]))
def test_an_answer_is_read_over_any_lines(taken: set[int], cut: int, value: int | None) -> None:
    small = sf.formulate(WEEK, sf.Policy(grid=180))
    words = [f"{'' if n in taken else '-'}x{n + 1}" for n in range(len(small.choices))]
    lines = [f"v {' '.join(words[at : at + cut])}" for at in range(0, len(words), cut)]
    said = [] if value is None else [f"o {abs(value) + 5}", f"o {value}"]
    text = "\n".join(["c hello", *said, "s SATISFIABLE", *lines, ""])
    assert read_opb_answer(text, small) == (tuple(sorted(taken)), value, "feasible")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is not one line s"),
        ("s MAYBE\nv x1", "is not one line s"),
        ("s SATISFIABLE\ns UNKNOWN\nv x1", "is not one line s"),
        ("s SATISFIABLE\nv x1 y2", "'y2' is not x1 to"),
        ("s SATISFIABLE\nv x0", "'x0' is not x1 to"),
        ("s SATISFIABLE\nv x999999", "'x999999' is not x1 to"),
        ("s SATISFIABLE\nv x1 -x1", "x1 is both true and false"),
        ("s OPTIMUM FOUND\no 1.5\nv x1", "'1.5' is not a whole number"),
        ("s OPTIMUM FOUND\no 1", "no line v"),
    ],
)
def test_an_answer_that_is_none_is_refused(program: Program, text: str, problem: str) -> None:
    with pytest.raises(sf.FileError, match=problem):
        read_opb_answer(text, program)


@pytest.mark.parametrize("text", ["s UNSATISFIABLE\n", "s UNKNOWN\n", "s UNSUPPORTED\n"])
def test_an_answer_without_a_plan_takes_nothing(program: Program, text: str) -> None:
    answer = read_opb_answer(text, program)
    assert answer.taken == ()
    assert answer.status == ("infeasible" if "UNSAT" in text else "unknown")


@pytest.mark.parametrize(
    ("objective", "held", "max_value", "where"),
    [
        (1, (), 1 << 62, "objective"),
        (-1, (), 1 << 62, "objective"),
        (True, (), 1 << 62, "objective"),
        (1, (), 1, "held"),
        (0, (5,), 1, "held"),
        (1, (0.5,), 1, "held"),
        (0, (), 0, "max_value"),
        (0, (), 1 << 63, "max_value"),
    ],
)
def test_wrong_questions_are_refused(
    program: Program, objective: int, held: tuple[int, ...], max_value: int, where: str
) -> None:
    with pytest.raises(sf.InputError) as refused:
        write_opb(program, objective, held, max_value)
    assert refused.value.where == where
