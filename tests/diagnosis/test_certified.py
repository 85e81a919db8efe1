"""Proofs of conflicts; what does not clash is refused."""

import attrs
import pytest
from hypothesis import assume, given, settings

import strengthfit as sf
from strengthfit.diagnosis.certified import certify_conflict
from strengthfit.proof import verify

from ..generate import weeks

CROWDED = sf.Week(
    [sf.Run(f"{day} 07:00", "tempo") for day in ("Mon", "Tue", "Thu", "Fri")],
    strength=3,
    available=["Mon-Fri 17:00-20:00", "Sat"],
    repeats=True,
)
DIAGNOSIS = sf.diagnose(CROWDED, ways=1)


@pytest.mark.parametrize("number", range(len(DIAGNOSIS.conflicts)))
def test_a_conflict_is_proven_and_any_part_of_it_is_refused(number: int) -> None:
    certificate = certify_conflict(DIAGNOSIS, number)
    assert certificate.status == "infeasible"
    assert verify(certificate) is None
    conflict = DIAGNOSIS.conflicts[number]
    for left_out in range(len(conflict)):
        part = conflict[:left_out] + conflict[left_out + 1 :]
        with pytest.raises(sf.InputError, match="can all hold"):
            certify_conflict(attrs.evolve(DIAGNOSIS, conflicts=(part,)))


@given(weeks())
@settings(max_examples=60)
def test_conflicts_of_any_week_are_proven(week: sf.Week) -> None:
    diagnosis = sf.diagnose(week, sf.Policy(grid=120), ways=1)
    assume(diagnosis.conflicts)
    for number in range(len(diagnosis.conflicts)):
        assert verify(certify_conflict(diagnosis, number)) is None


def test_there_has_to_be_such_a_conflict() -> None:
    with pytest.raises(sf.InputError, match="has no conflict"):
        certify_conflict(sf.diagnose(sf.Week([], strength=1)))
    with pytest.raises(sf.InputError, match="conflict: "):
        certify_conflict(DIAGNOSIS, 99)
