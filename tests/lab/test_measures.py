"""Measures against a naive retelling, and the properties that make them worth reading."""

import math
import random
from collections.abc import Callable, Sequence
from typing import Any

import attrs
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from strengthfit.errors import InputError
from strengthfit.lab.measures import (
    TICK,
    Objective,
    best_known,
    best_time,
    course,
    gap,
    par10,
    primal_integral,
    proof_time,
    shifted_geometric_mean,
)
from strengthfit.lab.records import WITHOUT_OUTCOME, Record
from strengthfit.lab.report.aggregate import (
    mean_gaps,
    performance_profiles,
    speed_up,
    standings,
)
from strengthfit.lab.report.data import runs_table
from strengthfit.program.tier_names import TIERS

RUN = {"machine": "two cores", "versions": {"ortools": "9.15"}, "date": "2026-01-31"}
EXACT = ("cpsat", "exhaustive", "friend")
OTHERS = ("greedy", "first_fit")


def blank(instance: str = "week-0", strategy: str = "cpsat", **fields: Any) -> Record:
    """A run that found nothing, with some fields changed."""
    base = Record(
        instance=instance,
        family=instance.rsplit("-", 1)[0],
        digest=f"digest of {instance}",
        strategy=strategy,
        seed=0,
        limit=10.0,
        status="unknown",
        objective=None,
        bound=(0,) * len(TIERS),
        taken=(),
        seconds=10.0,
        incumbents=(),
        problems=(),
        message="",
        megabytes=100.0,
        choices=50,
        rows=20,
        run=RUN,
    )
    return attrs.evolve(base, **fields)


def synthetic(
    seed: int,
    strategies: Sequence[str] = EXACT + OTHERS,
    families: Sequence[str] = ("week", "dense", "block"),
    instances: int = 4,
    seeds: int = 2,
) -> list[Record]:
    """Runs as a benchmark might give them: some wrong, some refused, some crashed."""
    draw = random.Random(seed)  # noqa: S311  # no secret
    records = []
    for family in families:
        for number in range(instances):
            best = tuple(draw.randrange(0, 40) for _ in TIERS)
            scale = 10 ** draw.uniform(-2.5, 1.2)
            for place, strategy in enumerate(strategies):
                for run in range(seeds):
                    made = _run(draw, f"{family}-{number}", strategy, best, scale * 1.5**place)
                    records.append(attrs.evolve(made, seed=run))
    return records


def _run(
    draw: random.Random, instance: str, strategy: str, best: Objective, scale: float
) -> Record:
    record = blank(instance, strategy)
    if draw.random() < 0.06:
        status = draw.choice(WITHOUT_OUTCOME)
        return attrs.evolve(
            record, status=status, bound=(), message=f"{status} | of `{instance}` <b>", seconds=0.5
        )
    seconds = scale * draw.uniform(0.8, 1.4)
    heuristic = strategy in OTHERS
    proven = not heuristic and seconds <= record.limit
    found = best if proven or draw.random() < 0.5 else (*best[:3], *(v + 5 for v in best[3:]))
    steps = [(*found[:2], found[2] + extra, *found[3:]) for extra in (9, 4)] + [found]
    stop = min(seconds, record.limit)
    return attrs.evolve(
        record,
        status="optimal" if proven else "feasible",
        objective=found,
        bound=found if proven else best[:1] + (0,) * (len(best) - 1),
        seconds=stop,
        incumbents=tuple((stop * part, step) for part, step in zip((0.1, 0.4, 0.7), steps)),  # noqa: B905
        problems=("row 3 is broken",) if draw.random() < 0.04 else (),
    )


def table_of(records: Sequence[Record]) -> pd.DataFrame:
    """The runs as the report sees them, with nothing known from elsewhere."""
    return runs_table(records, best_known(records))


few = settings(max_examples=100)
"""A whole benchmark is a large example."""

objectives = st.lists(st.integers(0, 9) | st.integers(0, 1 << 50), min_size=3, max_size=3).map(
    tuple
)
benchmarks = st.builds(
    synthetic,
    st.integers(0, 10_000),
    instances=st.integers(1, 3),
    seeds=st.integers(1, 3),
)


@given(st.lists(objectives, min_size=3, max_size=3))
def test_the_gap_keeps_the_order_of_the_tiers(three: list[Objective]) -> None:
    best, nearer, farther = sorted(three)
    assert 0 <= gap(nearer, best) <= gap(farther, best) <= 1 == gap(None, best)
    assert (gap(nearer, best) == 0) == (nearer == best)


@given(objectives, st.integers(0, 2), st.integers(1, 1 << 40))
def test_the_gap_is_the_formula_at_the_first_tier_that_differs(
    best: Objective, tier: int, more: int
) -> None:
    worse = (*best[:tier], best[tier] + more, *(0 for _ in best[tier + 1 :]))
    share = more / (best[tier] + more)
    assert gap(worse, best) == pytest.approx((3 - tier - 1 + share) / 3)


