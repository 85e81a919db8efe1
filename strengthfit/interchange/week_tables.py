"""Weeks, blocks and policies as tables of fields, and back: one converter, led by the types.

A table has the fields of a class, under the same names. What is read is converted and checked field
by field as the class does it, so that every problem of a file is found, each with its path. What is
written leaves out the fields at their defaults.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ..domain.availability import Span, Window
from ..domain.checks import check_length, unknown
from ..domain.clock import When
from ..domain.extension import Extension, Extensions
from ..domain.extra import Extra
from ..domain.own_kinds import run_kinds, strength_kinds
from ..domain.own_names import OwnName
from ..domain.policy import Policy
from ..domain.run import Run
from ..domain.running_load import RunningLoad
from ..domain.strength import Demand, Session
from ..domain.week import Week
from ..errors import InputError, shown
from ..physiology.evidence import BY_KEY, check_overrides
from ..physiology.own_science import own_science

_Hook = Callable[[Any, Any], Any]

SCHEMA_VERSION = 1
"""Of the files that are read and of the answers that are written. It grows if a field that old
readers know comes to mean something else."""

VERSION_FIELD = "schema_version"
"""Where a file or an answer says its version: once, at its top."""

TEXTS = (When, Span)
"""Values that files hold as text."""


def check_version(fields: dict[str, Any], name: str = VERSION_FIELD) -> None:
    """Take the version out of a file's fields, and refuse one that is not known; none is the first.

    Examples
    --------
    >>> check_version({"runs": []})
    >>> check_version({"schema_version": 7})
    Traceback (most recent call last):
    ...
    strengthfit.errors.InputError: schema_version: 7 is of a later version of strengthfit; ...
    """
    version = fields.pop(name, SCHEMA_VERSION)
    if type(version) is int and version > SCHEMA_VERSION:
        accepted = (
            f"is of a later version of strengthfit; this one reads {SCHEMA_VERSION}: update it"
        )
        raise InputError(name, version, accepted, "unsupported")
    if type(version) is not int or version < 1:
        raise InputError(
            name,
            version,
            f"is not a version; leave it out, or write {SCHEMA_VERSION}",
            "wrong_value" if type(version) is int else "wrong_type",
        )


def with_version(table: dict[str, Any]) -> dict[str, Any]:
    """Return the table of a file with the version in which it is written.

    Examples
    --------
    >>> with_version({"runs": []})
    {'schema_version': 1, 'runs': []}
    """
    return {VERSION_FIELD: SCHEMA_VERSION, **table}


def extension_table(extension: Extension) -> dict[str, Any]:
    """Return what a file says of an extension: which one it is, to be found again by that.

    Examples
    --------
    >>> extension_table(Extension("acme", "2"))
    {'name': 'acme', 'version': '2'}
    """
    return {"name": extension.name, "version": extension.version}


def list_member(kind: Any) -> Any:
    """Return the type of the members of a tuple of tables; None for any other type.

    Examples
    --------
    >>> list_member(tuple[Window, ...] | None) is Window, list_member(tuple[str, ...])
    (True, None)
    """
    for part in (kind, *get_args(kind)):
        if get_origin(part) is tuple and get_args(part)[1:] == (...,):
            member = get_args(part)[0]
            return member if _is_of_tables(member) else None
    return None


def _is_of_tables(kind: Any) -> bool:
    """Whether values of a type are tables in files: a class of the domain, or one of several."""
    return all(attrs.has(part) and part not in TEXTS for part in get_args(kind) or (kind,))


def _read_list(kind: Any, converter: Converter) -> _Hook:
    """Return a hook for a list of tables.

    The classes themselves say what they accept instead of a list: a number of sessions, "weekends".
    """
    member = list_member(kind)

    def structure(value: Any, _type: Any) -> Any:
        if isinstance(value, list):
            check_length("", value)  # to word what is wrong with each takes a moment
            return tuple(converter.structure(value, list[member]))  # type: ignore[valid-type]  # a class
        if member in (Demand, Window) or get_args(member):
            return value
        raise InputError(
            "", value, f"is not a list of tables, one for each {member.__name__}", "wrong_type"
        )

    return structure


def _read_field(attribute: "attrs.Attribute[Any]", kind: Any, converter: Converter) -> _Hook:
    """Return a hook that reads the tables in a field, then converts and checks it as its class."""
    has_tables = _is_of_tables(kind) or list_member(kind) is not None

    def structure(value: Any, _type: Any) -> Any:
        if has_tables:
            value = converter.structure(value, kind)
        if callable(attribute.converter):
            value = attribute.converter(value)
        if attribute.validator is not None:
            attribute.validator(None, attribute, value)
        return value

    return structure


def _read_evidence(read: _Hook, extensions: Extensions) -> _Hook:
    """Return a hook that also checks names and bounds by the table of evidence.

    The class cannot, as the domain does not know that table.
    """
    science = own_science(extensions)
    rows = science.rows if science else BY_KEY

    def structure(value: Any, kind: Any) -> Any:
        pairs = read(value, kind)
        if len(pairs) > len(rows):
            accepted = f"are more numbers than the evidence has, {len(rows)}"
            raise InputError("", len(pairs), accepted, "too_large")
        problems: list[InputError] = []
        for name, number in pairs:
            try:
                check_overrides({name: number}, rows=rows)
            except InputError as error:
                where = f"evidence[{shown(name)}]"
                problems.append(error.at(where))
        if problems:
            raise ExceptionGroup("evidence", problems)
        return pairs

    return structure


def _read_table(kind: type, converter: Converter, extensions: Extensions) -> _Hook:
    """Return a hook that reads a table into a class, and knows its field names."""
    types = get_type_hints(kind)
    hooks = {
        attribute.name: _read_field(attribute, types[attribute.name], converter)
        for attribute in attrs.fields(kind)
    }
    if kind is Policy:
        hooks["evidence"] = _read_evidence(hooks["evidence"], extensions)
        hooks["extensions"] = lambda value, _type: value  # found by their names before
    overrides: dict[str, Any] = {name: override(struct_hook=hook) for name, hook in hooks.items()}
    read: _Hook = make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=True, **overrides
    )

    def structure(value: Any, of: Any) -> Any:
        if kind is Window and isinstance(value, str | dt.date):
            value = {"when": value}
        if not isinstance(value, dict):
            raise InputError(
                "", value, f"is not a table of the fields of {kind.__name__}", "wrong_type"
            )
        return read(value, of)

    return structure


def _run_or_session(converter: Converter, extensions: Extensions) -> _Hook:
    """Return a hook for what lies outside a week: a run or a session, by its kind."""
    strength, runs = strength_kinds(extensions), run_kinds(extensions)

    def structure(value: Any, _type: Any) -> Run | Session:
        if not isinstance(value, dict):
            raise InputError(
                "", value, "is not a table of the fields of Run or Session", "wrong_type"
            )
        kind = value.get("kind")
        if kind in strength:
            return converter.structure(value, Session)
        if kind in runs:
            return converter.structure(value, Run)
        names = (*runs, *strength)
        raise InputError(
            "kind", kind, unknown(kind, names, "a kind of run or strength"), "unknown_name"
        )

    return structure


def _means_a_week(table: dict[str, Any]) -> bool:
    """Whether a table of the past is a week, if perhaps one that lacks its runs, and not a load."""
    loads, weeks = attrs.fields_dict(RunningLoad), attrs.fields_dict(Week)
    return "runs" in table or (
        any(each in weeks for each in table) and not any(each in loads for each in table)
    )


def _past_week(converter: Converter) -> _Hook:
    """Return a hook for a past week: a number, a few figures, or a week with its runs."""

    def structure(value: Any, _type: Any) -> Week | RunningLoad:
        if isinstance(value, dict):
            kind: type[Week | RunningLoad] = Week if _means_a_week(value) else RunningLoad
            return converter.structure(value, kind)
        try:
            return RunningLoad(value)
        except InputError:
            accepted = "is not a table of a past week, nor a session-RPE load"
            raise InputError("", value, accepted, "wrong_type") from None

    return structure


def _default(attribute: "attrs.Attribute[Any]") -> Any:
    """Return the value that a field has if nothing is given."""
    default = attribute.default
    if default is attrs.NOTHING:
        return default
    default = getattr(default, "factory", lambda: default)()
    return attribute.converter(default) if callable(attribute.converter) else default


def _write_table(kind: type, converter: Converter) -> Callable[[Any], dict[str, Any]]:
    """Return a hook that writes the fields which differ from their defaults."""
    write: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(kind, converter)
    defaults = {attribute.name: _default(attribute) for attribute in attrs.fields(kind)}

    def unstructure(value: Any) -> dict[str, Any]:
        return {
            name: plain
            for name, plain in write(value).items()
            if getattr(value, name) != defaults[name]
        }

    return unstructure


def _make(extensions: Extensions = ()) -> Converter:
    converter = Converter(detailed_validation=True, unstruct_collection_overrides={tuple: list})
    converter.register_structure_hook_factory(
        attrs.has, lambda kind: _read_table(kind, converter, extensions)
    )
    converter.register_structure_hook_factory(
        lambda kind: list_member(kind) is not None, _read_list
    )
    converter.register_structure_hook(Run | Session, _run_or_session(converter, extensions))
    converter.register_structure_hook(Week | RunningLoad, _past_week(converter))
    converter.register_unstructure_hook_factory(attrs.has, _write_table)
    converter.register_unstructure_hook(
        When, lambda when: str(when) if when.minutes is None else when.minutes
    )
    converter.register_unstructure_hook(Span, str)
    converter.register_unstructure_hook(Extra, dict)
    converter.register_unstructure_hook(Extension, extension_table)
    converter.register_unstructure_hook(OwnName, str)
    converter.register_unstructure_hook(str, str)  # kinds and doses are texts of a class of theirs
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    return converter


TABLES = _make()
"""Reads tables into the values of the domain, and writes these as tables."""


def tables_of(extensions: Extensions) -> Converter:
    """Return what reads tables that speak of kinds and numbers of extensions."""
    return _make(extensions) if extensions else TABLES
