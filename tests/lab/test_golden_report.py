"""The kept runs give the kept report, byte for byte: whoever rewrites the report sees what changes.

`benchmarks/results/strategies` holds the records and the page made from them. If a change of the
page is meant, write both files anew from the same records and say why in the commit.
"""

import re
from pathlib import Path

import pytest

from strengthfit.lab.best_known import known_objectives
from strengthfit.lab.records import Record, read_records
from strengthfit.lab.report import report_markdown
from strengthfit.lab.report.prose import TITLE
from strengthfit.lab.report.webpage import html_page

pytest.importorskip("markdown_it")

KEPT = Path(__file__).parents[2] / "benchmarks" / "results" / "strategies"


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(read_records(KEPT / "records.jsonl.gz"))


@pytest.fixture(scope="module")
def markdown(records: list[Record]) -> str:
    return report_markdown(records, known_objectives(records))


def test_the_kept_records_give_the_kept_markdown(markdown: str) -> None:
    assert markdown == (KEPT / "report.md").read_text(encoding="utf-8")


def test_the_kept_records_give_the_kept_page_but_for_its_pictures(markdown: str) -> None:
    """Pictures are left out: their bytes depend on the version of matplotlib."""
    kept = (KEPT / "report.html").read_text(encoding="utf-8")
    names = re.findall(r"\]\((\S+\.svg)\)", markdown)
    made = html_page(markdown, TITLE, dict.fromkeys(names, "<svg ></svg>"))
    assert len(names) == 5
    assert _without_pictures(made) == _without_pictures(kept)


def _without_pictures(page: str) -> str:
    return re.sub(r"<svg.*?</svg>", "<svg/>", page, flags=re.DOTALL)
