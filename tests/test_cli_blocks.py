"""Blocks of several weeks answer every question that weeks do: whole, by week, or one week."""

import datetime as dt
import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner, Result

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.cli.block_weeks import planned_week, planned_weeks
from strengthfit.interchange import BlockFile, WeekFile, parse_block, read_corpus, to_dict
from strengthfit.interchange.conversion import with_named_times
from strengthfit.planning.judged_weeks import judged_weeks

from .lazily import Lazily
from .longer import mostly_longer

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "marathon_week.toml"
SEASON = ROOT / "tests" / "data" / "plans" / "higdon_nov_half1.json"
SEASONS = sorted(SEASON.parent.glob("*.json"))
TEXT = """
policy = { grid = 60 }

[[weeks]]
start = 2026-11-23
strength = [{ kind = "heavy" }]
runs = [{ when = "Tue", kind = "intervals", km = 10 }, { when = "Sun", kind = "long", km = 18 }]
placements = [{ when = "Sun 18:00", kind = "heavy" }]

[[weeks]]
strength = [{ kind = "heavy", count = 2 }]
runs = [{ when = "Tue", kind = "intervals", km = 10 }, { when = "Sun", kind = "long", km = 22 }]
placements = [{ when = "Mon 18:00", kind = "heavy" }, { when = "Fri 18:00", kind = "heavy" }]

[[weeks]]
strength = [{ kind = "heavy" }]
runs = [{ when = "Tue", kind = "intervals", km = 10 }, { when = "Sat", kind = "race", km = 10 }]
"""


def _run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def _refused(*arguments: object) -> str:
    result = _run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def _answer(*arguments: object) -> Any:
    return json.loads(_run(*arguments, "--json").stdout)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "block.toml"
    path.write_text(TEXT, "utf-8")
    return path


READ = parse_block(tomllib.loads(TEXT))
PLAN = sf.plan(READ.block, READ.policy)
ALONE = [file.week for file in planned_weeks(READ)]
PLANS = [sf.plan(week, READ.policy) for week in ALONE]
PRESCRIPTIONS = sf.formulate(READ.block, READ.policy).horizon.prescriptions


def _json(answer: Any) -> Any:
    return json.loads(json.dumps(to_dict(answer)))


WHOLE: dict[str, tuple[list[str], Callable[[Any], Any]]] = {
    "plan": ([], lambda asked: sf.plan(asked, READ.policy)),
    "alternatives": (["-k", "2"], lambda asked: sf.alternatives(asked, 2, policy=READ.policy)),
    "frontier": ([], lambda asked: sf.frontier(asked, policy=READ.policy)),
    "robustness": (
        ["--draws", "20"],
        lambda asked: sf.robustness(asked, 20, policy=READ.policy),
    ),
    "sweep": (
        ["--field", "rest_day", "--values", "0,1"],
        lambda asked: sf.sweep(asked, "rest_day", [0, 1], policy=READ.policy),
    ),
}
"""The commands whose functions take blocks."""


@pytest.mark.parametrize("name", WHOLE)
def test_a_command_that_plans_takes_a_block_or_one_week_of_it(path: Path, name: str) -> None:
    options, ask = WHOLE[name]
    whole, one = ask(READ.block), ask(ALONE[1])
    assert _answer(name, path, *options) == _json(whole)
    assert _answer(name, path, *options, "--week", 2) == _json(one)
    text = _run(name, path, *options, "--week", 2)
    assert (text.exit_code, text.stderr) == (0, "")
    if name not in ("alternatives", "robustness"):
        assert text.stdout.startswith(str(one))


