"""``python -m tests.golden.write [CASE ...]`` keeps the answers as they are now, and lists changes.

Read the difference before it is kept: every change of an answer needs its reason.
"""

import shutil
import sys

from .cases import CASES
from .files import ANSWERS, kept_cases, read_answers, write_answers


def main(wanted: list[str]) -> None:
    """Write the answers of the named cases, or of all."""
    names = [name for name, _ in CASES]
    if unknown := set(wanted) - set(names):
        sys.exit(f"no such case: {', '.join(sorted(unknown))}")
    same = 0
    for name, make in CASES:
        if wanted and name not in wanted:
            continue
        before, after = read_answers(name), make()
        write_answers(name, after)
        for answer in sorted({*before, *after}):
            if before.get(answer) == after.get(answer):
                same += 1
            else:
                word = "new" if answer not in before else "changed" if answer in after else "gone"
                print(f"{word:<8} {name}/{answer}")
    for name in sorted(kept_cases() - set(names)):
        shutil.rmtree(ANSWERS / name)
        print(f"gone     {name}")
    print(f"{same} as before")


if __name__ == "__main__":
    main(sys.argv[1:])
