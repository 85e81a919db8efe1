"""How large things may be at most: every such size in one table, and how a caller raises one.

Each is far above what training needs. They keep a file with a mistake, or an argument with three
zeros too many, from taking minutes and gigabytes before anybody hears of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import get_close_matches
from typing import Any

import attrs

from .errors import InputError, TooLargeError


def _size(value: int, what: str) -> Any:
    return attrs.field(default=value, metadata={"what": what}, kw_only=True)


@attrs.frozen
class Sizes:
    """What is taken at most. All are CONVENTION.

    docs/reference/limits.md lists them with what they are of, from here.

    Examples
    --------
    >>> sizes().sweep_values
    1000
    """

    table_bytes: int = _size(
        1_000_000, "bytes of a file of a week, a block, a published plan or a planner's list"
    )
    csv_bytes: int = _size(10_000_000, "bytes of a CSV file of a planner")
    calendar_bytes: int = _size(20_000_000, "bytes of a calendar that is read")
    own_calendar_bytes: int = _size(
        2_000_000, "bytes of a calendar of earlier sessions that is brought up to date"
    )
    plan_bytes: int = _size(10_000_000, "bytes of a plan that is read back")
    squad_bytes: int = _size(20_000_000, "bytes of a squad file")
    squad_plan_bytes: int = _size(100_000_000, "bytes of a squad plan that is read back")
    file_bytes: int = _size(
        1_000_000_000, "bytes of any other file: an instance, a certificate, records of runs"
    )
    key_parts: int = _size(100, "parts of a dotted key in TOML, as in a.b.c")
    csv_rows: int = _size(20_000, "rows of a CSV file")
    calendar_events: int = _size(
        5000, "events of a calendar that lie near the weeks that are read, or recur"
    )
    broken_events: int = _size(500, "events of a calendar that cannot be read, of those")
    zone_changes: int = _size(
        1000, "time zones that a calendar defines itself, and changes of their clocks"
    )
    near_events: int = _size(3000, "events in the three weeks around one that a calendar holds")
    occurrences: int = _size(
        400_000,
        "times that an event of a calendar recurs before the end of the weeks that are read",
    )
    file_tables: int = _size(3000, "tables in a file of a week or a block, one for each run")
    planner_entries: int = _size(1000, "items in the three weeks around one that a planner lists")
    proof_rows: int = _size(100_000, "rows and cases of a certificate that is read, in all proofs")
    question_values: int = _size(
        100_000, "texts, numbers, lists and tables in a question as plain data, plans included"
    )
    members: int = _size(
        2000, "members of any list in a week: runs, windows, past weeks, pins, and the like"
    )
    sessions: int = _size(98, "strength sessions that a week asks for or holds as pins")
    choices: int = _size(
        1_000_000, "starts, doses and lengths among which a plan chooses, of a week or a block"
    )
    questions: int = _size(
        500, "times that a diagnosis asks the solver before it answers with what it has"
    )
    sweep_values: int = _size(1000, "values of a sweep")
    draws: int = _size(20_000, "draws of the evidence")
    draw_costs: int = _size(
        30_000_000, "costs of a plan under doubt, one for each draw and each start that is open"
    )
    alternatives: int = _size(10_000, "plans beside the best")


_CURRENT: ContextVar[Sizes | None] = ContextVar("strengthfit_sizes", default=None)
_USUAL = Sizes()
NAMES = tuple(field.name for field in attrs.fields(Sizes))


def sizes() -> Sizes:
    """Return the sizes that hold here."""
    return _CURRENT.get() or _USUAL


@contextmanager
def at_most(**changed: int) -> Iterator[Sizes]:
    """Let other sizes hold inside, larger or smaller: for what is read, made and asked there.

    It holds for the thread, or the task of asyncio, that enters it.

    Parameters
    ----------
    **changed
        The changed sizes by their names, as docs/reference/limits.md lists them.

    Raises
    ------
    InputError
        If there is no such size, or it is not a whole number above 0.

    Examples
    --------
    >>> import strengthfit as sf
    >>> with sf.at_most(draws=1_000_000) as sizes:
    ...     sizes.draws
    1000000
    """
    for name, value in changed.items():
        if name not in NAMES:
            close = get_close_matches(name, NAMES, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            accepted = f"is not a size; write one of {', '.join(NAMES)}{hint}"
            raise InputError("at_most", name, accepted, "unknown_name")
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            accepted = "is not a whole number above 0"
            raise InputError(f"at_most.{name}", value, accepted, "wrong_type")
    with holding(attrs.evolve(sizes(), **changed)) as held:
        yield held


@contextmanager
def holding(held: Sizes) -> Iterator[Sizes]:
    """Let sizes hold inside that held elsewhere: in a worker those of its host.

    Examples
    --------
    >>> with holding(Sizes(draws=9)):
    ...     sizes().draws
    9
    """
    token = _CURRENT.set(held)
    try:
        yield held
    finally:
        _CURRENT.reset(token)


def how_to_raise(name: str) -> str:
    """Return the end of a message: what the size is, and how to raise it.

    Examples
    --------
    >>> how_to_raise("sweep_values")
    'at most 1000 are taken; raise that with strengthfit.at_most(sweep_values=...)'
    """
    most = getattr(sizes(), name)
    return f"at most {most} are taken; raise that with strengthfit.at_most({name}=...)"


def check_size(name: str, number: int, where: str, what: str) -> None:
    """Refuse more than there may be of something, in the field at `where`.

    Examples
    --------
    >>> check_size("sweep_values", 2000, "values", "values")
    Traceback (most recent call last):
    ...
    strengthfit.errors.InputError: values: 2000 are too many values; at most 1000 are taken; ...
    """
    if number > getattr(sizes(), name):
        accepted = f"are too many {what}; {how_to_raise(name)}"
        raise InputError(where, number, accepted, "too_large")


def check_work(name: str, number: int, what: str) -> None:
    """Refuse to begin what is too much work, in all that was given."""
    if number > getattr(sizes(), name):
        raise TooLargeError(f"{number} {what} are too many; {how_to_raise(name)}")
