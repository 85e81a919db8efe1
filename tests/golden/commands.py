"""The command's answers: what each line prints, and how it ends."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shlex import split

from click.testing import CliRunner

from strengthfit.cli import main

from .forms import Answers
from .weeks import ROOT

_CLOSED = """\
strength = 1
repeats = true
available = ["Mon 17:00-20:00"]
runs = [{ when = "Tue 07:00", kind = "intervals" }, { when = "Sun 08:00", kind = "long" }]
placements = [{ when = "Mon 18:00", kind = "heavy" }]
policy = { grid = 120 }
"""
_BLOCK = """\
{"weeks": [
  {"start": "2026-11-23", "runs": [{"when": "Tue 07:00", "kind": "intervals", "km": 10}]},
  {"runs": [{"when": "Tue 07:00", "kind": "intervals", "km": 12}], "strength": 1}
], "policy": {"preset": "separate_days", "name": "mine"}}
"""
_WRONG = """\
strength = 2
colour = "red"
runs = [{ when = "Thurs 25:00", kind = "easy" }, { when = "Tue", kind = "tempoo", km = -1 }]
available = ["Mon 20:00-17:00"]
[policy]
grid = 1
rest_days = 2
"""
_EVENTS = (
    ("Intervals 5 x 1000 m", "20261124T070000"),
    ("Heavy", "20261123T180000"),
    ("Dentist", "20261125T090000"),
    ("Long run 24 km", "20261129T083000"),
    ("Easy", "20261201T070000"),
)
_CALENDAR = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        *(
            line
            for number, (title, start) in enumerate(_EVENTS)
            for line in (
                *("BEGIN:VEVENT", f"UID:{number}", f"SUMMARY:{title}", f"DTSTART:{start}"),
                *("DURATION:PT45M", "END:VEVENT"),
            )
        ),
        "END:VCALENDAR",
        "",
    ]
)
_FILES = {
    "closed.toml": _CLOSED,
    "block.json": _BLOCK,
    "wrong.toml": _WRONG,
    "empty.toml": "",
    "mine.ics": _CALENDAR,
}

_MARATHON = "examples/marathon_week.toml"
_SEASON = "tests/data/plans/higdon_nov_half1.json"
_RACE = "tests/data/plans/mee_gale_12.json"

_PLANS = {
    "example": f"plan {_MARATHON}",
    "example.json": f"plan {_MARATHON} --json",
    "preset": f"plan {_MARATHON} --preset hard_days_hard --strategy dynamic",
    "gym.json": "plan examples/gym_hours.json --json",
    "week_of_a_season": f"plan {_RACE} --week 11",
    "calendar": "plan mine.ics --start 2026-11-23",
    "rules_broken": f"plan {_MARATHON} --strategy first_fit",
    "no_time": f"plan {_MARATHON} --seconds 0",
    "all_presets": f"plan {_MARATHON} --preset all",
    "skipped": f"plan {_MARATHON} --preset separate_days",
    "block": "block block.json",
    "week_of_a_block": "plan block.json --week 2",
    "block.json": "block block.json --json",
}
_QUESTIONS = {
    "explain": f"explain {_MARATHON}",
    "explain_long": "explain closed.toml --long",
    "explain.json": "explain closed.toml --json",
    "why_not": f"why-not {_MARATHON} 'Wed 18:00'",
    "why_not_kind": f"why-not {_MARATHON} Thu --kind circuit",
    "why_not.json": f"why-not {_MARATHON} 'Fri am' --json",
    "audit": "audit closed.toml",
    "audit.json": "audit closed.toml --json",
    "audit_calendar": "audit mine.ics --start 2026-11-23",
    "diagnose": "diagnose closed.toml",
    "diagnose_ways": "diagnose closed.toml --ways 12",
    "diagnose.json": "diagnose closed.toml --json",
    "explain_block": "explain block.json",
    "why_not_block": "why-not block.json 'W2 Fri 18:00'",
    "diagnose_block": "diagnose block.json --ways 2",
    "respond_block.json": "respond block.json --json",
    "respond": f"respond {_SEASON} --week 6",
    "respond.json": f"respond {_SEASON} --week 6 --json",
}
_AGAIN = {
    "before.json": f"plan {_MARATHON} --json",
    "missed": "replan before.json --today Thu --missed 'Tue 18:00'",
    "off.json": "replan before.json --today Mon --off 'Thu 07:00 tempo' --json",
    "later": "replan off.json --today Fri",
    "block.json": "block block.json --json",
    "block_again": "replan block.json --today 2026-11-30 --off 'W2 Tue 07:00 intervals'",
    "changes": f"frontier {_MARATHON} --x changes --y interference --previous off.json",
}
_TRADE_OFFS = {
    "frontier": f"frontier {_MARATHON}",
    "frontier.json": "frontier closed.toml --z days --json",
    "frontier_stopped": f"frontier {_MARATHON} --seconds 0",
    "alternatives": f"alternatives {_MARATHON} -k 3 --within 0.3",
    "alternatives.json": f"alternatives {_MARATHON} -k 2 --json",
    "robustness": f"robustness {_MARATHON} --draws 100 --seed 3",
    "robustness.json": f"robustness {_MARATHON} --draws 100 --width 0.5 --json",
    "robustness_of_nothing": "robustness closed.toml --draws 20",
    "sweep": f"sweep {_MARATHON} --field hours_after_key --values 3,6,12,24",
    "sweep.json": "sweep closed.toml --field preferred_time --values 07:00,18:00 --json",
}
_FILES_OUT = {
    "first": "init - --run 'Tue 07:00 intervals 60' --run 'Sun race 10km B' --repeats",
    "converted": "convert closed.toml -",
    "block_converted": "convert block.json - --to toml",
    "week_of_a_season_converted": f"convert {_RACE} - --to toml --week 2",
    "calendar_converted": "convert mine.ics - --to toml --start 2026-11-23",
}
_REFUSED = {
    "wrong": "plan wrong.toml",
    "empty": "plan empty.toml",
    "missing": "plan nowhere.toml",
    "whole_season": f"why-not {_SEASON} Fri",
    "no_such_week": f"plan {_SEASON} --week 13",
    "one_week_only": f"plan {_MARATHON} --week 1",
    "no_calendar": f"explain {_MARATHON} --start 2026-11-23",
    "no_start": "audit mine.ics",
    "several_weeks": "why-not block.json Fri",
    "read_too": "plan block.json -o block.json",
    "no_folder": f"plan {_MARATHON} -o nowhere/plan.txt",
    "no_form": f"convert {_MARATHON} week.yaml",
    "no_runs": "init first.toml",
    "no_run": "init first.toml --run 'Tue 07:00 tempoo 50'",
    "another_week": "why-not block.json 'W2 Fri' --week 1",
    "no_block": f"block {_MARATHON}",
    "no_strength": f"audit {_MARATHON}",
    "no_plan": f"replan {_SEASON} --today Wed",
    "no_time_of_the_week": f"why-not {_MARATHON} 'Fri 25:00'",
    "not_asked": f"why-not {_MARATHON} Fri --kind heavy",
    "no_number": f"plan {_MARATHON} --seconds nan",
    "no_previous": f"frontier {_MARATHON} --x changes",
    "no_few": f"alternatives {_MARATHON} -k 0",
    "no_draws": f"robustness {_MARATHON} --draws 0",
    "no_field": f"sweep {_MARATHON} --field rest_days --values 1",
    "no_values": f"sweep {_MARATHON} --field rest_day --values ,",
}


@contextlib.contextmanager
def _folder() -> Iterator[None]:
    """Stand in a folder with the files that the lines name."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("examples", "tests/data"):
            shutil.copytree(ROOT / name, Path(folder, name))
        for name, text in _FILES.items():
            Path(folder, name).write_text(text, encoding="utf-8", newline="")
        with contextlib.chdir(folder):
            yield


