"""The table of instances: a row for each, and each run's end in it."""

import csv
import io
import json
import re

import pytest
from hypothesis import given, settings

from strengthfit.lab.measures import best_known, gap, proof_time
from strengthfit.lab.records import Record
from strengthfit.lab.report.data import runs_table
from strengthfit.lab.report.instances import (
    Row,
    instance_rows,
    instances_csv,
    instances_markdown,
)

from .test_measures import benchmarks, blank

few = settings(max_examples=30)

BEST = (1, 0, 0, 0, 0, 0, 0)
WORSE = (2, 0, 0, 0, 0, 0, 0)


def _rows(records: list[Record]) -> list[Row]:
    best = best_known(records)
    return instance_rows(runs_table(records, best), best)


@given(benchmarks)
@few
def test_each_instance_has_a_row_with_what_its_runs_came_to(records: list[Record]) -> None:
    best = best_known(records)
    rows = _rows(records)
    assert sorted(row.instance for row in rows) == sorted(best)
    for row in rows:
        assert row.best == best[row.instance]
        for strategy, result in row.results.items():
            runs = [r for r in records if (r.instance, r.strategy) == (row.instance, strategy)]
            assert result.runs == len(runs)
            proofs = [seconds for run in runs if (seconds := proof_time(run)) is not None]
            assert result.proven == len(proofs)
            if proofs:
                assert min(proofs) * 0.999 <= (result.seconds or 0) <= max(proofs) * 1.001
            plans = [r.objective for r in runs if r.solved]
            if row.best is not None and plans:
                gaps = [gap(plan, row.best) for plan in plans]
                assert result.gap == pytest.approx(sum(gaps) / len(gaps))
    lines = instances_markdown(rows).splitlines()
    names = [re.match(r"\| `([\w-]+)` \|", line) for line in lines]
    assert [name[1] for name in names if name] == [row.instance for row in rows]
    bars = {len(re.findall(r"(?<!\\)\|", line)) for line in lines if line.startswith("|")}
    assert len(bars) == 1


@given(benchmarks)
@few
def test_the_csv_can_be_read_back(records: list[Record]) -> None:
    rows = _rows(records)
    read = list(csv.DictReader(io.StringIO(instances_csv(rows))))
    assert [line["instance"] for line in read] == [row.instance for row in rows]
    for line, row in zip(read, rows, strict=True):
        best = json.loads(line["best_known"]) if line["best_known"] else None
        assert best == (None if row.best is None else list(row.best))
        for strategy, result in row.results.items():
            seconds = line[f"{strategy} seconds"]
            assert (float(seconds) if seconds else None) == result.seconds
            assert line[f"{strategy} fate"] == "|".join(result.fates)


def test_every_end_has_its_word() -> None:
    proven = {"status": "optimal", "objective": BEST, "bound": BEST}
    runs = [
        blank("a-10", "cpsat", **proven, seconds=1.0),
        blank("a-10", "auto", **proven, seconds=4.0),
        blank("a-10", "auto", seed=1),
        blank("a-10", "dynamic", status="feasible", objective=WORSE),
        blank("a-10", "highs", status="refused", bound=()),
        blank("a-10", "scip", status="memory", bound=()),
        blank("a-10", "exhaustive", **proven, seconds=11.0),
        blank("a-10", "naive", **proven, seconds=1.0, problems=("wrong",)),
        blank("a-10", "greedy"),
        blank("a-9", "cpsat", choices=0, rows=0),
        blank("a-9", "auto", status="infeasible", seconds=0.5),
    ]
    rows = _rows(runs)
    assert [row.instance for row in rows] == ["a-9", "a-10"]
    assert (rows[0].choices, rows[0].rows) == (50, 20)
    cells = instances_markdown(rows).splitlines()[-1].strip("| ").split(" | ")
    assert cells == [
        *("`a-10`", "`a`", "50", "20", f"`{BEST}`", "1"),
        # cpsat, auto, dynamic, highs, scip, exhaustive, naive, greedy
        *("1", "4 (1 of 2)", "gap 92.9", "refused", "**ended**", "late", "**wrong**", "none"),
    ]
