"""The clocks of a run: seconds on the wall, and seconds of the processor, which know no waiting.

`docs/how-to/compare_strategies.md` says what each of them is good for.
"""

import time

import attrs


@attrs.frozen
class Clocks:
    """Seconds on each clock, from some moment on.

    Parameters
    ----------
    wall
        As on a watch.
    cpu
        Of the processor, for all threads of this process.
    children
        Of the processor, for processes that this one started and waited for, and theirs; None on
        systems that do not count it.
    """

    wall: float
    cpu: float
    children: float | None

    def since(self, before: "Clocks") -> "Clocks":
        """Return the seconds between two readings.

        Examples
        --------
        >>> Clocks(9.0, 3.0, 1.5).since(Clocks(4.0, 2.0, 1.5))
        Clocks(wall=5.0, cpu=1.0, children=0.0)
        """
        children = None
        if self.children is not None and before.children is not None:
            children = self.children - before.children
        return Clocks(self.wall - before.wall, self.cpu - before.cpu, children)


def begin() -> Clocks:
    """Read all clocks, the one of the wall last."""
    children, cpu = _children(), time.process_time()
    return Clocks(time.perf_counter(), cpu, children)


def passed(began: Clocks) -> Clocks:
    """Return the seconds since `begin`, for which the one of the wall is read first."""
    wall = time.perf_counter()
    return Clocks(wall, time.process_time(), _children()).since(began)


def _children() -> float | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
