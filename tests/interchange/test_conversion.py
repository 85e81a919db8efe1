"""What is written as a file is read as what it was, in each form; first files too."""

import datetime as dt
import json
import tomllib
from typing import Any

import attrs
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.demand_sets import DEMAND_SETS
from strengthfit.domain.presets import PRESETS
from strengthfit.domain.run import RUN_KINDS
from strengthfit.domain.starts import start_of
from strengthfit.interchange import (
    FORMATS,
    BlockFile,
    Format,
    WeekFile,
    open_text,
    parse_block,
    parse_week,
)
from strengthfit.interchange.conversion import endings, text_as, with_named_times
from strengthfit.interchange.first_file import first_file, run_table
from strengthfit.interchange.table_file import parse_table, suffix_of, table_text

from ..generate import blocks, policies, weeks
from .tables import ANYTHING, SPANS

LOADS: dict[str, Any] = {".toml": tomllib.loads, ".json": json.loads}
SESSIONS = st.builds(
    sf.Session,
    st.sampled_from(["Mon", "Tue 18:00", "Sun pm"]),
    st.sampled_from(["heavy", "circuit"]),
    minutes=st.none() | st.floats(5, 90),
    dose=st.sampled_from([None, "reduced"]),
)
PLACES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    str.isprintable
)


@st.composite
def week_files(draw: st.DrawFn) -> WeekFile:
    week, place = draw(weeks()), draw(PLACES)
    if week.available:  # a name in any script, with quotes
        named = (attrs.evolve(week.available[0], place=place), *week.available[1:])
        week = attrs.evolve(week, available=named)
    return WeekFile(week, draw(policies()), tuple(draw(st.lists(SESSIONS, max_size=2))))


@given(week_files())
@settings(max_examples=100)
def test_a_week_file_is_read_as_it_was_written(file: WeekFile) -> None:
    event(f"placed: {bool(file.placements)}")
    for suffix, load in LOADS.items():
        text = text_as(file, suffix)
        assert parse_week(load(text)) == file
        form, table = open_text(text, "x")
        assert (form.name, parse_week(table)) == ("a week file", file)


@given(blocks(), policies(), st.data())
@settings(max_examples=60)
def test_a_block_file_is_read_as_it_was_written(
    block: sf.Block, policy: sf.Policy, data: st.DataObject
) -> None:
    each = st.lists(SESSIONS, max_size=2).map(tuple)
    count = len(block.weeks)
    placed = tuple(data.draw(st.lists(each, min_size=count, max_size=count)))
    file = BlockFile(block, policy, placed if any(placed) else ())
    event(f"placed: {bool(file.placements)}")
    for suffix, load in LOADS.items():
        text = text_as(file, suffix)
        assert parse_block(load(text)) == file
        assert open_text(text, "x")[0].name == "a block file"


PARTS = {"runs": 0, "before": -1, "after": 1, "pins": 0, "habit": 0}


def _starts(week: sf.Week, asked: sf.Week | sf.Block) -> list[list[int]]:
    """When everything with a time in a week starts."""
    return [
        [start_of(item.when, asked, sf.Policy(), part) for item in getattr(week, name)]
        for name, part in PARTS.items()
    ]


def _counted(week: sf.Week, asked: sf.Week | sf.Block) -> sf.Week:
    """The same week with the times of its runs in minutes."""
    runs = [attrs.evolve(run, when=start_of(run.when, asked, sf.Policy())) for run in week.runs]
    return attrs.evolve(week, runs=runs)


def _mean_the_same(
    named: sf.Week, counted: sf.Week, asked: sf.Week | sf.Block, as_named: sf.Week | sf.Block
) -> None:
    assert _starts(named, as_named) == _starts(counted, asked)
    assert all(run.when.minutes is None for run in named.runs)
    times: dict[str, Any] = {name: getattr(counted, name) for name in (*PARTS, "history")}
    assert attrs.evolve(named, **times) == counted


@given(weeks())
@settings(max_examples=60)
def test_named_times_of_a_week_mean_the_same(week: sf.Week) -> None:
    counted = _counted(week, week)
    named = with_named_times(WeekFile(counted, sf.Policy()))
    assert isinstance(named, WeekFile)
    _mean_the_same(named.week, counted, counted, named.week)


@given(blocks())
@settings(max_examples=40)
def test_named_times_of_a_block_mean_the_same(block: sf.Block) -> None:
    counted = sf.Block([_counted(week, block) for week in block.weeks])
    named = with_named_times(BlockFile(counted, sf.Policy()))
    assert isinstance(named, BlockFile)
    for one, other in zip(named.block.weeks, counted.weeks, strict=True):
        _mean_the_same(one, other, counted, named.block)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_read_as_it_was_written(name: str) -> None:
    file = WeekFile(sf.Week([]), sf.Policy.preset(name))
    for suffix, load in LOADS.items():
        assert parse_week(load(text_as(file, suffix))) == file


