"""What presolve leaves says the same of the choices that are left as the program says of them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.program import Program
from strengthfit.program.presolve import open_choices, open_part, presolve
from strengthfit.program.rows import closed_alone

from ..generate import policies, weeks


@given(weeks(most=3), policies(grid=120))
@settings(max_examples=100)
def test_an_open_choice_is_one_that_no_row_closes(week: sf.Week, policy: sf.Policy) -> None:
    program = sf.formulate(week, policy)
    closed = set(closed_alone(program.rows)[1].tolist())
    still = open_choices(program)
    assert set(np.flatnonzero(~still).tolist()) == closed
    assert open_part(program).kept.tolist() == np.flatnonzero(still).tolist()
    assert set(presolve(program).kept.tolist()) <= set(np.flatnonzero(still).tolist())


@given(weeks(most=3), policies(grid=120), st.data())
@settings(max_examples=200)
def test_sets_of_what_is_left_keep_its_rows_if_they_keep_the_programs(
    week: sf.Week, policy: sf.Policy, data: st.DataObject
) -> None:
    program = sf.formulate(week, policy)
    for left in (presolve(program), open_part(program)):
        if not len(left.kept):
            continue
        chosen = data.draw(st.lists(st.integers(0, len(left.kept) - 1), max_size=3, unique=True))
        few = np.zeros(len(left.kept), dtype=bool)
        few[chosen] = True
        whole = program.mask(left.kept[chosen])
        if _asks_for_more(program, whole):
            continue  # rows that so many sessions cannot exceed are left out
        kept = bool((left.rows.activity(few) <= left.rows.bounds).all())
        assert kept == (not program.broken(whole))
        above = np.maximum(left.windows.activity(few) - left.windows.bounds, 0)
        every = np.maximum(program.windows.activity(whole) - program.windows.bounds, 0)
        # Windows that cannot cost, or cost the same whatever is taken, do not tell plans apart.
        assert (left.window_costs @ above <= program.window_costs @ every).all()


def _asks_for_more(program: Program, taken: np.ndarray) -> bool:
    counts = np.bincount(program.choices.demand[taken], minlength=len(program.counts))
    return bool((counts > program.counts).any())


def test_of_two_doses_at_one_start_the_lighter_is_beaten() -> None:
    """A full session on a free day uses nothing that the reduced one leaves."""
    program = sf.formulate(sf.Week([], strength=1), sf.Policy(grid=240))
    assert set(program.choices.dose[presolve(program).kept].tolist()) == {0}
    assert set(program.choices.dose[open_part(program).kept].tolist()) == {0, 1, 2}
