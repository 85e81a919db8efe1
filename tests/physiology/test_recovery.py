"""Learning an athlete's recovery factor from check-ins."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit import CheckIn
from strengthfit.physiology.recovery import (
    FEEL_FALL,
    FEEL_NOISE,
    FEEL_USUAL,
    PRIOR_WIDTH,
    SORENESS_NOISE,
    SORENESS_RISE,
    SORENESS_USUAL,
    Recovery,
    learn_recovery,
)

CHECK_INS = st.builds(
    CheckIn,
    expected=st.floats(0, 5),
    soreness=st.integers(0, 10),
    feel=st.none() | st.integers(1, 5),
)


def simulate(factor: float, number: int, generator: np.random.Generator) -> list[CheckIn]:
    """Check-ins of an athlete whose factor is known."""
    expected = generator.uniform(0.1, 2.0, number)
    sore = SORENESS_USUAL + SORENESS_RISE * factor * expected
    sore = sore + SORENESS_NOISE * generator.standard_normal(number)
    feel = FEEL_USUAL - FEEL_FALL * factor * expected
    feel = feel + FEEL_NOISE * generator.standard_normal(number)
    return [
        CheckIn(cost, min(10, max(0, round(one))), min(5, max(1, round(two))))
        for cost, one, two in zip(expected.tolist(), sore.tolist(), feel.tolist(), strict=True)
    ]


@given(st.lists(CHECK_INS, max_size=8), st.integers(0, 8), st.randoms())
@settings(max_examples=100)
def test_learning_in_parts_and_in_any_order_is_learning_at_once(
    told: list[CheckIn], cut: int, mixer: object
) -> None:
    whole = learn_recovery(told)
    assert whole.density.sum() == pytest.approx(1)
    parts = learn_recovery(told[cut:], learn_recovery(told[:cut]))
    assert parts.density == pytest.approx(whole.density, abs=1e-9)
    assert parts.check_ins == whole.check_ins == len(told)
    mixer.shuffle(told)  # type: ignore[attr-defined]  # a random.Random
    assert learn_recovery(told).mean == pytest.approx(whole.mean)


@given(st.lists(CHECK_INS, max_size=5), CHECK_INS, st.integers(0, 10), st.integers(1, 5))
@settings(max_examples=150)
def test_more_soreness_and_worse_feel_never_lower_the_factor(
    told: list[CheckIn], last: CheckIn, soreness: int, feel: int
) -> None:
    def mean(sore: float, felt: float) -> float:
        return learn_recovery([*told, CheckIn(last.expected, sore, felt)]).mean

    assert last.soreness is not None
    low, high = sorted((soreness, last.soreness))
    assert mean(low, feel) <= mean(high, feel) + 1e-9
    assert mean(low, 5) <= mean(low, feel) + 1e-9 <= mean(low, 1) + 2e-9


def test_one_bad_day_moves_it_little_and_a_consistent_month_clearly() -> None:
    usual = learn_recovery([]).mean
    assert learn_recovery([CheckIn(1.0, 9, 1)]).mean < 1.25 * usual
    month = [CheckIn(1.0, soreness=5, feel=2) for _ in range(12)]
    assert learn_recovery(month).mean > 1.4
    low, _ = learn_recovery(month).interval()
    assert low > usual - 0.1


def test_a_run_without_strength_before_it_tells_nothing() -> None:
    assert learn_recovery([CheckIn(0, 9, 1)]).density == pytest.approx(learn_recovery([]).density)


def test_the_interval_covers_the_known_factor() -> None:
    """Athletes drawn from the prior: nine in ten of the 90 % intervals should hold their factor."""
    generator = np.random.default_rng(4)
    covered = 0
    for factor in np.exp(PRIOR_WIDTH * generator.standard_normal(400)).tolist():
        low, high = sf.learn_recovery(simulate(factor, 12, generator)).interval()
        covered += low <= factor <= high
    assert 0.85 <= covered / 400 <= 0.95


def test_what_is_learnt_feeds_the_plan() -> None:
    learnt = learn_recovery([CheckIn(1.0, soreness=7, feel=1)] * 12)
    runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Thu 07:00", "tempo")]
    slow = sf.plan(sf.Week(runs, athlete=learnt.athlete, repeats=True))
    usual = sf.plan(sf.Week(runs, repeats=True))
    assert slow.interference > usual.interference


def test_bad_input_is_refused() -> None:
    with pytest.raises(sf.InputError, match="neither soreness"):
        CheckIn(1.0)
    with pytest.raises(sf.InputError, match=r"CheckIn.soreness"):
        CheckIn(1.0, 11)
    with pytest.raises(sf.InputError, match=r"CheckIn.expected"):
        CheckIn(-1, 1)
    with pytest.raises(sf.InputError, match=r"check_ins\[0\]"):
        learn_recovery([3])  # type: ignore[list-item]  # on purpose
    with pytest.raises(sf.InputError, match="check_ins"):
        learn_recovery(3)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(sf.InputError, match="prior"):
        learn_recovery([], 3)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(sf.InputError, match="share"):
        learn_recovery([]).interval(1.5)


def test_before_any_check_in_the_athlete_is_typical() -> None:
    assert learn_recovery([]).athlete == sf.Athlete()


def test_a_long_log_of_extremes_stays_sound() -> None:
    extremes = [CheckIn(5.0, 0, 5)] * 60
    whole = learn_recovery(extremes)
    assert learn_recovery(extremes[30:], learn_recovery(extremes[:30])).mean == pytest.approx(
        whole.mean
    )
    assert whole.density.sum() == pytest.approx(1)


def test_recovery_is_a_value() -> None:
    told = [CheckIn(1.0, 4)]
    assert learn_recovery(told) == learn_recovery(told)
    assert isinstance(learn_recovery(told), Recovery)
    assert learn_recovery(told) != learn_recovery([])


def test_a_feel_or_a_soreness_alone_is_enough_to_learn_from() -> None:
    usual = learn_recovery([]).mean
    sore, felt = learn_recovery([CheckIn(1.0, soreness=8)]), learn_recovery([CheckIn(1.0, feel=1)])
    assert usual < sore.mean
    assert usual < felt.mean
    both = learn_recovery([CheckIn(1.0, soreness=8), CheckIn(1.0, feel=1)])
    at_once = learn_recovery([CheckIn(1.0, 8, 1)])
    assert both.density == pytest.approx(at_once.density)
    assert (both.check_ins, at_once.check_ins) == (2, 1)


def _normal(upper: float) -> float:
    return 0.5 * (1 + math.erf(upper / math.sqrt(2)))


@pytest.mark.parametrize("soreness", [0, 0.4, 1, 5, 9, 10])
@pytest.mark.parametrize("expected", [0.2, 1.0, 3.0])
def test_an_answer_weighs_each_factor_by_its_chance(soreness: float, expected: float) -> None:
    """The whole number nearest to a normal variable that is held between the ends of the scale."""
    known = learn_recovery([])
    chances = []
    for factor in known.grid.tolist():
        middle = SORENESS_USUAL + SORENESS_RISE * factor * expected
        point = math.floor(soreness + 0.5)
        high = 1.0 if point >= 10 else _normal((point + 0.5 - middle) / SORENESS_NOISE)
        low = 0.0 if point <= 0 else _normal((point - 0.5 - middle) / SORENESS_NOISE)
        chances.append(max(high - low, 1e-12))
    weighed = known.density * np.array(chances)
    found = learn_recovery([CheckIn(expected, soreness)])
    assert found.density == pytest.approx(weighed / weighed.sum(), abs=1e-12)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_the_interval_leaves_as_much_below_as_above(share: float) -> None:
    known = learn_recovery([CheckIn(1.0, 7, 2)] * 3)
    low, high = known.interval(share)
    below = float(known.density[known.grid <= low].sum())
    above = float(known.density[known.grid >= high].sum())
    assert below == pytest.approx((1 - share) / 2, abs=0.02)
    assert above == pytest.approx((1 - share) / 2, abs=0.02)
    middle = known.athlete.recovery
    assert float(known.density[known.grid <= middle].sum()) == pytest.approx(0.5, abs=0.02)
    assert middle == round(middle, 3)


def test_the_prior_is_log_normal_around_one_within_the_bounds() -> None:
    known = learn_recovery([])
    assert (known.grid[0], known.grid[-1]) == (pytest.approx(0.2), pytest.approx(5.0))
    at = np.log(known.grid)
    assert float(at @ known.density) == pytest.approx(0, abs=1e-9)
    assert float(at**2 @ known.density) == pytest.approx(PRIOR_WIDTH**2, rel=0.01)
    assert str(known).endswith("after 0 check-ins")
    assert str(learn_recovery([CheckIn(1.0, 3)])).endswith("after 1 check-in")


@pytest.mark.parametrize("share", [0, 1, True, "0.5"])
def test_a_share_is_between_nothing_and_all(share: object) -> None:
    with pytest.raises(sf.InputError, match="share"):
        learn_recovery([]).interval(share)  # type: ignore[arg-type]  # on purpose


def test_a_year_of_check_ins_is_still_a_probability() -> None:
    """Its chance is far below the least float."""
    known = learn_recovery([CheckIn(1.0, 7, 2)] * 400)
    assert known.density.sum() == pytest.approx(1)
    assert 1 < known.mean < 5