@pytest.mark.parametrize("objective", [(1, 2), (0, 9, 9), (2, -1, 0)])
def test_the_gap_refuses_what_cannot_be_compared(objective: Objective) -> None:
    with pytest.raises(InputError, match="is not an objective that"):
        gap(objective, (1, 1, 1))


@given(benchmarks)
@few
def test_the_best_known_is_the_least_checked_objective(records: list[Record]) -> None:
    best = best_known(records)
    for instance in {record.instance for record in records}:
        mine = [run for run in records if run.instance == instance and not run.problems]
        found = [run.objective for run in mine if run.objective is not None]
        assert best[instance] == min(found, default=None)
    given_too = best_known(records, dict.fromkeys(best, (-1,)) | {"unheard of": (0,)})
    assert given_too == dict.fromkeys(best, (-1,))
    assert best_known(records, dict.fromkeys(best)) == best


@given(benchmarks)
@few
def test_the_primal_integral_is_the_mean_of_the_gap(records: list[Record]) -> None:
    best = best_known(records)
    for record in records:
        known = best[record.instance]
        if known is None:
            continue
        at = (np.arange(20_000) + 0.5) / 20_000 * record.limit
        level = np.ones(len(at))
        for seconds, objective in course(record):
            level[at >= seconds] = gap(objective, known)
        integral = primal_integral(record, known)
        assert integral == pytest.approx(100 * level.mean(), abs=0.05)
        assert 0 <= integral <= 100


def test_the_primal_integral_of_three_cases_by_hand() -> None:
    best = (2, 0)
    run = blank(status="optimal", objective=best, seconds=5.0, incumbents=((1.0, (4, 7)),))
    # nothing for 1 s, (1 + 1/2) / 2 for 4 s, the best for the last 5 s
    assert primal_integral(run, best) == pytest.approx(10 * (1 + 4 * 0.75))
    assert primal_integral(attrs.evolve(run, problems=("wrong",)), best) == 100
    assert primal_integral(attrs.evolve(run, seconds=0.0, incumbents=()), best) == 0
    assert primal_integral(attrs.evolve(run, limit=0.0), best) == 100


@given(benchmarks, st.randoms(use_true_random=False))
@few
def test_the_course_improves_and_ends_at_the_checked_plan(
    records: list[Record], draw: random.Random
) -> None:
    for record in records:
        # a strategy may claim plans that are better than its last, or in another order
        bold = ((0.0, (0,) * len(TIERS)), *record.incumbents)
        claimed = attrs.evolve(record, incumbents=tuple(draw.sample(bold, len(bold))))
        steps = course(claimed)
        assert bool(steps) == record.solved
        found = [objective for _, objective in steps]
        times = [seconds for seconds, _ in steps]
        assert times == sorted(times)
        assert found == sorted(set(found), reverse=True)
        assert found[-1:] == ([record.objective] if record.solved else [])
        assert all(0 <= seconds <= record.seconds for seconds in times)


@given(
    st.lists(st.tuples(st.none() | st.floats(0, 100), st.floats(0.01, 100)), min_size=1),
    st.floats(0.001, 10),
)
def test_means_are_their_formulas(runs: list[tuple[float | None, float]], shift: float) -> None:
    times, limits = [time for time, _ in runs], [limit for _, limit in runs]
    filled = np.array([limit if time is None else time for time, limit in runs])
    naive = np.prod((filled + shift) ** (1 / len(filled))) - shift
    mean = shifted_geometric_mean(times, limits, shift)
    assert mean == pytest.approx(naive, rel=1e-6, abs=1e-9)
    assert filled.min() - 1e-9 <= mean <= filled.mean() + 1e-9
    penalised = [10 * limit if time is None else time for time, limit in runs]
    assert par10(times, limits) == pytest.approx(np.mean(penalised))


@pytest.mark.parametrize("mean", [shifted_geometric_mean, par10])
def test_no_run_has_no_mean(mean: Callable[[list[float], list[float]], float]) -> None:
    with pytest.raises(InputError, match="give at least one"):
        mean([], [])


@given(benchmarks)
@few
def test_profiles_rise_to_the_share_proven(records: list[Record]) -> None:
    curves = performance_profiles(table_of(records), "proof")
    assert set(curves) == {record.strategy for record in records}
    instances = {record.instance for record in records}
    for strategy, curve in curves.items():
        mine = [record for record in records if record.strategy == strategy]
        proven = sum(record.proven for record in mine) / len(mine)
        assert list(curve.x) == sorted(set(curve.x))
        assert list(curve.y) == sorted(curve.y)
        assert all(ratio >= 1 for ratio in curve.x)
        assert (curve.y[-1] if curve.y else 0) == pytest.approx(proven)
        for ratio, share in zip(curve.x, curve.y, strict=True):
            within = [_within(records, strategy, instance, ratio) for instance in instances]
            assert share == pytest.approx(sum(within) / len(instances))
    fastest = [curve.x[0] for curve in curves.values() if curve.x]
    assert not fastest or min(fastest) == 1


