"""Room for words: nothing on anything else, everything as near as it can be."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit.show.figures.room import free_places, spread

MM = st.floats(0, 60)


@given(st.lists(MM, max_size=12).map(sorted), st.floats(0.1, 5))
def test_spread_places_keep_order_gap_and_ends(places: list[float], gap: float) -> None:
    moved = spread(places, gap, 0, 60)
    assert len(moved) == len(places)
    assert all(-1e-9 <= place <= 60 + 1e-9 for place in moved)
    assert all(after - before >= gap - 1e-6 for before, after in pairwise(moved))


@given(st.lists(MM, min_size=2, max_size=12).map(sorted))
def test_places_apart_stay_where_they_are(places: list[float]) -> None:
    gap = min(after - before for before, after in pairwise(places))
    assert spread(places, gap, 0, 60) == pytest.approx(places, abs=1e-6)


def test_without_room_places_share_what_there_is() -> None:
    assert spread([1, 1, 1], 10, 0, 4) == pytest.approx([0, 2, 4])
    assert spread([], 1, 0, 4) == []


@given(st.lists(st.tuples(MM, MM), max_size=10))
@settings(max_examples=50)
def test_words_beside_points_cover_nothing(points: list[tuple[float, float]]) -> None:
    width, height = 4.0, 2.0
    taken = [(x - 1, x + 1, y - 1, y + 1) for x, y in points]
    found = free_places(points, [(width, height)] * len(points), taken, (0, 60, 0, 60))
    boxes = [
        (x - width / 2, x + width / 2, y - height / 2, y + height / 2)
        for x, y in (place for place in found if place is not None)
    ]
    assert len(found) == len(points)
    assert all(box[0] >= 0 and box[1] <= 60 and box[2] >= 0 and box[3] <= 60 for box in boxes)
    for one, other in [*combinations(boxes, 2), *((box, full) for box in boxes for full in taken)]:
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]


def test_a_word_without_a_free_place_is_left_out() -> None:
    assert free_places([(1, 1)], [(5, 2)], [], (0, 2, 0, 2)) == [None]
