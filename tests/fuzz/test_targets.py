"""Some inputs for each reader; `python -m tests.fuzz` feeds as many as one likes."""

from pathlib import Path

import attrs
import pytest

from ..longer import mostly_longer
from .__main__ import Plan, feed
from .batches import MEGABYTES, Batch, content_of, outcome, run
from .report import add_up, append, document, read_batches
from .targets import Target, targets

TARGETS = targets()
ANY_TEXT = ("title", "line of a client")
"""Readers to which any text means something, if only that there is nothing in it."""


@pytest.mark.parametrize("name", TARGETS)
def test_good_files_are_read(name: str) -> None:
    target = TARGETS[name]
    assert [outcome(target, content) for content in target.corpus] == ["read"] * len(target.corpus)


@pytest.mark.parametrize("first", mostly_longer([0, 100, 200]))
@pytest.mark.parametrize("name", TARGETS)
def test_files_with_mistakes_are_read_or_refused(name: str, first: int) -> None:
    batch = run(name, 0, first, 100)
    assert batch.named == ()
    assert batch.counts["read"]
    assert batch.counts.get("refused") or name in ANY_TEXT


def _fail(_given: object) -> object:
    raise KeyError


def _go_on(_given: object) -> object:
    while True:
        try:
            sum(range(1000))
        except Exception:  # noqa: S112  # as a reader that hides what goes wrong
            continue


def _grow(_given: object) -> object:
    return bytearray(2 * MEGABYTES * 2**20)


def test_another_error_is_named() -> None:
    assert outcome(Target(".txt", (b"a",), _fail), b"a") == "KeyError"


def test_what_does_not_end_is_ended_and_named() -> None:
    assert outcome(Target("", (b"a",), _go_on), b"a", seconds=0.01) == "too long"


def test_what_takes_too_much_memory_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{run.__module__}.targets", lambda: {"a": Target("", (b"a",), _grow)})
    assert run("a", 0, 0, 2).counts == {"MemoryError": 2}


def test_inputs_are_the_same_each_time_and_differ() -> None:
    inputs = [content_of("calendar", 0, number) for number in range(100)]
    assert inputs == [content_of("calendar", 0, number) for number in range(100)]
    assert len(set(inputs)) > 90


def _batch(reader: str, first: int, seconds: float, **counts: int) -> Batch:
    named = tuple(name for name in counts if name not in ("read", "refused"))
    inputs = sum(counts.values())
    return Batch(reader, 1, first, inputs, counts, named, seconds, 0.1, 150.0, "0f")


def test_batches_of_several_runs_add_up(tmp_path: Path) -> None:
    records = tmp_path / "batches.jsonl"
    some = [
        _batch("title", 0, 2.0, read=9),
        _batch("title", 9, 3.0, read=8, KeyError=1),
        _batch("plan", 0, 1.0, refused=5),
    ]
    for batch in (*some, some[0]):
        append(batch, records)
    with records.open("a") as file:
        file.write('{"reader": "pl')
    read = read_batches(records)
    assert [*read.values()] == some
    totals = add_up(read.values())
    assert {name: total.inputs for name, total in totals.items()} == {"plan": 5, "title": 18}
    assert (totals["title"].others, totals["title"].seconds) == (1, 5.0)
    assert "| title | 18 | 17 | 0 | 1 |" in document(read.values(), "a command")


def test_a_run_goes_on_with_the_reader_that_had_least_and_where_it_was() -> None:
    done = [_batch("title", 0, 2.0, read=500), _batch("plan", 0, 1.0, read=500)]
    plan = Plan(["title", "plan"], 1, done)
    assert plan.inputs == 1000
    assert [plan.next() for _ in range(3)] == [
        ("plan", 1, 500),
        ("title", 1, 500),
        ("plan", 1, 1000),
    ]
    assert Plan(["title"], 2, done).next() == ("title", 2, 0)


def test_batches_are_fed_until_there_are_so_many_inputs() -> None:
    plan = Plan(["line of a client", "time or name"], 0, [])
    fed = [*feed(plan, 1, 1000, float("inf"), "")]
    assert sorted(batch.reader for batch in fed) == ["line of a client", "time or name"]
    again = run("time or name", 0, 0, 500)
    (first,) = (batch for batch in fed if batch.reader == "time or name")
    assert attrs.asdict(again)["counts"] == first.counts