def _within(records: list[Record], strategy: str, instance: str, ratio: float) -> float:
    there = [run for run in records if run.instance == instance]
    best = (
        min(max(run.seconds, TICK) for run in there if run.proven)
        if any(run.proven for run in there)
        else math.inf
    )
    mine = [run for run in there if run.strategy == strategy]
    return sum(run.proven and max(run.seconds, TICK) / best <= ratio for run in mine) / len(mine)


def test_an_instance_without_a_run_counts_as_unsolved() -> None:
    closed: dict[str, Any] = {"status": "infeasible", "seconds": 1.0}
    both = [blank("a-0", **closed), blank("a-1", **closed), blank("a-0", "friend", **closed)]
    curves = performance_profiles(table_of(both), "proof")
    assert curves["cpsat"].y == (1.0,)
    assert curves["friend"].y == (0.5,)


@given(benchmarks)
@few
def test_a_record_with_problems_counts_as_a_wrong_claim_only(records: list[Record]) -> None:
    wrong = [attrs.evolve(record, problems=("score is 3, not 2",)) for record in records]
    best = best_known(records)
    assert not any(best_known(wrong).values())
    for record in wrong:
        assert proof_time(record) is None
        assert best_time(record, best[record.instance]) is None
        assert course(record) == ()
    for row in standings(runs_table(wrong, best)):
        assert row.wrong == row.runs
        assert not any((row.plans, row.proven, row.unproven, row.late, row.nothing, row.refused))
    assert all(not curve.x for curve in performance_profiles(table_of(wrong), "proof").values())
    assert speed_up(table_of(wrong), "cpsat", "friend") is None


@given(benchmarks)
@few
def test_each_run_is_counted_once(records: list[Record]) -> None:
    best = best_known(records)
    rows = standings(runs_table(records, best))
    assert sum(row.runs for row in rows) == len(records)
    for row in rows:
        mine = [record for record in records if record.strategy == row.strategy]
        closed = sum(run.status == "infeasible" and run.proven for run in mine)
        told = row.plans + row.nothing + row.wrong + row.refused + row.ended + closed
        assert told == row.runs == len(mine)
        assert row.plans == sum(record.solved for record in mine)
        assert row.proven + row.late == sum(record.proven for record in mine)
        assert row.proof.least - 1e-9 <= row.proof.value <= row.proof.most + 1e-9
        seconds = [record.seconds if record.proven else record.limit for record in mine]
        naive = math.exp(np.mean(np.log(np.array(seconds) + 0.01))) - 0.01
        assert row.proof.value == pytest.approx(naive)


def test_a_proof_after_the_limit_is_told_apart() -> None:
    late = blank(status="infeasible", seconds=10.5)
    (row,) = standings(table_of([late]))
    assert (row.proven, row.late, row.par10) == (0, 1, 100.0)


@given(benchmarks)
@few
def test_the_mean_gap_over_time_falls_and_is_naive(records: list[Record]) -> None:
    best = best_known(records)
    times = [0.001, 0.1, 1.0, 5.0, 10.0]
    for strategy, gaps in mean_gaps(records, best, times).items():
        assert list(gaps) == sorted(gaps, reverse=True)
        naive = []
        for run in records:
            known = best[run.instance]
            if run.strategy == strategy and known is not None:
                last = [found for seconds, found in course(run) if seconds <= 1.0][-1:]
                naive.append(gap(last[0] if last else None, known))
        assert gaps[2] == pytest.approx(np.mean(naive))


@given(benchmarks, st.floats(0.01, 100))
@few
def test_a_strategy_that_is_so_many_times_as_fast_is_told_so(
    records: list[Record], factor: float
) -> None:
    proved = [run for run in records if run.strategy == "cpsat" and run.proven]
    assume(proved)
    slow = [attrs.evolve(run, seconds=max(run.seconds, 0.1) / 100) for run in proved]
    fast = [
        attrs.evolve(run, strategy="friend", seconds=max(TICK, run.seconds / factor))
        for run in slow
    ]
    assume(all(run.seconds <= run.limit for run in fast))
    found = speed_up(table_of([*slow, *fast]), "friend", "cpsat")
    assert found is not None
    pairs = [a.seconds / b.seconds for a, b in zip(slow, fast, strict=True)]
    assert found.instances == len({run.instance for run in proved})
    assert found.least >= min(pairs) - 1e-9
    assert found.most <= max(pairs) + 1e-9
    back = speed_up(table_of([*slow, *fast]), "cpsat", "friend")
    assert back is not None
    assert back.ratio * found.ratio == pytest.approx(1)


def test_speed_takes_only_instances_that_both_proved_in_every_run() -> None:
    proven: dict[str, Any] = {"status": "infeasible"}
    runs = [
        blank("a-0", seconds=4.0, **proven),
        blank("a-0", "friend", seconds=1.0, **proven),
        blank("a-1", seconds=9.0, **proven),
        blank("a-1", "friend", seconds=1.0, **proven),
        blank("a-1", "friend", seconds=10.0, status="unknown", seed=1),
    ]
    found = speed_up(table_of(runs), "friend", "cpsat")
    assert found is not None
    assert (found.instances, round(found.ratio, 9)) == (1, 4.0)
