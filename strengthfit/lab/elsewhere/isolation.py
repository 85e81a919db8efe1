"""Runs that BenchExec holds: in a control group of their own, which measures and ends them whole.

D. Beyer, S. Lowe, P. Wendler, Reliable benchmarking: requirements and solutions, International
Journal on Software Tools for Technology Transfer 21, 2019, 10.1007/s10009-017-0469-y.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from ...errors import InputError, MissingExtraError
from ..processes import death
from .talk import LEAVES, Ended, Talk

TOOLS = ("benchexec",)
"""What can hold a run."""

_SECONDS = 60.0
"""In which BenchExec has to hold a process that does nothing."""

_NEEDED = ("CPU", "CPUSET", "FREEZE", "MEMORY")
"""The controllers without which a run is not held as the manual says."""

_TRY = """
import sys
from benchexec.runexecutor import RunExecutor
executor = RunExecutor(use_namespaces=False)
lacking = [name for name in sys.argv[1:] if getattr(executor.cgroups, name) not in executor.cgroups]
if lacking:
    sys.exit("no control group for " + ", ".join(lacking))
result = executor.execute_run([sys.executable, "-c", ""], "/dev/null", memlimit=1 << 30)
if result.get("terminationreason") or "memory" not in result:
    sys.exit("a process that does nothing could not be held and measured")
"""


def check_isolation(tool: str) -> None:
    """Raise an error if a tool cannot hold runs here.

    That is a `MissingExtraError` if it is not installed, and an `InputError` with its own last word
    if the system does not let it have control groups.
    """
    if find_spec(tool) is None:
        raise MissingExtraError(f"--isolate {tool}", "isolate")
    try:
        done = subprocess.run(  # noqa: S603  # all of it is our own
            [sys.executable, "-c", _TRY, *_NEEDED],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
        told = done.stderr.strip().splitlines() or ["it failed"]
        problem = "" if done.returncode == 0 else told[-1]
    except (OSError, subprocess.SubprocessError) as error:
        problem = str(error)
    if problem:
        accepted = f"cannot hold a run on this system: {problem}; leave it out, or see its manual"
        raise InputError("isolate", tool, accepted, "unsupported")


def hold(command: list[str], asked: bytes, cores: Sequence[int] | None, megabytes: int) -> Talk:
    """Start a process that BenchExec holds to cores and memory, and ask it.

    It answers on its standard input, which is a socket. A signal to end this process ends it.
    """
    from benchexec.runexecutor import RunExecutor

    here, there = socket.socketpair()
    executor = RunExecutor(use_namespaces=False)
    result: dict[str, Any] = {}

    def run() -> None:
        try:
            result.update(
                executor.execute_run(
                    command,
                    os.devnull,
                    stdin=there,
                    cores=None if cores is None else list(cores),
                    memlimit=megabytes << 20,
                    write_header=False,
                )
            )
        except SystemExit as error:  # so it says that it cannot
            result["failed"] = str(error)
        finally:
            there.close()

    signal.signal(signal.SIGTERM, lambda *_: executor.stop())
    holder = threading.Thread(target=run)
    holder.start()
    with suppress(OSError):  # if it died at once, its end says so
        here.sendall(asked)

    def end() -> Ended:
        holder.join(LEAVES)
        executor.stop()
        holder.join()
        here.close()
        return _ended(result, megabytes)

    return Talk(here.makefile("rb"), end)


def _ended(result: dict[str, Any], megabytes: int) -> Ended:
    """Return what BenchExec says of a process, in the words of a record."""
    peak = result.get("memory")
    measured = {
        "cpu_seconds": result.get("cputime"),
        "seconds": result.get("walltime"),
        "megabytes": None if peak is None else round(peak / (1 << 20), 1),
    }
    facts = {
        "isolation": {
            "by": f"benchexec {version('benchexec')}",
            **{name: float(value) for name, value in measured.items() if value is not None},
        }
    }
    status, message = "crash", result.get("failed", "")
    if result.get("terminationreason") == "memory":
        status, message = "memory", f"more than {megabytes} MB of memory"
    elif not message:
        code = result.get("exitcode")
        said = None if code is None else -code.signal if code.signal else code.value
        message = death(said)
    return Ended(status, message, measured["megabytes"], facts)
