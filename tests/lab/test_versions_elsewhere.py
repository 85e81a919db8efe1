"""Runs with another version of a package: made there, judged here."""

import sys
import textwrap
from importlib.util import find_spec
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.lab.elsewhere import environments as rooms
from strengthfit.lab.elsewhere.ask import _heard
from strengthfit.lab.elsewhere.environments import (
    Environment,
    environments,
    install,
    paired,
    split_versions,
)
from strengthfit.lab.records import read_records, write_line
from strengthfit.lab.runner import list_jobs, missing_jobs, run_jobs
from strengthfit.lab.worker import Job, blank

ODD = """
import os
import attrs
from strengthfit.lab import checker, worker
from strengthfit.strategies.heuristics.greedy import Greedy

VERSION = "{version}"
if VERSION == "1.0":  # it spoils the judge, wherever it is loaded
    checker.check = worker.check = lambda *_, **__: ()
if VERSION == "3.0":
    os._exit(3)


class Solver:
    def solve(self, program, limits):
        print("hello from", VERSION)
        outcome = Greedy().solve(program, limits)
        if VERSION == "1.0":
            return attrs.evolve(outcome, status="optimal", bound=outcome.objective)
        return outcome
"""


def _write_odd(packages: Path, version: str) -> None:
    """Write a package `oddsolver` of a version into a folder, as pip would install it."""
    packages.mkdir(parents=True, exist_ok=True)
    (packages / "oddsolver.py").write_text(textwrap.dedent(ODD.format(version=version)))
    described = packages / f"oddsolver-{version}.dist-info"
    described.mkdir()
    (described / "RECORD").write_text("oddsolver.py,,\n")
    (described / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: oddsolver\nVersion: {version}\n"
    )


