"""A command as a strategy: any solver's answer is read and checked, and its limits are kept."""

import os
import shlex
import shutil
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.lab.checker import check
from strengthfit.lab.instances import instance
from strengthfit.lab.runner import list_jobs, run_jobs
from strengthfit.lab.strategies import canonical, kind_of
from strengthfit.program import Label
from strengthfit.program.edit import at_least_of, with_rows
from strengthfit.program.formats import write_program
from strengthfit.proof import certify
from strengthfit.strategies.command import Command

from ..generate import policies, weeks
from ..longer import longer

SOLVER = Path(__file__).with_name("brute_solver.py")
BRUTE = f"{shlex.quote(sys.executable)} {shlex.quote(str(SOLVER))} {{opb}}"
SMALL = sf.formulate(
    sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=2),
    sf.Policy(grid=240),
)
REAL = {
    "clasp": "clasp --outf=1 {opb}",
    "cbc": "cbc {mps} solve solution {solution}",
    "glpsol": "glpsol --freemps {mps} -o {solution}",
    "lp_solve": "lp_solve -fmps {mps} -S3",
}


@given(weeks(most=2), policies(grid=240), st.booleans(), st.sampled_from(["31-bit", "63-bit"]))
@settings(max_examples=8, deadline=None)
def test_a_solver_that_tries_everything_finds_the_best(
    week: sf.Week, policy: sf.Policy, reduced: bool, size: str
) -> None:
    program = sf.formulate(week, policy)
    outcome = sf.solve(program, Command(BRUTE, max_value=size, reduced=reduced))
    event(f"{outcome.statistics['solves']} solves")
    assert outcome == sf.solve(program)
    assert check(program, outcome) == ()


def test_a_program_without_a_plan_is_infeasible() -> None:
    three = at_least_of(np.arange(len(SMALL.choices)), 3)
    clash = with_rows(SMALL, [three], Label("three", "", "three of two sessions"))
    outcome = sf.solve(clash, Command(BRUTE))
    assert outcome.status == "infeasible"
    assert outcome == sf.solve(clash)


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("which", ["weeks-0", "infeasible-1"])
def test_real_solvers_find_the_best(name: str, which: str) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    made = instance(which)
    outcome = sf.solve(made.program, Command(REAL[name]), sf.Limits(seconds=30))
    assert made.known is not None
    assert outcome.objective == made.known.objective
    assert outcome.status in (made.known.status, "feasible")
    assert check(made.program, outcome, certificate=made.certificate) == ()


def _claim(manner: str) -> sf.Outcome:
    return Command(f"{BRUTE} {manner}", max_value="63-bit").solve(SMALL)


def test_a_plan_that_is_called_the_best_is_judged_as_any_other() -> None:
    claim = _claim("first")
    assert claim.status == "optimal"
    assert check(SMALL, claim) == ()
    certificate = certify(SMALL, sf.solve(SMALL))
    (problem,) = check(SMALL, claim, certificate=certificate)
    assert "a certificate proves that the objective" in problem
    with pytest.raises(sf.StrategyError, match=r"'Command' .* of a known plan"):
        sf.solve(SMALL, Command(f"{BRUTE} first", max_value="63-bit"))


def test_a_plan_that_breaks_rules_is_found_out() -> None:
    problems = check(SMALL, _claim("greedy"))
    assert any("is broken" in problem for problem in problems)
    with pytest.raises(sf.StrategyError, match="'Command' answers what is not so") as caught:
        sf.solve(SMALL, Command(f"{BRUTE} greedy", max_value="63-bit"))
    assert any("is broken" in problem for problem in caught.value.problems)


def test_a_plan_without_a_proof_is_feasible() -> None:
    claim = _claim("mute")
    assert (claim.status, claim.bound[0]) == ("feasible", 0)
    assert check(SMALL, claim) == ()


def test_an_answer_may_stand_in_a_file() -> None:
    assert _claim("writes {solution}") == sf.solve(SMALL)


@pytest.mark.parametrize(
    ("manner", "told"),
    [
        ("boasts", r"says that its plan comes to -?\d+, but it comes to -?\d+"),
        ("rubbish", r"is not one line s(.|\n)*exit code 3; .* 'Segmentation fault, sort of'"),
    ],
)
def test_what_is_no_true_answer_is_an_error(manner: str, told: str) -> None:
    with pytest.raises(sf.FileError, match=told):
        _claim(manner)


def _all_gone(pids: Path) -> bool:
    """Whether processes are gone, or will be in a moment: whoever adopts them has to notice."""
    left = [int(word) for word in pids.read_text("utf-8").split() if word.isdecimal()]
    assert len(left) == 2
    until = time.perf_counter() + 10
    while any(map(_is_there, left)) and time.perf_counter() < until:
        time.sleep(0.02)
    return not any(map(_is_there, left))


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return not Path("/proc").exists()


