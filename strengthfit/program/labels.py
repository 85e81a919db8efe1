"""Labels: what a row or a cost is, and what caused it, in the runner's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs


def _aside(default: Any) -> Any:
    """Return a field that stands beside the words: labels with the same words are equal."""
    return attrs.field(default=default, eq=False, repr=False, kw_only=True)


def _to_numbers(value: Mapping[str, float] | Iterable[tuple[str, float]]) -> Any:
    return tuple(value.items()) if isinstance(value, Mapping) else tuple(value)


@attrs.frozen
class Label:
    """What a row, or a cost, stands for.

    Parameters
    ----------
    rule
        The rule, or the cost term.
    cause
        What caused it: the id of a run, a day, a window, a session.
    text
        A few plain words, such as "before the intervals on Tue 07:00".
    code
        What it stands for in a word that stays: the rule, perhaps with which of its cases, as in
        "availability.equipment".
    run
        The id of the run that caused it; None if none did.
    numbers : mapping of str to float
        The numbers of the policy that it comes from, by their unit: hours, days, minutes, percent
        or sessions.

    Labels are equal if their rule, cause and text are.

    Examples
    --------
    >>> label = Label("spacing", "48 h", "less than 2 days from another session")
    >>> label.code, label.run, dict(label.numbers)
    ('spacing', None, {})
    """

    rule: str
    cause: str
    text: str
    code: str = _aside(attrs.Factory(lambda self: self.rule, takes_self=True))
    run: str | None = _aside(None)
    numbers: tuple[tuple[str, float], ...] = attrs.field(
        default=(), converter=_to_numbers, eq=False, repr=False, kw_only=True
    )


def label_words(label: Label) -> str:
    """Return a rule, or a need, with its name."""
    return f"{label.text} ({label.rule})"


_ANOTHER = re.compile(r"\b(from|during) another session\b")


def names_another(label: Label) -> bool:
    """Whether a label speaks of another session without naming it."""
    return _ANOTHER.search(label.text) is not None


def naming(label: Label, sessions: str) -> Label:
    """Return a label that names the sessions of a plan that it calls another session.

    Examples
    --------
    >>> label = Label("spacing", "48 h", "less than 48 h from another session")
    >>> naming(label, "Tue 18:00 circuit").text
    'less than 48 h from Tue 18:00 circuit'
    """
    if not sessions:
        return label
    return attrs.evolve(label, text=_ANOTHER.sub(rf"\1 {sessions}", label.text))


def label_text(label: Label) -> str:
    """Return a rule, or a need, in its own words alone."""
    return label.text


def closed_words(
    labels: Sequence[Label], together: bool, words: Callable[[Label], str] = label_text
) -> str:
    """Return what closes a time: rules each of which does, or that do together.

    Examples
    --------
    >>> shut = Label("availability", "Fri", "not open on Fri")
    >>> near = Label("spacing", "48 h", "less than 48 h from another session")
    >>> closed_words([shut, near], together=True)
    'not open on Fri; otherwise less than 48 h from another session'
    """
    return ("; otherwise " if together else "; ").join(map(words, labels))


def closed_code(labels: Sequence[Label], together: bool, otherwise: str) -> str:
    """Return in a word what closes a time: the code of the first rule that does, or "together".

    Examples
    --------
    >>> shut = Label("availability", "Fri", "not open on Fri", code="availability.day")
    >>> closed_code([shut], False, "open"), closed_code([], False, "open")
    ('availability.day', 'open')
    """
    if together:
        return "together"
    return labels[0].code if labels else otherwise


Labeller = Callable[[], list[Label]]
"""Makes the labels when they are asked for: a plan that nobody questions needs none."""


@attrs.frozen
class MadeLabels:
    """Labels that are made already: a `Labeller` that can be pickled, unlike a closure.

    Each label is kept once, however many rows it stands on.
    """

    distinct: tuple[Label, ...]
    which: tuple[int, ...]

    @classmethod
    def of(cls, labels: Iterable[Label]) -> MadeLabels:
        """Return a labeller that makes just these labels."""
        number: dict[Label, int] = {}
        which = tuple(number.setdefault(label, len(number)) for label in labels)
        return cls(tuple(number), which)

    def __call__(self) -> list[Label]:
        """Return all labels, in order."""
        return [self.distinct[index] for index in self.which]
