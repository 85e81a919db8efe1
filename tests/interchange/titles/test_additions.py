"""What is added to an easy run: company stays company, and what no table knows is a doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.interchange.titles import recognise
from strengthfit.interchange.titles.people import COMPANIONS, DETERMINERS, FIRST_NAMES

EASY = {
    "with": ("Easy run", "Recovery jog 6 km", "Aerobic 45 min"),
    "mit": ("Lockerer Lauf", "Dauerlauf 10 km", "GA1 50 min"),
    "avec": ("Footing", "EF 45 min"),
    "con": ("Rodaje", "Trote 8 km", "Carrera continua"),
}
THEN = ("then", "dann", "puis", "luego", "+", "plus")
WITHS = st.sampled_from([(title, adds) for adds, titles in EASY.items() for title in titles])
STRANGE = st.text("bdfglmnprtvz", min_size=5, max_size=9).filter(
    lambda word: word not in FIRST_NAMES | COMPANIONS
)


@given(WITHS, st.sampled_from(sorted(FIRST_NAMES)), st.sampled_from(["", " at the park", " 8 km"]))
def test_a_friend_makes_no_easy_run_hard(pair: tuple[str, str], name: str, after: str) -> None:
    title, adds = pair
    for written in (name, name.title()):
        (meaning,) = recognise(f"{title} {adds} {written}{after}")
        assert (meaning.known, meaning.kind in ("easy", "recovery")) == (True, True)


@given(WITHS, STRANGE)
def test_nor_does_any_word_that_is_written_as_a_name(pair: tuple[str, str], word: str) -> None:
    (meaning,) = recognise(f"{pair[0]} {pair[1]} {word.title()}")
    assert not meaning.is_key


@given(WITHS, STRANGE)
def test_with_what_no_table_knows_a_run_is_not_quietly_easy(
    pair: tuple[str, str], word: str
) -> None:
    for written in (word, word.upper()):
        (meaning,) = recognise(f"{pair[0]} {pair[1]} {written}")
        assert meaning.is_key
        assert written.lower() in meaning.how


@given(st.sampled_from(["Easy 8 km", "GA1", "Footing", "Rodaje"]), st.sampled_from(THEN), STRANGE)
def test_nor_is_one_that_goes_on_with_it(title: str, then: str, word: str) -> None:
    (meaning,) = recognise(f"{title} {then} {word}")
    assert meaning.is_key


COMPANY = (
    *("Easy run w/ the lads", "Easy run with my wife and the dog", "Easy run with Aoife & Niamh"),
    *("Easy 8 km + coffee", "Easy run then brunch", "Easy run + yoga", "Easy run with Team Berlin"),
    *("Lockerer Lauf mit Jürgen", "Dauerlauf mit dem Hund", "Lauftreff mit Kathrin, locker"),
    *("Footing avec ma sœur", "Footing avec les copains", "Footing en forêt avec le club"),
    *("Rodaje con mi hermano", "Trote con los perros", "Rodaje a ritmo suave", "Rodaje + técnica"),
)


PLAIN = (
    *("Easy run around the block", "Easy run, block 2 week 3", "Easy run with walk breaks"),
    *("Lockerer Lauf, neue Einlagen", "Dauerlauf 10 km Abschnitt 3", "Rodaje 10 km bloque 2"),
    *("Easy run, last mile walk", "Easy run with HR < 140", "Easy run with new shoes"),
)
"""Easy runs among words that elsewhere say that a run is hard."""


@pytest.mark.parametrize("title", [*COMPANY, *PLAIN])
def test_company_and_what_follows_a_run_leave_it_easy(title: str) -> None:
    first = recognise(title)[0]
    assert (first.kind, first.known) == ("easy", True)


@pytest.mark.parametrize(
    "title", ["Easy 6 with pickup", "GA1 mit Berg", "Rodaje mixto", "Dauerlauf mit Einlagen"]
)
def test_a_part_that_is_known_is_a_doubt_however_it_is_written(title: str) -> None:
    for written in (title, title.upper(), title.title()):
        assert recognise(written)[0].is_key


@pytest.mark.parametrize("title", ["Dauerlauf mit Zuggen", "Dauerlauf mit Sprungeln"])
def test_a_german_plural_is_not_a_name(title: str) -> None:
    assert recognise(title)[0].is_key
    assert not recognise(title.replace("mit", "with"))[0].is_key


# Paces.


@pytest.mark.parametrize(
    "title",
    [
        *("Easy + 4 mi @ 6:30", "Easy 6 mi @ 7:15", "Dauerlauf 10 km in 4:15", "Rodaje a 4:10"),
        *("Easy 10 km @ 4:10/km", "Rodaje 8 km a 4'20\"", "Footing 10 km à 4:30"),
    ],
)
def test_a_fast_pace_beside_an_easy_run_is_a_doubt(title: str) -> None:
    assert recognise(title)[0].is_key


@pytest.mark.parametrize(
    "title",
    [
        *("Easy run @ 6:30", "Easy run at 4:30", "Easy 8 km @ 5:45/km", "Easy 5 mi @ 9:10"),
        *("Footing allure 5:45", "Rodaje 10 km a 5:20", "Easy 8 km in 45:00", "Easy 10 km 1:02"),
    ],
)
def test_a_slow_pace_a_time_of_day_and_a_duration_are_not(title: str) -> None:
    assert not recognise(title)[0].is_key


@given(
    st.integers(5, 15),
    st.integers(3, 4),
    st.integers(10, 59),
    st.sampled_from([" in {}", " @ {}", " a {}", " en {}", " ({})", " {}", ", {}"]),
)
def test_what_is_far_too_slow_for_a_duration_is_a_pace(
    km: int, minutes: int, seconds: int, form: str
) -> None:
    said = form.format(f"{minutes}:{seconds}")
    for title in (
        f"Tempo {km} km{said}",
        f"Tempo {km}x1000{said}",
        f"Tempo {minutes}:{seconds} {km} km",
    ):
        (meaning,) = recognise(title)
        assert meaning.minutes is None, title


@given(st.integers(4, 12), st.sampled_from([200, 400, 800]), st.integers(150, 400))
def test_the_time_of_a_repetition_is_not_that_of_the_run(
    times: int, metres: int, pace: int
) -> None:
    minutes, seconds = divmod(pace * metres // 1000, 60)
    (meaning,) = recognise(f"Track {times}x{metres} in {minutes}:{seconds:02}")
    assert (meaning.kind, meaning.minutes) == ("intervals", None)


@pytest.mark.parametrize("pause", ["2:00 rest", "(1:30 jog)", "0:45 easy", "3:00 min Trabpause"])
def test_nor_is_the_time_of_a_pause(pause: str) -> None:
    (meaning,) = recognise(f"4x1 mile {pause}")
    assert (meaning.kind, meaning.minutes) == ("intervals", None)


@pytest.mark.parametrize(
    ("title", "minutes"),
    [
        *(("Long run 30 km 3:05", 185), ("Marathon in 3:10", 190), ("Long run in 2:45", 165)),
        *(("Tempo 40 min in 3:55", 40), ("Easy 12 km, 1:10", 70), ("Gym 1:15, easy 5 km", None)),
        *(("Tempo 10 km in 0:39", 39), ("6x1000 1:15:00", 75), ("Trail 20 km 3:30", 210)),
    ],
)
def test_how_long_a_run_takes_is_still_read(title: str, minutes: float) -> None:
    (run,) = [meaning for meaning in recognise(title) if meaning.item == "run"]
    assert run.minutes == minutes


def test_the_lists_are_folded_and_share_no_word() -> None:
    words = FIRST_NAMES | COMPANIONS | DETERMINERS
    assert all(word.isascii() and word == word.lower() for word in words)
    assert not FIRST_NAMES & COMPANIONS
