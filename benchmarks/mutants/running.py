"""Judge each change by the tests that run its line: the quickest first, until one fails.

The tests are collected once. For each change the process forks, the child plants it, runs tests
until one fails, and ends: so that nothing is imported or collected again, and no change outlives
its child. A test that a change made fail is run once without any change too, as it is no judge if
it fails by itself in a child.
"""

import contextlib
import gc
import json
import os
import resource
import select
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import Any

import attrs
import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

from tests.weeks.batches import drop_cut_line

from .changes import Change, changes_of
from .measuring import ROOT, Measured, measured
from .planting import Identity, codes_of, forget, living_functions, load_everything, plant

NO_JUDGES = ("test_in_time", "test_interrupts", "test_stopping", "test_limits", "tests/many/")
"""Tests of clocks and of other processes: on a machine that is busy they may fail by themselves."""

AFTER = 4.0
"""A child may take so many times what its tests took when they were measured, and 10 s."""

ON_THE_WALL = 900.0
"""Seconds after which a child that neither computes nor ends is stopped."""

MEMORY = 6 << 30
"""Bytes of addresses that a child may have."""

CRASHES = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL)

Planting = Callable[[], bool]
"""Plants a change in a child, and says whether any function has it."""


@attrs.define
class Job:
    """Files in their order, the seconds of tests for each change, and where results are kept.

    Of the changes those are judged whose lot is below `share`.
    """

    room: str
    files: list[Path]
    seconds: float
    state: Path
    survivors: bool = False
    until: float = float("inf")
    share: float = 1.0


def make_plugin(job: Job) -> Any:
    """Return a plugin of pytest that runs a job in place of the tests."""
    return _Plugin(job)


