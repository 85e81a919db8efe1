"""The commands that prove: ``strengthfit verify`` and ``strengthfit explain --proof``."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.diagnosis import run_prices, shadow_prices
from strengthfit.interchange import to_json
from strengthfit.proof import certificate_to_dict

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "marathon_week.toml"
CHECKER = ROOT / "strengthfit" / "proof" / "check.py"
WEEK = sf.read_week(EXAMPLE).week
ACCEPTED = "The checker accepts this proof."


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(to_json(sf.plan(WEEK)), encoding="utf-8")
    return path


def test_a_plan_is_proven_and_the_proof_checked(planned: Path) -> None:
    result = run("verify", planned)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "No plan is better. The rules that prove it:"
    assert lines[-1] == ACCEPTED
    assert all(len(line) <= 80 for line in lines)
    assert result.stdout == f"{sf.plan(WEEK).certificate}\n{ACCEPTED}\n"


def test_long_has_every_row(planned: Path) -> None:
    result = run("verify", planned, "--long")
    assert result.stdout == f"{sf.plan(WEEK).certificate.full_text}\n{ACCEPTED}\n"


def test_as_json_it_is_the_certificate(planned: Path) -> None:
    found = json.loads(run("verify", planned, "--json").stdout)
    assert found == certificate_to_dict(sf.plan(WEEK).certificate)


def test_what_is_written_is_accepted_by_the_file_alone(planned: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "proof"
    assert run("verify", planned, "--write", folder).exit_code == 0
    assert (folder / "check.py").read_bytes() == CHECKER.read_bytes()
    files = (str(folder / name) for name in ("program.json", "certificate.json"))
    command = [sys.executable, "-I", str(CHECKER), *files]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    again = run("verify", planned, "--certificate", folder / "certificate.json")
    assert again.exit_code == 0
    assert again.stdout.endswith(f"{ACCEPTED}\n")


def test_a_certificate_that_is_wrong_or_of_another_plan_is_rejected(
    planned: Path, tmp_path: Path
) -> None:
    data = certificate_to_dict(sf.plan(WEEK).certificate)
    path = tmp_path / "certificate.json"
    for changes, words in (
        ({"objective": [9, *data["objective"][1:]]}, "something else is claimed"),
        ({"taken": []}, "the certificate is of another plan"),
        ({"proofs": [[["rule", 1, 1]], *data["proofs"][1:]]}, "the sum says"),
    ):
        path.write_text(json.dumps({**data, **changes}), encoding="utf-8")
        result = run("verify", planned, "--certificate", path)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("Rejected: ")
        assert words in result.stderr


def test_a_plan_that_is_not_the_best_is_not_proven(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(to_json(sf.alternatives(WEEK, 2)[1]), encoding="utf-8")
    result = run("verify", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Not proven: another plan is better in ")


def test_that_there_is_no_plan_is_proven_too(tmp_path: Path) -> None:
    clash = [sf.Session("Thu", "circuit"), sf.Session("Fri", "circuit")]
    none = sf.plan(sf.Week(WEEK.runs, strength=2, repeats=True, pins=clash))
    assert none.status == "infeasible"
    planned = tmp_path / "plan.json"
    planned.write_text(to_json(none), encoding="utf-8")
    result = run("verify", planned)
    assert result.exit_code == 0
    assert result.stdout.startswith("There is no plan, as these cannot all be kept:")


def test_what_is_no_plan_is_bad_input() -> None:
    result = run("verify", EXAMPLE)
    assert result.exit_code == 2
    assert "is not a plan" in result.stderr


def test_an_explanation_may_end_with_the_proof(tmp_path: Path) -> None:
    plan = sf.plan(WEEK)
    said = run("explain", EXAMPLE, "--proof").stdout
    assert said.startswith(f"{run('explain', EXAMPLE).stdout}\n{plan.certificate}\n")
    for prices in (shadow_prices(plan), run_prices(plan)):
        assert prices
        listed = " ".join(f"- {price}" for price in prices)
        assert listed in " ".join(said.split())
    block = tmp_path / "block.json"
    runs = [{"when": "Tue 07:00", "kind": "intervals"}, {"when": "Sun 08:00", "kind": "long"}]
    weeks = [{"runs": runs, "strength": 1}, {"runs": runs, "strength": 1}]
    block.write_text(json.dumps({"weeks": weeks}), encoding="utf-8")
    whole = sf.Block([sf.Week([sf.Run(**run) for run in runs], strength=1)] * 2)  # type: ignore[arg-type]  # tables of texts
    said = run("explain", block, "--proof").stdout
    assert f"\n\n{sf.plan(whole).certificate}\n" in said
    refused = run("explain", EXAMPLE, "--proof", "--json")
    assert refused.exit_code == 2
    assert "--proof goes with text" in refused.stderr
