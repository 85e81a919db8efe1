"""Squad files: athletes with their weeks, the gym that they share, and the coach, in TOML or JSON.

An athlete's table is what a week file or a block file holds, with an id and perhaps a priority. The
fields of `gym` and `coach` are those of `Gym` and `Coach`, under their own names.
"""

import os
import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import attrs

from ..domain.block import Block
from ..domain.checks import unknown, word_code
from ..domain.extension import Extension
from ..domain.policy import Policy
from ..errors import FileError, InputError, PinError, Problem
from ..sizes import sizes
from ..squads.coach import Coach
from ..squads.gym import Gym
from ..squads.known_kinds import check_known_kinds
from ..squads.member import Member, as_members
from ..squads.planner import FAIRNESS
from ..squads.squad_plan import SquadPlan
from .format import BlockFile, WeekFile
from .problems import gather, unknown_in, within
from .table_file import read_table
from .week_file import file_to_dict, has_several, parse_block, parse_week, policy_of
from .week_tables import TABLES, VERSION_FIELD, check_version

FIELDS = (VERSION_FIELD, "fairness", "gym", "coach", "policy", "athletes")
"""What a squad file may hold at its top."""

_NO_TABLE = "is not a table of fields at its top level"
_NO_ATHLETES = (
    "is missing; write a table [[athletes]] for each, with an id and the fields of a week"
)
_NO_GYM = "is missing; write a table [gym]; an empty one has room for all at all hours"
_NO_LIST = "is not a list of athletes; write a table [[athletes]] for each"
_NO_ATHLETE = "is not an athlete: a table with an id and the fields of a week"
_AT_THE_TOP = "belongs at the top of the file, where it holds for all of it; take it out here"
_NOT_PLANNED = "is for weeks that are judged; write sessions that have to stay as pins"


@attrs.frozen
class SquadFile:
    """What a squad file holds: the arguments of `plan_squad`.

    Parameters
    ----------
    members : tuple of Member
    gym : Gym
    coach : Coach or None
    policy : Policy
        Of members without one of their own.
    fairness : str
        How athletes weigh against one another.

    Examples
    --------
    >>> import strengthfit as sf
    >>> file = read_squad("examples/squad.toml")
    >>> squad = sf.plan_squad(file.members, file.gym, file.coach, file.policy)
    >>> squad.status
    'optimal'
    """

    members: tuple[Member, ...]
    gym: Gym
    coach: Coach | None = None
    policy: Policy = attrs.field(factory=Policy)
    fairness: str = FAIRNESS[0]


def read_squad(path: str | os.PathLike[str], *, extensions: Iterable[Extension] = ()) -> SquadFile:
    """Read a squad from a TOML or JSON file.

    Parameters
    ----------
    path
        Ends in ".toml" or ".json".
    extensions
        Those that policies in the file may name, beside installed ones.

    Raises
    ------
    FileError
        With every problem of the file, each with its path and what is accepted.

    Examples
    --------
    >>> file = read_squad("examples/squad.toml")
    >>> len(file.members), file.gym.equipment, file.coach.half_hours
    (6, (('weights', 2),), 6)
    """
    return parse_squad(
        read_table(path, sizes().squad_bytes), os.fspath(path), extensions=extensions
    )


def parse_squad(
    data: Mapping[str, Any], source: str = "squad", *, extensions: Iterable[Extension] = ()
) -> SquadFile:
    """Turn the tables of a squad file into values.

    Parameters
    ----------
    data
        As TOML or JSON give it.
    source
        A name for messages.
    extensions
        As in `read_squad`.

    Raises
    ------
    FileError
        With every problem, each with its path and what is accepted.

    Examples
    --------
    >>> ann = {"id": "Ann", "runs": [{"when": "Tue 07:00", "kind": "easy"}], "strength": 1}
    >>> parse_squad({"gym": {"places": 1}, "athletes": [ann]}).members[0].id
    'Ann'
    """
    if not isinstance(data, Mapping):
        raise FileError(source, [Problem.at("", _NO_TABLE, "wrong_type", data)])
    if "athletes" not in data:
        raise FileError(source, [Problem.at("athletes", _NO_ATHLETES, "missing")])
    problems: list[str] = []
    given = tuple(extensions)
    fields = dict(data)
    gather(problems, "", lambda: check_version(fields))
    before = len(problems)
    policy, tables = policy_of(problems, fields.pop("policy", {}), given)
    named = data.get("policy", {}).get("extensions") if len(problems) == before else None
    if "gym" not in fields:
        problems.append(Problem.at("gym", _NO_GYM, "missing"))
    gym = _part(problems, fields, "gym", partial(tables.structure, cl=Gym))
    coach = _part(problems, fields, "coach", partial(tables.structure, cl=Coach))
    fairness = gather(problems, "fairness", lambda: _fairness(fields.pop("fairness", FAIRNESS[0])))
    members = _members(problems, fields.pop("athletes"), named, given)
    problems += [
        unknown_in("", name, unknown(name, FIELDS, "a field here"))
        for name in sorted(fields, key=str)
    ]
    if gym is not None and policy is not None:
        policies = [policy, *(member.policy for member in members if member.policy is not None)]
        gather(problems, "", lambda: check_known_kinds(gym, coach, policies))
    if problems:
        raise FileError(source, within(problems, data))
    return SquadFile(members, gym, coach, policy or Policy(), fairness)


def _part(problems: list[str], fields: dict[str, Any], name: str, read: Any) -> Any:
    """Return a part of a squad by its table; None without one."""
    return gather(problems, name, partial(read, fields.pop(name))) if name in fields else None