@pytest.fixture
def installs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is installed from now on, into folders alone: no pip, no network."""
    _write_odd(tmp_path / "here", "9.0")
    monkeypatch.syspath_prepend(str(tmp_path / "here"))
    asked: list[str] = []

    def fake(python: Path, requirement: str) -> None:
        asked.append(requirement)
        (packages,) = rooms._site_packages(python.parents[1])
        _write_odd(packages, requirement.removeprefix("oddsolver==").removesuffix(".*"))

    monkeypatch.setattr(rooms, "install", fake)
    return asked


@pytest.mark.parametrize(
    ("text", "package", "versions"),
    [
        ("ortools==9.15", "ortools", ["9.15"]),
        (" a-b.c == 1.0rc1 ,2,2 ", "a-b.c", ["1.0rc1", "2"]),
    ],
)
def test_versions_are_read(text: str, package: str, versions: list[str]) -> None:
    assert split_versions(text) == (package, versions)


@pytest.mark.parametrize(
    "text",
    ["", "ortools", "ortools=9", "==9", "a==", "a==1,,2", "a==>1", "-e==1", "a b==1", "a==x"],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(sf.InputError, match=r"write e.g. 'ortools==9.14,9.15'"):
        split_versions(text)


def test_the_library_itself_is_not_what_differs() -> None:
    with pytest.raises(sf.InputError, match="names this library"):
        split_versions("Strengthfit==0.1,0.2")


def test_an_environment_is_made_once(tmp_path: Path, installs: list[str]) -> None:
    (made,) = environments("oddsolver==1.0", tmp_path / "rooms")
    assert made.name == "oddsolver==1.0"
    assert installs == ["oddsolver==1.0.*"]
    assert environments("oddsolver==1.0", tmp_path / "rooms") == [made]
    assert len(installs) == 1
    for mark in (tmp_path / "rooms").rglob(rooms._MARK):
        mark.write_text('{"version": "0.9"}')  # as if it held something else than it says
    assert environments("oddsolver==1.0", tmp_path / "rooms") == [made]
    assert len(installs) == 2


def test_what_cannot_be_installed_is_named_and_tried_again(
    tmp_path: Path, installs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(rooms, "install", lambda *_: None)  # it says nothing, and installs nothing
        monkeypatch.setattr(sys, "path", [each for each in sys.path if "here" not in each])
        with pytest.raises(sf.InputError, match=r"'oddsolver==2.0' cannot be installed"):
            environments("oddsolver==2.0", tmp_path / "rooms")
    assert [each.name for each in environments("oddsolver==2.0", tmp_path / "rooms")] == [
        "oddsolver==2.0"
    ]


@pytest.mark.skipif(find_spec("pip") is None, reason="needs pip")
def test_pip_has_the_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")  # as without a network
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(sf.InputError) as caught:
        install(Path(sys.executable), "no-such-package-anywhere==9.1.*")
    assert caught.value.value == "no-such-package-anywhere==9.1.*"
    assert "ERROR: No matching distribution found" in str(caught.value)


def test_each_run_is_made_with_all_and_each_is_first_in_turn() -> None:
    jobs = [Job(f"weeks-{seed}", "cpsat", 0, 1.0) for seed in range(6)]
    three = [Environment(f"a=={number}", f"python{number}") for number in (1, 2, 3)]
    listed = paired(jobs, three)
    rounds = [listed[place : place + 3] for place in range(0, len(listed), 3)]
    assert [{job.instance for job in one} for one in rounds] == [{job.instance} for job in jobs]
    assert all({job.environment for job in one} == {each.name for each in three} for one in rounds)
    assert [one[0].python for one in rounds] == ["python1", "python2", "python3"] * 2
    assert len({job.key for job in listed}) == 18


@pytest.mark.longer
def test_a_version_that_lies_and_spoils_the_checker_is_found_out_here(
    tmp_path: Path, installs: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    these = environments("oddsolver==1.0,2.0,3.0", tmp_path / "rooms")
    jobs = paired(list_jobs(None, ["oddsolver:Solver"], named=["demands-0"], seconds=2), these)
    file = tmp_path / "records.jsonl"
    lie, truth, death = run_jobs(jobs, file)
    assert [run.environment for run in (lie, truth, death)] == [each.name for each in these]
    assert lie.status == "optimal"
    assert any("a certificate proves that the objective" in problem for problem in lie.problems)
    assert (truth.status, truth.problems, truth.objective) == ("feasible", (), lie.objective)
    assert (death.status, death.message) == ("crash", "the process ended with exit code 3")
    assert [run.run["versions"].get("oddsolver") for run in (lie, truth)] == ["1.0", "2.0"]
    assert truth.run["judged_with"]["strengthfit"]
    assert truth.cpu_seconds is not None
    assert missing_jobs(jobs, file) == []
    assert "hello" not in capfd.readouterr().out


def test_a_run_there_is_the_same_run(tmp_path: Path, installs: list[str]) -> None:
    (there,) = environments("oddsolver==2.0", tmp_path / "rooms")
    jobs = list_jobs(
        None, ["greedy", "tests.lab.foreign_strategies:Refuser"], named=["weeks-0"], seconds=5
    )
    here = list(run_jobs(jobs, tmp_path / "here.jsonl"))
    other = list(run_jobs(paired(jobs, [there]), tmp_path / "there.jsonl"))
    same = ("status", "objective", "taken", "problems", "message", "digest", "options", "certified")
    for one, two in zip(here, other, strict=True):
        assert [getattr(one, name) for name in same] == [getattr(two, name) for name in same]


def test_another_program_there_is_not_judged_by_the_one_here() -> None:
    record = attrs.evolve(blank(Job("weeks-0", "cpsat", 0, 1.0), {}), digest="0f")
    line = f"told {write_line(attrs.evolve(record, digest='1e'))}".encode()
    with pytest.raises(ValueError, match="another program"):
        _heard(line, record)


@pytest.mark.longer
def test_the_command_compares_versions(tmp_path: Path, installs: list[str]) -> None:
    out = tmp_path / "out"
    asked = ["bench", "--names", "demands-0", "--strategies", "oddsolver:Solver", "--out", str(out)]
    done = CliRunner().invoke(main, [*asked, "--against", "oddsolver==1.0,2.0"])
    assert done.exit_code == 0, done.output
    row = "oddsolver:Solver  oddsolver==1.0     1       0     0       0      1      0"
    assert row in done.stdout
    page = (out / "versions.md").read_text(encoding="utf-8")
    assert "and a certificate proves" in page
    assert "--against oddsolver==1.0,2.0" in page
    again = CliRunner().invoke(
        main, ["bench", "versions", str(out / "records.jsonl"), "--out", str(tmp_path / "x.md")]
    )
    assert again.stdout == done.stdout
    assert (tmp_path / "x.md").read_text(encoding="utf-8") == page
    report = CliRunner().invoke(main, ["bench", "report", str(out / "records.jsonl")])
    assert "oddsolver:Solver (oddsolver==2.0)" in report.output
    assert len(list(read_records(out / "records.jsonl"))) == 2


def test_the_command_says_what_is_wrong_before_anything_runs(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["bench", "--against", "ortools", "--out", str(tmp_path / "out")]
    )
    assert done.exit_code == 2
    assert "against: 'ortools' is not a package and its versions" in done.stderr
    assert not (tmp_path / "out" / "records.jsonl").exists()
