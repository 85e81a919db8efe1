"""The command: plans come out, bad input is told in words, and the bytes are always the same."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.cli.block_weeks import planned_week
from strengthfit.domain.presets import PRESETS
from strengthfit.interchange import (
    BlockFile,
    WeekFile,
    audit_to_dict,
    diagnosis_to_dict,
    explanation_to_dict,
    plan_to_dict,
    read_corpus,
    read_plan,
    reason_to_dict,
    to_dict,
)
from strengthfit.interchange.conversion import text_as
from strengthfit.strategies import STRATEGIES

from .longer import mostly_longer

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "marathon_week.toml"
PLANS = sorted((ROOT / "tests" / "data" / "plans").glob("*.json"))
LARGE = ROOT / "tests" / "data" / "plans" / "pfitz_18_85.json"
FEW = "strength = 1\nruns = [{ when = 'Tue', kind = 'intervals' }]\npolicy = { grid = 60 }\n"


def _run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


def _refused(*arguments: object) -> str:
    result = _run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    return result.stderr


def _process(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-c", "from strengthfit.cli import main; main()", *map(str, arguments)],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A week small enough for every strategy."""
    path = tmp_path / "few.toml"
    path.write_text(FEW, encoding="utf-8")
    return path


def test_the_example_is_planned() -> None:
    result = _run("plan", EXAMPLE)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout == f"{sf.plan(sf.read_week(EXAMPLE).week)}\n"
    assert "2 of 2 sessions placed" in result.stdout
    assert "proven best" in result.stdout


