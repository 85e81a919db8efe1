"""Audits, diagnoses and robustness as HTML: whole, well-formed, with no text of a user obeyed."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

import attrs
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.program import Label

from ...generate import policies, weeks
from .page import TAGS, Page

WEEK = sf.Week(
    [
        sf.Run("Tue 07:00", "intervals", minutes=60),
        sf.Run("Thu 07:00", "tempo", minutes=50),
        sf.Run("Sun 08:00", "long", minutes=110),
    ],
    strength=[sf.Demand("heavy"), sf.Demand("circuit")],
    repeats=True,
)
SESSIONS = (sf.Session("Wed 18:00", "heavy"), sf.Session("Fri 18:00", "core"))
BAD = "<script>alert('x & y')</script>"

Shown = sf.Audit | sf.Diagnosis | sf.Robustness


CROWDED = attrs.evolve(WEEK, strength=4)
RACES = [sf.Run(f"{day} 10:00", "race", km=10) for day in ("Mon", "Wed", "Fri", "Sun")]
MADE: dict[str, Callable[[], Shown]] = {
    "audit": lambda: sf.audit(
        WEEK, [sf.Session("Wed 18:00", "heavy"), sf.Session("Fri 18:00", "core")]
    ),
    "audit of a good week": lambda: sf.audit(WEEK, [sf.Session("Tue 18:00", "heavy")]),
    "audit of nothing": lambda: sf.audit(WEEK, []),
    "diagnosis": lambda: sf.diagnose(CROWDED),
    "one conflict of many": lambda: sf.diagnose(CROWDED, conflicts=1),
    "no way out": lambda: attrs.evolve(_diagnosis(), relaxations=(), complete=True),
    "races": lambda: sf.diagnose(sf.Week(RACES, strength=3, repeats=True)),
    "everything can be placed": lambda: sf.diagnose(WEEK),
    "robustness": lambda: sf.robustness(WEEK, draws=20),
    "robustness of nothing": lambda: sf.robustness(attrs.evolve(WEEK, strength=0), draws=20),
}


@cache
def _value(name: str) -> Shown:
    return MADE[name]()


def _diagnosis() -> sf.Diagnosis:
    value = _value("diagnosis")
    assert isinstance(value, sf.Diagnosis)
    return value


def _words(text: str) -> Counter[str]:
    """Return the words and numbers of a text, whatever stands between them."""
    return Counter(re.findall(r"[^\s;:,.()|\"]+(?:[.:]\d+)?", text.lower()))


def _assert_whole(value: Shown) -> Page:
    """Read a page, and fail if it lacks a word of the text."""
    page = Page(value._repr_html_())
    assert page.tags <= TAGS
    lines = [line.strip().removeprefix("- ") for line in str(value).splitlines()]
    text = "\n".join(line.removeprefix("then: ") for line in lines)  # the head of a column
    assert not _words(text) - _words(page.spaced)
    return page


@pytest.mark.parametrize("name", MADE)
def test_everything_that_the_text_says_is_there(name: str) -> None:
    _assert_whole(_value(name))


@given(weeks(most=4), policies())
@settings(max_examples=15)
def test_any_week_diagnosed_or_audited_is_whole(week: sf.Week, policy: sf.Policy) -> None:
    _assert_whole(sf.diagnose(week, policy))
    _assert_whole(sf.audit(week, SESSIONS, policy))


def test_a_cost_that_is_no_interference_is_not_listed_as_a_part_of_it() -> None:
    audit = _value("audit")
    assert isinstance(audit, sf.Audit)
    assert {cause.part.unit for cause in audit.parts} == {"%", "min"}
    amounts = [row[-1] for row in _assert_whole(audit).rows]
    assert amounts
    assert all(amount.endswith(" %") for amount in amounts)
    assert sum(float(amount[:-2]) for amount in amounts) == pytest.approx(
        audit.interference, abs=0.005 * len(amounts)
    )


def test_a_rule_that_a_user_names_is_shown_and_not_obeyed() -> None:
    label = Label(BAD, BAD, BAD)
    audit, diagnosis, robust = (_value(name) for name in ("audit", "diagnosis", "robustness"))
    assert isinstance(audit, sf.Audit)
    assert isinstance(diagnosis, sf.Diagnosis)
    assert isinstance(robust, sf.Robustness)
    ways_out = tuple(attrs.evolve(way, text=BAD) for way in diagnosis.relaxations)
    when = {attrs.evolve(placement, when=BAD): 0.5 for placement in robust.survival}
    for value in (
        attrs.evolve(audit, broken=(label,)),
        attrs.evolve(diagnosis, conflicts=((label,),), relaxations=ways_out),
        attrs.evolve(robust, survival=when, day_survival=when),
    ):
        page = Page(value._repr_html_())
        assert page.tags <= TAGS
        assert BAD in page.words
