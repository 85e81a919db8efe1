"""What a strategy has found so far, and when."""

import time

from .protocol import Incumbent


class Trace:
    """Collects incumbents: each plan that is better than all before it.

    Examples
    --------
    >>> trace = Trace()
    >>> trace.record((3, 0)), trace.record((4, 0)), trace.record((2, 9))
    (True, False, True)
    >>> [incumbent.objective for incumbent in trace.incumbents]
    [(3, 0), (2, 9)]
    """

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._found: list[Incumbent] = []

    @property
    def seconds(self) -> float:
        """Seconds since the strategy began."""
        return time.perf_counter() - self._began

    @property
    def incumbents(self) -> tuple[Incumbent, ...]:
        """What was found, in order."""
        return tuple(self._found)

    def record(self, objective: tuple[int, ...], seconds: float | None = None) -> bool:
        """Take in a plan that keeps every row; return whether it is the best so far.

        Parameters
        ----------
        objective : tuple of int
            By tier.
        seconds : float, optional
            When it was found; by default now.
        """
        if self._found and objective >= self._found[-1].objective:
            return False
        self._found.append(Incumbent(self.seconds if seconds is None else seconds, objective))
        return True
