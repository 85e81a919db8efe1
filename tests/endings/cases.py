"""An invocation of each command, with the files that it reads, and what is checked after it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import attrs
import click
from click.testing import CliRunner

from strengthfit.cli import main

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("child.py")
MARK = "STRENGTHFIT_TEST"
_PATIENCE = 20.0

OUT = "{out}"
"""In an invocation, the file or folder that is written."""

INVOCATIONS: dict[str, list[str]] = {
    "plan": ["{week}", "--json", "-o", OUT],
    "explain": ["{week}", "-o", OUT],
    "why-not": ["{week}", "Fri 07:00", "-o", OUT],
    "audit": ["{placed}", "-o", OUT],
    "diagnose": ["{week}", "--ways", "1", "-o", OUT],
    "block": ["{block}", "-o", OUT],
    "replan": ["{plan}", "--today", "Thu", "-o", OUT],
    "respond": ["{week}", "-o", OUT],
    "frontier": ["{week}", "-o", OUT],
    "alternatives": ["{week}", "-o", OUT],
    "robustness": ["{week}", "--draws", "20", "-o", OUT],
    "sweep": ["{week}", "--field", "rest_day", "--values", "0,1,2", "-o", OUT],
    "plan-many": ["{lines}", "--strategy", "greedy", "--workers", "1", "-o", OUT],
    "squad": ["{squad}", "--json", "-o", OUT],
    "verify": ["{plan}", "-o", OUT],
    "init": [OUT, "--run", "Tue 07:00 intervals 60", "--force"],
    "convert": ["{week}", OUT, "--to", "json"],
    "schema": ["week", "-o", OUT],
    "bench": [
        *("--names", "weeks-0", "--strategies", "greedy,dynamic", "--seconds", "1", "--out", OUT),
    ],
    "bench report": ["{records}", "--csv", OUT],
    "bench versions": ["{versions}", "--out", OUT],
    "mcp": [],
}
"""What follows the name of each command."""

FOLDERS = ("bench",)
"""Commands that write a folder."""


def commands(group: click.Group = main, before: str = "") -> Iterator[str]:
    """Yield the name of every command, those that have commands inside too if they do something."""
    for name, command in group.commands.items():
        whole = f"{before}{name}"
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield whole
            yield from commands(command, f"{whole} ")
        else:
            yield whole


@attrs.frozen
class Prepared:
    """The files that invocations read."""

    files: dict[str, Path]

    def words(self, name: str, out: Path) -> list[str]:
        """Return a command with its arguments."""
        places = {**{key: str(path) for key, path in self.files.items()}, "out": str(out)}
        return [*name.split(), *(word.format_map(places) for word in INVOCATIONS[name])]


def prepare(folder: Path) -> Prepared:
    """Write the files that invocations read."""
    week = ROOT / "examples" / "marathon_week.toml"
    files = {
        "week": week,
        "squad": ROOT / "examples" / "squad.toml",
        "records": ROOT / "tests" / "data" / "records_before_clocks.jsonl",
        "versions": ROOT / "benchmarks" / "results" / "versions.jsonl.gz",
        "season": ROOT / "tests" / "data" / "plans" / "mee_gale_12.json",
        "plan": folder / "plan.json",
        "placed": folder / "placed.json",
        "block": folder / "block.json",
        "lines": folder / "lines.jsonl",
    }
    result = CliRunner().invoke(main, ["plan", str(week), "--json", "-o", str(files["plan"])])
    assert result.exit_code == 0
    runs = '"runs": [{"when": "Tue 07:00", "kind": "intervals"}, {"when": "Sun", "kind": "long"}]'
    one = f'{{{runs}, "strength": 1}}'
    files["placed"].write_text(
        f'{{{runs}, "placements": [{{"when": "Wed 18:00", "kind": "circuit"}}]}}', "utf-8"
    )
    files["block"].write_text(f'{{"weeks": [{one}, {one}]}}', "utf-8")
    files["lines"].write_text(f"{one}\n" * 6, "utf-8")
    return Prepared(files)


@attrs.frozen
class Ended:
    """How a command ended; `code` is minus the signal's number if that ended it."""

    code: int
    stdout: str
    stderr: str


def run(
    words: list[str],
    folder: Path,
    *,
    sent: str = "",
    moment: str = "",
    before: str = ":",
    more: str = "",
    is_read: bool = True,
) -> Ended:
    """Run a command in a session of its own, with `more` of a shell's redirections.

    After it no process may be left, nor a temporary file; `sent` is a signal at a `moment`. What a
    shell does `before` holds for it. Its output may not be read.
    """
    temporary = Path(tempfile.mkdtemp())  # names of sockets in it must be short
    start = [sys.executable, "-m", "strengthfit"]
    if moment:
        start = [sys.executable, str(CHILD), str(folder), sent, moment]
    start = ["/bin/sh", "-c", f'{before}; exec "$0" "$@" {more}', *start]
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.Popen(
        [*start, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if is_read else writer,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TMPDIR": str(temporary),
            MARK: str(folder),
            "MPLCONFIGDIR": str(folder.parent / "matplotlib"),
        },
    )
    os.close(writer)
    try:
        out, err = process.communicate(timeout=300)
    finally:
        process.kill()
    _nothing_left(folder, process.pid)
    assert os.listdir(temporary) == []
    temporary.rmdir()
    ended = Ended(process.returncode, (out or b"").decode(), err.decode())
    for word in ("Traceback", "Exception ignored", "Fatal", "core dumped"):
        assert word not in ended.stderr, ended.stderr
    return ended


def _nothing_left(folder: Path, session: int) -> None:
    until = time.monotonic() + _PATIENCE
    while left := list(_processes(folder, session)):
        assert time.monotonic() < until, left
        time.sleep(0.02)


def _processes(folder: Path, session: int) -> Iterator[str]:
    """Yield the processes of a session, and those with its mark that have left it."""
    mark = f"{MARK}={folder}".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state = (entry / "stat").read_text().rpartition(")")[2].split()
            ours = int(state[3]) == session or mark in (entry / "environ").read_bytes().split(b"\0")
            if ours and state[0] != "Z":
                yield f"{entry.name}: {(entry / 'cmdline').read_text()!r}"
        except (OSError, IndexError):
            continue
