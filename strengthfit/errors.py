"""The errors that leave the library, few and specific.

Everything raised on purpose is a `StrengthfitError`. Bad input raises `InputError`, which says
where, what, and what is accepted. A week that cannot be met in full is never an error: it is a
plan with skipped sessions.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, ClassVar

from .problem import CODES, Code, Problem, sendable, shown
from .visible import visible

__all__ = [
    "CODES",
    "MOST_PROBLEMS",
    "CancelledError",
    "Code",
    "FileError",
    "InputError",
    "MissingExtraError",
    "OutOfTimeError",
    "PinError",
    "Problem",
    "StrategyError",
    "StrengthfitError",
    "TooLargeError",
    "WorkerError",
    "raise_all",
    "shown",
]


MOST_PROBLEMS = 100
"""That are gathered in one value. CONVENTION: a list of a million wrong things is wrong once."""


class StrengthfitError(Exception):
    """The base of every error that the library raises on purpose.

    Errors of one kind are equal if their arguments are, and they can be pickled, so that they come
    back from another process. Each says what is wrong as text and, for programs, as `problems`.

    Parameters
    ----------
    *args
        What it says.
    code
        What kind of thing is wrong, in a word that stays; see docs/reference/errors.md.
    where, value
        The field that it is about, and what that holds, if it is about one.

    Examples
    --------
    >>> issubclass(InputError, StrengthfitError)
    True
    >>> PinError("two sessions at once") == PinError("two sessions at once")
    True
    >>> PinError("pins[0]: two at once", code="contradiction", where="pins[0]").problems[0].path
    '/pins/0'
    """

    kind: ClassVar[str] = "error"
    """What it is called in JSON."""

    usual: ClassVar[Code] = "failed"
    """The code of those that name none."""

    code: Code

    def __init__(
        self, *args: object, code: Code | None = None, where: str = "", value: object = None
    ) -> None:
        super().__init__(*args)
        self.code = self.usual if code is None else code
        self._where, self._value = where, value

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, one by one: its code, its path, the value, what is accepted."""
        text = str(self)
        accepted = text.removeprefix(f"{self._where}: ")
        return (Problem(text, self.code, self._where, self._value, accepted),)

    def __str__(self) -> str:
        return visible(super().__str__(), keep="\n")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(shown, self.args))})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StrengthfitError):
            return NotImplemented
        try:
            return self is other or (type(self) is type(other) and _are_same(self.args, other.args))
        except Exception:  # a value may not be comparable, such as an array
            return False

    def __hash__(self) -> int:
        # A value may have no hash; texts are enough to keep most errors apart.
        return hash((type(self), *(text for text in self.args if isinstance(text, str))))


def _are_same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    """Whether arguments are equal; those with a number that is none are if they read the same."""
    texts = repr(some), repr(others)
    return some == others or ("nan" in texts[0] and texts[0] == texts[1])


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
    code
        What kind of thing is wrong, in a word that stays; see docs/reference/errors.md.
    others
        What else is wrong. The message is of the first alone, and `problems` has all.

    Examples
    --------
    >>> error = InputError("runs[2].when", "Thurs 25:00", "is not a time of the week", "wrong_form")
    >>> print(error)
    runs[2].when: 'Thurs 25:00' is not a time of the week
    >>> error.code, error.path
    ('wrong_form', '/runs/2/when')
    """

    kind = "input"
    usual = "wrong_value"

    def __init__(
        self,
        where: str,
        value: object,
        accepted: str,
        code: Code | None = None,
        *,
        others: Iterable[Problem] = (),
    ) -> None:
        super().__init__(where, value, accepted, code=code, where=where, value=value)
        self.where, self.value, self.accepted = where, value, accepted
        self.others = tuple(others)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, this first."""
        return (Problem.of(self.where, self.value, self.accepted, self.code), *self.others)

    @property
    def path(self) -> str:
        """The JSON pointer (RFC 6901) to the value, in what was given."""
        return self.problems[0].path

    def at(self, where: str) -> "InputError":
        """Return the same error of another field, as for the argument that holds the value.

        Examples
        --------
        >>> print(InputError("Limits.seconds", -1, "is not a number of seconds").at("--seconds"))
        --seconds: -1 is not a number of seconds
        """
        return type(self)(where, self.value, self.accepted, self.code)

    def inside(self, path: str) -> "InputError":
        """Return the same error of a value that lies within another, at a path.

        Examples
        --------
        >>> print(InputError("Week.runs[0].when", 9, "is not a time").inside("weeks[1]"))
        weeks[1].runs[0].when: 9 is not a time
        """
        first, *others = (one.inside(path) for one in self.problems)
        return type(self)(first.where, first.value, first.accepted, first.code, others=others)

    def __reduce__(self) -> str | tuple[Any, ...]:
        value = sendable(self.value)
        return _again, (type(self), self.where, value, self.accepted, self.code, self.others)

    def __copy__(self) -> "InputError":
        return _again(type(self), self.where, self.value, self.accepted, self.code, self.others)

    def __str__(self) -> str:
        return str(self.problems[0])


