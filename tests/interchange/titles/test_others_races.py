"""Races of other people, races by other names, and words that two sports share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.interchange.titles import parse_words, recognise, tables

RACES = (
    "Marathon",
    "10 km race",
    "Halbmarathon",
    "Volkslauf",
    "Corrida",
    "Media maratón",
    "5k race",
)
OTHERS = (
    *("Support Ana at {}", "Cheering at {}", "School {}", "{} for the little ones", "Kids {}"),
    *("Papa läuft {}", "Kinder {}", "{} Grundschule", "{} Kita Leo", "{} Siegerfeier"),
    *("{} école", "{} maternelle", "{} infantil", "{} del cole", "Lea's {}", "My son's {}"),
)


@pytest.mark.parametrize("title", [title for row in tables.OTHERS_RACES for title in row.examples])
def test_an_example_is_left_out_and_listed(title: str) -> None:
    assert {(meaning.item, meaning.known) for meaning in recognise(title)} == {("other", False)}


@given(st.sampled_from(RACES), st.sampled_from(OTHERS))
def test_no_race_of_other_people_is_ones_own(race: str, form: str) -> None:
    assert {meaning.item for meaning in recognise(form.format(race))} == {"other"}


@given(
    st.sampled_from(RACES),
    st.sampled_from(["with dad", "mit Papa", "avec les enfants", "con la familia", "with my son"]),
)
def test_what_stands_behind_with_is_company(race: str, company: str) -> None:
    (meaning,) = recognise(f"{race} {company}")
    assert (meaning.kind, meaning.known) == ("race", True)


@pytest.mark.parametrize("title", ["St Martin's 10k race", "Women's 10k race", "Volkslauf Ulm"])
def test_a_name_of_a_race_is_not_its_runner(title: str) -> None:
    assert recognise(title)[0].kind == "race"


def test_the_word_of_a_user_wins() -> None:
    words = parse_words({"run": [{"kind": "race", "titles": ["School mile"]}]})
    assert recognise("School mile with family", words=words)[0].kind == "race"


@pytest.mark.parametrize(
    ("title", "priority"),
    [
        *(("Aufbauwettkampf 10 km", "C"), ("Nebenwettkampf 5 km", "C"), ("Vorwettkampf", "C")),
        *(("Zielwettkampf Berlin", "A"), ("10K Ibiza (objetivo)", "A")),
        *(("Trainingswettkampf 5 km", "training"), ("Kreismeisterschaften 5000 m", None)),
    ],
)
def test_a_name_of_a_race_may_say_its_priority(title: str, priority: str | None) -> None:
    (meaning,) = recognise(title)
    assert (meaning.kind, meaning.priority) == ("race", priority)


@pytest.mark.parametrize("place", ["Paris", "la Behobia", "Lausanne", "l'Escalade"])
@pytest.mark.parametrize("km", [5, 10, 15, 20])
def test_a_distance_of_a_town_is_a_race(km: int, place: str) -> None:
    (meaning,) = recognise(f"{km} km de {place}")
    assert (meaning.kind, meaning.km) == ("race", km)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        *(("10 km de rodaje", "easy"), ("10 km de footing", "easy"), ("10 km de côtes", "hills")),
        *(("10 km de montaña", "steady"), ("25 km de Paris", "steady")),
    ],
)
def test_a_distance_of_anything_else_is_not(title: str, kind: str) -> None:
    assert recognise(title)[0].kind == kind


@pytest.mark.parametrize("sport", ["Tischtennis-", "Schach", "Handball", "Schwimm", "Golf"])
@pytest.mark.parametrize("end", ["meisterschaft", "wettkampf 2 km", "Meisterschaften"])
def test_a_championship_of_another_sport_is_not_a_race(sport: str, end: str) -> None:
    assert recognise(sport + end)[0].item == "other"


LISTED = ("Pfingstwettkampf", "Schulwettkampf", "Laufcamp", "EA", "CC", "Bahneröffnung", "Lift")


@pytest.mark.parametrize("title", LISTED)
def test_a_known_stem_or_a_code_alone_is_listed(title: str) -> None:
    (meaning,) = recognise(title)
    assert (meaning.item, meaning.known) == ("other", False)


@pytest.mark.parametrize("title", ["Race openers", "Pre-race openers", "Openers 20 min", "Hyrox"])
def test_what_need_not_be_a_race_is_a_run_whose_kind_is_not_said(title: str) -> None:
    assert recognise(title)[0].is_key


SKIING = ("Langlauf", "Langlaufen", "Skilanglauf", "Langlauf klassisch", "Ski de fond", "Skiroller")


@given(st.sampled_from(SKIING), st.integers(5, 50))
def test_skiing_with_a_distance_is_listed_and_not_a_long_run(word: str, km: int) -> None:
    (meaning,) = recognise(f"{word} {km} km")
    assert (meaning.item, meaning.known) == ("other", False)
    (meaning,) = recognise(word)
    assert (meaning.item, meaning.known) == ("other", True)


@given(st.integers(4, 20), st.sampled_from(["km", " km", " min", "'", " Minuten"]))
def test_the_lift_that_is_written_as_a_run(figure: int, unit: str) -> None:
    for title in (f"RDL {figure}{unit}", f"RDL: {figure}{unit}", f"{figure}{unit} RDL"):
        assert [meaning.kind for meaning in recognise(title)] == ["recovery"]
    for title in (
        f"RDL {figure}x5",
        f"RDL + Bankdrücken {figure}{unit}",
        f"Squats, RDL 3x{figure}",
    ):
        assert [meaning.kind for meaning in recognise(title)] == ["heavy"]


@pytest.mark.parametrize("run", ["easy 5k", "jog", "tempo 8 km", "long run", "Footing", "Rodaje"])
@pytest.mark.parametrize("word", ["Lift", "Bench", "lifts 30 min"])
@pytest.mark.parametrize("form", ["{0} + {1}", "{1} + {0}", "{0}, {1}", "{1} then {0}"])
def test_strength_beside_a_run_is_not_lost(run: str, word: str, form: str) -> None:
    assert {one.item for one in recognise(form.format(word, run))} == {"run", "strength"}


@pytest.mark.parametrize("title", ["Easy run, bench in the park", "Easy 5k, lift to the airport"])
def test_but_other_things_by_that_word_are_not_strength(title: str) -> None:
    assert {one.item for one in recognise(title)} == {"run"}
