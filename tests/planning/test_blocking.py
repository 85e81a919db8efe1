"""What closes some choices is found alike for a few rows and for many."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from strengthfit.planning.blocking import by_text, by_text_one_by_one

PAIRS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 9)), unique=True)


@given(PAIRS, st.lists(st.integers(0, 4), min_size=21, max_size=21))
def test_few_and_many_rows_are_sorted_alike(pairs: list[tuple[int, int]], texts: list[int]) -> None:
    pairs.sort(key=lambda pair: pair[1])
    rows = np.array([row for row, _ in pairs], dtype=np.int64)
    places = np.array([place for _, place in pairs], dtype=np.int64)
    text_of_row = np.array(texts, dtype=np.int64)[rows]
    many = by_text(rows, places, text_of_row, 10)
    few = by_text_one_by_one(rows, places, text_of_row, 10)
    assert [bits for bits, _ in many] == [bits for bits, _ in few]
    assert [sorted(own) for _, own in many] == [sorted(own) for _, own in few]
