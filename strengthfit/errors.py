"""The errors that leave the library, few and specific.

Everything raised on purpose is a `StrengthfitError`. Bad input raises `InputError`, which says
where, what, and what is accepted. A week that cannot be met in full is never an error: it is a
plan with skipped sessions.
"""

from collections.abc import Sequence

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
    except Exception:  # a stranger's repr may fail; the message must not
        text = f"a {type(value).__name__}"
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."


class StrengthfitError(Exception):
    """The base of every error that the library raises on purpose.

    Examples
    --------
    >>> issubclass(InputError, StrengthfitError)
    True
    """


class InputError(StrengthfitError, ValueError):
    """A value that is not accepted.

    Parameters
    ----------
    where : str
        The field, as a path: ``Run.when`` or ``runs[2].when``.
    value : object
        What was given.
    accepted : str
        What is wrong and what is accepted, as the end of a sentence that starts with the value.

    Examples
    --------
    >>> print(InputError("runs[2].when", "Thurs 25:00", "is not a time of the week"))
    runs[2].when: 'Thurs 25:00' is not a time of the week
    """

    def __init__(self, where: str, value: object, accepted: str) -> None:
        self.where, self.value, self.accepted = where, value, accepted
        super().__init__(where, value, accepted)

    def __str__(self) -> str:
        return f"{self.where}: {shown(self.value)} {self.accepted}"


class FileError(StrengthfitError, ValueError):
    """A file that cannot be read as what it should be, with every problem found in it.

    Parameters
    ----------
    source : str
        The file's name as the caller gave it.
    problems : sequence of str
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


class MissingExtraError(StrengthfitError, ImportError):
    """A part of the library that needs an optional package which is not installed.

    Parameters
    ----------
    feature : str
        What was asked for, in a word or two.
    extra : str
        The extra that brings it.

    Examples
    --------
    >>> print(MissingExtraError("the command line", "cli"))
    the command line needs an optional package; install it with: pip install 'strengthfit[cli]'
    """

    def __init__(self, feature: str, extra: str) -> None:
        self.feature, self.extra = feature, extra
        super().__init__(
            f"{feature} needs an optional package; "
            f"install it with: pip install 'strengthfit[{extra}]'"
        )
