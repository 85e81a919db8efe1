"""Many weeks are planned as each would be alone, on any executor, and none is lost or doubled."""

import asyncio
import contextlib
import itertools
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent import futures
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.policy import Policy
from strengthfit.interchange import BlockFile, WeekFile, to_json
from strengthfit.many import links, outbox, work
from strengthfit.strategies import NO_LIMITS
from strengthfit.strategies.heuristics.greedy import Greedy

from ..generate import blocks, policies, weeks
from . import poison
from .executors import Backwards, Immediate
from .poison import asking, sleeping

EASY = sf.Week([sf.Run("Tue 07:00", "easy", minutes=40)], strength=1)
RUBBISH: list[Any] = [None, "Tue 07:00", 7, (1, 2, 3), {"runs": []}, sf.Run("Tue", "easy"), [EASY]]
UNREAD = sf.FileError("weeks.jsonl, line 3", ["is not JSON"])


def asked() -> st.SearchStrategy[Any]:
    """Return what may stand in the place of a week, and what may not."""
    files = st.builds(WeekFile, weeks(most=2), policies(grid=180))
    seasons = st.builds(BlockFile, blocks(most_weeks=2, most=1), policies(grid=180))
    good = st.one_of(weeks(most=2), blocks(most_weeks=2, most=1), files, seasons)
    return st.one_of(good, good, good, st.sampled_from(RUBBISH), st.just(UNREAD))


def alone(item: Any, policy: Policy | None, strategy: str = "greedy") -> str:
    """Return what the bare loop makes of an item, as text."""
    try:
        if isinstance(item, WeekFile | BlockFile):
            week = item.week if isinstance(item, WeekFile) else item.block
            return to_json(sf.plan(week, policy or item.policy, strategy))
        if isinstance(item, sf.StrengthfitError):
            raise item
        return to_json(sf.plan(item, policy, strategy))
    except sf.InputError as error:
        return f"{type(error).__name__}: {error.where}"
    except sf.StrengthfitError as error:
        return f"{type(error).__name__}: {error}"


def found(result: sf.PlanResult) -> str:
    """Return what became of an item, as text to be compared with the bare loop's."""
    if result.plan is not None:
        assert result.error is None
        return to_json(result.plan)
    if isinstance(result.error, sf.InputError):
        return f"{type(result.error).__name__}: {result.error.where}"
    return f"{type(result.error).__name__}: {result.error}"


def keep(results: list[sf.PlanResult], planned: Iterator[sf.PlanResult]) -> None:
    """Add results one by one, as far as they come."""
    for result in planned:
        results.append(result)


# The same as alone


@given(
    st.lists(asked(), max_size=6),
    st.none() | policies(grid=180),
    st.sampled_from([None, 1, 4]),
    st.booleans(),
    st.sampled_from(["threads", "bytes"]),
)
@settings(max_examples=300)
def test_each_week_is_planned_as_it_would_be_alone(
    items: list[Any], policy: Policy | None, chunk: int | None, ordered: bool, on: str
) -> None:
    event(on)
    with ThreadPoolExecutor(2) if on == "threads" else Immediate() as executor:
        results = list(
            sf.plan_many(
                items, policy, "greedy", executor=executor, chunk=chunk, ordered=ordered, workers=2
            )
        )
    if ordered:
        assert [result.number for result in results] == list(range(len(items)))
    results.sort(key=lambda result: result.number)
    assert [result.number for result in results] == list(range(len(items)))
    assert [result.id for result in results] == list(range(len(items)))
    assert [found(result) for result in results] == [alone(item, policy) for item in items]


