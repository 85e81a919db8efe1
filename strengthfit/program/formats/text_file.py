"""Text in and out of files, gzipped where the name ends in ".gz"."""

import gzip
import zlib
from pathlib import Path

from ...errors import FileError

GZIPPED = ".gz"


def write_text(text: str, path: str | Path) -> None:
    """Write text as UTF-8; equal text gives equal bytes, gzipped too.

    Parameters
    ----------
    text : str
    path : str or Path

    Raises
    ------
    FileError
        Where the file cannot be written.
    """
    data = text.encode("utf-8")
    if str(path).endswith(GZIPPED):
        data = gzip.compress(data, mtime=0)  # the time of day is no part of the content
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise FileError(str(path), [f"cannot be written: {error.strerror or error}"]) from None


def read_text(path: str | Path) -> str:
    """Return the text of a file.

    Parameters
    ----------
    path : str or Path

    Raises
    ------
    FileError
        Where the file cannot be read, or does not hold what its name says.
    """
    try:
        data = Path(path).read_bytes()
        if str(path).endswith(GZIPPED):
            data = gzip.decompress(data)
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise FileError(str(path), ["cannot be read: it is not UTF-8 text"]) from None
    except (OSError, EOFError, zlib.error) as error:
        told = getattr(error, "strerror", None) or error
        raise FileError(str(path), [f"cannot be read: {told}"]) from None
