"""The command that plans a squad: what it prints and writes, and what it refuses."""

import json
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.cli import main, squad_questions
from strengthfit.cli.squad_command import file_names
from strengthfit.interchange import read_squad, squad_plan_from_dict, to_json
from strengthfit.show.text.squad_price import squad_prices_lines
from strengthfit.squads import (
    SquadPrice,
    diagnose_squad,
    member_prices,
    replan_squad,
    squad_prices,
)
from strengthfit.visible import is_visible

from .squad_cases import EXAMPLE, club

DOCS = Path(__file__).parents[1] / "docs"
STUCK = """
[gym]
places = 1

[[athletes]]
id = "Ann"
strength = 1
runs = []
pins = [{ when = "Wed 18:00", kind = "circuit" }]

[[athletes]]
id = "Bo"
strength = 1
runs = []
pins = [{ when = "Wed 18:00", kind = "circuit" }]
"""
WRONG = """
[gym]
plces = 1

[[athletes]]
id = "Ann"
runs = [{ when = "Tuex", kind = "easy" }]
"""


HINT = "--diagnose shows which limits clash, and what would help."


def run(*arguments: object, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, ["squad", *map(str, arguments)], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def stuck(tmp_path: Path) -> Path:
    path = tmp_path / "stuck.toml"
    path.write_text(STUCK, "utf-8")
    return path


def test_the_plan_is_printed() -> None:
    result = run(EXAMPLE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{club()}\n\n{HINT}\n"
    assert run("-", typed=EXAMPLE.read_text("utf-8")).stdout == result.stdout


def test_json_is_the_plan(tmp_path: Path) -> None:
    result = run(EXAMPLE, "--json")
    assert result.stdout == to_json(club()) + "\n"
    assert to_json(squad_plan_from_dict(json.loads(result.stdout))) == to_json(club())
    target = tmp_path / "plan.json"
    assert run(EXAMPLE, "--json", "-o", target).stdout == ""
    assert target.read_text("utf-8") == result.stdout


def test_the_plan_of_one_athlete_is_that_beside_the_others() -> None:
    result = run(EXAMPLE, "--athlete", "Finn")
    assert result.stdout == f"{club().plan_of('Finn')}\n"
    data = json.loads(run(EXAMPLE, "--athlete", "Finn", "--json").stdout)
    assert data["format"] == "strengthfit.plan"


def test_nothing_points_to_a_diagnosis_if_nothing_is_lacking(tmp_path: Path) -> None:
    path = tmp_path / "squad.toml"
    path.write_text(STUCK.replace("places = 1", "places = 2"), "utf-8")
    assert HINT not in run(path).stdout
    said = "Everybody can have as much strength as with a gym of their own, open at all"
    assert said in run(path, "--diagnose").stdout


def test_a_diagnosis_stands_below_the_plan(stuck: Path) -> None:
    assert HINT in run(EXAMPLE).stdout
    plan = run(stuck).stdout
    assert HINT in plan
    given = read_squad(stuck)
    diagnosis = diagnose_squad(given.members, given.gym, given.coach, given.policy)
    result = run(stuck, "--diagnose")
    assert result.exit_code == 1
    assert result.stdout == plan.replace(HINT, str(diagnosis))
    assert "No plan keeps every pin." in result.stdout
    assert "1 more in the gym" in result.stdout


def test_prices_stand_below_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[SquadPrice] = []

    def keep(squad: sf.SquadPlan) -> list[SquadPrice]:
        found.extend(squad_prices(squad))
        return found

    monkeypatch.setattr(squad_questions, "squad_prices", keep)
    text = run(EXAMPLE, "--prices").stdout
    saving = [price for price in found if price.saves]
    assert saving
    assert text.startswith(f"{club()}\n\n{HINT}\n\nWhat would be saved by each of these alone:\n")
    ending = text[text.index("What would be saved") :]
    assert f"```text\n{ending}```" in (DOCS / "how-to" / "squads.md").read_text("utf-8")
    for price in saving:
        assert f"- {price}" in " ".join(text.split())


def test_prices_of_an_athlete_are_theirs() -> None:
    lines = run(EXAMPLE, "--athlete", "Finn", "--prices").stdout
    first = member_prices(club(), "Finn")[0]
    assert first.saves
    assert f"- {first}" in " ".join(lines.split())
    spared = run(EXAMPLE, "--athlete", "Ada", "--prices").stdout
    assert spared.endswith("\n\nNo full time, and none without the coach, costs Ada anything.\n")


@pytest.mark.parametrize("option", ["--diagnose", "--prices"])
def test_what_has_no_form_in_json_is_refused(option: str) -> None:
    result = run(EXAMPLE, option, "--json")
    assert result.exit_code == 2
    message = json.loads(result.stdout)["error"]["message"]
    assert message == f"{option}: is answered in text alone; leave out --json"


def test_without_a_plan_there_are_no_prices(stuck: Path) -> None:
    for more in ([], ["--athlete", "Bo"]):
        result = run(stuck, "--prices", *more)
        assert result.exit_code == 1
        assert result.stdout.endswith("\n\nThere is no plan to count prices from.\n")


def test_prices_that_there_was_no_time_for_are_counted() -> None:
    unknown = SquadPrice("places", "", None, None, None)
    assert squad_prices_lines([unknown, unknown]) == [
        "Not finished within the limits: 2 of 2 prices are not known."
    ]


def test_a_page_is_written(tmp_path: Path) -> None:
    page = tmp_path / "squad.html"
    assert run(EXAMPLE, "--html", page).exit_code == 0
    text = page.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert club()._repr_html_() in text


@pytest.fixture
def before(tmp_path: Path) -> Path:
    path = tmp_path / "before.json"
    path.write_text(to_json(club()), "utf-8")
    return path


def test_a_squad_is_planned_again(before: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(EXAMPLE.read_text("utf-8").replace("weights = 2", "weights = 1"), "utf-8")
    result = run(broken, "--previous", before, "--today", "Wed", "--ill", "Eve")
    gym = attrs.evolve(club().gym, equipment={"weights": 1})
    expected = replan_squad(club(), gym, ill=["Eve"], today="Wed")
    assert result.exit_code == 0
    assert result.stdout == f"{expected}\n"
    assert "Changed for Eve: Thu 18:00 heavy, full -> not placed: Eve is out." in result.stdout
    calm = run(EXAMPLE, "--previous", before, "--today", "Wed")
    assert "Changed for" not in calm.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--today", "Wed"], "--today: goes with --previous"),
        (["--ill", "Eve"], "--ill: goes with --previous"),
        (["--previous"], "--today: is missing"),
        (["--previous", "--today", "Wedx"], "--today: 'Wedx'"),
        (["--previous", "--today", "Wed", "--ill", "Eva"], "--ill: 'Eva' is not a member"),
        (["--previous", "--today", "Wed", "--fairness", "total"], "--fairness: does not go"),
        (["--previous", "--today", "Wed", "--diagnose"], "--diagnose: is about a week"),
    ],
    ids=lambda value: "" if isinstance(value, str) else "_".join(value),
)
def test_options_of_planning_again_are_checked(
    arguments: list[str], words: str, before: Path
) -> None:
    given = [
        part for one in arguments for part in ([one, before] if one == "--previous" else [one])
    ]
    result = run(EXAMPLE, *given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())


def test_who_is_new_is_refused_to_plan_again(before: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(EXAMPLE.read_text("utf-8").replace('id = "Eve"', 'id = "Zoe"'), "utf-8")
    result = run(other, "--previous", before, "--today", "Wed")
    assert result.exit_code == 2
    assert "--previous: has no plan of 'Zoe'" in result.stderr


def test_nobody_is_left_out_of_a_file_to_plan_again(before: Path, tmp_path: Path) -> None:
    fewer = tmp_path / "fewer.toml"
    text = EXAMPLE.read_text("utf-8")
    fewer.write_text(text[: text.rindex("[[athletes]]")], "utf-8")
    result = run(fewer, "--previous", before, "--today", "Wed")
    assert result.exit_code == 2
    assert "lacks 'Finn'; keep who is away, and name them with --ill" in result.stderr
    start, end = text.index("[coach]"), text.index("[[athletes]]")
    fewer.write_text(text[:start] + text[end:], "utf-8")
    result = run(fewer, "--previous", before, "--today", "Wed")
    assert "half_hours = 0 if nobody comes" in " ".join(result.stderr.split())


def test_calendars_are_written_and_brought_up_to_date(tmp_path: Path) -> None:
    folder = tmp_path / "calendars"
    first = run(EXAMPLE, "--ics", folder, "--start", "2026-11-23")
    assert first.exit_code == 0
    names = [f"{member.id}.ics" for member in club().members]
    assert {path.name for path in folder.iterdir()} == {*names, "gym.ics"}
    assert f"{folder / 'Ada.ics'}: 2 sessions\n" in first.stderr
    held = {path: path.read_bytes() for path in folder.iterdir()}
    second = run(EXAMPLE, "--ics", folder, "--start", "2026-11-23")
    assert f"{folder / 'Ada.ics'}: as it was\n" in second.stderr
    assert {path: path.read_bytes() for path in folder.iterdir()} == held


@pytest.mark.parametrize("name", ["Ada.ics", "gym.ics"])
def test_a_foreign_calendar_is_left_alone(tmp_path: Path, name: str) -> None:
    foreign = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//home//EN\nEND:VCALENDAR\n"
    (tmp_path / name).write_text(foreign, "utf-8")
    result = run(EXAMPLE, "--ics", tmp_path, "--start", "2026-11-23")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{name}: is a calendar that does not come from here" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_squad_without_a_plan(stuck: Path, tmp_path: Path) -> None:
    result = run(stuck, "--ics", tmp_path / "calendars", "--start", "2026-11-23")
    assert result.exit_code == 1
    assert "no plan keeps every rule and pin of all" in " ".join(result.stdout.split())
    assert "not written, since there is no plan" in result.stderr
    assert not (tmp_path / "calendars").exists()


def test_bad_input_is_said_with_its_places(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(WRONG, "utf-8")
    result = run(path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "gym: 'plces' is not a field here" in result.stderr
    assert "athletes[0].runs[0].when: 'Tuex' is not a time" in result.stderr
    said = json.loads(run(path, "--json").stdout)
    assert said["format"] == "strengthfit.error"
    paths = {one["path"] for one in said["error"]["problems"]}
    assert paths == {"/gym/plces", "/athletes/0/runs/0/when"}


def test_what_only_planning_finds_has_its_place_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "squad.toml"
    pins = STUCK.replace('kind = "circuit" }]\n', 'kind = "heavy" }]\n', 1)
    path.write_text(pins, "utf-8")
    result = run(path)
    assert result.exit_code == 2
    assert f"{path}: athletes[0].pins[0]: the heavy on Wed 18:00 is pinned" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.toml"], "none.toml: No such file"),
        (["week.toml"], "week.toml: athletes: is missing"),
        (["squad.yaml"], "is not a .toml or .json file"),
        (["squad.toml", "--ics-zone", "Europe/Berlin"], "--ics-zone: goes with --ics"),
        (["squad.toml", "--start", "2026-11-23"], "--start: goes with --ics"),
        (["squad.toml", "--ics", "squad.toml"], "--ics: squad.toml is a file"),
        (["squad.toml", "--ics", "no/such"], "--ics: no/such cannot be made"),
        (["squad.toml", "--ics", "."], "--start"),
        (["squad.toml", "--ics", ".", "--start", "soon"], "--start: 'soon'"),
        (["squad.toml", "--ics", ".", "--start", "2026-11-24"], "--start"),
        (["squad.toml", "--html", "squad.toml"], "is read by this command"),
        (["squad.toml", "--html", "no/page.html"], "there is no folder no"),
        (["squad.toml", "--html", "a.html", "-o", "a.html"], "--html: a.html is where --output"),
        (["squad.toml", "--fairness", "none"], "--fairness"),
        (["squad.toml", "--athlete", "Fin"], "--athlete: 'Fin' is not a member"),
        (["squad.toml", "--seconds", "-1"], "--seconds: -1.0"),
    ],
    ids=lambda value: "" if isinstance(value, str) else "_".join(value).replace("/", "_"),
)
def test_bad_options_are_refused(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("squad.toml").write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    Path("week.toml").write_text("runs = []", "utf-8")
    Path("squad.yaml").write_text("athletes: []", "utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_plan_is_shown_without_time_for_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object) -> None:
        raise sf.OutOfTimeError("too late")

    monkeypatch.setattr(squad_questions, "diagnose_squad", late)
    monkeypatch.setattr(squad_questions, "squad_prices", late)
    result = run(EXAMPLE, "--diagnose", "--prices")
    assert result.exit_code == 0
    late_words = "Not finished within the limits:"
    assert result.stdout == (
        f"{club()}\n\n{late_words} prices are missing.\n\n{late_words} what clashes is not known.\n"
    )


def test_without_time_there_is_a_plan_or_a_word() -> None:
    result = run(EXAMPLE, "--seconds", 0)
    assert result.exit_code in (0, 1)
    assert result.stdout or result.stderr


@given(st.lists(st.text(min_size=1, max_size=80).filter(is_visible), unique=True, max_size=6))
def test_names_of_files_are_safe_and_differ(names: list[str]) -> None:
    files = file_names(names)
    assert len({file.casefold() for file in files}) == len(names)
    for file in files:
        assert all(sign.isalnum() or sign in "-_" for sign in file)
        assert 0 < len(file.encode()) < 255
        assert file.casefold() not in {"gym", "con", "nul", "prn", "aux", "com1", "lpt9"}


def test_the_verb_is_the_command_s() -> None:
    assert sf.plan_squad.__name__ == "plan_squad"
    assert "squad" in main.commands
