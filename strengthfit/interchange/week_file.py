"""Week files: a week and a policy in TOML or JSON.

The fields are those of `Week`, `Run`, `Demand`, `Session`, `Window`, `Athlete` and `Policy`, under
their own names. The values check themselves; this module walks the tables and gathers every
problem with its path.
"""

import os
from collections.abc import Callable, Mapping
from typing import Any

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, override

from ..domain.availability import Window
from ..domain.block import Block
from ..domain.checks import unknown
from ..domain.policy import Policy
from ..domain.policy_rows import Guard, LoadSteps, RaceLevel, Spacing
from ..domain.run import RUN_KINDS, Run
from ..domain.running_load import RunningLoad
from ..domain.strength import STRENGTH_KINDS, Demand, Session
from ..domain.week import Athlete, Waiver, Week
from ..errors import FileError, InputError, shown
from ..physiology.evidence import check_overrides
from .corpus import is_corpus
from .problems import gather
from .table_file import read_table

_Hook = Callable[[Any, Any], Any]


@attrs.frozen
class WeekFile:
    """What a week file holds.

    Parameters
    ----------
    week : Week
    policy : Policy
        The file's, or the default.
    placements : tuple of Session
        Strength sessions as somebody placed them, to be judged.
    """

    week: Week
    policy: Policy
    placements: tuple[Session, ...] = ()


def read_week(path: str | os.PathLike[str]) -> WeekFile:
    """Read a week, and the policy that goes with it, from a TOML or JSON file.

    Parameters
    ----------
    path : str or os.PathLike

    Returns
    -------
    WeekFile
        With `week` and `policy`.

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
    data : mapping
        As TOML or JSON give it.
    source : str
        A name for messages.

    Returns
    -------
    WeekFile

    Raises
    ------
    FileError
        With every problem, each with its path and what is accepted.

    Examples
    --------
    >>> parse_week({"runs": [{"when": "Tue 07:00", "kind": "easy"}], "strength": 1}).week.strength
    (Demand(kind='circuit', count=1, minutes=None, dose='full'),)
    """
    problems: list[str] = []
    if not isinstance(data, Mapping):
        raise FileError(source, ["is not a table of fields at its top level"])
    if is_corpus(data):
        hint = "read it with strengthfit.interchange.read_corpus and take one with .week(number)"
        hint = "read it with strengthfit.interchange.parse_block" if is_block(data) else hint
        raise FileError(source, [f"is a plan of several weeks; {hint}"])
    fields = dict(data)
    policy = gather(problems, "policy", lambda: _policy(problems, fields.pop("policy", {})))
    placed = gather(problems, "placements", lambda: _placements(fields.pop("placements", [])))
    week = gather(problems, "", lambda: _CONVERTER.structure(fields, Week))
    if problems:
        raise FileError(source, problems)
    return WeekFile(week, policy, placed)


@attrs.frozen
class BlockFile:
    """What a block file holds.

    Parameters
    ----------
    block : Block
    policy : Policy
        The file's, or the default.
    """

    block: Block
    policy: Policy


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
        raise FileError(source, ["is not a table of fields at its top level"])
    fields = dict(data)
    policy = gather(problems, "policy", lambda: _policy(problems, fields.pop("policy", {})))
    block = gather(problems, "", lambda: _CONVERTER.structure(fields, Block))
    if problems or block is None or policy is None:
        raise FileError(source, problems)
    return BlockFile(block, policy)


def _placements(data: Any) -> tuple[Session, ...]:
    sessions: tuple[Session, ...] = _list_of(Session)(data, None)
    return sessions


def _policy(problems: list[str], data: Any) -> Policy | None:
    """Return the preset of a policy's table with the table's changes."""
    if not isinstance(data, dict):
        raise InputError("", data, "is not a table; write [policy] with fields below it")
    fields = dict(data)
    name = fields.pop("preset", "supporting")
    preset = gather(problems, "policy", lambda: Policy.preset(name))
    changed = gather(problems, "policy", lambda: _CONVERTER.structure(fields, Policy))
    if preset is None or changed is None:
        return None
    policy: Policy = attrs.evolve(preset, **{name: getattr(changed, name) for name in fields})
    return policy


def _checked(attribute: "attrs.Attribute[Any]") -> _Hook:
    """Return a hook that converts and checks one field as its class would."""

    def structure(value: Any, _type: Any) -> Any:
        convert, check = attribute.converter, attribute.validator
        value = convert(value) if callable(convert) else value
        if check is not None:
            check(None, attribute, value)
        return value

    return structure


