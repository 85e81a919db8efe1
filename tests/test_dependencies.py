"""Bounds of dependencies are lowest versions that were run, written down with what was run."""

import re
from collections.abc import Iterator

import pytest

from benchmarks.dependencies import ROOT, Dependency, constraints, dependencies, is_run, page
from benchmarks.dependencies import End as Versions

PAGE = (ROOT / "benchmarks" / "results" / "dependencies.md").read_text("utf-8")


def _rows() -> Iterator[list[str]]:
    for line in PAGE.splitlines():
        cells = [cell.strip(" `") for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[2].startswith(">="):
            yield cells


def test_each_dependency_has_one_lower_bound_and_no_upper_one() -> None:
    assert [one.name for one in dependencies() if one.low is None] == []


def test_the_kept_page_has_every_bound() -> None:
    kept = {name: bound.partition(" ")[0] for name, _, bound, _, _ in _rows()}
    assert kept == {one.name: one.bounds[0] for one in dependencies()}


def test_every_bound_on_the_kept_page_was_run() -> None:
    for name, _, bound, lowest, newest in _rows():
        low = bound.partition(" ")[0].removeprefix(">=")
        assert lowest == low or lowest.startswith(f"{low}."), name
        assert newest != "not installed", name


def test_constraints_name_each_package_once() -> None:
    lines = constraints().splitlines()
    assert all(re.fullmatch(r"[\w.-]+==[\d.]+\.\*", line) for line in lines)
    assert len(lines) == len({line.partition("=")[0] for line in lines})


ONE = Dependency("thing", ("",), (">=1.2",), "")


@pytest.mark.parametrize(
    ("version", "run"),
    [("1.2", True), ("1.2.0", True), ("1.2.7", True), ("1.20", False), ("1.3", False)],
)
def test_a_bound_is_run_by_that_version_alone(version: str, run: bool) -> None:
    assert is_run(ONE, Versions("3.11.7", {"thing": version}, "")) is run


def test_a_bound_is_not_run_by_nothing() -> None:
    assert not is_run(ONE, Versions("3.11.7", {}, ""))


@pytest.mark.parametrize("bounds", [(), ("<2",), (">=1,<2",), (">=1", ">=2")])
def test_other_bounds_are_seen(bounds: tuple[str, ...]) -> None:
    assert Dependency("thing", ("",), bounds, "").low is None


def test_a_page_says_what_came_out() -> None:
    end = Versions("3.11.7", {"attrs": "24.3.0"}, "5 passed")
    text = page(end, end, "command")
    assert "| lowest versions | 3.11.7 | 5 passed |" in text
    assert "| attrs | always | `>=24.3` | 24.3.0 | 24.3.0 |" in text
