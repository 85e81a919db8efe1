"""Text in and out of files: whatever is wrong with the file becomes a `FileError`."""

import gzip
import json
import os
import shutil
import stat
import tempfile
import zlib
from contextlib import suppress
from typing import Any

from .errors import FileError

GZIPPED = ".gz"
"""Files whose names end in this are gzipped."""


def read_text(path: str | os.PathLike[str], most: int | None = None) -> str:
    """Return the text of a file of UTF-8, with or without a byte order mark, gzipped or not.

    A `FileError` is raised if it is missing, a directory, larger than `most` bytes, damaged or not
    UTF-8.
    """
    source = os.fspath(path)
    try:
        with open(source, "rb") as file:
            data = file.read() if most is None else file.read(most + 1)
    except IsADirectoryError:
        raise FileError(source, ["is a directory, not a file"], "unreadable") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        raise FileError(source, [system_words(error)], "unreadable") from None
    return text_of(data, source, most)


def read_json(path: str | os.PathLike[str]) -> Any:
    """Return what a file of JSON holds, gzipped or not.

    A `FileError` is raised as by `read_text`, or if it is not JSON.
    """
    text = read_text(path)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileError(os.fspath(path), [f"is not JSON: {error}"]) from None


def text_of(data: bytes, source: str, most: int | None = None) -> str:
    """Return the text of bytes that were read; `source` names them, as `read_text` does a file.

    Examples
    --------
    >>> text_of(b"runs = []", "standard input")
    'runs = []'
    """
    if most is not None and len(data) > most:
        raise FileError(source, [f"is larger than {most // 1_000_000} MB"], "too_large")
    try:
        plain = gzip.decompress(data) if source.endswith(GZIPPED) else data
        return plain.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(source, [f"is not UTF-8 text: byte {error.start}"], "unreadable") from None
    except (OSError, EOFError, zlib.error) as error:
        raise FileError(
            source, [f"cannot be read as gzipped data: {error}"], "unreadable"
        ) from None


def write_text(text: str, path: str | os.PathLike[str]) -> None:
    """Write text as UTF-8; equal text gives equal bytes, gzipped too.

    A `FileError` is raised if the file cannot be written.
    """
    source = os.fspath(path)
    data = _bytes_of(text, source)
    try:
        with open(source, "wb") as file:
            file.write(data)
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        raise _unwritten(source, error) from None


def write_whole(path: str | os.PathLike[str], text: str) -> None:
    """Write text as `write_text` does, but all of it or nothing: a failure leaves the old file.

    The text goes to a new file in the same folder, which then takes the old one's place and its
    permissions. What is not an ordinary file, such as ``/dev/null`` or a pipe, is written to as it
    is, and a link stays a link. A `FileError` is raised if the file cannot be written.
    """
    source = os.fspath(path)
    data = _bytes_of(text, source)
    try:
        target = os.path.realpath(source)
        if os.path.isdir(target):
            raise FileError(source, ["is a directory, not a file"], "unreadable")
        if os.path.exists(target) and not stat.S_ISREG(os.stat(target).st_mode):
            with open(target, "wb") as file:
                file.write(data)
        else:
            _replace(target, data)
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        if isinstance(error, FileError):
            raise
        raise _unwritten(source, error) from None


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
