"""Titles that say more than one thing of one session: easy and hard, strength and core."""

import pytest

from strengthfit.interchange.titles import recognise


@pytest.mark.parametrize(
    "title",
    [
        "Easy run, finish hard",
        "Easy run w/ last 2k fast",
        "Easy run then 5 km all out",
        "Easy 60 min, last 15 min @ 4:10",
        "Easy run 60 min (last 20 brisk)",
        "Lockerer Dauerlauf mit Tempowechseln",
        "Dauerlauf z\u00fcgig 10 km",
    ],
)
def test_an_easy_run_that_is_not_easy_all_the_way_counts_as_key(title: str) -> None:
    (meaning,) = recognise(title)
    assert meaning.is_key


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Easy Prater long 20 km", "long"),
        ("Locker Donaukanal lang 20 km, Schwelle", "tempo"),
        ("Tempo - récup active - dinner", "tempo"),
        ("Coffee, 6x800, recovery jog", "intervals"),
        ("Dinner, 6x800, recovery jog", "intervals"),
    ],
)
def test_a_key_word_in_an_easy_run_is_not_lost_to_what_stands_beside_it(
    title: str, kind: str
) -> None:
    (meaning,) = recognise(title)
    assert meaning.kind == kind


@pytest.mark.parametrize("title", ["Dinner, 8x400", "Dentist, 10 km"])
def test_a_figure_behind_a_private_event_may_be_a_run(title: str) -> None:
    (meaning,) = recognise(title)
    assert meaning.item == "run"


@pytest.mark.parametrize("title", ["Dentist 8x400", "Dinner - 6 x 800 m"])
def test_repetitions_beside_private_words_are_listed(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.item, meaning.known) == ("other", False)


@pytest.mark.parametrize("title", ["Easy run, long lunch", "Recovery run, race number pick-up"])
def test_a_private_event_beside_an_easy_run_does_not_make_it_hard(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.known, meaning.is_key) == (True, False)


@pytest.mark.parametrize("title", ["Easy run, nothing hard", "Recovery run, not fast"])
def test_a_run_that_is_said_not_to_be_hard_is_easy(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.known, meaning.is_key) == (True, False)


@pytest.mark.parametrize(
    "title", ["Gym + core", "Weights, then core", "Kraft + Stabi", "Full body + core"]
)
def test_strength_of_no_said_kind_is_not_lost_beside_core(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.kind, meaning.known) == ("heavy", False)
