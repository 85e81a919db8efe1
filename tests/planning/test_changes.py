"""Changes: what differs between two placements, and nothing else."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from strengthfit import Placement
from strengthfit.planning.changes import changes_between


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
    changes = changes_between(before, after)
    left = Counter(before)
    left.subtract(change.before for change in changes if change.before)
    left.update(change.after for change in changes if change.after)
    assert +left == Counter(after)
    gone = {(p.start, p.kind, p.dose) for p in before} - {(p.start, p.kind, p.dose) for p in after}
    assert len([change for change in changes if change.before]) == len(gone)
    assert all(
        change.before.kind == change.after.kind
        for change in changes
        if change.before and change.after
    )


@given(PLACED)
def test_nothing_moves_where_nothing_differs(placed: list[Placement]) -> None:
    assert changes_between(placed, placed) == ()


def test_what_stays_nearest_is_paired() -> None:
    """The lighter session is the one at its start, though another one would come first in time."""
    before = [_placement(1, "core", "full"), _placement(3, "core", "full")]
    after = [_placement(3, "core", "reduced"), _placement(5, "core", "full")]
    assert [str(change) for change in changes_between(before, after)] == [
        "Tue 18:00 core, full -> Sat 18:00 core, full",
        "Thu 18:00 core, full -> Thu 18:00 core, reduced",
    ]