def test_presets_are_compared_on_a_block_or_one_week_of_it(path: Path) -> None:
    compared = sf.compare_presets(READ.block, READ.policy)
    assert _run("plan", path, "--preset", "all").stdout == f"{compared}\n"
    one = sf.compare_presets(ALONE[2], READ.policy)
    assert _run("plan", path, "--preset", "all", "--week", 3).stdout == f"{one}\n"
    policy = sf.Policy.preset("hard_days_hard")
    strict = planned_week(BlockFile(READ.block, policy), 1).week
    assert _answer("plan", path, "--preset", "hard_days_hard", "--week", 2) == _json(
        sf.plan(strict, policy)
    )


@pytest.mark.parametrize("path", mostly_longer(SEASONS), ids=lambda path: path.stem)
def test_a_week_has_the_sessions_that_the_plan_of_its_block_has(path: Path) -> None:
    """In week 11 of the plan by Mee and Gale another day costs the same, to the resolution."""
    given = BlockFile(read_corpus(path).block(), sf.Policy())
    block = sf.plan(given.block)
    for number, file in enumerate(planned_weeks(given)):
        assert attrs.evolve(file.week, habit=()) == block.week_alone(number)
        when = [session.when for session in sf.plan(file.week).placements]
        assert [f"W{number + 1} {text}" for text in when] == [
            session.when for session in block.placements if session.week == number
        ]


def test_a_habit_that_a_week_states_is_kept() -> None:
    habit = [sf.Session("Wed 12:00", "heavy")]
    weeks = [attrs.evolve(week, habit=habit) for week in READ.block.weeks]
    files = planned_weeks(attrs.evolve(READ, block=sf.Block(weeks)))
    assert [file.week.habit for file in files] == [tuple(habit)] * 3


BY_WEEK: Mapping[str, tuple[str, list[Any]]] = Lazily(
    {
        "explain": lambda: ("explanation", [sf.explain(plan) for plan in PLANS]),
        "diagnose": lambda: ("diagnosis", [sf.diagnose(week, READ.policy) for week in ALONE]),
        "respond": lambda: ("prescription", [sf.respond(week, READ.policy) for week in ALONE]),
    }
)


@pytest.mark.parametrize("name", BY_WEEK)
def test_a_question_about_weeks_is_answered_week_by_week(path: Path, name: str) -> None:
    kind, answers = BY_WEEK[name]
    heads = ["W1, from 2026-11-23", "W2, from 2026-11-30", "W3, from 2026-12-07"]
    assert (
        _run(name, path).stdout
        == "\n\n".join(f"{head}\n{answer}" for head, answer in zip(heads, answers, strict=True))
        + "\n"
    )
    data = _answer(name, path)
    assert (data["format"], data["kind"]) == ("strengthfit.by_week", kind)
    assert [(week["week"], week["name"]) for week in data["weeks"]] == [
        (0, "W1"),
        (1, "W2"),
        (2, "W3"),
    ]
    for number, answer in enumerate(answers):
        one = _json(answer)
        assert _answer(name, path, "--week", number + 1) == one
        assert data["weeks"][number]["answer"] == {
            field: value
            for field, value in one.items()
            if field not in ("format", "schema_version")
        }


def test_the_long_explanation_goes_week_by_week_too(path: Path) -> None:
    told = _run("explain", path, "--long").stdout
    assert all(f"{sf.explain(plan).details}\n" in f"{told}\n" for plan in PLANS)
    assert (
        _run("explain", path, "--long", "--week", 2).stdout == f"{sf.explain(PLANS[1]).details}\n"
    )


def test_what_running_load_allows_a_week_is_what_it_allows_in_the_block() -> None:
    said = BY_WEEK["respond"][1]
    for alone, within in zip(said, PRESCRIPTIONS, strict=True):
        for name in ("step", "sessions", "dose", "barred", "cap", "phase", "leg_sessions"):
            assert getattr(alone, name) == getattr(within, name)


