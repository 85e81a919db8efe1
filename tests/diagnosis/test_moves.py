"""Moves: what differs between two placements, and nothing else."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from strengthfit import Placement
from strengthfit.diagnosis.moves import moves_between


def _placement(day: int, kind: str, dose: str) -> Placement:
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    start = day * 1440 + 1080
    return Placement(day, start, kind, dose, 30, asked="full", when=f"{names[day]} 18:00")


PLACED = st.lists(
    st.builds(
        _placement,
        st.integers(0, 6),
        st.sampled_from(["heavy", "core"]),
        st.sampled_from(["full", "reduced"]),
    ),
    max_size=4,
    unique_by=lambda placement: (placement.start, placement.kind, placement.dose),
)


@given(PLACED, PLACED)
def test_moves_lead_from_one_to_the_other(before: list[Placement], after: list[Placement]) -> None:
    moves = moves_between(before, after)
    told: Counter[tuple[str, str]] = Counter((p.kind, f"{p.when}, {p.dose}") for p in before)
    told.subtract((move.kind, move.before) for move in moves if move.before)
    told.update((move.kind, move.after) for move in moves if move.after)
    assert +told == Counter((p.kind, f"{p.when}, {p.dose}") for p in after)
    gone = {(p.start, p.kind, p.dose) for p in before} - {(p.start, p.kind, p.dose) for p in after}
    assert len([move for move in moves if move.before]) == len(gone)


@given(PLACED)
def test_nothing_moves_where_nothing_differs(placed: list[Placement]) -> None:
    assert moves_between(placed, placed) == ()
