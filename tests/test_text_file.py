"""Files written whole: all of the text or none of it, and never a half-written file."""

import errno
import gzip
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit import FileError
from strengthfit.text_file import read_json, read_text, takes_files, write_text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"), max_size=40))
@settings(max_examples=30)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("whole")
    for name in ("a.txt", "a.txt.gz"):
        for _ in range(2):  # a new file, then one in its place
            write_text(text, folder / name)
            assert read_text(folder / name) == text
    write_text(text, folder / "b.txt.gz")
    assert (folder / "b.txt.gz").read_bytes() == (folder / "a.txt.gz").read_bytes()
    assert sorted(os.listdir(folder)) == ["a.txt", "a.txt.gz", "b.txt.gz"]


def test_permissions_are_the_old_file_s_or_those_of_any_new_file(tmp_path: Path) -> None:
    plain, kept = tmp_path / "plain", tmp_path / "kept"
    (tmp_path / "other").write_text("")
    write_text("x", plain)
    assert plain.stat().st_mode == (tmp_path / "other").stat().st_mode
    kept.write_text("old")
    kept.chmod(0o640)
    write_text("new", kept)
    assert (stat.S_IMODE(kept.stat().st_mode), kept.read_text()) == (0o640, "new")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_text("new", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_device_is_written_to_and_stays() -> None:
    write_text("x", "/dev/null")
    with pytest.raises(FileError, match="/dev/full: cannot be written: No space left on device"):
        write_text("x", "/dev/full")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "kept").write_text("old")
    monkeypatch.setattr(f"strengthfit.text_file.os.{failing}", full)
    for name in ("kept", "new"):
        with pytest.raises(FileError, match="cannot be written: No space left on device"):
            write_text("new", tmp_path / name)
    assert os.listdir(tmp_path) == ["kept"]
    assert (tmp_path / "kept").read_text() == "old"


LIMITED = """
import resource, signal, sys
from strengthfit import FileError
from strengthfit.text_file import write_text
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_text("x" * 5000, sys.argv[1])
except FileError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of processes")
def test_a_file_too_large_for_its_process_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "large"
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{path}: cannot be written: File too large\n"
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none/x", "cannot be written: No such file or directory"),
        ("file/x", "cannot be written: Not a directory"),
        ("a\0b", "cannot be written: "),
        ("x" * 5000, "cannot be written: File name too long"),
        ("folder", "is a directory, not a file"),
    ],
    ids=["no folder", "no folder but a file", "NUL", "long", "folder"],
)
def test_a_place_that_takes_no_file_says_so(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError) as got:
        write_text("x", f"{tmp_path}/{name}")
    assert got.value.problems[0].startswith(said)
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_takes_no_file_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FileError, match="cannot be written: Permission denied"):
            write_text("x", tmp_path / "x")
    finally:
        tmp_path.chmod(0o700)


def test_whether_a_file_may_be_written_is_known_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "none" / "file")
    assert takes_files(tmp_path / "new")
    assert takes_files(os.devnull)
    assert not takes_files(tmp_path / "link")  # it leads to a folder that is not there
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert not takes_files(tmp_path / "new")


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is not a character of Unicode"):
        write_text("a\ud800", tmp_path / "x")
    assert os.listdir(tmp_path) == []


def test_compressed_text_is_gzip_s(tmp_path: Path) -> None:
    write_text("text", tmp_path / "x.gz")
    assert gzip.decompress((tmp_path / "x.gz").read_bytes()) == b"text"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(path.read_text()))
    reader.start()
    write_text("a", path)
    reader.join(10)
    assert read == ["a"]
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.mark.parametrize("name", ["none/x", "a\0b", "x" * 300], ids=["no folder", "NUL", "long"])
def test_a_place_that_takes_no_text_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match="cannot be written"):
        write_text("a", tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_read_if_somebody_writes_to_it_and_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "week.toml"
    os.mkfifo(pipe)
    with pytest.raises(FileError, match="is a pipe to which nothing is written"):
        read_text(pipe)
    both = os.open(pipe, os.O_RDWR)  # so that it is open on either side
    os.write(both, b"runs = []")
    writer = threading.Timer(0.1, os.close, [both])
    writer.start()
    assert read_text(pipe) == "runs = []"
    writer.join()


def test_gzipped_data_that_grows_beyond_what_is_read_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.json.gz"
    bomb.write_bytes(gzip.compress(b" " * 3_000_000))
    assert bomb.stat().st_size < 10_000
    with pytest.raises(FileError, match="is larger than 1 MB"):
        read_text(bomb, 1_000_000)
    assert len(read_text(bomb, 3_000_000)) == 3_000_000


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "a": 2}', "[NaN]", "[-Infinity]", "[-1e999]", "[" + "9" * 5000 + "]", "{"],
)
def test_json_is_what_the_standard_says(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(FileError, match="is not JSON: "):
        read_json(path)
    path.write_text("[" * 100_000)
    with pytest.raises(FileError, match="nested too deeply"):
        read_json(path)
