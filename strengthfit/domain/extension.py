"""Science from outside the package: what a policy may bring for a call, without forking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, Protocol

import attrs
from attrs.converters import optional

from ..errors import InputError
from ..visible import is_visible
from .checks import (
    as_pairs,
    as_tuple,
    each_is,
    is_finite,
    is_pairs,
    number_code,
    one_of,
    text_code,
    to_truth,
    where,
    yes_or_no,
)
from .own_names import (
    OwnName,
    extension_of,
    is_extension_name,
    is_own_name,
    is_word,
    to_own_name,
)
from .parameter import Parameter
from .run import KEY_RUN_KINDS, RUN_KINDS, RunKind, to_run_kind
from .strength import STRENGTH_KINDS, StrengthKind, to_strength_kind

LAST_HOUR = 168.0
"""Hours after a session for which losses are counted; a curve ends by then."""

LONGEST_TEXT = 200
"""Characters of a citation. CONVENTION."""


class OwnRecord(Protocol):
    """A rule or a cost of an extension: a `strengthfit.program.Rule` or `Term`, with a name.

    This room knows no more of them; what they are is checked where they are used.
    """

    @property
    def name(self) -> str:
        """The name, such as "acme:club_day"."""


def _check_own_name(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if not is_own_name(value):
        raise InputError(
            where(instance, attribute),
            value,
            "is not a name from outside; write that of the extension, a colon and a word in lower "
            "case, such as 'acme:nordic'",
            text_code(value),
        )


def check_citation(optional: bool = False) -> Callable[[object, Any, Any], None]:
    """Return a validator for a line of text of at most 200 characters."""

    def validate(instance: object, attribute: Any, value: Any) -> None:
        if optional and value is None:
            return
        if not is_citation(value):
            accepted = f"is not a line of text of 1 to {LONGEST_TEXT} characters, such as a DOI"
            raise InputError(where(instance, attribute), value, accepted, text_code(value))

    return validate


def is_citation(value: object) -> bool:
    """Whether a value is a line of text that can stand as a source."""
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_TEXT and is_visible(value)


def _to_curve(value: Iterable[tuple[float, float] | list[float]] | None) -> Any:
    return None if value is None else as_pairs(value)


def _check_curve(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if value is None:
        return
    problem = _curve_problem(value)
    if problem:
        raise InputError(
            where(instance, attribute),
            value,
            f"{problem}; write points of hours and share of the peak, such as "
            "[[0, 1], [24, 0.4], [72, 0]]",
            "wrong_value" if is_pairs(value) else "wrong_type",
        )


def _curve_problem(value: Any) -> str:
    """Return what is wrong with a curve, or nothing."""
    if not is_pairs(value) or not all(is_finite(part) for point in value for part in point):
        return "is not a list of points"
    if len(value) < 2:
        return "has less than two points"
    hours, shares = zip(*value, strict=True)
    if hours[0] != 0 or not all(one < two for one, two in pairwise(hours)):
        return "does not begin at 0 hours and rise from point to point"
    if hours[-1] > LAST_HOUR:
        return f"ends after {LAST_HOUR:g} hours, and losses are counted for a week"
    if not all(0 <= share <= 1 for share in shares) or max(shares) != 1:
        return "does not have shares of the peak from 0 to 1, one of them 1"
    return "does not fall to 0 at its last point" if shares[-1] != 0 else ""


@attrs.frozen
class OwnStrengthKind:
    """A kind of strength from outside.

    Its numbers, such as the peak or the usual minutes, are rows of the extension's evidence with
    the kind as `subject`. Whatever it brings no row for is that of the kind it is like.

    Parameters
    ----------
    name
        Such as "acme:nordic".
    like
        The kind of the house whose guards, spacings, rests, equipment and load response hold for
        it, in any policy. Rows of a policy that name the kind itself hold in addition.
    curve : list of (float, float), optional
        How the fatigue fades: points of hours after the session and the share of its peak that is
        left then, from 0 hours on, straight lines between. It ends at 0 within a week. For an
        athlete new to strength, and by effort, the whole of it is scaled, as nothing says which
        part is soreness: CONVENTION. By default the two-part curve of the evidence table.
    source : str, optional
        Where the curve comes from.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> nordic = OwnStrengthKind("acme:nordic", like="heavy", curve=[[0, 0.6], [36, 1], [96, 0]])
    >>> nordic.curve[1]
    (36, 1)
    """

    name: OwnName = attrs.field(converter=to_own_name, validator=_check_own_name)
    like: StrengthKind = attrs.field(
        converter=to_strength_kind, validator=one_of(STRENGTH_KINDS, "a kind of strength")
    )
    curve: tuple[tuple[float, float], ...] | None = attrs.field(
        default=None, converter=_to_curve, validator=_check_curve, kw_only=True
    )
    source: str | None = attrs.field(
        default=None, validator=check_citation(optional=True), kw_only=True
    )


@attrs.frozen
class OwnRunKind:
    """A kind of run from outside. Its numbers are rows of evidence, as of `OwnStrengthKind`.

    Parameters
    ----------
    name
        Such as "acme:fartlek".
    like
        The kind of the house whose guards and rests hold for it, and whose numbers stand where it
        brings none. A race it cannot be like: rules around races go by priority.
    key
        Whether its quality matters. By default as for the kind that it is like.

    Raises
    ------
    InputError
        If a value is not accepted.

    Examples
    --------
    >>> OwnRunKind("acme:fartlek", like="tempo").is_key
    True
    """

    name: OwnName = attrs.field(converter=to_own_name, validator=_check_own_name)
    like: RunKind = attrs.field(
        converter=to_run_kind,
        validator=one_of(
            tuple(kind for kind in RUN_KINDS if kind != RunKind.RACE), "a kind of run but a race"
        ),
    )
    key: bool | None = attrs.field(
        default=None,
        converter=optional(to_truth),
        validator=yes_or_no(optional=True),
        kw_only=True,
    )

    @property
    def is_key(self) -> bool:
        """Whether its quality matters."""
        return self.like in KEY_RUN_KINDS if self.key is None else self.key


def _check_extension_name(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if not is_extension_name(value):
        accepted = (
            "is not the name of an extension: a word in lower case of at most 16 letters, digits "
            "and underscores, such as 'acme'"
        )
        raise InputError(where(instance, attribute), value, accepted, text_code(value))


def _check_records(what: str) -> Callable[[object, Any, Any], None]:
    """Return a validator for records that have a name; of what class, the program checks."""

    def validate(instance: object, attribute: Any, value: Any) -> None:
        path = where(instance, attribute)
        if not isinstance(value, tuple):
            raise InputError(path, value, f"is not a list of {what}", "wrong_type")
        for index, member in enumerate(value):
            if not isinstance(getattr(member, "name", None), str):
                raise InputError(f"{path}[{index}]", member, f"is not a {what}", "wrong_type")

    return validate


def _to_strength_kinds(value: Iterable[OwnStrengthKind]) -> Any:
    return as_tuple(value)


def _to_run_kinds(value: Iterable[OwnRunKind]) -> Any:
    return as_tuple(value)


def _to_rows(value: Iterable[Parameter]) -> Any:
    return as_tuple(value)


def _to_records(value: Iterable[OwnRecord]) -> Any:
    return as_tuple(value)


@attrs.frozen
class Extension:
    """Rules, costs, kinds and evidence from outside, for the calls whose policy has it.

    Nothing is registered anywhere: two calls with different extensions do not see each other. All
    that it brings is named in its own namespace, "acme:word" for the extension "acme". Records are
    plain values and functions of modules, so that they can be sent to other processes.

    Parameters
    ----------
    name
        Such as "acme": a word in lower case.
    version
        Of the extension, in a word; plans name it.
    source : str, optional
        Who says so, or where: a citation, an address.
    strength_kinds : list of OwnStrengthKind
    run_kinds : list of OwnRunKind
    evidence : list of Parameter
        Numbers of its kinds; numbers of the house, which then stand with the bounds given here
        whatever those of the evidence table are; and numbers of its own for its rules and costs,
        under names such as "acme:darkness". Each has its source.
    rules : list of strengthfit.program.Rule
    costs : list of strengthfit.program.Term

    Raises
    ------
    InputError
        If a value is not accepted, or a name does not lie in the namespace.

    Examples
    --------
    >>> smith = Parameter("peak", "heavy", 8.0, 5.0, 10.0, "% of speed", "Smith et al 2027")
    >>> Extension("acme", evidence=[smith]).evidence[0].key
    'peak.heavy'
    """

    name: str = attrs.field(validator=_check_extension_name)
    version: str = attrs.field(default="1", validator=check_citation())
    source: str | None = attrs.field(
        default=None, validator=check_citation(optional=True), kw_only=True
    )
    strength_kinds: tuple[OwnStrengthKind, ...] = attrs.field(
        default=(),
        converter=_to_strength_kinds,
        validator=each_is(OwnStrengthKind, "write e.g. OwnStrengthKind('acme:nordic', 'heavy')"),
        kw_only=True,
    )
    run_kinds: tuple[OwnRunKind, ...] = attrs.field(
        default=(),
        converter=_to_run_kinds,
        validator=each_is(OwnRunKind, "write e.g. OwnRunKind('acme:fartlek', 'tempo')"),
        kw_only=True,
    )
    evidence: tuple[Parameter, ...] = attrs.field(
        default=(),
        converter=_to_rows,
        validator=each_is(Parameter, "give name, subject, value, low, high, unit and source"),
        kw_only=True,
    )
    rules: tuple[OwnRecord, ...] = attrs.field(
        default=(),
        converter=_to_records,
        validator=_check_records("strengthfit.program.Rule"),
        kw_only=True,
    )
    costs: tuple[OwnRecord, ...] = attrs.field(
        default=(),
        converter=_to_records,
        validator=_check_records("strengthfit.program.Term"),
        kw_only=True,
    )

    def __attrs_post_init__(self) -> None:
        for field in ("strength_kinds", "run_kinds", "rules", "costs"):
            _check_namespace(self.name, field, getattr(self, field))
        kinds = [kind.name for kind in self.strength_kinds]
        kinds += [kind.name for kind in self.run_kinds]
        _check_once("kinds", kinds)
        _check_once("rules", [rule.name for rule in self.rules])
        _check_once("costs", [record.name for record in (*self.rules, *self.costs)])
        _check_once("evidence", [row.key for row in self.evidence])
        for index, row in enumerate(self.evidence):
            _check_row(self, row, f"Extension.evidence[{index}]")

    @property
    def label(self) -> str:
        """The name with the version: "acme 1"."""
        return f"{self.name} {self.version}"


def _check_namespace(name: str, field: str, records: Sequence[OwnRecord]) -> None:
    """Refuse records whose names do not begin with that of their extension."""
    for index, record in enumerate(records):
        if not is_own_name(record.name) or extension_of(record.name) != name:
            accepted = f"does not lie in the extension's namespace; write e.g. '{name}:word'"
            raise InputError(
                f"Extension.{field}[{index}].name", record.name, accepted, "wrong_value"
            )


def _check_once(field: str, names: Sequence[str]) -> None:
    for index, name in enumerate(names):
        if name in names[:index]:
            raise InputError(
                f"Extension.{field}", name, "stands there twice; leave one out", "duplicate"
            )


def _check_row(extension: Extension, row: Parameter, path: str) -> None:
    """Refuse a row whose numbers are no numbers, without a source, or with the name of another.

    Whether the evidence table has the row, and its unit, that table knows.
    """
    for field in ("name", "subject", "unit"):
        if not is_citation(getattr(row, field)):
            value = getattr(row, field)
            raise InputError(f"{path}.{field}", value, "is not a line of text", text_code(value))
    for field in ("value", "low", "high"):
        if not is_finite(getattr(row, field)):
            value = getattr(row, field)
            raise InputError(f"{path}.{field}", value, "is not a finite number", number_code(value))
    if not row.low <= row.value <= row.high:
        accepted = f"does not lie within its own bounds, {row.low:g} to {row.high:g}"
        raise InputError(f"{path}.value", row.value, accepted, "out_of_range")
    sources = row.source if isinstance(row.source, tuple) else ()
    if not sources or not all(map(is_citation, sources)):
        accepted = "does not cite a source; write e.g. 'Smith et al 2027, 10.1000/example'"
        raise InputError(f"{path}.source", row.source, accepted, "wrong_form")
    if not isinstance(row.note, str):
        raise InputError(f"{path}.note", row.note, "is not a text", "wrong_type")
    for field in ("name", "subject"):
        own = getattr(row, field)
        if ":" in own and (not is_own_name(own) or extension_of(own) != extension.name):
            accepted = f"does not lie in the extension's namespace, '{extension.name}:word'"
            raise InputError(f"{path}.{field}", own, accepted, "wrong_value")
    if not is_word(row.subject) and not is_own_name(row.subject):
        accepted = "is not a kind, a dose or another word in lower case, such as 'any'"
        raise InputError(f"{path}.subject", row.subject, accepted, "wrong_form")
    known = {kind.name for kind in extension.strength_kinds}
    known |= {kind.name for kind in extension.run_kinds}
    if ":" in row.subject and row.subject not in known:
        accepted = "is not a kind that the extension brings"
        raise InputError(f"{path}.subject", row.subject, accepted, "unknown_name")


Extensions = tuple[Extension, ...]
