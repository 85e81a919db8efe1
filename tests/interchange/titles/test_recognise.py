"""What titles mean: the traps, what is decided, and what is said of it."""

import pytest

from strengthfit.interchange.titles import Meaning, parse_words, recognise


def _kinds(title: str) -> list[str]:
    """Say what a title is taken for: kinds, "?" for one that is not said, "other"."""
    return [_kind(meaning) for meaning in recognise(title)]


def _kind(meaning: Meaning) -> str:
    if meaning.item == "other":
        return "other"
    return str(meaning.kind) if meaning.known else f"{meaning.item}?"


TRAPS = {
    "6x800 w/ 400m jog rest": ["intervals"],
    "5 x 1 km, 90 s rest": ["intervals"],
    "6 mi with 4 x 1200 at 5K race pace": ["intervals"],
    "8 km at 5K race pace": ["race_pace"],
    "Marathon-pace run": ["race_pace"],
    "Half marathon pace 10 km": ["race_pace"],
    "Half marathon": ["race"],
    "Gen-aerobic + speed with 10 x 100 m strides": ["strides"],
    "General aerobic + speed 8": ["strides"],
    "Speed 8": ["intervals"],
    "Easy run, rolling hills": ["easy"],
    "Easy run on hilly trails": ["easy"],
    "6 x hill": ["hills"],
    "Easy run with hills": ["hills"],
    "Rest or cross-train": ["other"],
    "Easy run OR Day off": ["easy"],
    "Rest/easy 5 km": ["easy"],
    "Off day or Cross Training or Strength Training": ["strength?"],
    "Recovery AM 5 LT PM 8": ["recovery", "tempo"],
    "AM: easy 5 mi, PM: 6x400": ["easy", "intervals"],
    "Recovery AM 6 km PM 4 km": ["recovery", "recovery"],
    "Easy AM 5 km, PM 8 km at 90% 5k": ["easy", "race_pace"],
    "V̇O2max": ["intervals"],
    "V.O2max 5 x 3 min": ["intervals"],
    "VO₂max": ["intervals"],
    "vo2 max": ["intervals"],
    "6 \N{MULTIPLICATION SIGN} 400 m": ["intervals"],
    "Easy progressing to moderate": ["progression"],
    "Walk/jog 30 min": ["easy"],
    "Run 2 min, walk 2 min, 6 times": ["easy"],
    "8 x 800 m with 2-3 min walk/jog": ["intervals"],
    "Easy pace 8 km": ["easy"],
    "Tempo, not easy pace": ["tempo"],
    "Endurance 8 mi": ["run?"],
}


@pytest.mark.parametrize("title", TRAPS)
def test_a_trap(title: str) -> None:
    assert _kinds(title) == TRAPS[title]


