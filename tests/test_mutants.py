"""Faults that are planted to see whether tests notice: which there are, and that they are there."""

import json
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.mutants import planting
from benchmarks.mutants.changes import Change, changes_of
from benchmarks.mutants.measuring import ROOT
from benchmarks.mutants.page import page

SOURCE = '''
"""A module."""

LIMIT = 3


def inside(number: int, low: int = 0) -> bool:
    """Say whether a number is in the range."""
    if number < low:
        raise ValueError(f"{number} is below {low}")
    return low <= number and not number > LIMIT


def first(names, *, words=None):
    words = {}
    words["kind"] = "any"
    return min(names, key=len), words["kind"], names[1:]
'''


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "module.py"
    path.write_text(SOURCE)
    return path


def _said(path: Path) -> list[tuple[str, str, str]]:
    return [
        (change.function, change.before, change.after)
        for change in changes_of(path, path.parent)[1]
    ]


def test_each_operator_condition_and_statement_is_changed_and_no_message(source: Path) -> None:
    assert [(before, after) for name, before, after in _said(source) if name == "inside"] == [
        ("number < low", "number <= low"),
        ("number < low", "number >= low"),
        ("raise ValueError(f'{number} is below {low}')", "pass"),
        (
            "low <= number and (not number > LIMIT)",
            "low <= number or not number > LIMIT",
        ),
        ("low <= number", "low < number"),
        ("low <= number", "low > number"),
        ("not number > LIMIT", "number > LIMIT"),
        ("number > LIMIT", "number >= LIMIT"),
        ("number > LIMIT", "number <= LIMIT"),
    ]
    changed = {(before, after) for name, before, after in _said(source) if name == "first"}
    assert {
        ("words['kind'] = 'any'", "pass"),
        ("'any'", "'any_'"),
        ("min", "max"),
        ("key=len", "no key"),
        ("1:", ":"),
    } <= changed


def test_a_change_keeps_its_key_if_lines_are_added_above(source: Path) -> None:
    keys = [change.key for change in changes_of(source, source.parent)[1]]
    assert len(set(keys)) == len(keys)
    source.write_text("# one more line\n" + SOURCE)
    assert [change.key for change in changes_of(source, source.parent)[1]] == keys


def test_changes_are_drawn_alike_in_every_run() -> None:
    path = ROOT / "strengthfit" / "planning" / "changes.py"
    lots = [change.lot for change in changes_of(path, ROOT)[1]]
    assert lots == [change.lot for change in changes_of(path, ROOT)[1]]
    assert all(0 <= lot < 1 for lot in lots)
    assert 0 < sum(lot < 0.5 for lot in lots) < len(lots)


@pytest.mark.longer
def test_a_planted_change_is_what_runs_and_the_tree_is_as_it_was(source: Path) -> None:
    module = ModuleType("module")
    tree, changes = changes_of(source, source.parent)
    unchanged = planting.codes_of(tree, source)
    for change in changes:
        exec(unchanged[()], module.__dict__)  # noqa: S102 (it is the source above)
        living = planting.living_functions(source.parent)
        assert planting.plant(change, tree, source, unchanged, living)
        assert planting.codes_of(tree, source) == unchanged
        if _is(change, "number > LIMIT", "number >= LIMIT"):
            assert not module.inside(3)
    exec(unchanged[()], module.__dict__)  # noqa: S102
    assert module.inside(3)


def _is(change: Change, before: str, after: str) -> bool:
    return (change.before, change.after) == (before, after)


def test_the_page_counts_by_room_and_lists_what_survived(tmp_path: Path) -> None:
    path = ROOT / "strengthfit" / "planning" / "changes.py"
    changes = changes_of(path, ROOT)[1]
    assert len(changes) >= 3
    kept = {"killed": changes[2:], "survived": changes[:1], "timed out": changes[1:2]}
    records = [
        json.dumps(
            {
                "key": change.key,
                "status": status,
                "function": change.function,
                "before": change.before,
                "after": change.after,
                "seconds": 4.0,
            }
        )
        for status, of in kept.items()
        for change in of
    ]
    state = tmp_path / "strengthfit.planning.changes.py.jsonl"
    state.write_text("\n".join(records[1:]) + "\n")
    in_part = page(tmp_path, {"planning": [path]})
    assert f"| 1 of 1 | {len(changes) - 1} of {len(changes)} |" in in_part
    state.write_text("\n".join(records) + "\n" + records[0][:20])  # the last was cut off
    text = page(tmp_path, {"planning": [path]})
    number, share = len(changes), 100 * (len(changes) - 1) / len(changes)
    assert f"| `planning/` | 1 of 1 | {number} of {number} | {number - 1} | 1 | 1 | 0 | 0 |" in text
    assert f"| 0 | 0 | {share:.1f} % |" in text
    assert "as many as take 4 s together" in text
    assert text.count("\n- line ") == 1
    assert f"`{changes[0].function}`" in text
