"""Programs as JSON: every array, label and cost, so that a file is the program itself."""

import json
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from cattrs import Converter, transform_error
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ...domain.checks import plain
from ...domain.names import Name
from ...domain.own_names import OwnName
from ...domain.run import AnyRunKind, to_run_kind
from ...domain.strength import STRENGTH_KINDS, AnyStrengthKind, Demand, to_strength_kind
from ...errors import FileError, InputError, Problem, shown
from ...foreign import PARSING, is_one_of
from ...text_file import read_json, write_text
from ..choices import CHOICE_ARRAYS, Choices
from ..costs.cost import Cost
from ..horizon import FixedRun, FixedSession, Horizon, Pin
from ..labels import Label, MadeLabels
from ..program import Program
from ..rows import IntArray, Rows
from .instance_problems import find_problems

FORMAT, VERSION = "strengthfit.program", 1
_EARLIER = "strengthfit-program"  # files that were written before every format had a dot
_ROWS = {"starts": "indptr", **{name: name for name in ("columns", "coefficients", "bounds")}}
"""By the names in a file those of the fields of `Rows`, one of which was renamed since."""


def program_to_dict(program: Program) -> dict[str, Any]:
    """Return a program as dicts, lists, strings and numbers; only labels not given are left out.

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
        "choices": {name: getattr(program.choices, name).tolist() for name in CHOICE_ARRAYS},
        "rows": _rows(program.rows, numbered),
        "tier_costs": program.tier_costs.tolist(),
        "skip_costs": program.skip_costs.tolist(),
        "windows": _rows(program.windows, numbered),
        "window_costs": program.window_costs.tolist(),
        "window_terms": [[name, int(rows)] for name, rows in program.window_terms],
        "cost_terms": [[name, tier, int(causes)] for name, tier, causes in program.cost_terms],
        "cost_parts": [_cost(part, numbered) for part in program.cost_parts],
        "loss_part": _cost(program.loss_part, numbered),
        "horizon": _CONVERTER.unstructure(program.horizon),
    }
    data["labels"] = [[label.rule, label.cause, label.text] for label in numbered]
    if program.choices.kinds != STRENGTH_KINDS:  # some are from outside, so they are not known
        data["kinds"] = [str(kind) for kind in program.choices.kinds]
    return data


def program_from_dict(data: Any, source: str = "instance") -> Program:
    """Return the program that `program_to_dict` wrote.

    Parameters
    ----------
    source
        A name for messages.

    Raises
    ------
    FileError
        If the data is not such a program, with every problem that was found and its path.

    Examples
    --------
    >>> program_from_dict({"format": "strengthfit.program", "version": 7})
    Traceback (most recent call last):
        ...
    strengthfit.errors.FileError: instance: version: 7 is not a version that is known; known is 1
    """
    if not is_program(data):
        problem = f'is not a program file: expected a table with "format": "{FORMAT}"'
        raise FileError(source, [problem], "wrong_type")
    version = data.get("version")
    if type(version) is not int or version != VERSION:
        problem = f"is not a version that is known; known is {VERSION}"
        raise FileError(source, [Problem.of("version", version, problem, "unsupported")])
    problems = find_problems(data, schema())
    horizon = None if _of_horizon(problems) else _horizon(problems, data["horizon"])
    if problems or horizon is None:
        raise FileError(source, problems)
    return _program(data, horizon)


def is_program(data: Any) -> bool:
    """Whether data calls itself a program, which may still be an ill one.

    Examples
    --------
    >>> is_program({"format": "strengthfit.program"}), is_program({"runs": []})
    (True, False)
    """
    return isinstance(data, dict) and data.get("format") in (FORMAT, _EARLIER)


def program_text(program: Program) -> str:
    """Return a program as JSON text, one field a line; equal programs give equal text.

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
    """Write a program as JSON, gzipped if the name ends in ".gz", as "week.json.gz" does.

    Raises
    ------
    FileError
        If the file cannot be written.
    """
    write_text(program_text(program), path)


def read_program(path: str | Path) -> Program:
    """Return the program of a JSON file, plain or gzipped.

    Raises
    ------
    FileError
        If the file cannot be read, is not JSON, or is not a program.

    Examples
    --------
    >>> read_program("nowhere.json")
    Traceback (most recent call last):
        ...
    strengthfit.errors.FileError: nowhere.json: No such file or directory
    """
    return program_from_dict(read_json(path), str(path))


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
    arrays = {name: getattr(rows, field).tolist() for name, field in _ROWS.items()}
    return {**arrays, "labels": _indices(rows.labels, numbered)}


def _cost(cost: Cost, numbered: dict[Label, int]) -> dict[str, Any]:
    return {
        "causes": cost.causes.tolist(),
        "choices": cost.choices.tolist(),
        "values": cost.values.tolist(),
        "count": int(cost.count),
        "labels": _indices(cost.labels, numbered),
    }


