"""The command that plans many weeks: a week in each line, a result in each line."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import strengthfit as sf
from strengthfit.cli import main, many_command
from strengthfit.interchange import WeekFile, to_dict
from strengthfit.interchange.week_lines import read_week_lines
from strengthfit.sizes import Sizes

from .many.executors import Immediate

LINES = r"""
{"id": "Ada", "runs": [{"when": "Tue 07:00", "kind": "intervals"}], "strength": 2}
{"runs": [{"when": "Tuex", "kind": "intervals"}, {"when": "Wed", "kind": "lnog"}]}

{"id": 9, "weeks": [{"runs": []}, {"runs": []}], "policy": {"preset": "separate_days"}}
nonsense
{"id": 1.5, "runs": [], "strength": "many"}
{"id": "closed", "runs": [], "strength": 1, "available": ["Mon 06:00-06:10"]}
{"id": "pins", "runs": [], "strength": 1, "pins": [{"when": "Tue 18:00", "kind": "heavy"}]}
[1]
""".lstrip("\n")


@pytest.fixture
def weeks(tmp_path: Path) -> Path:
    path = tmp_path / "weeks.jsonl"
    path.write_text(LINES, "utf-8")
    return path


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plan in this process, where the command would start others."""
    monkeypatch.setattr(many_command, "_executor", lambda _address: Immediate())
    monkeypatch.setattr(Immediate, "__enter__", lambda self: self)


