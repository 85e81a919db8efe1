"""Signals, closed and full streams and places that take no file, for every command.

Here are a few moments; ``python -m tests.endings`` goes through many.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ..longer import longer, mostly_longer
from .cases import FOLDERS, INVOCATIONS, Ended, Prepared, commands, prepare, run
from .walk import OLD, SAID, end_at, moments, whole

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

SILENT = "mcp"
"""The command that says something only if it is asked."""
PRINTING = sorted(name for name in INVOCATIONS if name not in (SILENT, *FOLDERS))
WRITING = sorted(name for name in INVOCATIONS if name != SILENT)
NOT_WRITTEN = "cannot be written: "


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "own"
    path.mkdir()
    return path


def test_every_command_is_among_those_that_are_ended() -> None:
    assert set(commands()) == set(INVOCATIONS)


# Signals


@pytest.mark.parametrize(
    ("sent", "moment"),
    [
        ("SIGINT", "calls:20000"),
        ("SIGTERM", "solve"),
        ("SIGTERM", "audit:tempfile.mkstemp:1"),
        longer("SIGINT", "solve"),
        longer("SIGTERM", "calls:20000"),
        longer("SIGHUP", "calls:150000"),
        longer("SIGINT", "audit:os.chmod:1"),
        longer("SIGINT", "audit:os.rename:1"),
    ],
)
def test_a_signal_ends_a_command_and_leaves_nothing_half_done(
    sent: str, moment: str, prepared: Prepared, folder: Path
) -> None:
    out = folder / "out.toml"
    out.write_text(OLD, "utf-8")
    words = prepared.words("convert", out)
    if moment == "solve":  # the solve of a week is over too soon
        words = ["plan", str(prepared.files["season"]), "-o", str(out)]
    ended = run(words, folder, sent=sent, moment=moment)
    assert ended.code == -getattr(signal, sent), ended.stderr
    said = SAID.get(sent, f"Ended by {sent}")
    assert (ended.stdout, ended.stderr.strip()) == ("", f"{said}.")
    # The old file, or the new one if the signal came while it was being written.
    text = out.read_text("utf-8")
    assert (text == OLD) == (not moment.startswith("audit"))
    assert sorted(os.listdir(folder)) == ["out.toml", "sent"]


@pytest.mark.parametrize(
    "name", mostly_longer(["sweep", "plan-many", "squad", "verify", "bench"], 0)
)
def test_a_command_is_ended_at_moments_all_over_it(
    name: str, prepared: Prepared, tmp_path: Path
) -> None:
    known = whole(prepared, name, tmp_path / "whole")
    for number, moment in enumerate(moments(known.counts, 2)):
        sent = ("SIGINT", "SIGTERM")[number % 2]
        out = tmp_path / f"{number}" / "out.toml"
        end_at(prepared.words(name, out), out, known, sent, moment)


def test_a_sweep_that_is_ended_shows_the_rows_that_it_has(prepared: Prepared, folder: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from strengthfit.tradeoffs import sweeps\n"
        "report = sweeps.report\n"
        "def ends(done, *more):\n"
        "    report(done, *more)\n"
        "    done == 2 and os.kill(os.getpid(), signal.SIGTERM)\n"
        "sweeps.report = ends\n"
        "from strengthfit.__main__ import run\n"
        "run()\n"
    )
    words = ["sweep", str(prepared.files["week"]), "--field", "rest_day", "--values", "0,1,2,3"]
    done = subprocess.run(
        [sys.executable, "-c", script, *words, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (-signal.SIGTERM, "Ended by SIGTERM.")
    found = json.loads(done.stdout)
    assert [row["value"] for row in found["rows"]] == [0, 1]
    assert found["not_reached"] == [2, 3]


def test_many_weeks_that_are_ended_are_kept_and_gone_on_with(
    prepared: Prepared, folder: Path
) -> None:
    out = folder / "out.jsonl"
    words = [*prepared.words("plan-many", out), "--strategy", "greedy"]
    ended = run(words, folder, sent="SIGINT", moment="line:3")
    assert ended.code == -signal.SIGINT
    assert out.read_bytes().count(b"\n") == 3
    kept = f"so far 2 results are in {out}; go on with --resume"
    assert ended.stderr.strip() == f"Interrupted: {kept}."
    (folder / "sent").unlink()
    assert run([*words, "--resume"], folder).code == 0
    numbers = [json.loads(line)["number"] for line in out.read_text("utf-8").splitlines()[1:]]
    assert numbers == list(range(6))


def test_a_judge_that_waits_for_questions_is_ended(folder: Path) -> None:
    asked = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    with subprocess.Popen(
        [sys.executable, "-m", "strengthfit", "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as judge:
        assert judge.stdin is not None
        assert judge.stdout is not None
        assert judge.stderr is not None
        judge.stdin.write(json.dumps(asked).encode() + b"\n")
        judge.stdin.flush()
        assert json.loads(judge.stdout.readline())["id"] == 1
        judge.send_signal(signal.SIGTERM)
        assert judge.wait(60) == -signal.SIGTERM
        assert judge.stderr.read().strip() == b"Ended by SIGTERM."


# Standard streams


def _printing(prepared: Prepared, name: str) -> list[str]:
    """Return a command that prints what it would write."""
    words = prepared.words(name, Path("-"))
    left_out = ("--csv", "--out", "-") if name in REPORTS else ()
    return [word for word in words if word not in left_out]


REPORTS = ("bench report", "bench versions")


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("schema", ">&-", "Bad file descriptor"),
        *(longer(name, ">/dev/full", "No space left on device") for name in PRINTING),
    ],
)
def test_standard_output_that_takes_nothing_is_said(
    name: str, more: str, said: str, prepared: Prepared, folder: Path
) -> None:
    ended = run(_printing(prepared, name), folder, more=more)
    assert ended.code == 2, ended
    assert f"Error: standard output: {NOT_WRITTEN}{said}\n" in ended.stderr


@pytest.mark.parametrize("name", mostly_longer(PRINTING[::-1], 1))
def test_a_reader_that_stops_ends_the_command_without_a_word(
    name: str, prepared: Prepared, folder: Path
) -> None:
    ended = run(_printing(prepared, name), folder, is_read=False)
    assert ended.code == -signal.SIGPIPE
    assert "Error" not in ended.stderr


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("schema", "2>&-"),
        *(longer(name, "2>/dev/full") for name in WRITING),
        longer("plan", "<&-"),
    ],
)
def test_standard_error_and_input_may_be_closed(
    name: str, more: str, prepared: Prepared, folder: Path
) -> None:
    out = folder / "out.toml"
    ended = run(prepared.words(name, out), folder, more=more)
    assert ended.code == 0, ended
    assert out.is_dir() or out.read_text("utf-8").strip()


@pytest.mark.parametrize(
    "words", mostly_longer([["--help"], ["--version"], ["plan", "--help"]]), ids=" ".join
)
def test_help_needs_standard_output_too(words: list[str], folder: Path) -> None:
    ended = run(words, folder, more=">/dev/full")
    assert ended == Ended(2, "", f"Error: standard output: {NOT_WRITTEN}No space left on device\n")


def test_bad_input_is_said_though_its_json_cannot_be(folder: Path) -> None:
    ended = run(["plan", str(folder / "none.toml"), "--json"], folder, more=">/dev/full")
    assert ended.code == 2
    assert ended.stderr.startswith(f"Error: {folder}/none.toml: No such file")


# Places that take no file

PLACES = {
    "a folder": "is a directory",
    "no folder": "there is no folder",
    "below a file": "there is no folder",
    "a folder of the system": "",
}


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("convert", "a folder of the system"),
        *(longer("alternatives", place) for place in PLACES),
        *(longer(name, "a folder of the system") for name in WRITING if name != "convert"),
    ],
)
def test_a_place_that_takes_no_file_is_said(
    name: str, place: str, prepared: Prepared, folder: Path
) -> None:
    (folder / "file").write_text(OLD, "utf-8")
    (folder / "a.toml").mkdir()
    out = {
        "a folder": folder / "a.toml",
        "no folder": folder / "none" / "a.toml",
        "below a file": folder / "file" / "a.toml",
        "a folder of the system": Path("/sys/a.toml"),
    }[place]
    ended = run(prepared.words(name, out), folder)
    assert ended.code == 2, ended
    assert str(out) in ended.stderr
    assert (folder / "file").read_text("utf-8") == OLD
    assert sorted(os.listdir(folder)) == ["a.toml", "file"]
    assert os.listdir(folder / "a.toml") == []


@pytest.mark.parametrize("name", mostly_longer(WRITING[::-1], 1))
def test_a_full_disk_leaves_the_old_file(name: str, prepared: Prepared, folder: Path) -> None:
    """The system lets the process make no file longer than nothing."""
    out = folder / "out.toml"
    is_new = name in FOLDERS or name == "plan-many"
    if not is_new:
        out.write_text(OLD, "utf-8")
    ended = run(prepared.words(name, out), folder, before="ulimit -f 0")
    assert ended.code == 2, ended
    # Processes that bench starts need a folder for temporary files before it writes anything.
    reason = "" if name in FOLDERS else "File too large"
    assert f"{NOT_WRITTEN}{reason}" in ended.stderr
    left = [path.name for path in folder.rglob("*") if path.is_file() and path.stat().st_size]
    assert left == ([] if is_new else ["out.toml"])
    assert is_new or out.read_text("utf-8") == OLD
