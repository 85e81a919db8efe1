"""Moments at which a command is ended, and whether all is as it should be afterwards."""

import json
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import attrs

from .cases import FOLDERS, Prepared, run

OLD = "what was there before\n"
_NUMBER = re.compile(r"\d+(\.\d+)?(e-?\d+)?")

SAID = {"SIGINT": "Interrupted", "SIGTERM": "Ended by SIGTERM"}
"""How the last words of a command begin that a signal has ended."""


@attrs.frozen
class Whole:
    """A command that nothing has ended: what it counted, and what it wrote."""

    name: str
    counts: dict[str, int]
    written: str


def whole(prepared: Prepared, name: str, folder: Path) -> Whole:
    """Run a command to its end, and count."""
    folder.mkdir()
    out = folder / "out.toml"
    ended = run(prepared.words(name, out), folder, sent="SIGINT", moment="count")
    assert ended.code == 0, ended.stderr
    counts = json.loads((folder / "count").read_text("utf-8"))
    return Whole(name, counts, "" if name in FOLDERS else out.read_text("utf-8"))


def moments(counts: dict[str, int], parts: int) -> Iterator[str]:
    """Yield moments all over a command: so many of its calls, and around each of its writes."""
    for part in range(parts):
        yield f"calls:{max(1, counts['calls'] * (2 * part + 1) // (2 * parts))}"
    for event in ("tempfile.mkstemp", "os.chmod", "os.rename", "os.mkdir"):
        if counts.get(event):
            yield f"audit:{event}:{counts[event]}"
    yield "solve"


def end_at(words: list[str], out: Path, known: Whole, sent: str, moment: str) -> None:
    """End a command at a moment, and hold what is so after any of them.

    It writes to a file or a folder `out`, beside which there is nothing else.
    """
    folder, name = out.parent, known.name
    folder.mkdir()
    is_new = name in FOLDERS or name == "plan-many"
    if not is_new:
        out.write_text(OLD, "utf-8")
    ended = run(words, folder, sent=sent, moment=moment)
    was_sent = (folder / "sent").exists()
    if was_sent and ended.code != 0:
        assert ended.code == -getattr(signal, sent), (ended.code, ended.stderr)
        assert ended.stderr.splitlines()[-1].startswith(SAID[sent]), ended.stderr
    assert was_sent or ended.code == 0, (ended.code, ended.stderr)
    left = {path.name for path in folder.iterdir()} - {"sent", out.name}
    assert not left, left
    if out.is_dir():
        _check_folder(out)
    elif name == "plan-many":
        _check_lines(out)
    else:
        found = out.read_text("utf-8")
        alike = _NUMBER.sub("0", found) == _NUMBER.sub("0", known.written)
        assert found == OLD or alike or name == "sweep", found


def _check_folder(folder: Path) -> None:
    for file in folder.iterdir():
        assert not file.name.startswith("."), file
        if file.suffix == ".jsonl":
            _check_lines(file)


def _check_lines(file: Path) -> None:
    """Hold that each line of a file is whole."""
    text = file.read_text("utf-8") if file.exists() else ""
    assert not text or text.endswith("\n")
    for line in text.splitlines():
        json.loads(line)