def _list_of(kind: type) -> _Hook:
    def structure(value: Any, _type: Any) -> Any:
        if not isinstance(value, list):
            raise InputError("", value, f"is not a list of tables, one for each {kind.__name__}")
        return tuple(_CONVERTER.structure(value, list[kind]))  # type: ignore[valid-type]  # a class

    return structure


def _strength(value: Any, _type: Any) -> Any:
    if isinstance(value, list):
        return _list_of(Demand)(value, None)
    return _checked(attrs.fields_dict(Week)["strength"])(value, None)


def _windows(name: str) -> _Hook:
    def structure(value: Any, _type: Any) -> Any:
        if not isinstance(value, list):
            return _checked(attrs.fields_dict(Week)[name])(value, None)
        tables = [{"when": item} if isinstance(item, str) else item for item in value]
        return _list_of(Window)(tables, None)

    return structure


def _evidence(value: Any, _type: Any) -> Any:
    pairs = _checked(attrs.fields_dict(Policy)["evidence"])(value, None)
    problems: list[InputError] = []
    for name, number in pairs:
        try:
            check_overrides({name: number})
        except InputError as error:
            where = f"evidence[{shown(name)}]"
            problems.append(InputError(where, error.value, error.accepted))
    if problems:
        raise ExceptionGroup("evidence", problems)
    return pairs


class _Outside:
    """A run or a strength session outside the week: its kind tells which."""


def _outside(value: Any, _type: Any) -> Run | Session:
    if not isinstance(value, dict):
        raise InputError("", value, "is not a table of the fields of Run or Session")
    kind = value.get("kind")
    if kind in STRENGTH_KINDS:
        return _CONVERTER.structure(value, Session)
    if kind in RUN_KINDS:
        return _CONVERTER.structure(value, Run)
    names = (*RUN_KINDS, *STRENGTH_KINDS)
    raise InputError("kind", kind, unknown(kind, names, "a kind of run or strength"))


def _table(kind: type, converter: Converter, special: Mapping[str, _Hook]) -> _Hook:
    """Return a hook that reads a table into a class, field by field, and knows its field names."""
    hooks: dict[str, Any] = {
        attribute.name: override(struct_hook=special.get(attribute.name, _checked(attribute)))
        for attribute in attrs.fields(kind)
    }
    read: _Hook = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, **hooks)

    def structure(value: Any, of: Any) -> Any:
        if not isinstance(value, dict):
            raise InputError("", value, f"is not a table of the fields of {kind.__name__}")
        return read(value, of)

    return structure


def _history(value: Any, _type: Any) -> Any:
    """Return past weeks: numbers, tables of RunningLoad, or tables of Week with their runs."""
    if not isinstance(value, list):
        raise InputError("", value, "is not a list of past weeks, the last one last")
    return tuple(_CONVERTER.structure(value, list[_Past]))


class _Past:
    """A past week: a number, a few figures, or a week with its runs."""


def _past(value: Any, _type: Any) -> Any:
    if isinstance(value, dict):
        return _CONVERTER.structure(value, Week if "runs" in value else RunningLoad)
    try:
        return RunningLoad(value)
    except InputError:
        accepted = "is not a table of a past week, nor a session-RPE load"
        raise InputError("", value, accepted) from None


def _converter() -> Converter:
    converter = Converter(detailed_validation=True)
    special: dict[type, dict[str, _Hook]] = {
        Policy: {
            "guards": _list_of(Guard),
            "spacings": _list_of(Spacing),
            "races": _list_of(RaceLevel),
            "load_response": _list_of(LoadSteps),
            "evidence": _evidence,
        },
        Week: {
            "runs": _list_of(Run),
            "strength": _strength,
            "available": _windows("available"),
            "forbidden": _windows("forbidden"),
            "before": _list_of(_Outside),
            "after": _list_of(_Outside),
            "pins": _list_of(Session),
            "waived": _list_of(Waiver),
            "history": _history,
            "athlete": lambda value, _type: converter.structure(value, Athlete),
        },
        Block: {"weeks": _list_of(Week)},
    }
    for kind in (
        Run,
        Demand,
        Session,
        Window,
        Athlete,
        Waiver,
        Guard,
        Spacing,
        RaceLevel,
        LoadSteps,
        RunningLoad,
        Policy,
        Week,
        Block,
    ):
        converter.register_structure_hook(kind, _table(kind, converter, special.get(kind, {})))
    converter.register_structure_hook(_Outside, _outside)
    converter.register_structure_hook(_Past, _past)
    return converter


_CONVERTER = _converter()
