"""The errors that leave the library, few and specific.

Everything raised on purpose is a `StrengthfitError`. Bad input raises `InputError`, which says
where, what, and what is accepted. A week that cannot be met in full is never an error: it is a
plan with skipped sessions.
"""

from collections.abc import Sequence
from typing import Any

_SHOWN = 60


def shown(value: object) -> str:
    """Return ``repr(value)``, cut to a length that fits in a message.

    Examples
    --------
    >>> shown("Thurs 25:00")
    "'Thurs 25:00'"
    """
    try:
        text = repr(value)
    except Exception:  # the repr of a user's class may fail; the message must not
        text = f"a {type(value).__name__}"
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."


class _Unsent:
    """What stands in another process for a value that could not be sent there."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Unsent) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(self._text)


class StrengthfitError(Exception):
    """The base of every error that the library raises on purpose.

    Errors of one kind are equal if their arguments are, and they can be pickled, so that they come
    back from another process.

    Examples
    --------
    >>> issubclass(InputError, StrengthfitError)
    True
    >>> PinError("two sessions at once") == PinError("two sessions at once")
    True
    """

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StrengthfitError):
            return NotImplemented
        try:
            return self is other or (type(self) is type(other) and bool(self.args == other.args))
        except Exception:  # a value may not be comparable, such as an array
            return False

    def __hash__(self) -> int:
        # A value may have no hash; texts are enough to keep most errors apart.
        return hash((type(self), *(text for text in self.args if isinstance(text, str))))


class InputError(StrengthfitError, ValueError):
    """A value that is not accepted.

    Parameters
    ----------
    where
        The field, as a path: ``Run.when`` or ``runs[2].when``.
    value
        What was given.
    accepted
        What is wrong and what is accepted, as the end of a sentence that starts with the value.

    Examples
    --------
    >>> print(InputError("runs[2].when", "Thurs 25:00", "is not a time of the week"))
    runs[2].when: 'Thurs 25:00' is not a time of the week
    """

    def __init__(self, where: str, value: object, accepted: str) -> None:
        self.where, self.value, self.accepted = where, value, accepted
        super().__init__(where, value, accepted)

    def __reduce__(self) -> str | tuple[Any, ...]:
        import pickle

        try:
            pickle.dumps(self.value)
        except Exception:  # not every value can be sent; what is shown of it stands in its place
            return type(self), (self.where, _Unsent(shown(self.value)), self.accepted)
        return super().__reduce__()

    def __copy__(self) -> "InputError":
        return type(self)(self.where, self.value, self.accepted)

    def __str__(self) -> str:
        return f"{self.where}: {shown(self.value)} {self.accepted}"


class FileError(StrengthfitError, ValueError):
    """A file that cannot be read as what it should be, with every problem found in it.

    Parameters
    ----------
    source
        The file's name as the caller gave it.
    problems
        One line for each problem, each with the path of the field inside the file.

    Examples
    --------
    >>> print(FileError("week.toml", ["is empty"]))
    week.toml: is empty
    """

    def __init__(self, source: str, problems: Sequence[str]) -> None:
        self.source, self.problems = source, tuple(problems)
        super().__init__(source, self.problems)

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return f"{self.source}: {self.problems[0]}"
        listed = "\n".join(f"  {problem}" for problem in self.problems)
        return f"{self.source}: {len(self.problems)} problems\n{listed}"


class PinError(StrengthfitError, ValueError):
    """A pinned session that no demand asks for, or that breaks a rule; the message names both.

    Examples
    --------
    >>> issubclass(PinError, (StrengthfitError, ValueError))
    True
    """


class TooLargeError(StrengthfitError, ValueError):
    """A program too large for the strategy that was asked to solve it.

    Examples
    --------
    >>> issubclass(TooLargeError, (StrengthfitError, ValueError))
    True
    """


class CancelledError(StrengthfitError):
    """A call that its `Limits(cancel=...)` ended.

    Examples
    --------
    >>> import strengthfit as sf
    >>> try:
    ...     sf.plan(sf.Week([]), limits=sf.Limits(cancel=lambda: True))
    ... except sf.CancelledError as error:
    ...     print(error)
    the call was cancelled
    """


class OutOfTimeError(StrengthfitError):
    """A call whose limits ended before it had anything to answer.

    Most verbs have a partial answer then, which says what it lacks.

    Examples
    --------
    >>> issubclass(OutOfTimeError, StrengthfitError)
    True
    """


class MissingExtraError(StrengthfitError, ImportError):
    """A part of the library that needs an optional package which is not installed.

    Parameters
    ----------
    feature
        What was asked for, in a word or two.
    extra
        The extra that brings it.

    Examples
    --------
    >>> print(MissingExtraError("the command line", "cli"))
    the command line needs an optional package; install it with: pip install 'strengthfit[cli]'
    """

    def __init__(self, feature: str, extra: str) -> None:
        self.feature, self.extra = feature, extra
        super().__init__(feature, extra)
        self.msg = str(self)  # as with every ImportError

    def __str__(self) -> str:
        return (
            f"{self.feature} needs an optional package; "
            f"install it with: pip install 'strengthfit[{self.extra}]'"
        )
