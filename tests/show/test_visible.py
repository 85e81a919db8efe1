"""What others wrote reaches a terminal or a page as signs, never as orders."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.interchange import ReadItem
from strengthfit.planning import Placement
from strengthfit.printable import one_line
from strengthfit.program import Label
from strengthfit.show import html, text
from strengthfit.show.text.layout import table, wrap, wrap_list
from strengthfit.show.text.read_items import read_lines
from strengthfit.visible import is_visible, visible

from ..audit.tags import tags
from ..lazily import Lazily

RUNS = [sf.Run("Tue 07:00", "intervals", minutes=60), sf.Run("Sun 08:00", "long", minutes=90)]
WEEK = sf.Week(RUNS, strength=3, repeats=True)
PLAN = sf.plan(WEEK)
VALUES: Mapping[str, Any] = Lazily(
    {
        "plan": lambda: PLAN,
        "block": lambda: sf.plan(sf.Block([sf.Week(RUNS, strength=1)] * 2)),
        "explanation": lambda: sf.explain(PLAN),
        "audit": lambda: sf.audit(WEEK, [sf.Session("Mon 18:00", "heavy")]),
        "diagnosis": lambda: sf.diagnose(attrs.evolve(WEEK, strength=4), conflicts=1, ways=1),
        "frontier": lambda: sf.frontier(sf.Week(RUNS, strength=1)),
        "sweep": lambda: sf.sweep(WEEK, "hours_after_key", [6, 48]),
        "presets": lambda: sf.compare_presets(WEEK),
        "squad": lambda: sf.plan_squad({"Ann": WEEK, "Bo": WEEK}, sf.Gym(places=1), sf.Coach(2)),
        "robustness": lambda: sf.robustness(sf.Week(RUNS, strength=1), draws=5),
    }
)
GOOD = (
    "Läufe",
    "\u6771\u4eac",
    "\u05e9\u05dc\u05d5\u05dd",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f3f4",
    "a\u00a0b",
    "\u2764\ufe0f",
)
EVIL = (
    "\x1b[31m",
    "\x1b]0;title\x07",
    "\x9b2J",
    "\r",
    "\u202e",
    "\u2066",
    "\u2028",
    "\x00",
    "\u200b",
    "\ud800",
    "\n",
)
ORDER = "\nORDER"
texts = st.lists(st.characters() | st.sampled_from(EVIL), max_size=8).map("".join)


def _acts(page: str) -> set[str]:
    """The signs of a page that a terminal would act on, but for its own line ends."""
    return {
        sign
        for sign in page
        if sign not in "\n\u200c\u200d"
        and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    }


# A text by itself


@given(texts)
@settings(max_examples=300)
def test_what_is_made_visible_is_and_stays(given_text: str) -> None:
    seen = visible(given_text)
    assert is_visible(seen)
    assert visible(seen) == seen
    assert (seen == given_text) == is_visible(given_text)
    assert not _acts(seen)
    assert "\n" not in seen
    assert visible(given_text, keep="\n").split("\n") == [
        visible(line) for line in given_text.split("\n")
    ]


@pytest.mark.parametrize("number", range(len(GOOD)))
def test_letters_and_emoji_stay_as_they_are(number: int) -> None:
    name = GOOD[number]
    assert (visible(name), one_line(name)) == (name, " ".join(name.split()))
    run = sf.Run("Tue 07:00", "intervals", id=f"{name} run")
    plan = sf.plan(sf.Week([run], [sf.Demand("heavy", label=name)]))
    assert name in str(plan)
    assert f"{name} run" in plan._repr_html_()
    assert name in str(sf.explain(plan))


@pytest.mark.parametrize("number", range(len(EVIL)))
def test_names_that_act_are_refused(number: int) -> None:
    name = f"Tue{EVIL[number]}run"
    for make in (
        lambda: sf.Run("Tue", "easy", id=name),
        lambda: sf.Demand("heavy", label=name),
        lambda: sf.Window("Tue", place=name),
        lambda: sf.Policy(name=name),
    ):
        with pytest.raises(sf.InputError) as got:
            make()
        assert not _acts(str(got.value))
        assert "\n" not in str(got.value)


# Values that are printed


def _spoilt(value: Any, evil: str) -> Any:
    """The same value with a text behind every label, sentence and reason in it."""
    again: Callable[[Any], Any] = lambda part: _spoilt(part, evil)  # noqa: E731  # short, and used twice
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(again(part) for part in value)
    if not attrs.has(type(value)) or isinstance(value, sf.Week | sf.Block | sf.Policy):
        return value
    changed: dict[str, Any] = {}
    for field in attrs.fields(type(value)):
        part = getattr(value, field.name, None)
        if field.name in SPOILT.get(type(value).__name__, ()) and isinstance(part, str):
            changed[field.name] = f"{part}{evil}x"
        elif field.name == "sentences" and isinstance(part, tuple):
            changed[field.name] = tuple(f"{sentence}{evil}x" for sentence in part)
        elif field.init and isinstance(part, tuple | Label | Placement | sf.Plan):
            changed[field.name] = again(part)
    return attrs.evolve(value, **changed) if changed else value


SPOILT: dict[str, tuple[str, ...]] = {
    "Label": ("cause", "text"),
    "Skipped": ("reason",),
    "Change": ("reason",),
    "DayRun": ("id", "when"),
    "RunLoss": ("id", "text"),
    "Placement": ("id",),
    "Relaxation": ("text",),
    "Day": ("name",),
}


@pytest.mark.parametrize("name", VALUES)
@given(evil=st.sampled_from([*EVIL, ORDER]) | texts)
@settings(max_examples=10, deadline=None)
def test_nothing_that_acts_is_printed(name: str, evil: str) -> None:
    value = _spoilt(VALUES[name], evil)
    for page in (str(value), value._repr_html_()):
        assert not _acts(page)
        assert not re.search(r"^ORDER", page, re.MULTILINE)
    assert not _acts(text.render(value))
    assert not _acts(html.render(value))


@pytest.mark.parametrize("name", VALUES)
def test_no_text_adds_a_tag_to_a_page(name: str) -> None:
    tag = "<script>x()</script>\"'><img src=x onerror=x()>&lt;"
    found = _spoilt(VALUES[name], tag)._repr_html_()
    assert tags(found) == tags(
        _spoilt(VALUES[name], "plain words that are as long as these")._repr_html_()
    )
    assert "<script" not in found


def test_every_value_that_has_a_page_is_here() -> None:
    assert {type(VALUES[name]) for name in VALUES} >= set(html.render.registry) - {object}


@pytest.mark.parametrize("number", range(len(EVIL)))
def test_answers_that_are_a_sentence_write_it_out(number: int) -> None:
    reason = sf.why_not(PLAN, "Mon 18:00")
    audit = _spoilt(VALUES["audit"], EVIL[number])
    said = [attrs.evolve(reason, text=f"{reason.text}{EVIL[number]}"), *audit.repairs]
    said += _spoilt(VALUES["diagnosis"], EVIL[number]).relaxations
    assert len(said) > 2
    assert not _acts("".join(map(str, said)))
    assert "\n" not in "".join(map(str, said))


def test_what_is_spoilt_is_printed_somewhere() -> None:
    found = {name for name, value in VALUES.items() if r"\x1b[31m" in str(_spoilt(value, EVIL[0]))}
    assert found >= {"plan", "explanation", "audit", "diagnosis"}
    assert r"\x1b[31m" in _spoilt(VALUES["plan"], EVIL[0])._repr_html_()


@given(st.lists(texts, min_size=1, max_size=4))
@settings(max_examples=100)
def test_a_table_keeps_its_rows_whatever_stands_in_them(cells: list[str]) -> None:
    lines = table([cells, ["b"] * len(cells)], [8] * (len(cells) - 1))
    assert len(lines) == 2
    assert not _acts("\n".join([*lines, *wrap(" ".join(cells)), *wrap_list(cells, 20)]))
    assert not any("\n" in line for line in [*lines, *wrap_list(cells, 20)])


@given(texts)
@settings(max_examples=50)
def test_entries_of_calendars_are_read_out_without_orders(evil: str) -> None:
    items = [ReadItem("2026-11-24", "Tue 07:00", f"Run{evil}", "easy", f"said{evil}", known=False)]
    assert not _acts("\n".join(_lines(items)))


def _lines(items: Iterable[ReadItem]) -> list[str]:
    return list(read_lines(tuple(items), every=True))


# Errors and the command


@given(texts)
@settings(max_examples=50)
def test_errors_say_what_acts_in_writing(evil: str) -> None:
    for error in (
        sf.InputError(f"evidence[{evil}]", evil, f"is not {evil}"),
        sf.FileError(f"week{evil}.toml", [f"runs: {evil}", "is empty"]),
        sf.PinError(f"pins: {evil}"),
    ):
        assert not _acts(str(error))
        assert not any(_acts(problem) for problem in error.problems)


def test_the_command_writes_out_what_acts(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31m\nweek.json"
    file.write_text('{"runs": [{"when": "Tue", "kind": "easy", "a\\u001b[31mb": 1}]}')
    result = CliRunner().invoke(main, ["plan", str(file)])
    assert result.exit_code == 2
    assert not _acts(result.output)
    assert result.output.count("\n") == 1
    for arguments in (["plan", "a.toml", str(file)], ["bench", "report", str(file), "--x\x1b[31m"]):
        result = CliRunner().invoke(main, arguments)
        assert (result.exit_code, _acts(result.output)) == (2, set())
    file.write_text('{"runs": [], "policy": {"equipment": {"heavy": ["\\u001b[31m"]}}}')
    result = CliRunner().invoke(main, ["plan", str(file)])
    assert (result.exit_code, _acts(result.output)) == (0, set())
