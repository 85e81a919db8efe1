"""Labels: what a row or a cost is, and what caused it, in the runner's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs


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
    """

    rule: str
    cause: str
    text: str


def label_words(label: Label) -> str:
    """Return a rule, or a need, with its name."""
    return f"{label.text} ({label.rule})"


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
