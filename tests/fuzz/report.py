"""Batches of any number of runs, kept in a file and added up."""

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import attrs
import cattrs

from .batches import GOOD, MEGABYTES, SECONDS, Batch
from .targets import targets


def read_batches(path: Path) -> dict[tuple[str, int, int], Batch]:
    """Return the batches of a file, each once; a last line that was cut off is none."""
    if not path.exists():
        return {}
    *lines, _ = path.read_text("utf-8").split("\n")
    batches = (cattrs.structure(json.loads(line), Batch) for line in lines)
    return {batch.key: batch for batch in batches}


def append(batch: Batch, path: Path) -> None:
    """Add a batch to a file, which is then on the disk."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(attrs.asdict(batch)) + "\n")
        file.flush()
        os.fsync(file.fileno())


@attrs.frozen
class Total:
    """What became of all inputs of a reader."""

    counts: Counter[str]
    seconds: float
    slowest: float
    megabytes: float
    named: tuple[str, ...]

    @property
    def inputs(self) -> int:
        return self.counts.total()

    @property
    def others(self) -> int:
        """How many ended neither read nor refused."""
        return self.inputs - sum(self.counts[name] for name in GOOD)


def add_up(batches: Iterable[Batch]) -> dict[str, Total]:
    """Return what became of the inputs by reader, in the order of the readers."""
    by_reader: dict[str, list[Batch]] = {name: [] for name in targets()}
    for batch in batches:
        by_reader.setdefault(batch.reader, []).append(batch)
    return {
        name: Total(
            sum((Counter(one.counts) for one in some), Counter[str]()),
            sum(one.seconds for one in some),
            max(one.slowest for one in some),
            max(one.megabytes for one in some),
            tuple(line for one in some for line in one.named),
        )
        for name, some in by_reader.items()
        if some
    }


def _row(name: str, total: Total) -> str:
    cells = (
        name,
        f"{total.inputs:,}",
        f"{total.counts['read']:,}",
        f"{total.counts['refused']:,}",
        f"{total.others:,}",
        f"{1000 * total.slowest:.0f}",
        f"{total.megabytes:.0f}",
        f"{total.inputs / total.seconds:,.0f}" if total.seconds else "",
    )
    return f"| {' | '.join(cells)} |"


_HEAD = (
    "| reader | inputs | read | refused | other errors | slowest, ms | memory, MB | a second |",
    "|---|---|---|---|---|---|---|---|",
)


def table(totals: dict[str, Total]) -> list[str]:
    """Return the table of the readers, and below it what is named."""
    rows = [_row(name, total) for name, total in totals.items()]
    named = [f"- {line}" for total in totals.values() for line in total.named]
    none = (
        f"There was no other error, no input took more than {SECONDS:g} s of the processor, and no "
        f"process more than {MEGABYTES} MB."
    )
    over = [name for name, total in totals.items() if total.megabytes > MEGABYTES]
    named += [f"- {name}: the process took more than {MEGABYTES} MB" for name in over]
    return [*_HEAD, *rows, "", *(named or [none])]


_MENDED = """- An instance file with a number too large for numpy: an error of numpy's.
- A plan file with a session of a kind that its policy does not have: a `ValueError`. It was one of
  three million inputs; its batch was run again.
- An instance file whose parts of costs are all lists: a `TypeError`. It was one of ten million;
  its batch was run again.
- What these inputs had missed, and reading the code found: whole numbers of hundreds of digits in
  plans and instances (`OverflowError`), and names with brackets in a file of known instances
  (`SyntaxError`). From then on, which is after 5.8 million inputs, there are such numbers and
  names among the changes, and values in lists of JSON are changed too.
"""
"""What was found: written by hand, as records do not say what was mended."""


def document(batches: Iterable[Batch], command: str) -> str:
    """Return a page on the batches."""
    from benchmarks.machine import describe

    batches = [*batches]
    totals = add_up(batches)
    inputs = sum(total.inputs for total in totals.values())
    hours = sum(total.seconds for total in totals.values()) / 3600
    seeds = ", ".join(map(str, sorted({batch.seed for batch in batches})))
    commits = ", ".join(sorted({batch.commit for batch in batches} - {""}))
    lines = [
        "# Files with mistakes",
        "",
        f"`{command}`",
        "",
        describe(),
        "",
        f"{inputs:,} inputs, made from good ones by one to eight changes each, were given to",
        f"{len(totals)} readers, in {hours:.1f} hours of one processor. Each was read, or refused",
        "by an error of the library; what was not is named below. The slowest is in time of the",
        "processor, as other work ran beside it. Memory is the peak of the whole process, which",
        "had fed other readers before. The last column is how many inputs the reader takes in a",
        "second of the processor, with the making of the input; slow ones were given fewer.",
        f"Seeds: {seeds}. Commits: {commits or 'not known'}.",
        "",
        *table(totals),
        "",
        "## Found and mended on the way",
        "",
        _MENDED,
    ]
    return "\n".join(lines)
