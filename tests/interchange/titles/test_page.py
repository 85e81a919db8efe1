"""The page on titles says what the tables say."""

import importlib.util
from pathlib import Path
from types import ModuleType

from strengthfit.domain.run import RUN_KINDS
from strengthfit.domain.strength import STRENGTH_KINDS
from strengthfit.interchange.titles import tables
from strengthfit.interchange.titles.folded import LONGEST

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
PAGE = (REFERENCE / "titles.md").read_text("utf-8")


def _writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_titles", REFERENCE / "write_titles.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_written_from_the_tables() -> None:
    assert _writer().with_tables(PAGE) == PAGE, "run python docs/reference/write_titles.py"


def test_every_example_is_on_the_page() -> None:
    rows = (*tables.BEFORE_AMOUNTS, *tables.AFTER_AMOUNTS, *tables.TONE, *tables.OTHERS_RACES)
    named = [
        row for row in rows if row.part not in ("glue", "half", "choice", "company", "place", "of")
    ]
    assert [title for row in named for title in row.examples if title not in PAGE] == []


def test_runs_stand_in_the_order_of_hardness() -> None:
    places = [PAGE.index(f"\n| `{kind}` |") for kind in tables.RUN_HARDNESS]
    assert places == sorted(places)
    assert len(places) == len(RUN_KINDS)
    assert all(f"\n| `{kind}` |" in PAGE for kind in STRENGTH_KINDS)


def test_the_page_says_how_much_of_a_title_is_read() -> None:
    assert f"the first {LONGEST} characters are read" in " ".join(PAGE.split())
