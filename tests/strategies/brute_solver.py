"""A pseudo-Boolean solver from elsewhere, for tests: it tries everything. It knows no strengthfit.

Its second argument is how it misbehaves, if at all.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

Terms = list[tuple[int, int]]


def read(text: str) -> tuple[int, Terms, list[tuple[Terms, int]]]:
    goal: Terms = []
    rows = []
    variables = int(re.findall(r"#variable= (\d+)", text)[0])
    for line in text.splitlines():
        if line.startswith("*"):
            continue
        terms = [(int(w), int(x)) for w, x in re.findall(r"([+-]\d+) x(\d+)", line)]
        if line.startswith("min:"):
            goal = terms
        else:
            rows.append((terms, int(re.findall(r">= (-?\d+)", line)[0])))
    return variables, goal, rows


def plans(text: str) -> Iterator[tuple[int, set[int]]]:
    """Yield plans that keep every row, each better than the one before, with their values."""
    variables, goal, rows = read(text)
    weights = {x: w for w, x in goal}
    best: int | None = None
    uses: dict[int, list[tuple[int, int]]] = {x: [] for x in range(1, variables + 1)}
    slack = []
    for row, (terms, bound) in enumerate(rows):
        slack.append(sum(max(w, 0) for w, _ in terms) - bound)  # what can still be lost
        for weight, x in terms:
            uses[x].append((row, weight))
    if min(slack, default=0) < 0:
        return
    rest = [0] * (variables + 2)
    for x in range(variables, 0, -1):
        rest[x] = rest[x + 1] + min(0, weights.get(x, 0))
    true: set[int] = set()
    found: list[tuple[int, set[int]]] = []

    def lose(x: int, value: int, sign: int) -> bool:
        for row, weight in uses[x]:
            slack[row] -= sign * (max(weight, 0) - weight * value)
        return all(slack[row] >= 0 for row, _ in uses[x])

    def search(x: int, cost: int) -> None:
        nonlocal best
        if best is not None and cost + rest[x] >= best:
            return
        if x > variables:
            best = cost
            found.append((cost, set(true)))
            return
        for value in (1, 0) if weights.get(x, 0) < 0 else (0, 1):
            if lose(x, value, 1):
                true.update({x} if value else ())
                search(x + 1, cost + value * weights.get(x, 0))
                true.discard(x)
            lose(x, value, -1)

    sys.setrecursionlimit(10_000)
    search(1, 0)
    yield from found


def say(variables: int, true: set[int], status: str, value: int | None = None) -> None:
    if value is not None:
        print("o", value)
    print("s", status)
    print("v", *(f"x{x}" if x in true else f"-x{x}" for x in range(1, variables + 1)), flush=True)


def stay(text: str, out: str, *, deaf: bool) -> None:
    """Go on for ever, with a child, and write down who is there."""
    variables, _, _ = read(text)
    first: tuple[int, set[int]] | None = None

    def end(_number: int, _frame: object) -> None:
        if first is not None:
            say(variables, first[1], "SATISFIABLE", first[0])
        sys.exit(0)

    signal.signal(signal.SIGTERM, signal.SIG_IGN if deaf else end)
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    Path(out).write_text(f"{os.getpid()} {child.pid} ", "utf-8")
    first = next(plans(text), None)
    Path(out).write_text(f"{os.getpid()} {child.pid} ready", "utf-8")
    time.sleep(60)


def main(path: str, manner: str = "", out: str = "") -> None:
    text = Path(path).read_text("utf-8")
    variables, _, _ = read(text)
    if manner in ("stays", "deaf"):
        stay(text, out, deaf=manner == "deaf")
    found = list(plans(text))
    if manner == "rubbish":
        print("Segmentation fault, sort of", file=sys.stderr)
        sys.exit(3)
    elif not found:
        print("s UNSATISFIABLE")
    elif manner == "first":
        say(variables, found[0][1], "OPTIMUM FOUND", found[0][0])
    elif manner == "greedy":
        say(variables, set(range(1, variables + 1)), "OPTIMUM FOUND")
    elif manner == "boasts":
        say(variables, found[-1][1], "OPTIMUM FOUND", found[-1][0] - 1)
    elif manner == "mute":
        say(variables, found[-1][1], "SATISFIABLE", found[-1][0])
    elif manner == "writes":
        print("c all is in the file")
        with open(out, "w", encoding="utf-8") as sys.stdout:
            say(variables, found[-1][1], "OPTIMUM FOUND")
    else:
        say(variables, found[-1][1], "OPTIMUM FOUND", found[-1][0])


if __name__ == "__main__":
    main(*sys.argv[1:])
