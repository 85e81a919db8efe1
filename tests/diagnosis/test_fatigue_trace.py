"""Fatigue over time: the oracle's losses at the runs, and the same curve between them."""

import numpy as np
import pytest
from hypothesis import given, settings

import strengthfit as sf
from strengthfit.domain.clock import WEEK

from .. import oracle
from ..generate import policies, weeks


@given(weeks(), policies(grid=120))
@settings(max_examples=150)
def test_at_the_runs_it_is_what_the_oracle_says(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    trace = sf.explain(plan).fatigue
    sittings = [*oracle.outside_sessions(week, policy, "before"), *oracle.sittings_of(plan)]
    expected = sorted(value for _, value in oracle.losses(week, policy, sittings))
    assert sorted(run.loss for run in trace.runs) == pytest.approx(expected, abs=1e-9)


@given(weeks(), policies(grid=120))
@settings(max_examples=100)
def test_each_half_hour_is_the_sum_over_sessions(week: sf.Week, policy: sf.Policy) -> None:
    plan = sf.plan(week, policy)
    trace = sf.explain(plan).fatigue
    assert trace.minutes.tolist() == list(range(0, WEEK + 1, 30))
    sittings = [*oracle.outside_sessions(week, policy, "before"), *oracle.sittings_of(plan)]
    assert trace.residual.shape == (len(sittings), len(trace.minutes))
    total = np.zeros(len(trace.minutes))
    for index, sitting in enumerate(sittings):
        for step in range(0, len(trace.minutes), 17):
            hours = oracle.forward(week, sitting.end, int(trace.minutes[step])) / 60
            left = 0.0
            if 0 <= hours <= 168:
                left = oracle.residual(week, policy, sitting.kind, sitting.effort, hours)
            assert trace.residual[index, step] == pytest.approx(left, abs=1e-9)
        peak = oracle.value(policy, "peak", sitting.kind)
        cost = oracle.value(policy, "cost_factor", sitting.dose)
        total += peak * cost * week.athlete.recovery * trace.residual[index]
    assert trace.impairment == pytest.approx(total)


def test_a_week_that_repeats_ends_as_it_begins() -> None:
    week = sf.Week([sf.Run("Tue 07:00", "intervals")], strength=2, repeats=True)
    trace = sf.explain(sf.plan(week)).fatigue
    assert trace.impairment[0] == pytest.approx(trace.impairment[-1])
