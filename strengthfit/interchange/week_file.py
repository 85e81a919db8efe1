"""Week files: a week and a policy in TOML or JSON.

The fields are those of `Week`, `Run`, `Demand`, `Session`, `Window`, `Athlete` and `Policy`, under
their own names. The values check themselves; this module walks the tables and gathers every
problem with its path.
"""

import os
from collections.abc import Mapping
from typing import Any

import attrs

from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.strength import Session
from ..domain.week import Week, check_dated
from ..errors import FileError, InputError
from .format import BlockFile, Format, WeekFile
from .problems import gather
from .table_file import read_table
from .week_tables import TABLES, check_version, with_version


def read_week(path: str | os.PathLike[str]) -> WeekFile:
    """Read a week, and the policy that goes with it, from a TOML or JSON file.

    Parameters
    ----------
    path
        Ends in ".toml" or ".json".

    Raises
    ------
    FileError
        With every problem of the file, each with its path and what is accepted.

    Examples
    --------
    >>> import strengthfit as sf
    >>> file = sf.read_week("examples/marathon_week.toml")
    >>> len(file.week.runs), file.policy.name
    (6, 'supporting')
    """
    return parse_week(read_table(path), os.fspath(path))


def parse_week(data: Mapping[str, Any], source: str = "week") -> WeekFile:
    """Turn the tables of a week file into values.

    Parameters
    ----------
    data
        As TOML or JSON give it.
    source
        A name for messages.

    Raises
    ------
    FileError
        With every problem, each with its path and what is accepted.

    Examples
    --------
    >>> parse_week({"runs": [{"when": "Tue 07:00", "kind": "easy"}]}).week.runs[0].kind
    'easy'
    """
    problems: list[str] = []
    if not isinstance(data, Mapping):
        raise FileError(source, ["is not a table of fields at its top level"], "wrong_type")
    if has_several(data):
        hint = "read it with strengthfit.interchange.read_corpus and take one with .week(number)"
        hint = "read it with strengthfit.interchange.parse_block" if is_block(data) else hint
        raise FileError(source, [f"is a plan of several weeks; {hint}"], "unsupported")
    fields = dict(data)
    gather(problems, "", lambda: check_version(fields))
    policy = gather(problems, "policy", lambda: _policy(problems, fields.pop("policy", {})))
    placed = _placed(problems, "placements", fields)
    week = gather(problems, "", lambda: TABLES.structure(fields, Week))
    if week is not None:
        gather(problems, "", lambda: check_dated(week))
    if problems:
        raise FileError(source, problems)
    return WeekFile(week, policy, placed)


def has_several(data: Mapping[str, Any]) -> bool:
    """Whether a file's table holds weeks rather than being one.

    Examples
    --------
    >>> has_several({"weeks": []}), has_several({"runs": []})
    (True, False)
    """
    return "weeks" in data and "runs" not in data


def is_block(data: Mapping[str, Any]) -> bool:
    """Whether a file's table is a block: its weeks are tables like those of week files.

    Examples
    --------
    >>> is_block({"weeks": [{"runs": []}]}), is_block({"weeks": [[[]] * 7]})
    (True, False)
    """
    weeks = data.get("weeks")
    return isinstance(weeks, list) and bool(weeks) and isinstance(weeks[0], dict)


def parse_block(data: Mapping[str, Any], source: str = "block") -> BlockFile:
    """Turn the tables of a block file into values: `weeks`, and perhaps a `policy`.

    A week may have `placements`, as in a week file.

    Raises
    ------
    FileError
        With every problem, each with its path and what is accepted.

    Examples
    --------
    >>> len(parse_block({"weeks": [{"runs": []}, {"runs": []}]}).block.weeks)
    2
    """
    problems: list[str] = []
    if not isinstance(data, Mapping):
        raise FileError(source, ["is not a table of fields at its top level"], "wrong_type")
    fields = dict(data)
    gather(problems, "", lambda: check_version(fields))
    policy = gather(problems, "policy", lambda: _policy(problems, fields.pop("policy", {})))
    placed = [] if "weeks" not in fields else _take_placements(problems, fields)
    block = gather(problems, "", lambda: TABLES.structure(fields, Block))
    if problems or block is None or policy is None:
        raise FileError(source, problems)
    return BlockFile(block, policy, tuple(placed) if any(placed) else ())


def _take_placements(problems: list[str], fields: dict[str, Any]) -> list[tuple[Session, ...]]:
    """Return the sessions placed in each week, and leave the weeks without them."""
    if not isinstance(fields["weeks"], list):
        return []
    weeks = [dict(week) if isinstance(week, dict) else week for week in fields["weeks"]]
    fields["weeks"] = weeks
    return [
        _placed(problems, f"weeks[{index}].placements", week) if isinstance(week, dict) else ()
        for index, week in enumerate(weeks)
    ]


def _placed(problems: list[str], path: str, week: dict[str, Any]) -> tuple[Session, ...]:
    """Return the sessions placed in a week, and leave its table without them."""
    sessions: tuple[Session, ...] | None = gather(
        problems,
        path,
        lambda: TABLES.structure(week.pop("placements", []), tuple[Session, ...]),
    )
    return sessions or ()


def _policy(problems: list[str], data: Any) -> Policy | None:
    """Return the preset of a policy's table with the table's changes."""
    if not isinstance(data, dict):
        raise InputError(
            "", data, "is not a table; write [policy] with fields below it", "wrong_type"
        )
    fields = dict(data)
    name = fields.pop("preset", "supporting")
    preset = gather(problems, "policy", lambda: Policy.preset(name))
    changed = gather(problems, "policy", lambda: TABLES.structure(fields, Policy))
    if preset is None or changed is None:
        return None
    policy: Policy = attrs.evolve(preset, **{name: getattr(changed, name) for name in fields})
    return policy


def file_to_dict(file: WeekFile | BlockFile) -> dict[str, Any]:
    """Return the tables of a week file or a block file, which are read back as they were.

    They may stand within others, so they do not say their version.

    Examples
    --------
    >>> file_to_dict(WeekFile(Week([], strength=0), Policy(grid=15)))
    {'runs': [], 'strength': [], 'policy': {'grid': 15}}
    """
    asked = file.block if isinstance(file, BlockFile) else file.week
    tables: dict[str, Any] = TABLES.unstructure(asked)
    tables["policy"] = TABLES.unstructure(file.policy)
    placed = [(tables, file.placements)] if isinstance(file, WeekFile) else []
    if isinstance(file, BlockFile) and file.placements:
        placed = list(zip(tables["weeks"], file.placements, strict=True))
    for table, sessions in placed:
        if sessions:
            table["placements"] = TABLES.unstructure(sessions)
    return tables


def _file_tables(file: WeekFile | BlockFile) -> dict[str, Any]:
    """Return the tables of a file with its version, without those in which nothing stands."""
    return with_version({name: table for name, table in file_to_dict(file).items() if table != {}})


WEEK = Format(
    name="a week file",
    holds=lambda _table: True,
    week=lambda source, table, _chosen: parse_week(table, source),
    write=_file_tables,
)
BLOCK = Format(
    name="a block file",
    holds=is_block,
    block=lambda source, table, _strength: parse_block(table, source),
    write=_file_tables,
)
