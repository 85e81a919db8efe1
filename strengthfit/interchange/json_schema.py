"""JSON Schemas (2020-12) of week files and of every answer, made from the classes.

Fields, types, enumerations, bounds and descriptions are those of the classes, so schema and code
cannot disagree. The schema of a file accepts all that its reader accepts; what depends on several
fields at once, or on the calendar, only the reader knows.
"""

from __future__ import annotations

import datetime as dt
import inspect
import json
import re
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
import numpy as np

from ..domain.availability import Span, Window
from ..domain.block import MOST_WEEKS, Block
from ..domain.checks import NameCheck, NumberCheck, unknown
from ..domain.clock import DAY, FARTHEST, When, to_clock
from ..domain.demand_sets import DEMAND_SETS
from ..domain.extension import Extension
from ..domain.extra import Extra
from ..domain.own_names import EXTENSION_FORM, OWN_FORM, OwnName
from ..domain.policy import Policy
from ..domain.presets import PRESETS
from ..domain.running_load import RunningLoad
from ..domain.strength import Demand, Session, to_effort, to_effort_if_given
from ..domain.week import Week
from ..errors import InputError
from ..physiology.evidence import EVIDENCE
from ..squads.coach import Coach
from ..squads.gym import Gym
from ..squads.member import Member
from ..squads.planner import FAIRNESS
from .answers import ANSWERS, IF_GIVEN, VERSION, is_array, is_named_tuple, written_fields
from .format import BlockFile, ReadItem, WeekFile
from .squad_file import SquadFile
from .week_tables import VERSION_FIELD, list_member

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: dict[Any, Schema] = {
    Any: {},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
    OwnName: {"type": "string", "pattern": f"^{OWN_FORM}$"},
}
_FILES: dict[str, type] = {
    "week": WeekFile,
    "block": BlockFile,
    "squad": SquadFile,
    "policy": Policy,
}

SCHEMAS = (*_FILES, *ANSWERS)
"""What there is a schema of."""

SHIPPED = Path(__file__).with_name("schemas")
"""The folder of the files in the package, which `docs/reference/write_schemas.py` writes."""


def schema(name: str) -> Schema:
    """Return the JSON Schema of a kind of file or of answer.

    Every field of an answer is required, but for labels, ids and what is carried through, and no
    other is allowed. In a file, fields with a default may be left out.

    Parameters
    ----------
    name
        "week", "block", "squad" or "policy" for what is read; "plan", "explanation", "reason",
        "audit", "diagnosis", "prescription", "recovery", "frontier", "alternatives", "robustness",
        "sweep", "preset_comparison", "squad_plan", "by_week", "error", "results" or "result" for
        what is written.

    Raises
    ------
    InputError
        If there is no such schema.

    Examples
    --------
    >>> schema("policy")["properties"]["longest_gap"]["maximum"]
    60
    >>> schema("plan")["properties"]["placements"]["items"]
    {'$ref': '#/$defs/Placement'}
    """
    if name not in SCHEMAS:
        raise InputError("name", name, unknown(name, SCHEMAS, "a schema"), "unknown_name")
    definitions: dict[str, Schema] = {}
    if name in _FILES:
        body = _table(_FILES[name], definitions)
    else:
        body = _answer(ANSWERS[name], definitions, name)
        _add_version(body)
    if name == "plan":  # which the command writes beside it
        entries = _of_type(tuple[ReadItem, ...], partial(_written, definitions=definitions))
        body["properties"]["read"] = entries | _described(_READ)
    head = {"$schema": DIALECT, "$id": f"urn:strengthfit:schema:{name}:{VERSION}"}
    return {**head, **body, **({"$defs": definitions} if definitions else {})}


def _add_version(body: Schema) -> None:
    """Add to the schema of an answer its version, which only the answer itself says."""
    named = {"format": body["properties"].pop("format"), VERSION_FIELD: {"const": VERSION}}
    body["properties"] = named | body["properties"]
    body["required"] = [*named, *(field for field in body["required"] if field != "format")]


_READ = "What was read from a calendar or a planner, each entry with what it was taken for."


def schema_text(name: str) -> str:
    """Return what `schema` returns as text.

    Examples
    --------
    >>> schema_text("policy").splitlines()[3]
    '  "title": "Policy",'
    """
    return json.dumps(schema(name), indent=2) + "\n"


# Types


def _of_type(kind: Any, of_class: Callable[[Any], Schema]) -> Schema:
    """Return the schema of a type; classes are left to the caller."""
    if get_origin(kind) in (Union, UnionType):
        return _any_of([_of_type(part, of_class) for part in get_args(kind)])
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    return _of_many(kind, of_class) if get_args(kind) else of_class(kind)


