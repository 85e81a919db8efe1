"""The whole question as numbered files: presolved or not, with known optima or placeholders."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program import Program
from strengthfit.program.formats import (
    FORMATS,
    SIZES,
    mps_form,
    opb_form,
    read_opb_answer,
    read_values,
    write_in_turn,
    write_mps,
    write_opb,
)

from ...generate import policies, weeks
from . import foreign
from .opb_reader import read_opb

ROOMS = st.sampled_from([1 << 62, 1 << 31, 1])
READERS = {"cbc": foreign.cbc, "glpsol": foreign.glpsol, "lp_solve": foreign.lp_solve}
SMALL = sf.formulate(
    sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=2),
    sf.Policy(grid=180),
)


def _best(program: Program) -> tuple[tuple[int, ...], tuple[int, ...]]:
    outcome = sf.solve(program)
    assert outcome.objective is not None
    return outcome.taken, outcome.objective


@given(weeks(most=3), policies(grid=120), ROOMS, st.booleans())
@settings(max_examples=40, deadline=None)
def test_files_hold_the_tiers_before_at_their_optima(
    tmp_path_factory: pytest.TempPathFactory,
    week: sf.Week,
    policy: sf.Policy,
    max_value: int,
    reduced: bool,
) -> None:
    program = sf.formulate(week, policy)
    taken, objective = _best(program)
    path = tmp_path_factory.mktemp("files") / "week.opb"
    files = write_in_turn(program, path, objective, max_value=max_value, reduced=reduced)
    form = opb_form(program, max_value, reduced=reduced)
    assert [file.name for file in files] == [
        f"week.{number}.opb" for number in range(1, len(form.groups) + 1)
    ]
    columns = form.choices.tolist()
    true = {columns.index(choice) + 1 for choice in taken}
    told: dict[str, int] = {}
    for file in files:
        read = read_opb(file.read_text("utf-8"))
        whole = read.completed(true, len(columns))
        assert read.holds(whole)
        told.update(read.by_tier(read.value(whole)))
    assert tuple(told.values()) == objective
    others = [column + 1 for column in range(len(columns)) if column + 1 not in true]
    last = read_opb(files[-1].read_text("utf-8"))
    for other in others[:40]:  # one more session is never allowed and better
        more = last.completed({*true, other}, len(columns))
        assert not last.holds(more) or last.value(more) > last.value(
            last.completed(true, len(columns))
        )


@given(weeks(most=2), policies(grid=120), st.sampled_from([1 << 31, 1]))
@settings(max_examples=25, deadline=None)
def test_a_placeholder_stands_for_what_a_solver_prints(
    tmp_path_factory: pytest.TempPathFactory, week: sf.Week, policy: sf.Policy, max_value: int
) -> None:
    program = sf.formulate(week, policy)
    _, objective = _best(program)
    folder = tmp_path_factory.mktemp("files")
    for suffix, form_of, sign in ((".opb", opb_form, "-"), (".mps", mps_form, "")):
        form = form_of(program, max_value)
        known = write_in_turn(program, folder / f"known{suffix}", objective, max_value=max_value)
        blank = write_in_turn(program, folder / f"blank{suffix}", max_value=max_value)
        printed = [
            group.join(objective[group.first : group.last]) - offset
            for group, offset in zip(form.groups, form.offsets, strict=True)
        ]
        for one, other in zip(known, blank, strict=True):
            text = other.read_text("utf-8")
            for index, value in enumerate(printed):
                mark = f"@{sign}VALUE{index}@"
                text = text.replace(mark, str(-value if sign else value))
            assert "VALUE" not in _without_remarks(text)
            assert _without_zeros(text) == _without_zeros(one.read_text("utf-8"))


def _without_remarks(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("*"))


def _without_zeros(text: str) -> str:
    """Return a file without remarks, and without right-hand sides of 0, which may be left out."""
    return re.sub(r"\n RHS r\d+ 0(?=\n)", "", _without_remarks(text))


def test_optima_of_some_tiers_hold_those(tmp_path: Path) -> None:
    _, objective = _best(SMALL)
    files = write_in_turn(SMALL, tmp_path / "week.mps", objective[:2], max_value=1)
    texts = [file.read_text("utf-8") for file in files]
    assert ["@VALUE" in text for text in texts] == [False] * 3 + [True] * 4
    assert re.findall(r"^\* held: objective (\d), joined value at most", texts[-1], re.M) == [
        *("0", "1")
    ]


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.write_one])
def test_names_are_numbered_before_the_suffix(tmp_path: Path, name: str) -> None:
    _, objective = _best(SMALL)
    for ending in ("", ".gz"):
        files = write_in_turn(SMALL, tmp_path / f"a.b.{name}{ending}", objective, max_value=1)
        numbers = range(1, len(SMALL.tiers) + 1)
        assert [file.name for file in files] == [f"a.b.{n}.{name}{ending}" for n in numbers]
        assert all(file.exists() for file in files)


@pytest.mark.parametrize(
    ("name", "optima", "max_value", "told"),
    [
        ("week.json", (), None, "ends in none of .opb, .mps"),
        ("week.opb", (1,) * 8, None, "is not a list of at most 7 whole numbers"),
        ("week.opb", (0.5,), None, "is not a list of at most 7"),
        ("week.opb", (-1,), None, "is not a list of at most 7"),
        ("week.opb", (), 0, "nor one of 30-bit, 31-bit"),
        ("week.opb", (), "32-bit", "write one of 30-bit, .* did you mean"),
    ],
)
def test_what_cannot_be_written_is_refused(
    tmp_path: Path, name: str, optima: tuple[int, ...], max_value: int | str | None, told: str
) -> None:
    with pytest.raises(sf.InputError, match=told):
        write_in_turn(SMALL, tmp_path / name, optima, max_value=max_value)
    assert not list(tmp_path.iterdir())


def test_sizes_have_names() -> None:
    for name, value in SIZES.items():
        assert write_opb(SMALL, max_value=name) == write_opb(SMALL, max_value=value)
    assert SIZES["31-bit"] == 1 << 31


@given(weeks(most=3), policies(grid=120), st.sampled_from([1 << 40, 1]))
@settings(max_examples=40, deadline=None)
def test_the_columns_of_a_reduced_file_are_mapped_back(
    week: sf.Week, policy: sf.Policy, max_value: int
) -> None:
    program = sf.formulate(week, policy)
    taken, _ = _best(program)
    form = opb_form(program, max_value, reduced=True)
    columns = form.choices.tolist()
    assert len(columns) <= len(program.choices)
    words = [f"{'' if choice in taken else '-'}x{n}" for n, choice in enumerate(columns, 1)]
    answer = read_opb_answer(f"s SATISFIABLE\nv {' '.join(words)}\n", program, reduced=True)
    assert answer.taken == taken
    lines = "\n".join(f"x{n} {int(choice in taken)}" for n, choice in enumerate(columns, 1))
    assert not columns or read_values(lines, program, reduced=True) == taken
    for text in (write_opb(program, reduced=True), write_mps(program, reduced=True)):
        assert _mapped(text) == columns


def _mapped(text: str) -> list[int]:
    """Return the choice of each column, as the remarks say."""
    found: list[int] = []
    for line in re.findall(r"^\* choices[ a-z,]*(?:counted from 0|further):(.*)$", text, re.M):
        for word in line.split():
            first, _, last = word.partition("-")
            found += range(int(first), int(last or first) + 1)
    return found


@given(weeks(most=3), policies(grid=120), st.booleans(), st.data())
@settings(max_examples=40, deadline=None)
def test_tiers_by_themselves_are_the_program_s(
    week: sf.Week, policy: sf.Policy, reduced: bool, data: st.DataObject
) -> None:
    program = sf.formulate(week, policy)
    form = opb_form(program, reduced=reduced)
    own = len(form.choices)
    picked = data.draw(st.sets(st.integers(1, own), max_size=3)) if own else set()
    mask = program.mask([int(form.choices[x - 1]) for x in picked])
    given_ = np.bincount(program.choices.demand[mask], minlength=len(program.counts))
    if (given_ > program.counts).any():
        return
    expected = dict(zip(program.tiers, program.objective(mask), strict=True))
    text = write_opb(program, reduced=reduced, with_tiers=True)
    assert text.startswith(write_opb(program, reduced=reduced))
    true = read_opb(_without_tiers(text)).completed(set(picked), own)
    for name, offset, terms in re.findall(
        r"^\* tier (\w+) alone: add (\d+) to (.*) ;$", text, re.M
    ):
        words = terms.split()
        pairs = zip(words[::2], words[1::2], strict=True)
        value = sum(int(weight) for weight, x in pairs if int(x[1:]) in true)
        assert value + int(offset) == expected.pop(name)
    assert expected == {}
    values = form.values_of(program, mask).tolist()
    plain, wide = (
        write_mps(program, reduced=reduced, with_tiers=tiers).splitlines()
        for tiers in (False, True)
    )
    assert [line for line in wide if not re.search(r"\bT\d", line)] == plain
    for number, tier in enumerate(program.tiers, 1):
        total = 0
        for line in wide:
            words = line.split()
            if words[1:2] == [f"T{number}"] and words[0] != "N":
                total -= int(words[2]) if words[0] == "RHS" else 0
                column = int(words[0][1:]) - 1 if words[0] != "RHS" else 0
                column += own if words[0][0] == "w" else 0
                total += int(words[2]) * values[column] if words[0] != "RHS" else 0
        assert total == dict(zip(program.tiers, program.objective(mask), strict=True))[tier]


def _without_tiers(text: str) -> str:
    return re.sub(r"^\* tier \w+ alone.*\n", "", text, flags=re.M)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("with_tiers", [False, True])
def test_mip_solvers_read_the_files_and_find_the_optimum(
    tmp_path: Path, name: str, with_tiers: bool
) -> None:
    taken, objective = _best(SMALL)
    for max_value in ("30-bit", 1):
        files = write_in_turn(
            SMALL, tmp_path / "w.mps", objective, max_value=max_value, with_tiers=with_tiers
        )
        form = mps_form(SMALL, max_value)
        for file, group in zip(files, form.groups, strict=True):
            found = SMALL.objective(SMALL.mask(READERS[name](file, SMALL)))
            assert found[group.first : group.last] == objective[group.first : group.last]
        assert READERS[name](files[-1], SMALL) == taken
