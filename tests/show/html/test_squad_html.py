"""A squad's plan as HTML: well-formed, with every session, and nothing of a user's text obeyed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.block import weeks_of
from strengthfit.domain.clock import DAY, clock_text
from strengthfit.interchange import SquadFile
from strengthfit.show.html import page, render
from strengthfit.show.text.squad import head, notes, rows
from strengthfit.visible import is_visible

from ...squad_cases import EACH, WEEK, club, crowd, plan_of_file, squad_files
from .page import TAGS, Page

ALLOWED = {*TAGS, "span"}


@pytest.mark.parametrize("name", EACH)
def test_a_page_says_what_the_text_says(name: str) -> None:
    squad = EACH[name]()
    shown = Page(render(squad))
    assert shown.tags <= ALLOWED
    assert all(sentence in shown.words for sentence in (*head(squad), *notes(squad)))


@given(squad_files())
@settings(max_examples=30, deadline=None)
def test_every_session_is_in_the_timetable_and_in_its_athlete_s_row(file: SquadFile) -> None:
    squad = plan_of_file(file)
    shown = Page(render(squad))
    assert shown.tags <= ALLOWED
    if squad.outcome.objective is None:
        return
    assert len(weeks_of(squad.members[0].week)) == 1
    timetable = {row[0]: row[1:] for row in shown.rows if row[0][2:3] == ":"}
    for one in rows(squad):
        cell = timetable[clock_text(one.booking.start % DAY)][one.booking.start // DAY]
        assert f"{one.who} {one.session}" in cell
        assert one.full in cell
    named = [member.id for member in squad.members]
    days = [row for row in shown.rows if row[0] in named and len(row) == 8]
    assert [row[0] for row in days] == named
    for row, plan in zip(days, squad.plans, strict=True):
        for placement in plan.placements:
            assert clock_text(placement.start % DAY) in row[1 + placement.day]


def test_the_coach_is_marked_without_colour_too() -> None:
    shown = render(crowd())
    assert 'class="taken coach"' in shown
    assert "(coach)" in shown


@given(st.text("<>&\"'abc/", min_size=1, max_size=20).filter(is_visible))
@settings(max_examples=20, deadline=None)
def test_a_name_is_shown_and_not_obeyed(name: str) -> None:
    squad = sf.plan_squad({name: WEEK}, sf.Gym(places=1))
    shown = Page(render(squad))
    assert shown.tags <= ALLOWED
    assert name in shown.words
    whole = page(squad, name)
    assert whole.startswith("<!doctype html>\n")
    assert f"<title>{name}</title>" not in whole or name == name.strip("<>&\"'/")


def test_a_page_is_the_element_in_a_document() -> None:
    whole = page(club(), "The club")
    assert "<title>The club</title>" in whole
    assert club()._repr_html_() in whole
    assert '<meta charset="utf-8">' in whole
