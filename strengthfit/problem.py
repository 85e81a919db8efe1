"""One thing that is wrong with what was given: for a person a line, for a program its parts."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NoReturn, get_args

from .visible import visible

Code = Literal[
    "wrong_type",
    "wrong_form",
    "wrong_value",
    "out_of_range",
    "unknown_name",
    "unknown_field",
    "missing",
    "duplicate",
    "overlap",
    "contradiction",
    "outside",
    "not_asked",
    "breaks_rule",
    "unsupported",
    "too_large",
    "unreadable",
    "missing_extra",
    "cancelled",
    "out_of_time",
    "several",
    "failed",
]
"""What kind of thing is wrong, in a word that stays; docs/reference/errors.md says what each means.
"""

CODES: tuple[Code, ...] = get_args(Code)

_SHOWN = 60
_CLASS = re.compile(r"^[A-Z][a-z]\w*(?:\.|$)")
_STEP = re.compile(r"""\[(\d{1,18})\]|\[((['"])(?:\\.|(?!\3).)*\3)\]|\[([^\]]*)\]|\.?([^.\[\]]+)""")
_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
_PLAIN = re.compile(r"\w[\w-]*")
_PLACE = re.compile(r"[\w.\[\]]+(?=: )")


def shown(value: object, most: int = _SHOWN) -> str:
    """Return ``repr(value)``, cut to a length that fits in a message; of a set always in one order.

    A message has room for `most` characters of it.

    Examples
    --------
    >>> shown("Thurs 25:00")
    "'Thurs 25:00'"
    """
    try:
        text = _of_set(value) if isinstance(value, set | frozenset) else repr(value)
    except Exception:  # the repr of a user's class may fail; the message must not
        text = f"a value of the kind {type(value).__name__}"
    if text.startswith("<"):  # as of an object that has no text of its own: no two runs share those
        text = _ADDRESS.sub("", text)
    return text if len(text) <= most else text[: most - 3] + "..."


def _of_set(value: set[object] | frozenset[object]) -> str:
    members = ", ".join(sorted(map(repr, value)))
    whole = f"{{{members}}}" if members else ""
    return whole if type(value) is set and members else f"{type(value).__name__}({whole})"


class Unsent:
    """What stands in another process for a value that could not be sent there."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unsent) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(self._text)


def sendable(value: object) -> object:
    """Return a value, or what is shown of it if it cannot be pickled."""
    import pickle

    try:
        pickle.dumps(value)
    except Exception:  # not every value can be sent
        return Unsent(shown(value))
    return value


def without_class(where: str) -> str:
    """Return a field without the class it is a field of.

    Examples
    --------
    >>> without_class("Week.runs[2]"), without_class("runs[2]")
    ('runs[2]', 'runs[2]')
    """
    return _CLASS.sub("", where)


def steps(where: str) -> Iterator[str | int]:
    """Yield the names and the indices that lead to a field, without the class it is a field of.

    Examples
    --------
    >>> list(steps("runs[2].when")), list(steps("Run.when"))
    (['runs', 2, 'when'], ['when'])
    """
    for match in _STEP.finditer(without_class(where).removeprefix("--")):
        index, quoted, _, bare, name = match.groups()
        if index is not None:
            yield int(index)
        elif quoted is not None:
            yield _unquoted(quoted)
        else:
            yield bare if name is None else name


def _unquoted(text: str) -> str:
    try:
        return str(ast.literal_eval(text))
    except (SyntaxError, ValueError):  # a name from a file that looks like one quoted here
        return text[1:-1]


def pointer(where: str) -> str:
    """Return the JSON pointer (RFC 6901) to a field.

    Examples
    --------
    >>> pointer("runs[2].when"), pointer("Run.when"), pointer("evidence['peak.heavy']")
    ('/runs/2/when', '/when', '/evidence/peak.heavy')
    """
    return "".join(map(_escaped, steps(where)))


def _escaped(step: str | int) -> str:
    return "/" + str(step).replace("~", "~0").replace("/", "~1")


def where_of(steps: Iterable[str | int]) -> str:
    """Return how messages name the field that names and indices lead to.

    Examples
    --------
    >>> where_of(["runs", 2, "when"]), where_of(["extra", "a.b"])
    ('runs[2].when', "extra['a.b']")
    """
    path = ""
    for step in steps:
        if isinstance(step, int) or not _PLAIN.fullmatch(step):
            path = entry_of(path, step)
        else:
            path += f".{step}" if path else step
    return path


def entry_of(where: str, name: object) -> str:
    """Return how messages name what stands under a name of the user's, or a number, in a field.

    Examples
    --------
    >>> entry_of("changed", "W1.a"), pointer(entry_of("changed", "W1.a"))
    ("changed['W1.a']", '/changed/W1.a')
    """
    return f"{where}[{name!r}]"


class Problem(str):
    """One thing that is wrong, as a line of text that also has its parts.

    Parameters
    ----------
    message
        The line, as a person reads it. Problems are equal if their lines are.
    code
        What kind of thing is wrong, in a word that stays; see docs/reference/errors.md.
    where
        The field, as messages name it: ``runs[2].when``.
    value
        What was given; None if nothing was, or if nothing can be pointed at.
    accepted
        What is wrong and what is accepted, as the end of a sentence that starts with the value.
    path
        The JSON pointer (RFC 6901) to the field, in what was given; by default that of `where`.

    Examples
    --------
    >>> late = Problem.of("runs[2].when", "Thurs 25:00", "is not a time", "wrong_form")
    >>> print(late)
    runs[2].when: 'Thurs 25:00' is not a time
    >>> late.code, late.path, late.value, late.accepted
    ('wrong_form', '/runs/2/when', 'Thurs 25:00', 'is not a time')
    """

    __slots__ = ("accepted", "code", "path", "value", "where")

    code: Code
    where: str
    value: Any
    accepted: str
    path: str

    def __new__(
        cls,
        message: str,
        code: Code = "wrong_value",
        where: str | None = None,
        value: object = None,
        accepted: str | None = None,
        *,
        path: str | None = None,
    ) -> "Problem":
        """Take the line apart at its colon if only that is given."""
        problem = super().__new__(cls, visible(message, keep="\n"))
        place = _PLACE.match(message)
        found = place[0] if place else ""
        where = found if where is None else where
        parts = {
            "code": code,
            "where": where,
            "path": pointer(where) if path is None else path,
            "value": value,
            "accepted": message.removeprefix(f"{found}: ") if accepted is None else accepted,
        }
        for name, part in parts.items():
            str.__setattr__(problem, name, part)
        return problem

    @classmethod
    def of(cls, where: str, value: object, accepted: str, code: Code) -> "Problem":
        """Return a problem of a value, which its line shows."""
        line = f"{shown(value)} {accepted}"
        return cls(f"{where}: {line}" if where else line, code, where, value, accepted)

    @classmethod
    def at(cls, where: str, accepted: str, code: Code, value: object = None) -> "Problem":
        """Return a problem at a field whose line does not show a value."""
        return cls(f"{where}: {accepted}" if where else accepted, code, where, value, accepted)

    def saying(self, message: str) -> "Problem":
        """Return the same problem with another line."""
        return _again(message, *self._parts())

    def inside(self, path: str) -> "Problem":
        """Return the same problem of a value that lies within another, at a path.

        Examples
        --------
        >>> print(Problem.at("runs[0].when", "is missing", "missing").inside("week"))
        week.runs[0].when: is missing
        """
        own = without_class(self.where)
        where = f"{path}{'' if own.startswith('[') else '.'}{own}" if own else path
        return self._moved(where, pointer(path) + self.path)

    def within(self, given: object) -> "Problem":
        """Return the same problem at a place that what was given has: a text has no fields.

        Examples
        --------
        >>> late = Problem.of("forbidden[0].when", "Someday", "is not a day", "wrong_form")
        >>> print(late.within({"forbidden": ["Someday"]}))
        forbidden[0]: 'Someday' is not a day
        >>> late.within({"forbidden": "Someday"}).path
        '/forbidden'
        """
        way = list(steps(self.where))
        for depth, step in enumerate(way):
            if isinstance(given, Mapping):
                given = given.get(step)
            elif isinstance(given, list) and isinstance(step, int) and step < len(given):
                given = given[step]
            elif given is not None:
                where = where_of(way[:depth])
                return self._moved(where, pointer(where))
        return self

    def _moved(self, where: str, path: str) -> "Problem":
        """Return the same problem at another place."""
        line = f"{where}: {self.removeprefix(f'{self.where}: ')}"
        return _again(line, self.code, where, self.value, self.accepted, path)

    @classmethod
    def of_field(cls, line: str, where: str, name: object, accepted: str) -> "Problem":
        """Return the problem of a field that a table does not have; the path is the field's.

        Examples
        --------
        >>> problem = Problem.of_field("runs[0]: 'tyme' is not", "runs[0]", "tyme", "is not")
        >>> problem.path, problem.value
        ('/runs/0/tyme', 'tyme')
        """
        path = pointer(where) + _escaped(str(name))
        return cls(line, "unknown_field", where, name, accepted, path=path)

    def _parts(self) -> tuple[Code, str, Any, str, str]:
        return self.code, self.where, self.value, self.accepted, self.path

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Problem does not change; {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Problem does not change; {name} cannot be deleted")

    def __reduce__(self) -> tuple[Any, ...]:
        code, where, value, *others = self._parts()
        return _again, (str(self), code, where, sendable(value), *others)

    def __copy__(self) -> "Problem":
        return self


def _again(message: str, *parts: Any) -> Problem:
    """Make a problem of its parts; its path is given by name, which pickles cannot do."""
    return Problem(message, *parts[:-1], path=parts[-1])
