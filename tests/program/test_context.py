"""What is near in time, pair by pair, as a plain loop over runs and choices finds it."""

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.arguments import as_policy
from strengthfit.program import context as room
from strengthfit.program.choices import list_choices
from strengthfit.program.context import Near, RuleContext, joined
from strengthfit.program.resolve import resolve_week

from ..generate import weeks


def _context(week: sf.Week) -> RuleContext:
    policy = attrs.evolve(as_policy(None), grid=240)
    horizon = resolve_week(week, policy)
    return RuleContext(horizon, policy, list_choices(horizon, policy))


def _expected(context: RuleContext, before: int, after: int) -> list[tuple[int, int, int, int]]:
    length = context.horizon.days * 1440
    found = []
    for number, run in enumerate(context.runs):
        for choice, start in enumerate(context.choices.start.tolist()):
            ahead, since = run.start - start, start - run.start
            if context.horizon.circular:
                ahead, since = ahead % length, since % length
                near = ahead <= before or since <= after
            else:
                near = -before <= since <= after
            if near:
                found.append((number, choice, ahead, since))
    return found


def _listed(near: Near) -> list[tuple[int, ...]]:
    columns = near.run, near.choice, near.ahead, near.since
    return list(zip(*(column.tolist() for column in columns), strict=True))


@given(weeks(most=2), st.integers(-1500, 12000), st.integers(-1500, 12000), st.integers(1, 200))
def test_near_is_what_a_plain_loop_finds(week: sf.Week, before: int, after: int, part: int) -> None:
    context = _context(week)
    expected = _expected(context, before, after)
    assert _listed(context.near(before, after)) == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_PART", part)
        parts = list(context.near_by_parts(before, after))
    assert parts  # even if nothing is near, as nothing of nothing can be joined
    whole = joined([(each.run, each.choice, each.ahead, each.since) for each in parts])
    assert _listed(Near(*whole)) == expected


@given(weeks(most=2))
def test_losses_do_not_depend_on_the_parts(week: sf.Week) -> None:
    whole = _context(week).losses
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_PART", 7)
        parts = _context(week).losses
    for name in ("run", "choice", "percent"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name))
    assert (whole.percent > 0).all()
