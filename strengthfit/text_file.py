"""Text in and out of files: whatever is wrong with the file becomes a `FileError`."""

import gzip
import os
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
    source, data = os.fspath(path), text.encode("utf-8")
    if source.endswith(GZIPPED):
        data = gzip.compress(data, mtime=0)  # the time of day is not part of the content
    try:
        with open(source, "wb") as file:
            file.write(data)
    except OSError as error:
        raise FileError(source, [f"cannot be written: {error.strerror or error}"]) from None
