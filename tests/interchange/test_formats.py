"""Forms of files: each file has one, and the example of CONTRIBUTING.md is one more."""

import sys
from pathlib import Path

import pytest

import strengthfit as sf
from strengthfit.interchange import FORMATS, Chosen, open_file, registry

from ..test_extensions import TOP, files_after, run_file, section

FILES = {
    "examples/marathon_week.toml": "a week file",
    "examples/gym_hours.json": "a week file",
    "tests/data/plans/mee_gale_12.json": "a published plan",
}


@pytest.mark.parametrize("path", FILES)
def test_a_file_has_the_form_that_its_table_says(path: str) -> None:
    form, table = open_file(TOP / path)
    assert form.name == FILES[path]
    assert table is not None


def test_a_block_and_a_calendar_are_told_from_others(tmp_path: Path) -> None:
    block, calendar = tmp_path / "block.json", tmp_path / "mine.ICS"
    block.write_text('{"weeks": [{"runs": []}]}', encoding="utf-8")
    assert open_file(block)[0].name == "a block file"
    assert open_file(calendar) == (FORMATS[0], None)  # it is opened when it is read


def test_every_form_reads_a_week_or_a_block() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS)
    for form in FORMATS:
        assert form.week is not None or form.block is not None
        assert form.chosen_by in (None, "number", "start")


def test_a_week_of_a_season_has_the_weeks_before_it_as_its_history() -> None:
    path = TOP / "tests" / "data" / "plans" / "mee_gale_12.json"
    form, table = open_file(path)
    assert form.week is not None
    assert form.block is not None
    week = form.week(str(path), table, Chosen(number=6, history=4)).week
    block = form.block(str(path), table, 1).block
    assert len(week.history) == 4
    assert [past.runs for past in week.history if isinstance(past, sf.Week)] == [
        each.runs for each in block.weeks[1:5]
    ]
    with pytest.raises(sf.InputError, match="write 1 to 12"):
        form.week(str(path), table, Chosen())


# The example


def test_the_example_touches_three_files() -> None:
    paths = list(files_after("Add a format"))
    assert section("Add a format").startswith("\nThree files")
    assert [(TOP / path).exists() for path in paths] == [False, True, False]


def test_the_test_of_the_example_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path, source), (listing, lines), (test, checks) = files_after("Add a format").items()
    added = run_file(path, source)
    monkeypatch.setitem(sys.modules, added.__name__, added)
    monkeypatch.setattr(sys.modules["strengthfit.interchange"], "activities", added, raising=False)
    monkeypatch.setattr(registry, "FORMATS", run_file(listing, lines).__dict__["FORMATS"])
    tests = [each for name, each in vars(run_file(test, checks)).items() if name[:5] == "test_"]
    for each in tests:
        each(tmp_path)
    assert tests
