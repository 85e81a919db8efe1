"""A process that has been asked for a run: what it says, and how it ended."""

from collections.abc import Callable, Mapping
from typing import IO, Any

import attrs

LEAVES = 2.0
"""Seconds in which a process has to end that has said all, before it is killed."""


@attrs.frozen
class Ended:
    """How a process ended.

    Status and message are for the record of a run if it had not said all by then. `megabytes` is
    the peak memory of the process with all that it started, None if that was not measured, and
    `facts` are for the record's `run`.
    """

    status: str
    message: str
    megabytes: float | None = None
    facts: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Talk:
    """A process under way: the lines that it says, and a function that ends it, if it has not."""

    lines: IO[bytes]
    end: Callable[[], Ended]
