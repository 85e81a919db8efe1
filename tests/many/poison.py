"""Strategies of which some weeks are too much, by how many sessions these ask for."""

import os
import signal
import sys
import time
from collections.abc import Generator

import attrs

import strengthfit as sf
from strengthfit.program import Program
from strengthfit.strategies import NO_LIMITS
from strengthfit.strategies.heuristics.greedy import Greedy

EXIT, KILL, ABORT, RAISE, LEAVE, REFUSE, SLEEP = range(3, 10)


def asking(sessions: int) -> sf.Week:
    """Return a week that asks for so many sessions."""
    return sf.Week([], strength=[sf.Demand("core", sessions)])


def sleeping(workers: int) -> Generator[sf.PlanResult, None, None]:
    """Return results of which the first is there and the rest sleep, on some processes."""
    items = [asking(1), *[asking(SLEEP)] * 50]
    results = sf.plan_many(items, None, Poisoned(), chunk=1, workers=workers)
    assert next(results).number == 0
    return results


@attrs.frozen
class Poisoned:
    """Greedy, but for weeks with more than two sessions."""

    def solve(self, program: Program, limits: sf.Limits = NO_LIMITS) -> sf.Outcome:
        asked = int(program.counts.sum())
        if asked == EXIT:
            os._exit(3)
        if asked == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        if asked == ABORT:
            os.abort()
        if asked == RAISE:
            raise ZeroDivisionError("of its own")
        if asked == LEAVE:
            sys.exit("gone")
        if asked == REFUSE:
            raise sf.TooLargeError("not for me")
        if asked == SLEEP:
            time.sleep(600)
        print("what a strategy prints")
        return Greedy().solve(program, limits)