def test_own_processes_plan_as_the_bare_loop_does() -> None:
    policy = Policy(grid=120)
    given_weeks: list[Any] = [asking(count) for count in range(3)] * 20
    given_weeks += [EASY, sf.Block([EASY, EASY])]
    results = list(sf.plan_many(given_weeks, policy, "greedy", workers=2))
    assert sorted(result.number for result in results) == list(range(len(given_weeks)))
    assert {result.number: found(result) for result in results} == {
        number: alone(week, policy) for number, week in enumerate(given_weeks)
    }
    assert all(result.seconds > 0 for result in results)
    assert "strengthfit-many" not in {thread.name for thread in threading.enumerate()}
    assert not multiprocessing.active_children()


def test_what_is_fixed_reaches_every_worker() -> None:
    limits = sf.Limits(deterministic=0.5)
    (result,) = sf.plan_many([EASY], "separate_days", sf_cpsat(), limits, executor=Immediate())
    assert result.plan == sf.plan(EASY, "separate_days", sf_cpsat(), limits)


def sf_cpsat() -> Any:
    from strengthfit.strategies.cpsat import CpSat

    return CpSat(seed=3)


def test_a_week_with_a_policy_of_its_own_keeps_it_unless_another_is_asked() -> None:
    file = WeekFile(EASY, Policy.preset("separate_days"))
    (own,) = sf.plan_many([file], strategy="greedy", executor=Immediate())
    (other,) = sf.plan_many([file], "supporting", "greedy", executor=Immediate())
    assert own.plan is not None
    assert other.plan is not None
    assert (own.plan.policy.name, other.plan.policy.name) == ("separate_days", "supporting")


# Ids, order, and as much at a time as there is work for


def test_ids_are_labels_and_may_repeat() -> None:
    items: list[Any] = [("Ada", EASY), EASY, ("Ada", "rest"), (5, EASY), (1.5, EASY), (True, EASY)]
    results = list(sf.plan_many(items, strategy="greedy", executor=Immediate(), ordered=True))
    assert [result.id for result in results] == ["Ada", 1, "Ada", 5, 4, 5]
    errors = [getattr(result.error, "where", None) for result in results]
    assert errors == [None, None, "week", None, "id", "id"]


@pytest.mark.parametrize("sign", [1, -1], ids=["large", "negative"])
def test_a_number_that_cannot_be_written_is_no_id(sign: int) -> None:
    items: list[Any] = [(sign * 10**5000, EASY), (sign * (10**18 - 1), EASY)]
    huge, large = sf.plan_many(items, strategy="greedy", executor=Immediate(), ordered=True)
    assert (huge.id, huge.error and huge.error.code) == (0, "outside")
    assert large.id == sign * (10**18 - 1)
    assert large.plan is not None


@pytest.mark.parametrize("ordered", [True, False])
def test_results_come_as_they_end_or_in_order(ordered: bool) -> None:
    results = sf.plan_many(
        [EASY] * 12, strategy="greedy", executor=Backwards(), workers=2, chunk=1, ordered=ordered
    )
    numbers = [result.number for result in results]
    assert sorted(numbers) == list(range(12))
    assert (numbers == sorted(numbers)) is ordered


