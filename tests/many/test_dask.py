"""A real cluster of Dask: a scheduler and workers, started by their own commands on loopback."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner

import strengthfit as sf
from strengthfit.cli import main
from strengthfit.interchange import to_json
from strengthfit.many import links
from strengthfit.many.cluster import dask_executor

from . import poison
from .poison import asking

pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]
SETTINGS = {
    "PYTHONPATH": str(ROOT),
    "DASK_LOGGING__DISTRIBUTED": "critical",
    # By default a task is given up after the fourth worker that died of it, which takes long.
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
}


@attrs.frozen
class Cluster:
    address: str
    workers: list[subprocess.Popen[bytes]]


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        env={**os.environ, **SETTINGS},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _worker(address: str, folder: Path) -> subprocess.Popen[bytes]:
    return _start(
        *("dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"),
        *("--local-directory", str(folder), "--host", "127.0.0.1"),
    )


def _address(said: Path, scheduler: subprocess.Popen[bytes]) -> str:
    """Return where a scheduler listens, once it has said so."""
    for _ in range(1200):
        assert scheduler.poll() is None
        with contextlib.suppress(OSError, ValueError):
            return str(json.loads(said.read_text("utf-8"))["address"])
        time.sleep(0.05)
    raise AssertionError("the scheduler does not start")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("dask")
    said = folder / "scheduler.json"
    scheduler = _start(
        *("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"),
        *("--scheduler-file", str(said)),
    )
    workers: list[subprocess.Popen[bytes]] = []
    try:
        address = _address(said, scheduler)
        workers += [_worker(address, folder) for _ in range(2)]
        yield Cluster(address, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def executor(cluster: Cluster) -> Iterator[Executor]:
    with dask_executor(cluster.address) as made:
        yield made


WEEKS: list[Any] = [
    ("Ada", asking(1)),
    ("rubbish", "rest"),
    sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=2),
    sf.Block([asking(2), asking(1)]),
    sf.Week([], strength=1, pins=[sf.Session("Tue 18:00", "heavy")]),
] * 4


def text(result: sf.PlanResult) -> str:
    return f"{result.number} {result.id} " + (
        to_json(result.plan) if result.plan else f"{type(result.error).__name__} {result.error}"
    )


def test_a_cluster_plans_as_the_bare_loop_does_byte_for_byte(executor: Executor) -> None:
    results = list(sf.plan_many(WEEKS, None, "auto", executor=executor, workers=2))
    assert sorted(result.number for result in results) == list(range(len(WEEKS)))
    for result in results:
        item = WEEKS[result.number]
        week = item[1] if isinstance(item, tuple) else item
        if result.plan:
            assert to_json(result.plan) == to_json(sf.plan(week, None, "auto"))
        else:
            with pytest.raises(sf.StrengthfitError) as raised:
                sf.plan(week, None, "auto")
            assert type(raised.value) is type(result.error)
    assert sum(result.plan is not None for result in results) == 12


def test_the_command_plans_on_a_cluster(cluster: Cluster, tmp_path: Path) -> None:
    weeks, there, here = (tmp_path / name for name in ("weeks.jsonl", "there", "here"))
    weeks.write_text('{"runs": [], "strength": 1}\n' * 5 + "rubbish\n", "utf-8")
    command = ["plan-many", str(weeks), "--strategy", "greedy", "--out"]
    for target, more in ((there, ["--dask", cluster.address]), (here, ["--workers", "1"])):
        result = CliRunner().invoke(main, [*command, str(target), *more])
        assert result.exit_code == 1, result.output
    seconds = re.compile(rb'"seconds":[0-9.e-]+}\n')
    assert seconds.sub(b"", there.read_bytes()) == seconds.sub(b"", here.read_bytes())


def test_a_worker_of_other_versions_is_refused(
    executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "versions", lambda: (("strengthfit", "9.9"), ("numpy", "1")))
    with pytest.raises(sf.WorkerError, match=r"strengthfit [0-9.]+ \(here 9\.9\)"):
        list(sf.plan_many([asking(1)] * 3, executor=executor))


def test_closing_early_leaves_nothing_on_the_cluster(executor: Executor) -> None:
    results = sf.plan_many([asking(1)] * 400, None, "greedy", executor=executor, chunk=2)
    next(results)
    results.close()
    client: Any = executor._client  # type: ignore[attr-defined]  # of Dask
    for _ in range(100):
        if not client.who_has() and not any(client.processing().values()):
            return
        time.sleep(0.05)
    raise AssertionError(f"still there: {client.who_has()}, {client.processing()}")


@pytest.mark.longer
def test_a_worker_that_is_killed_loses_and_doubles_nothing(
    cluster: Cluster, executor: Executor, tmp_path: Path
) -> None:
    items = [asking(number % 3) for number in range(120)]
    numbers: list[int] = []
    for result in sf.plan_many(items, None, "greedy", executor=executor, chunk=3):
        if len(numbers) == 20:
            cluster.workers[0].send_signal(signal.SIGKILL)
            cluster.workers.append(_worker(cluster.address, tmp_path))
        numbers.append(result.number)
        assert text(result) == text(
            sf.PlanResult(result.number, result.id, sf.plan(items[result.number], None, "greedy"))
        )
    assert sorted(numbers) == list(range(120))


def test_a_week_that_ends_its_worker_is_found_out(
    cluster: Cluster, executor: Executor, tmp_path: Path
) -> None:
    """It takes two workers with it, so it comes last; in a shell their nannies start others."""
    cluster.workers.append(_worker(cluster.address, tmp_path))
    items = [asking(1)] * 5 + [asking(poison.EXIT)] + [asking(2)] * 6
    results = list(sf.plan_many(items, None, poison.Poisoned(), executor=executor, chunk=3))
    assert sorted(result.number for result in results) == list(range(12))
    (lost,) = [result for result in results if result.plan is None]
    assert lost.number == 5
    assert str(lost.error).startswith("lost with its worker: KilledWorker: ")