DECIDED = {
    # The harder wins.
    "Easy + strides": ["strides"],
    "Tempo + strides": ["tempo"],
    "Easy with tempo": ["tempo"],
    "Long run with 8 km tempo": ["long"],
    "Long run, last 10 km @ MP": ["long"],
    "Long run with 6 x 1 km": ["intervals"],
    "Medium-long run with 5 km LT": ["tempo"],
    "Long intervals 4 x 2 km": ["intervals"],
    "Long tempo 12 km": ["tempo"],
    "Parkrun then long run": ["race"],
    "Race, easy jog before": ["race"],
    # Repetitions without a word are intervals; short ones beside an easy run are strides.
    "Easy 8 km + 6x100m": ["strides"],
    "Easy 8 km + 6x20 s": ["strides"],
    "Easy 8 km + 6x1 min": ["intervals"],
    "6x20 s": ["intervals"],
    "Hills 8x60": ["hills"],
    "Easy 8x3": ["intervals"],
    "Squats 5x5": ["heavy"],
    "5x5": ["other"],
    "10x15": ["other"],
    # Several sessions in one event.
    "Easy run and core": ["easy", "core"],
    "Intervals, gym": ["intervals", "strength?"],
    "Gym am, tempo pm": ["strength?", "tempo"],
    "Swim am, easy run pm": ["easy"],
    "Bike 20 km + run 5 km": ["run?"],
    "10 km, then gym": ["run?", "strength?"],
    "Gym, 6x800": ["strength?", "intervals"],
    "Gym 6x800 m": ["strength?", "intervals"],
    "Core, 3x30 s": ["core"],
    "Gym, 3x12": ["strength?"],
    "Plank 1 min x 3": ["core"],
    "Swim, track 6x800": ["intervals"],
    "Swim, easy": ["other"],
    # What looks like a run counts as key.
    "Run 10 km": ["run?"],
    "Morning run": ["run?"],
    "🏃": ["run?"],
    "🏃 with Tom": ["run?"],
    "Itnervals run": ["run?"],
    "Prater 12 km": ["run?"],
    "Sunday 10k": ["run?"],
    # Other training, rest.
    "🏃 Rest day": ["other"],
    "🏃 Yoga": ["other"],
    "Rest day (race tomorrow)": ["other"],
    "Rest day after long run": ["other"],
    "No run, gym instead": ["strength?"],
    "Tempo, no gym": ["tempo"],
    "Hill repeats on the bike": ["other"],
    "Tempo ride": ["other"],
    "Long walk": ["other"],
    "Run to yoga": ["run?"],
}


@pytest.mark.parametrize("title", DECIDED)
def test_what_is_decided(title: str) -> None:
    assert _kinds(title) == DECIDED[title]


KEPT = (
    *("Tempo 30 min", "Long day 30 km", "Run off-road 12 km", "Run out and back 10k"),
    *("Run down to the river and back", "Run through the park", "Long Richmond Park 25 km"),
    *("Long run, brunch after", "Tempo with the office crew", "Intervals before work"),
    *("Run with the kids", "Parkrun with dad", "Easy run to the dentist", "Intervals after school"),
    *("Long run - meet at the station", "Tempo run 8 km, dinner after", "Fartlek & beers"),
    *("Long run 24 km - meeting at Tom's", "Test run in new shoes 5 km", "Run Hyde Park"),
)
"""Runs among words of private life."""


@pytest.mark.parametrize("title", KEPT)
def test_a_run_among_private_words_is_kept(title: str) -> None:
    assert "run" in {meaning.item for meaning in recognise(title)}


PRIVATE = (
    *("School race for the kids", "Race entry fee due", "Race number pick-up", "Run errands"),
    *("Running late", "Run to the shops", "Dry run of the demo", "Tempo contract"),
    *("easyJet flight", "long weekend", "Test run build 5", "Sprint planning", "Sprint review"),
    *("Interval meeting", "Long lunch", "Core team meeting", "Heavy rain warning"),
    *("Circuit breaker replaced", "Hills family dinner", "Steady Eddie gig", "Marathon meeting"),
    *("Race condition debugging", "Track package", "Upper floor inspection", "Dinner"),
    *("Long call", "Board meeting 10 km from town", "Collect race number 5 km from home"),
    *("10 km to the hotel", "Half past six", "", " ", "42", "- - -"),
)


@pytest.mark.parametrize("title", PRIVATE)
def test_a_private_event_is_no_run(title: str) -> None:
    assert _kinds(title) == ["other"]


