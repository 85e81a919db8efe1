"""Strategies whose clocks are known, and one that remembers what it has seen."""

import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import attrs

import strengthfit as sf
from strengthfit.program import Program

from .foreign_strategies import Stranger

_BUSY = "import time\nwhile time.process_time() < 0.4: pass"


class Sleeper(Stranger):
    """Waits for 0.4 s."""

    def act(self, program: Program) -> sf.Outcome:
        time.sleep(0.4)
        return sf.solve(program, "greedy")


class Burner(Stranger):
    """Works for 0.4 s."""

    def act(self, program: Program) -> sf.Outcome:
        end = time.process_time() + 0.4
        while time.process_time() < end:
            pass
        return sf.solve(program, "greedy")


class Employer(Stranger):
    """Has another process work for 0.4 s."""

    def act(self, program: Program) -> sf.Outcome:
        subprocess.run([sys.executable, "-c", _BUSY], check=True)
        return sf.solve(program, "greedy")


class Endless(Employer):
    """Has another process work for 0.4 s, and then works until it is ended."""

    def act(self, program: Program) -> sf.Outcome:
        super().act(program)
        while True:
            pass


@attrs.frozen
class Importer(Stranger):
    """Loads a package late, knows a version that cannot be found out, and counts oddly."""

    size: int = 7
    folder: Path = Path("here")

    def act(self, program: Program) -> sf.Outcome:
        import_module("hypothesis")
        counted: Any = {"cores": os.cpu_count(), "none": None, "nan": float("nan"), 3: True}
        return attrs.evolve(sf.solve(program, "greedy"), statistics=counted)

    def versions(self) -> dict[str, str]:
        """Return the version of a program that only this strategy knows."""
        return {"some-program": "4.5"}


class Secretive(Importer):
    """Fails when it is asked for versions."""

    def versions(self) -> dict[str, str]:
        """Fail."""
        raise OSError("nobody's business")


class Rememberer(Stranger):
    """Works for 0.3 s on what it has not seen, and for no time on what it has."""

    seen: ClassVar[dict[int, tuple[Program, sf.Outcome]]] = {}

    def act(self, program: Program) -> sf.Outcome:
        if id(program) not in self.seen:
            end = time.process_time() + 0.3
            while time.process_time() < end:
                pass
            self.seen[id(program)] = program, sf.solve(program, "greedy")  # kept, so the id stays
        return self.seen[id(program)][1]
