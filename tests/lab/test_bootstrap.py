"""Bootstrap intervals: against SciPy's, and what must hold of any."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthfit.lab.report.aggregate import mean_ratio
from strengthfit.lab.report.bootstrap import (
    LEAST_FAMILIES,
    LEAST_INSTANCES,
    RESAMPLES,
    over_families,
    over_instances,
)

ratios = st.lists(st.tuples(st.floats(-5, 5), st.sampled_from("abcdefgh")), min_size=1, max_size=40)


@given(ratios)
@settings(max_examples=60)
def test_an_interval_holds_the_ratio_and_is_the_same_again(pairs: list[tuple[float, str]]) -> None:
    logs, families = [log for log, _ in pairs], [family for _, family in pairs]
    found = mean_ratio(logs, families)
    assert found == mean_ratio(logs, families)
    assert found is not None
    assert (found.over_instances is None) == (len(logs) < LEAST_INSTANCES)
    few = len(set(families)) < LEAST_FAMILIES
    assert (found.over_families is None) == few == (found.family_interval is None)
    for ratio, interval in (
        (found.ratio, found.over_instances),
        (found.ratio, found.over_families),
        (found.family_ratio, found.family_interval),
    ):
        if interval is not None:
            assert found.least * (1 - 1e-9) <= interval.low <= ratio * (1 + 1e-9)
            assert ratio * (1 - 1e-9) <= interval.high <= found.most * (1 + 1e-9)


@given(ratios, st.floats(-3, 3))
@settings(max_examples=30)
def test_the_other_way_round_it_is_the_other_ratio(
    pairs: list[tuple[float, str]], more: float
) -> None:
    """Times that are all so many times as long move ratio and interval by just that."""
    logs, families = [log for log, _ in pairs], [family for _, family in pairs]
    one, two = (mean_ratio([log + by for log in logs], families) for by in (0.0, more))
    assert one is not None
    assert two is not None
    factor = math.exp(more)
    assert two.ratio == pytest.approx(one.ratio * factor)
    for first, second in (
        (one.over_instances, two.over_instances),
        (one.over_families, two.over_families),
        (one.family_interval, two.family_interval),
    ):
        if first is not None and second is not None:
            assert second.low == pytest.approx(first.low * factor)
            assert second.high == pytest.approx(first.high * factor)


def test_it_is_scipys_percentile_interval_but_for_chance() -> None:
    stats = pytest.importorskip("scipy.stats")
    logs = np.random.RandomState(1).normal(0.5, 1.0, 80)
    theirs = stats.bootstrap(
        (logs,), np.mean, n_resamples=RESAMPLES, method="percentile", random_state=2
    ).confidence_interval
    ours = over_instances(logs.tolist())
    assert ours is not None
    assert math.log(ours.low) == pytest.approx(theirs.low, abs=0.03)
    assert math.log(ours.high) == pytest.approx(theirs.high, abs=0.03)


def test_families_that_differ_widen_the_interval_and_a_large_one_weighs_more() -> None:
    logs = [0.0] * 30 + [1.0] * 5 + [2.0] * 5 + [3.0] * 5 + [4.0] * 5
    families = ["a"] * 30 + ["b"] * 5 + ["c"] * 5 + ["d"] * 5 + ["e"] * 5
    narrow, wide = over_instances(logs), over_families(logs, families)
    alike = over_families(logs, families, alike=True)
    assert narrow is not None
    assert wide is not None
    assert alike is not None
    assert wide.low < narrow.low < narrow.high < wide.high
    found = mean_ratio(logs, families)
    assert found is not None
    assert (found.ratio, found.family_ratio) == pytest.approx((math.exp(1), math.exp(2)))


def test_one_instance_a_family_is_the_plain_bootstrap_twice() -> None:
    """Families of one instance each are instances: both means and both intervals are the same."""
    logs = np.random.RandomState(3).normal(0.0, 1.0, 60).tolist()
    families = [str(number) for number in range(60)]
    whole, alike = over_families(logs, families), over_families(logs, families, alike=True)
    plain = over_instances(logs)
    assert whole is not None
    assert alike is not None
    assert plain is not None
    assert (whole.low, whole.high) == pytest.approx((alike.low, alike.high))
    assert math.log(whole.low) == pytest.approx(math.log(plain.low), abs=0.05)
    assert math.log(whole.high) == pytest.approx(math.log(plain.high), abs=0.05)