def _of_many(kind: Any, of_class: Callable[[Any], Schema]) -> Schema:
    """Return the schema of an array, a dict, a list or a tuple."""
    parts = get_args(kind)
    if is_array(kind):
        (number,) = get_args(parts[1])
        whole = issubclass(get_origin(number) or number, np.integer)
        return {"type": "array", "items": {"type": "integer" if whole else "number"}}
    if get_origin(kind) is dict:
        return {"type": "object", "additionalProperties": _of_type(parts[1], of_class)}
    if get_origin(kind) in (list, Sequence) or parts[1:] == (...,):
        return {"type": "array", "items": _of_type(parts[0], of_class)}
    items = [_of_type(part, of_class) for part in parts]
    return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}


def _any_of(schemas: list[Schema]) -> Schema:
    if all(set(part) == {"type"} for part in schemas):
        return {"type": [part["type"] for part in schemas]}
    return {"anyOf": schemas}


def _object(title: str, text: str, properties: dict[str, Schema], required: list[str]) -> Schema:
    return {
        "title": title,
        "description": text,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _refer(name: str, definitions: dict[str, Schema], make: Callable[[], Schema]) -> Schema:
    """Return a reference to a definition, which is made if it is the first."""
    if name not in definitions:
        definitions[name] = {}  # a class may hold others of its kind: weeks have past weeks
        definitions[name] = make()
    return {"$ref": f"#/$defs/{name}"}


# What is written


def _answer(kind: type, definitions: dict[str, Schema], name: str | None = None) -> Schema:
    """Return the schema of what is written of a class, with its format if it has a name."""
    head: dict[str, Schema] = {}
    if name is not None:
        head = {"format": {"const": f"strengthfit.{name}"}}
    of_class = partial(_written, definitions=definitions)
    texts = _field_texts(kind)
    if is_named_tuple(kind):
        fields = {
            key: _of_type(part, of_class) | _described(texts.get(key, ""))
            for key, part in get_type_hints(kind).items()
        }
    else:
        fields = {
            field.name: _of_type(field.type, of_class)
            | _described(_summary(field.text) or texts.get(field.name, ""))
            for field in written_fields(kind)
        }
    properties = {**head, **fields}
    required = [name for name in properties if (kind, name) not in IF_GIVEN]
    return _object(kind.__name__, _summary(inspect.getdoc(kind)), properties, required)


def _written(kind: type, definitions: dict[str, Schema]) -> Schema:
    """Return a reference to what is written of a class inside an answer."""
    if kind in _FILES.values() or kind is Extra:
        return _given(kind, definitions)
    # Within an explanation a demand is written in full, and as files hold it in what was given.
    name = f"Full{kind.__name__}" if kind is Demand else kind.__name__
    label = "plan" if kind is ANSWERS["plan"] else None
    return _refer(name, definitions, lambda: _answer(kind, definitions, label))


# What is read


def _table(kind: type, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of the tables that are read as a class."""
    of_class = partial(_given, definitions=definitions)
    if kind is SquadFile:
        return _squad_table(definitions)
    if kind in (WeekFile, BlockFile):
        inner = Week if kind is WeekFile else Block
        made = _table(inner, definitions)
        more = {VERSION_FIELD: dict(_VERSION), "policy": of_class(Policy)}
        placements = {"type": "array", "items": of_class(Session)}
        if kind is WeekFile:
            more["placements"] = placements
        else:
            week = _table(Week, definitions)
            week["properties"]["placements"] = placements
            definitions["WeekOfBlock"] = week | {"title": "WeekOfBlock"}
            made["properties"]["weeks"]["items"] = {"$ref": "#/$defs/WeekOfBlock"}
        return made | {"title": kind.__name__, "properties": {**made["properties"], **more}}
    types, texts = get_type_hints(kind), _field_texts(kind)
    properties: dict[str, Schema] = {}
    if kind is Policy:
        text = "Named policy whose fields stand where the table gives no others."
        properties["preset"] = {"enum": list(PRESETS), "description": text}
    for field in attrs.fields(kind):
        made = _field(field, types[field.name], definitions)
        properties[field.name] = made | _described(texts.get(field.name, ""))
    required = [field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING]
    return _object(kind.__name__, _summary(inspect.getdoc(kind)), properties, required)


_VERSION: Schema = {
    "type": "integer",
    "minimum": 1,
    "maximum": VERSION,
    "description": "Version of the fields' meaning; the latest if it is left out.",
}


def _squad_table(definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a squad file, in which an athlete is a week or a block with an id."""
    of_class = partial(_given, definitions=definitions)
    texts = _field_texts(SquadFile)
    fairness = {"enum": list(FAIRNESS)} | _described(texts["fairness"])
    athletes = [_athlete_table(kind, definitions) for kind in (Week, Block)]
    properties = {
        VERSION_FIELD: dict(_VERSION),
        "fairness": fairness,
        "gym": of_class(Gym),
        "coach": of_class(Coach),
        "policy": of_class(Policy) | _described(texts["policy"]),
        "athletes": {"type": "array", "items": _any_of(athletes), "minItems": 1},
    }
    text = _summary(inspect.getdoc(SquadFile))
    return _object("SquadFile", text, properties, ["gym", "athletes"])


def _athlete_table(kind: type, definitions: dict[str, Schema]) -> Schema:
    """Return a reference to the schema of an athlete with a week or a block."""

    def athlete() -> Schema:
        made, texts = _table(kind, definitions), _field_texts(Member)
        own = {
            name: _field(attrs.fields_dict(Member)[name], type_, definitions)
            | _described(texts[name])
            for name, type_ in (("id", str), ("priority", int))
        }
        policy = _given(Policy, definitions) | _described(texts["policy"])
        properties = {**own, **made["properties"], "policy": policy}
        text = f"{_summary(inspect.getdoc(Member))} Here its fields stand beside the id."
        return _object(name, text, properties, ["id", *made["required"]])

    name = f"AthleteWith{kind.__name__}"
    return _refer(name, definitions, athlete)


def _given(kind: type, definitions: dict[str, Schema]) -> Schema:
    """Return a reference to what is read as a class: a table, or a text of a certain form."""
    if kind in _TEXTS:
        return _refer(kind.__name__, definitions, lambda: _TEXTS[kind])
    return _refer(kind.__name__, definitions, lambda: _table(kind, definitions))


def within_question(kind: type, definitions: dict[str, Schema]) -> Schema:
    """Return a reference to the schema of what a question holds: tables of a class, or a plan.

    A plan is read from what was given and its placements; the rest of it may be left out.
    """
    if kind is not ANSWERS["plan"]:
        return _given(kind, definitions)

    def plan() -> Schema:
        made = _answer(kind, definitions, "plan")
        _add_version(made)
        return made | {"required": ["format", "given", "placements"]}

    return _refer("PlanAsWritten", definitions, plan)


def _field(field: attrs.Attribute[Any], kind: Any, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of one field, with the bounds and names that its class accepts."""
    of_class = partial(_given, definitions=definitions)
    converter: Any = field.converter
    if converter is to_clock:
        return _refer("Clock", definitions, lambda: _CLOCK_TIME)
    made = _shorter(field, kind, definitions) or _of_type(kind, of_class)
    if converter in (to_effort, to_effort_if_given):
        made = _any_of([made, {"type": "integer", "minimum": 0}])
    check = field.validator
    if isinstance(check, NumberCheck):
        made |= {"minimum": check.low, "maximum": check.high}
    elif isinstance(check, NameCheck) and made == {"type": "string"}:
        made = {"enum": list(check.names)}
    elif field.name == "weeks":
        made |= {"minItems": 1, "maxItems": MOST_WEEKS}
    return made


def _shorter(
    field: attrs.Attribute[Any], kind: Any, definitions: dict[str, Schema]
) -> Schema | None:
    """Return the schema of a field that may be given in a shorter form too; else None."""
    of_class = partial(_given, definitions=definitions)
    member = list_member(kind)
    if member is Demand:
        count = {"type": "integer", "minimum": 0, "maximum": 14}
        named = {"enum": list(DEMAND_SETS)}
        return _any_of([count, named, _of_type(kind, of_class)])
    if member is Window:
        span = of_class(Span)
        spans = {"type": "array", "items": _any_of([span, of_class(Window)])}
        null = [{"type": "null"}] if NoneType in get_args(kind) else []
        return _any_of([span, spans, *null])
    if member is Extension:
        return {"type": "array", "items": of_class(Extension)}
    if member == Week | RunningLoad:
        load = _field(attrs.fields_dict(RunningLoad)["load"], float | None, definitions)
        return {"type": "array", "items": _any_of([load, of_class(RunningLoad), of_class(Week)])}
    inner = get_args(kind)[0] if get_origin(kind) is tuple else None
    pair = get_args(inner) if get_origin(inner) is tuple else ()
    if len(pair) == 2 and _names_things(pair[0]):  # by name: a table, or a list of pairs
        name, value = (_of_type(part, of_class) for part in pair)
        if field.name == "evidence":
            names = {"enum": [parameter.key for parameter in EVIDENCE]}
            name = _any_of([names, {"type": "string", "pattern": _OWN_KEY}])
        table = {"type": "object", "propertyNames": name, "additionalProperties": value}
        couple = {"type": "array", "prefixItems": [name, value], "items": False, "minItems": 2}
        return _any_of([table, {"type": "array", "items": couple}])
    return None


_OWN_KEY = rf"^([a-z_]+\.)?{OWN_FORM}(\.[a-z0-9_:]+)?$"
"""What the key of a number looks like that an extension brings."""


def _names_things(kind: Any) -> bool:
    """Whether a type is one of texts, or of names of different kinds."""
    parts = get_args(kind) or (kind,)
    return all(isinstance(part, type) and issubclass(part, str) for part in parts)


def _any_case(*words: str) -> str:
    """Return a pattern for any one of these words, in capitals or not."""
    letters = ("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in words)
    return f"({'|'.join(letters)})"


_HALF = _any_case("am", "pm")
_CLOCK = rf"\s*\d{{1,2}}(:\d\d)?\s*{_HALF}?\s*"
_DAY = rf"{_any_case('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')}[A-Za-z]*\.*"
_DAYS = rf"({_DAY}(-{_DAY})?|{_any_case('daily', 'weekdays', 'weekends')})"
_NUMBER = r"[dD](0?[1-9]|1[0-4])"
_NUMBERS = rf"{_NUMBER}(-{_NUMBER})?"
_DATE = r"\d{4}-\d\d-\d\d"
_SECONDS = r"\d{1,2}:\d\d:00(\.0+)?"
_CLOCK_TIME: Schema = {
    "description": "Time of day, such as '07:00', or minutes after midnight.",
    "anyOf": [
        {"type": "string", "pattern": f"^{_CLOCK}$"},
        {"type": "integer", "minimum": 0, "maximum": DAY},
    ],
}
_TEXTS: dict[type, Schema] = {
    When: {
        "description": "Time of the week, such as 'Tue', 'Tue am', 'Tue 07:00', 'D2 07:00' for "
        "its second day, or '2026-11-24 07:00' in a week with its start; or minutes from 00:00 of "
        "the first day.",
        "anyOf": [
            {
                "type": "string",
                "pattern": rf"^\s*(({_DAY}|{_NUMBER})( ({_CLOCK}|\s*{_HALF}))?"
                rf"|{_DATE}([ T]({_CLOCK}|\s*{_HALF}|\s*{_SECONDS}))?)\s*$",
            },
            {"type": "integer", "minimum": -FARTHEST, "maximum": FARTHEST},
        ],
    },
    Span: {
        "description": "Days, or a date, perhaps with hours, such as 'Mon-Fri 18:00-21:00', "
        "'weekends', 'D2,D5' for days by number, or '2026-12-24'.",
        "type": "string",
        "pattern": rf"^\s*({_DATE}|{_DAYS}(,{_DAYS})*|{_NUMBERS}(,{_NUMBERS})*)"
        rf"([ T]{_CLOCK}-{_CLOCK})?\s*$",
    },
    Extension: {
        "description": "Extension of the policy, which is given or installed: its name, or a table "
        "of that and the version that it has to be of.",
        "anyOf": [
            {"type": "string", "pattern": f"^{EXTENSION_FORM}$"},
            {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "pattern": f"^{EXTENSION_FORM}$"},
                    "version": {"type": "string"},
                },
                "required": ["name"],
                "additionalProperties": False,
            },
        ],
    },
    Extra: {
        "description": "What else is known, carried through and never read.",
        "type": "object",
    },
    dt.date: {
        "description": "Date such as '2026-11-23'; the other forms of ISO 8601 are accepted too.",
        "type": "string",
        "pattern": r"^\d{4}-?(\d\d-?\d\d|W\d\d(-?\d)?)$",
    },
}
"""What files hold as text, or as they like. A reader is stricter: 25:00 has the form of a time."""


# Descriptions

_ENTRY = re.compile(r"^(\S[^\n]*)\n((?:(?: {4}[^\n]*)?\n)+)", re.MULTILINE)


def _summary(doc: str | None) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join((doc or "").strip().partition("\n\n")[0].split()).replace("``", "`")


def _field_texts(kind: type) -> dict[str, str]:
    """Return what the docstring of a class says of its fields."""
    _, _, rest = (inspect.getdoc(kind) or "").partition("Parameters\n----------\n")
    section = re.split(r"\n\n(?=\w+\n-+\n)", rest)[0]
    return {
        name: _summary(body)
        for head, body in _ENTRY.findall(f"{section}\n")
        for name in head.partition(" : ")[0].split(", ")
        if body.strip()
    }


def _described(text: str) -> Schema:
    return {"description": text} if text else {}
