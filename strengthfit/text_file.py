"""Text in and out of files: whatever is wrong with the file becomes a `FileError`."""

import gzip
import io
import json
import math
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from typing import IO, Any, BinaryIO

from .ending import undisturbed
from .errors import Code, FileError, shown
from .foreign import DECODING, refused
from .sizes import sizes

GZIPPED = ".gz"
"""Files whose names end in this are gzipped."""


def read_text(path: str | os.PathLike[str], most: int | None = None) -> str:
    """Return the text of a file of UTF-8, with or without a byte order mark, gzipped or not.

    A `FileError` is raised if it is missing, a directory, a pipe that nobody writes to, larger than
    `most` bytes, gzipped or not, damaged or not UTF-8.
    """
    source = os.fspath(path)
    most = sizes().file_bytes if most is None else most
    try:
        with open(source, "rb", opener=_opened_at_once) as file:
            is_pipe = stat.S_ISFIFO(os.fstat(file.fileno()).st_mode)
            data = _read_at_most(file, most + 1)
    except IsADirectoryError:
        raise FileError(source, ["is a directory, not a file"], "unreadable") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        raise FileError(source, [system_words(error)], "unreadable") from None
    if is_pipe and not data:
        raise FileError(source, [_NO_WRITER], "missing")
    return text_of(data, source, most)


_NO_WRITER = "is a pipe to which nothing is written; start what writes to it first"


def _read_at_most(file: BinaryIO | gzip.GzipFile, most: int) -> bytes:
    """Return what a file holds, or its first bytes, without asking for room for all of `most`."""
    pieces, left = list[bytes](), most
    while left and (piece := file.read(min(left, _PIECE))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


_PIECE = 1 << 20
"""Bytes that are read at once. CONVENTION."""


def _opened_at_once(source: str, flags: int) -> int:
    """Open a file to read; of a named pipe without a writer this would wait for ever."""
    descriptor = os.open(source, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(descriptor, True)  # a writer that is there may take its time
    return descriptor


def read_json(path: str | os.PathLike[str]) -> Any:
    """Return what a file of JSON holds, gzipped or not.

    A `FileError` is raised as by `read_text`, or if it is not JSON.
    """
    text, source = read_text(path), os.fspath(path)
    with refused(source, "is not JSON"):
        return parse_json(text)


def parse_json(text: str) -> Any:
    """Return what a text of JSON holds, as RFC 8259 has it: no NaN, and no field twice in a table.

    A number that no float can hold, such as 1e999, is refused too: it would be read as infinite.

    What is wrong is a `ValueError`, such as `json.JSONDecodeError`, or a `RecursionError`.

    Examples
    --------
    >>> parse_json('{"a": 1, "a": 2}')
    Traceback (most recent call last):
    ...
    strengthfit.text_file.GivenTwiceError: 'a' is given twice in one table
    """
    return json.loads(
        text, object_pairs_hook=_table, parse_constant=_no_number, parse_float=_number
    )


class GivenTwiceError(ValueError):
    """A field that stands twice in a table."""

    code: Code = "duplicate"


def _table(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a table, and refuse fields given twice, as TOML does: one of them would be lost."""
    table = dict(fields)
    if len(table) < len(fields):
        seen: set[str] = set()
        for name, _ in fields:
            if name in seen:
                raise GivenTwiceError(f"{shown(name)} is given twice in one table")
            seen.add(name)
    return table


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is not a number in JSON")


def _number(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise ValueError(f"{shown(text)} is too large a number")
    return value


def text_of(data: bytes, source: str, most: int | None = None) -> str:
    """Return the text of bytes that were read; `source` names them, as `read_text` does a file.

    Examples
    --------
    >>> text_of(b"runs = []", "standard input")
    'runs = []'
    """
    most = sizes().file_bytes if most is None else most
    plain = _unpacked(data, source, most) if source.endswith(GZIPPED) else data
    if len(plain) > most:
        raise FileError(source, [f"is larger than {_megabytes(most)}"], "too_large")
    try:
        return plain.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(source, [f"is not UTF-8 text: byte {error.start}"], "unreadable") from None


def _unpacked(data: bytes, source: str, most: int) -> bytes:
    """Return gzipped data as it was, and one byte too many if it was larger than is read."""
    with (
        refused(source, "cannot be read as gzipped data", (*DECODING, OSError), "unreadable"),
        gzip.GzipFile(fileobj=io.BytesIO(data)) as file,
    ):
        return _read_at_most(file, most + 1)


def _megabytes(most: int) -> str:
    return f"{most / 1_000_000:g} MB"


def write_text(text: str, path: str | os.PathLike[str]) -> None:
    """Write text as UTF-8, all of it or nothing; equal text gives equal bytes, gzipped too.

    It is written as `write_bytes` does.
    """
    source = os.fspath(path)
    write_bytes(source, _bytes_of(text, source))


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Write bytes, all of them or nothing: whatever ends this, the old file stays whole.

    They go to a new file in the same folder, which then takes the old one's place and its
    permissions. What is not an ordinary file, such as ``/dev/null`` or a pipe, is written to as it
    is, and a link stays a link. A `FileError` is raised if the file cannot be written.
    """
    source = os.fspath(path)
    try:
        target = os.path.realpath(source)
        if os.path.isdir(target):
            raise FileError(source, ["is a directory, not a file"], "unreadable")
        if os.path.exists(target) and not stat.S_ISREG(os.stat(target).st_mode):
            with open(target, "wb") as file:
                file.write(data)
        else:
            with undisturbed():
                _replace(target, data)
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        if isinstance(error, FileError):
            raise
        raise _unwritten(source, error) from None


def takes_files(path: str | os.PathLike[str]) -> bool:
    """Whether the system lets `write_bytes` try: a file takes its place by way of its folder."""
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        return os.access(target, os.W_OK)
    return os.access(os.path.dirname(target), os.W_OK | os.X_OK)


def append_whole(file: IO[bytes], data: bytes) -> None:
    """Add bytes to the end of an open file without a buffer, all of them or nothing.

    An `OSError` is raised if they cannot be written.
    """
    with undisturbed():
        end, rest = file.seek(0, os.SEEK_END), memoryview(data)
        try:
            while rest:
                rest = rest[file.write(rest) :]
        except OSError:
            with suppress(OSError):
                file.truncate(end)
            raise


def _replace(target: str, data: bytes) -> None:
    """Write bytes to a new file beside the target, and put it in the target's place."""
    folder = os.path.dirname(target)
    handle, beside = tempfile.mkstemp(prefix=".strengthfit-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)  # a full disk says so here at the latest
        if os.path.exists(target):
            shutil.copymode(target, beside)
        else:
            os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _umask() -> int:
    """Return the permissions that new files do not get, which can only be read by setting them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _bytes_of(text: str, source: str) -> bytes:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        problem = f"cannot be written: {text[error.start]!a} is not a character of Unicode"
        raise FileError(source, [problem]) from None
    # The time of day is not part of the content.
    return gzip.compress(data, mtime=0) if source.endswith(GZIPPED) else data


def _unwritten(source: str, error: Exception) -> FileError:
    return FileError(source, [f"cannot be written: {system_words(error)}"], "unreadable")


def system_words(error: Exception) -> str:
    """Return what the system says is wrong with a file.

    Examples
    --------
    >>> system_words(FileNotFoundError(2, "No such file")), system_words(ValueError("a NUL byte"))
    ('No such file', 'a NUL byte')
    """
    return getattr(error, "strerror", None) or str(error)
