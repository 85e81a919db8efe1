"""Draws of the evidence: within bounds, of the stated shape, the same for the same seed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from strengthfit.errors import InputError
from strengthfit.physiology.evidence import EVIDENCE, check_overrides
from strengthfit.physiology.parameters import Parameters, parameters_of
from strengthfit.physiology.uncertainty import (
    CORRELATION,
    DRAWN_NAMES,
    RECOVERY_TIMES,
    draw_parameters,
)

from ..own_science import ACME, POLICY

ROWS = {row.key: row for row in EVIDENCE if row.name in DRAWN_NAMES}


@given(st.integers(0, 2**40), st.integers(1, 20))
@settings(max_examples=100)
def test_every_draw_is_evidence_that_a_policy_takes(seed: int, draws: int) -> None:
    drawn = draw_parameters(draws, seed)
    assert drawn.values.shape == (draws, len(ROWS))
    for draw in range(draws):
        check_overrides(drawn.evidence(draw))


@pytest.mark.parametrize("key", ["peak.circuit", "fast_share.heavy", "fast_hours.core", "gain"])
def test_parameters_are_triangular_around_the_value_in_force(key: str) -> None:
    if key not in ROWS:
        assert key.partition(".")[0] not in DRAWN_NAMES
        return
    row = ROWS[key]
    span = row.high - row.low
    drawn = draw_parameters(4000, seed=3).of(row.name, row.subject)
    shape = stats.triang((row.value - row.low) / span, loc=row.low, scale=span)
    assert stats.kstest(drawn, shape.cdf).pvalue > 0.001


def test_recovery_times_hang_together_and_nothing_else_does() -> None:
    drawn = draw_parameters(4000, seed=1)
    together = [key for key in drawn.parameters if key.partition(".")[0] in RECOVERY_TIMES]
    alone = ["peak.heavy", "sensitivity.long", "importance.easy", "cost_factor.reduced"]
    keys = [*together, *alone]
    ranks = stats.spearmanr(np.stack([drawn.of(*key.split(".")) for key in keys], axis=1))
    correlation = ranks.statistic
    expected = 6 / np.pi * np.arcsin(CORRELATION / 2)  # of a Gaussian copula
    for i, first in enumerate(keys):
        for j, second in enumerate(keys[:i]):
            both = first in together and second in together
            assert correlation[i, j] == pytest.approx(expected if both else 0, abs=0.06), second


def test_a_seed_draws_the_same_bodies_for_any_number_of_overrides() -> None:
    plain = draw_parameters(50, seed=9)
    other = draw_parameters(50, seed=9, parameters=Parameters({"peak.heavy": 2.0}))
    for row in ROWS.values():
        same = np.array_equal(plain.of(row.name, row.subject), other.of(row.name, row.subject))
        assert same == (row.key != "peak.heavy")
    assert not np.array_equal(plain.values, draw_parameters(50, seed=10).values)


def test_no_width_is_no_doubt() -> None:
    drawn = draw_parameters(5, seed=0, parameters=Parameters({"peak.heavy": 2.0}), width=0)
    expected = {key: row.value for key, row in ROWS.items()} | {"peak.heavy": 2.0}
    for draw in range(5):
        assert drawn.evidence(draw) == expected


def test_bounds_narrow_single_parameters() -> None:
    drawn = draw_parameters(500, seed=0, width=0, bounds={"peak.circuit": (1.4, 1.9)})
    peaks = drawn.of("peak", "circuit")
    assert 1.4 <= peaks.min() < 1.45
    assert 1.85 < peaks.max() <= 1.9
    assert np.ptp(drawn.of("peak", "heavy")) == 0


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        ({"peak.circus": (1, 2)}, "'peak.circus' is not a drawn parameter"),
        ({"gain.reduced": (0.7, 0.9)}, "'gain.reduced' is not a drawn parameter"),
        ({"peak.circuit": (2.0, 1.0)}, "is not a low and a high number within 0 to 3.5"),
        ({"peak.circuit": (-0.1, 2.0)}, "is not a low and a high number"),
        ({"peak.circuit": 1.5}, "is not a low and a high number"),
        ({"peak.circuit": (1.0, 2.0, 3.0)}, "is not a low and a high number"),
        ({"peak.circuit": (1.0, "2")}, "is not a low and a high number"),
        ({"peak.circuit": "12"}, "is not a low and a high number"),
        ({"peak.circuit": (1.0, 3.6)}, "is not a low and a high number"),
        ({"peak.circuit": (1.0, 1.4)}, "does not hold the value in force, 1.5"),
        ({"peak.circuit": (1.6, 2.0)}, "does not hold the value in force, 1.5"),
        ([1], "is not a mapping"),
    ],
)
def test_bounds_that_are_refused(bounds: object, told: str) -> None:
    with pytest.raises(InputError, match=told):
        draw_parameters(5, 0, bounds=bounds)  # type: ignore[arg-type]  # rubbish is the subject


@pytest.mark.parametrize(
    "ends", [("low", "high"), ("value", "high"), ("low", "value"), ("value",) * 2]
)
def test_bounds_may_reach_the_ends_of_the_table_and_begin_or_end_at_the_value(
    ends: tuple[str, str],
) -> None:
    row = ROWS["peak.circuit"]
    low, high = (getattr(row, end) for end in ends)
    drawn = draw_parameters(400, 0, bounds={row.key: (low, high)}).of(row.name, row.subject)
    assert low <= drawn.min() <= low + 0.1 * (high - low)
    assert high - 0.1 * (high - low) <= drawn.max() <= high


def test_an_extension_leaves_the_draws_of_the_table_as_they_are() -> None:
    mine = parameters_of(POLICY)
    drawn, house = draw_parameters(30, 4, mine), draw_parameters(30, 4)
    assert len(drawn.parameters) == len(set(drawn.parameters)) > len(house.parameters)
    for row in ROWS.values():
        if row.key != "peak.heavy":  # which the extension has another value of
            assert np.array_equal(drawn.of(row.name, row.subject), house.of(row.name, row.subject))
    own = {row.key: row for row in ACME.evidence if row.key in drawn.parameters}
    assert "peak.acme:nordic" in own
    for row in own.values():
        values = drawn.of(row.name, row.subject)
        assert row.low <= values.min() < values.max() <= row.high
    # A kind that brings no row of its own is drawn as the one that it is like.
    assert np.array_equal(drawn.of("fast_hours", "acme:nordic"), drawn.of("fast_hours", "heavy"))
    for name, subject in (("peak", "nobody:here"), ("nothing", "heavy")):
        with pytest.raises(KeyError, match=f"{name}.{subject}"):
            drawn.of(name, subject)