SIZES = {
    "Intervals 5 x 1 km": (None, None),
    "🏃 Long Run • 14mi": (14 * 1.609344, None),
    "Easy 8-9 km": (9, None),
    "Easy 6\N{EN DASH}8 mi": (8 * 1.609344, None),
    "8 to 10 km easy": (10, None),
    "Long run 5,5 km": (5.5, None),
    "Easy 5": (None, None),
    "Easy 45 min": (None, 45),
    "Easy 50'": (None, 50),
    "Easy 1h30": (None, 90),
    "Easy 1 h 15 min": (None, 75),
    "Easy 1:15": (None, 75),
    "Easy 1.5 hours": (None, 90),
    "Easy 1½ h": (None, 90),
    "Long 2:15:00": (None, 135),
    "Easy 35-40 min": (None, 40),
    "Easy 8 km 50 min": (8, 50),
    "Easy run 18:30": (None, None),
    "Easy run at 7:15": (None, None),
    "8 km easy @ 5:45/km": (8, None),
    "2 km WU, 6 km tempo, 2 km CD": (10, None),
    "Long run 28 km with 10 km at MP": (28, None),
    "Tempo run 12 km: 20 min tempo": (12, None),
    "Half marathon": (21.0975, None),
    "Marathon": (42.195, None),
    "parkrun": (5, None),
    "10K race": (10, None),
    "5k TT": (5, None),
    "5000 m time trial": (5, None),
    "Easy run 900 m climb": (None, None),
    "Easy run 8 km 450 hm": (8, None),
    "Long run 999 km": (None, None),
    "Race week: easy 6 km": (6, None),
}


@pytest.mark.parametrize("title", SIZES)
def test_distance_and_duration(title: str) -> None:
    (meaning,) = recognise(title)
    km, minutes = SIZES[title]
    assert meaning.km == pytest.approx(km, abs=0.001)
    assert meaning.minutes == minutes


def test_figures_go_to_the_session_that_they_stand_beside() -> None:
    run, gym = recognise("Easy 8 km + gym 30 min")
    assert (run.km, run.minutes, gym.minutes) == (8, None, 30)
    first, second = recognise("Easy run AM 8 km, recovery PM 30 min")
    assert (first.half, first.km, second.half, second.minutes) == ("am", 8, "pm", 30)
    (run,) = recognise("Bike 40 km, run 5 km")
    assert run.km == 5


@pytest.mark.parametrize(
    ("title", "priority"),
    [
        ("parkrun", "training"),
        ("parkrun race", None),
        ("Parkrun 5k race, all out", None),
        ("Half marathon", None),
        ("A race: Vienna", "A"),
        ("B race 10 km", "B"),
        ("Tune-up race 15 km", "C"),
        ("Race as training 10 km", "training"),
    ],
)
def test_the_priority_of_a_race(title: str, priority: str | None) -> None:
    (meaning,) = recognise(title)
    assert (meaning.kind, meaning.priority) == ("race", priority)


@pytest.mark.parametrize(
    ("title", "half"),
    [
        ("Easy run AM", "am"),
        ("Tempo 6 pm", "pm"),
        ("Morning run", "am"),
        ("Evening tempo", "pm"),
        ("Lauf am Kanal", None),
        ("Lauf abends", "pm"),
        ("Easy run", None),
    ],
)
def test_the_half_of_the_day(title: str, half: str | None) -> None:
    assert [meaning.half for meaning in recognise(title)] == [half]


@pytest.mark.parametrize(
    ("title", "how"),
    [
        ("Hill repeats 8x60 s", "'hill repeats'"),
        ("Easy run + strides", "'strides', harder than 'easy run'"),
        ("6x800", "'6x800'"),
        ("Côtes 8 x 200 m", "'côtes'"),
        (
            "Morning run",
            "'morning run' looks like a run; its kind is not said, so it counts as key",
        ),
        ("Gym", "'gym' is strength; its kind is not said, so it counts as heavy"),
        ("Easy run OR day off", "'easy run'; optional, or one of several choices"),
        ("Swim 2 km", "'swim', which is neither a run nor strength"),
        ("Rest day", "'rest day': no run"),
        ("Long words about Anna", "'long', but the rest does not look like training"),
        ("Dentist", "names no kind of run or strength"),
    ],
)
def test_how_it_was_understood(title: str, how: str) -> None:
    assert recognise(title)[0].how == how


def test_a_run_of_no_said_kind_is_key() -> None:
    (meaning,) = recognise("Run")
    assert meaning.is_key
    assert meaning.kind == "steady"


# Categories and descriptions.


