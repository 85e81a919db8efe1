"""``python -m benchmarks.mutants ROOM...``: plant faults in rooms of the library and judge them.

What was found is kept in a folder, so that a run that was stopped goes on where it was.
"""

import argparse
import os
import time
from pathlib import Path

import pytest

from .measuring import ROOT, measure
from .page import page
from .running import Job, make_plugin

STATE = Path("/tmp/mutants")  # noqa: S108 (a folder that a second run has to find again)

ROOMS = ("program", "physiology", "planning", "proof", "strategies")

FIRST = {
    "program": (
        "rows",
        "compile",
        "presolve",
        "edit",
        "restriction",
        "objective",
        "scaling",
        "linear",
    ),
    "physiology": ("response", "fatigue", "load", "recovery", "races", "season"),
    "planning": ("replanning", "replan_changes", "blocking", "from_outcome", "matching"),
    "proof": ("check", "checking", "relaxation", "row_worth", "bounded_tier", "case_row"),
    "strategies": ("protocol", "dynamic", "exhaustive", "incumbents"),
}
"""Files, or folders, of a room that are run before the others, which follow by name."""


def files_of(room: str) -> list[Path]:
    """Return the files of a room, or the one that is named, in the order in which they are run."""
    top = ROOT / "strengthfit" / room
    if top.is_file():
        return [top]
    first = FIRST.get(room, ())

    def order(path: Path) -> tuple[int, str]:
        names = (path.stem, path.parent.name)
        places = [place for place, name in enumerate(first) if name in names]
        return (places[0] if places else len(first), str(path))

    return sorted(top.rglob("*.py"), key=order)


def main() -> None:
    """Measure the tests of rooms, plant changes, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    parser.add_argument("rooms", nargs="*", help=f"rooms or files: {' '.join(ROOMS)}")
    parser.add_argument("--state", type=Path, default=STATE, help="kept results")
    parser.add_argument("--seconds", type=float, default=6.0, help="of tests for each change")
    parser.add_argument("--survivors", action="store_true", help="judge what survived once more")
    parser.add_argument("--percent", type=float, default=100.0, help="of changes, drawn by lot")
    parser.add_argument("--until", type=float, help="minutes after which no change is begun")
    parser.add_argument("--out", type=Path, help="write the page of all that is kept, run nothing")
    chosen = parser.parse_args()
    if chosen.out:
        chosen.out.write_text(page(chosen.state, {room: files_of(room) for room in ROOMS}))
        return
    until = time.time() + 60 * chosen.until if chosen.until else float("inf")
    files: dict[str, list[Path]] = {}
    for room in chosen.rooms or ROOMS:
        files.setdefault(room.split("/")[0], []).extend(files_of(room))
    for room, own in files.items():
        parts = [f"tests/{room}", f"strengthfit/{room}"]
        measure(room, parts, chosen.state)
        share = chosen.percent / 100
        job = Job(room, own, chosen.seconds, chosen.state, chosen.survivors, until, share)
        options = ["-q", "-s", "-n", "0", "-p", "no:cacheprovider"]
        options += [f"--basetemp={chosen.state / f'tmp-{os.getpid()}'}", "--rootdir", str(ROOT)]
        pid = os.fork()
        if pid == 0:
            pytest.main([*options, *parts], plugins=[make_plugin(job)])
            os._exit(0)
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
