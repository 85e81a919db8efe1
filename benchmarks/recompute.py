"""Every figure of a kept report anew from its records, by code that shares nothing with it.

    python -m benchmarks.recompute benchmarks/results/strategies

reads the records, `report.md`, `instances.md` and `instances.csv` of the folder. From the records
it recomputes what the page says, by the page's own definitions, and prints how many figures it
compared and each that differs; then it ends with 1. It needs the standard library and numpy, and
imports nothing of strengthfit. Which strategies are heuristics is read from the page.

Bootstrap intervals are drawn anew, with other numbers, so their ends may differ by chance: see
`recompute_pages.CHANCE`. All other figures have to agree to the digits that are shown.
Figures in pictures are not compared, nor the lists of strategies that stand out in them.

With `--sentences`, or for the kept report itself, the figures that README.md and the guide quote
from it are compared too (`recompute_sentences.SENTENCES`).
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks import recompute_measures as measures
from benchmarks.recompute_instances import (
    csv_figures,
    instance_figures,
    known_objectives,
    list_figures,
)
from benchmarks.recompute_pages import Figure, agrees, kinds_of
from benchmarks.recompute_sentences import sentence_figures
from benchmarks.recompute_tables import Study, figures

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "benchmarks" / "results" / "strategies"
KNOWN = ROOT / "strengthfit" / "lab" / "best_known.json"
EARLIER = r"For (\d+) of (\d+) instances the best known plan takes in one that was known before"


def read_page(path: Path) -> str:
    """Return a Markdown file with plain spaces in place of those at which no line breaks."""
    return path.read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")


def read_study(folder: Path, page: str) -> Study:
    """Return the records of a folder, judged as the page says."""
    records = measures.read_lines(folder)
    earlier = re.search(EARLIER, page)
    known = known_objectives(KNOWN.read_text(encoding="utf-8"), records) if earlier else {}
    best = measures.best_objectives(records, known)
    shown = measures.one_of_repeats(records)
    runs = [measures.as_run(record, best[record["instance"]]) for record in shown]
    return Study(records, shown, runs, best, kinds_of(page), known)


def all_figures(folder: Path, sentences: bool = False) -> Iterator[Figure]:
    """Yield every figure of a folder's pages beside what its records give."""
    page = read_page(folder / "report.md")
    study = read_study(folder, page)
    yield from figures(page, study)
    yield from list_figures(page, study)
    earlier = re.search(EARLIER, page)
    if earlier:
        yield Figure("known before", earlier[1], len(study.known))
        yield Figure("known before, of all", earlier[2], len(study.best))
    if (folder / "instances.md").exists():
        yield from instance_figures(read_page(folder / "instances.md"), study)
    if (folder / "instances.csv").exists():
        text = (folder / "instances.csv").read_text(encoding="utf-8")
        yield from csv_figures(text, study)
    if sentences:
        yield from sentence_figures(ROOT, study)


def told(figure: Figure) -> str:
    """Return a figure that differs in words."""
    return f"{figure.where}: the page has {figure.shown!r}, its records give {figure.expected}"


def main(arguments: list[str] | None = None) -> int:
    """Compare the figures of a folder; return 1 if one differs."""
    parser = argparse.ArgumentParser(description="Recompute a kept report from its records.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sentences", action="store_true", help="those of the documents too")
    given = parser.parse_args(arguments)
    sentences = given.sentences or given.folder.resolve() == KEPT
    compared = list(all_figures(given.folder, sentences))
    wrong = [figure for figure in compared if not agrees(figure)]
    for figure in wrong:
        print(told(figure))
    drawn = Counter(figure.kind for figure in compared)["interval"]
    print(
        f"{len(compared)} figures compared, {len(wrong)} differ; "
        f"{drawn} are bootstrap intervals, compared with others drawn here, the rest is exact"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
