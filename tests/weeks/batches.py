"""Batches of work that add up. Each is a line of a file, so that a stopped run goes on."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs

from strengthfit.lab.machine import describe_run


@attrs.frozen
class Tally:
    """What was counted, and a line for each thing that is wrong; added to while work goes on."""

    counts: Counter[str] = attrs.field(factory=Counter)
    wrong: list[str] = attrs.field(factory=list)


Work = Callable[[int], Tally]
"""From the number of a batch, the same each time."""


@attrs.frozen
class Batch:
    """What became of one batch; the same number is the same work each time."""

    number: int
    counts: dict[str, int]
    wrong: tuple[str, ...]
    cpu_seconds: float
    made_with: dict[str, Any]


def kept(path: Path) -> list[Batch]:
    """Return the batches of a file, each once. A last line that was cut short is left out."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    batches: dict[int, Batch] = {}
    for position, line in enumerate(lines):
        try:
            fields = json.loads(line)
        except ValueError:
            if position == len(lines) - 1:
                break
            raise
        fields["wrong"] = tuple(fields["wrong"])
        batches.setdefault(fields["number"], Batch(**fields))
    return [batches[number] for number in sorted(batches)]


def run(path: Path, numbers: Iterable[int], work: Work) -> None:
    """Do the batches that the file does not hold yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    drop_cut_line(path)
    known = kept(path)
    done = {batch.number for batch in known}
    made_with = describe_run()
    for number in numbers:
        if number in done:
            continue
        begun = time.process_time()
        tally = work(number)
        spent = round(time.process_time() - begun, 3)
        batch = Batch(
            number, dict(sorted(tally.counts.items())), tuple(tally.wrong), spent, made_with
        )
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(attrs.asdict(batch)) + "\n")
        for line in tally.wrong:
            print(line, flush=True)


def drop_cut_line(path: Path) -> None:
    """Take off what a process that was ended left of its last line."""
    if path.exists() and (text := path.read_bytes()) and not text.endswith(b"\n"):
        path.write_bytes(text[: text.rfind(b"\n") + 1])


def total(batches: Iterable[Batch]) -> Counter[str]:
    """Return the counts of batches, added up."""
    return sum((Counter(batch.counts) for batch in batches), Counter[str]())
