"""Words by which a gentle run is hard all the same, and words that deny it: rows of the tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.interchange.titles import parse_words, recognise, tables

ROWS = (*tables.BEFORE_AMOUNTS, *tables.AFTER_AMOUNTS)
EASY = sorted(
    {
        title
        for row in ROWS
        if row.part == "run" and row.kind in ("easy", "recovery")
        for title in row.examples
    }
)
HARD = ("last 5 km fast", "finish hard", "zum Schluss schnell", "letzte 2 km flott",
        "finir à fond", "3 derniers km rapides", "final a tope", "últimos 3 km fuerte")  # fmt: skip
NOT_HARD = ("nothing hard", "not too fast", "nicht zu schnell", "nicht hart", "pas trop vite",
            "rien de rapide", "nada fuerte", "no muy rápido")  # fmt: skip


def _examples(part: str) -> list[str]:
    return [title for row in tables.TONE if row.part == part for title in row.examples]


@pytest.mark.parametrize("title", _examples("hard"))
def test_an_example_of_a_hard_part_counts_as_key(title: str) -> None:
    (meaning,) = recognise(title)
    assert meaning.is_key


@pytest.mark.parametrize("title", _examples("gentle"))
def test_an_example_of_what_is_not_hard_does_not(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.known, meaning.is_key) == (True, False)


def test_every_row_has_examples() -> None:
    assert all(row.examples for row in (*tables.TONE, *tables.RUNNING))
    assert {row.part for row in tables.TONE} == {"hard", "gentle"}


@given(st.sampled_from(EASY), st.sampled_from(HARD), st.sampled_from([", ", " (", " + "]))
def test_no_easy_run_with_a_hard_part_is_easy(title: str, hard: str, join: str) -> None:
    found = recognise(title + join + hard)
    assert any(meaning.is_key or not meaning.known for meaning in found)


@given(st.sampled_from(EASY), st.sampled_from(NOT_HARD))
def test_an_easy_run_that_is_said_not_to_be_hard_stays_easy(title: str, words: str) -> None:
    before, after = recognise(title), recognise(f"{title}, {words}")
    assert [meaning.kind for meaning in after] == [meaning.kind for meaning in before]
    assert not any(meaning.is_key for meaning in after)


@pytest.mark.parametrize("words", ["not easy", "nicht locker", "pas facile", "no tan suave"])
def test_a_run_that_is_not_easy_is_not_called_easy(words: str) -> None:
    (meaning,) = recognise(f"Run 10 km, {words}")
    assert meaning.is_key


@pytest.mark.parametrize("title", ["Easy 8 km + gym, hard squats", "Easy run 8 km + hard core"])
def test_a_hard_session_of_strength_makes_no_run_hard(title: str) -> None:
    assert recognise(title)[0].kind == "easy"


def test_the_word_of_a_user_wins() -> None:
    words = parse_words({"run": [{"kind": "easy", "titles": ["AE1"]}]})
    assert recognise("AE1 with the fast group", words=words)[0].kind == "easy"


@pytest.mark.parametrize("title", [title for row in tables.RUNNING for title in row.examples])
def test_a_word_for_running_stands_beside_another_activity(title: str) -> None:
    assert "run" in {meaning.item for meaning in recognise(title)}


@pytest.mark.parametrize(
    ("title", "km"),
    [
        ("2 km warm-up, 6 km tempo, 2 km cool-down", 10),
        ("Einlaufen 2 km, Tempolauf 6 km, Auslaufen 2 km", 10),
        ("Échauffement 2 km, seuil 6 km, retour au calme 2 km", 10),
        ("Calentamiento 2 km, umbral 6 km, vuelta a la calma 2 km", 10),
    ],
)
def test_with_a_warm_up_distances_are_added_in_every_language(title: str, km: float) -> None:
    assert recognise(title)[0].km == km
