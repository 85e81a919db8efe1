"""MiniZinc with Gecode, through the `minizinc` program.

The model is `program.mzn`; each program is a file of data for it. Gecode's whole numbers have 32
bits, so tiers are solved one by one, each in units of the greatest common divisor of its prices.
Its search is told to skip as little as it can, then to take choices, cheapest first in the tier at
hand and those after it, demand by demand; a tier starts from the value that the best plan so far
has in it. Other ways were tried on four weeks of a block and proved no more in 10 s: a choice for
each session with prices by `element`, cheapest prices by demand as redundant rows, and one order
over all demands.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from strengthfit.errors import InputError, TooLargeError
from strengthfit.program import Program
from strengthfit.program.objective import JoinedTiers
from strengthfit.strategies import Limits, Outcome
from strengthfit.strategies.incumbents import Trace
from strengthfit.strategies.protocol import NO_LIMITS

from .given import Given
from .minizinc_data import prices, program_data
from .shared import Answer, alone, in_turn

MODEL = Path(__file__).with_name("program.mzn")

LARGEST = 2**31 - 2
"""Gecode's largest whole number is one less than 32 bits with a sign allow."""

_GRACE = 0.5
"""Seconds after its time limit at which a process that still runs is ended."""


@attrs.frozen
class MinizincPeer:
    """Solve with MiniZinc and Gecode.

    Examples
    --------
    >>> MinizincPeer()
    MinizincPeer()
    """

    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the proof, or to the limits.

        Parameters
        ----------
        program : Program
        limits : Limits, optional
            Work is not measured: only `seconds` counts.

        Raises
        ------
        TooLargeError
            Where a tier does not fit into 32 bits.
        InputError
            Where the programs are not installed, or fail.
        """
        trace = Trace()
        if shutil.which("minizinc") is None:
            raise InputError(
                "strategy", "minizinc", "needs the programs minizinc and fzn-gecode on the path"
            )
        given = Given.of(program)
        for name, largest in zip(program.tiers, given.largest.tolist(), strict=True):
            if largest > LARGEST:
                raise TooLargeError(
                    f"the tier {name} can come to {largest} units; the whole numbers of Gecode "
                    f"have 32 bits, so at most {LARGEST} is accepted"
                )
        known = alone(given, trace)
        if known is not None:
            return known
        with tempfile.TemporaryDirectory() as folder:
            model = _Model(given, trace, Path(folder) / "program.json")
            return in_turn(given, given.groups(0), model, limits, trace)

    def versions(self) -> dict[str, str]:
        """Return the versions of the programs that are started, as the laboratory keeps them."""
        asked = {"minizinc": "--version", "fzn-gecode": "--version"}
        return {name: _first_line(name, option) for name, option in asked.items()}


def _first_line(program: str, option: str) -> str:
    done = subprocess.run([program, option], capture_output=True, text=True, timeout=10, check=True)
    return (done.stdout or done.stderr).strip().partition("\n")[0]


class _Model:
    """The program as data; each tier is a call of its own."""

    def __init__(self, given: Given, trace: Trace, file: Path) -> None:
        self._given, self._trace, self._file = given, trace, file
        self._data = program_data(given)
        self._held: dict[int, int] = {}
        self._best: Any = None

    def minimise(self, group: JoinedTiers, seconds: float | None) -> Answer:
        """Minimise a tier; a plan on the way goes to the trace at once."""
        given, tier = self._given, group.first
        limit = int(given.largest[tier])
        if self._best is not None:
            limit = int(given.program.objective(self._best)[tier]) // int(given.units[tier])
        data = self._data | prices(given, self._held | {tier: limit})
        self._file.write_text(json.dumps(data), encoding="utf-8")
        taken, ended = None, False
        for message in _messages(self._file, seconds):
            if message["type"] == "error":
                raise InputError("strategy", "minizinc", f"failed: {message.get('message')}")
            if message["type"] == "solution":
                taken = given.plan(message["output"]["json"]["taken"])
                self._trace.record(given.program.objective(taken))
            if message["type"] == "status":
                ended = message["status"] in ("OPTIMAL_SOLUTION", "UNSATISFIABLE")
        if taken is None:
            return Answer(ended=ended)
        self._best = taken
        value = given.program.objective(taken)[tier] // int(given.units[tier])
        return Answer(taken, value if ended else 0, ended)

    def hold(self, tier: int, value: int) -> None:
        """Ask from now on that a tier is at most this many of its units."""
        if self._given.costs[tier].any():
            self._held[tier] = value


def _messages(file: Path, seconds: float | None) -> Iterator[dict[str, Any]]:
    """Run MiniZinc and yield what it says, as it says it; end it where it does not end itself."""
    command = ["minizinc", "--solver", "gecode", "--intermediate", "--json-stream"]
    command += ["--output-mode", "json", str(MODEL), str(file)]
    if seconds is not None:
        command += ["--time-limit", str(max(1, int(1000 * seconds)))]
    with file.with_suffix(".err").open("w+", encoding="utf-8") as complaints:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            start_new_session=True,  # so that the solver under it is ended with it
        )
        clock = threading.Timer((seconds or 0) + _GRACE, _end, [process])
        if seconds is not None:
            clock.start()
        try:
            # A line that was cut off at the end of the process is no message.
            yield from (json.loads(line) for line in process.stdout or () if line.endswith("}\n"))
        finally:
            clock.cancel()
            _end(process)
            process.wait()
        complaints.seek(0)
        _complain(complaints.read().strip(), process.returncode)


def _end(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def _complain(text: str, code: int) -> None:
    """Raise where a process failed by itself: a negative code says that it was ended."""
    if "out of limits" in text:  # Gecode adds up bounds that no plan reaches
        raise TooLargeError(f"a sum does not fit into the 32 bits of Gecode: {text}")
    if code > 0 or "Error" in text:
        raise InputError("strategy", "minizinc", f"failed: {text or f'code {code}'}")
