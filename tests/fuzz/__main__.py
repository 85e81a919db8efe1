"""Feed every reader with many files that hold mistakes, and report.

python -m tests.fuzz [--inputs 26000] [--seconds S] [--seed 1] [--jobs 2] [--only READER ...]
python -m tests.fuzz --records FILE --inputs 10000000          goes on with what FILE has
python -m tests.fuzz --records FILE --report PAGE [--inputs 0]  adds up, and writes a page
python -m tests.fuzz --only READER --seed 1 --show N            writes input N to standard output

`--inputs` is how many all readers get together, with those that the records have. The next ones go
to the reader that has had the least time, so that the quick ones get more of them. Input N of a
reader is the same each time for a seed. A run may be stopped at any moment: what is in the records
counts, and the next run goes on from there.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from ..weeks.batches import drop_cut_line
from .batches import MEGABYTES, Batch, content_of, run
from .report import add_up, append, document, read_batches, table
from .targets import targets

_BATCH = 500
"""Inputs of a batch. CONVENTION."""

_LEAST = 0.001
"""Seconds that an input counts for at least, or quick readers would get most. CONVENTION."""


class Plan:
    """Which batch is next: of the reader that has had the least time of the processor."""

    def __init__(self, names: Iterable[str], seed: int, done: Iterable[Batch]) -> None:
        self._seconds = dict.fromkeys(names, 0.0)
        self._usual = dict.fromkeys(self._seconds, 0.0)
        self._next = dict.fromkeys(self._seconds, 0)
        self.inputs = 0
        self._seed = seed
        for batch in done:
            self.count(batch)
            if batch.reader in self._next and batch.seed == seed:
                end = batch.first + batch.inputs
                self._next[batch.reader] = max(self._next[batch.reader], end)

    def count(self, batch: Batch) -> None:
        self.inputs += batch.inputs
        if batch.reader in self._seconds:
            self._usual[batch.reader] = max(batch.seconds, _LEAST * batch.inputs)
            self._seconds[batch.reader] += self._usual[batch.reader]

    def next(self) -> tuple[str, int, int]:
        """Return reader, seed and number of the first input of the next batch."""
        name = min(self._seconds, key=lambda one: (self._seconds[one], self._next[one]))
        first = self._next[name]
        self._next[name] += _BATCH
        self._seconds[name] += self._usual[name] or 0.1  # until it is counted, as the last one
        return name, self._seed, first

    def returned(self, name: str) -> None:
        """Take back what `next` added for a batch before it was counted."""
        self._seconds[name] -= self._usual[name] or 0.1


def feed(plan: Plan, jobs: int, inputs: int, until: float, commit: str) -> Iterator[Batch]:
    """Yield batches until there are so many inputs, or that moment has come."""
    pool = ProcessPoolExecutor(jobs)
    running: dict[Future[Batch], tuple[str, int, int]] = {}
    try:
        while True:
            while (
                len(running) < jobs
                and plan.inputs + _BATCH * len(running) < inputs
                and time.monotonic() < until
            ):
                asked = plan.next()
                running[pool.submit(run, *asked, _BATCH, commit)] = asked
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                asked = running.pop(future)
                plan.returned(asked[0])
                try:
                    batch = future.result()
                except BrokenProcessPool:
                    batch = _lost(*asked, commit)
                    pool = ProcessPoolExecutor(jobs)
                plan.count(batch)
                yield batch
    finally:
        pool.shutdown(cancel_futures=True)


def _lost(reader: str, seed: int, first: int, commit: str) -> Batch:
    """Return a batch in which the process died, or one that ran beside it."""
    line = f"{reader}, --seed {seed}, {first} to {first + _BATCH - 1}: the process ended"
    return Batch(reader, seed, first, _BATCH, {"lost": _BATCH}, (line,), 0.0, 0.0, 0.0, commit)


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty", "--abbrev=10"]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return ended.stdout.strip()


def main() -> int:
    """Run the command."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description=__doc__, formatter_class=form
    )
    parser.add_argument("--inputs", type=int)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="of a clock")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", choices=list(targets()), nargs="+", metavar="READER")
    parser.add_argument("--show", type=int, metavar="N")
    parser.add_argument("--records", type=Path, metavar="FILE")
    parser.add_argument("--report", type=Path, metavar="PAGE")
    given = parser.parse_args()
    names = given.only or list(targets())
    if given.show is not None:
        sys.stdout.buffer.write(content_of(names[0], given.seed, given.show))
        return 0
    if given.records is not None and given.records.exists():
        drop_cut_line(given.records)
    batches = {} if given.records is None else read_batches(given.records)
    inputs = 1000 * len(names) if given.inputs is None else given.inputs
    plan = Plan(names, given.seed, batches.values())
    until = time.monotonic() + given.seconds
    for batch in feed(plan, given.jobs, inputs, until, _commit()):
        batches[batch.key] = batch
        if given.records is not None:
            append(batch, given.records)
        print("\n".join(batch.named), end="\n" if batch.named else "", flush=True)
    totals = add_up(batches.values())
    print("\n".join(table(totals)))
    if given.report is not None:
        records = "FILE" if given.records is None else given.records.name
        made = sum(batch.inputs for batch in batches.values())
        command = f"python -m tests.fuzz --seed {given.seed} --records {records} --inputs {made}"
        given.report.write_text(document(batches.values(), command), "utf-8")
    return 1 if any(one.named or one.megabytes > MEGABYTES for one in totals.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
