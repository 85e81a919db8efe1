"""Every command that computes stops after --seconds; on a terminal long ones show a bar."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import strengthfit as sf
from strengthfit.cli import commands as commands_module
from strengthfit.cli import main, progress_bar
from strengthfit.cli.progress_bar import Patient, end_progress, watching
from strengthfit.errors import OutOfTimeError
from strengthfit.interchange import to_json
from strengthfit.stopping import Progress

EXAMPLE = Path(__file__).parents[1] / "examples" / "marathon_week.toml"
QUICK = {"init", "schema", "bench report", "bench versions"}
"""Commands that write or print what they have at hand."""


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its name, those of groups inside too."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.mark.parametrize("name", sorted(name for name, _ in commands(main)))
def test_every_command_that_computes_takes_seconds(name: str) -> None:
    options = {option for one in dict(commands(main))[name].params for option in one.opts}
    assert ("--seconds" in options) == (name not in QUICK)


BRIEF = {
    "plan": ["plan", EXAMPLE],
    "explain": ["explain", EXAMPLE],
    "why-not": ["why-not", EXAMPLE, "Fri 07:00"],
    "diagnose": ["diagnose", EXAMPLE],
    "frontier": ["frontier", EXAMPLE],
    "alternatives": ["alternatives", EXAMPLE],
    "sweep": ["sweep", EXAMPLE, "--field", "rest_day", "--values", "0,1,2"],
    "respond": ["respond", EXAMPLE],
    "squad": ["squad", EXAMPLE.with_name("squad.toml")],
}


@pytest.mark.parametrize("name", BRIEF)
def test_a_command_without_time_answers_all_the_same(name: str) -> None:
    result = run(*BRIEF[name], "--seconds", 0, "--json")
    assert result.exit_code in (0, 1)
    assert json.loads(result.stdout)["format"].startswith("strengthfit.")


def test_without_an_answer_the_exit_code_says_so() -> None:
    result = run("robustness", EXAMPLE, "--seconds", 0)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: the limits ended before")


def test_seconds_are_a_number_of_them() -> None:
    result = run("explain", EXAMPLE, "--seconds", -1)
    assert result.exit_code == 2
    assert "--seconds: -1.0 is not a number of seconds" in result.stderr


def test_what_a_sweep_did_not_reach_is_said() -> None:
    text = run(*BRIEF["sweep"], "--seconds", 0).stdout
    assert text.splitlines()[-1].endswith("there was no time for 1, 2.")


def test_an_audit_and_a_new_plan_without_time(tmp_path: Path) -> None:
    week = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=2)
    planned = tmp_path / "plan.json"
    planned.write_text(to_json(sf.plan(week)), "utf-8")
    assert run("replan", planned, "--today", "Tue", "--seconds", 0).exit_code == 0


def test_what_loads_late_takes_no_time_of_a_command() -> None:
    """In a process of its own, in which nothing is loaded yet."""
    done = subprocess.run(
        [sys.executable, "-m", "strengthfit", "plan", str(EXAMPLE), "--seconds", "0", "--json"],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["status"] == "feasible"


def out_of_time_from(number: int) -> Callable[..., sf.Explanation]:
    """Return what explains as many plans, and then has no time left."""
    calls: list[int] = []

    def explain(plan: sf.Plan) -> sf.Explanation:
        calls.append(1)
        if len(calls) > number:
            raise OutOfTimeError("the limits ended")
        return sf.explain(plan)

    return explain


@pytest.fixture
def block(tmp_path: Path) -> Path:
    path = tmp_path / "block.json"
    path.write_text(json.dumps({"weeks": [{"runs": [], "strength": 1}] * 3}), "utf-8")
    return path


@pytest.mark.parametrize("number", [1, 2])
def test_of_a_block_the_weeks_are_shown_that_there_was_time_for(
    number: int, block: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = json.loads(run("explain", block, "--json").stdout)
    monkeypatch.setattr(commands_module, "sf", Explaining(out_of_time_from(number)))
    text = run("explain", block).stdout
    assert text.splitlines()[-1].endswith(f"there was no time for what comes after W{number}.")
    monkeypatch.setattr(commands_module, "sf", Explaining(out_of_time_from(number)))
    found = json.loads(run("explain", block, "--json").stdout)
    assert found["weeks"] == whole["weeks"][:number]


class Explaining:
    """The library with another `explain`."""

    def __init__(self, explain: Callable[..., sf.Explanation]) -> None:
        self.explain = explain

    def __getattr__(self, name: str) -> Any:
        return getattr(sf, name)


class Drawn:
    """A bar that remembers what it was asked for."""

    def __init__(self) -> None:
        self.shown: list[int | None] = []
        self.began, self.cleared = threading.Event(), 0

    def show(self, progress: Progress | None) -> None:
        self.shown.append(None if progress is None else progress.done)
        self.began.set()

    def clear(self) -> None:
        self.cleared += 1


def test_what_is_quick_shows_no_bar() -> None:
    drawn = Drawn()
    patient = Patient(drawn, patience=60)
    patient(Progress(1, 2, "parts"))
    patient.end()
    assert (drawn.shown, drawn.cleared) == ([], 0)


def test_what_takes_longer_shows_how_far_it_has_come() -> None:
    drawn = Drawn()
    patient = Patient(drawn, patience=0)
    assert drawn.began.wait(10)
    patient(Progress(1, 2, "parts"))
    patient.end()
    patient(Progress(2, 2, "parts"))
    patient.end()
    assert (drawn.shown, drawn.cleared) == ([None, 1], 1)


def test_a_bar_is_drawn_on_standard_error_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Drawn()
    monkeypatch.setattr(progress_bar, "_on_terminal", lambda _: drawn)
    monkeypatch.setattr(progress_bar, "_PATIENCE", 0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress_bar.progress_bar("plan"):
        watch = watching()
        assert watch is not None
        end_progress()
    assert watching() is None
    with progress_bar.progress_bar("plan"):
        pass
    assert all(thread.name != "strengthfit-bar" for thread in threading.enumerate())


def test_without_a_terminal_nothing_is_watched() -> None:
    with progress_bar.progress_bar("plan"):
        assert watching() is None
        end_progress()


def test_without_rich_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich", None)
    assert progress_bar._on_terminal("plan") is None