def _fairness(value: Any) -> str:
    if value not in FAIRNESS:
        accepted = unknown(value, FAIRNESS, "a kind of fairness")
        raise InputError("", value, accepted, word_code(value))
    return str(value)


# Athletes


def _members(
    problems: list[str], athletes: Any, named: Any, extensions: tuple[Extension, ...]
) -> tuple[Member, ...]:
    """Return the members of a squad, after noting what is wrong with each, or with all together."""
    if not isinstance(athletes, list):
        problems.append(Problem.of("athletes", athletes, _NO_LIST, "wrong_type"))
        return ()
    found = []
    for index, table in enumerate(athletes):
        if len(problems) > _MOST_PROBLEMS:
            problems.append(f"athletes: after so many problems {index} to the last are not read")
            return ()
        found.append(_member(problems, f"athletes[{index}]", table, named, extensions))
    members = [member for member in found if member is not None]
    if len(members) == len(found):
        try:
            as_members(members)
        except InputError as error:
            problems += problems_in_file(error)
    return tuple(members)


_MOST_PROBLEMS = 1000
"""Of a squad, after which its next athletes are not read: each takes a moment. CONVENTION."""


def problems_in_file(error: InputError | PinError) -> list[Problem]:
    """Return what is wrong with a squad at the places that its file has.

    There the fields of a week stand in the table of its athlete.

    Examples
    --------
    >>> problems_in_file(InputError("athletes[1].week.runs[0].when", 9, "is not a time"))
    ['athletes[1].runs[0].when: 9 is not a time']
    """
    return [
        Problem(_in_file(one), one.code, _in_file(one.where), one.value, one.accepted)
        for one in error.problems
    ]


def _in_file(text: str) -> str:
    return _OF_WEEK.sub(r"\1", text)


_OF_WEEK = re.compile(r"^(athletes\[\d+\])\.week\b")


def _member(
    problems: list[str], path: str, table: Any, named: Any, extensions: tuple[Extension, ...]
) -> Member | None:
    """Return an athlete by their table, or None after noting what is wrong."""
    if not isinstance(table, dict):
        problems.append(Problem.of(path, table, _NO_ATHLETE, "wrong_type"))
        return None
    before = len(problems)
    fields = dict(table)
    for name, accepted in ((VERSION_FIELD, _AT_THE_TOP), ("placements", _NOT_PLANNED)):
        if name in fields:
            problems.append(unknown_in(path, name, accepted))
            del fields[name]
    if "id" not in fields:
        problems.append(Problem.at(f"{path}.id", "is missing", "missing"))
    own = {name: fields.pop(name) for name in ("id", "priority") if name in fields}
    with_policy = "policy" in fields
    if not with_policy and named is not None:
        fields["policy"] = {"extensions": named}  # the week may speak of their kinds
    file = _asked(problems, path, fields, extensions)
    week = None if file is None else file.week if isinstance(file, WeekFile) else file.block
    for name, value in own.items():
        gather(problems, f"{path}.{name}", partial(_check_own, name, value))
    if week is None or file is None or len(problems) > before:
        return None
    return Member(week=week, policy=file.policy if with_policy else None, **own)


def _check_own(name: str, value: Any) -> None:
    """Refuse an id or a priority as `Member` does."""
    field = attrs.fields_dict(Member)[name]
    tidy = field.converter(value) if callable(field.converter) else value
    field.validator(None, field, tidy)  # type: ignore[misc]  # both have one


def _asked(
    problems: list[str], path: str, fields: dict[str, Any], extensions: tuple[Extension, ...]
) -> WeekFile | BlockFile | None:
    """Return the week or the block of an athlete, or None after noting what is wrong."""
    try:
        if has_several(fields):
            return parse_block(fields, path, extensions=extensions)
        return parse_week(fields, path, extensions=extensions)
    except FileError as error:
        problems += [problem.inside(path) for problem in error.problems]
        return None


# What is written


def squad_to_dict(file: SquadFile) -> dict[str, Any]:
    """Return the tables of a squad file, which are read back as they were.

    They may stand within others, so they do not say their version.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> squad_to_dict(SquadFile((Member("Ann", Week([], strength=0)),), Gym(places=2)))
    {'gym': {'places': 2}, 'athletes': [{'id': 'Ann', 'runs': [], 'strength': []}]}
    """
    tables: dict[str, Any] = {}
    if file.fairness != FAIRNESS[0]:
        tables["fairness"] = file.fairness
    tables["gym"] = TABLES.unstructure(file.gym)
    if file.coach is not None:
        tables["coach"] = TABLES.unstructure(file.coach)
    if policy := TABLES.unstructure(file.policy):
        tables["policy"] = policy
    tables["athletes"] = [_athlete_table(member) for member in file.members]
    return tables


def file_of_squad(squad: SquadPlan) -> SquadFile:
    """Return what a squad's plan was made of."""
    shared = [
        plan.policy
        for member, plan in zip(squad.members, squad.plans, strict=True)
        if member.policy is None
    ]
    policy = shared[0] if shared else Policy()
    return SquadFile(squad.members, squad.gym, squad.coach, policy, squad.fairness)


def _athlete_table(member: Member) -> dict[str, Any]:
    own: dict[str, Any] = {"id": member.id}
    if member.priority:
        own["priority"] = member.priority
    policy = member.policy or Policy()
    if isinstance(member.week, Block):
        tables = file_to_dict(BlockFile(member.week, policy))
    else:
        tables = file_to_dict(WeekFile(member.week, policy))
    if member.policy is None:
        del tables["policy"]
    return own | tables
