"""Two sessions in one title: each keeps its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.domain.run import KEY_RUN_KINDS
from strengthfit.interchange.titles import recognise

HALVES = (("AM", "PM"), ("morning", "evening"), ("morgens", "abends"), ("früh", "abends"),
          ("matin", "soir"), ("mañana", "tarde"), ("de mañana", "por la noche"))  # fmt: skip
LABELS = ("", "Double: ", "Double day - ", "Doppel: ", "Doublé : ", "Doblete: ", "2x day: ")
JOINS = (" / ", " + ", ", ", " then ", "; ", " & ", " dann ", " puis ", " y ")
GENTLE = {
    "easy 6k": "easy", "recovery 5 km": "recovery", "6 km locker": "easy", "Reko 5 km": "recovery",
    "footing 6 km": "easy", "rodaje 6 km": "easy", "steady 8 km": "steady",
}  # fmt: skip
KEY = {
    "8x400": "intervals", "tempo 8 km": "tempo", "hills 8x60 s": "hills", "Schwelle 8 km": "tempo",
    "VMA 10x300": "intervals", "cuestas 10x200 m": "hills", "track": "intervals",
}  # fmt: skip
ONE = st.sampled_from(sorted((GENTLE | KEY).items()))


FORMS = st.builds("{}{{0}}{}{{1}}".format, st.sampled_from(LABELS), st.sampled_from(JOINS))


@given(ONE, ONE, st.sampled_from(HALVES), FORMS, st.booleans())
def test_each_half_of_a_day_keeps_its_own_words(
    first: tuple[str, str], second: tuple[str, str], halves: tuple[str, str], form: str, after: bool
) -> None:
    parts = (
        f"{words} {half}" if after else f"{half} {words}"
        for half, (words, _) in zip(halves, (first, second), strict=True)
    )
    found = recognise(form.format(*parts))
    assert [(meaning.kind, meaning.half) for meaning in found] == [
        (first[1], "am"),
        (second[1], "pm"),
    ]


@given(ONE, ONE, st.sampled_from(LABELS[1:]), st.sampled_from(JOINS))
def test_a_double_without_hours_is_two_runs(
    first: tuple[str, str], second: tuple[str, str], label: str, join: str
) -> None:
    found = recognise(label + first[0] + join + second[0])
    assert [meaning.kind for meaning in found] == [first[1], second[1]]
    assert [meaning.half for meaning in found] == ["am", "pm"]


@given(st.sampled_from(sorted(GENTLE)), st.sampled_from(sorted(KEY)), st.sampled_from(JOINS))
def test_two_kinds_that_are_not_called_a_double_are_the_harder(
    gentle: str, key: str, join: str
) -> None:
    (meaning,) = recognise(gentle + join + key)
    assert meaning.kind in KEY_RUN_KINDS


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("6k easy (AM) 8x400 (PM)", ["easy", "intervals"]),
        ("Recovery AM 6 km PM 4 km", ["recovery", "recovery"]),
        ("Double: easy 6k, core", ["easy", "core"]),
        ("Double threshold 5x6 min", ["tempo"]),
        ("Double: 2 km WU, 8 km tempo", ["tempo"]),
        ("Doppel Tennis", [None]),
    ],
)
def test_what_is_and_is_not_a_double(title: str, kinds: list[str | None]) -> None:
    assert [meaning.kind for meaning in recognise(title)] == kinds


@pytest.mark.parametrize("run", ["easy run", "tempo 8 km", "6x800", "Dauerlauf", "footing"])
@pytest.mark.parametrize("lift", ["core", "gym", "heavy squats", "Kraft", "renfo"])
@pytest.mark.parametrize(
    ("join", "turned"),
    [(" + ", False), (" then ", False), (", ", False), (" before ", False), (" after ", True),
     (" nach ", True), (" après ", True)],
)  # fmt: skip
def test_a_run_and_strength_follow_one_another_as_the_title_says(
    run: str, lift: str, join: str, turned: bool
) -> None:
    for first, second, items in (
        (run, lift, ["run", "strength"]),
        (lift, run, ["strength", "run"]),
    ):
        found = [meaning.item for meaning in recognise(f"{first}{join}{second}")]
        assert len(found) < 2 or found == (items[::-1] if turned else items)
