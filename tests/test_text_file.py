"""Text files are written as a whole, or not at all."""

import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strengthfit.errors import FileError
from strengthfit.text_file import read_text, write_text, write_whole

TEXTS = st.text(st.characters(codec="utf-8"), max_size=200).filter(
    lambda text: not text.startswith("\ufeff")
)
"""A byte order mark at the beginning is one, and not read as text."""


@given(TEXTS, TEXTS, st.sampled_from(["a.txt", "a.txt.gz"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_and_nothing_else_is_left(
    tmp_path: Path, first: str, second: str, name: str
) -> None:
    path = tmp_path / name
    for text in (first, second):
        write_whole(path, text)
        whole = path.read_bytes()
        assert read_text(path) == text
        write_text(text, path)
        assert path.read_bytes() == whole
    assert {one.name for one in tmp_path.iterdir()} <= {"a.txt", "a.txt.gz"}


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "week.txt", tmp_path / "link.txt"
    plain = tmp_path / "plain.txt"
    plain.write_text("")
    write_whole(path, "a")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, "b")
    assert link.is_symlink()
    assert path.read_text() == "b"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_failed_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "week.txt"
    write_whole(path, "old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="cannot be written: No space left on device"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(path.read_text()))
    reader.start()
    write_whole(path, "a")
    reader.join(10)
    assert read == ["a"]
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.mark.parametrize("write", [write_whole, lambda path, text: write_text(text, path)])
@pytest.mark.parametrize("name", ["", "nowhere/week.txt", "a\0b", "x" * 300])
def test_what_cannot_be_written_says_so(tmp_path: Path, name: str, write: object) -> None:
    assert callable(write)
    with pytest.raises(FileError, match="cannot be written"):
        write(tmp_path / name, "a")
    assert list(tmp_path.iterdir()) == []
