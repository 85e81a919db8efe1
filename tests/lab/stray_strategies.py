"""Strategies that start processes and leave them, each in its own way."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import strengthfit as sf
from strengthfit.program import Program

from .foreign_strategies import Stranger

_STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('deaf', flush=True); time.sleep(600)"
)


def stray_of(pid: int) -> str:
    """Return the word in the command of a stray process, by the process that asked for its run."""
    return f"stray-of-{pid}"


def _leave_a_child(own_session: bool) -> None:
    """Start a process that hears no SIGTERM, and wait until it is so far."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    child = subprocess.Popen(
        [sys.executable, "-c", _STUBBORN, stray_of(parent.pid or 0)],
        stdout=subprocess.PIPE,
        start_new_session=own_session,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"deaf\n"


class Leaver(Stranger):
    """Leaves a child behind, and ends well."""

    own_session = False

    def act(self, program: Program) -> sf.Outcome:
        _leave_a_child(self.own_session)
        return self.end(program)

    def end(self, program: Program) -> sf.Outcome:
        return sf.solve(program, "greedy")


class Hanger(Leaver):
    """Leaves a child behind, and hangs."""

    def end(self, program: Program) -> sf.Outcome:
        time.sleep(600)
        raise AssertionError("was to be ended")


class Dying(Leaver):
    """Leaves a child behind, and is killed."""

    def end(self, program: Program) -> sf.Outcome:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("was killed")


class Runaway(Leaver):
    """Leaves a child behind in a session of its own, and ends well."""

    own_session = True


class DyingRunaway(Dying):
    """Leaves a child behind in a session of its own, and is killed."""

    own_session = True


class HangingRunaway(Hanger):
    """Leaves a child behind in a session of its own, and hangs."""

    own_session = True


class Holder(Stranger):
    """Leaves a copy of itself behind, which holds all that it has open, and dies."""

    def act(self, program: Program) -> sf.Outcome:
        if os.fork() == 0:
            time.sleep(600)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("was killed")
