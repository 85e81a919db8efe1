"""The script that recomputes a report agrees with the library's, and a wrong figure is found."""

import ast
import itertools
import random
import re
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pytest

from benchmarks import recompute
from benchmarks.recompute_instances import csv_figures, instance_figures
from benchmarks.recompute_pages import Figure, agrees, sections, tables
from benchmarks.recompute_sentences import sentence_figures
from benchmarks.recompute_tables import Study, figures
from strengthfit.lab.measures import best_known
from strengthfit.lab.records import Record, write_line
from strengthfit.lab.repeats import median_repeats
from strengthfit.lab.report import report_markdown
from strengthfit.lab.report.data import runs_table
from strengthfit.lab.report.instances import instance_rows, instances_csv, instances_markdown

from .lab.test_measures import blank, synthetic

FAMILIES = ("weeks", "dense", "blocks", "squads", "coach")
WITHOUT = ("refused", "timeout", "memory", "crash")


def _records(seed: int, seeds: int, repeats: int) -> list[Record]:
    draw = random.Random(seed)  # noqa: S311  # no secret
    made = synthetic(seed, ("cpsat", "dynamic", "friend", "greedy"), FAMILIES, 2, seeds)
    return [
        attrs.evolve(
            record,
            repeat=repeat,
            seconds=record.seconds * (factor := draw.uniform(0.6, 1.4)),
            incumbents=tuple((at * factor * 1.3, plan) for at, plan in record.incumbents),
            certified=draw.random() < 0.5,
            cpu_seconds=None if record.status in WITHOUT else record.seconds * draw.random(),
            children_cpu_seconds=None if record.status in WITHOUT else 0.1,
            statistics=None if record.status in WITHOUT else {"branches": draw.randrange(99)},
        )
        for record, repeat in itertools.product(made, range(repeats))
    ]


def _write(folder: Path, records: list[Record]) -> None:
    """Write what `write_report` writes, without the figures."""
    lines = "".join(f"{write_line(record)}\n" for record in records)
    (folder / "records.jsonl").write_text(lines, encoding="utf-8")
    (folder / "report.md").write_text(report_markdown(records), encoding="utf-8")
    best = best_known(records)
    rows = instance_rows(runs_table(median_repeats(records), best), best)
    (folder / "instances.md").write_text(instances_markdown(rows), encoding="utf-8")
    (folder / "instances.csv").write_text(instances_csv(rows), encoding="utf-8")


@pytest.mark.parametrize(("seed", "seeds", "repeats"), [(1, 1, 1), (2, 2, 3), (3, 3, 2)])
def test_a_report_agrees_with_its_records(
    seed: int, seeds: int, repeats: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(tmp_path, _records(seed, seeds, repeats))
    assert recompute.main([str(tmp_path)]) == 0, capsys.readouterr().out
    told = re.match(r"(\d+) figures compared, 0 differ", capsys.readouterr().out)
    assert told
    assert int(told[1]) > 700


def test_a_proof_after_the_limit_is_in_one_column_so_that_rows_add_up() -> None:
    """Each run is one of these, as the page says, a late proof of infeasibility too."""
    late: dict[str, Any] = {"status": "infeasible", "seconds": 11.0}
    page = report_markdown([blank(), blank("week-1", **late), blank("week-2", seconds=1.0)])
    row = tables(sections(page)["All instances"])[0][0]
    assert (row["runs"], row["proven"], row["no plan"]) == ("3", "0", "3")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("report")
    _write(made, _records(4, 2, 2))
    return made


def _study(folder: Path) -> tuple[str, Study]:
    page = recompute.read_page(folder / "report.md")
    return page, recompute.read_study(folder, page)


def _wrong(found: list[Figure]) -> list[Figure]:
    return [figure for figure in found if not agrees(figure)]


NUMBER = r"(?<= )\d+(?:\.\d+)?(?= \||\)? \|| \()"
"""A number that fills a cell, or ends it or stands before brackets; not the ends of an interval."""


@pytest.mark.parametrize("pick", range(10))
def test_a_wrong_figure_of_the_tables_is_found(folder: Path, pick: int) -> None:
    page, study = _study(folder)
    part = page[: page.index("## Disagreements")]
    rows = re.finditer(r"^\| [`*].*\|$", part, re.MULTILINE)
    cells = [
        (row.start() + at.start(), at[0]) for row in rows for at in re.finditer(NUMBER, row[0])
    ]
    start, shown = random.Random(pick).choice(cells)  # noqa: S311  # no secret
    wrong = shown[:-1] + str((int(shown[-1]) + 1) % 10)
    spoiled = page[:start] + wrong + page[start + len(shown) :]
    found = _wrong(list(figures(spoiled, study)))
    assert [figure.shown for figure in found] == [wrong]


@pytest.mark.parametrize("column", ["over instances", "over families", "alike, over families"])
def test_an_interval_that_is_too_narrow_is_found(folder: Path, column: str) -> None:
    page, study = _study(folder)
    asked = [
        figure
        for figure in figures(page, study)
        if figure.kind == "interval" and figure.where.endswith(f", {column}") and figure.expected
    ]
    assert asked
    for figure in asked:
        assert agrees(figure)
        low, high = np.percentile(figure.expected.resamples, (10, 90))
        assert not agrees(figure._replace(shown=f"{low:.3g} to {high:.3g}")) or high < low * 1.1


def test_a_wrong_figure_of_an_instance_is_found(folder: Path) -> None:
    _, study = _study(folder)
    page = recompute.read_page(folder / "instances.md")
    assert _wrong(list(instance_figures(page.replace("| 50 | 20 |", "| 51 | 20 |", 1), study)))
    gap = re.search(r"gap (\d+)", page)
    assert gap
    spoiled = page.replace(gap[0], f"gap {int(gap[1]) + 1}", 1)
    assert len(_wrong(list(instance_figures(spoiled, study)))) == 1
    text = (folder / "instances.csv").read_text(encoding="utf-8")
    time = re.search(r",(\d\.\d{6})", text)
    assert time
    spoiled = text.replace(time[0], f",{float(time[1]) + 1e-6:.6f}", 1)
    assert _wrong(list(csv_figures(spoiled, study)))


def test_a_page_of_another_version_is_told_and_ends_with_one(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("records.jsonl", "report.md"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    page = (tmp_path / "report.md").read_text(encoding="utf-8")
    (tmp_path / "report.md").write_text(page.replace("## Speed", "## Pace"), encoding="utf-8")
    assert recompute.main([str(tmp_path)]) == 1
    assert "section Speed: " in capsys.readouterr().out


def test_the_documents_quote_the_kept_run() -> None:
    """A sentence that is rewritten, or a new run, needs its entry in `SENTENCES`."""
    page = recompute.read_page(recompute.KEPT / "report.md")
    study = recompute.read_study(recompute.KEPT, page)
    assert _wrong(list(sentence_figures(recompute.ROOT, study))) == []


def test_it_shares_no_code_with_the_library() -> None:
    names = [
        name
        for path in (recompute.ROOT / "benchmarks").glob("recompute*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    ]
    assert "numpy" in names
    assert not [name for name in names if name.startswith("strengthfit")]
