"""Words that are made up anew, above all in German, and other words of which a title is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.interchange.titles import recognise

STEMS = ("Panorama", "Schloss", "Deich", "Kanal", "Abendrot", "Prater", "Vereins", "Ausdauer")
FIGURES = ("9 km", "45 min", "1h10", "6x800 m")


@given(st.sampled_from(STEMS), st.sampled_from(["lauf", "läufe", "-Lauf"]))
def test_an_unknown_lauf_is_a_run_that_counts_as_key(stem: str, end: str) -> None:
    (meaning,) = recognise(stem + end)
    assert meaning.is_key


@given(
    st.sampled_from(STEMS),
    st.sampled_from(["lauf", "runde", "training", "einheit"]),
    st.sampled_from(FIGURES),
)
def test_with_a_figure_every_such_word_is_a_run(stem: str, end: str, figure: str) -> None:
    (meaning,) = recognise(f"{stem}{end} {figure}")
    assert meaning.item == "run"
    assert meaning.is_key or meaning.kind == "intervals"


@given(st.sampled_from(STEMS), st.sampled_from(["runde", "training", "einheit"]))
def test_without_one_it_is_at_least_listed(stem: str, end: str) -> None:
    (meaning,) = recognise(stem + end)
    assert not meaning.known


KINDS = {
    "Bergauflauf": "hills",
    "Landkreislauf": "race",
    "Bahn ab 18:30": "intervals",
    "Bahn von 18 bis 19 Uhr": "intervals",
    "Cross de Noël": "race",
    "Relais 4 x 5 km": "race",
    "Temporunde": "tempo",
    "Schwelleneinheit": "tempo",
    "Fahrtspielrunde": "intervals",
    "Intervalllauf": "intervals",
    "1000er auf der Bahn": "intervals",
    "Bergtraining": "hills",
    "Treppenlauf 45 min": "hills",
    "Treppen 10x": "hills",
    "Rekorunde 5 km": "recovery",
    "Grundlagenlauf": "easy",
    "Basislauf 8 km": "easy",
    "Lange Runde 25 km": "long",
    "Testlauf 5 km": "time_trial",
    "Nikolauslauf": "race",
    "Neujahrslauf Ulm": "race",
    "Adventslauf": "race",
    "Bergmarathon": "race",
    "Rennen Köln": "race",
    "HM Berlin": "race",
    "Berlin HM 2027": "race",
    "Pyramide 1-2-3-2-1": "intervals",
    "Piste": "intervals",
    "Escaliers 10x": "hills",
    "Facile 8 km": "easy",
    "Récup active": "recovery",
    "Semi Lyon": "race",
    "Course des Lumières": "race",
    "Trail des Templiers": "race",
    "Pista": "intervals",
    "Pirámide 200-400-600-400-200": "intervals",
    "Escaleras 8x30 s": "hills",
    "Suave 8 km": "easy",
    "Fondo 20 km": "long",
    "Media de Valencia": "race",
    "Trail de los Reyes 21 km": "race",
    "Base": "easy",
    "8 km base": "easy",
    "Stair repeats 10x": "hills",
}


@pytest.mark.parametrize("title", KINDS)
def test_a_kind(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.kind, meaning.known) == (KINDS[title], True)


UNSAID = (
    *("Crosslauf", "Feierabendrunde", "Laufband 40 min", "Einheit 50 min", "Base: run 12 km"),
    *("Base week 3: 10 km", "Base training 60 min", "Sortie 1h10", "Séance 8 km"),
    *("Entraînement club", "Tapis de course 45 min", "Cross 6 km", "Trail 1h30", "Course"),
    *(
        "Entreno 60 min",
        "Carrera Madrid",
        "Cinta 40 min",
        "Salida trail 2h",
        "Pista forestal 12 km",
    ),
)


@pytest.mark.parametrize("title", UNSAID)
def test_a_run_whose_kind_is_not_said(title: str) -> None:
    (meaning,) = recognise(title)
    assert meaning.is_key


SIMULATIONS = (
    *("Run: Race Sim", "Hyrox sim", "Race simulation", "Race rehearsal", "Race-day sim 10 km"),
    *("Half marathon simulation", "HM sim", "10k sim", "Mock race 5k", "Simulated marathon"),
    *("Wettkampfsimulation", "Marathon-Simulation 30 km", "Generalprobe Halbmarathon"),
    *("Simulation de course", "Simulation marathon 25 km", "Répétition générale semi"),
    *("Simulacro de carrera", "Simulación de media maratón", "Ensayo de maratón"),
)


@pytest.mark.parametrize("title", SIMULATIONS)
def test_a_simulation_is_no_race(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.kind, meaning.priority) == ("race_pace", None)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        *(("No intervals, easy 8 km", "easy"), ("Easy 8 km no hills, no strides", "easy")),
        *(("Lockerer Lauf, keine Intervalle", "easy"), ("Dauerlauf ohne Tempo", "easy")),
        *(("Footing sans VMA", "easy"), ("Pas de fractionné, footing 8 km", "easy")),
        *(("Rodaje sin series", "easy"), ("Nada de cuestas, rodaje 8 km", "easy")),
    ],
)
def test_a_kind_that_is_not_run_is_not_counted(title: str, kind: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.kind, meaning.known) == (kind, True)
