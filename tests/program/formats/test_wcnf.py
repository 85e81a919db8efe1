"""WCNF files say what the program says: solvers that read them find the same optimum."""

import re
import subprocess
import sys
from pathlib import Path

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

import strengthfit as sf
from strengthfit.lab.instances import instance
from strengthfit.program import Label, Program
from strengthfit.program.edit import at_least_of, with_rows
from strengthfit.program.formats import (
    read_wcnf_answer,
    wcnf_form,
    write_in_turn,
    write_wcnf,
)
from strengthfit.strategies.command import Command

from ...generate import policies, weeks
from . import foreign

Soft = list[tuple[int, tuple[int, ...]]]

SMALL = sf.formulate(
    sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=2),
    sf.Policy(grid=180),
)


def read(text: str) -> tuple[list[tuple[int, ...]], Soft]:
    """Read hard clauses, and soft ones with their weights, in either form."""
    hard, soft, head = [], [], None
    for line in text.splitlines():
        words = line.split()
        if words[0] == "c":
            continue
        if words[0] == "p":
            head = words
            continue
        literals = tuple(map(int, words[1:]))
        assert literals[-1] == 0
        assert 0 not in literals[:-1]
        assert literals[:-1]
        if words[0] == "h" or (head and words[0] == head[4]):
            hard.append(literals[:-1])
        else:
            soft.append((int(words[0]), literals[:-1]))
    assert all(weight > 0 for weight, _ in soft)
    if head:
        assert head[:2] == ["p", "wcnf"]
        assert int(head[3]) == len(hard) + len(soft)
        assert int(head[2]) >= max((abs(one) for each in hard for one in each), default=0)
        assert int(head[4]) == 1 + sum(weight for weight, _ in soft)
    return hard, soft


def best_of(text: str) -> str:
    """Return the answer of a solver that knows nothing of the rows, as it would print it."""
    hard, soft = read(text)
    model = cp_model.CpModel()
    every = (*hard, *(clause for _, clause in soft))
    last = max((abs(one) for each in every for one in each), default=1)
    variables = [model.new_bool_var("") for _ in range(last + 1)]

    def literal(number: int) -> cp_model.LiteralT:
        return variables[number] if number > 0 else ~variables[-number]

    for clause in hard:
        model.add_bool_or([literal(one) for one in clause])
    broken = []
    for weight, clause in soft:
        broken.append((weight, model.new_bool_var("")))
        model.add_bool_or([broken[-1][1], *map(literal, clause)])
    model.minimize(sum(weight * one for weight, one in broken))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return "s UNSATISFIABLE\n"
    assert status == cp_model.OPTIMAL
    words = [str(x if solver.value(variables[x]) else -x) for x in range(1, last + 1)]
    cost = sum(weight * solver.value(one) for weight, one in broken)
    return f"o {cost}\ns OPTIMUM FOUND\nv {' '.join(words)} 0\n"


@given(
    weeks(most=2),
    policies(grid=240),
    st.sampled_from([1 << 62, 1 << 36]),
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=10, deadline=None)
def test_the_best_of_the_clauses_is_the_best_plan(
    week: sf.Week, policy: sf.Policy, max_value: int, reduced: bool, header: bool
) -> None:
    program = sf.formulate(week, policy)
    best = sf.solve(program)
    form = wcnf_form(program, max_value, reduced=reduced)
    held: list[int] = []
    found: tuple[int, ...] = ()
    for index in range(len(form.groups)):
        text = write_wcnf(program, index, held, max_value, reduced=reduced, header=header)
        offset = int(re.findall(r"^c add (-?\d+) to the objective", text, re.M)[0])
        answer = read_wcnf_answer(best_of(text), program, reduced=reduced)
        assert answer.value is not None
        held.append(answer.value + offset)
        found = answer.taken
    values = [group.split(value) for group, value in zip(form.groups, held, strict=True)]
    assert tuple(value for each in values for value in each) == best.objective
    assert found == best.taken


def test_a_clash_has_no_answer() -> None:
    three = at_least_of(np.arange(len(SMALL.choices)), 3)
    clash = with_rows(SMALL, [three], Label("three", "", "three of two sessions"))
    assert best_of(write_wcnf(clash)) == "s UNSATISFIABLE\n"
    never = attrs.evolve(clash, counts=clash.counts * 0)
    assert best_of(write_wcnf(never)) == "s UNSATISFIABLE\n"


