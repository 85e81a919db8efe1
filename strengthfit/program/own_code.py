"""Where the code of extensions runs: whatever it raises is an error that says whose it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..errors import InputError, StrengthfitError


@contextmanager
def own_code(path: str, made_by: Any) -> Iterator[None]:
    """Turn what code from outside raises into an `InputError` with the path of its record.

    An error of the library passes, so that code from outside may raise one itself, and a call may
    be ended while it runs. What it returned is looked into here too, as that is made of its code.
    """
    try:
        yield
    except StrengthfitError:
        raise
    except (Exception, SystemExit) as error:  # of any kind: it is the code of others that runs
        accepted = f"raised {type(error).__name__}: {error}"
        raise InputError(path, getattr(made_by, "__name__", made_by), accepted, "failed") from error
