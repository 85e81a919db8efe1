"""Validators and converters shared by the values of the domain.

They follow attrs: a converter tidies a value, a validator raises `InputError`. Readers of files
call the same validators field by field, with no instance, to collect every error of a file.

What a converter takes is what type checkers let a constructor be given, so it says that, and no
more; what it returns may be anything until the validator has seen it.
"""

import difflib
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Sized
from itertools import islice
from typing import Any, Literal, Protocol, TypeAlias, TypeGuard, TypeVar

import attrs

from ..errors import Code, InputError, raise_all
from ..sizes import check_size, sizes
from ..visible import is_visible
from .own_names import is_own_name

Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]


@attrs.frozen
class _Argument:
    """Lends validators a field that they can name."""

    value: Any


def where(instance: object, attribute: "attrs.Attribute[Any]") -> str:
    """Return the path of a field: ``Run.when``, or ``when`` if there is no instance yet."""
    return attribute.name if instance is None else f"{type(instance).__name__}.{attribute.name}"


def plain(value: Any) -> Any:
    """Turn a numpy scalar into the Python number it stands for; pass anything else on."""
    item = getattr(value, "item", None)
    if not callable(item) or getattr(value, "ndim", None) != 0 or getattr(value, "mask", False):
        return value  # what is masked stands for no number
    return item()


T_co = TypeVar("T_co", covariant=True)


class NumpyScalar(Protocol[T_co]):
    """A scalar of numpy's, such as a `numpy.int64` for int, as type checkers see it."""

    @property
    def ndim(self) -> Literal[0]:
        """No dimensions: an array is not a number."""

    def item(self) -> T_co:
        """Return what Python has for it."""


Whole: TypeAlias = int | NumpyScalar[int]
Real: TypeAlias = float | NumpyScalar[float]
Truth: TypeAlias = bool | NumpyScalar[bool]
"""What constructors accept for numbers, and for True and False."""


def to_whole(value: Whole) -> Any:
    """Tidy a whole number inside attrs classes; pass anything else on, for the validator."""
    return plain(value)


def to_real(value: Real) -> Any:
    """Tidy a number inside attrs classes; pass anything else on, for the validator."""
    return plain(value)


def to_truth(value: Truth) -> Any:
    """Tidy True or False inside attrs classes; pass anything else on, for the validator."""
    return plain(value)


Overrides: TypeAlias = Mapping[str, float] | Iterable[tuple[str, float] | list[str | float]]
"""What constructors accept for numbers by the parameters of the evidence that they override."""


def to_words(value: Iterable[str]) -> Any:
    """Turn a list of words into a tuple inside attrs classes; pass anything else on."""
    return as_tuple(value)


def number_code(value: object, whole: bool = False) -> Code:
    """Return the code of what is refused as a number: of another type, or out of range."""
    number = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
    return "out_of_range" if number else "wrong_type"


def word_code(value: object) -> Code:
    """Return the code of what is refused as one of some names: of another type, or not known."""
    return "unknown_name" if isinstance(value, str) else "wrong_type"


def text_code(value: object) -> Code:
    """Return the code of what is refused as text of some form: of another type, or form."""
    return "wrong_form" if isinstance(value, str) else "wrong_type"


def checked(name: str, value: Any, validator: Validator) -> Any:
    """Return an argument of a function, tidied, or refuse it as the field of a value is refused.

    Examples
    --------
    >>> checked("draws", 200, number(1, 1000, "draws", whole=True))
    200
    """
    tidy = plain(value)
    validator(None, attrs.fields(_Argument).value.evolve(name=name), tidy)
    return tidy


