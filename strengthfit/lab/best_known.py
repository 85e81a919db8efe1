"""What is known of the instances: best objectives, or that there is no plan, and who proved it."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs
import cattrs

from ..errors import FileError

STATUSES = ("optimal", "feasible", "infeasible", "unknown")

SHIPPED = Path(__file__).with_name("best_known.json")
"""The file that comes with the package; `benchmarks/known_optima.py` writes it."""


@attrs.frozen
class Known:
    """What is known of one program.

    Parameters
    ----------
    digest : str
        Of the program that it is known of.
    status : {"optimal", "feasible", "infeasible", "unknown"}
        "infeasible": proven that no plan keeps every row.
    objective : tuple of int, or None
        Of the best plan found, by tier; None where there is none.
    bound : tuple of int
        By tier: no plan comes before it. Empty where the program is infeasible.
    proven_by : str, or None
        The strategy that proved it.
    checked_by : str, or None
        A second one that proved the same by itself; None where no second one could.

    Examples
    --------
    >>> Known("0f", "optimal", (1, 2), (1, 2), "cpsat").closed
    True
    """

    digest: str
    status: str = attrs.field(validator=attrs.validators.in_(STATUSES))
    objective: tuple[int, ...] | None
    bound: tuple[int, ...]
    proven_by: str | None = None
    checked_by: str | None = None

    @property
    def closed(self) -> bool:
        """Whether the best objective is proven, or that there is none."""
        return self.status in ("optimal", "infeasible")


def known(name: str, digest: str) -> Known | None:
    """Return what is known of an instance, from the file that comes with the package.

    Parameters
    ----------
    name : str
        Such as "dense-3".
    digest : str
        Of the program, from `strengthfit.program.formats.digest`.

    Returns
    -------
    Known or None
        None where nothing is known, or where it is known of another program: the digest differs
        once the model, or the family, has changed.

    Examples
    --------
    >>> known("dense-3", "of another program") is None
    True
    """
    found = _shipped().get(name)
    return found if found is not None and found.digest == digest else None


def read_known(path: Path) -> dict[str, Known]:
    """Return what a file says, by the names of the instances.

    Raises
    ------
    FileError
        Where the file cannot be read, or an entry is not what it should be.

    Examples
    --------
    >>> all(entry.digest for entry in read_known(SHIPPED).values())
    True
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FileError(str(path), [f"cannot be read: {error}"]) from None
    if not isinstance(table, dict):
        raise FileError(str(path), ["is not a table of entries by the names of instances"])
    problems: list[str] = []
    read = {}
    for name, entry in table.items():
        try:
            read[name] = cattrs.structure(entry, Known)
        except Exception as error:  # of whichever kind: it is told with its place in the file
            problems.append(f"{name}: is not what is known of an instance: {error}")
    if problems:
        raise FileError(str(path), problems)
    return read


def write_known(entries: Mapping[str, Known], path: Path) -> None:
    """Write a file that `read_known` reads, one instance a line.

    Parameters
    ----------
    entries : dict of str to Known
        By the names of the instances.
    path : pathlib.Path
    """
    lines = [f"{json.dumps(name)}: {json.dumps(_plain(entries[name]))}" for name in entries]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _plain(entry: Known) -> Any:
    return cattrs.unstructure(entry)


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Known]:
    return read_known(SHIPPED)