class _Plugin:
    def __init__(self, job: Job) -> None:
        self.job = job

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self) -> None:
        """Take a profile that does not look for the smallest example: that it fails is enough."""
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", settings.get_profile("default"), phases=phases)
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the job."""
        _Court(self.job, session.items).run()
        return True


class _Court:
    """The tests, what is known of them, and the changes that they judge."""

    def __init__(self, job: Job, items: Iterable[pytest.Item]) -> None:
        self.job = job
        self.items = {item.nodeid: item for item in items}
        self.known: Measured = measured(job.room, job.state)
        self.sound: dict[str, bool] = {}
        self.killed: Counter[tuple[str, str]] = Counter()
        self.living: dict[Identity, list[FunctionType]] = {}

    def run(self) -> None:
        load_everything()
        self._warm_up()
        self.living = living_functions(ROOT / "strengthfit")
        forget()
        gc.collect()
        gc.freeze()
        for path in self.job.files:
            self._file(path)

    def _warm_up(self) -> None:
        """Run a generated test here, or each child would import and read what it needs anew."""
        generated = [item for item in self.items.values() if item.get_closest_marker("hypothesis")]
        for item in sorted(generated, key=lambda item: self._seconds(item.nodeid))[:1]:
            runtestprotocol(item, nextitem=None, log=False)

    def _file(self, path: Path) -> None:
        tree, every = changes_of(path, ROOT)
        changes = [change for change in every if change.lot < self.job.share]
        unchanged = codes_of(tree, path)
        name = str(path.relative_to(ROOT))
        kept = self.job.state / f"{name.replace('/', '.')}.jsonl"
        drop_cut_line(kept)
        done = read_state(kept)
        with kept.open("a") as out:
            for change in changes:
                before = done.get(change.key)
                if before is not None and not (
                    self.job.survivors and before["status"] in ("survived", "untested")
                ):
                    continue
                if time.time() > self.job.until:
                    return
                planted = partial(plant, change, tree, path, unchanged, self.living)
                result = self._judge(change, planted)
                result |= {"key": change.key, "file": name, "line": change.line}
                result |= {"function": change.function, "seconds": self.job.seconds}
                result |= {"before": change.before, "after": change.after}
                out.write(json.dumps(result) + "\n")
                out.flush()

    def _judge(self, change: Change, plant_it: Planting) -> dict[str, Any]:
        while True:
            tests, left_out = self._judges(change)
            if not tests:
                return {"status": "untested", "tests": 0, "left_out": left_out}
            spent = sum(map(self._seconds, tests))
            said, cpu = self._child(tests, spent, plant_it)
            killer = said.removeprefix("killed ")
            if killer in self.items and not self._is_sound(killer):
                continue
            status = said.split()[0]
            result = {"status": status, "cpu": round(cpu, 3), "tests": len(tests)}
            if status == "killed":
                result["test"] = killer
                self.killed[change.function, killer] += 1
            return result | {"left_out": left_out}

    def _judges(self, change: Change) -> tuple[list[str], int]:
        """Return the tests for a change, and how many more there would be.

        Those that were seen on the line come first. Others of the file that mirrors this one judge
        too, as a value that is kept for later tests was made by one of them; and so do tests that
        are newer than what was measured.
        """
        first, last = change.lines
        lines = self.known.by_line.get(change.file, {})
        tests = set().union(*(lines.get(n, ()) for n in range(first, last + 1)))
        mirror = f"test_{Path(change.file).stem}.py"
        covering = frozenset(tests)
        tests |= {name for name in self.items if mirror in name or name not in self.known.seconds}
        tests = {name for name in tests if name in self.items and self._is_judge(name)}

        def delay(name: str) -> tuple[float, str]:
            """Let first come what is quick, of the file's own tests, or noticed changes near by."""
            near = 0.2 if mirror in name else 1.0
            if name not in covering and not (mirror in name and name not in self.known.seconds):
                near *= 20.0
            return self._seconds(name) * near * 0.3 ** self.killed[change.function, name], name

        order = sorted(tests, key=delay)
        chosen: list[str] = []
        spent = 0.0
        for name in order:
            spent += self._seconds(name)
            if chosen and spent > self.job.seconds:
                break
            chosen.append(name)
        return chosen, len(order) - len(chosen)

    def _is_judge(self, name: str) -> bool:
        no_judge = name in self.known.failed or any(part in name for part in NO_JUDGES)
        return not no_judge and self.sound.get(name, True)

    def _is_sound(self, name: str) -> bool:
        """Say whether a test passes in a child without any change."""
        if name not in self.sound:
            said, _ = self._child([name], 60.0, lambda: True)
            self.sound[name] = said == "survived"
        return self.sound[name]

    def _seconds(self, name: str) -> float:
        return self.known.seconds.get(name, 0.05)

    def _child(self, tests: list[str], spent: float, plant_it: Planting) -> tuple[str, float]:
        """Run tests in a child; return what it said and the seconds of the processor it took."""
        reader, writer = os.pipe()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        process = os.fork()
        if process == 0:
            try:
                os.close(reader)
                os.setsid()
                said = self._in_child(tests, spent, plant_it)
                os.write(writer, said.encode())
            except BaseException:
                os.write(writer, f"failed {traceback.format_exc()}".encode())
            finally:
                os._exit(0)
        os.close(writer)
        ready, _, _ = select.select([reader], [], [], ON_THE_WALL)
        said = os.read(reader, 10_000).decode() if ready else ""
        os.close(reader)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process, signal.SIGKILL)
        _, ended = os.waitpid(process, 0)
        crashed = os.WIFSIGNALED(ended) and os.WTERMSIG(ended) in CRASHES
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return said or ("killed crash" if crashed else "timed out"), cpu

    def _in_child(self, tests: list[str], spent: float, plant_it: Planting) -> str:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        limit = int(10 + AFTER * spent)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 2))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if not plant_it():
            return "unplanted"
        for name, following in zip(tests, [*tests[1:], None], strict=True):
            item = self.items[name]
            next_item = self.items[following] if following else None
            reports = runtestprotocol(item, nextitem=next_item, log=False)
            if any(report.failed for report in reports):
                return f"killed {name}"
        return "survived"


def read_state(path: Path) -> dict[str, dict[str, Any]]:
    """Return the newest result of each change of a file, by its key."""
    if not path.exists():
        return {}
    *whole, _ = path.read_text().split("\n")  # the last was cut off, or is empty
    lines = [json.loads(line) for line in whole]
    return {line["key"]: line for line in lines}