@pytest.mark.parametrize("ordered", [True, False])
def test_weeks_without_an_end_are_taken_only_as_they_are_needed(
    ordered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_HELD", 10)
    taken = 0

    def endless() -> Iterator[sf.Week]:
        nonlocal taken
        while True:
            taken += 1
            yield EASY

    results = sf.plan_many(
        endless(), strategy="greedy", executor=Backwards(), workers=2, chunk=3, ordered=ordered
    )
    assert taken == 0
    under_way = 2 * 2 * 3
    for yielded, _ in enumerate(itertools.islice(results, 60), start=1):
        assert taken <= yielded + 2 * under_way + (10 if ordered else 0)
    results.close()
    before = taken
    time.sleep(0.05)
    assert taken == before


def test_a_source_of_nothing_but_rubbish_has_no_end_either() -> None:
    rubbish: Any = None
    results = sf.plan_many(itertools.repeat(rubbish), executor=Immediate())
    assert [result.number for result in itertools.islice(results, 200)] == list(range(200))


def test_a_source_that_fails_is_heard_after_what_came_before_it() -> None:
    def failing() -> Iterator[sf.Week]:
        yield from [EASY] * 5
        raise KeyError("of the source")

    results: list[sf.PlanResult] = []
    with pytest.raises(KeyError, match="of the source"):
        keep(results, sf.plan_many(failing(), strategy="greedy", executor=Immediate()))
    assert [result.number for result in results] == list(range(5))


def test_a_slow_source_is_not_waited_for_until_a_task_is_full() -> None:
    came, went = [], []

    def slow() -> Iterator[sf.Week]:
        for number in range(4):
            came.append(number)
            yield EASY
            time.sleep(0.12)

    for result in sf.plan_many(slow(), strategy="greedy", executor=Immediate(), chunk=100):
        went.append(result.number)
        assert len(came) <= len(went) + 1
    assert went == list(range(4))


@pytest.mark.parametrize("chunk", [1, 10])
def test_a_source_may_wait_for_the_results_of_what_it_gave(chunk: int) -> None:
    known = threading.Semaphore(0)

    def asking_back() -> Iterator[sf.Week]:
        for _ in range(4):
            yield EASY
            assert known.acquire(timeout=20)

    with ThreadPoolExecutor(1) as executor:
        results = sf.plan_many(
            asking_back(), strategy="greedy", executor=executor, chunk=chunk, workers=3
        )
        for result in results:
            assert result.plan is not None
            known.release()


@pytest.mark.parametrize("on", ["threads", "bytes"])
def test_what_cancels_is_heard_while_a_source_is_waited_for(on: str) -> None:
    stop, more = threading.Event(), threading.Event()

    def silent() -> Iterator[sf.Week]:
        yield EASY
        more.wait(20)
        yield EASY

    with ThreadPoolExecutor(1) as threads:
        executor = threads if on == "threads" else Immediate()
        results = sf.plan_many(
            silent(), None, "greedy", sf.Limits(cancel=stop), executor=executor, chunk=1
        )
        assert next(results).number == 0
        stop.set()
        began = time.perf_counter()
        with pytest.raises(sf.CancelledError):
            next(results)
        assert time.perf_counter() - began < 1
    more.set()
    for _ in range(200):
        if all(thread.name != "strengthfit-many" for thread in threading.enumerate()):
            return
        time.sleep(0.01)
    raise AssertionError("the source is still taken from")


# Weeks that are too much for their worker


def test_a_week_that_ends_its_process_takes_no_other_with_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    counts = [1, 2, poison.RAISE, poison.EXIT, poison.KILL, 1, poison.LEAVE, poison.REFUSE, 2]
    items: list[Any] = [asking(count) for count in counts]
    results = list(sf.plan_many(items, None, poison.Poisoned(), workers=2, chunk=4, ordered=True))
    assert [result.number for result in results] == list(range(len(items)))
    words = {
        poison.EXIT: "WorkerError: lost with its worker: the process ended with exit code 3",
        poison.KILL: "WorkerError: lost with its worker: the process was ended by SIGKILL",
        poison.RAISE: "StrategyError: strategy: 'Poisoned' failed with ZeroDivisionError: "
        "of its own",
        poison.LEAVE: "WorkerError: planning failed: SystemExit: gone",
        poison.REFUSE: "TooLargeError: not for me",
    }
    for item, count, result in zip(items, counts, results, strict=True):
        assert found(result) == (words.get(count) or alone(item, None))
    (raised,) = [result.error for result in results if "ZeroDivision" in str(result.error)]
    assert raised is not None
    assert "in solve" in raised.__notes__[0]
    said = capfd.readouterr()
    assert "what a strategy prints" not in said.out
    assert "what a strategy prints" in said.err
    assert not multiprocessing.active_children()


def test_an_executor_that_is_not_ours_and_breaks_says_what_was_under_way() -> None:
    context = multiprocessing.get_context("spawn")
    items: list[Any] = [("Ada", asking(1)), ("Ben", asking(poison.EXIT)), *[asking(1)] * 40]
    results: list[sf.PlanResult] = []
    with ProcessPoolExecutor(1, mp_context=context) as executor:
        planned = sf.plan_many(items, None, poison.Poisoned(), executor=executor, chunk=1)
        with pytest.raises(sf.WorkerError, match=r"Broken.*; under way: .*Ben"):
            keep(results, planned)
    assert [result.id for result in results] in ([], ["Ada"])  # by when it is seen to be broken


class Unsent:
    """Cannot be pickled."""

    def __reduce__(self) -> Any:
        raise TypeError("stays at home")


def test_a_week_that_cannot_be_sent_is_a_result_and_the_others_are_planned() -> None:
    stays = sf.Week([], strength=1)
    object.__setattr__(stays, "tired", Unsent())
    results = list(
        sf.plan_many([EASY, stays, EASY], strategy="greedy", executor=Immediate(), chunk=3)
    )
    by_number = {result.number: result for result in results}
    assert sorted(by_number) == [0, 1, 2]
    assert found(by_number[0]) == found(by_number[2]) == alone(EASY, None)
    assert "cannot be sent to another process: TypeError: stays at home" in str(by_number[1].error)


def test_a_strategy_that_cannot_be_sent_is_for_threads() -> None:
    class Inside(poison.Poisoned):
        pass

    with pytest.raises(sf.InputError, match=r"strategy: .*threads as executor need not"):
        next(sf.plan_many([EASY], strategy=Inside(), executor=Immediate()))
    with ThreadPoolExecutor(1) as threads:
        (result,) = sf.plan_many([EASY], strategy=Inside(), executor=threads)
    assert found(result) == alone(EASY, None)


def test_a_worker_with_other_versions_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    there = (("strengthfit", "0.0.9"), *work.versions()[1:])
    here = dict(work.versions())["strengthfit"]
    monkeypatch.setattr(work, "versions", lambda: there)
    words = rf"other versions: strengthfit 0\.0\.9 \(here {here}\).*under way: 0"
    with pytest.raises(sf.WorkerError, match=words):
        list(sf.plan_many([EASY], strategy="greedy", executor=Immediate()))


def test_a_worker_that_does_not_know_the_strategy_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    packed = pickle.dumps(poison.Poisoned()).replace(b"Poisoned", b"Poisones")
    monkeypatch.setattr(links, "_packed", lambda _question: packed)
    with pytest.raises(sf.WorkerError, match="cannot read the policy or the strategy: Attrib"):
        list(sf.plan_many([EASY], strategy="greedy", executor=Immediate()))


class Homeless(Immediate):
    """Has workers on which the library is not installed."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        return super().submit(__import__, "no_such_strengthfit")


def test_a_worker_without_the_library_is_refused() -> None:
    with pytest.raises(sf.WorkerError, match="what it needs: No module named 'no_such"):
        list(sf.plan_many([EASY], strategy="greedy", executor=Homeless()))


LOST = (
    "it did not come back from its worker: "
    "ValueError: invalid literal for int() with base 10: 'lost'"
)


class Failing(Immediate):
    """Loses what it is given, the first time or always."""

    def __init__(self, times: int) -> None:
        self.left = times

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        self.left -= 1
        if self.left >= 0:
            return super().submit(int, "lost")
        return super().submit(fn, *args, **kwargs)


@given(st.integers(0, 12), st.integers(1, 4), st.integers(0, 8))
@settings(max_examples=200)
def test_tasks_that_are_lost_are_tried_once_more_and_nothing_is_lost_or_doubled(
    many: int, chunk: int, times: int
) -> None:
    executor = Failing(times)
    results = list(
        sf.plan_many([EASY] * many, None, "greedy", executor=executor, chunk=chunk, workers=1)
    )
    assert sorted(result.number for result in results) == list(range(many))
    for result in results:
        if result.plan is None:
            assert str(result.error) == LOST
    if times == 0:
        assert all(result.plan for result in results)


class OwnError(BaseException):
    """No Exception."""


class UnreadError(Exception):
    """Can be pickled, and not read again."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__("unread")


class StaysError(sf.StrengthfitError):
    """Cannot be pickled."""

    def __reduce__(self) -> Any:
        raise TypeError("stays at home")


class LeavesError(sf.StrengthfitError):
    """Can be pickled, and not read again."""

    def __reduce__(self) -> Any:
        return int, ("lost",)


RAISED: dict[str, BaseException] = {
    "Ctrl-C of its own": KeyboardInterrupt(),
    "the end of a generator": GeneratorExit(),
    "the end of an iterator": StopIteration(),
    "the end of the program": SystemExit(),
    "a cancelled task": asyncio.CancelledError(),
    "a cancelled future": futures.CancelledError(),
    "a cancelled call": sf.CancelledError("of its own"),
    "a broken executor": futures.BrokenExecutor(),
    "no memory": MemoryError(),
    "what is no Exception": OwnError("of its own"),
    "what cannot be read": UnreadError(1, 2),
    "what cannot be sent": StaysError("of its own"),
    "what cannot come back": LeavesError("of its own"),
}


@attrs.frozen
class Raising:
    """Greedy, but for weeks of two sessions, in which it raises something."""

    what: str

    def solve(self, program: Any, limits: sf.Limits = NO_LIMITS) -> sf.Outcome:
        if int(program.counts.sum()) == 2:
            if self.what == "a plan that stays":
                found = Greedy().solve(program)
                stays: Any = {"lock": threading.Lock()}
                return attrs.evolve(found, statistics=stays)
            raise RAISED[self.what]
        return Greedy().solve(program, limits)


@pytest.mark.parametrize("on", ["threads", "bytes"])
@pytest.mark.parametrize("what", [*RAISED, "a plan that stays"])
def test_whatever_one_week_raises_is_its_result_and_the_others_are_planned(
    what: str, on: str
) -> None:
    items = [asking(count) for count in (1, 2, 1)]
    limits = sf.Limits(cancel=threading.Event())
    with ThreadPoolExecutor(1) as threads:
        executor = threads if on == "threads" else Backwards()
        results = list(
            sf.plan_many(
                items, None, Raising(what), limits, executor=executor, chunk=2, ordered=True
            )
        )
    assert [result.number for result in results] == [0, 1, 2]
    assert found(results[0]) == found(results[2]) == alone(items[0], None)
    error = results[1].error
    if "plan" in what:
        assert isinstance(error, sf.StrategyError)
        assert "the statistics are not a table of numbers" in str(error)
    else:
        raised = RAISED[what]
        # What can cancel the call is not sent with it, so there the strategy's word is false.
        false = on == "bytes" or not isinstance(raised, sf.CancelledError)
        kind = sf.StrategyError if isinstance(raised, Exception) and false else sf.WorkerError
        assert isinstance(error, sf.TooLargeError if isinstance(raised, MemoryError) else kind)
        assert "lost with its worker" not in str(error)
        (note,) = error.__notes__
        assert "Traceback" in note


# Ending early


def _processes_of_many() -> set[int | None]:
    return {process.pid for process in multiprocessing.active_children()}


def test_closing_early_ends_the_processes_at_once() -> None:
    results = sleeping(workers=1)
    began, pids = time.perf_counter(), _processes_of_many()
    assert pids
    results.close()
    assert time.perf_counter() - began < 5
    assert not _processes_of_many()
    assert not any(thread.name == "strengthfit-many" for thread in threading.enumerate())
    for pid in pids:
        assert pid is not None
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_closing_early_calls_off_what_threads_have_not_begun() -> None:
    started: list[int] = []

    class Counting(poison.Poisoned):
        def solve(self, program: Any, limits: sf.Limits = NO_LIMITS) -> sf.Outcome:
            started.append(1)
            return super().solve(program, limits)

    with ThreadPoolExecutor(1) as executor:
        results = sf.plan_many([EASY] * 500, None, Counting(), executor=executor, chunk=5)
        next(results)
        results.close()
        before = len(started)
        executor.submit(int).result(timeout=60)  # after what was under way
    assert len(started) <= before + 10


HOST = """
import multiprocessing, signal
from tests.many.poison import sleeping
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
    results = sleeping(workers=1)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    list(results)
"""


def _gone(pid: int) -> bool:
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        with contextlib.suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True  # it has ended, and nobody has asked how
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_a_host_that_is_ended_leaves_no_process(sent: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "host.py"
    script.write_text(HOST, "utf-8")
    with subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as host:
        assert host.stdout is not None
        assert host.stderr is not None
        pids = [int(pid) for pid in host.stdout.readline().split()]
        assert pids
        began = time.perf_counter()
        host.send_signal(sent)
        try:
            host.wait(timeout=30)
        finally:
            host.kill()
        assert time.perf_counter() - began < 5
        assert all(map(_gone, pids))
        said = host.stderr.read().decode()
    assert said.count("Traceback") == (1 if sent == signal.SIGINT else 0)
    assert (said.strip().endswith("KeyboardInterrupt")) is (sent == signal.SIGINT)


def test_a_script_that_its_processes_import_is_refused_with_the_reason(tmp_path: Path) -> None:
    script = tmp_path / "bare.py"
    script.write_text(
        "import strengthfit as sf\n"
        "for result in sf.plan_many([sf.Week([])], strategy='greedy', workers=1): print(result)\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 1
    assert "strengthfit.errors.WorkerError: a worker process did not start" in done.stderr
    assert "if __name__ == '__main__'" in done.stderr


@pytest.mark.parametrize("on", ["bytes", "threads"])
def test_what_cancels_ends_the_whole_call(on: str) -> None:
    stop = threading.Event()
    limits = sf.Limits(cancel=stop)
    items = [asking(1)] * 100_000
    with ThreadPoolExecutor(1) as threads:
        executor = threads if on == "threads" else Backwards()
        results = sf.plan_many(items, None, "greedy", limits, executor=executor, workers=1)
        assert found(next(results)) == alone(asking(1), None)
        stop.set()
        with pytest.raises(sf.CancelledError):
            list(results)


# What is not accepted


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        ({"items": 7}, "items"),
        ({"items": EASY}, "items"),
        ({"policy": "none such"}, "policy"),
        ({"strategy": "none such"}, "strategy"),
        ({"strategy": 3}, "strategy"),
        ({"limits": 3}, "limits"),
        ({"workers": 0}, "workers"),
        ({"workers": 1.5}, "workers"),
        ({"chunk": 0}, "chunk"),
        ({"executor": "dask"}, "executor"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_arguments_are_checked_before_anything_begins(arguments: Any, where: str) -> None:
    with pytest.raises(sf.InputError) as refused:
        sf.plan_many(**{"items": [EASY], **arguments})
    assert refused.value.where.rpartition(".")[2].lower() in (where, "preset", "name")


def test_an_executor_that_was_shut_down_is_said() -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    with pytest.raises(sf.WorkerError, match="takes no more weeks: RuntimeError"):
        list(sf.plan_many([EASY], executor=executor))


@pytest.mark.parametrize("executor", [ThreadPoolExecutor(1), Immediate(), None])
def test_sizes_of_the_call_hold_in_workers(executor: futures.Executor | None) -> None:
    with sf.at_most(choices=10):
        planned = sf.plan_many([EASY], strategy="greedy", executor=executor)
    (small,) = planned
    assert isinstance(small.error, sf.TooLargeError)
    (usual,) = sf.plan_many([EASY], strategy="greedy", executor=executor)
    assert usual.plan is not None