def test_why_not_takes_the_week_in_its_time(path: Path) -> None:
    reason = sf.why_not(PLANS[1], "Wed 18:00")
    assert _run("why-not", path, "W2 Wed 18:00").stdout == f"{reason}\n"
    assert _run("why-not", path, "Wed 18:00", "--week", 2).stdout == f"{reason}\n"
    assert _answer("why-not", path, "w2  Wed 18:00", "--week", 2) == _json(reason)
    season = BlockFile(read_corpus(SEASON).block("two_short_heavy"), sf.Policy())
    asked = sf.plan(planned_week(season, 2).week)
    assert _answer("why-not", SEASON, "W3 Wed", "--strength", "two_short_heavy") == _json(
        sf.why_not(asked, "Wed")
    )


def test_a_time_may_be_a_date_in_whatever_asks_for_one(path: Path, tmp_path: Path) -> None:
    at = _run("why-not", path, "W2 Wed 18:00").stdout
    assert _run("why-not", path, "2026-12-02 18:00").stdout == at
    assert _run("why-not", path, "2026-12-02T18:00", "--week", 2).stdout == at
    assert "is not inside the week: 2026-12-07 to 2026-12-13" in _refused(
        "why-not", path, "2026-12-02", "--week", 3
    )
    dated = tmp_path / "dated.toml"
    dated.write_text(TEXT.replace('"Mon 18:00", kind', '"2026-11-30 18:00", kind'), "utf-8")
    assert _run("audit", dated).stdout == _run("audit", path).stdout
    assert _run("audit", dated, "--week", 2).stdout == _run("audit", path, "--week", 2).stdout
    plan = tmp_path / "plan.json"
    _run("block", path, "--json", "-o", plan)
    second = PLAN.placements[1]
    assert READ.block.start is not None
    date, clock = READ.block.start + dt.timedelta(days=second.day), second.when[-5:]
    then = date + dt.timedelta(days=1)
    named = ["--today", "W3 Mon", "--done", f"{second.when}=W2 {then:%a} 12:00"]
    dates = ["--today", "2026-12-07", "--done", f"{date} {clock}={then} 12:00"]
    assert _answer("replan", plan, *dates) == _answer("replan", plan, *named)
    missed = _run("replan", plan, "--today", "2026-12-07", "--missed", f"{date}T{clock}").stdout
    assert missed == _run("replan", plan, "--today", "W3 Mon", "--missed", second.when).stdout


def test_a_week_of_a_block_is_converted_with_what_is_placed_in_it(
    path: Path, tmp_path: Path
) -> None:
    for number, placed in enumerate(READ.placements):
        written = tmp_path / "week.json"
        assert _run("convert", path, written, "--week", number + 1).exit_code == 0
        assert sf.read_week(written).placements == placed
        assert sf.read_week(written).week == _named_times(ALONE[number])


def _named_times(week: sf.Week) -> sf.Week:
    named = with_named_times(WeekFile(week, READ.policy))
    assert isinstance(named, WeekFile)
    return named.week


def test_placements_of_a_block_are_judged_with_their_neighbours(path: Path) -> None:
    weeks = judged_weeks(READ.block, READ.placements, READ.policy)
    first, second = (
        sf.audit(week, placed, READ.policy)
        for week, placed in zip(weeks[:2], READ.placements[:2], strict=True)
    )
    result = _run("audit", path)
    assert result.stdout == f"W1, from 2026-11-23\n{first}\n\nW2, from 2026-11-30\n{second}\n"
    assert result.exit_code == 1
    assert any(label.cause == "heavy on Mon 18:00" for label in first.broken)
    assert any(label.cause == "heavy on Sun 18:00" for label in second.broken)
    data = _answer("audit", path)
    assert [week["name"] for week in data["weeks"]] == ["W1", "W2"]
    one = _run("audit", path, "--week", 2)
    assert (one.exit_code, one.stdout) == (1, f"{second}\n")
    assert "has no strength to judge" in _refused("audit", path, "--week", 3)
    assert "has no strength to judge" in _refused("audit", SEASON)


