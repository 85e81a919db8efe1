"""Many generated weeks, in batches that are kept: a run that was stopped goes on where it was.

python -m tests.weeks profile --records FOLDER [--batches 500]     100,000 weeks under each preset
python -m tests.weeks agreement --records FOLDER [--batches 500]   a million by exact strategies
python -m tests.weeks soak --records FOLDER [--plans 50000]        one process, its memory
python -m tests.weeks page --records FOLDER [--out FILE]           what was found, as a page

Batch n is the same weeks each time, so processes may share the work with `--first`, each with a
folder of its own; `page` takes several folders and counts each batch once.
"""

import argparse
import json
import sys
from functools import partial
from pathlib import Path

import attrs

from strengthfit.lab.machine import describe_run

from . import agreement, batches, profile
from .page import page
from .soak import is_flat, soak

_WORK = {"profile": profile.batch, "agreement": agreement.batch}


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.weeks", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("what", choices=[*_WORK, "soak", "page"])
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    parser.add_argument("--batches", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--plans", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trace", action="store_true", help="trace Python's own memory: slower")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    folder: Path = given.records[0]
    folder.mkdir(parents=True, exist_ok=True)
    if given.what == "page":
        text = page(given.records)
        if given.out:
            given.out.write_text(text, "utf-8")
        else:
            sys.stdout.write(text)
        return 0
    if given.what == "soak":
        return _soak(folder, given.plans, given.seed, given.trace)
    path = folder / f"{given.what}.jsonl"
    numbers = range(given.first, given.first + given.batches)
    batches.run(path, numbers, _WORK[given.what])
    done = [batch for batch in batches.kept(path) if batch.number in numbers]
    return 1 if any(batch.wrong for batch in done) else 0


def _soak(folder: Path, plans: int, seed: int, trace: bool) -> int:
    name = "traced" if trace else "soak"
    samples = folder / f"{name}_samples.jsonl"
    samples.unlink(missing_ok=True)
    run = partial(soak, plans, seed, samples, trace)
    made_with = describe_run()
    found = run()
    record = {"plans": plans, "seed": seed, **attrs.asdict(found), "made_with": made_with}
    (folder / f"{name}.json").write_text(json.dumps(record) + "\n", "utf-8")
    return 1 if found.wrong or not is_flat(found.samples) else 0


if __name__ == "__main__":
    sys.exit(main())
