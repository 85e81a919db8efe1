"""The page of what was found: by room and file, and every survivor with a word on it."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from scipy.stats import binomtest

from benchmarks.machine import describe

from .changes import changes_of
from .measuring import ROOT
from .running import read_state

WORDS = Path(__file__).with_name("words.toml")
"""What is to be said of survivors: by the key of a change, why it is harmless or the same."""

NO_WORD = "not looked at yet"

HEAD = """# Faults planted in the library, and how many its tests notice

`python -m benchmarks.mutants` plants one small change at a time in a function of these rooms: an
operator, a number, a word, a condition, a statement that is left out. It runs the tests that run
the changed line, the quickest first, until one fails. [changes.py](../mutants/changes.py) says
what is changed, and what is left alone: messages, annotations, docstrings, labels, defaults of
arguments, tables at the top of modules, and the calls at which a solve may be cancelled.

Only the tests of the room judge, which are its folder in `tests/` and the examples in its
docstrings, and of those as many as take {seconds} together; tests of clocks and of other
processes do not judge. A change that survives here may still be noticed by the whole suite. "By
time" are changes with which tests took more than four times as long as without: they count as
noticed. "Untested" are changes on lines that no test of the room runs. "The same" are survivors
that nothing can tell from the original, each with its reason below. With `--percent` changes are
drawn by lot from all files alike, by a digest of what they change; the range is Wilson's interval
of 95 % (Wilson, 1927, doi:10.1080/01621459.1927.10502953) for the share of all changes that would
be noticed.
"""


def page(state: Path, rooms: dict[str, list[Path]]) -> str:
    """Return the page as Markdown."""
    words: dict[str, str] = tomllib.loads(WORDS.read_text()) if WORDS.exists() else {}
    rows: list[str] = []
    seconds: set[float] = set()
    survivors: list[str] = []
    for room, files in rooms.items():
        total: Counter[str] = Counter()
        for path in files:
            name = str(path.relative_to(ROOT))
            changes = changes_of(path, ROOT)[1]
            if not changes:
                continue
            done = read_state(state / f"{name.replace('/', '.')}.jsonl")
            known = [change for change in changes if change.key in done]
            found = [done[change.key] | {"line": change.line} for change in known]
            seconds |= {one["seconds"] for one in found}
            total += Counter(files=1, judged=bool(found), changes=len(changes))
            total += _counted(found, words)
            survivors += _survivors(name, found, words)
        rows.append(_row(room, total))
    table = [
        "| room | files | changes | noticed | by time | survived | untested | the same "
        "| noticed, without the same | range |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *rows,
    ]
    head = HEAD.format(seconds=" or ".join(f"{each:g} s" for each in sorted(seconds)))
    parts = [head, describe(), "\n".join(table)]
    parts.append("## Survivors\n\n" + "\n".join(survivors))
    return "\n\n".join(parts) + "\n"


def _counted(found: list[dict[str, Any]], words: dict[str, str]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in found:
        total[one["status"]] += 1
        if one["status"] in ("survived", "untested") and _same(words.get(one["key"], "")):
            total["same"] += 1
    return total


def _same(word: str) -> bool:
    """Say whether a word claims that nothing can tell the change from the original."""
    return word.startswith("the same")


def _row(room: str, total: Counter[str]) -> str:
    judged = total["killed"] + total["timed out"] + total["survived"] + total["untested"]
    noticed = total["killed"] + total["timed out"]
    matter = judged - total["same"]
    share, interval = _share(noticed, matter) if matter else ("", "")
    return (
        f"| `{room}/` | {total['judged']} of {total['files']} | {judged} of {total['changes']} "
        f"| {noticed} | {total['timed out']} "
        f"| {total['survived']} | {total['untested']} | {total['same']} | {share} | {interval} |"
    )


def _share(noticed: int, matter: int) -> tuple[str, str]:
    interval = binomtest(noticed, matter).proportion_ci(method="wilson")
    share = f"{100 * noticed / matter:.1f} %"
    return share, f"{100 * interval.low:.1f} to {100 * interval.high:.1f} %"


def _survivors(name: str, found: list[dict[str, Any]], words: dict[str, str]) -> list[str]:
    lines = []
    for one in found:
        if one["status"] not in ("survived", "untested"):
            continue
        word = words.get(one["key"], NO_WORD)
        before, after = (_code(one[side]) for side in ("before", "after"))
        untested = ", untested" if one["status"] == "untested" else ""
        lines.append(
            f"- line {one['line']}, `{one['function']}`: {before} became {after}{untested}. {word}."
        )
    return [f"\n### {name}\n", *lines] if lines else []


def _code(text: str) -> str:
    text = " ".join(text.split())
    shown = text if len(text) <= 90 else text[:87] + "..."
    return f"``{shown}``" if "`" in shown else f"`{shown}`"
