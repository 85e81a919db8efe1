"""Sentences of the documents that quote the kept run, and where their figures come from.

Each is a file, a regular expression and a function. The expression is looked for in the file's
text with all white space made one space, and each of its groups is a figure. The function returns
as many values, which have to agree with the groups to the rounding that the text shows. Whoever
rewrites a sentence changes its entry here; an entry whose words are not found is reported.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import recompute_measures as measures
from benchmarks.recompute_pages import Figure
from benchmarks.recompute_tables import Study

CPMPY = "benchmarks.peers.cpmpy_peer:CpmpyPeer"
MINIZINC = "benchmarks.peers.minizinc_peer:MinizincPeer"
SCIPY = "benchmarks.peers.scipy_peer:ScipyPeer"

README, GUIDE = "README.md", "docs/how-to/compare_strategies.md"

WORDS = {"no": 0, "none": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
"""Numbers that a sentence may write as a word."""


def proven(study: Study, strategy: str, family: str = "") -> int:
    """Return how many runs a strategy proved within the limit, in all families or in one."""
    runs = [run for run in study.of(strategy) if family in ("", run.family)]
    return sum(run.proof is not None for run in runs)


def instances(study: Study, family: str = "") -> int:
    """Return how many instances there are, in all families or in one."""
    return len({run.instance for run in study.runs if family in ("", run.family)})


def speed(study: Study, strategy: str, family: str) -> float:
    """Return how many times as fast as CP-SAT a strategy is in a family."""
    ratios = measures.speed(study.of(strategy), study.of("cpsat"), lambda run: run.proof)
    some = [ratio for at, ratio in ratios.items() if study.family_of[at] == family]
    return measures.geometric_mean(some) if some else float("nan")


def slowness(study: Study, strategy: str, family: str) -> float:
    """Return how many times as long as CP-SAT a strategy takes in a family."""
    return 1 / speed(study, strategy, family)


class Sentence(NamedTuple):
    """A sentence's file, its words with a group for each figure, and what the figures are."""

    file: str
    words: str
    values: Callable[[Study], tuple[float, ...]]


def _peer(words: str, name: str) -> Sentence:
    """Return the README's row of a strategy that is slower than CP-SAT."""
    return Sentence(
        README,
        rf"\| {words} \| (\d+) \| (\S+) times as long \| (\S+) times as long \((\d+) proven\)",
        lambda study: (
            proven(study, name),
            slowness(study, name, "plans"),
            slowness(study, name, "blocks"),
            proven(study, name, "blocks"),
        ),
    )


def _peer_without_blocks(words: str, name: str) -> Sentence:
    """Return the README's row of one that proves no block."""
    return Sentence(
        README,
        rf"\| {words} \| (\d+) \| (\S+) times as long \| \((none) proven\)",
        lambda study: (
            proven(study, name),
            slowness(study, name, "plans"),
            proven(study, name, "blocks"),
        ),
    )


SENTENCES = (
    Sentence(README, r"of (\d+) instances with five seconds each", lambda s: (instances(s),)),
    Sentence(
        README,
        r"\| CP-SAT, as configured here \| (\d+) of (\d+) \| 1 \| 1 \((\d+) of (\d+) proven\)",
        lambda s: (
            proven(s, "cpsat"),
            instances(s),
            proven(s, "cpsat", "blocks"),
            instances(s, "blocks"),
        ),
    ),
    Sentence(
        README,
        r"\(`dynamic`\) \| (\d+) \| (\S+) times as fast [^|]*\| (\S+) times as fast \((\d+) proven",
        lambda s: (
            proven(s, "dynamic"),
            speed(s, "dynamic", "plans"),
            speed(s, "dynamic", "blocks"),
            proven(s, "dynamic", "blocks"),
        ),
    ),
    _peer("HiGHS through SciPy", SCIPY),
    _peer("CPMpy, over OR-Tools", CPMPY),
    _peer_without_blocks("MiniZinc with Gecode", MINIZINC),
    _peer_without_blocks(r"CP-SAT, each session a variable of its own \(`naive`\)", "naive"),
    Sentence(
        GUIDE,
        r"defaults prove (\d+) of (\d+) blocks where the library's prove all",
        lambda s: (proven(s, "cpsat_plain", "blocks"), proven(s, "cpsat", "blocks")),
    ),
    Sentence(
        GUIDE,
        r"Without it (no) block is proven",
        lambda s: (proven(s, "cpsat_no_lp", "blocks"),),
    ),
    Sentence(
        GUIDE,
        r"\(`naive`\) cost a factor of (\w+) on a week",
        lambda s: (slowness(s, "naive", "plans"),),
    ),
    Sentence(
        GUIDE,
        r"HiGHS proves all (\d+), CP-SAT (\d+)",
        lambda s: (proven(s, "highs", "squads"), proven(s, "cpsat", "squads")),
    ),
    Sentence(
        GUIDE,
        r"on published weeks dynamic programming is (\S+) times as fast",
        lambda s: (speed(s, "dynamic", "plans"),),
    ),
)


def sentence_figures(root: Path, study: Study) -> Iterator[Figure]:
    """Yield every figure of the sentences, as "rounded to what is shown"."""
    for sentence in SENTENCES:
        text = " ".join((root / sentence.file).read_text(encoding="utf-8").split())
        found = re.search(sentence.words, text)
        where = f"{sentence.file}, {sentence.words}"
        if found is None:
            yield Figure(where, "words not found", "words to be found")
        else:
            for shown, value in zip(found.groups(), sentence.values(study), strict=True):
                same = _agrees(str(WORDS.get(shown, shown)), value)
                yield Figure(where, shown, shown if same else value)


def _agrees(shown: str, value: float) -> bool:
    """Return whether a number is a value to as many decimals as it shows."""
    if not re.fullmatch(r"\d+(\.\d+)?", shown):
        return False
    decimals = len(shown.partition(".")[2])
    return abs(float(shown) - value) <= 0.5 * 10.0**-decimals * (1 + 1e-9)
