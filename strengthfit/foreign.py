"""Errors of other libraries, turned into ours with the place, around their calls alone."""

import csv
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
) -> Iterator[None]:
    """Let a library read something; what it finds wrong becomes a `FileError` that names `source`.

    Our own errors go through as they are. `words` begin the line, before what the library says.

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
        raise FileError(source, [f"{words}: {said_by(error)}"], code) from None


def said_by(error: Exception) -> str:
    r"""Return in one short line what a library says is wrong.

    Examples
    --------
    >>> said_by(ValueError("not a day\nin line 3")), said_by(KeyError())
    ('not a day', 'KeyError')
    """
    said = getattr(error, "strerror", None) or str(error)  # without paths of this machine
    return said.partition("\n")[0][:_LONGEST] or type(error).__name__


_LONGEST = 200
"""Characters. CONVENTION: some messages hold all of what was given."""
