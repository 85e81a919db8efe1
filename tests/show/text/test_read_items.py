"""What was read, in lines: training first, everything on request, and nothing steers a terminal."""

from hypothesis import given
from hypothesis import strategies as st

from strengthfit.interchange.format import ReadItem
from strengthfit.show.text.layout import WIDTH
from strengthfit.show.text.read_items import read_lines
from strengthfit.visible import is_visible

HILLS = ReadItem("2026-11-24", "Tue 07:00", "Hill repeats", "hills", "'hill repeats'")
LUNCH = ReadItem("2026-11-25", "Wed 12:00", "Lunch", "busy", "no training")
BIRTHDAY = ReadItem("2026-11-24", "Tue", "Birthday", "left out", "no training")
BROKEN = ReadItem("", "", "Standup", "not read", "its END:VEVENT is missing", known=False)
FEE = ReadItem("2026-11-28", "Sat", "Race fee", "left out", "'race', but not training", known=False)
TAKEN_AS = ("easy", "hills", "heavy", "steady, key", "busy", "left out", "not read")


def test_training_is_listed_and_the_rest_counted() -> None:
    assert read_lines([BROKEN, LUNCH, HILLS, BIRTHDAY]) == [
        "Read as training:",
        "  Tue 24 Nov 07:00  Hill repeats  hills ('hill repeats')",
        "                    Standup       not read (its END:VEVENT is missing)",
        "2 other entries: 1 keeps its hours. With --show-read each is listed.",
    ]


def test_everything_is_listed_on_request_by_day() -> None:
    assert read_lines([BROKEN, LUNCH, HILLS, BIRTHDAY], every=True) == [
        "Read:",
        "  Tue 24 Nov 07:00  Hill repeats  hills ('hill repeats')",
        "  Tue 24 Nov        Birthday      left out (no training)",
        "  Wed 25 Nov 12:00  Lunch         busy",
        "                    Standup       not read (its END:VEVENT is missing)",
    ]


def test_what_names_training_and_is_not_taken_for_it_is_listed() -> None:
    assert read_lines([FEE, LUNCH])[1].endswith("left out ('race', but not training)")


def test_nothing_is_said_to_be_nothing() -> None:
    assert read_lines([]) == ["Read: no run and no strength."]
    assert read_lines([], every=True) == ["Read: no entries."]
    assert read_lines([BIRTHDAY])[-1].startswith("1 other entry: none is busy.")


@given(
    st.lists(
        st.builds(
            ReadItem,
            date=st.dates().map(str) | st.just(""),
            when=st.sampled_from(["Tue", "Wed 07:00"]),
            title=st.text(max_size=400),
            taken_as=st.sampled_from(TAKEN_AS),
            how=st.text(max_size=400),
        ),
        max_size=6,
    )
)
def test_any_title_fits_the_width_and_steers_no_terminal(items: list[ReadItem]) -> None:
    for every in (False, True):
        lines = read_lines(items, every=every)
        assert all(map(is_visible, lines))
        assert all(len(line) <= WIDTH for line in lines)