def test_a_form_with_an_ending_of_its_own_writes_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    form = Format(name="a list", ending=".list", begins="LIST", write=lambda given: f"LIST {given}")
    monkeypatch.setattr("strengthfit.interchange.conversion.FORMATS", (*FORMATS, form))
    assert endings() == (".toml", ".json", ".list")
    file = WeekFile(sf.Week([]), sf.Policy())
    assert text_as(file, ".list") == f"LIST {file}"
    monkeypatch.setattr("strengthfit.interchange.registry.FORMATS", (*FORMATS, form))
    assert open_text("\nLIST 1", "x") == (form, "\nLIST 1")


TABLES = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6), ANYTHING, max_size=4
)


def _has(value: Any, kind: type) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, kind) or any(_has(each, kind) for each in inner)


def _sorted(value: Any) -> Any:
    if isinstance(value, dt.datetime | dt.time):
        return value.replace(fold=0)  # no text says which of two equal times is meant
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(each) for each in value] if isinstance(value, list) else value


@given(TABLES)
@settings(max_examples=100)
def test_any_table_that_toml_can_hold_is_read_back(table: dict[str, Any]) -> None:
    if _has(table, type(None)):
        with pytest.raises(sf.InputError, match="None has no form in TOML; write JSON"):
            table_text(table, ".toml")
        return
    try:
        text = table_text(table, ".toml")
        read = parse_table(text, ".toml", "x")
    except (UnicodeEncodeError, sf.FileError):
        assert "\\ud" in ascii(table) or "9" * 20 in str(table) or len(str(table)) > 300
        return
    assert repr(_sorted(read)) == repr(_sorted(table))  # nan is not equal to itself


@given(st.text("[]{}\"'#a1=., \n", max_size=20))
def test_json_is_never_taken_for_toml(text: str) -> None:
    try:
        json.loads(text)
    except ValueError:
        return
    if text.lstrip()[:1] in ("{", "["):
        assert suffix_of(text) == ".json"


# First files

LENGTHS = st.sampled_from(
    [("", {}), ("60", {"minutes": 60}), ("45 min", {"minutes": 45}), ("12.5km", {"km": 12.5})]
)
KINDS = st.sampled_from(RUN_KINDS)
SPELT = st.sampled_from([" ", "_", "-"])
DAYS = st.sampled_from(["Mon", "Tue am", "wed 18:00", "Thursday 7pm", "D6 08:00", "Sun"])


@given(DAYS, KINDS, SPELT, LENGTHS, st.booleans())
@settings(max_examples=100)
def test_a_run_in_words_is_that_run(
    when: str, kind: str, joint: str, length: tuple[str, dict[str, Any]], loud: bool
) -> None:
    spelt = kind.replace("_", joint)
    text = f" {when}  {spelt.upper() if loud else spelt} {length[0]}"
    assert run_table(text) == {"when": when, "kind": kind, **length[1]}
    if kind == "race":
        assert run_table(f"{text} B")["priority"] == "B"


@given(st.text(max_size=20) | st.text("Tue 07:00easylongrace kmin1.", max_size=30))
def test_rubbish_is_not_a_run(text: str) -> None:
    try:
        table = run_table(text)
    except sf.InputError:
        return
    assert sf.Run(**table).kind in RUN_KINDS


FIRST = st.fixed_dictionaries(
    {
        "runs": st.lists(
            st.builds(
                lambda when, kind, length: {"when": when, "kind": kind, **length[1]},
                st.sampled_from(["Mon", "Wed am", "Fri 18:00"]),
                KINDS,
                LENGTHS,
            ),
            max_size=3,
            unique_by=lambda run: run["when"],
        )
    },
    optional={
        "start": st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)),
        "strength": st.integers(0, 14) | st.sampled_from(list(DEMAND_SETS)),
        "repeats": st.booleans(),
        "available": st.lists(SPANS, min_size=1, max_size=3),
        "policy": st.sampled_from(list(PRESETS)).map(lambda name: {"preset": name}),
    },
)


@given(FIRST)
@settings(max_examples=100)
def test_a_first_file_holds_just_what_was_given(table: dict[str, Any]) -> None:
    text = first_file(table)
    assert tomllib.loads(text) == {"schema_version": 1, **table}
    assert parse_week(tomllib.loads(text)) == parse_week(table)
    assert max(map(len, text.splitlines())) <= 100
    assert "[policy]" in text
