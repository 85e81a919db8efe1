"""One call's limits, over all that it does: compiling, solving, reading, other verbs."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import ParamSpec, TypeVar

from ..errors import InputError
from ..stopping import Watch, cancelled, stopping, time_left, work_left
from .protocol import NO_LIMITS, Limits, as_limits

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


def whole_call(
    limits: Limits | None, progress: Watch | None = None
) -> AbstractContextManager[None]:
    """Let limits hold for all that runs inside; inside another such call both of them do.

    Raises `InputError` if either argument is not accepted, and `CancelledError` if it is cancelled
    already.

    Examples
    --------
    >>> import strengthfit as sf
    >>> with whole_call(Limits(seconds=0)):
    ...     sf.plan(sf.Week([sf.Run("Tue 07:00", "intervals")])).status
    'feasible'
    """
    if progress is not None and not callable(progress):
        accepted = "is not a function; write e.g. progress=print"
        raise InputError("progress", progress, accepted, "wrong_type")
    given = as_limits(limits) or NO_LIMITS
    return stopping(given.seconds, given.deterministic, given.is_cancelled, progress)


def limits_left() -> Limits:
    """Return what is left of the limits of the call."""
    return Limits(seconds=time_left(), deterministic=work_left(), cancel=cancelled())


def part_of_limits(parts: int) -> Limits:
    """Return an equal part of what is left, of so many that are still to come.

    Examples
    --------
    >>> with whole_call(Limits(deterministic=6)):
    ...     part_of_limits(3).deterministic
    2.0
    """
    left = limits_left()
    seconds, work = left.seconds, left.deterministic
    return Limits(
        seconds=None if seconds is None else seconds / parts,
        deterministic=None if work is None else work / parts,
        cancel=left.cancel,
    )


def heeding(solve: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
    """Let a strategy's method, of a program and limits, be cancelled by its limits."""

    @functools.wraps(solve)
    def run(*given: _Given.args, **named: _Given.kwargs) -> _Answer:
        limits = named.get("limits", given[2] if len(given) > 2 else NO_LIMITS)
        cancel = limits.is_cancelled if isinstance(limits, Limits) else None
        if cancel is None:
            return solve(*given, **named)
        with stopping(cancel=cancel):
            return solve(*given, **named)

    return run
