"""What tests of planners' payloads share: the kept files, and plans with any sessions."""

import csv
import functools
import json
from pathlib import Path
from typing import Any

import attrs
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.clock import DAY, moment_text
from strengthfit.domain.strength import DOSES, EFFORTS, STRENGTH_KINDS
from strengthfit.interchange import WeekFile
from strengthfit.interchange.format import ReadItem
from strengthfit.planning import Placement, Plan

FOLDER = Path(__file__).parents[1] / "data" / "planners"
MONDAY = "2026-11-23"
RUN_WORDS = {
    "easy": "Easy",
    "recovery": "Recovery",
    "tempo": "Tempo",
    "intervals": "Intervals",
    "long": "Long run",
    "race": "Race",
}
"""Titles whose kind no reader of titles can miss."""


def text_of(name: str) -> str:
    return (FOLDER / name).read_bytes().decode("utf-8")


def data_of(name: str) -> Any:
    return json.loads(text_of(name))


def kept_read(name: str) -> list[ReadItem]:
    rows = list(csv.reader(text_of(f"{name}.read.csv").splitlines()))
    return [
        ReadItem(date, when, title, taken_as, how, known == "yes")
        for date, when, title, taken_as, how, known in rows[1:]
    ]


def as_kept(read: WeekFile, kept: list[ReadItem]) -> list[ReadItem]:
    """Return what was read without its reasons where none is kept."""
    blank = {(item.date, item.title) for item in kept if not item.how}
    return [
        attrs.evolve(item, how="") if (item.date, item.title) in blank else item
        for item in read.read
    ]


@functools.cache
def kept_plan() -> Plan:
    file = sf.read_week(FOLDER / "out_week.json")
    return sf.plan(file.week, file.policy)


LABELS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["C", "Z"]),
    min_size=1,
    max_size=20,
).filter(lambda text: text.isprintable() and text not in STRENGTH_KINDS) | st.sampled_from(
    ["A", "=1+1", "@x", "-", "a;b", 'a"b', "A] [B", "a, b", "[", "key:heavy", "tempo"]
)


@st.composite
def placements(draw: st.DrawFn) -> Placement:
    """Any session of a week, whether or not a plan would place it."""
    start = draw(st.integers(0, 7 * DAY - 1))
    return Placement(
        start // DAY,
        start,
        draw(st.sampled_from(STRENGTH_KINDS)),
        draw(st.sampled_from(DOSES)),
        draw(st.integers(5, 240)),
        "full",
        moment_text(start, 0),
        draw(st.sampled_from(EFFORTS)),
        draw(st.none() | LABELS),
    )


def plan_with(*sessions: Placement) -> Plan:
    """Return a plan that has these sessions and no runs, without solving anything."""
    return attrs.evolve(_empty_plan(), placements=tuple(sorted(sessions, key=_order)))


def _order(session: Placement) -> tuple[int, str, str]:
    return session.start, session.kind, session.label or ""


@functools.cache
def _empty_plan() -> Plan:
    return sf.plan(sf.Week([], strength=0, start=MONDAY))


def written(session: Placement) -> tuple[Any, ...]:
    return (
        session.start,
        session.kind,
        session.dose,
        session.effort,
        session.label,
        float(session.minutes),
    )


def read_back(file: WeekFile) -> list[tuple[Any, ...]]:
    return [
        (one.when.minutes, one.kind, one.dose, one.effort, one.label, one.minutes)
        for one in file.placements
    ]
