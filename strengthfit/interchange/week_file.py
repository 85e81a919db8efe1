"""Week files: a week and a policy in TOML or JSON.

The fields are those of `Week`, `Run`, `Demand`, `Session`, `Window`, `Athlete` and `Policy`, under
their own names. The values check themselves; this module walks the tables and gathers every
problem with its path.
"""

import os
from collections.abc import Iterable, Mapping
from typing import Any

import attrs
from cattrs import Converter

from ..domain.block import Block
from ..domain.extension import Extension
from ..domain.installed_extensions import named_extension
from ..domain.policy import Policy
from ..domain.strength import Session
from ..domain.week import Week, check_dated
from ..errors import FileError, InputError, Problem
from .format import BlockFile, Format, WeekFile
from .problems import gather, within
from .table_file import check_tables, read_table
from .week_tables import TABLES, check_version, tables_of, with_version

_NO_TABLE = "is not a table of fields at its top level"


def read_week(path: str | os.PathLike[str], *, extensions: Iterable[Extension] = ()) -> WeekFile:
    """Read a week, and the policy that goes with it, from a TOML or JSON file.

    Parameters
    ----------
    path
        Ends in ".toml" or ".json".
    extensions
        Those that the file's policy may name, beside installed ones.

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
    return parse_week(read_table(path), os.fspath(path), extensions=extensions)


def parse_week(
    data: Mapping[str, Any], source: str = "week", *, extensions: Iterable[Extension] = ()
) -> WeekFile:
    """Turn the tables of a week file into values.

    Parameters
    ----------
    data
        As TOML or JSON give it.
    source
        A name for messages.
    extensions
        As in `read_week`.

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
        raise FileError(source, [Problem.at("", _NO_TABLE, "wrong_type", data)])
    if "athletes" in data:
        hint = "plan it with strengthfit squad, or read it with strengthfit.interchange.read_squad"
        raise FileError(source, [f"is a squad; {hint}"], "unsupported")
    if has_several(data):
        hint = "read it with strengthfit.interchange.read_corpus and take one with .week(number)"
        hint = "read it with strengthfit.interchange.parse_block" if is_block(data) else hint
        raise FileError(source, [f"is a plan of several weeks; {hint}"], "unsupported")
    check_tables(data, source)
    fields = dict(data)
    gather(problems, "", lambda: check_version(fields))
    read = _Reading.of(problems, fields.pop("policy", {}), extensions)
    policy = gather(problems, "policy", read.policy)
    placed = read.placed("placements", fields)
    week = gather(problems, "", lambda: read.tables.structure(fields, Week))
    if week is not None:
        gather(problems, "", lambda: check_dated(week))
    if problems:
        raise FileError(source, within(problems, data))
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
    return isinstance(weeks, list) and (not weeks or isinstance(weeks[0], dict))


def parse_block(
    data: Mapping[str, Any], source: str = "block", *, extensions: Iterable[Extension] = ()
) -> BlockFile:
    """Turn the tables of a block file into values: `weeks`, and perhaps a `policy`.

    A week may have `placements`, as in a week file; `extensions` are as there.

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
        raise FileError(source, [Problem.at("", _NO_TABLE, "wrong_type", data)])
    check_tables(data, source)
    fields = dict(data)
    gather(problems, "", lambda: check_version(fields))
    read = _Reading.of(problems, fields.pop("policy", {}), extensions)
    policy = gather(problems, "policy", read.policy)
    placed = [] if "weeks" not in fields else _take_placements(read, fields)
    block = gather(problems, "", lambda: read.tables.structure(fields, Block))
    if problems or block is None or policy is None:
        raise FileError(source, within(problems, data))
    return BlockFile(block, policy, tuple(placed) if any(placed) else ())


@attrs.frozen
class _Reading:
    """A file that is read: its problems so far, its policy's table, and what reads its tables.

    The tables speak of kinds and numbers of the policy's extensions, so these are found first.
    """

    problems: list[str]
    data: Any
    extensions: tuple[Extension, ...]
    tables: Converter

    @classmethod
    def of(cls, problems: list[str], data: Any, given: Iterable[Extension]) -> "_Reading":
        named = data.get("extensions", []) if isinstance(data, dict) else []
        found = gather(problems, "policy", lambda: _found(named, tuple(given))) or ()
        tables = gather(problems, "policy", lambda: tables_of(found)) or TABLES
        return cls(problems, data, found, tables)

    def policy(self) -> Policy | None:
        """Return the preset of the policy's table with the table's changes."""
        if not isinstance(self.data, dict):
            raise InputError(
                "", self.data, "is not a table; write [policy] with fields below it", "wrong_type"
            )
        fields = dict(self.data)
        if "extensions" in fields:
            fields["extensions"] = self.extensions
        name = fields.pop("preset", "supporting")
        preset = gather(self.problems, "policy", lambda: Policy.preset(name))
        changed = gather(self.problems, "policy", lambda: self.tables.structure(fields, Policy))
        if preset is None or changed is None:
            return None
        policy: Policy = attrs.evolve(preset, **{name: getattr(changed, name) for name in fields})
        return policy

    def placed(self, path: str, week: dict[str, Any]) -> tuple[Session, ...]:
        """Return the sessions placed in a week, and leave its table without them."""
        sessions: tuple[Session, ...] | None = gather(
            self.problems,
            path,
            lambda: self.tables.structure(week.pop("placements", []), tuple[Session, ...]),
        )
        return sessions or ()


def policy_of(
    problems: list[str], data: Any, extensions: Iterable[Extension]
) -> tuple[Policy | None, Converter]:
    """Return the policy of a file's table, or None, and what reads tables that speak of its kinds.

    What is wrong is noted.
    """
    read = _Reading.of(problems, data, extensions)
    return gather(problems, "policy", read.policy), read.tables


def _found(named: Any, given: tuple[Extension, ...]) -> tuple[Extension, ...]:
    """Return the extensions that a policy's table names, each by its name, or that and a version.

    An `InputError` is raised if one is neither given nor installed, or is of another version.
    """
    if not isinstance(named, list):
        accepted = "is not a list of names of extensions, such as ['acme']"
        raise InputError("extensions", named, accepted, "wrong_type")
    found: list[Extension] = []
    for index, entry in enumerate(named):
        path = f"extensions[{index}]"
        table = {"name": entry} if isinstance(entry, str) else entry
        if not isinstance(table, dict) or not set(table) <= {"name", "version"}:
            accepted = "is not the name of an extension, nor a table of name and version"
            raise InputError(path, entry, accepted, "wrong_type")
        if not isinstance(table.get("name"), str):
            name = table.get("name")
            raise InputError(f"{path}.name", name, "is not the name of an extension", "wrong_type")
        extension = named_extension(table["name"], path, given)
        version = table.get("version", extension.version)
        if version != extension.version:
            accepted = f"is not the version of {table['name']} that is here, {extension.version}"
            raise InputError(f"{path}.version", version, accepted, "unsupported")
        found.append(extension)
    return tuple(found)


def _take_placements(read: _Reading, fields: dict[str, Any]) -> list[tuple[Session, ...]]:
    """Return the sessions placed in each week, and leave the weeks without them."""
    if not isinstance(fields["weeks"], list):
        return []
    weeks = [dict(week) if isinstance(week, dict) else week for week in fields["weeks"]]
    fields["weeks"] = weeks
    return [
        read.placed(f"weeks[{index}].placements", week) if isinstance(week, dict) else ()
        for index, week in enumerate(weeks)
    ]


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
