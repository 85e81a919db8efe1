"""The grid of an explanation: every word of a cell is explained below it."""

import re

import attrs
import pytest

import strengthfit as sf
from strengthfit.program import Label
from strengthfit.program.rules import RULES
from strengthfit.show.text.explanation import causes_text, cell_word

TIRED = sf.Week(
    [sf.Run("Wed 07:00", "easy", minutes=40)],
    strength=[sf.Demand("heavy"), sf.Demand("circuit")],
    tired=True,
)
EXPLANATION = sf.explain(sf.plan(TIRED))


def shown_and_explained(text: str) -> tuple[set[str], str]:
    """Return the words in the cells of a printed grid, and the key below it."""
    rows = [line for line in text.splitlines() if re.match(r"\d\d:\d\d", line)]
    words = {cell.strip() for row in rows for cell in re.findall(r".{1,9}", row[12:])}
    grid, _, key = text.rpartition("\n\n")[0].rpartition("\n\n")
    assert all(row in grid for row in rows)
    return {word for word in words if re.search("[a-z-]$", word)}, " ".join(key.split())


def test_a_start_that_load_bars_is_a_whole_word() -> None:
    words, key = shown_and_explained(str(EXPLANATION))
    assert "load" in words
    assert "load: what running load and season leave" in key


def test_every_rule_has_a_word_that_fits_its_cell() -> None:
    assert all(name == rule.name for name, rule in RULES.items())
    assert all(0 < len(rule.word) <= 8 for rule in RULES.values())


@pytest.mark.parametrize(
    ("label", "word", "meaning"),
    [
        (Label("altitude_camp", "camp", "at altitude"), "altitude", "a camp"),
        (None, "-", "no plan has a session then"),
    ],
)
def test_the_key_explains_every_word(
    label: Label | None, word: str, meaning: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    camp = attrs.evolve(
        RULES["race"], name="altitude_camp", word="altitude", meaning="a camp is on"
    )
    monkeypatch.setitem(RULES, "altitude_camp", camp)
    changed = [
        attrs.evolve(start, rules=() if label is None else (label,))
        if start.state == "blocked"
        else start
        for start in EXPLANATION.starts
    ]
    explanation = attrs.evolve(EXPLANATION, starts=tuple(changed))
    words, key = shown_and_explained(str(explanation))
    blocked = next(start for start in explanation.starts if start.state == "blocked")
    assert cell_word(blocked, sf.Policy()) == word
    assert word in words
    assert f"{word}: {meaning}" in key
    assert all(f"{shown}: " in key for shown in words)


def test_a_long_gap_is_a_stretch_and_no_part_of_the_interference() -> None:
    """Outside known sessions on either side make six stretches of seven days without strength."""
    week = sf.Week(
        [],
        strength=1,
        before=[sf.Session("Mon 18:00", "heavy")],
        after=[sf.Session("Sun 18:00", "heavy")],
        available=["Mon"],
    )
    explanation = sf.explain(sf.plan(week, sf.Policy(longest_gap=7)))
    gaps = [cause for cause in explanation.parts if cause.label.rule == "gap"]
    assert len(gaps) == 6
    assert "Interference 0.40 % of speed: Mon given up as a rest day 0.40 %." in str(explanation)
    assert causes_text(gaps[:1]) == "no strength from Tue to Mon 1 stretch"


@pytest.mark.parametrize("day", ["Thu", "Fri", "Sat", "Sun"])
def test_starts_that_are_closed_since_all_is_done_are_explained(day: str) -> None:
    week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sat 08:00", "long")], strength=1)
    before = sf.plan(week)
    assert [one.when for one in before.placements] == ["Wed 18:00"]
    explanation = sf.explain(sf.replan(before, today=day))
    words, key = shown_and_explained(str(explanation))
    assert {"past", "done"} <= words
    assert "done: the session is already done" in key
