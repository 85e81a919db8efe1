"""End every command at many moments by Ctrl-C and by SIGTERM: ``python -m tests.endings``.

    python -m tests.endings [PARTS] [COMMAND ...]

PARTS are the moments all over each command, besides those around its writes. It takes a second of
the processor for each, prints what is not as it should be, and ends with 1 if anything is not.
"""

import sys
import tempfile
from itertools import count
from pathlib import Path

from .cases import INVOCATIONS, prepare
from .walk import SAID, end_at, moments, whole


def main(parts: int, names: list[str]) -> int:
    """Walk through the commands, and return how many endings were not as they should be."""
    wrong, number = 0, count()
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        prepared = prepare(folder)
        for name in names or [each for each in INVOCATIONS if each != "mcp"]:
            known = whole(prepared, name, folder / f"{next(number)}")
            made = 0
            for sent in SAID:
                for moment in moments(known.counts, parts):
                    made += 1
                    try:
                        out = folder / f"{next(number)}" / "out.toml"
                        end_at(prepared.words(name, out), out, known, sent, moment)
                    except AssertionError as error:
                        wrong += 1
                        print(f"{name}, {sent} at {moment}: {error}", flush=True)
            print(f"{name}: {made} endings", flush=True)
    print(f"{wrong} not as they should be")
    return wrong


if __name__ == "__main__":
    sys.exit(main(int((*sys.argv, "12")[1]), sys.argv[2:]) > 0)
