"""Standard input and output, files written whole, first week files and conversions."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.cli.block_weeks import planned_week
from strengthfit.cli.output import hand_out
from strengthfit.cli.reading import BadInput
from strengthfit.interchange import (
    BlockFile,
    Chosen,
    WeekFile,
    open_file,
    parse_block,
    parse_week,
    read_corpus,
)
from strengthfit.interchange.conversion import with_named_times
from strengthfit.interchange.json_schema import SCHEMAS, schema_text

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "marathon_week.toml"
HOURS = ROOT / "examples" / "gym_hours.json"
SEASON = ROOT / "tests" / "data" / "plans" / "higdon_nov_half1.json"
WEEK = "{runs = [{when = 'Tue', kind = 'intervals'}], strength = 1}"
CALENDAR = (
    "BEGIN:VCALENDAR\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Intervals\r\nDTSTART:20261124T070000\r\n"
    "DURATION:PT45M\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Heavy\r\nDTSTART:20261126T180000\r\n"
    "DURATION:PT45M\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)


def _run(*arguments: object, typed: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def _refused(*arguments: object, typed: str | bytes | None = None) -> str:
    result = _run(*arguments, typed=typed)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(("Error: ", "Usage: "))
    return result.stderr


@pytest.fixture
def block(tmp_path: Path) -> Path:
    path = tmp_path / "block.toml"
    path.write_text(f"weeks = [{WEEK}, {WEEK}]\npolicy = {{grid = 60}}\n", "utf-8")
    return path


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ics"
    path.write_text(CALENDAR, "utf-8")
    return path


# Standard input

QUESTIONS = [
    ["plan"],
    ["explain"],
    ["why-not", "Wed 18:00"],
    ["diagnose"],
    ["respond"],
    ["alternatives", "-k", "1"],
    ["frontier"],
    ["sweep", "--field", "rest_day", "--values", "0"],
    ["robustness", "--draws", "20"],
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_every_question_can_be_piped_in_and_written_to_a_file(
    tmp_path: Path, question: list[str]
) -> None:
    name, *rest = question
    asked = _run(name, EXAMPLE, *rest)
    assert (asked.exit_code, asked.stderr) == (0, "")
    assert _run(name, "-", *rest, typed=EXAMPLE.read_bytes()).stdout == asked.stdout
    for options, expected in (
        ([], asked.stdout),
        (["--json"], _run(name, EXAMPLE, *rest, "--json").stdout),
    ):
        answer = tmp_path / "answer"
        written = _run(name, EXAMPLE, *rest, "-o", answer, *options)
        assert (written.exit_code, written.stdout) == (0, "")
        assert answer.read_bytes().decode("utf-8") == expected
    assert os.listdir(tmp_path) == ["answer"]


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
def test_json_toml_and_calendars_are_told_apart_on_standard_input(
    block: Path, calendar: Path, bom: bytes
) -> None:
    asked: list[tuple[Path, list[object]]] = [
        *((HOURS, []), (EXAMPLE, []), (block, []), (SEASON, ["--week", 2])),
        (calendar, ["--start", "2026-11-23"]),
    ]
    for path, options in asked:
        typed = bom + b"\n" + path.read_bytes() if path != calendar else path.read_bytes()
        expected = _run("plan", path, *options, "--json")
        assert expected.exit_code == 0
        assert _run("plan", "-", *options, "--json", typed=typed).stdout == expected.stdout


def test_a_plan_is_piped_into_replan_and_frontier(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    assert _run("plan", EXAMPLE, "--json", "-o", plan).exit_code == 0
    asked = _run("replan", plan, "--today", "Thu")
    assert asked.exit_code == 0
    assert _run("replan", "-", "--today", "Thu", typed=plan.read_bytes()).stdout == asked.stdout
    aims = ["frontier", EXAMPLE, "--x", "changes", "--y", "strength", "--previous"]
    against = _run(*aims, plan)
    assert against.exit_code == 0
    assert _run(*aims, "-", typed=plan.read_bytes()).stdout == against.stdout


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\xff", "is not UTF-8 text: byte 0"),
        (b"{", "is not JSON: "),
        (b"[1, 2]", "is not a table of fields at its top level"),
        (b"[[runs]", "is not TOML: "),
        (b"x" * 1_000_001, "is larger than 1 MB"),
        (b"{}", "runs: is missing"),
        (b"BEGIN:VCALENDAR", "choose a week with --start"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_input_is_named_standard_input(typed: bytes, said: str) -> None:
    assert _refused("plan", "-", typed=typed).startswith(f"Error: standard input: {said}")


@given(st.binary(max_size=60) | st.text("[]{}\"'=runs \n:BEGIN", max_size=60))
@settings(max_examples=100)
def test_no_bytes_on_standard_input_give_a_traceback(typed: bytes | str) -> None:
    assert _run("plan", "-", "--strategy", "greedy", typed=typed).exit_code in (0, 2)
    assert _run("replan", "-", "--today", "Tue", typed=typed).exit_code == 2
    assert _run("convert", "-", "-", "--to", "toml", typed=typed).exit_code in (0, 2)


# Answers in files


def test_an_input_is_not_written_over_unless_forced(tmp_path: Path) -> None:
    path, plan = tmp_path / "week.toml", tmp_path / "plan.json"
    path.write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "link.toml").symlink_to(path)
    for target in (path, tmp_path / "link.toml", tmp_path / "." / "week.toml"):
        assert "is read by this command; --force writes over it" in _refused(
            "plan", path, "-o", target
        )
    assert path.read_bytes() == EXAMPLE.read_bytes()
    _run("plan", path, "--json", "-o", plan)
    previous = ["--x", "changes", "--previous", plan]
    assert "is read by this" in _refused("frontier", path, *previous, "-o", plan)
    first = plan.read_text("utf-8")
    again = _run("replan", plan, "--today", "Thu", "--json", "-o", plan, "--force")
    assert (again.exit_code, again.stdout) == (0, "")
    assert json.loads(plan.read_text("utf-8"))["today"] == 3
    assert json.loads(first)["today"] == 0
    assert "is read by this command" in _refused("convert", path, path)
    assert _run("convert", path, path, "--force").exit_code == 0
    assert sf.read_week(path) == sf.read_week(EXAMPLE)


@pytest.mark.parametrize(
    ("target", "said"),
    [("none/x", "cannot be written: there is no folder"), (".", "is a directory, not a file")],
)
@pytest.mark.parametrize(
    "command", [["plan", EXAMPLE, "-o"], ["convert", EXAMPLE], ["schema", "week", "-o"], ["init"]]
)
def test_a_place_that_takes_no_file_is_refused_before_the_work(
    tmp_path: Path, command: list[object], target: str, said: str
) -> None:
    assert said in _refused(*command, tmp_path / target)
    assert os.listdir(tmp_path) == []


def test_a_folder_that_takes_no_file_is_said_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("strengthfit.cli.output.takes_files", lambda _: False)
    monkeypatch.setattr("strengthfit.cli.reading.open_file", None)
    said = _refused("plan", EXAMPLE, "-o", tmp_path / "x")
    problem = f"nothing may be put into the folder {tmp_path}"
    assert said == f"Error: {tmp_path}/x: cannot be written: {problem}\n"


def test_a_failure_of_the_disk_is_one_line_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("strengthfit.text_file.os.fsync", full)
    answer = tmp_path / "week.toml"
    answer.write_text("old", "utf-8")
    for command in (
        ["plan", EXAMPLE, "-o", answer],
        ["convert", EXAMPLE, answer],
        ["init", answer, "--run", "Tue easy", "--force"],
    ):
        said = _refused(*command)
        assert said == f"Error: {answer}: cannot be written: {os.strerror(28)}\n"
    assert (os.listdir(tmp_path), answer.read_text("utf-8")) == (["week.toml"], "old")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "command", [["plan", EXAMPLE], ["convert", EXAMPLE, "-"], ["schema", "week"]]
)
def test_a_full_disk_behind_standard_output_is_one_line(command: list[object]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "strengthfit", *map(str, command)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"Error: standard output: cannot be written: No space left on device\n"


def test_the_exit_code_stays_with_an_answer_in_a_file(tmp_path: Path) -> None:
    answer = tmp_path / "answer.json"
    result = _run("plan", EXAMPLE, "--strategy", "first_fit", "--json", "-o", answer)
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads(answer.read_text("utf-8"))["status"] == "broken"


def test_a_dash_is_standard_output_and_a_schema_goes_to_a_file(tmp_path: Path) -> None:
    assert _run("plan", EXAMPLE, "-o", "-").stdout == _run("plan", EXAMPLE).stdout
    for name in SCHEMAS:
        assert _run("schema", name, "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_text("utf-8") == schema_text(name)


# A first file

RUNS = ["Tue 07:00 intervals 60", "thu pm Medium-Long", "Sun race 21.1 km B", "Sat easy 40 min"]
READ = [
    sf.Run("Tue 07:00", "intervals", minutes=60),
    sf.Run("Thu pm", "medium_long"),
    sf.Run("Sun", "race", km=21.1, priority="B"),
    sf.Run("Sat", "easy", minutes=40),
]


def _runs(runs: list[str]) -> list[str]:
    return [word for run in runs for word in ("--run", run)]


def test_a_first_file_holds_what_was_said(tmp_path: Path) -> None:
    path = tmp_path / "week.toml"
    said = ["--strength", "two_short_heavy", "--start", "2026-11-23", "--preset", "hard_days_hard"]
    said += ["--available", "Mon-Fri 17:00-21:00", "--available", "weekends"]
    result = _run("init", path, *_runs(RUNS), *said)
    assert (result.exit_code, result.stdout) == (0, "")
    file = sf.read_week(path)
    assert file.week == sf.Week(
        READ,
        strength="two_short_heavy",
        start="2026-11-23",
        available=["Mon-Fri 17:00-21:00", "weekends"],
    )
    assert file.policy == sf.Policy.preset("hard_days_hard")
    assert _run("plan", path).exit_code == 0
    assert _run("init", "-", *_runs(RUNS), *said).stdout == path.read_text("utf-8")


def test_every_example_in_a_first_file_can_be_taken_as_it_stands(tmp_path: Path) -> None:
    text = _run("init", "-", "--run", "Tue 07:00 intervals 60").stdout
    assert sum(line.startswith("# ") for line in text.splitlines()) > 10
    lines = [
        line.removeprefix("# ") if " = " in line or "[p" in line else line
        for line in text.splitlines()
    ]
    table = tomllib.loads("\n".join(lines))
    fields = {"start", "strength", "repeats", "available", "runs", "policy"}
    assert set(table) == {"schema_version", *fields}
    assert parse_week(table).week.repeats


def test_a_first_file_never_replaces_a_file_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "week.toml"
    path.write_text("mine", "utf-8")
    assert "is there already; --force writes over it" in _refused("init", path, "--run", "Tue easy")
    assert path.read_text("utf-8") == "mine"
    assert _run("init", path, "--run", "Tue easy", "--force").exit_code == 0
    assert sf.read_week(path).week.runs == (sf.Run("Tue", "easy"),)


def test_a_first_file_is_week_toml_in_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run("init", "--run", "Tue easy", "--repeats").exit_code == 0
    assert sf.read_week("week.toml").week.repeats


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "no runs; give each as --run"),
        (["--run", ""], "--run: '' is not a run"),
        (["--run", "Tue"], "Kinds: recovery, easy"),
        (["--run", "easy"], "is not a run; write e.g."),
        (["--run", "Tue tempoo 50"], "is not a run; write e.g."),
        (["--run", "Tue easy 40 50"], "is not a run; write e.g."),
        (["--run", "Tue easy B"], "is not a run; write e.g."),
        (["--run", "Tue easy 5 miles"], "is not a run; write e.g."),
        (["--run", "Tues 25:00 easy"], "is not a time of the week"),
        (["--run", "Tue easy 0"], "minutes"),
        (["--run", "Tue easy", "--strength", "x"], "--strength: 'x'"),
        (["--run", "Tue easy", "--start", "soon"], "--start: 'soon' is not a date"),
        (["--run", "Tue easy", "--available", "Foo"], "--available: 'Foo'"),
        (["--run", "2026-11-24 easy"], "--run: '2026-11-24' is a date, and the week has none"),
        (["--run", "Mon easy", "--run", "Mon long"], "--run: 'Mon' has no time, nor has another"),
        (["--run", "Mon 7am easy 90", "--run", "Mon 8am long"], "--run: 'Mon 08:00 long' overlaps"),
        (["--run", "Mon easy", "--available", "2026-11-24"], "--available: '2026-11-24' is a date"),
        (["--run", "Mon easy", "--start", "1800-01-01"], "--start: '1800-01-01' is not a date"),
        (["--run", "Tue easy \u0663\u0660"], "--run: 'Tue easy \u0663\u0660' is not a run"),
        (["--run", "Tue \u0660\u0667:00 easy"], "is not a time of the week"),
        (
            ["--run", "Tue easy", "--strength", "\u0663"],
            "--strength: '\u0663' is not what to train",
        ),
        (["--run", "Tue easy", "--preset", "x"], "Invalid value for '--preset'"),
    ],
    ids=range(22),
)
def test_what_cannot_be_a_first_file_is_refused(
    tmp_path: Path, options: list[str], said: str
) -> None:
    assert said in _refused("init", tmp_path / "week.toml", *options)
    assert os.listdir(tmp_path) == []
    assert "is not a .toml file" in _refused("init", tmp_path / "week.json", "--run", "Tue easy")


def _words(*words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words)


INIT_RUNS = st.lists(
    st.builds(
        "{} {} {}".format,
        _words("Mon", "Tue", "wed", "Thu am", "Fri 7pm", "Sat", "Sun")
        | _words("Mon 07:00", "mon 7:30", "Wed pm", "Thu 18:00", "Sun 23:30", "D1 am")
        | _words("Sat", "Sun 08:00", "Fri", "2026-11-24T07:30", "2026-12-01", "D9 07:00"),
        _words("easy", "long", "race", "intervals"),
        _words("", "", "60", "45 min", "200", "12km", "8 km", "0", "B"),
    ),
    min_size=1,
    max_size=3,
)
INIT_OPTIONS = st.lists(
    _words(*["--start=2026-11-23"] * 4, "--start=2026-11-25", "--start=1800-01-01")
    | _words("--available=Mon 17:00-20:00", "--available=2026-11-24", "--available=Sun 22:00-02:00")
    | _words("--repeats", "--strength=3", "--strength=way_in", "--strength=1", "--strength=99")
    | _words("--preset=separate_days", "--preset=hard_days_hard"),
    max_size=3,
)


@given(INIT_RUNS, INIT_OPTIONS)
@settings(max_examples=600)
def test_what_is_written_first_can_be_planned_or_the_option_to_change_is_named(
    runs: list[str], options: list[str]
) -> None:
    result = _run("init", "-", *_runs(runs), *options)
    event(f"written: {result.exit_code == 0}")
    if result.exit_code:
        assert result.stderr.startswith("Error: --")
        return
    file = parse_week(tomllib.loads(result.stdout))
    assert sf.plan(file.week, file.policy, "greedy").status in ("feasible", "optimal")


def test_a_run_that_cannot_be_beside_the_others_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("strengthfit.cli.file_commands._on_terminal", lambda: True)
    answers = ["Tue easy", "Tue long", "2026-11-24 easy", "Tue pm long", "", "1", "n", "", ""]
    result = _run("init", "-", typed="\n".join(answers))
    assert "has no time, nor has another run" in result.stderr
    assert "is a date, and the week has none" in result.stderr
    week = parse_week(tomllib.loads(result.stdout)).week
    assert week.runs == (sf.Run("Tue", "easy"), sf.Run("Tue pm", "long"))


def test_on_a_terminal_what_no_option_says_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("strengthfit.cli.file_commands._on_terminal", lambda: True)
    answers = [RUNS[0], "Tue 25:00 easy", RUNS[1], "", "many", "3", "n", "Foo", "Mon; weekends"]
    path = tmp_path / "week.toml"
    result = _run("init", path, typed="\n".join([*answers, ""]))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "is not a time of the week" in result.stderr
    assert "'many' is not what to train" in result.stderr
    assert "'Foo'" in result.stderr
    assert sf.read_week(path).week == sf.Week(READ[:2], strength=3, available=["Mon", "weekends"])
    shorter = _run("init", "-", "--strength", "1", "--repeats", "--available", "Mon", typed="\n")
    assert parse_week(tomllib.loads(shorter.stdout)).week == sf.Week(
        [], strength=1, repeats=True, available=["Mon"]
    )
    stopped = _run("init", tmp_path / "other.toml", typed=RUNS[0])
    assert stopped.exit_code == 1
    assert os.listdir(tmp_path) == ["week.toml"]


# Conversions


def _table(path: Path) -> Any:
    text = path.read_text("utf-8")
    return tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)


@pytest.mark.parametrize("path", [EXAMPLE, HOURS], ids=lambda path: path.stem)
def test_a_week_file_goes_from_form_to_form_and_stays_what_it_is(
    tmp_path: Path, path: Path
) -> None:
    read = sf.read_week(path)
    source = path
    for name in ("a.json", "b.toml", "c.JSON", "d.toml"):
        assert _run("convert", source, tmp_path / name).exit_code == 0
        source = tmp_path / name
        assert sf.read_week(source) == read
    assert (tmp_path / "b.toml").read_bytes() == (tmp_path / "d.toml").read_bytes()
    printed = _run("convert", source, "-").stdout
    assert printed == (tmp_path / "a.json").read_text("utf-8")
    assert _run("convert", "-", "-", "--to", "toml", typed=printed).stdout == source.read_text(
        "utf-8"
    )


def test_a_block_file_goes_from_form_to_form(tmp_path: Path, block: Path) -> None:
    read = parse_block(_table(block))
    for name in ("a.json", "b.toml"):
        assert _run("convert", block, tmp_path / name).exit_code == 0
        assert parse_block(_table(tmp_path / name)) == read
        assert _run("plan", tmp_path / name).stdout == _run("plan", block).stdout


def test_a_published_plan_becomes_a_block_file_or_one_of_its_weeks(tmp_path: Path) -> None:
    whole, one = tmp_path / "whole.toml", tmp_path / "one.toml"
    assert _run("convert", SEASON, whole, "--strength", "1").exit_code == 0
    block = BlockFile(read_corpus(SEASON).block(1), sf.Policy())
    assert parse_block(_table(whole)) == with_named_times(block)
    assert _run("plan", whole).stdout == _run("plan", SEASON, "--strength", "1").stdout
    assert '{ when = "Tue 07:00", kind = "easy", km = 4.8' in whole.read_text("utf-8")
    assert _run("convert", SEASON, one, "--week", 3).exit_code == 0
    week = planned_week(BlockFile(read_corpus(SEASON).block(), sf.Policy()), 2)
    assert sf.read_week(one) == with_named_times(week)
    assert _run("plan", one).stdout == _run("plan", SEASON, "--week", 3).stdout


@pytest.mark.parametrize("name", ["week.toml", "week.json"])
def test_a_week_of_a_calendar_becomes_a_week_file(
    tmp_path: Path, calendar: Path, name: str
) -> None:
    path = tmp_path / name
    assert _run("convert", calendar, path, "--start", "2026-11-23").exit_code == 0
    form, table = open_file(calendar)
    assert form.week is not None
    read = form.week(str(calendar), table, Chosen(start="2026-11-23"))
    file, named = sf.read_week(path), with_named_times(read)
    assert isinstance(named, WeekFile)
    assert (file.week, file.policy, file.placements) == (named.week, named.policy, named.placements)
    assert file.placements
    for asked, names in (("plan", ["placements", "score"]), ("audit", ["placements", "broken"])):
        here = json.loads(_run(asked, path, "--json").stdout)
        there = json.loads(_run(asked, calendar, "--start", "2026-11-23", "--json").stdout)
        assert [here[each] for each in names] == [there[each] for each in names]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x.yaml"], "does not end in .toml or .json"),
        (["x"], "say the form with --to"),
        (["x.json", "--to", "yaml"], "Invalid value for '--to'"),
        (["x.json", "--week", 1], "is one week"),
        (["x.json", "--start", "2026-11-23"], "is not a calendar"),
        ([], "Missing argument 'TARGET'"),
    ],
    ids=range(6),
)
def test_what_cannot_be_converted_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[object], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in _refused("convert", EXAMPLE, *arguments)
    assert os.listdir(tmp_path) == []


def test_half_a_character_is_not_printed(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    with pytest.raises(BadInput, match="is not a character of Unicode"):
        hand_out("a\ud800", None)
    hand_out("é", None)
    assert capsysbinary.readouterr() == ("é".encode(), b"")
