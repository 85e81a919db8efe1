"""When a call ends early: its deadline, and what cancels it, heard by all that it calls.

A verb says once when it stops, with `stopping`. What runs inside, many floors below it, asks
`check` in its loops, or `time_left`, and no function between them hands anything on. A call inside
another one stops with it. Each thread, and each task of asyncio, has a call of its own.
"""

from __future__ import annotations

import math
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from time import perf_counter, thread_time
from types import CodeType, FunctionType, MethodType
from typing import Any

import attrs

from .errors import CancelledError, OutOfTimeError

_BETWEEN_LOOKS = 0.002
"""Seconds in which what cancels is not asked again: it may be slow, as one of another process is.
CONVENTION."""

_MORE, _MORE_SECONDS = 0.2, 0.06
"""By how much a call that has nothing to answer yet may be late: a share of its seconds, and
seconds of work. Then it is given up. CONVENTION."""


@attrs.frozen
class Progress:
    """How far a call has come, as its `progress` is called with it.

    Parameters
    ----------
    done : int
        Parts that are done; it rises.
    total : int or None
        Parts in all; None if that shows only in the end.
    what : str
        What was done last, in a word or two.
    best, bound : float or None
        Interference of the best plan so far and what no plan is below, in percent of speed, if
        the call looks for one plan.

    Examples
    --------
    >>> import strengthfit as sf
    >>> seen = []
    >>> sweep = sf.sweep(sf.Week([], strength=1), "loss_cap", [1, 2], progress=seen.append)
    >>> [(one.done, one.total, one.what) for one in seen]
    [(1, 2, 'loss_cap = 1'), (2, 2, 'loss_cap = 2')]
    """

    done: int
    total: int | None
    what: str
    best: float | None = None
    bound: float | None = None


Watch = Callable[[Progress], object]
"""What is called with each `Progress`; what it raises goes on to the caller."""


class _Stop:
    """When one call ends, and what it has left of its work."""

    def __init__(
        self,
        deadline: float,
        given_up: float,
        cancels: tuple[Callable[[], Any], ...],
        budgets: tuple[list[float], ...],
        progress: Watch | None,
    ) -> None:
        self.deadline, self.given_up, self.cancels = deadline, given_up, cancels
        self.budgets, self.progress = budgets, progress
        self._next_look = 0.0

    def is_cancelled(self) -> bool:
        """Whether any of what can cancel the call does; asked at most every few milliseconds."""
        now = perf_counter()
        if not self.cancels or now < self._next_look:
            return False
        cancelled = any(cancel() for cancel in self.cancels)
        self._next_look = 0.0 if cancelled else perf_counter() + _BETWEEN_LOOKS
        return cancelled


_NEVER = _Stop(math.inf, math.inf, (), (), None)
_CURRENT: ContextVar[_Stop] = ContextVar("strengthfit_stop", default=_NEVER)


@contextmanager
def stopping(
    seconds: float | None = None,
    work: float | None = None,
    cancel: Callable[[], Any] | None = None,
    progress: Watch | None = None,
) -> Iterator[None]:
    """Let what runs inside end after some seconds or some work, or when `cancel` returns true.

    Inside another call the earlier of the two ends counts, and either `cancel`; progress is
    reported to this one alone.

    Examples
    --------
    >>> with stopping(seconds=60):
    ...     60 >= (time_left() or 0) > 0
    True
    >>> time_left() is None
    True
    """
    outer = _CURRENT.get()
    deadline = math.inf if seconds is None else perf_counter() + seconds
    known = cancel is None or any(_is_same(cancel, one) for one in outer.cancels)
    more = () if cancel is None or known else (cancel,)
    budgets = outer.budgets if work is None else (*outer.budgets, [work])
    # By the work of this thread, as a busy machine is no reason to give up.
    longest = math.inf if seconds is None else (1 + _MORE) * seconds + _MORE_SECONDS
    stop = _Stop(
        min(deadline, outer.deadline),
        min(thread_time() + longest, outer.given_up),
        (*outer.cancels, *more),
        budgets,
        progress,
    )
    token = _CURRENT.set(stop)
    try:
        check()
        yield
    finally:
        _CURRENT.reset(token)


