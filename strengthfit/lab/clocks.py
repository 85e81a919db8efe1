"""The clocks of a run: seconds on the wall, and seconds of the processor, which know no waiting.

`docs/how-to/compare_strategies.md` says what each of them is good for.
"""

import os
import time
from pathlib import Path

import attrs


@attrs.frozen
class Clocks:
    """Seconds on each clock, from some moment on.

    Parameters
    ----------
    wall
        As on a watch.
    cpu
        Of the processor, for all threads of a process.
    children
        Of the processor, for processes that this one started and waited for, and theirs. Each of
        the two is None on systems that do not count it.
    """

    wall: float
    cpu: float | None
    children: float | None

    def since(self, before: "Clocks") -> "Clocks":
        """Return the seconds between two readings.

        Examples
        --------
        >>> Clocks(9.0, 3.0, 1.5).since(Clocks(4.0, 2.0, 1.5))
        Clocks(wall=5.0, cpu=1.0, children=0.0)
        """
        return Clocks(
            self.wall - before.wall,
            _difference(self.cpu, before.cpu),
            _difference(self.children, before.children),
        )


def _difference(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before


def begin() -> Clocks:
    """Read all clocks of this process, the one of the wall last."""
    children, cpu = _children(), time.process_time()
    return Clocks(time.perf_counter(), cpu, children)


def passed(began: Clocks) -> Clocks:
    """Return the seconds since `begin`, for which the one of the wall is read first."""
    wall = time.perf_counter()
    return Clocks(wall, time.process_time(), _children()).since(began)


def of_process(pid: int) -> Clocks:
    """Read the clocks of another process, to a hundredth of a second, if there is `/proc`."""
    wall = time.perf_counter()
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        # the name of the program, in brackets, may hold anything
        user, system, children_user, children_system = text.rpartition(")")[2].split()[11:15]
        tick = 1 / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError):
        return Clocks(wall, None, None)
    own, children = int(user) + int(system), int(children_user) + int(children_system)
    return Clocks(wall, tick * own, tick * children)


def _children() -> float | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
