"""What users write in ids comes out as words, whatever it is written in: never as anything else.

Each output is written twice, with plain names and with names that would be tags, formulas, fields
or formatting: it has the same structure both times.
"""

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest
from click.testing import CliRunner
from matplotlib.figure import Figure

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.interchange import (
    gym_to_ics,
    plan_to_garmin,
    plan_to_ics,
    plan_to_intervals_events,
    plan_to_trainingpeaks,
    plan_to_week_grid,
    squad_to_ics,
    to_json,
)
from strengthfit.program.formats import FORMATS, write_program_as
from strengthfit.show import draw_week
from strengthfit.show.html import page

from ..lazily import Lazily
from .tags import tags

PLAIN = "a name, as plain as they come, with no sign in it that does anything at all"
EVIL = (
    "<script>x()</script><img src=x onerror=x()>\"'><a href='javascript:x()'>",
    "=1+1`|</td></tr></table>&lt;&#60;script&#62; ]]> --> <!-- $\\frac{ ${7*7} {0} %s",
    ";DTSTART:20200101\\nEND:VEVENT,x='[red]a[/red]' ](javascript:x) \\ # * x3 >= 1 ;",
    "@SUM(A1) \u6f22\u6f22\u6f22 e\u0301\u0301\u0301 \u200d\u200d \U0001f3cb '''\"\"\" # [[runs]]",
)
NAMES = (PLAIN, *EVIL)


def _week(name: str) -> sf.Week:
    runs = [
        sf.Run("Tue 07:00", "intervals", minutes=60, id=f"1{name}"[:80]),
        sf.Run("Sun 08:00", "long", minutes=100, id=name[:80]),
    ]
    demands = [sf.Demand("heavy", label=name[:20].strip()), sf.Demand("circuit")]
    return sf.Week(
        runs, demands, available=[sf.Window("Mon-Fri", place=name[:80])], start="2026-11-23"
    )


def _squad(name: str) -> sf.SquadPlan:
    week = attrs.evolve(_week(name), strength=[sf.Demand("core", label=name[:20].strip())])
    return sf.plan_squad({name[:80]: week, f"2{name}"[:80]: week}, sf.Gym(places=1), sf.Coach(2))


PLANS = Lazily({name: partial(lambda name: sf.plan(_week(name)), name) for name in NAMES})
SQUADS = Lazily({name: partial(_squad, name) for name in NAMES})


# HTML and SVG


PAGES: dict[str, Callable[[str], str]] = {
    "plan": lambda name: page(PLANS[name], f"Plan: {name}"),
    "explanation": lambda name: sf.explain(PLANS[name])._repr_html_(),
    "audit": lambda name: sf.audit(_week(name), PLANS[name].placements)._repr_html_(),
    "diagnosis": lambda name: sf.diagnose(_week(name), conflicts=1, ways=1)._repr_html_(),
    "squad": lambda name: page(SQUADS[name], name),
}


@pytest.mark.parametrize("evil", range(len(EVIL)))
@pytest.mark.parametrize("kind", PAGES)
def test_no_name_adds_a_tag_to_a_page(kind: str, evil: int) -> None:
    text = PAGES[kind](EVIL[evil])
    assert tags(text) == tags(PAGES[kind](PLAIN))
    assert not re.search(r"<script|<img|<a ", text)


@pytest.mark.filterwarnings("ignore:Glyph")  # a font that lacks a sign
@pytest.mark.parametrize("evil", range(len(EVIL)))
def test_a_figure_is_a_drawing_and_no_more(evil: int, tmp_path: Path) -> None:
    file = tmp_path / "week.svg"
    figure = draw_week(PLANS[EVIL[evil]]).get_figure()
    assert isinstance(figure, Figure)
    figure.savefig(file)
    drawn = {str(one.tag).rpartition("}")[2] for one in ET.parse(file).iter()}  # noqa: S314  # our own
    assert drawn.isdisjoint({"script", "a", "img", "image", "foreignObject"})


# Tables and calendars


