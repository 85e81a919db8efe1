"""What a title of a calendar or a planner means."""

from typing import Literal

import attrs

from ...domain.run import AnyRunKind
from ...domain.strength import AnyStrengthKind


@attrs.frozen
class Meaning:
    """What one title, or a part of one, was taken for, and why.

    Parameters
    ----------
    item
        A run, strength, or something else.
    kind
        Of a run or of strength; None for something else.
    how
        Why, in words, such as ``'hill repeats'``.
    known
        False if it looks like a run (or like strength) and its kind is not said. A run like that
        counts as key, so that it is never quietly easy. Also False of something else that names a
        kind all the same: it is not quietly absent either.
    km, minutes
        As far as the title says so.
    half
        The half of the day, if the title says so.
    priority
        Of a race: "A", "B", "C" or "training"; None if nothing is said.
    is_off
        Whether what is named was called off, so that its hours are free.

    Examples
    --------
    >>> Meaning("run", "tempo", "'tempo'").is_key
    False
    >>> Meaning("run", "steady", "'run', of no known kind", known=False).is_key
    True
    """

    item: Literal["run", "strength", "other"]
    kind: AnyRunKind | AnyStrengthKind | None
    how: str
    known: bool = True
    km: float | None = None
    minutes: float | None = None
    half: Literal["am", "pm"] | None = None
    priority: str | None = None
    is_off: bool = False

    @property
    def is_key(self) -> bool:
        """Whether it is a run that counts as key though its kind does not say so."""
        return self.item == "run" and not self.known