def _program(data: dict[str, Any], horizon: Horizon) -> Program:
    """Return the program in a table in which nothing is wrong."""
    labels = tuple(Label(*texts) for texts in data["labels"])
    return Program(
        horizon=horizon,
        choices=_choices(data),
        counts=_whole(data["counts"]),
        rows=_read_rows(data["rows"], labels),
        cost_terms=tuple((name, tier, causes) for name, tier, causes in data["cost_terms"]),
        cost_parts=tuple(_read_cost(part, labels) for part in data["cost_parts"]),
        loss_part=_read_cost(data["loss_part"], labels),
        window_terms=tuple((name, rows) for name, rows in data["window_terms"]),
        windows=_read_rows(data["windows"], labels),
        resolution=data["resolution"],
        tiers=tuple(data["tiers"]),
        tier_costs=_whole(data["tier_costs"]),
        skip_costs=_whole(data["skip_costs"]),
        window_costs=_whole(data["window_costs"]),
    )


def _choices(data: dict[str, Any]) -> Choices:
    arrays = {name: _whole(data["choices"][name]) for name in CHOICE_ARRAYS}
    kinds: list[Any] = [to_strength_kind(kind) for kind in data.get("kinds", STRENGTH_KINDS)]
    return Choices(**arrays, kinds=tuple(kinds))


def _read_rows(table: dict[str, Any], labels: tuple[Label, ...]) -> Rows:
    arrays = {field: _whole(table[name]) for name, field in _ROWS.items()}
    return Rows(**arrays, labeller=MadeLabels(labels, tuple(table["labels"])))


def _read_cost(table: dict[str, Any], labels: tuple[Label, ...]) -> Cost:
    return Cost(
        causes=_whole(table["causes"]),
        choices=_whole(table["choices"]),
        values=np.array(table["values"], dtype=np.float64),
        count=table["count"],
        labeller=MadeLabels(labels, tuple(table["labels"])),
    )


def _whole(values: Sequence[Any]) -> IntArray:
    return np.array(values, dtype=np.int64)


# The horizon: values of the domain, which check themselves when they are made


def _of_horizon(problems: Iterable[str]) -> bool:
    return any(problem.startswith("horizon") for problem in problems)


def _horizon(problems: list[str], table: dict[str, Any]) -> Horizon | None:
    try:
        return _CONVERTER.structure(table, Horizon)
    except Exception as error:  # of values that check themselves, in groups
        if not is_one_of(error, PARSING):
            raise
        for line in transform_error(error, "horizon", _refusal):
            message, _, path = line.rpartition(" @ ")
            problems.append(f"{path}: {message}")
        return None


def _refusal(error: BaseException, kind: type | None) -> str:
    if isinstance(error, InputError):
        return f"{shown(error.value)} {error.accepted}"
    return f"is not a value of the kind {getattr(kind, '__name__', 'that is needed')}"


_LEFT_OUT = {Demand: "extra", FixedRun: "path"}
"""What a file never holds: where a run was given is a matter of the week."""

_IF_GIVEN: dict[type, tuple[str, ...]] = {
    Demand: ("label",),
    FixedSession: ("label",),
    Pin: ("label",),
    Horizon: ("orders", "past_races"),
}
"""What is left out of a file if it says nothing, so that older files and those without labels are
the same. Those come first that others hold."""


def _kind_hook(read: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    """Return a hook for a kind: one of the house, or a name from outside."""

    def structure(value: Any, _type: Any) -> Any:
        kind = read(value)
        if not isinstance(kind, Name | OwnName):
            raise ValueError(value)
        return kind

    return structure


def _make() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    # A number is kept as it is, whole or not: it has been checked against the schema.
    converter.register_structure_hook(float, lambda value, _: value)
    for names, read_name in ((AnyStrengthKind, to_strength_kind), (AnyRunKind, to_run_kind)):
        converter.register_structure_hook(names, _kind_hook(read_name))
    converter.register_unstructure_hook(OwnName, str)
    for kind in dict.fromkeys((*_LEFT_OUT, *_IF_GIVEN)):
        left_out = {name: override(omit=True) for name in (_LEFT_OUT.get(kind),) if name}
        if left_out:
            read: Any = make_dict_structure_fn(kind, converter, **left_out)  # type: ignore[arg-type]
            converter.register_structure_hook(kind, read)
        given = {name: override(omit_if_default=True) for name in _IF_GIVEN.get(kind, ())}
        write: Any = make_dict_unstructure_fn(kind, converter, **given, **left_out)  # type: ignore[arg-type]
        converter.register_unstructure_hook(kind, write)
    return converter


_CONVERTER = _make()
