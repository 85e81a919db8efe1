"""Which tests run which lines, and how long each takes: measured once for each room."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

ROOT = Path(__file__).parents[2]

TIMES = "MUTANTS_TIMES"
"""The variable that names the file into which a measured run of the tests writes seconds."""


@attrs.frozen
class Measured:
    """What a run of the tests without any change has shown.

    `by_line` are tests by file and line; `seconds` is the processor time of each test, and
    `failed` are those that are no judges.
    """

    by_line: dict[str, dict[int, set[str]]]
    seconds: dict[str, float]
    failed: set[str]


def measure(part: str, arguments: list[str], state: Path) -> None:
    """Run the tests of a room once and keep what they ran, unless that was done for these files."""
    folder = state / "cov"
    folder.mkdir(parents=True, exist_ok=True)
    times, digest = folder / f"{part}.times", _digest(part)
    if times.exists() and json.loads(times.read_text()).get("of") == digest:
        return
    times.unlink(missing_ok=True)  # if the tests do not start, there are no times
    data = {"COVERAGE_FILE": str(folder / f"{part}.db"), TIMES: str(times)}
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--dist", "no", "-p", __name__]
    command += ["-p", "no:cacheprovider", "--cov", "--cov-context=test", "--cov-report="]
    subprocess.run(
        [*command, *arguments], cwd=ROOT, env=os.environ | data | {"PYTHONPATH": path}, check=False
    )
    times.write_text(json.dumps(json.loads(times.read_text()) | {"of": digest}))


def _digest(part: str) -> str:
    """Return what the lines of a room are known by: once they change, other tests run them."""
    found = hashlib.sha256()
    for path in sorted((ROOT / "strengthfit" / part).rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def measured(part: str, state: Path) -> Measured:
    """Read what was measured of a part: of the files of that room, as others have their own."""
    from coverage import CoverageData

    kept = json.loads((state / "cov" / f"{part}.times").read_text())
    by_line: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    data = CoverageData(str(state / "cov" / f"{part}.db"))
    data.read()
    for file in data.measured_files():
        _, _, below = file.rpartition("/strengthfit/")
        if below.startswith(f"{part}/"):
            for line, contexts in data.contexts_by_lineno(file).items():
                tests = {context.split("|")[0] for context in contexts if context}
                by_line[f"strengthfit/{below}"][line] |= tests
    return Measured(by_line, kept["seconds"], set(kept["failed"]))


_seconds: dict[str, float] = {}
_failed: list[str] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[Any]:
    """Take the processor time of a test; a clock on the wall would depend on what else runs."""
    before = time.process_time()
    result = yield
    _seconds[item.nodeid] = round(time.process_time() - before, 4)
    return result


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note a test that fails without any change."""
    if report.failed:
        _failed.append(report.nodeid)


def pytest_sessionfinish() -> None:
    """Write what was measured."""
    if TIMES in os.environ:
        text = json.dumps({"seconds": _seconds, "failed": _failed})
        Path(os.environ[TIMES]).write_text(text)
