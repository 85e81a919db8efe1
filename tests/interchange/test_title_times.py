"""The time of day in titles: forms that people write, and figures that are another thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.interchange.title_times import timed_titles

WAYS = {
    "hour and minute": "{0:02d}:{1:02d}",
    "German": "{0}.{1:02d} Uhr",
    "French": "{0}h{1:02d}",
    "with am or pm": "{2}:{1:02d} {3}",
    "with am or pm, close": "{2}:{1:02d}{3}",
    "with dots": "{2}:{1:02d} {4}",
}


@pytest.mark.parametrize("way", WAYS)
@given(minute=st.integers(5 * 60, 1439), title=st.sampled_from(["Tempo 10 km", "Long", "4x1 km"]))
def test_a_time_in_front_is_read_and_taken_out(way: str, minute: int, title: str) -> None:
    hour, rest = divmod(minute, 60)
    half = "am" if hour < 12 else "pm"
    clock = WAYS[way].format(hour, rest, hour % 12 or 12, half, ".".join([*half, ""]))
    (part,) = timed_titles(f"{clock} {title}")
    assert (part.words, part.minute, part.doubt) == (title, minute, "")


@pytest.mark.parametrize(
    ("title", "minute", "length"),
    [
        ("7:00 Tempo", 420, None),
        ("7.00 Tempo", 420, None),
        ("19h Tempo", 1140, None),
        ("19 Uhr Tempo", 1140, None),
        ("7am Tempo", 420, None),
        ("12am Tempo", 0, None),
        ("12 pm Tempo", 720, None),
        ("0700 Tempo", 420, None),
        ("1830 Tempo", 1110, None),
        ("noon Tempo", 720, None),
        ("at 7am: Tempo", 420, None),
        ("AM 7:00 Tempo", 420, None),
        ("PM 6:00 Tempo", 1080, None),
        ("Tempo (18:30)", 1110, None),
        ("Tempo at 7 pm", 1140, None),
        ("Tempo um 19:30 Uhr", 1170, None),
        ("7 Uhr 30 Tempo", 450, None),
        ("07:00:00 Tempo", 420, None),
        ("06:30-07:15 Tempo", 390, 45),
        ("6-7pm Tempo", 1080, 60),
        ("11-1pm Tempo", 660, 120),
        ("23:30 \u2013 00:15 Tempo", 1410, 45),
        ("18-19 Uhr Tempo", 1080, 60),
    ],
    ids=range(23),
)
def test_forms_of_times(title: str, minute: int, length: float | None) -> None:
    (part,) = timed_titles(title)
    assert (part.words, part.minute, part.length, part.doubt) == ("Tempo", minute, length, "")


@pytest.mark.parametrize(
    "title",
    [
        *("1:30 Long", "2h Long", "45:00 easy", "7.5 km easy", "8-9 km easy", "10.00 miles"),
        *("6x400", "4 x 1 km", "1600 repeats", "5k in 18:30", "Easy at 5:30/km", "20 min tempo"),
        *("Easy (5:30)", "10 km @ 4:30", "Long run 2:15:00", "24h race", "Easy", "", "W 7"),
        *("6 x 10:00 tempo", "3 x 10:00 @ threshold", "4 sets of 10:00 tempo", "Hills 10 x 10:30"),
        *("2 \u00d7 15:00 threshold", "WU 15:00, tempo", "Tempo, cool-down 10:00"),
    ],
    ids=range(26),
)
def test_other_figures_stay_in_the_title(title: str) -> None:
    assert [(part.words, part.minute, part.doubt) for part in timed_titles(title)] == [
        (title, None, "")
    ]


@pytest.mark.parametrize(
    "title",
    ["10:00 easy, 20:00 tempo, 10:00 easy", "15:00 w/u, 4x5:00, 10:00 c/d", "18:00 tempo 07:00"],
    ids=range(3),
)
def test_times_that_do_not_follow_one_another_are_doubted(title: str) -> None:
    (part,) = timed_titles(title)
    assert (part.words, part.minute) == (title, None)
    assert "do not follow one another" in part.doubt


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("7am easy, 6pm 4x1k", [("easy", 420), ("4x1k", 1080)]),
        ("easy 7am, 4x1k at 6pm", [("easy", 420), ("4x1k", 1080)]),
        ("AM 7:00 easy 5k; PM 6:00 core", [("easy 5k", 420), ("core", 1080)]),
        ("06:30 easy and 18:00 tempo and core", [("easy", 390), ("tempo and core", 1080)]),
    ],
    ids=range(4),
)
def test_each_time_has_its_words(title: str, parts: list[tuple[str, int]]) -> None:
    assert [(part.words, part.minute) for part in timed_titles(title)] == parts


@given(st.text(max_size=40) | st.text("0123456789:.-hapm Uhr,;()x@", max_size=40))
def test_any_title_has_parts_with_times_of_a_day(title: str) -> None:
    parts = timed_titles(title)
    assert parts
    assert all(part.minute is None or 0 <= part.minute < 1440 for part in parts)
    assert all(part.length is None or 0 < part.length < 1440 for part in parts)