def _is_same(one: Callable[[], Any], other: Callable[[], Any]) -> bool:
    """Whether two are one object, or one method of one: what is equal now may differ later."""
    methods = isinstance(one, MethodType) and isinstance(other, MethodType)
    return one is other or (methods and one == other)  # of methods this asks for one object too


_NO_TIME = "the limits ended before there was an answer; give more seconds"


def check() -> None:
    """End the call with a `CancelledError` if it is cancelled; for the head of a loop.

    It takes a tenth of a microsecond, and asks what cancels at most every few milliseconds. A call
    that is well past its deadline, and still at work, ends with an `OutOfTimeError`.
    """
    stop = _CURRENT.get()
    if stop.cancels and stop.is_cancelled():
        raise CancelledError("the call was cancelled")
    if perf_counter() > stop.deadline and thread_time() > stop.given_up:
        raise OutOfTimeError(_NO_TIME)


def check_time() -> None:
    """End the call if it is cancelled, or with an `OutOfTimeError` if its time is up."""
    check()
    if perf_counter() >= _CURRENT.get().deadline:
        raise OutOfTimeError(_NO_TIME)


def can_be_cancelled() -> bool:
    """Whether anything can cancel the call."""
    return bool(_CURRENT.get().cancels)


def cancelled() -> Callable[[], Any] | None:
    """Return what says whether the call is cancelled, in any thread; None if nothing can."""
    cancels = _CURRENT.get().cancels
    if len(cancels) < 2:
        return cancels[0] if cancels else None
    return lambda: any(cancel() for cancel in cancels)


def of_host(error: BaseException, handled: BaseException | None = None) -> BaseException | None:
    """Return what the caller's own code raised, if an error is that, or came while it was handled.

    A handler of signals, and what cancels a call, run in the midst of other code, which has no part
    in what they raise, and may not be ready for it. What the caller `handled` already, as the call
    began, does not count.

    Examples
    --------
    >>> of_host(ValueError()) is None
    True
    """
    codes = {_Stop.is_cancelled.__code__}
    for number in signal.valid_signals():
        codes |= _codes(signal.getsignal(number))
    link: BaseException | None = error
    seen: set[int] = set()  # what others raise may go in a circle
    while link is not None and link is not handled and id(link) not in seen:
        seen.add(id(link))
        if isinstance(link, KeyboardInterrupt) or _has_passed(link, codes):
            return link
        link = link.__context__
    return None


def _has_passed(error: BaseException, codes: set[CodeType]) -> bool:
    return any(frame.f_code in codes for frame, _ in traceback.walk_tb(error.__traceback__))


def _codes(handler: Any) -> set[CodeType]:
    """Return the code that runs first if something is called; none if it is not of Python."""
    if handler is None or isinstance(handler, int):  # SIG_DFL and SIG_IGN, members of an enum
        return set()
    while isinstance(handler, partial):
        handler = handler.func
    if not isinstance(handler, (FunctionType, MethodType)):
        handler = getattr(type(handler), "__call__", None)  # noqa: B004  # its code is sought
    code = getattr(handler, "__code__", None)
    return {code} if isinstance(code, CodeType) else set()


def time_left() -> float | None:
    """Return the seconds that are left, 0 if there are none; None without a deadline."""
    deadline = _CURRENT.get().deadline
    return None if deadline == math.inf else max(0.0, deadline - perf_counter())


def is_over() -> bool:
    """Whether the call has a deadline, and it has passed."""
    return perf_counter() >= _CURRENT.get().deadline


def work_left() -> float | None:
    """Return the work that is left; None if it is not limited."""
    budgets = _CURRENT.get().budgets
    return max(0.0, min(budget[0] for budget in budgets)) if budgets else None


def spend(work: float) -> None:
    """Take some work off what the call, and those around it, may do."""
    for budget in _CURRENT.get().budgets:
        budget[0] -= work


def report(
    done: int,
    total: int | None,
    what: str,
    *,
    best: float | None = None,
    bound: float | None = None,
) -> None:
    """Say how far the call has come, if somebody watches it."""
    check()
    watch = _CURRENT.get().progress
    if watch is not None:
        watch(Progress(done, total, what, best, bound))