@pytest.mark.skipif(os.name != "posix", reason="process groups are of POSIX")
@pytest.mark.parametrize(("manner", "status"), [("stays", "feasible"), longer("deaf", "unknown")])
def test_a_command_ends_at_its_limit_with_all_that_it_started(
    tmp_path: Path, manner: str, status: str
) -> None:
    pids = tmp_path / "pids"
    began = time.perf_counter()
    strategy = Command(f"{BRUTE} {manner} {shlex.quote(str(pids))}")
    outcome = sf.solve(SMALL, strategy, sf.Limits(seconds=4))
    assert time.perf_counter() - began < 10, "far from the minute for which it would stay"
    assert pids.read_text("utf-8").endswith("ready"), "too busy a machine for this test"
    assert outcome.status == status
    assert check(SMALL, outcome) == ()
    assert _all_gone(pids)


@pytest.mark.skipif(os.name != "posix", reason="process groups are of POSIX")
def test_a_command_is_cancelled_with_the_call(tmp_path: Path) -> None:
    pids, stop = tmp_path / "pids", threading.Event()
    strategy = Command(f"{BRUTE} deaf {shlex.quote(str(pids))}")

    def cancel() -> None:
        while not pids.exists() or not pids.read_text("utf-8").endswith("ready"):
            time.sleep(0.01)
        stop.set()

    threading.Thread(target=cancel, daemon=True).start()
    with pytest.raises(sf.CancelledError):
        sf.solve(SMALL, strategy, sf.Limits(seconds=60, cancel=stop))
    assert _all_gone(pids)


def test_no_time_is_no_plan() -> None:
    outcome = sf.solve(SMALL, Command(BRUTE), sf.Limits(seconds=0))
    assert (outcome.status, outcome.objective) == ("unknown", None)


def test_numbers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(sf.TooLargeError, match="more than the 4096 that numbers in the file"):
        sf.solve(SMALL, Command(BRUTE, max_value=1 << 12))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("command", "lacks its parameter 'line'; it takes line, max_value, reduced"),
        ("command('clasp')", "is not a command with one of {opb}, {mps} and {wcnf}"),
        ("command('clasp {opb} {mps}')", "is not a command with one of"),
        ("command('clasp \"{opb}')", "is not a command: No closing quotation"),
        ("command('')", "is not a command with one of"),
        ("command(3)", "Command.line: 3 is not a command"),
        ("command('x {opb}', max_value='1-bit')", "Command.max_value: '1-bit' is not a size"),
        ("command('x {opb}', reduced=1)", "Command.reduced: 1 is not true or false"),
        ("command('x {opb}', limit=1)", "'limit' is not a parameter of command; it takes line"),
    ],
)
def test_what_is_no_command_is_refused(name: str, told: str) -> None:
    with pytest.raises(sf.InputError, match=told):
        sf.solve(SMALL, name)


@pytest.mark.parametrize(
    "word", ["no-such-solver", "/", str(SOLVER)], ids=["missing", "folder", "not executable"]
)
def test_a_command_that_cannot_be_run_is_said(word: str) -> None:
    with pytest.raises(sf.InputError, match=r"cannot be run here: .*; install it, or write its"):
        sf.solve(SMALL, Command(f"{shlex.quote(word)} {{opb}}"))


def test_a_command_says_its_version() -> None:
    version = ".".join(map(str, sys.version_info[:3]))
    assert Command(BRUTE).versions() == {Path(sys.executable).name: version}


def test_other_braces_are_the_command_s_own() -> None:
    line = f"{BRUTE} '{{print}}'"
    assert sf.solve(SMALL, Command(line)) == sf.solve(SMALL)


def test_a_command_is_compared_by_its_name(tmp_path: Path) -> None:
    name = canonical(f"command( line={BRUTE!r}, reduced = True)")
    assert name == f"command({BRUTE!r})"
    assert kind_of(name) == "outside"
    missing = "command('no-such-solver {opb}')"
    write_program(SMALL, tmp_path / "small.json")
    files = [tmp_path / "small.json"]
    jobs = list_jobs(None, ["cpsat", name, missing], files=files, seconds=20)
    own, brute, failed = run_jobs(jobs, tmp_path / "records.jsonl")
    assert (brute.strategy, brute.status, brute.problems) == (name, "optimal", ())
    assert brute.objective == own.objective
    assert brute.proven
    assert failed.status == "crash"
    assert "cannot be run here" in failed.message
