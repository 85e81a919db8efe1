"""The commands of trade-offs print what the functions return, and tell bad input in words."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.interchange import (
    alternatives_to_dict,
    frontier_to_dict,
    plan_to_dict,
    robustness_to_dict,
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
    assert data["points"][0]["plan"]["strength"] == 1


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


def test_alternatives_are_the_function_s() -> None:
    plans = sf.alternatives(READ.week, 3, policy=READ.policy)
    result = _run("alternatives", EXAMPLE, "-k", 3)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1 + len(plans)
    assert plans[1].placements[1].when in result.stdout.splitlines()[2]
    data = json.loads(_run("alternatives", EXAMPLE, "-k", 3, "--json").stdout)
    assert data == json.loads(json.dumps(alternatives_to_dict(plans)))
    assert data["plans"][0] == json.loads(json.dumps(plan_to_dict(plans[0])))


def test_robustness_is_the_function_s() -> None:
    robust = sf.robustness(READ.week, 60, 3, policy=READ.policy, width=0.5)
    arguments = ("robustness", EXAMPLE, "--draws", 60, "--seed", 3, "--width", 0.5)
    result = _run(*arguments)
    assert result.exit_code == 0
    assert result.stdout.startswith(str(robust))
    assert robust.drivers[0].parameter in result.stdout
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
    ("arguments", "told"),
    [
        (("frontier", EXAMPLE, "--x", "speed"), "is not one of"),
        (("frontier", EXAMPLE, "--x", "strength"), "x: 'strength' is an axis already"),
        (("frontier", EXAMPLE, "--z", "changes"), "previous: None is not a Plan"),
        (("frontier", EXAMPLE, "--previous", EXAMPLE), "is no plan"),
        (("frontier", EXAMPLE, "--seconds", -1), "--seconds"),
        (("frontier", "nowhere.toml"), "nowhere.toml"),
        (("alternatives", EXAMPLE, "-k", 0), "k: 0 is not"),
        (("alternatives", EXAMPLE, "--within", -1), "within: -1"),
        (("alternatives", EXAMPLE, "--differ-by", -1), "differ_by: -1"),
        (("robustness", EXAMPLE, "--draws", 0), "draws: 0 is not"),
        (("robustness", EXAMPLE, "--width", 2), "width: 2"),
        (("robustness", EXAMPLE, "--seed", "x"), "is not a valid integer"),
    ],
)
def test_bad_input_is_told(arguments: tuple[object, ...], told: str) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2
    assert told in result.output
