"""Programs as JSON: every array, label and cost, so that a file is the program itself."""

import json
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

import attrs

from ...domain.checks import plain
from ...errors import FileError
from ...text_file import read_text, write_text
from ..costs.cost import Cost
from ..labels import Label
from ..program import Program
from ..rows import Rows
from .array_reading import CHOICES
from .horizon_dict import horizon_to_dict
from .instance_reading import FORMAT, VERSION, read_instance


def program_to_dict(program: Program) -> dict[str, Any]:
    """Return a program as dicts, lists, strings and numbers; nothing is left out.

    Parameters
    ----------
    program : Program

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> data = program_to_dict(formulate(Week([], strength=1)))
    >>> data["format"], data["counts"], len(data["choices"]["start"])
    ('strengthfit.program', [1], 630)
    """
    numbered: dict[Label, int] = {}
    data = {
        "format": FORMAT,
        "version": VERSION,
        "tiers": list(program.tiers),
        "resolution": plain(program.resolution),
        "counts": program.counts.tolist(),
        "choices": {name: getattr(program.choices, name).tolist() for name in CHOICES},
        "rows": _rows(program.rows, numbered),
        "tier_costs": program.tier_costs.tolist(),
        "skip_costs": program.skip_costs.tolist(),
        "windows": _rows(program.windows, numbered),
        "window_costs": program.window_costs.tolist(),
        "window_terms": [[name, int(rows)] for name, rows in program.window_terms],
        "cost_terms": [[name, tier, int(causes)] for name, tier, causes in program.cost_terms],
        "cost_parts": [_cost(part, numbered) for part in program.cost_parts],
        "loss_part": _cost(program.loss_part, numbered),
        "horizon": horizon_to_dict(program.horizon),
    }
    data["labels"] = [list(attrs.astuple(label)) for label in numbered]
    return data


def program_from_dict(data: Any, source: str = "instance") -> Program:
    """Return the program that `program_to_dict` wrote.

    Parameters
    ----------
    data : dict
    source : str
        A name for messages.

    Raises
    ------
    FileError
        Where it is no such program, with every problem that was found and its path.

    Examples
    --------
    >>> program_from_dict({"format": "strengthfit.program", "version": 7})
    Traceback (most recent call last):
        ...
    strengthfit.errors.FileError: instance: version: 7 is not a version that is known; known is 1
    """
    problems: list[str] = []
    program = read_instance(problems, data)
    if program is None or problems:
        raise FileError(source, problems)
    return program


def program_text(program: Program) -> str:
    """Return a program as JSON text, one field a line; equal programs give equal text.

    Parameters
    ----------
    program : Program

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> program_text(formulate(Week([], strength=1))).splitlines()[:3]
    ['{', '"format": "strengthfit.program",', '"version": 1,']
    """
    lines = [f'"{name}": {_compact(value)}' for name, value in program_to_dict(program).items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write_program(program: Program, path: str | Path) -> None:
    """Write a program as JSON, gzipped where the name ends in ".gz".

    Parameters
    ----------
    program : Program
    path : str or Path
        Such as "week.json" or "week.json.gz".

    Raises
    ------
    FileError
        Where the file cannot be written.
    """
    write_text(program_text(program), path)


def read_program(path: str | Path) -> Program:
    """Return the program of a JSON file, plain or gzipped.

    Parameters
    ----------
    path : str or Path

    Raises
    ------
    FileError
        Where the file cannot be read, is no JSON, or is no such program.

    Examples
    --------
    >>> read_program("nowhere.json")
    Traceback (most recent call last):
        ...
    strengthfit.errors.FileError: nowhere.json: No such file or directory
    """
    try:
        data = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        if isinstance(error, FileError):
            raise
        raise FileError(str(path), [f"is not JSON: {error}"]) from None
    return program_from_dict(data, str(path))


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the files, as published with the package.

    Examples
    --------
    >>> schema()["properties"]["version"]["const"]
    1
    """
    text = resources.files(__package__).joinpath("program.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _indices(labels: Iterable[Label], numbered: dict[Label, int]) -> list[int]:
    """Return the number of each label, by first use: many rows share one."""
    return [numbered.setdefault(label, len(numbered)) for label in labels]


def _rows(rows: Rows, numbered: dict[Label, int]) -> dict[str, Any]:
    return {
        "starts": rows.starts.tolist(),
        "columns": rows.columns.tolist(),
        "coefficients": rows.coefficients.tolist(),
        "bounds": rows.bounds.tolist(),
        "labels": _indices(rows.labels, numbered),
    }


def _cost(cost: Cost, numbered: dict[Label, int]) -> dict[str, Any]:
    return {
        "causes": cost.causes.tolist(),
        "choices": cost.choices.tolist(),
        "values": cost.values.tolist(),
        "count": int(cost.count),
        "labels": _indices(cost.labels, numbered),
    }
