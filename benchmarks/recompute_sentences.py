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
from benchmarks.recompute_tables import Study, strategy_times, virtual_runs

CPMPY = "benchmarks.peers.cpmpy_peer:CpmpyPeer"
SCIPY = "benchmarks.peers.scipy_peer:ScipyPeer"

HARD = ("coach", "mixed", "replanned", "cvar", "near")
"""The families that were made to be hard."""

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


def over_the_best(study: Study, strategy: str) -> float:
    """Return how many times as long as the virtual best a strategy takes."""
    times, best = strategy_times(study), virtual_runs(study)
    ratios = [
        times[at][strategy][0] / run.proof for at, run in best.items() if run.proof is not None
    ]
    return measures.geometric_mean(ratios)


def hard(study: Study, strategy: str) -> int:
    """Return how many of the hard instances a strategy proved within the limit."""
    return sum(proven(study, strategy, family) for family in HARD)


def _row(
    words: str, name: str, rate: Callable[[Study, str, str], float], compared: str
) -> Sentence:
    """Return the README's row of a strategy: faster or slower than CP-SAT."""
    return Sentence(
        README,
        rf"\| {words} \| (\d+) \| (\S+) times as {compared} \| (\S+) times as {compared} "
        r"\((\d+) proven\) \| (\d+) \|",
        lambda study: (
            proven(study, name),
            rate(study, name, "plans"),
            rate(study, name, "blocks"),
            proven(study, name, "blocks"),
            hard(study, name),
        ),
    )


SENTENCES = (
    Sentence(
        README,
        r"of (\d+) instances with five seconds each, (\d+) of them",
        lambda s: (instances(s), sum(instances(s, family) for family in HARD)),
    ),
    Sentence(
        README,
        r"\| CP-SAT, as configured here \| (\d+) of (\d+) \| 1 \| 1 \((\d+) of (\d+) proven\) "
        r"\| (\d+) of",
        lambda s: (
            proven(s, "cpsat"),
            instances(s),
            proven(s, "cpsat", "blocks"),
            instances(s, "blocks"),
            hard(s, "cpsat"),
        ),
    ),
    _row("`auto`, which chooses", "auto", speed, "fast"),
    _row(r"dynamic programming \(`dynamic`\)", "dynamic", speed, "fast"),
    _row("SCIP, over OR-Tools", "scip", slowness, "long"),
    _row("HiGHS through SciPy", SCIPY, slowness, "long"),
    _row("CPMpy, over OR-Tools", CPMPY, slowness, "long"),
    _row(r"CP-SAT, each session a variable of its own \(`naive`\)", "naive", slowness, "long"),
    Sentence(
        GUIDE,
        r"makes a wrong claim, in ([\d,]+) runs of",
        lambda s: (len(s.runs),),
    ),
    Sentence(
        GUIDE,
        r"`auto` proves most, (\d+) of (\d+), and takes (\S+) times as long as a perfect choice",
        lambda s: (proven(s, "auto"), instances(s), over_the_best(s, "auto")),
    ),
    Sentence(
        GUIDE,
        r"sets it up proves (\d+)\. OR-Tools' own defaults prove (\d+) of (\d+) blocks where the "
        r"library's prove (\d+)",
        lambda s: (
            proven(s, "cpsat"),
            proven(s, "cpsat_plain", "blocks"),
            instances(s, "blocks"),
            proven(s, "cpsat", "blocks"),
        ),
    ),
    Sentence(
        GUIDE,
        r"on weeks and blocks: (\S+) times as fast as CP-SAT on published weeks, and it proves "
        r"all (\d+) blocks",
        lambda s: (speed(s, "dynamic", "plans"), proven(s, "dynamic", "blocks")),
    ),
    Sentence(
        GUIDE,
        r"it proves (\d+) of these (\d+), CP-SAT (\d+)",
        lambda s: (
            hard(s, "scip"),
            sum(instances(s, family) for family in HARD),
            hard(s, "cpsat"),
        ),
    ),
    Sentence(
        GUIDE,
        r"\(`naive`\) cost a factor of (\S+) on a week, and the proof of (\d+) of the blocks",
        lambda s: (
            slowness(s, "naive", "plans"),
            proven(s, "cpsat", "blocks") - proven(s, "naive", "blocks"),
        ),
    ),
    Sentence(
        GUIDE,
        r"has 3\.1 where this run has (\S+)\. ",
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
                same = _agrees(str(WORDS.get(shown, shown)).replace(",", ""), value)
                yield Figure(where, shown, shown if same else value)


def _agrees(shown: str, value: float) -> bool:
    """Return whether a number is a value to as many decimals as it shows."""
    if not re.fullmatch(r"\d+(\.\d+)?", shown):
        return False
    decimals = len(shown.partition(".")[2])
    return abs(float(shown) - value) <= 0.5 * 10.0**-decimals * (1 + 1e-9)