@pytest.mark.parametrize("evil", range(len(EVIL)))
def test_a_grid_of_weeks_has_the_same_cells(evil: int) -> None:
    plain, found = (
        list(csv.reader(io.StringIO(plan_to_week_grid(PLANS[name]))))
        for name in (PLAIN, EVIL[evil])
    )
    assert [len(row) for row in found] == [len(row) for row in plain]
    assert [[len(cell.splitlines()) for cell in row] for row in found] == [
        [len(cell.splitlines()) for cell in row] for row in plain
    ]
    assert not any(cell.startswith(tuple("=+-@")) for row in found for cell in row)


def _properties(text: str) -> list[str]:
    """The name of each property of a calendar, with those of its parameters."""
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")
    return [re.sub(r'=("[^"]*"|[^;:]*)', "", line).partition(":")[0] for line in lines]


CALENDARS: dict[str, Callable[[str], str]] = {
    "plan": lambda name: plan_to_ics(PLANS[name], calendar_id="one"),
    "gym": lambda name: gym_to_ics(SQUADS[name], squad_to_ics(SQUADS[name])),
}


@pytest.mark.parametrize("evil", range(len(EVIL)))
@pytest.mark.parametrize("kind", CALENDARS)
def test_no_name_adds_a_field_to_a_calendar(kind: str, evil: int) -> None:
    text = CALENDARS[kind](EVIL[evil])
    assert _properties(text) == _properties(CALENDARS[kind](PLAIN))
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("evil", ["x\r\nBEGIN:VEVENT", "x\nUID:1", "x\x00", "x\u2028y"])
def test_an_id_of_a_calendar_keeps_its_line(evil: str) -> None:
    with pytest.raises(sf.InputError):
        plan_to_ics(PLANS[PLAIN], calendar_id=evil)


# What programs read


@pytest.mark.parametrize("evil", range(len(EVIL)))
def test_answers_are_json_that_says_what_was_written(evil: int) -> None:
    plan = PLANS[EVIL[evil]]
    text = to_json(plan)
    assert text.isascii()
    said = json.loads(text)
    assert {one.get("label") for one in said["placements"]} <= {None, EVIL[evil][:20].strip()}
    assert EVIL[evil][:80] in [run["id"] for run in said["given"]["runs"]]
    for written in (plan_to_garmin, plan_to_intervals_events, plan_to_trainingpeaks):
        fields: Any = written
        assert json.loads(json.dumps(fields(plan))) == fields(plan)


@pytest.mark.parametrize("form", FORMATS)
def test_no_name_reaches_a_program_for_solvers(form: str, tmp_path: Path) -> None:
    """But that in JSON, which has all of them as text."""
    texts = []
    for number, name in enumerate(NAMES):
        file = tmp_path / f"{number}{FORMATS[form].suffix}"
        write_program_as(PLANS[name].program, file)
        texts.append(file.read_text("utf-8"))
    lines = [re.sub(r"digest of the program: \w+", "", text).splitlines() for text in texts]
    if form == "json":
        assert all(len(each) == len(lines[0]) and json.loads("\n".join(each)) for each in lines)
    else:
        assert all(each == lines[0] for each in lines)


@pytest.mark.parametrize("ending", ["toml", "json"])
@pytest.mark.parametrize("evil", range(len(EVIL)))
def test_a_week_file_that_is_written_says_what_was_read(
    evil: int, ending: str, tmp_path: Path
) -> None:
    name = EVIL[evil][:80]
    table = {"runs": [{"when": "Tue", "kind": "easy", "id": name}], "available": []}
    source, target = tmp_path / "week.json", tmp_path / f"written.{ending}"
    source.write_text(json.dumps(table))
    result = CliRunner().invoke(main, ["convert", str(source), str(target)])
    assert result.exit_code == 0, result.output
    text = target.read_text("utf-8")
    read = tomllib.loads(text) if ending == "toml" else json.loads(text)
    assert read["runs"][0]["id"] == name
    assert sf.read_week(target).week == sf.read_week(source).week
