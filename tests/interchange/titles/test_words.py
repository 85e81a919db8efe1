"""A user's own words: they win over the tables, are never patterns, and are checked."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit import FileError
from strengthfit.interchange.titles import NO_WORDS, Word, Words, parse_words, read_words, recognise

COACH = {
    "run": [
        {"kind": "easy", "titles": ["AE1", "AE2"]},
        {"kind": "hills", "titles": ["MF"]},
        {"kind": "tempo", "titles": ["ME", "Cruise"]},
    ],
    "strength": [{"kind": "heavy", "titles": ["MS"]}, {"kind": "circuit", "titles": ["AA"]}],
    "ignore": [{"titles": ["Run club AGM"]}],
}
WORDS = parse_words(COACH)


@pytest.mark.parametrize(
    ("title", "item", "kind"),
    [
        ("AE1 50 min", "run", "easy"),
        ("ae2", "run", "easy"),
        ("MF 8 x 60 s", "run", "hills"),
        ("cruise 12 km", "run", "tempo"),
        ("MS", "strength", "heavy"),
        ("AA 40 min", "strength", "circuit"),
        ("Run club AGM 10 km", "other", None),
        ("AE12", "other", None),
        ("MEN", "other", None),
        ("Intervals", "run", "intervals"),
    ],
)
def test_words_of_a_coach(title: str, item: str, kind: str | None) -> None:
    (meaning,) = recognise(title, words=WORDS)
    assert (meaning.item, meaning.kind) == (item, kind)


def test_a_users_word_wins_over_the_tables() -> None:
    words = parse_words({"run": [{"kind": "easy", "titles": ["Tempo Tuesday"]}]})
    (meaning,) = recognise("Tempo Tuesday 6x800", words=words)
    assert (meaning.kind, meaning.known) == ("easy", True)
    assert recognise("Tempo", words=words)[0].kind == "tempo"
    words = parse_words({"run": [{"kind": "race", "titles": ["School race"]}]})
    assert recognise("School race for the kids", words=words)[0].kind == "race"
    words = parse_words({"ignore": [{"titles": ["tempo"]}]})
    assert recognise("Tempo run 8 km", words=words)[0].how == "'tempo', among words to ignore"


def test_longer_words_first_and_the_harder_of_two() -> None:
    words = parse_words(
        {"run": [{"kind": "easy", "titles": ["QZ"]}, {"kind": "hills", "titles": ["QZ up", "ZZ"]}]}
    )
    assert recognise("QZ up", words=words)[0].kind == "hills"
    assert recognise("QZ, ZZ", words=words)[0].kind == "hills"
    assert recognise("QZ down", words=words)[0].kind == "easy"


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_a_word_is_never_a_pattern(text: str, title: str) -> None:
    words = Words((Word("run", None, text),))
    recognise(title, words=words)
    recognise(text, words=words)


@pytest.mark.parametrize("text", ["(a+)+$", "[", ".*", "\\", "(?P<x>", "a{9999999}"])
def test_signs_of_patterns_mean_themselves(text: str) -> None:
    words = parse_words({"run": [{"kind": "race", "titles": [f"q{text}q"]}]})
    assert recognise(f"q{text}q", words=words)[0].kind == "race"
    assert recognise("qaq" + "a" * 300, words=words)[0].item == "other"


def test_many_words_are_quick() -> None:
    titles = [f"word{number}" for number in range(2000)]
    words = parse_words({"ignore": [{"titles": titles}]})
    recognise("first", words=words)
    started = time.perf_counter()
    assert recognise("word1999 race", words=words)[0].item == "other"
    assert time.perf_counter() - started < 0.5


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kinds.toml"
    path.write_text('[[run]]\nkind = "tempo"\ntitles = ["ME"]\n[[ignore]]\ntitles = ["x"]', "utf-8")
    assert [(word.item, word.kind, word.text) for word in read_words(path).words] == [
        ("run", "tempo", "ME"),
        ("ignore", None, "x"),
    ]


def test_nothing_is_words_too() -> None:
    assert parse_words({}) == NO_WORDS
    assert hash(parse_words(COACH)) == hash(WORDS)


WRONG: list[tuple[object, str]] = [
    ([], "is not a table of fields at its top level"),
    ({"runs": []}, "'runs': is not a list here; write one of run, strength, ignore"),
    ({"run": {}}, "run: is not a list of tables; write [[run]]"),
    ({"run": [3]}, "run[0]: 3 is not a table of kind and titles"),
    ({"run": [{"kind": "tempos", "titles": ["a"]}]}, "run[0].kind: 'tempos' is not a kind of run"),
    ({"run": [{"titles": ["a"]}]}, "run[0].kind: None is not a kind of run"),
    ({"run": [{"kind": ["x"], "titles": ["a"]}]}, "run[0].kind: ['x'] is not a kind of run"),
    ({"strength": [{"kind": "easy", "titles": ["a"]}]}, "is not a kind of strength"),
    ({"run": [{"kind": "easy", "titles": "a"}]}, "run[0].titles: 'a' is not a list of words"),
    ({"run": [{"kind": "easy", "titles": []}]}, "run[0].titles: [] is not a list of words"),
    ({"run": [{"kind": "easy", "titles": ["a", 3]}]}, "run[0].titles[1]: 3 is not a word"),
    ({"run": [{"kind": "easy", "titles": [" "]}]}, "run[0].titles[0]: ' ' is not a word"),
    ({"run": [{"kind": "easy", "titles": ["a" * 301]}]}, "of at most 300 characters"),
    ({"ignore": [{"kind": "easy", "titles": ["a"]}]}, "'kind': is not a field here"),
    (
        {"run": [{"kind": "easy", "titles": ["A"]}], "ignore": [{"titles": ["a"]}]},
        "'a' stands for easy and for ignore; keep one",
    ),
    ({"ignore": [{"titles": [str(n) for n in range(2001)]}]}, "at most 2000 are accepted"),
]


@pytest.mark.parametrize(("data", "problem"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_said(data: object, problem: str) -> None:
    with pytest.raises(FileError) as caught:
        parse_words(data, "kinds.toml")
    assert problem in str(caught.value)
    assert str(caught.value).startswith("kinds.toml")


def test_all_problems_are_said_at_once() -> None:
    with pytest.raises(FileError) as caught:
        parse_words({"runs": [], "run": [{"kind": "x", "titles": ["a"]}, 3]})
    assert len(caught.value.problems) == 3


RUBBISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["run", "strength", "ignore", "kind", "titles", "x"]), inner
        )
    ),
    max_leaves=12,
)


@given(RUBBISH)
def test_rubbish_is_a_file_error_or_words(data: object) -> None:
    try:
        words = parse_words(data)
    except FileError:
        return
    recognise("Tempo run", words=words)