@attrs.frozen
class NumberCheck:
    """The validator that `number` makes: its bounds can be read, as a schema of files does."""

    low: float
    high: float
    unit: str
    whole: bool
    optional: bool

    def __call__(self, instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        """Refuse any other value."""
        if self.optional and value is None:
            return
        if (
            isinstance(value, bool)
            or not isinstance(value, int if self.whole else int | float)
            or not self.low <= value <= self.high  # so written, it refuses nan too
        ):
            kind = "a whole number" if self.whole else "a number"
            accepted = f"is not {kind} of {self.unit} from {self.low:g} to {self.high:g}"
            raise InputError(
                where(instance, attribute), value, accepted, number_code(value, self.whole)
            )


def number(
    low: float, high: float, unit: str, *, whole: bool = False, optional: bool = False
) -> Validator:
    """Return a validator for a finite number of `unit` from `low` to `high`, both included."""
    return NumberCheck(low, high, unit, whole, optional)


@attrs.frozen
class NameCheck:
    """The validator that `one_of` makes: its names can be read, as a schema of files does."""

    names: Collection[str]
    what: str
    optional: bool
    own: bool = False

    def __call__(self, instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        """Refuse any other value."""
        if self.optional and value is None:
            return
        if not isinstance(value, str) or not (
            value in self.names or (self.own and is_own_name(value))
        ):
            accepted = unknown(value, self.names, self.what)
            raise InputError(where(instance, attribute), value, accepted, word_code(value))


def one_of(
    names: Collection[str], what: str, *, optional: bool = False, own: bool = False
) -> Validator:
    """Return a validator for one of `names`; its message offers the nearest name.

    With `own` any name of the form of one from outside is accepted too, such as "acme:nordic".
    """
    return NameCheck(names, what, optional, own)


def names_from(names: Collection[str], what: str, *, own: bool = False) -> Validator:
    """Return a validator for a tuple, not empty, of members of `names`; `own` as in `one_of`."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        path = where(instance, attribute)
        if not isinstance(value, tuple) or not value:
            raise InputError(
                path, value, f"is not a list of names; write from {', '.join(names)}", "wrong_type"
            )
        check_length(path, value)
        raise_all(
            InputError(path, member, unknown(member, names, what), word_code(member))
            for member in value
            if member not in names and not (own and is_own_name(member))
        )

    return validate


def is_finite(value: Any) -> bool:
    """Whether a value is a finite number, which True and False are not."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < math.inf


def unknown(value: object, names: Iterable[str], what: str) -> str:
    """Return the end of the sentence "<value> is not ...", with the names that are accepted."""
    names = list(names)
    word = value.lower() if isinstance(value, str) else ""  # a number may have no text
    close = difflib.get_close_matches(word, names, n=1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    return f"is not {what}; write one of {', '.join(names)}{hint}"


LONGEST_LINE = 80
"""Characters of a name or a label. CONVENTION."""


def text(*, optional: bool = False) -> Validator:
    """Return a validator for one line of printable text of at most 80 characters."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if optional and value is None:
            return
        if (
            not isinstance(value, str)
            or not 0 < len(value) <= LONGEST_LINE
            or not is_visible(value)
        ):
            raise InputError(
                where(instance, attribute),
                value,
                f"is not a line of text of 1 to {LONGEST_LINE} characters",
                text_code(value),
            )

    return validate


def yes_or_no(*, optional: bool = False) -> Validator:
    """Return a validator for True or False."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not isinstance(value, bool) and not (optional and value is None):
            raise InputError(
                where(instance, attribute), value, "is not true or false", "wrong_type"
            )

    return validate


def is_a(kind: type, how: str) -> Validator:
    """Return a validator for a value of one class."""
    article = "an" if kind.__name__[0] in "AEIOU" else "a"

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not isinstance(value, kind):
            accepted = f"is not {article} {kind.__name__}; {how}"
            raise InputError(where(instance, attribute), value, accepted, "wrong_type")

    return validate


def each_is(kind: type, how: str) -> Validator:
    """Return a validator for a tuple whose members are all of one class."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        path = where(instance, attribute)
        if not isinstance(value, tuple):
            raise InputError(path, value, f"is not a list of {kind.__name__}; {how}", "wrong_type")
        check_members(path, value, kind, f"is not a {kind.__name__}; {how}")

    return validate


def check_length(path: str, members: Sequence[Any]) -> None:
    """Refuse a list of more members than any in a week may have."""
    check_size("members", len(members), path, "members of a list")


def is_too_long(members: Sequence[Any]) -> bool:
    """Whether `check_length` refuses a list, so that nobody needs to tidy its members first."""
    return len(members) > sizes().members


def check_members(path: str, members: Sequence[Any], kind: Any, accepted: str) -> None:
    """Refuse members that are not of a class, or of one of several; the error has all of them."""
    check_length(path, members)
    raise_all(
        InputError(f"{path}[{index}]", member, accepted, "wrong_type")
        for index, member in enumerate(members)
        if not isinstance(member, kind)
    )


def as_tuple(value: Any) -> Any:
    """Turn a list or another iterable into a tuple; pass on what is none, for the validator.

    A set is none either: its order, and with it what is answered, changes from run to run. Nor is
    what goes on for ever, as a generator may, or has more members than fit in memory.

    Examples
    --------
    >>> as_tuple(["easy", "long"]), as_tuple("easy"), as_tuple({"easy"})
    (('easy', 'long'), 'easy', {'easy'})
    """
    if isinstance(value, dict) or not is_ordered(value):
        return value
    if type(value) in (list, tuple):
        return tuple(value)
    try:
        if isinstance(value, Sized) and len(value) >= _ENDLESS:
            return value
        found = tuple(islice(value, _ENDLESS))
        return found if len(found) < _ENDLESS else value
    except (TypeError, OverflowError):  # an array without dimensions, a range without a length
        return value


def listed(path: str, value: Any, accepted: str) -> tuple[Any, ...]:
    """Return the members of a list or another iterable, as `as_tuple` does.

    Raises an `InputError` if the value is none.

    Examples
    --------
    >>> listed("ill", ["Ann"], "is not a list of ids")
    ('Ann',)
    """
    found = as_tuple(value)
    if not isinstance(found, tuple):
        raise InputError(path, value, accepted, "wrong_type")
    return found


_ENDLESS = 2_000_000
"""Members that no list has. CONVENTION."""


def is_ordered(value: object) -> bool:
    """Whether a value can be gone through in an order that stays: it is no text, and no set.

    Examples
    --------
    >>> [is_ordered(value) for value in ([1, 2], {1: 2}, "12", {1, 2}, 12)]
    [True, True, False, False, False]
    """
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | set | frozenset)


def as_pairs(value: Any) -> Any:
    """Turn a list of lists, or a mapping, into a tuple of pairs; pass anything else on."""
    items = value.items() if isinstance(value, Mapping) else as_tuple(value)
    if not is_ordered(items):
        return value
    try:
        return tuple((plain(first), plain(second)) for first, second in items)
    except (TypeError, ValueError):
        return value


def is_pairs(value: Any) -> TypeGuard[tuple[tuple[Any, Any], ...]]:
    """Whether `as_pairs` made a tuple of pairs of a value."""
    return isinstance(value, tuple) and all(
        isinstance(pair, tuple) and len(pair) == 2 for pair in value
    )
