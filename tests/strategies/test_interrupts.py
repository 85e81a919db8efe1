"""Ctrl-C stays the host's: after a solve its handler is as it was, and during one it is heard."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from strengthfit.errors import CancelledError
from strengthfit.stopping import stopping
from strengthfit.strategies.interrupts import interruptible

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
    # Until it is heard: SCIP forgets a Ctrl-C that comes during its own presolve.
    time.sleep(0.4)
    while not heard.wait(1 if sent else 0):
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
        ("CpSat(workers=8)", "coach-11"),
        ("'highs'", "coach-11"),
        ("'scip'", "coach-11"),
    ],
)
def test_ctrl_c_ends_a_long_solve(strategy: str, instance: str) -> None:
    code = DURING.format(strategy=strategy, instance=instance, handler="end", limit=60)
    said = [line for line in output(code) if not line.startswith("pressed CTRL-C")]  # SCIP's word
    assert said == ["interrupted", "optimal"]


@posix
@pytest.mark.parametrize(
    ("strategy", "instance"), [("'cpsat'", "coach-11"), ("'scip'", "coach-11")]
)
def test_a_handler_that_goes_on_lets_the_solve_go_on(strategy: str, instance: str) -> None:
    code = DURING.format(strategy=strategy, instance=instance, handler="go_on", limit=5)
    said = [line for line in output(code) if not line.startswith("pressed CTRL-C")]
    assert said[-1] == "answered"
    assert set(said[:-1]) == {"heard"}  # on a busy machine it may be pressed once more in the end


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