def test_the_session_of_the_week_before_counts_in_an_audit(path: Path) -> None:
    near = "less than 2 days from"
    told = _run("audit", path, "--week", 2).stdout
    path.write_text(TEXT.replace('placements = [{ when = "Sun 18:00", kind = "heavy" }]\n', ""))
    alone = _run("audit", path, "--week", 2).stdout
    assert near in " ".join(told.split())
    assert told != alone


@pytest.mark.longer
def test_a_season_answers_as_its_block_does() -> None:
    block = sf.plan(read_corpus(SEASON).block(1))
    asked = [SEASON, "--strength", "1"]
    assert _answer("plan", *asked) == _answer("block", *asked) == _json(block)
    explained = _answer("explain", *asked)["weeks"]
    assert len(explained) == len(read_corpus(SEASON))
    week = planned_week(BlockFile(read_corpus(SEASON).block(1), sf.Policy()), 4).week
    said = _json(sf.plan(week))
    assert _answer("plan", *asked, "--week", 5) == said
    assert said.pop("schema_version") == 1
    assert explained[4]["answer"]["plan"] == said


def test_a_block_of_one_week_is_that_week(tmp_path: Path) -> None:
    path = tmp_path / "block.json"
    week = {"runs": [{"when": "Tue", "kind": "intervals"}], "strength": 1}
    path.write_text(json.dumps({"weeks": [week], "policy": {"grid": 60}}), "utf-8")
    alone = sf.plan(sf.Week([sf.Run("Tue", "intervals")], strength=1), sf.Policy(grid=60))
    assert _run("explain", path).stdout == f"W1\n{sf.explain(alone)}\n"
    assert _run("explain", path, "--week", 1).stdout == f"{sf.explain(alone)}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["why-not", "Wed"], "has 3 weeks; choose one with --week 1 to 3"),
        (["why-not", "W4 Wed"], "--week: 4 is not a week of this plan; write 1 to 3"),
        (["why-not", "W0 Wed"], "--week: 0 is not a week of this plan; write 1 to 3"),
        (["why-not", "W2 Wed", "--week", "3"], "WHEN: 'W2 Wed' is not a time of the week that"),
        (["why-not", "W2 Wedx"], "is not a time of the week"),
        (
            ["why-not", "2026-12-14"],
            "WHEN: '2026-12-14' is not a time of these weeks, 2026-11-23 to",
        ),
        (["why-not", "2026-11-31"], "has 3 weeks; choose one with --week 1 to 3"),
        (["explain", "--week", "4"], "--week: 4 is not a week of this plan; write 1 to 3"),
        (["plan", "--week", "-1"], "--week: -1 is not a week of this plan"),
        (["audit", "--week", "9"], "--week: 9 is not a week of this plan"),
        (["plan", "--start", "2026-11-23"], "is not a calendar"),
        (["block", "--strength", "1"], "says its own strength"),
    ],
    ids=range(12),
)
def test_a_week_that_the_block_does_not_have_is_refused(
    path: Path, arguments: list[str], said: str
) -> None:
    name, *rest = arguments
    assert said in _refused(name, path, *rest)


@pytest.mark.parametrize("name", ["block", "replan"])
def test_a_week_is_not_a_block_nor_a_plan(name: str) -> None:
    options = ["--today", "Tue"] if name == "replan" else []
    assert _refused(name, EXAMPLE, *options).startswith(f"Error: {EXAMPLE}: is ")


def test_bad_placements_of_a_block_are_all_reported(path: Path) -> None:
    path.write_text(TEXT.replace('"Sun 18:00", kind', '"Sunx", kind').replace('"Fri 18:00"', "5.5"))
    said = _refused("audit", path)
    assert "weeks[0].placements[0].when: 'Sunx' is not a time of the week" in said
    assert "weeks[1].placements[1].when: 5.5" in said
    path.write_text("weeks = [{ runs = [], placements = 3 }]\n")
    assert "weeks[0].placements: 3 is not a list" in _refused("audit", path)
