"""Errors of other libraries, turned into ours with the place, around their calls alone."""

import csv
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import Code, FileError, StrengthfitError

DECODING: tuple[type[Exception], ...] = (
    ValueError,
    RecursionError,
    csv.Error,
    EOFError,
    zlib.error,
)
"""What decoders of JSON, TOML, CSV and gzip raise for text that is none. Any other error of theirs
is a mistake of ours, and is not hidden."""

PARSING: tuple[type[Exception], ...] = (
    *DECODING,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,  # dates far away, and lengths of many digits
    OSError,  # names of zones that are folders
)
"""What libraries for calendars raise for text that breaks the rules: they take for right what they
have not looked at."""


@contextmanager
def refused(
    source: str,
    words: str,
    kinds: tuple[type[Exception], ...] = DECODING,
    code: Code = "wrong_form",
    line: int = 1,
) -> Iterator[None]:
    """Let a library read something; what it finds wrong becomes a `FileError` that names `source`.

    Our own errors go through as they are. `words` begin the message, before what the library says;
    what it reads may be a part of a file, from a `line` on. An error that has a code keeps it.

    Examples
    --------
    >>> with refused("week.json", "is not JSON"):
    ...     raise ValueError("no braces")
    Traceback (most recent call last):
    ...
    strengthfit.errors.FileError: week.json: is not JSON: no braces
    """
    try:
        yield
    except kinds as error:
        if isinstance(error, StrengthfitError):
            raise
        if isinstance(error, RecursionError):
            raise FileError(source, [NESTED], "too_large") from None
        code = getattr(error, "code", code)
        raise FileError(source, [f"{words}: {said_by(error, line)}"], code) from None


NESTED = "is nested too deeply"


def is_one_of(error: BaseException, kinds: tuple[type[Exception], ...]) -> bool:
    """Whether an error is of some kinds; of a group of errors, whether all are.

    Examples
    --------
    >>> group = ExceptionGroup("two", [KeyError(), ValueError()])
    >>> is_one_of(group, PARSING), is_one_of(group, DECODING)
    (True, False)
    """
    if isinstance(error, BaseExceptionGroup):
        return all(is_one_of(inner, kinds) for inner in error.exceptions)
    return isinstance(error, (*kinds, StrengthfitError))


def said_by(error: Exception, line: int = 1) -> str:
    r"""Return in one short line what a library says is wrong, in a text that begins at a `line`.

    Examples
    --------
    >>> said_by(ValueError("not a day\nin line 3")), said_by(KeyError())
    ('not a day', 'KeyError')
    """
    if isinstance(error, json.JSONDecodeError):
        at = f"line {error.lineno + line - 1} column {error.colno} (char {error.pos})"
        return f"{error.msg}: {at}"
    said = getattr(error, "strerror", None) or str(error)  # without paths of this machine
    return said.partition("\n")[0][:_LONGEST] or type(error).__name__


_LONGEST = 200
"""Characters. CONVENTION: some messages hold all of what was given."""