def _run(lines: Mapping[str, str]) -> Answers:
    """Return what each line prints; JSON is also left as a file, for the lines after it."""
    answers, ends = {}, []
    with _folder():
        for name, line in lines.items():
            result = CliRunner().invoke(main, split(line))
            ends.append(f"{result.exit_code}  strengthfit {line}")
            if name.endswith(".json"):
                Path(name).write_text(result.stdout, encoding="utf-8")
                answers[name] = result.stdout.removesuffix("\n")
            else:
                said = f"\n--- standard error\n{result.stderr}" if result.stderr else ""
                answers[f"{name}.txt"] = f"{result.stdout}{said}".strip("\n")
    return {**answers, "exit_codes.txt": "\n".join(ends)}


def _running(lines: Mapping[str, str]) -> Callable[[], Answers]:
    return lambda: _run(lines)


def _refused() -> Answers:
    """Return all refusals in one file, each below its line."""
    answers = _run(_REFUSED)
    ends = answers.pop("exit_codes.txt").splitlines()
    told = [
        f"{end}\n{text.removeprefix('--- standard error').strip()}"
        for end, text in zip(ends, answers.values(), strict=True)
    ]
    return {"refused.txt": "\n\n".join(told)}


COMMAND_CASES: dict[str, Callable[[], Answers]] = {
    "plan": _running(_PLANS),
    "questions": _running(_QUESTIONS),
    "replan": _running(_AGAIN),
    "trade_offs": _running(_TRADE_OFFS),
    "files": _running(_FILES_OUT),
    "refused": _refused,
}
