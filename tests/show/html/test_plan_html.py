"""The plan as HTML: whole, well-formed, with nothing of a user's text obeyed."""

import subprocess
import sys
from html import escape

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.clock import DAY, clock_text
from strengthfit.show.html.plan import plan_html
from strengthfit.show.text.plan import summary
from strengthfit.show.text.words import less_strength

from ...generate import blocks, policies, weeks
from .page import TAGS, Page


def _session(placement: sf.Placement) -> str:
    dose = "" if placement.dose == "full" else f", {placement.dose}"
    effort = placement.effort.replace("_", " ")
    dose += "" if effort == "near failure" else f", {effort}"
    start = clock_text(placement.start % DAY)
    return f"{start} {placement.name}{dose} {placement.minutes} min"


@given(weeks(), policies())
@settings(max_examples=60)
def test_a_week_has_its_days_runs_sessions_and_what_is_said_of_it(
    week: sf.Week, policy: sf.Policy
) -> None:
    plan = sf.plan(week, policy)
    page = Page(plan_html(plan))
    head, runs, strength = page.rows
    assert (len(head), len(runs), len(strength)) == (8, 8, 8)
    assert page.tags <= TAGS
    for placement in plan.placements:
        assert _session(placement) in strength[placement.day + 1]
    placed = {placement.day for placement in plan.placements}
    assert all(strength[day + 1] for day in placed)
    told = " ".join(runs)
    assert all(run.kind.replace("_", " ") in told for run in week.runs)
    assert told.count("*") == sum(run.is_key for run in week.runs)
    assert all(sentence in page.words for sentence in summary(plan))


@given(blocks(most_weeks=3), policies())
@settings(max_examples=20)
def test_a_block_has_a_row_for_each_week_with_its_sessions(
    block: sf.Block, policy: sf.Policy
) -> None:
    plan = sf.plan(block, policy)
    page = Page(plan_html(plan))
    assert page.tags <= TAGS
    if len(block.weeks) == 1:
        return
    assert len(page.rows) == 1 + len(block.weeks)
    assert {len(row) for row in page.rows} == {10}
    for placement in plan.placements:
        row = page.rows[placement.week + 1]
        assert _session(placement) in row[2 + placement.day % 7]
    less = less_strength(plan)
    for row, week, reasons in zip(page.rows[1:], block.weeks, less, strict=True):
        keys = sum(run.is_key for run in week.runs)
        assert "".join(row[2:9]).count("*") == keys
        assert bool(row[9]) == bool(reasons)
        assert all(reason in row[9] for reason in reasons)
    hover = "; ".join(page.titles)
    assert all(run.kind.replace("_", " ") in hover for week in block.weeks for run in week.runs)
    assert all(sentence in page.words for sentence in summary(plan))


@given(st.text("<>&\"'abc/", min_size=1, max_size=20).filter(str.strip))
@settings(max_examples=40)
def test_a_users_text_is_shown_and_not_obeyed(name: str) -> None:
    week = sf.Week([sf.Run("Tue 07:00", "intervals", id=name), sf.Run("Thu 07:00", "easy")])
    page = Page(plan_html(sf.plan(week)))
    assert page.tags <= TAGS
    assert name in page.titles


def test_kinds_and_reasons_are_escaped_too() -> None:
    plan = sf.plan(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1, repeats=True))
    bad = "<script>alert('x')</script>"
    placement = attrs.evolve(plan.placements[0], kind=bad)
    skipped = (sf.plan(sf.Week([], available=["Tue 06:00-06:10"])).skipped[0],)
    skipped = (attrs.evolve(skipped[0], reason=bad),)
    bad_days = (attrs.evolve(d, placements=(placement,) * len(d.placements)) for d in plan.days)
    days = tuple(bad_days)
    told = plan_html(attrs.evolve(plan, placements=(placement,), days=days, skipped=skipped))
    assert "<script" not in told
    assert told.count(escape(bad)) == 2


def test_notebooks_get_it_and_a_day_says_why_it_has_no_session() -> None:
    week = sf.Week([sf.Run("Wed 07:00", "intervals", minutes=60)], strength=1, repeats=True)
    plan = sf.plan(week)
    assert plan._repr_html_() == plan_html(plan)
    _, _, strength = Page(plan_html(plan)).rows
    assert strength[2] == "before the intervals on Wed 07:00"
    assert strength[5] == "Thu 18:00 circuit could move here"


def test_dates_that_are_known_are_shown() -> None:
    head, *_ = Page(plan_html(sf.plan(sf.Week([], start="2026-11-25")))).rows
    assert head[1:3] == ["Wed 25 Nov", "Thu 26 Nov"]


def test_a_plan_without_anything_has_a_page() -> None:
    page = Page(plan_html(sf.plan(sf.Week([], strength=0))))
    assert len(page.rows) == 3


def test_showing_plans_loads_no_matplotlib() -> None:
    told = (
        "import sys, strengthfit as sf; sf.plan(sf.Week([]))._repr_html_(); "
        "print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