def run(*arguments: object, typed: str | bytes | None = None) -> Result:
    given = ["plan-many", *map(str, arguments), "--strategy", "greedy"]
    result = CliRunner().invoke(main, given, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def tables(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_each_line_has_its_result_and_a_bad_one_does_not_end_the_run(weeks: Path) -> None:
    result = run(weeks, "--workers", 1)
    assert result.exit_code == 1
    head, *lines = tables(result.stdout)
    assert (head["format"], head["strategy"]) == ("strengthfit.results", "greedy")
    assert [line["id"] for line in lines] == ["Ada", 2, 9, 5, 6, "closed", "pins", 9]
    assert [line["number"] for line in lines] == list(range(8))
    kinds = [line["error"] and line["error"]["kind"] for line in lines]
    assert kinds == [
        None,
        "file",
        None,
        "file",
        "file",
        None,
        "pin",
        "file",
    ]
    assert lines[2]["plan"]["policy"] == "separate_days"
    assert [len(lines[5]["plan"][name]) for name in ("placements", "skipped")] == [0, 1]
    assert "runs[0].when: 'Tuex'" in lines[1]["error"]["message"]
    assert "runs[1].kind: 'lnog'" in lines[1]["error"]["message"]
    assert "id: 1.5 is not an id" in lines[4]["error"]["message"]
    assert "strength: 'many'" in lines[4]["error"]["message"]
    *said, summary = result.stderr.splitlines()
    assert summary == "8 weeks: 3 feasible, 5 error"
    assert any(line.startswith(f"5: {weeks}, line 5: is not JSON") for line in said)


@pytest.mark.usefixtures("at_once")
def test_plans_are_those_of_the_bare_loop(weeks: Path) -> None:
    _, *lines = tables(run(weeks).stdout)
    for (name, held), line in zip(read_week_lines(weeks), lines, strict=True):
        assert line["id"] == name
        if line["plan"] is not None:
            assert not isinstance(held, sf.FileError)
            week = held.week if isinstance(held, WeekFile) else held.block
            plan = sf.plan(week, held.policy, "greedy")
            assert line["plan"] | {"schema_version": 1} == to_dict(plan)


@pytest.mark.usefixtures("at_once")
def test_a_file_and_standard_input_give_the_same(weeks: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.jsonl"
    assert run(weeks, "--out", out).stdout == ""
    printed = run("-", typed=weeks.read_bytes()).stdout
    changing = re.compile(r'"seconds":[0-9.e-]+}|standard input|' + re.escape(str(weeks)))
    assert changing.sub("", out.read_text("utf-8")) == changing.sub("", printed)


@pytest.mark.usefixtures("at_once")
def test_going_on_counts_what_is_there(weeks: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.jsonl"
    first = run(weeks, "--out", out)
    whole = out.read_bytes()
    out.write_bytes(b"".join(whole.splitlines(keepends=True)[:4]))
    assert "is there already" in run(weeks, "--out", out).stderr
    again = run(weeks, "--out", out, "--resume")
    assert again.stderr.splitlines()[-1] == first.stderr.splitlines()[-1]
    assert run(weeks, "--out", out, "--resume", "--preset", "supporting").exit_code == 2
    assert len(out.read_bytes().splitlines()) == 9


@pytest.mark.usefixtures("at_once")
def test_all_is_well(tmp_path: Path) -> None:
    weeks = tmp_path / "weeks.jsonl"
    weeks.write_text('{"runs": [], "strength": 1}', "utf-8")
    result = run(weeks)
    assert (result.exit_code, result.stderr) == (0, "1 week: 1 feasible\n")
    weeks.write_text("", "utf-8")
    result = run(weeks)
    assert (result.exit_code, result.stderr) == (0, "0 weeks\n")


@pytest.mark.usefixtures("at_once")
def test_a_line_may_be_too_long_or_no_text(tmp_path: Path) -> None:
    weeks = tmp_path / "weeks.jsonl"
    long = b'{"runs": [], "extra": "' + b"x" * (3 * Sizes().table_bytes) + b'"}\n'
    weeks.write_bytes(long + b"\xff\n" + b'{"runs": []}')
    _, *lines = tables(run(weeks).stdout)
    assert [line["id"] for line in lines] == [1, 2, 3]
    assert "is larger than 1 MB" in lines[0]["error"]["message"]
    assert "is not UTF-8 text" in lines[1]["error"]["message"]
    assert lines[2]["plan"]["status"] == "feasible"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.jsonl"], "none.jsonl: No such file"),
        (["."], "Is a directory"),
        (["weeks.jsonl", "--resume"], "--resume: goes on with a file"),
        (["weeks.jsonl", "--out", "weeks.jsonl"], "is read by this command"),
        (["weeks.jsonl", "--out", "no/results.jsonl"], "there is no folder no"),
        (["weeks.jsonl", "--seconds", "-1"], "--seconds: -1.0"),
        (["weeks.jsonl", "--workers", "0"], "--workers"),
        (["weeks.jsonl", "--dask", "nowhere"], "--dask: 'nowhere' is not the address"),
        (["weeks.jsonl", "--dask", "tcp://127.0.0.1:9"], "--dask: 'tcp://127.0.0.1:9' is not"),
    ],
    ids=lambda value: "" if isinstance(value, str) else value[-1],
)
def test_bad_options_are_refused(
    arguments: list[str], words: str, weeks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "--dask" in arguments:
        pytest.importorskip("distributed")
    monkeypatch.chdir(weeks.parent)
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_without_dask_the_command_says_what_to_install(
    weeks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run(weeks, "--dask", "tcp://127.0.0.1:8786")
    assert result.exit_code == 2
    assert "pip install 'strengthfit[distributed]'" in result.stderr


def test_nobody_reads_on() -> None:
    """As after ``| head``: the command ends, and its processes with it."""
    command = "-m strengthfit plan-many - --strategy greedy --workers 1"
    with subprocess.Popen(
        [sys.executable, *command.split()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    ) as run_on:
        assert run_on.stdin is not None
        assert run_on.stdout is not None
        assert run_on.stderr is not None
        run_on.stdin.write(b'{"runs": []}\n' * 400)
        run_on.stdin.close()
        assert run_on.stdout.readline().startswith(b'{"format":"strengthfit.results"')
        run_on.stdout.close()
        assert run_on.wait(timeout=60) == (-signal.SIGPIPE if os.name == "posix" else 141)
        assert run_on.stderr.read() == b""


def test_an_error_in_a_line_names_the_line_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "weeks.jsonl"
    path.write_text('{"runs": []}\n{"runs": [}\r\n{\n{"weeks": []}\n{"id": 1e3}', "utf-8")
    errors = [str(held) for _, held in list(read_week_lines(path))[1:]]
    where = f"{path}, line"
    assert errors[0].startswith(f"{where} 2: is not JSON: Expecting value: line 2 column 11 ")
    assert f"{where} 3: is not JSON: " in errors[1]
    assert "line 3 column 2 " in errors[1]
    assert errors[2].startswith(f"{where} 4: weeks: () is not a list of 1 to 104 Week")


@pytest.mark.usefixtures("at_once")
def test_advice_is_of_options_that_there_are(weeks: Path) -> None:
    result = run(weeks, "--output", weeks)
    assert result.exit_code == 2
    assert "is read by this command; choose another file" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize("command", ["plan", "plan-many"])
def test_standard_input_that_is_closed_is_said(command: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m strengthfit {command} - <&-', sys.executable],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: standard input: is closed\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_is_heard_while_standard_input_is_waited_for() -> None:
    """The first result is there meanwhile, though more may be typed."""
    command = [sys.executable, "-m", "strengthfit", "plan-many", "-", "--strategy", "greedy"]
    with subprocess.Popen(
        [*command, "--workers", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdin.write(b'{"runs": []}\n')
        run.stdin.flush()
        assert [json.loads(run.stdout.readline())["format"] for _ in range(2)]
        run.send_signal(signal.SIGINT)
        assert run.wait(30) == -signal.SIGINT
        assert run.stderr.read().strip() == b"Interrupted."
