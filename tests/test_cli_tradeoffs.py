"""The commands of trade-offs print what the functions return, and tell bad input in words."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.interchange import (
    alternatives_to_dict,
    frontier_to_dict,
    plan_to_dict,
    robustness_to_dict,
    sweep_to_dict,
)

EXAMPLE = Path(__file__).parents[1] / "examples" / "marathon_week.toml"
READ = sf.read_week(EXAMPLE)


def _run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


def test_frontier_is_the_function_s() -> None:
    frontier = sf.frontier(READ.week, policy=READ.policy)
    result = _run("frontier", EXAMPLE)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{frontier}\n", "")
    data = json.loads(_run("frontier", EXAMPLE, "--json").stdout)
    assert data == json.loads(json.dumps(frontier_to_dict(frontier)))
    assert data["points"][0]["strength"] == 1


def test_changes_are_counted_against_a_plan_that_was_written(tmp_path: Path) -> None:
    written = tmp_path / "plan.json"
    written.write_text(_run("plan", EXAMPLE, "--preset", "hard_days_hard", "--json").stdout)
    result = _run(
        "frontier", EXAMPLE, "--x", "changes", "--y", "interference", "--previous", written
    )
    assert result.exit_code == 0
    assert "changes" in result.stdout.splitlines()[0]


def test_a_frontier_that_is_not_complete_says_so() -> None:
    result = _run("frontier", EXAMPLE, "--seconds", 0)
    assert result.exit_code == 1
    assert (
        "Nothing was proven: the limits were too narrow, or the strategy proves nothing."
        in result.stdout
    )


def test_points_are_told_as_they_are_found_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = SimpleNamespace(stderr=SimpleNamespace(isatty=lambda: True), exit=sys.exit)
    monkeypatch.setattr("strengthfit.cli.tradeoff_commands.sys", terminal)
    frontier = sf.frontier(READ.week, policy=READ.policy)
    result = _run("frontier", EXAMPLE)
    assert result.stdout == f"{frontier}\n"
    lines = result.stderr.splitlines()
    assert len(lines) >= len(frontier)
    assert lines[0].startswith("found: ")
    assert lines[-1] == "found: nothing placed"


def test_alternatives_are_the_function_s() -> None:
    plans = sf.alternatives(READ.week, 3, policy=READ.policy)
    result = _run("alternatives", EXAMPLE, "-k", 3)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1 + len(plans)
    assert plans[1].placements[1].when in result.stdout.splitlines()[2]
    data = json.loads(_run("alternatives", EXAMPLE, "-k", 3, "--json").stdout)
    assert data == json.loads(json.dumps(alternatives_to_dict(plans)))
    alone = json.loads(json.dumps(plan_to_dict(plans[0])))
    assert data["plans"][0] == {name: alone[name] for name in alone if name != "schema_version"}


def test_many_sessions_stay_within_80_columns(tmp_path: Path) -> None:
    path = tmp_path / "many.toml"
    path.write_text("strength = 4\nruns = [{ when = 'Tue', kind = 'easy' }]\n", "utf-8")
    output = _run("alternatives", path, "-k", 1).stdout
    assert len(output.splitlines()) == 3
    assert max(len(line) for line in output.splitlines()) <= 80
    assert output.isascii()


def test_no_alternative_is_told_by_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strengthfit.alternatives", lambda *given, **options: sf.Alternatives())
    result = _run("alternatives", EXAMPLE)
    assert (result.exit_code, result.stdout) == (1, "No plan keeps every rule.\n")
    assert json.loads(_run("alternatives", EXAMPLE, "--json").stdout)["plans"] == []


def test_a_week_without_room_is_told_as_one_plan_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "full.toml"
    days = ", ".join(f"{{ when = '{day}', kind = 'race' }}" for day in ("Mon", "Wed", "Fri", "Sun"))
    path.write_text(f"strength = 2\nruns = [{days}]\n", "utf-8")
    for command, told in (
        ("frontier", "0 %        0.00 %  -"),
        ("alternatives", "0 %        0.00 %  -"),
        ("robustness", "The regret is the same in every draw"),
    ):
        result = _run(command, path)
        assert (result.exit_code, told in result.stdout) == (0, True)


def test_robustness_is_the_function_s() -> None:
    robust = sf.robustness(READ.week, 60, 3, policy=READ.policy, width=0.5)
    arguments = ("robustness", EXAMPLE, "--draws", 60, "--seed", 3, "--width", 0.5)
    result = _run(*arguments)
    assert result.exit_code == 0
    assert result.stdout.startswith(str(robust))
    drivers = result.stdout.removeprefix(str(robust)).split()
    assert [name for name in drivers if name in robust.parameters] == [
        driver.parameter for driver in robust.drivers[:5]
    ]
    assert result.stdout.endswith("With 60 draws, up to 0.26 either way can be chance.\n")
    data = json.loads(_run(*arguments, "--json").stdout)
    assert data == json.loads(json.dumps(robustness_to_dict(robust)))


def test_without_scipy_the_table_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    result = _run("robustness", EXAMPLE, "--draws", 60)
    assert result.exit_code == 0
    assert "strengthfit[sensitivity]" in result.stdout
    assert (
        json.loads(_run("robustness", EXAMPLE, "--draws", 60, "--json").stdout)["drivers"] is None
    )


@pytest.mark.parametrize(
    ("field", "given", "values"),
    [
        ("rest_day", "0,0.3, 0.6", [0, 0.3, 0.6]),
        ("preferred_time", "07:00,18:00", ["07:00", "18:00"]),
        ("share_hard_days", "true,False", [True, False]),
        ("guards[0].days", "1", [1]),
        ("peak.circuit", "1.0,1.5", [1.0, 1.5]),
    ],
)
def test_sweep_is_the_function_s(field: str, given: str, values: list[object]) -> None:
    swept = sf.sweep(READ.week, field, values, policy=READ.policy)
    arguments = ("sweep", EXAMPLE, "--field", field, "--values", given)
    result = _run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{swept}\n", "")
    data = json.loads(_run(*arguments, "--json").stdout)
    assert data == json.loads(json.dumps(sweep_to_dict(swept)))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("frontier", EXAMPLE, "--x", "speed"), "'--x': 'speed' is not one of"),
        (("frontier", EXAMPLE, "--x", "strength"), "Error: --x: 'strength' is an axis already"),
        (("frontier", EXAMPLE, "--z", "changes"), "Error: --previous: is missing"),
        (("frontier", EXAMPLE, "--previous", EXAMPLE), "is not a plan"),
        (("frontier", EXAMPLE, "--previous", "nowhere.json"), "nowhere.json: No such file"),
        (("frontier", EXAMPLE, "--seconds", -1), "Error: --seconds: -1"),
        (("frontier", EXAMPLE, "--seconds", "nan"), "Error: --seconds: nan"),
        (("alternatives", EXAMPLE, "-k", 0), "Error: -k: 0 is not"),
        (("alternatives", EXAMPLE, "--within", -1), "Error: --within: -1"),
        (("alternatives", EXAMPLE, "--within", "nan"), "Error: --within: nan"),
        (("alternatives", EXAMPLE, "--differ-by", -1), "Error: --differ-by: -1"),
        (("robustness", EXAMPLE, "--draws", 0), "Error: --draws: 0 is not"),
        (("robustness", EXAMPLE, "--draws", 10**9), "Error: --draws: 1000000000 is not"),
        (("robustness", EXAMPLE, "--width", 2), "Error: --width: 2"),
        (("robustness", EXAMPLE, "--seed", "x"), "is not a valid integer"),
        (("robustness", EXAMPLE, "--seed", -1), "Error: --seed: -1"),
        (("sweep", EXAMPLE), "Missing option '--field'"),
        (("sweep", EXAMPLE, "--field", "rest_day"), "Missing option '--values'"),
        (
            ("sweep", EXAMPLE, "--field", "rest_days", "--values", 1),
            "did you mean 'rest_day'",
        ),
        (("sweep", EXAMPLE, "--field", "rest_day", "--values", " , "), "names no value"),
        (
            ("sweep", EXAMPLE, "--field", "rest_day", "--values", "1,much"),
            "Error: --values[1]: 'much' is not a number",
        ),
        (
            ("sweep", EXAMPLE, "--field", "guards[0].days", "--values", "-1"),
            "Error: --values[0]: -1 is not a whole number of days from 0 to 7 (guards[0].days)",
        ),
        (("sweep", EXAMPLE, "--field", "rest_day", "--values", "nan"), "--values[0]: nan"),
        (("sweep", EXAMPLE, "--field", "peak.circuit", "--values", 99), "--values[0]: 99 "),
    ],
)
def test_bad_input_is_told(arguments: tuple[object, ...], told: str) -> None:
    result = _run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "No such file"),
        ("", "is empty"),
        ("runs = 3", "runs: 3 is not a list"),
        (
            "runs = [{ when = 'Tue', kind = 'easy' }, { when = 'Tue', kind = 'easy' }]",
            "runs[1].when",
        ),
        (
            "runs = [{ when = 'Tue', kind = 'race' }]\npins = [{ when = 'Tue 06:00', kind = "
            "'circuit' }]",
            "is pinned, but",
        ),
    ],
    ids=["missing", "empty", "rubbish", "twice", "pinned"],
)
@pytest.mark.parametrize(
    "command",
    [
        ("frontier",),
        ("alternatives",),
        ("robustness",),
        ("sweep", "--field", "rest_day", "--values", 0),
    ],
    ids=lambda command: command[0],
)
def test_a_bad_file_is_named(
    tmp_path: Path, command: tuple[object, ...], text: str | None, told: str
) -> None:
    path = tmp_path / "week.toml"
    if text is not None:
        path.write_text(text, "utf-8")
    result = _run(*command, path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(path) in result.stderr
    assert told in result.stderr
