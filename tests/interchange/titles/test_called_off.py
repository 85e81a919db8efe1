"""Sessions that are called off or moved to another day, in four languages, and others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.interchange.titles import recognise, tables

ROWS = (*tables.BEFORE_AMOUNTS, *tables.AFTER_AMOUNTS)
NAMED = sorted({title for row in ROWS if row.part == "run" for title in row.examples})
FORMS = (
    *("SKIP: {}", "{} (skip)", "{} (skipped)", "{} - skipped", "Skipped: {}", "{} [cancelled]"),
    *("Postponed: {}", "{} - moved to Friday", "{} (rescheduled to tomorrow)", "Missed: {}"),
    *("Verschoben: {}", "{} (ausgefallen)", "{} - fällt aus", "Abgesagt: {}"),
    *("{} - verlegt auf Samstag", "Gestrichen: {}", "{} (nicht gemacht)"),
    *("Reporté : {}", "{} (annulé)", "{} - décalé à samedi", "Annulée: {}", "{} (pas fait)"),
    *("Aplazado: {}", "{} (cancelada)", "{} - pospuesta", "{} - movido al sábado", "{} (no hecho)"),
)


@given(st.sampled_from(NAMED), st.sampled_from(FORMS))
def test_no_run_is_left_of_a_title_that_is_called_off(title: str, form: str) -> None:
    (meaning,) = recognise(form.format(title))
    assert (meaning.item, meaning.known) == ("other", True)
    assert meaning.how.endswith(": called off")


@pytest.mark.parametrize(
    "title",
    [
        *("Skipping rope + run 5 km", "Easy 8 km + skip drills", "A-skips, then strides"),
        *("Tempo moved to the treadmill", "Long run moved to 7pm", "Easy run, skip if sore"),
        *("Moved from Thursday: 6x800", "Easy run, low heart rate", "Easy run (skipped breakfast)"),
        *("Tempolauf auf 18 Uhr verschoben", "Verschoben von Dienstag: Tempolauf"),
        *("Verschoben auf 18 Uhr: Tempolauf", "Seuil décalé à 18h", "Reporté de mardi : VMA"),
        *("Series movidas a las 19:00", "Aplazado del martes: series 8x400"),
        *("Long run, brunch cancelled", "Dinner cancelled, long run instead"),
        "Easy run or skip",
    ],
)
def test_a_run_that_takes_place_is_kept(title: str) -> None:
    assert "run" in {meaning.item for meaning in recognise(title)}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Easy 5 km, tempo cancelled", "easy"),
        ("Cancelled intervals, easy run 5 km instead", "easy"),
        ("Intervalle ausgefallen, stattdessen lockerer Lauf", "easy"),
        ("VMA annulée, footing 5 km", "easy"),
        ("Series canceladas, rodaje 5 km", "easy"),
        ("Skipped gym, tempo run", "tempo"),
    ],
)
def test_what_is_called_off_takes_only_itself_away(title: str, kind: str) -> None:
    assert [meaning.kind for meaning in recognise(title)] == [kind]


def test_each_half_of_a_day_is_called_off_by_itself() -> None:
    (meaning,) = recognise("AM easy 6 km / PM 8x400 cancelled")
    assert (meaning.kind, meaning.half) == ("easy", "am")


@pytest.mark.parametrize(
    "title",
    [
        *("Long run cancelled due to rain", "Langer Lauf fällt aus wegen Regen"),
        *("Sortie longue annulée cause pluie", "Tirada larga suspendida por lluvia"),
        *("Tempo cancelled (calf)", "Intervalle ausgefallen (krank)", "Seuil annulé (mollet)"),
        "Series canceladas (lluvia)",
    ],
)
def test_a_reason_may_follow(title: str) -> None:
    assert [meaning.item for meaning in recognise(title)] == ["other"]
