"""What holds for every title: no error, no hang, no key run made easy by what stands around it."""

import time

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit.domain.run import KEY_RUN_KINDS, Run
from strengthfit.domain.strength import Session
from strengthfit.interchange.titles import Meaning, recognise, tables
from strengthfit.interchange.titles.rows import Row
from strengthfit.visible import is_visible

ROWS = (*tables.BEFORE_AMOUNTS, *tables.AFTER_AMOUNTS)
NAMED = sorted({title for row in ROWS if row.part == "run" and row.kind for title in row.examples})
KEY = sorted(
    {
        title
        for row in ROWS
        if row.part == "run" and row.kind in KEY_RUN_KINDS
        for title in row.examples
    }
)
PRIVATE = sorted(
    {
        title
        for row in ROWS
        if row.part
        in ("ignored", "private", "about", "activity", "care", "rest", "no_run", "called_off")
        for title in row.examples
    }
)
NEUTRAL = ("⭐", "📅 ", "🔥🔥 ", "• ", "- ")
ANY_TEXT = st.text(max_size=400) | st.text(
    alphabet="0123456789 xX\N{MULTIPLICATION SIGN}.,:-/()'\"kmi@%+&ep", max_size=400
)
WORDS = st.sampled_from(
    sorted({word for row in ROWS for title in row.examples for word in title.split()})
)


def _gist(meanings: tuple[Meaning, ...]) -> list[tuple[object, ...]]:
    return [(meaning.item, meaning.kind, meaning.known, meaning.half) for meaning in meanings]


def _is_sound(meaning: Meaning) -> None:
    """Whatever is recognised can be planned with, and printed."""
    assert is_visible(meaning.how)
    assert meaning.how
    if meaning.item == "run":
        Run("Tue", str(meaning.kind), meaning.minutes, meaning.km, priority=meaning.priority or "A")
    elif meaning.item == "strength":
        Session("Tue", str(meaning.kind))
        assert meaning.km is None
    else:
        assert attrs.evolve(meaning, how="", known=True, is_off=False) == Meaning("other", None, "")


@given(ANY_TEXT, st.lists(st.text(max_size=30), max_size=3), ANY_TEXT)
def test_any_text_is_understood_as_something(
    title: str, categories: list[str], description: str
) -> None:
    meanings = recognise(title, categories, description)
    assert meanings
    for meaning in meanings:
        _is_sound(meaning)


@given(st.lists(WORDS, max_size=9))
@settings(max_examples=2000)
def test_any_words_of_runners_are_understood_as_something(words: list[str]) -> None:
    for meaning in recognise(" ".join(words)):
        _is_sound(meaning)


@given(st.sampled_from(NAMED), st.sampled_from(NEUTRAL), st.sampled_from(["", "  ", "\t", "\n"]))
@settings(max_examples=1000)
def test_case_spaces_and_signs_around_a_title_do_not_change_it(
    title: str, sign: str, space: str
) -> None:
    right = _gist(recognise(title))
    for written in (title.upper(), title.lower(), space + title + space, sign + title):
        assert _gist(recognise(written)) == right


@given(st.sampled_from(NAMED), st.integers(1, 60), st.sampled_from([" km", "km", " mi", " miles"]))
@settings(max_examples=1000)
def test_a_distance_behind_a_title_does_not_change_its_kind(
    title: str, number: int, unit: str
) -> None:
    right = [meaning.kind for meaning in recognise(title)]
    for joined in (" ", " • ", ", "):
        meanings = recognise(f"{title}{joined}{number}{unit}")
        assert [meaning.kind for meaning in meanings] == right


@given(
    st.sampled_from(KEY), st.sampled_from(NAMED), st.sampled_from([" + ", ", ", " then ", " & "])
)
@settings(max_examples=1000)
def test_a_key_run_beside_any_other_is_still_key(key: str, other: str, joined: str) -> None:
    for title in (key + joined + other, other + joined + key):
        meanings = recognise(title)
        assert any(
            meaning.item == "run" and (meaning.kind in KEY_RUN_KINDS or meaning.is_key)
            for meaning in meanings
        ), title


@given(
    st.sampled_from(KEY),
    st.sampled_from(["easy ", "Easy: ", "recovery, ", "nice and easy "]),
    st.sampled_from(["", " easy", " (easy)", ", easy cool-down", " with easy jog between"]),
)
@settings(max_examples=1000)
def test_a_title_with_a_word_for_a_key_run_is_never_easy(key: str, before: str, after: str) -> None:
    kinds = [meaning.kind for meaning in recognise(before + key + after) if meaning.item == "run"]
    assert kinds
    assert any(kind in KEY_RUN_KINDS for kind in kinds)


@given(st.sampled_from(PRIVATE), st.sampled_from(["", *NEUTRAL]), st.booleans())
@settings(max_examples=1000)
def test_private_events_never_become_runs(title: str, sign: str, upper: bool) -> None:
    written = sign + (title.upper() if upper else title)
    assert {meaning.item for meaning in recognise(written)} == {"other"}


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "5x", "1-", "10 km ", "easy ", "long ", "é", "🏃", "(", "1:", "a", " ", "\0", "x"],
    ids=ascii,
)
def test_a_megabyte_is_read_in_a_moment(piece: str) -> None:
    title = piece * (1_000_000 // len(piece))
    started = time.process_time()
    assert recognise(title, [title], title)
    assert time.process_time() - started < 1


@given(st.lists(WORDS | st.sampled_from(["1 ", "5x", "-", "km", "  "]), min_size=60, max_size=80))
@settings(max_examples=100)
def test_a_long_title_takes_no_longer_than_its_length_allows(words: list[str]) -> None:
    title = " ".join(words)
    started = time.process_time()
    recognise(title)
    assert time.process_time() - started < 0.5


def test_every_row_is_quick_on_text_that_almost_matches() -> None:
    texts = ["1" * 300, "1-" * 150, "1 x " * 75, "a" * 300, "run " * 75, "lo" + "o" * 297 + "n"]

    def slowest(row: Row) -> float:
        started = time.process_time()
        for text in texts:
            sum(1 for _ in row.compiled.finditer(text))
        return time.process_time() - started

    assert max(min(slowest(row) for _ in range(3)) for row in ROWS) < 0.1
