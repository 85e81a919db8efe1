"""The virtual best against a naive retelling: nobody beats it, and its parts add up to it."""

import math

import attrs
import pytest
from hypothesis import given, settings

from strengthfit.lab.measures import SHIFTS, TICK, shifted_geometric_mean
from strengthfit.lab.records import Record
from strengthfit.lab.report import report_markdown
from strengthfit.lab.report.aggregate import standings
from strengthfit.lab.report.portfolio import virtual_best
from strengthfit.lab.strategies import kind_of

from .test_measures import benchmarks, blank, table_of

few = settings(max_examples=30)


def _proof(instance: str, strategy: str, seconds: float, seed: int = 0) -> Record:
    return blank(instance, strategy, status="infeasible", seconds=seconds, seed=seed)


@given(benchmarks)
@few
def test_no_strategy_is_faster_and_shares_add_up(records: list[Record]) -> None:
    runs = table_of(records)
    best = virtual_best(runs)
    assert best is not None
    rows = {row.strategy: row for row in standings(runs) if kind_of(row.strategy) != "heuristic"}
    for mine, theirs in (("means", "means"), ("family_means", "family_means")):
        for row in rows.values():
            for fast, slow in zip(
                getattr(best, mine).proof, getattr(row, theirs).proof, strict=True
            ):
                assert fast <= slow + 1e-9
    assert sum(each.first for each in best.contributions) == pytest.approx(best.closed)
    assert {each.strategy for each in best.contributions} == set(rows)
    for each in best.contributions:
        assert each.alone == best.closed - each.closed_without
        assert each.alone <= each.closed <= best.closed
        assert each.ratio is None or each.ratio.least >= 1 - 1e-9
        assert each.proof_without is not None
        assert each.proof_without >= best.means.proof[0] - 1e-9


@given(benchmarks)
@few
def test_its_time_is_the_least_of_any_proof(records: list[Record]) -> None:
    one_seed = [record for record in records if record.seed == 0]
    best = virtual_best(table_of(one_seed))
    assert best is not None
    times, limits = [], []
    for instance in sorted({record.instance for record in one_seed}):
        runs = [run for run in one_seed if run.instance == instance]
        proofs = [r.seconds for r in runs if r.proven and kind_of(r.strategy) != "heuristic"]
        times.append(max(min(proofs), TICK) if proofs else None)
        limits.append(runs[0].limit)
    assert best.closed == sum(time is not None for time in times)
    naive = [shifted_geometric_mean(times, limits, shift) for shift in SHIFTS]
    assert best.means.proof == pytest.approx(naive, abs=1e-9)


def test_ties_are_shared_and_heuristics_take_no_part() -> None:
    runs = [_proof("a-0", name, 1.0) for name in ("cpsat", "friend")]
    runs += [_proof("a-1", "cpsat", 2.0), blank("a-1", "friend"), _proof("a-0", "greedy", 0.1)]
    best = virtual_best(table_of(runs))
    assert best is not None
    told = {each.strategy: each for each in best.contributions}
    assert (told["cpsat"].first, told["friend"].first) == (1.5, 0.5)
    assert (told["cpsat"].alone, told["friend"].alone) == (1, 0)
    assert (told["friend"].closed_without, told["cpsat"].closed_without) == (2, 1)
    ratio = told["friend"].ratio
    assert ratio is not None
    assert ratio.ratio == pytest.approx(math.sqrt(10 / 2))  # without a proof the limit counts


def test_equal_strategies_contribute_nothing_and_have_a_ratio_of_one() -> None:
    runs = [
        _proof(f"{family}-{number}", name, 0.1 + number)
        for family in "abcde"
        for number in range(3)
        for name in ("cpsat", "friend")
    ]
    best = virtual_best(table_of(runs))
    assert best is not None
    for each in best.contributions:
        assert each.ratio is not None
        assert each.ratio.ratio == each.ratio.family_ratio == 1
        for interval in (
            each.ratio.over_instances,
            each.ratio.over_families,
            each.ratio.family_interval,
        ):
            assert interval is not None
            assert (interval.low, interval.high) == (1, 1)
        assert each.proof_without == pytest.approx(best.means.proof[0])
        assert each.first == 7.5


def test_heuristics_alone_have_no_virtual_best() -> None:
    runs = [_proof("a-0", "greedy", 1.0)]
    assert virtual_best(table_of(runs)) is None
    assert "Only heuristics ran, which prove nothing." in report_markdown(runs)
    one = virtual_best(table_of([_proof("a-0", "cpsat", 1.0)]))
    assert one is not None
    assert one.contributions[0].proof_without is None


def test_families_weigh_the_same_whatever_their_number_of_instances() -> None:
    runs = [_proof(f"many-{number}", "cpsat", 1.0) for number in range(9)]
    runs.append(_proof("few-0", "cpsat", 9.0))
    (row,) = standings(table_of(runs))
    assert row.means.par10 == pytest.approx(1.8)
    assert row.family_means.par10 == pytest.approx(5)
    for shift, mean in zip(SHIFTS, row.family_means.proof, strict=True):
        assert mean == pytest.approx(math.sqrt((1 + shift) * (9 + shift)) - shift)
    doubled = [*runs, *(attrs.evolve(run, seed=1) for run in runs[:4])]
    (again,) = standings(table_of(doubled))
    assert again.family_means.par10 == pytest.approx(5)


@given(benchmarks)
@few
def test_means_over_all_are_those_of_the_standing(records: list[Record]) -> None:
    for row in standings(table_of(records)):
        assert row.means.proof[0] == pytest.approx(row.proof.value)
        assert row.means.par10 == pytest.approx(row.par10)
        assert (row.means.integral is None) == (row.integral is None) == (row.best is None)
        families = {run.family for run in records if run.strategy == row.strategy}
        if len(families) == 1:
            assert row.means == row.family_means
