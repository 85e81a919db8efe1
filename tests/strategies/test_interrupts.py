"""Ctrl-C stays the host's: after a solve its handler is as it was, and during one it is heard."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import attrs
import pytest

import strengthfit as sf
from strengthfit.errors import CancelledError
from strengthfit.stopping import check, stopping
from strengthfit.strategies.interrupts import interruptible

from ..longer import longer

posix = pytest.mark.skipif(os.name != "posix", reason="sends SIGINT to itself")

EACH = ["'cpsat'", "CpSat(workers=8)", "'highs'", "'scip'"]  # as written in the code below

AFTER = """
import os, signal, threading
import strengthfit as sf
from strengthfit.strategies.cpsat import CpSat

week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])

def plan():
    sf.plan(week, strategy={strategy})

for in_thread in (False, True):
    signal.signal(signal.SIGINT, lambda *_: print("heard"))
    if in_thread:
        worker = threading.Thread(target=plan)
        worker.start()
        worker.join()
    else:
        plan()
    os.kill(os.getpid(), signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    plan()
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt:
        print("interrupted")
"""

DURING = """
import os, signal, threading, time
import strengthfit as sf
from strengthfit.lab.instances import instance
from strengthfit.strategies.cpsat import CpSat

program = instance("{instance}").program
sf.plan(sf.Week([]), strategy={strategy})  # imports are not what is measured
sent, heard = [], threading.Event()

def press():
    time.sleep(0.4)
    sent.append(time.monotonic())
    os.kill(os.getpid(), signal.SIGINT)

def go_on(*_):
    heard.set()
    print("heard")

def end(*_):
    heard.set()
    raise KeyboardInterrupt

signal.signal(signal.SIGINT, {handler})
threading.Thread(target=press, daemon=True).start()
try:
    outcome = sf.solve(program, {strategy}, sf.Limits(seconds={limit}))
    print("answered", flush=True)
except KeyboardInterrupt:
    print("interrupted" if time.monotonic() - sent[0] < 10 else "late")
    print(sf.plan(sf.Week([sf.Run("Tue", "tempo")]), strategy={strategy}).status, flush=True)
os._exit(0)  # HiGHS may still be at it, and an interpreter that ends under it may abort
"""


def output(code: str) -> list[str]:
    """Return the lines that a process prints which runs some code to its end."""
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    # HiGHS may write a line of its own, whatever it is asked.
    return [line for line in ran.stdout.splitlines() if not line.startswith("Highs")]


@posix
@pytest.mark.parametrize("strategy", EACH)
def test_after_a_plan_the_hosts_handler_is_what_it_was(strategy: str) -> None:
    """In the main thread, then in another one."""
    assert output(AFTER.format(strategy=strategy)) == ["heard", "interrupted"] * 2


@posix
@pytest.mark.parametrize(
    ("strategy", "instance"),
    [
        ("'cpsat'", "coach-11"),
        longer("CpSat(workers=8)", "coach-11"),
        longer("'highs'", "coach-11"),
        ("'scip'", "coach-11"),
    ],
)
def test_ctrl_c_ends_a_long_solve(strategy: str, instance: str) -> None:
    code = DURING.format(strategy=strategy, instance=instance, handler="end", limit=60)
    assert output(code) == ["interrupted", "optimal"]


@pytest.mark.longer
@posix
@pytest.mark.parametrize("strategy", ["'cpsat'", "'scip'"])
def test_a_handler_that_goes_on_lets_the_solve_go_on(strategy: str) -> None:
    code = DURING.format(strategy=strategy, instance="coach-11", handler="go_on", limit=5)
    assert output(code) == ["heard", "answered"]


def test_what_a_solve_raises_reaches_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        interruptible(lambda: 1 // 0)


def test_another_thread_solves_itself() -> None:
    seen: list[str] = []

    def plan() -> None:
        seen.extend(interruptible(lambda: [threading.current_thread().name]))

    worker = threading.Thread(target=plan, name="host")
    worker.start()
    worker.join()
    assert seen == ["host"]


@posix
def test_a_stop_is_asked_for_until_the_solve_has_ended() -> None:
    asked, ended = [0], threading.Event()

    def stop() -> None:
        asked[0] += 1
        if asked[0] == 3:  # as a solver that had not begun when it was first asked
            ended.set()

    def interrupt_then_wait() -> None:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        ended.wait(60)

    before = time.monotonic()
    hosts = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job may ignore Ctrl-C
    try:
        with pytest.raises(KeyboardInterrupt):
            interruptible(interrupt_then_wait, stop)
    finally:
        signal.signal(signal.SIGINT, hosts)
    assert asked[0] >= 3
    assert time.monotonic() - before < 30


def test_a_cancelled_call_does_not_wait_for_a_deaf_solver() -> None:
    stop, asked, hears = threading.Event(), [0], threading.Event()

    def ask() -> None:
        asked[0] += 1
        if asked[0] > 20:
            hears.set()

    def solve() -> None:
        stop.set()
        hears.wait(60)

    with pytest.raises(CancelledError), stopping(cancel=stop.is_set):
        interruptible(solve, ask)
    assert not hears.is_set()
    for thread in threading.enumerate():
        if thread.name.startswith("strengthfit"):
            thread.join(60)
    assert hears.is_set()


class Ended(Exception):  # noqa: N818  # it is how a host ends a call, no error
    """What a host's handler of SIGTERM raises."""


WEEK = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])


