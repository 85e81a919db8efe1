"""Words beside one another: apart, in order, and moved no farther than needed."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit.show.figures.layout import number_points, spread
from strengthfit.show.figures.style import look

pytest.importorskip("matplotlib")
from matplotlib import pyplot, rc_context, rcParamsDefault
from matplotlib.text import Text

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


@given(st.lists(MM, min_size=1, max_size=8).map(sorted), st.floats(0.1, 5))
def test_no_place_moves_farther_than_it_must(places: list[float], gap: float) -> None:
    # two places that are too near, with others between them, move apart by what is missing
    moved = spread(places, gap, -1000, 1000)
    farthest = max(abs(after - before) for before, after in zip(places, moved, strict=True))
    missing = max(
        (many * gap - (places[first + many] - places[first])) / 2
        for first in range(len(places))
        for many in range(len(places) - first)
    )
    assert farthest == pytest.approx(max(0.0, missing), abs=1e-6)


def test_without_room_places_share_what_there_is() -> None:
    assert spread([1, 1, 1], 10, 0, 4) == pytest.approx([0, 2, 4])
    assert spread([], 1, 0, 4) == []


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=10))
def test_numbers_cover_no_point_and_none_of_one_another(points: list[tuple[float, float]]) -> None:
    with rc_context(rc=rcParamsDefault), look():  # whatever style ran before in the process
        figure, axes = pyplot.subplots(figsize=(3, 2))
        axes.set(xlim=(-0.2, 1.2), ylim=(-0.2, 1.2))
        number_points(axes, points, [4.0] * len(points), [])
        figure.canvas.draw()
    pyplot.close(figure)
    extents = [Text.get_window_extent(note) for note in axes.texts]  # without their lines
    whole = axes.get_window_extent()
    for number, extent in enumerate(extents):
        assert whole.count_contains(extent.corners()) == 4
        assert not extent.count_overlaps(extents[:number])
        assert not extent.count_contains(axes.transData.transform(points))


def test_a_number_without_a_free_place_is_left_out() -> None:
    _, axes = pyplot.subplots(figsize=(2, 2))
    number_points(axes, [(0.5, 0.5)] * 60, [4.0] * 60, [])
    assert 8 <= len(axes.texts) < 60
    pyplot.close("all")