def test_json_is_the_same_plan() -> None:
    result = _run("plan", EXAMPLE, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == plan_to_dict(sf.plan(sf.read_week(EXAMPLE).week))


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_overrides_the_file_s(tmp_path: Path, preset: str) -> None:
    path = tmp_path / "week.toml"
    path.write_text(EXAMPLE.read_text("utf-8") + "\n[policy]\npreset='separate_days'\n", "utf-8")
    assert json.loads(_run("plan", path, "--json").stdout)["policy"] == "separate_days"
    result = _run("plan", path, "--json", "--preset", preset)
    assert json.loads(result.stdout) == plan_to_dict(sf.plan(sf.read_week(path).week, preset))


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_every_strategy_plans(few: Path, strategy: str) -> None:
    result = _run("plan", few, "--strategy", strategy, "--json")
    read = sf.read_week(few)
    expected = sf.plan(read.week, read.policy, strategy)
    assert json.loads(result.stdout) == plan_to_dict(expected)
    assert result.exit_code == (1 if expected.status == "broken" else 0)


def test_rules_broken_are_told_by_the_exit_code(tmp_path: Path) -> None:
    """The simple strategy does not know spacing in hours: it takes two rest days in a row."""
    path = tmp_path / "week.toml"
    path.write_text("runs = [{ when = 'Tue', kind = 'intervals' }]\n", "utf-8")
    result = _run("plan", path, "--strategy", "first_fit")
    assert "breaks a rule" in result.stdout
    assert result.exit_code == 1
    assert _run("plan", path).exit_code == 0


TANGLED = """
strength = [{ kind = "heavy", count = 2 }]
runs = [{ when = "Sun 08:00", kind = "long" }]
pins = [{ when = "Tue", kind = "heavy" }, { when = "Wed", kind = "heavy" }]
"""
"""A week of which greedy construction has no plan (nor has anything else)."""


@pytest.mark.parametrize(
    ("options", "said"),
    [([], "nothing found within the limits"), (["--json"], '"status": "unknown"')],
)
def test_no_plan_in_the_time_is_said_by_the_exit_code(
    tmp_path: Path, options: list[str], said: str
) -> None:
    path = tmp_path / "week.toml"
    path.write_text(TANGLED, "utf-8")
    result = _run("plan", path, "--seconds", 0, *options)
    assert result.exit_code == 1
    assert said in " ".join(result.stdout.split())


def test_in_no_time_there_is_a_plan_that_keeps_every_rule() -> None:
    result = _run("plan", EXAMPLE, "--seconds", 0)
    assert result.exit_code == 0
    assert "2 of 2 sessions placed" in result.stdout
    assert "not proven best" in result.stdout


@pytest.mark.parametrize("path", mostly_longer(PLANS[3::-3]), ids=lambda path: path.stem)
def test_a_published_plan_is_planned_whole_or_by_week(path: Path) -> None:
    block = sf.plan(read_corpus(path).block())
    weeks = len(read_corpus(path))
    result = _run("plan", path, "--week", weeks, "--json")
    assert result.exit_code == 0
    week = planned_week(BlockFile(read_corpus(path).block(), sf.Policy()), weeks - 1).week
    assert json.loads(result.stdout) == plan_to_dict(sf.plan(week))
    assert json.loads(_run("plan", path, "--json").stdout) == plan_to_dict(block)
    assert f"--week: {weeks + 1} is not a week of this plan; write 1 to {weeks}" in _refused(
        "plan", path, "--week", weeks + 1
    )


@pytest.mark.parametrize("path", [EXAMPLE, *PLANS], ids=lambda path: path.stem)
@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("strategy", ["cpsat", "first_fit"])
def test_a_table_is_ascii_in_80_columns(
    tmp_path: Path, path: Path, preset: str, strategy: str
) -> None:
    if path != EXAMPLE:  # a file of its third week alone, or the whole plan is made each time
        week = WeekFile(read_corpus(path).week(3), sf.Policy())
        path = tmp_path / "week.json"
        path.write_text(text_as(week, ".json"), "utf-8")
    output = _run("plan", path, "--preset", preset, "--strategy", strategy).stdout
    assert output.isascii()
    assert max(len(line) for line in output.splitlines()) <= 80
    assert [line[:3] for line in output.splitlines() if line[:3].istitle()][:1] == ["Mon"]


def test_a_table_is_ascii_whatever_the_names_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text(
        "available = [{ when = 'Mon', place = 'Kraftraum für Läufer' }]\n"
        "runs = [{ when = 'Tue', kind = 'intervals', id = '" + "é" * 80 + "' }]\n",
        "utf-8",
    )
    output = _run("plan", path).stdout
    assert output.isascii()
    assert max(map(len, output.splitlines())) <= 80
    assert _run("plan", path, "--json").stdout.isascii()


BAD = [
    ("week.toml", "", "is empty"),
    ("week.toml", "runs = [", "is not TOML"),
    ("week.json", "[]", "is not a table of fields at its top level"),
    ("week.json", '{"runs": [{"when": "Thurs 25:00", "kind": "easy"}]}', "runs[0].when: 'Thurs"),
    ("week.json", '{"weeks": [[]]}', "weeks[0]: is not a list of 7 days"),
    ("week.toml", "runs = []\npins = [{ when = 'Tue', kind = 'heavy' }]", "heavy"),
    (
        "week.toml",
        "[[runs]]\nwhen = 'Tue'\nkind = 'long'\n[[runs]]\nwhen = 'Tue 07:30'\nkind = 'easy'",
        "overlaps the long",
    ),
    ("week.toml", "runs = []\navailable = [{ when = 2026-12-24 }]", "the week has none"),
    ("week.yaml", "runs: []", "is not a .toml or .json file"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD)
def test_a_bad_file_is_refused_in_words(tmp_path: Path, name: str, content: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    message = _refused("plan", path)
    assert message.startswith("Error: ")
    assert said in message


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan"], "Missing argument 'FILE'"),
        (["plan", "none.toml"], "none.toml: No such file or directory"),
        (["plan", ROOT], "is not a .toml or .json file"),
        (["plan", EXAMPLE, "--preset", "x"], "Invalid value for '--preset'"),
        (["plan", EXAMPLE, "--strategy", "x"], "Invalid value for '--strategy'"),
        (["plan", EXAMPLE, "--seconds", "x"], "Invalid value for '--seconds'"),
        (["plan", EXAMPLE, "--seconds", "nan"], "seconds: nan is not a number of seconds"),
        (["plan", EXAMPLE, "--seconds", "-1"], "seconds: -1.0 is not a number of seconds"),
        (["plan", EXAMPLE, "--week", 1], "is one week; --week is for plans of several"),
        (["plan", PLANS[0], "--week", 0], "week: 0 is not a week of this plan"),
        (["plan", EXAMPLE, "--strength", 1], "says its own strength; --strength is for published"),
        (["plan", PLANS[0], "--strength", "x"], "--strength: 'x'"),
        (["plan", PLANS[0], "--week", "x"], "Invalid value for '--week'"),
        (["plan", LARGE, "--week", 2, "--strategy", "exhaustive"], "use 'cpsat', a coarser"),
        (["plan", EXAMPLE, EXAMPLE], "unexpected extra argument"),
        (["plam", EXAMPLE], "No such command 'plam'"),
        (["--jsn"], "No such option"),
    ],
)
def test_bad_arguments_are_refused_in_words(arguments: list[object], said: str) -> None:
    assert said in _refused(*arguments)


@given(
    st.sampled_from([".toml", ".json"]),
    st.one_of(
        st.binary(max_size=50),
        st.text(max_size=50).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.builds(
            lambda at, cut: EXAMPLE.read_bytes()[:at] + cut + EXAMPLE.read_bytes()[at + 3 :],
            st.integers(0, 500),
            st.binary(max_size=2),
        ),
    ),
)
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@example(".json", b'{"runs": [], "forbidden": null}')
@example(".json", b'{"runs": [], "policy": {"preset": []}}')
@example(".json", b'{"weeks": null}')
def test_no_bytes_give_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"week{suffix}"
    path.write_bytes(content)
    result = _run("plan", path, "--strategy", "greedy")
    assert result.exit_code in (0, 2)
    assert (result.exit_code == 2) == bool(result.stderr)


def test_help_and_version_need_no_file() -> None:
    assert "Place strength sessions" in _run("--help").stdout
    assert "--preset" in _run("plan", "-h").stdout
    assert _run("--version").stdout.strip().endswith(version("strengthfit"))


@pytest.mark.longer
def test_the_same_bytes_in_any_process() -> None:
    for options in ([], ["--json", "--preset", "hard_days_hard"]):
        answers = {_process("plan", EXAMPLE, *options, PYTHONHASHSEED=seed).stdout for seed in "01"}
        assert len(answers) == 1
        assert len(answers.pop()) > 400


def test_a_process_tells_bad_input_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "week.json"
    path.write_text('{"runs": [{"when": "Tue", "kind": "\\ud800"}]}', "utf-8")
    for name in (path, os.fsdecode(b"none\xff.toml")):
        done = _process("plan", name, PYTHONIOENCODING="ascii", LC_ALL="C")
        assert done.returncode == 2
        assert done.stdout == b""
        assert done.stderr.startswith(b"Error: ")
        assert b"Traceback" not in done.stderr


CLOSED = """
strength = 1
repeats = true
available = ["Mon 17:00-20:00"]
runs = [{ when = "Tue 07:00", kind = "intervals" }, { when = "Sun 08:00", kind = "long" }]
placements = [{ when = "Mon 18:00", kind = "heavy" }]
"""


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A week whose one open evening is before intervals, with strength in it all the same."""
    path = tmp_path / "closed.toml"
    path.write_text(CLOSED, encoding="utf-8")
    return path


def test_explain_prints_the_explanation_and_its_longer_form() -> None:
    explanation = sf.explain(sf.plan(sf.read_week(EXAMPLE).week))
    assert _run("explain", EXAMPLE).stdout == f"{explanation}\n"
    assert _run("explain", EXAMPLE, "--long").stdout == f"{explanation.details}\n"
    told = json.loads(_run("explain", EXAMPLE, "--json").stdout)
    assert told == explanation_to_dict(explanation)


def test_why_not_prints_the_reason() -> None:
    reason = sf.why_not(sf.plan(sf.read_week(EXAMPLE).week), "Wed 18:00", "circuit")
    result = _run("why-not", EXAMPLE, "Wed 18:00", "--kind", "circuit")
    assert (result.exit_code, result.stdout) == (0, f"{reason}\n")
    told = json.loads(_run("why-not", EXAMPLE, "Wed 18:00", "--json").stdout)
    assert told == reason_to_dict(reason)


def test_audit_prints_what_is_broken_and_says_so_in_its_exit_code(closed: Path) -> None:
    read = sf.read_week(closed)
    audit = sf.audit(read.week, read.placements)
    result = _run("audit", closed)
    assert (result.exit_code, result.stdout) == (1, f"{audit}\n")
    assert json.loads(_run("audit", closed, "--json").stdout) == audit_to_dict(audit)
    fine = closed.with_name("fine.toml")
    fine.write_text(CLOSED.replace('"Mon 18:00"', '"Wed 18:00"').replace("Mon", "Wed"), "utf-8")
    assert _run("audit", fine).exit_code == 0


def test_diagnose_prints_conflicts_and_ways_out(closed: Path) -> None:
    diagnosis = sf.diagnose(sf.read_week(closed).week)
    result = _run("diagnose", closed)
    assert (result.exit_code, result.stdout) == (0, f"{diagnosis}\n")
    assert json.loads(_run("diagnose", closed, "--json").stdout) == diagnosis_to_dict(diagnosis)


def test_diagnose_lists_as_many_ways_out_as_asked(closed: Path) -> None:
    week = sf.read_week(closed).week
    result = _run("diagnose", closed, "--ways", 2)
    assert (result.exit_code, result.stdout) == (0, f"{sf.diagnose(week, ways=2)}\n")
    assert _refused("diagnose", closed, "--ways", -1).endswith(
        "--ways: -1 is not a whole number from 0 to 100\n"
    )


def test_all_presets_are_compared(closed: Path) -> None:
    compared = sf.compare_presets(sf.read_week(closed).week, sf.read_week(closed).policy)
    result = _run("plan", closed, "--preset", "all")
    assert (result.exit_code, result.stdout) == (0, f"{compared}\n")
    data = json.loads(_run("plan", closed, "--preset", "all", "--json").stdout)
    assert data == json.loads(json.dumps(to_dict(compared)))
    assert _run("plan", closed, "--preset", "all", "--seconds", 1e-9).exit_code == 0
    assert "'all' is not one of" in _refused("diagnose", closed, "--preset", "all")


def test_all_presets_are_compared_on_a_block(tmp_path: Path) -> None:
    week = "{runs = [{when = 'Tue', kind = 'intervals'}, {when = 'Sun', kind = 'long'}]}"
    path = tmp_path / "block.toml"
    path.write_text(f"weeks = [{week}, {week}]\npolicy = {{grid = 60}}\n")
    runs = [sf.Run("Tue", "intervals"), sf.Run("Sun", "long")]
    compared = sf.compare_presets(sf.Block([sf.Week(runs), sf.Week(runs)]), sf.Policy(grid=60))
    assert _run("block", path, "--preset", "all").stdout == f"{compared}\n"


def test_what_has_no_place_is_followed_by_the_presets_under_which_more_fits(
    closed: Path, tmp_path: Path
) -> None:
    full = tmp_path / "full.toml"
    runs = ", ".join(
        f"{{ when = '{day}', kind = 'tempo' }}" for day in ("Mon", "Wed", "Fri", "Sun")
    )
    full.write_text(f"repeats = true\nruns = [{runs}]\npolicy = {{ preset = 'separate_days' }}\n")
    planned = sf.plan(sf.read_week(full).week, "separate_days")
    assert planned.skipped
    said = _run("plan", full).stdout.removeprefix(f"{planned}\n")
    assert said == (
        "2 of 2 fit under supporting, hard_days_hard or guards_by_kind.\n"
        "For other ways out: strengthfit diagnose.\n"
    )
    assert json.loads(_run("plan", full, "--json").stdout) == plan_to_dict(planned)
    helpless = _run("plan", closed).stdout
    assert "For other ways out: strengthfit diagnose." in helpless


def test_a_calendar_is_read_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.ics"
    events = [("Intervals", "20261124T070000"), ("Heavy", "20261123T180000")]
    events += [("Dentist", "20261125T090000")]
    path.write_text(
        "BEGIN:VCALENDAR\r\n"
        + "".join(
            f"BEGIN:VEVENT\r\nUID:{title}\r\nSUMMARY:{title}\r\nDTSTART:{start}\r\n"
            "DURATION:PT45M\r\nEND:VEVENT\r\n"
            for title, start in events
        )
        + "END:VCALENDAR\r\n",
        "utf-8",
    )
    result = _run("audit", path, "--start", "2026-11-23")
    assert result.exit_code == 1
    assert "before the intervals on Tue 07:00" in result.stdout
    assert result.stderr == ""
    listed = _run("plan", path, "--start", "2026-11-23", "--show-read").stdout
    assert "Wed 25 Nov 09:00  Dentist    busy" in listed
    assert "choose a week with --start" in _refused("plan", path)
    refused = _run("plan", path, "--start", "soon")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--start: 'soon' is not a date" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["audit", EXAMPLE], "has no strength to judge"),
        (["why-not", EXAMPLE, "Fri 25:00"], "'Fri 25:00' is not a time of the week"),
        (["why-not", EXAMPLE, "Fri", "--kind", "hevy"], "'hevy' is not asked for"),
        (["why-not", EXAMPLE], "Missing argument 'WHEN'"),
        (["explain", EXAMPLE, "--start", "2026-11-23"], "is not a calendar"),
        (["diagnose", "nothing.toml"], "nothing.toml"),
        (["audit", "nothing.ics", "--start", "2026-11-23"], "nothing.ics"),
    ],
)
def test_questions_that_make_no_sense_are_refused(arguments: list[object], said: str) -> None:
    assert said in _refused(*arguments)


SEASON = ROOT / "tests" / "data" / "plans" / "higdon_nov_half1.json"


def test_a_season_is_planned_as_one_block() -> None:
    result = _run("block", SEASON)
    assert result.exit_code == 0
    plan = sf.plan(read_corpus(SEASON).block())
    assert result.stdout == f"{plan}\n"
    assert json.loads(_run("block", SEASON, "--json").stdout) == plan_to_dict(plan)
    once = json.loads(_run("block", SEASON, "--strength", "1", "--json").stdout)
    assert len(once["placements"]) + len(once["skipped"]) == len(read_corpus(SEASON))


def test_a_season_takes_the_name_of_a_set_of_demands() -> None:
    heavy = json.loads(_run("block", SEASON, "--strength", "two_short_heavy", "--json").stdout)
    assert {placement["kind"] for placement in heavy["placements"]} == {"heavy"}
    for wrong in ("two_heavy", "-1", "15", "2.5"):
        message = _refused("block", SEASON, "--strength", wrong)
        assert "--strength" in message
        assert "two_short_heavy" in message


def test_a_block_file_is_planned(tmp_path: Path) -> None:
    path = tmp_path / "block.json"
    week = {"runs": [{"when": "Tue", "kind": "intervals"}], "strength": 1}
    path.write_text(json.dumps({"weeks": [week, week], "policy": {"grid": 60}}), encoding="utf-8")
    assert "2 of 2 sessions placed" in _run("block", path).stdout
    assert _run("plan", path).stdout == _run("block", path).stdout
    path.write_text(json.dumps({"weeks": [week, {"runs": 3}]}), encoding="utf-8")
    assert "weeks[1].runs: 3 is not a list" in _refused("block", path)
    assert "plan it with strengthfit plan" in _refused("block", EXAMPLE)


def test_a_plan_is_planned_again(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(_run("block", SEASON, "--json").stdout, encoding="utf-8")
    plan = sf.plan(read_corpus(SEASON).block())
    again = _run("replan", path, "--today", "W3 Wed")
    assert again.stdout.replace(", done", "") == f"{plan}\n"
    missed = next(p for p in plan.placements if p.week == 1).when
    new = sf.replan(plan, today="W3 Wed", missed=[missed])
    answer = _run("replan", path, "--today", "W3 Wed", "--missed", missed, "--json")
    assert json.loads(answer.stdout)["changes"] == plan_to_dict(new)["changes"]
    path.write_text(answer.stdout, encoding="utf-8")
    assert _run("replan", path, "--today", "W4 Mon").exit_code == 0
    assert "does not name its week" in _refused("replan", path, "--today", "Wed")
    assert "is not a plan" in _refused("replan", SEASON, "--today", "Wed")


def test_what_was_done_then_or_missed_is_said_to_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(_run("plan", EXAMPLE, "--json").stdout, encoding="utf-8")
    plan = read_plan(path)
    first = plan.placements[0].when
    asked = ["replan", path, "--today", "Thu", "--missed-sessions", "move"]
    new = sf.replan(plan, today="Thu", done={first: "Wed 18:10"}, missed_sessions="move")
    assert _run(*asked, "--done", f"{first} = Wed 18:10").stdout == f"{new}\n"
    path.write_text(_run(*asked, "--done", f"{first}=Wed 18:10", "--json").stdout, "utf-8")
    again = read_plan(path)
    assert (again.placements, again.days, again.today) == (new.placements, new.days, 3)
    assert "is not two times" in _refused(*asked, "--done", first)
    assert "is not a time before today" in _refused(
        *asked, "--done", f"{again.placements[0].when}=Fri 18:00"
    )
    path.write_text(path.read_text("utf-8").replace('"today": 3', '"today": 9'), "utf-8")
    assert "today: 9 is not a day of the plan" in _refused(*asked)


def test_a_run_that_is_off_leaves_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(_run("plan", EXAMPLE, "--json").stdout, encoding="utf-8")
    run = json.loads(path.read_text(encoding="utf-8"))["score"]["runs"][0]["id"]
    given = json.loads(_run("replan", path, "--today", "Mon", "--off", run, "--json").stdout)
    assert run not in [each["id"] for each in given["score"]["runs"]]


def test_what_running_load_allows_is_told() -> None:
    told = sf.respond(read_corpus(SEASON).week(6, history=4))
    assert _run("respond", SEASON, "--week", "6").stdout == f"{told}\n"
    answer = json.loads(_run("respond", SEASON, "--week", "6", "--json").stdout)
    assert (answer["step"], answer["sessions"]) == (told.step, told.sessions)
    assert "Nothing is known" in _run("respond", EXAMPLE).stdout


def test_bench_writes_records_and_a_report_and_goes_on(tmp_path: Path) -> None:
    options = ("--families", "weeks", "--strategies", "greedy,dynamic,greedy", "--seconds", "1")
    first = _run("bench", *options, "--out", tmp_path)
    assert first.exit_code == 0
    assert first.stdout.splitlines()[0].split()[:3] == ["strategy", "runs", "proven"]
    assert (tmp_path / "report.md").read_text("utf-8").count("\n| `greedy`") > 1
    records = (tmp_path / "records.jsonl").read_text("utf-8")
    assert records.count("\n") == 6
    again = _run("bench", *options, "--out", tmp_path)
    assert (again.exit_code, "go on with --resume" in again.stderr) == (2, True)
    resumed = _run("bench", *options, "--out", tmp_path, "--resume", "--json")
    assert (tmp_path / "records.jsonl").read_text("utf-8") == records
    told = {row["strategy"]: row["proven"] for row in json.loads(resumed.stdout)}
    assert told == {"dynamic": 3, "greedy": 0}


def test_bench_runs_on_files_and_on_instances_by_name(tmp_path: Path) -> None:
    options = ("--strategies", "greedy", "--seconds", "1", "--preset", "separate_days")
    given = ("--instances", EXAMPLE, "--names", "weeks-77", "dense-5,weeks-5")
    result = _run("bench", *given, *options, "--out", tmp_path)
    assert result.exit_code == 0
    lines = (tmp_path / "records.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["instance"] for line in lines] == [
        *("weeks-77", "dense-5", "weeks-5", "file-marathon_week")
    ]
    told = (tmp_path / "report.md").read_text("utf-8")
    assert "--names weeks-77 dense-5 weeks-5 --instances marathon_week.toml" in told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--names", "dense-x"], "instance: 'dense-x' is not an instance; write a family"),
        (["--instances", "nowhere.toml"], "nowhere.toml: No such file"),
        (["dense-7"], "No such command 'dense-7'"),
        (["--strategies", "nobody"], "strategy: 'nobody' is not a strategy"),
        (["--strategies", " , "], "names no strategy"),
        (["--families", "weaks"], "did you mean 'weeks'?"),
        (["--seconds", "nan"], "--seconds: nan is not a number of seconds"),
        (["--suite", "huge"], "Invalid value for '--suite'"),
    ],
)
def test_bench_refuses_rubbish(tmp_path: Path, options: list[str], told: str) -> None:
    result = _run("bench", *options, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_bench_needs_a_folder_that_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    result = _run("bench", "--strategies", "greedy", "--out", tmp_path / "file" / "below")
    assert (result.exit_code, "cannot be written" in result.stderr) == (2, True)


def test_bench_says_at_once_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strengthfit.cli.bench_report.find_spec", lambda name: None)
    result = _run("bench", "--strategies", "greedy", "--out", tmp_path / "out")
    assert (result.exit_code, "pip install 'strengthfit[bench]'" in result.stderr) == (2, True)
    assert not (tmp_path / "out").exists()
