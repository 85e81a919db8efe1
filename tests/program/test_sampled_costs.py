"""Costs of all draws at once are those of formulating the week anew for each draw."""

import attrs
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.physiology.parameters import parameters_of
from strengthfit.physiology.uncertainty import draw_parameters
from strengthfit.program.sampled_costs import sampled_interference, sampled_steps
from strengthfit.program.tier_names import INTERFERENCE

from ..generate import blocks, policies, weeks


def check(week: sf.Week | sf.Block, policy: sf.Policy, seed: int) -> None:
    program = sf.formulate(week, policy)
    draws = draw_parameters(2, seed, parameters_of(policy))
    every = np.arange(len(program.choices))
    costs = sampled_interference(program, policy, draws, every)
    steps = sampled_steps(program, policy, draws, every)
    for draw in range(len(draws)):
        anew = sf.formulate(week, attrs.evolve(policy, evidence=draws.evidence(draw)))
        assert np.array_equal(anew.choices.start, program.choices.start)
        assert np.array_equal(anew.choices.minutes, program.choices.minutes)
        told = np.zeros(len(every))
        for (_, tier, _), part in zip(anew.cost_terms, anew.cost_parts, strict=True):
            told += part.by_choice(len(every)) if tier == "interference" else 0.0
        np.testing.assert_allclose(costs[:, draw], told, atol=1e-9)
        # Changes are counted from where the program counts: within a step of counting anew, and
        # what hours that are alike may hide, in the program or in the draw.
        hidden = policy.hour_tolerance / policy.resolution
        off = abs(steps[:, draw] - anew.tier_costs[INTERFERENCE])
        assert (off < 1.5 + hidden + 1e-6).all()


@given(weeks(), policies(grid=120), st.integers(0, 10**6), st.booleans())
@settings(max_examples=200)
def test_weeks(week: sf.Week, policy: sf.Policy, seed: int, own: bool) -> None:
    if own:
        policy = attrs.evolve(policy, evidence={"peak.heavy": 2.0, "importance.long": 1.5})
    check(week, policy, seed)


@given(blocks(), policies(grid=240), st.integers(0, 10**6))
@settings(max_examples=30)
def test_blocks(block: sf.Block, policy: sf.Policy, seed: int) -> None:
    check(block, policy, seed)


@given(weeks(), policies(grid=120))
@settings(max_examples=50)
def test_without_doubt_and_with_next_to_none_it_is_the_program(
    week: sf.Week, policy: sf.Policy
) -> None:
    program = sf.formulate(week, policy)
    every = np.arange(len(program.choices))
    for width in (0.0, 1e-5):
        steps = sampled_steps(program, policy, draw_parameters(2, 0, width=width), every)
        assert (program.tier_costs[INTERFERENCE] == steps.T).all()


def test_some_choices_alone() -> None:
    week, policy = sf.Week([sf.Run("Tue 07:00", "intervals")], repeats=True), sf.Policy()
    program = sf.formulate(week, policy)
    draws = draw_parameters(7, 0)
    every = sampled_interference(program, policy, draws, np.arange(len(program.choices)))
    some = np.array([3, 40, 41])
    assert np.array_equal(sampled_interference(program, policy, draws, some), every[some])