@given(weeks(most=2), policies(grid=240))
@settings(max_examples=10, deadline=None)
def test_weights_keep_the_order_of_the_tiers(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    text = write_wcnf(program, with_tiers=True)
    _, soft = read(text)
    weights = {-clause[0]: weight for weight, clause in soft}
    alone: dict[str, dict[int, int]] = {}
    for name, terms in re.findall(r"^c tier (\w+) alone: add 0 to (.*) ;$", text, re.M):
        pairs = re.findall(r"([+-]\d+) x(\d+)", terms)
        alone[name] = {int(x): int(weight) for weight, x in pairs if int(weight)}
    digits = re.findall(r"^c tier (\w+): costs divided by (\d+), digit of base (\d+)$", text, re.M)
    assert list(alone) == [name for name, _, _ in digits] == list(program.tiers)
    for variable in set().union(*alone.values()):
        joined = 0
        for name, divisor, base in digits:
            joined = joined * int(base) + alone[name].get(variable, 0) // int(divisor)
        assert joined == weights[variable]


def test_files_by_objective_need_what_was_proven(tmp_path: Path) -> None:
    objective = sf.solve(SMALL).objective
    assert objective is not None
    files = write_in_turn(SMALL, tmp_path / "week.wcnf.gz", objective, max_value="31-bit")
    assert [file.name for file in files] == ["week.1.wcnf.gz", "week.2.wcnf.gz"]
    with pytest.raises(sf.InputError, match="has no placeholders in this form"):
        write_in_turn(SMALL, tmp_path / "other.wcnf", max_value="31-bit")
    assert not list(tmp_path.glob("other*"))


@given(st.sets(st.integers(1, 150)), st.integers(5, 60), st.booleans(), st.booleans())
@settings(max_examples=60)
def test_an_answer_is_read_as_literals_or_digits(
    true: set[int], cut: int, digits: bool, twice: bool
) -> None:
    own, last = len(SMALL.choices), len(SMALL.choices) + 40
    words = [str(x if x in true else -x) for x in range(1, last + 1)]
    lines = [f"v {' '.join(words[at : at + cut])}" for at in range(0, last, cut)]
    if digits:
        lines = [f"v {''.join('01'[x in true] for x in range(1, last + 1))}"]
    before = ["o 9", "v " + " ".join(str(x) for x in range(1, own + 1))] if twice else []
    text = "\n".join([*before, "o 7", *lines, "s SATISFIABLE", ""])
    taken = tuple(sorted(x - 1 for x in true if x <= own))
    assert read_wcnf_answer(text, SMALL) == (taken, 7, "feasible")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is not one line s"),
        ("s OPTIMUM FOUND\nv 1 -1 0", "1 is both true and false"),
        ("s OPTIMUM FOUND\nv x1", "'x1' is not a literal such as 7 or -7"),
        ("s OPTIMUM FOUND\no -\nv 1", "'-' is not a whole number"),
        ("s SATISFIABLE\no 1", "no line v"),
    ],
)
def test_an_answer_that_is_none_is_refused(text: str, problem: str) -> None:
    with pytest.raises(sf.FileError, match=problem):
        read_wcnf_answer(text, SMALL)


def _solved(program: Program, line: str) -> sf.Outcome:
    return sf.solve(program, Command(line, max_value="31-bit"), sf.Limits(seconds=30))


@pytest.mark.parametrize("name", ["weeks-0", "infeasible-1"])
def test_clasp_reads_the_file(name: str) -> None:
    foreign.need("clasp")
    program = instance(name).program
    assert _solved(program, "clasp --outf=1 {wcnf}") == sf.solve(program)


def test_rc2_reads_the_file(tmp_path: Path) -> None:
    pytest.importorskip("pysat")
    script = tmp_path / "rc2.py"
    script.write_text(RC2, "utf-8")
    for program in (SMALL, instance("infeasible-1").program):
        assert _solved(program, f"{sys.executable} {script} {{wcnf}}") == sf.solve(program)
    newer = tmp_path / "newer.wcnf"
    newer.write_text(write_wcnf(SMALL, header=False), "utf-8")
    printed = subprocess.run(
        [sys.executable, str(script), str(newer)], capture_output=True, text=True, check=True
    ).stdout
    assert read_wcnf_answer(printed, SMALL).taken == sf.solve(SMALL).taken


RC2 = """
import sys
from pysat.examples.rc2 import RC2Stratified
from pysat.formula import WCNF

with RC2Stratified(WCNF(from_file=sys.argv[1]), adapt=True, exhaust=True, minz=True) as solver:
    model = solver.compute()
    print("s", "UNSATISFIABLE" if model is None else "OPTIMUM FOUND")
    if model is not None:
        print("o", solver.cost)
        print("v", *model, 0)
"""