@attrs.frozen
class Signalled:
    """A strategy during which a signal comes, perhaps in code that is not ready for it."""

    number: signal.Signals
    caught: bool = False

    def solve(self, program: sf.Program, limits: sf.Limits | None = None) -> sf.Outcome:
        """Send the signal, and solve the program."""
        try:
            signal.raise_signal(self.number)
        except Exception:
            if self.caught:
                raise KeyError("of a library that tidies up") from None
            raise
        return sf.solve(program)


@contextmanager
def handling(number: signal.Signals, handler: Any) -> Iterator[None]:
    """Handle a signal for a while."""
    hosts = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, hosts)


def end(*_: object) -> None:
    """Raise, as a host's handler may."""
    raise Ended


class Handler:
    """A handler that is an object, or a method of one."""

    def __call__(self, *_: object) -> None:
        """Raise."""
        raise Ended

    def end(self, *_: object) -> None:
        """Raise too."""
        raise Ended


HANDLERS = {
    "function": end,
    "method": Handler().end,
    "object": Handler(),
    "partial": partial(end, "more"),
}


@posix
@pytest.mark.parametrize("handler", HANDLERS)
@pytest.mark.parametrize("caught", [False, True])
def test_what_a_handler_raises_is_no_failure_of_the_strategy(handler: str, caught: bool) -> None:
    strategy = Signalled(signal.SIGTERM, caught)
    with handling(signal.SIGTERM, HANDLERS[handler]), pytest.raises(Ended):
        sf.plan(WEEK, strategy=strategy)


@posix
@pytest.mark.parametrize("name", ["cpsat", "auto", "dynamic", "highs", "scip", "greedy"])
def test_an_alarm_at_any_moment_leaves_as_it_is_or_the_plan_is_whole(name: str) -> None:
    week = attrs.evolve(WEEK, strength=4)
    truth = sf.plan(week, strategy=name)
    with handling(signal.SIGALRM, end):
        for after in (0.001, 0.004, 0.016, 0.064):
            with suppress(Ended):
                signal.setitimer(signal.ITIMER_REAL, after)
                try:
                    assert sf.plan(week, strategy=name) == truth
                finally:
                    signal.setitimer(signal.ITIMER_REAL, 0)


def test_what_the_host_has_handled_already_does_not_count() -> None:
    @attrs.frozen
    class Broken:
        def solve(self, program: sf.Program, limits: sf.Limits | None = None) -> sf.Outcome:
            raise ZeroDivisionError

    with pytest.raises(sf.StrategyError):  # noqa: PT012  # the rest is what is tested
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt:
            sf.plan(WEEK, strategy=Broken())


def test_what_cancels_may_raise_too() -> None:
    @attrs.frozen
    class Asking:
        def solve(self, program: sf.Program, limits: sf.Limits | None = None) -> sf.Outcome:
            while True:  # it asks now and then
                check()

    asked = [0]

    def late() -> bool:
        asked[0] += 1
        if asked[0] > 1:
            raise Ended
        return False

    with pytest.raises(Ended):
        sf.solve(sf.formulate(WEEK), Asking(), sf.Limits(cancel=late))
