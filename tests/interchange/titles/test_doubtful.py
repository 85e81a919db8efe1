"""Private events with words of runners: left out, and listed if they could be a run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.interchange.titles import recognise

LISTED = (
    *("Coffee run", "Food run", "Bagel run", "Taco run with the team", "Run for pizza"),
    *("Hills' housewarming", "The Hills' party", "Tempo's new office", "Bench with Lisa", "Bench"),
    *("Marathon des dentistes", "Marathon de réunions", "Maratón de reuniones", "Exam marathon"),
    *(
        "MRT Knie 14:30",
        "MRT",
        "Probelauf 2",
        "Panoramarunde",
        "Vereinstraining",
        "Séance dédicace",
    ),
    *("Sortie entre amis", "Course Lyon", "Pista 3 reserva", "Carrera de Marta graduación"),
)
"""They look like training, and are not taken for it: somebody should look at them."""

QUIET = (
    *(
        "Long lunch with Berlin",
        "Steady income webinar",
        "Core exam biology",
        "Track suit shopping",
    ),
    *("Bahn nach Hamburg", "S-Bahn Ersatzverkehr", "TÜV Intervall", "Service interval - car"),
    *("Côtes d'agneau", "Côte d'Azur", "Piste cyclable", "Récup colis", "Tempo EDF rouge"),
    *("Probelauf Heizung", "Gesprächsrunde 60 min", "Hundetraining 60 min", "Skatrunde bei Uwe"),
    *("Lebenslauf", "Kreislauf", "Tagesablauf", "Projektverlauf", "Nudelauflauf", "Amoklauf"),
    *("Ausverkauf", "Schlaufe", "Einkauf", "Handlauf", "Wasserlauf", "Skilanglauf", "Langlauf"),
    *("Pferderennen", "Rennen schauen", "Courses Carrefour", "Course de taxi", "Carrera de taxi"),
    *("Simulacro de incendio", "Cuesta de enero", "Media hora con Marta", "Pista de pádel 18:00"),
    *("Correr con los gastos", "Fondo de inversión", "Séance photo 1h", "Sortie ciné 2h"),
    *("Target run", "Pharmacy run after work", "Born to Run book club", "Race to the bottom"),
    *("The Long Run - Eagles cover night", "Marathon reading of Ulysses", "Sim racing league"),
    *(
        "Skipping rope",
        "Skip drills",
        "A-skips",
        "Skip bin delivery",
        "Press club",
        "Bench warrant",
    ),
)
"""They are clearly something else."""


@pytest.mark.parametrize("title", LISTED)
def test_what_could_be_a_run_is_left_out_and_listed(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.item, meaning.known) == ("other", False)
    assert meaning.how.endswith("the rest does not look like training")


@pytest.mark.parametrize("title", QUIET)
def test_what_is_clearly_private_is_left_out_quietly(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.item, meaning.known) == ("other", True)


ERRANDS = ("Coffee", "Food", "Bagel", "Donut", "Ice cream", "Pizza", "Beer", "Airport", "Grocery")


@given(st.sampled_from(ERRANDS), st.integers(2, 40))
def test_an_errand_with_a_distance_is_a_run(errand: str, km: int) -> None:
    (meaning,) = recognise(f"{errand} run {km} km")
    assert (meaning.item, meaning.is_key, meaning.km) == ("run", True, km)


@pytest.mark.parametrize(
    "title",
    ["Hill's 8x60 s", "Yasso 800's", "Track with Lisa", "Côtes de Meudon 8x200 m", "MRT 3x3 km"],
)
def test_a_run_that_looks_like_one_of_them_is_kept(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.item, meaning.known) == ("run", True)


@pytest.mark.parametrize(
    "title", ["Pista de hielo", "Piste de cirque", "Series de Fourier", "Sortie de secours"]
)
def test_what_a_word_is_of_may_make_it_something_else(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.item, meaning.known) == ("other", False)


@pytest.mark.parametrize(
    "title",
    ["Semi de Lyon", "Piste du jeudi", "Fondo de 20 km", "Test de Cooper", "Séance de piste"],
)
def test_what_a_run_is_of_does_not(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.item, meaning.known) == ("run", True)


def test_a_private_word_beside_a_distance_is_not_quiet() -> None:
    assert not recognise("Long 25 km birthday")[0].known
