"""What is known of the instances: best objectives, or that there is no plan, and who proved it."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import attrs
import cattrs

from ..errors import FileError
from ..interchange.problems import gather_record
from ..interchange.table_file import read_table
from ..problem import where_of
from ..text_file import write_text
from .records import Record

STATUSES = ("optimal", "feasible", "infeasible", "unknown")

SHIPPED = Path(__file__).with_name("best_known.json")
"""The file that comes with the package; `benchmarks/known_optima.py` writes it."""


@attrs.frozen
class Known:
    """What is known of one program.

    The digest is that of the program, and `infeasible` means proven that no plan keeps every row.
    The objective is that of the best plan found, None without one; no plan comes before the bound,
    which is empty if the program is infeasible. `proven_by` is the strategy that proved it first.
    `certified` says that there is a certificate of it, which `lab.certificates` has. Without one,
    `checked_by` is a second strategy that proved the same by itself, None if no second one could.

    Examples
    --------
    >>> Known("0f", "optimal", (1, 2), (1, 2), "cpsat", certified=True).closed
    True
    """

    digest: str
    status: str = attrs.field(validator=attrs.validators.in_(STATUSES))
    objective: tuple[int, ...] | None
    bound: tuple[int, ...]
    proven_by: str | None = None
    checked_by: str | None = None
    certified: bool = False

    @property
    def closed(self) -> bool:
        """Whether the best objective is proven, or that there is none."""
        return self.status in ("optimal", "infeasible")


def known(name: str, digest: str) -> Known | None:
    """Return what is known of an instance, from the file that comes with the package.

    The answer is None if nothing is known, or if it is known of another program: the digest differs
    once the model, or the family, has changed.

    Examples
    --------
    >>> known("dense-3", "of another program") is None
    True
    """
    found = _shipped().get(name)
    return found if found is not None and found.digest == digest else None


def known_objectives(records: Iterable[Record]) -> dict[str, tuple[int, ...] | None]:
    """Return what the package knows of the programs that records are about, by instance."""
    facts = {run.instance: known(run.instance, run.digest) for run in records if run.digest}
    return {name: fact.objective for name, fact in facts.items() if fact is not None}


def read_known(path: Path) -> dict[str, Known]:
    """Return what a file says, by the names of the instances.

    Raises a `FileError` with all problems if the file is not such a table.

    Examples
    --------
    >>> all(entry.digest for entry in read_known(SHIPPED).values())
    True
    """
    problems: list[str] = []
    read = {
        name: gather_record(problems, where_of([name]), entry, Known)
        for name, entry in read_table(path).items()
    }
    if problems:
        raise FileError(str(path), problems)
    return read


def write_known(entries: Mapping[str, Known], path: Path) -> None:
    """Write a file that `read_known` reads, one instance a line."""
    lines = [
        f"{json.dumps(name)}: {json.dumps(cattrs.unstructure(entry))}"
        for name, entry in entries.items()
    ]
    write_text("{\n" + ",\n".join(lines) + "\n}\n", path)


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Known]:
    return read_known(SHIPPED)