def _again(kind: type[InputError], *parts: Any) -> InputError:
    """Make an error of its parts; its `others` are given by name, which pickles cannot do."""
    return kind(*parts[:-1], others=parts[-1])


def raise_all(errors: Iterable[InputError]) -> None:
    """Raise the first of some errors, which then holds the problems of all; none is fine.

    Examples
    --------
    >>> found = [InputError(f"runs[{index}]", index, "is not a Run") for index in range(3)]
    >>> try:
    ...     raise_all(found)
    ... except InputError as error:
    ...     print(error, [problem.path for problem in error.problems])
    runs[0]: 0 is not a Run ['/runs/0', '/runs/1', '/runs/2']
    """
    found = list(islice(errors, MOST_PROBLEMS))
    if found:
        first = found[0]
        first.others = tuple(one for error in found for one in error.problems)[1:]
        raise first


class FileError(StrengthfitError, ValueError):
    """A file that cannot be read as what it should be, with every problem found in it.

    Parameters
    ----------
    source
        The file's name as the caller gave it.
    problems
        One line for each problem, each with the path of the field inside the file. They are texts
        that also have their parts; see `Problem`. The first hundred are kept, and a line that says
        how many more there are.
    code
        What kind of thing is wrong, of those problems that are plain text.

    Examples
    --------
    >>> error = FileError("week.toml", ["runs[0].when: is missing"])
    >>> print(error)
    week.toml: runs[0].when: is missing
    >>> error.problems[0].path
    '/runs/0/when'
    """

    kind = "file"

    def __init__(self, source: str, problems: Sequence[str], code: Code = "wrong_form") -> None:
        named = problems if len(problems) <= MOST_PROBLEMS + 1 else problems[:MOST_PROBLEMS]
        found = tuple(one if isinstance(one, Problem) else Problem(one, code) for one in named)
        if len(problems) > len(found):
            more = f"and {len(problems) - len(found)} more"
            found = (*found, Problem(more, "several", "", None, more))
        codes = {problem.code for problem in found}
        super().__init__(source, found, code=codes.pop() if len(codes) == 1 else "several")
        self.source, self._problems = source, found
        self._number = len(problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """One line for each problem, with its parts."""
        return self._problems

    def __str__(self) -> str:
        source = visible(str(self.source))
        if len(self.problems) == 1:
            return f"{source}: {self.problems[0]}"
        listed = "\n".join(f"  {problem}" for problem in self.problems)
        return f"{source}: {self._number} problems\n{listed}"


class PinError(StrengthfitError, ValueError):
    """A pinned session that no demand asks for, or that breaks a rule; the message names both.

    Examples
    --------
    >>> issubclass(PinError, (StrengthfitError, ValueError))
    True
    """

    kind = "pin"
    usual = "breaks_rule"


class TooLargeError(StrengthfitError, ValueError):
    """A program too large for the strategy that was asked to solve it.

    Examples
    --------
    >>> issubclass(TooLargeError, (StrengthfitError, ValueError))
    True
    """

    kind = "too_large"
    usual = "too_large"


class StrategyError(StrengthfitError, RuntimeError):
    """A strategy that failed, or whose answer is not so; there is no plan of it then.

    Parameters
    ----------
    strategy
        Its name, or that of its class.
    found
        What is wrong, as ends of sentences that start with the name; the message is of the first.
    code
        "contradiction" if an answer is not so, "failed" if there is none.

    Examples
    --------
    >>> print(StrategyError("dice", ["failed with ValueError: no dice"]))
    strategy: 'dice' failed with ValueError: no dice
    """

    kind = "strategy"

    def __init__(self, strategy: str, found: Iterable[str], code: Code | None = None) -> None:
        self.strategy, self.found = strategy, tuple(islice(found, MOST_PROBLEMS))
        super().__init__(strategy, self.found, code=code)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the answer."""
        return tuple(Problem.of("strategy", self.strategy, one, self.code) for one in self.found)

    def __str__(self) -> str:
        return str(self.problems[0])


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

    kind = "cancelled"
    usual = "cancelled"


class OutOfTimeError(StrengthfitError):
    """A call whose limits ended before it had anything to answer.

    Most verbs have a partial answer then, which says what it lacks.

    Examples
    --------
    >>> issubclass(OutOfTimeError, StrengthfitError)
    True
    """

    kind = "out_of_time"
    usual = "out_of_time"


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

    kind = usual = "missing_extra"

    def __init__(self, feature: str, extra: str) -> None:
        self.feature, self.extra = feature, extra
        super().__init__(feature, extra, value=extra)
        self.msg = str(self)  # as with every ImportError

    def __str__(self) -> str:
        return (
            f"{self.feature} needs an optional package; "
            f"install it with: pip install 'strengthfit[{self.extra}]'"
        )


class WorkerError(StrengthfitError, RuntimeError):
    """A worker that could not do its part of many weeks.

    It ended in the midst of a week, has other versions than the host, or cannot be reached.

    Examples
    --------
    >>> issubclass(WorkerError, (StrengthfitError, RuntimeError))
    True
    """

    kind = "worker"
