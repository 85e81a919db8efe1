"""No name of a file, an athlete or a zone leads out of its folder."""

import json
import os
import unicodedata
from pathlib import Path
from zoneinfo import TZPATH

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.cli.squad_command import file_names
from strengthfit.interchange.calendar_home import zone_of
from strengthfit.interchange.calendar_zone import to_zone
from strengthfit.lab.elsewhere.environments import split_versions

OUTSIDE = (
    *("../../../etc/passwd", "/etc/passwd", "Europe/../../../etc/passwd", "..", ".", "", "/"),
    *("Europe", "Europe/", "a\x00b", "localtime", "posixrules", "right/Europe/Berlin", "\ud800"),
    *("C:\\Windows", "CON", "tzdata.zi", "zone.tab", "x" * 5000, "Europe/Berlin/.", "é" * 300),
)


@pytest.mark.parametrize("number", range(len(OUTSIDE)))
def test_no_zone_is_outside_of_the_zones(number: int) -> None:
    name = OUTSIDE[number]
    assert zone_of(name) is None
    with pytest.raises(sf.InputError):
        to_zone(name)


@pytest.mark.skipif(not TZPATH, reason="this system has no zones of its own")
def test_no_zone_is_read_by_its_path() -> None:
    for folder in TZPATH:
        assert zone_of(os.path.join(folder, "Europe", "Berlin")) is None
        assert zone_of(os.path.join("..", os.path.basename(folder), "Europe", "Berlin")) is None


signs = st.characters() | st.sampled_from('./\\:*?"<>|~ \x00\n')


@given(st.lists(st.text(signs, max_size=90), max_size=6))
def test_the_file_of_an_athlete_lies_in_the_folder(names: list[str]) -> None:
    found = file_names(names)
    assert len({unicodedata.normalize("NFD", name).casefold() for name in found}) == len(names)
    for name in found:
        assert Path(name).name == name
        assert all(sign.isalnum() or sign in "-_" for sign in name)
        assert len(f"{name}.ics".encode()) <= 255
        assert name.casefold() not in ("gym", "con", "nul", "com1")


NAMES = (
    "../out",
    "/root/out",
    "..",
    "a/b",
    "C:\\out",
    "~root",
    "-rf",
    "$(touch out)",
    "gym",
    "nul",
)


def test_a_squad_writes_into_its_folder_and_nowhere_else(tmp_path: Path) -> None:
    week = {"runs": [{"when": "Tue 07:00", "kind": "easy"}], "strength": 1}
    squad = {"gym": {"places": 10}, "athletes": [{"id": name, **week} for name in NAMES]}
    inner = tmp_path / "inner"
    inner.mkdir()
    file = inner / "squad.json"
    file.write_text(json.dumps(squad))
    folder = inner / "calendars"
    options = ["--ics", str(folder), "--start", "2026-11-23"]
    result = CliRunner().invoke(main, ["squad", str(file), *options])
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {"inner"}
    assert {path.name for path in inner.iterdir()} == {"squad.json", "calendars"}
    assert len(list(folder.iterdir())) == len(NAMES) + 1
    assert all(path.suffix == ".ics" and path.is_file() for path in folder.iterdir())


@pytest.mark.parametrize(
    "against", ["../x==1", "/root==1", "a/b==1", "ortools==../1", "ortools==1/2", "ortools==1,/2"]
)
def test_environments_of_versions_lie_in_their_folder(against: str) -> None:
    with pytest.raises(sf.InputError):
        split_versions(against)
