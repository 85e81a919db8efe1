"""Text in and out of files: whatever is wrong with the file becomes a `FileError`."""

import gzip
import os
import tempfile
import zlib

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
        raise FileError(source, ["is a directory, not a file"]) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        raise FileError(source, [getattr(error, "strerror", None) or str(error)]) from None
    if most is not None and len(data) > most:
        raise FileError(source, [f"is larger than {most // 1_000_000} MB"])
    try:
        plain = gzip.decompress(data) if source.endswith(GZIPPED) else data
        return plain.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(source, [f"is not UTF-8 text: byte {error.start}"]) from None
    except (OSError, EOFError, zlib.error) as error:
        raise FileError(source, [f"cannot be read as gzipped data: {error}"]) from None


def write_text(text: str, path: str | os.PathLike[str]) -> None:
    """Write text as UTF-8; equal text gives equal bytes, gzipped too.

    A `FileError` is raised if the file cannot be written.
    """
    source = os.fspath(path)
    try:
        with open(source, "wb") as file:
            file.write(_encoded(text, source))
    except (OSError, ValueError) as error:
        raise _unwritten(source, error) from None


def write_whole(path: str | os.PathLike[str], text: str) -> None:
    """Write text as `write_text` does, but all of it or nothing.

    The text goes into a new file in the same folder, which then takes the old one's place: whoever
    reads the file meanwhile, and whoever is left after a crash, has the old text or the new one.
    The old file's permissions stay; a link is followed. What is not a file that can be replaced,
    such as a pipe, is written to as it is.

    A `FileError` is raised if the file cannot be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "week.txt")
    ...     write_whole(path, "Tue 18:00")
    ...     path.read_text(), len(list(path.parent.iterdir()))
    ('Tue 18:00', 1)
    """
    source = os.fspath(path)
    try:
        target = os.path.realpath(source)
        if os.path.exists(target) and not os.path.isfile(target):
            write_text(text, source)
            return
        _replace(target, _encoded(text, source))
    except (OSError, ValueError) as error:
        if isinstance(error, FileError):
            raise
        raise _unwritten(source, error) from None


def _replace(target: str, data: bytes) -> None:
    """Put a new file in the place of another, or of none."""
    handle, new = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".", suffix=".part")
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(new, _mode(target))  # a temporary file is its owner's alone
        os.replace(new, target)
    except BaseException:
        os.unlink(new)
        raise


def _mode(target: str) -> int:
    """Return the permissions of a file, or those that a new one gets."""
    try:
        return os.stat(target).st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _encoded(text: str, source: str) -> bytes:
    """Return text as UTF-8, gzipped if the file's name says so."""
    data = text.encode("utf-8")
    if source.endswith(GZIPPED):
        return gzip.compress(data, mtime=0)  # the time of day is not part of the content
    return data


def _unwritten(source: str, error: Exception) -> FileError:
    why = getattr(error, "strerror", None) or str(error)
    return FileError(source, [f"cannot be written: {why}"])
