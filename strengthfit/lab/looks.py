"""What the instances of records look like: the features of each that can be made again."""

import os
from collections.abc import Iterable

from ..errors import StrengthfitError
from ..program.formats import digest
from ..strategies.features import features
from .aslib import sizes
from .instances import instance
from .records import Record


def looks(
    records: Iterable[Record], plans: str | os.PathLike[str] | None = None
) -> dict[str, dict[str, float]]:
    """Return the features of each instance in records, and its size as they have it.

    An instance from a file, of a family that is not installed, or that has become another program
    has its size alone, as "program_choices" and "program_rows"; so have weeks of published plans
    without their folder.

    Examples
    --------
    >>> looks([])
    {}
    """
    runs = list(records)
    digests = {run.instance: run.digest for run in runs if run.digest}
    found = {
        name: {f"program_{each}": value for each, value in size.items()}
        for name, size in sizes(runs).items()
    }
    for name, known in digests.items():
        try:
            program = instance(name, plans).program
        except StrengthfitError:
            continue
        if digest(program) == known:
            found[name] |= features(program)
    return found
