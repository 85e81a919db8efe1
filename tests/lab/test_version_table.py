"""The table of versions: what is counted, and against what."""

import math
from pathlib import Path

import attrs
import pytest

import strengthfit as sf
from strengthfit.lab.records import Record, read_records
from strengthfit.lab.versions import compare_versions, labelled, versions_of_runs
from strengthfit.lab.versions_page import versions_page
from strengthfit.lab.worker import Job, blank

OLD, NEW = "thing==1.9", "thing==1.10"


def _run(
    environment: str, instance: str, cpu: float, *, proven: bool = True, seed: int = 0
) -> Record:
    job = Job(instance, "cpsat", seed, 5.0, environment=environment)
    record = blank(job, {"versions": {"thing": environment.partition("==")[2]}})
    return attrs.evolve(
        record,
        status="optimal" if proven else "feasible",
        objective=(1,),
        bound=(1,) if proven else (0,),
        seconds=2 * cpu,
        cpu_seconds=cpu,
    )


def _study(factor: float, count: int = 12) -> list[Record]:
    return [
        _run(
            environment,
            f"weeks-{place}",
            0.01 * (place + 1) * (factor if environment == NEW else 1),
        )
        for place in range(count)
        for environment in (OLD, NEW)
    ]


def test_versions_are_ordered_by_number() -> None:
    assert versions_of_runs(_study(1.0)) == [OLD, NEW]


@pytest.mark.parametrize("factor", [0.5, 1.0, 3.0])
def test_the_ratio_is_that_of_times(factor: float) -> None:
    old, new = compare_versions(_study(factor))
    assert old.cpu is None
    assert new.cpu is not None
    assert math.isclose(new.cpu.mean, factor)
    assert new.cpu.interval is not None
    assert math.isclose(new.cpu.interval.low, factor)
    assert new.cpu.instances == 12
    assert new.slow_cpu is not None
    slow = [place for place in range(12) if 0.01 * (place + 1) * max(1.0, factor) >= 0.1 - 1e-9]
    assert new.slow_cpu.instances == len(slow)


def test_proofs_are_lost_and_gained_the_other_way_round() -> None:
    runs = [*_study(1.0), _run(OLD, "dense-0", 1.0), _run(NEW, "dense-0", 1.0, proven=False)]
    swapped = [
        attrs.evolve(run, environment=OLD if run.environment == NEW else NEW) for run in runs
    ]
    (old, new), (_, back) = compare_versions(runs), compare_versions(swapped)
    assert (old.lost, old.gained) == ((), ())
    assert (new.lost, new.gained) == ((("dense-0", 0),), ())
    assert (back.lost, back.gained) == (new.gained, new.lost)
    assert new.cpu is not None
    assert new.cpu.instances == 12  # those that both proved


def test_an_instance_counts_if_every_seed_proved_it() -> None:
    runs = [
        *(_run(environment, "dense-0", 1.0, seed=0) for environment in (OLD, NEW)),
        _run(OLD, "dense-0", 1.0, seed=1),
        _run(NEW, "dense-0", 1.0, seed=1, proven=False),
    ]
    assert compare_versions(runs)[1].cpu is None


def test_a_wrong_claim_in_any_repeat_counts_and_is_on_the_page() -> None:
    wrong = attrs.evolve(_run(NEW, "weeks-0", 1.0), repeat=1, problems=("it is not so",))
    runs = [*_study(1.0), wrong]
    assert [row.wrong for row in compare_versions(runs)] == [0, 1]
    assert "- `cpsat` with 1.10 on `weeks-0`: `it is not so`" in versions_page(runs)


def test_a_claim_that_another_version_contradicts_is_on_the_page() -> None:
    better = attrs.evolve(_run(NEW, "weeks-0", 1.0), objective=(0,), bound=(0,), seed=3)
    page = versions_page([*_study(1.0), better])
    assert "the plan (0,) of `cpsat (thing==1.10)` contradicts" in page


def test_the_page_is_the_same_in_whatever_order_the_records_come() -> None:
    runs = _study(2.0)
    shuffled = runs[::-2] + runs[::2]
    assert versions_page(shuffled) == versions_page(runs)


@pytest.mark.parametrize(
    "runs", [[], [_run("", "weeks-0", 1.0)], [_run("a==1", "a-0", 1.0), _run("b==1", "a-0", 1.0)]]
)
def test_records_without_two_versions_are_refused(runs: list[Record]) -> None:
    with pytest.raises(sf.InputError, match="two versions of one package"):
        versions_page(runs)


def test_the_kept_page_is_what_the_kept_records_say() -> None:
    kept = Path(__file__).parents[2] / "benchmarks" / "results"
    page = versions_page(read_records(kept / "versions.jsonl.gz"))
    assert page == (kept / "versions.md").read_text(encoding="utf-8")


def test_labels_leave_runs_of_what_is_installed_alone() -> None:
    runs = [_run("", "weeks-0", 1.0), _run(NEW, "weeks-0", 1.0)]
    assert [run.strategy for run in labelled(runs)] == ["cpsat", "cpsat (thing==1.10)"]
