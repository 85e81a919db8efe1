"""Runs that were made several times: one of them is shown, and none is hidden."""

import random
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.lab.measures import proof_time
from strengthfit.lab.records import Record
from strengthfit.lab.repeats import median_repeats
from strengthfit.lab.report import report_markdown
from strengthfit.lab.report.aggregate import speed_up, standings

from .test_measures import benchmarks, blank, few, synthetic, table_of

CLOSED: dict[str, Any] = {"status": "infeasible"}


def _repeated(seconds: list[float], **fields: Any) -> list[Record]:
    return [
        blank(seconds=time, repeat=number, **{**CLOSED, **fields})
        for number, time in enumerate(seconds)
    ]


@given(st.lists(st.floats(0.001, 9), min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_it_is_the_one_of_median_time(times: list[float], draw: random.Random) -> None:
    records = _repeated(times)
    (shown,) = median_repeats(draw.sample(records, len(records)))
    assert shown in records
    assert shown.seconds == sorted(times)[(len(times) - 1) // 2]


@given(benchmarks, st.integers(1, 4), st.randoms(use_true_random=False))
@few
def test_every_run_is_there_once(records: list[Record], repeats: int, draw: random.Random) -> None:
    made = [
        attrs.evolve(record, repeat=repeat, seconds=draw.uniform(0.1, 1) * record.seconds)
        for repeat, record in product(range(repeats), records)
    ]
    shown = median_repeats(made)
    assert [run.key[:-1] for run in shown] == [run.key[:-1] for run in records]
    assert all(run in made for run in shown)
    for run in shown:
        alike = [record for record in made if record.key[:-1] == run.key[:-1]]
        assert bool(run.problems) == any(record.problems for record in alike)
        if not run.problems:  # as many before it as after it, but for one
            times = [proof_time(record) or 1e9 for record in alike]
            mine = proof_time(run) or 1e9
            assert sum(time < mine for time in times) <= (repeats - 1) // 2
            assert sum(time > mine for time in times) <= repeats // 2
    assert {run.key for run in median_repeats(draw.sample(made, len(made)))} == {
        run.key for run in shown
    }


def test_a_wrong_claim_is_not_made_good_by_right_ones() -> None:
    records = _repeated([1.0, 2.0, 3.0, 4.0, 5.0])
    records[4] = attrs.evolve(records[4], problems=("row 3 is broken",))
    assert median_repeats(records) == [records[4]]


def test_a_crash_is_slower_than_any_run_that_ended_by_itself() -> None:
    crash = blank(status="crash", seconds=0.0, message="of its own")
    slow = [blank("week-0", status="feasible", objective=(1,), repeat=n) for n in (1, 2)]
    assert median_repeats([crash, *slow]) == [slow[1]]
    assert median_repeats([crash, attrs.evolve(crash, repeat=1), slow[1]])[0].status == "crash"


def test_the_report_counts_a_repeated_run_once_and_lists_every_failure() -> None:
    records = _repeated([3.0, 1.0, 2.0])
    records.append(blank(status="crash", seconds=0.0, message="of its own", repeat=3))
    text = report_markdown(records)
    sections = dict(part.split("\n\n", 1) for part in text.split("\n## ")[1:])
    assert "| `cpsat` | 1 | 1 |" in sections["All instances"]
    assert "| runs | `4` |" in sections["What was run"]
    assert "| repeats | `4` |" in sections["What was run"]
    assert "`of its own`" in sections["Crashed or stopped"]
    (row,) = standings(table_of(median_repeats(records)))
    assert row.proof.value == pytest.approx(2.0)


def test_without_repeats_nothing_changes() -> None:
    records = synthetic(3)
    assert median_repeats(records) == records


@given(st.floats(1e-6, 1e-3), st.floats(1, 1000))
def test_ratios_hold_below_a_millisecond_too(seconds: float, factor: float) -> None:
    runs = [
        blank("a-0", seconds=seconds * factor, **CLOSED),
        blank("a-0", "friend", seconds=seconds, **CLOSED),
    ]
    found = speed_up(table_of(runs), "friend", "cpsat")
    assert found is not None
    assert found.ratio == pytest.approx(factor)


def test_every_table_of_shifted_means_says_so() -> None:
    sections = dict(part.split("\n", 1) for part in report_markdown(synthetic(1)).split("\n## "))
    assert "| time to proof, s |" in sections["By family"]
    assert "a geometric mean with a shift of 0.01 s" in sections["By family"]
    whole = sections["All instances"]
    assert "geometric means with the shift that stands in the head of the column" in whole
    (head,) = [line for line in whole.splitlines() if "| to proof" in line]
    cells = [cell.replace("\xa0", " ") for cell in head.split("|") if "to " in cell]
    assert len(cells) == 6
    assert all("shift 0.01 s" in cell or "shift 1 s" in cell for cell in cells)


def test_the_report_has_every_clock_that_was_kept() -> None:
    kept: dict[str, Any] = {"cpu_seconds": 0.25, "children_cpu_seconds": 1.5}
    runs = [
        blank("a-0", seconds=4.0, statistics={"branches": 1200.0}, **kept, **CLOSED),
        blank("a-1", seconds=5.0, statistics={"branches": 34.0}, **kept, **CLOSED),
        blank("a-0", "friend", seconds=4.0, cpu_seconds=17.5, statistics={}, **CLOSED),
        blank("a-0", "greedy", status="refused", cpu_seconds=0.5),
    ]
    clocks = report_markdown(runs).partition("\n## Clocks\n")[2].partition("\n## ")[0]
    rows = [line for line in clocks.splitlines() if line.startswith("| `")]
    assert rows == [
        "| `cpsat` | 2 | 9 | 0.5 | 3 | - | 1234 | - | - | - |",
        "| `friend` (from outside) | 1 | 4 | 17.5 | 0 | - | - | - | - | - |",
    ]
    speed = report_markdown(runs).partition("\n## Speed\n")[2].partition("\n## ")[0]
    ratios = [line for line in speed.splitlines() if line.startswith("| `friend`")]
    # on each clock a row over all instances, then one by family with the number of instances
    assert [row.split("|")[4].strip() for row in ratios[::2]] == ["1", "0.1"]
    assert [row.split("|")[2].strip() for row in ratios[1::2]] == ["1 (1)", "0.1 (1)"]


def test_records_without_other_clocks_say_so() -> None:
    text = report_markdown(synthetic(1))
    assert "before other clocks than the one on the wall were kept" in text
    assert "seconds of the processor, those of started" not in text
