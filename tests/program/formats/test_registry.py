"""Every format of the listing is written by its suffix, gzipped or not."""

import gzip
from pathlib import Path

import pytest

import strengthfit as sf
from strengthfit.program.formats import FORMATS, write_program_as

PROGRAM = sf.formulate(sf.Week([sf.Run("Tue 07:00", "tempo")], strength=1), sf.Policy(grid=180))


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_s_name_says_its_format(tmp_path: Path, name: str) -> None:
    entry = FORMATS[name]
    assert entry.suffix == f".{name}"
    assert entry.about
    path = tmp_path / f"a.week{entry.suffix}"
    write_program_as(PROGRAM, path)
    write_program_as(PROGRAM, f"{path}.gz")
    assert path.read_text("utf-8") == entry.write(PROGRAM)
    assert gzip.decompress(Path(f"{path}.gz").read_bytes()) == path.read_bytes()


def test_suffixes_differ() -> None:
    assert len({entry.suffix for entry in FORMATS.values()}) == len(FORMATS) >= 3


@pytest.mark.parametrize("name", ["week", "week.gz", "week.xml", "json", "week.json.zip"])
def test_other_names_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(sf.InputError, match=r"ends in none of \.json, \.opb, \.mps"):
        write_program_as(PROGRAM, tmp_path / name)
    assert not list(tmp_path.iterdir())