def test_categories_count_if_the_title_says_nothing() -> None:
    (meaning,) = recognise("Prater", categories=["Sport", "Long run"])
    assert (meaning.kind, meaning.how) == ("long", "'long run' in the category 'Long run'")
    (meaning,) = recognise("Prater 45 min", categories=["Running"])
    assert (meaning.is_key, meaning.minutes) == (True, 45)
    assert recognise("Tempo", categories=["Easy run"])[0].kind == "tempo"
    assert recognise("Rest day", categories=["Running"])[0].item == "other"
    assert recognise("Dinner", categories=["Family"])[0].item == "other"


def test_categories_say_the_kind_of_a_run_that_does_not_say_it() -> None:
    (meaning,) = recognise("Morning run 8 km", categories=["Easy"])
    assert (meaning.kind, meaning.known, meaning.km, meaning.half) == ("easy", True, 8, "am")
    (meaning,) = recognise("Gym", categories=["Core"])
    assert (meaning.kind, meaning.known) == ("core", True)


def test_a_description_says_what_the_title_does_not() -> None:
    (meaning,) = recognise("W3D2", description="Hill repeats 8x60 s\nBring water")
    assert (meaning.kind, meaning.how) == ("hills", "'hill repeats' in the description")
    assert recognise("Workout", description="6 x 1000 m at 5k pace")[0].kind == "intervals"
    assert recognise("Dentist", description="Easy parking behind the house")[0].item == "other"
    assert recognise("Dinner", description="after the tempo run")[0].item == "other"


def test_a_description_makes_a_run_easy_only_if_all_of_it_is_understood() -> None:
    assert recognise("Run", description="Easy, 8 km")[0].kind == "easy"
    (meaning,) = recognise("Run", description="Quenelles, easy in between")
    assert meaning.is_key
    (meaning,) = recognise("Workout", description="Warm-up 15 min easy\nThe usual programme\nHome")
    assert meaning.is_key
    (meaning,) = recognise("Workout", description="Warm-up 15 min easy\n6 x 800 m\nCool-down")
    assert meaning.kind == "intervals"


@pytest.mark.parametrize(
    "title", ["Easy run", "Easy + strides", "Recovery 6 km", "Easy run + core"]
)
@pytest.mark.parametrize("hard", ["15 min WU, 3x10 min threshold, CD", "Tempo", "Hill repeats"])
def test_a_gentle_title_over_a_hard_text_counts_as_key(title: str, hard: str) -> None:
    for meanings in (recognise(title, description=hard), recognise(title, [hard])):
        assert (meanings[0].kind, meanings[0].is_key) == ("steady", True)
        assert ", so it counts as key" in meanings[0].how
        assert meanings[1:] == recognise(title)[1:]


@pytest.mark.parametrize(
    ("title", "categories", "description"),
    [
        ("Easy run", ["Marathon"], "10 weeks to the marathon"),
        ("Easy run", [], "No tempo today"),
        ("Easy run + strides", [], "6 x 100 m"),
        ("Recovery AM 5 LT PM 8", ["Tempo"], "LT 3x10 min"),
        ("Tempo", ["Easy"], "Intervals"),
    ],
)
def test_other_texts_beside_a_title_change_nothing(
    title: str, categories: list[str], description: str
) -> None:
    assert recognise(title, categories, description) == recognise(title)


def test_what_a_user_calls_gentle_stays_so() -> None:
    words = parse_words({"run": [{"kind": "easy", "titles": ["My easy"]}]})
    assert not recognise("My easy run", ["Tempo"], "", words)[0].is_key


def test_a_description_of_an_event_without_words_for_training_must_be_clear() -> None:
    assert recognise("Anna", description="We could run the team by her")[0].item == "other"
    assert recognise("W3D2", description="Run 8 km")[0].is_key


def test_a_title_that_goes_on_is_not_easy() -> None:
    assert recognise("Easy run " + "with friends " * 20)[0].kind == "easy"
    (meaning,) = recognise("Easy run " + "with friends " * 30 + "6x800")
    assert meaning.is_key
    assert "goes on" in meaning.how
    assert recognise("Tempo run " + "with friends " * 30)[0].kind == "tempo"
