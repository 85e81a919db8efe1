"""What a rule is: its rows, and the words in which it is explained, waived and given up."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from ...domain.checks import text_code
from ...errors import InputError
from ..context import RuleContext
from ..horizon import FixedSession, Horizon
from ..labels import Label
from ..rows import Rows

Measure = Callable[[Horizon, Label, Sequence[FixedSession]], str]
"""From a case of a rule that is given up, and the sessions of a plan, to how far they use that."""


LONGEST_WORD = 8
"""Characters that a cell of the grid holds."""


def _check_word(_rule: "Rule", _attribute: "attrs.Attribute[str]", value: Any) -> None:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_WORD:
        accepted = f"is not a word of 1 to {LONGEST_WORD} characters"
        raise InputError("Rule.word", value, accepted, text_code(value))


@attrs.frozen
class Rule:
    """A hard requirement, and all that is said of it anywhere.

    Parameters
    ----------
    name
        As in its labels.
    rows
        Makes its labelled rows, with `name` as the rule of each label.
    word
        What stands in a cell of the grid of explanations: at most 8 characters.
    meaning
        What the key below the grid says of that word.
    price
        What giving up one case costs a relaxation, beside 1 for a session reduced and 4 for one
        left out. CONVENTION. None for a rule that cannot be waived.
    advice
        What a relaxation says when a case is given up; ``{text}`` and ``{cause}`` are its label's.
    measure
        How far a plan uses that a case is given up, such as "3 h before it"; "" for not at all.
    never_waived
        Labels of rows that hold even if the rule is waived.

    Examples
    --------
    >>> from strengthfit.program.rules import RULES
    >>> RULES["availability"].advise(Label("availability", "Mon", "not open on Mon"))
    'make room on Mon'
    """

    name: str
    rows: Callable[[RuleContext], Rows]
    word: str = attrs.field(kw_only=True, validator=_check_word)
    meaning: str = attrs.field(kw_only=True)
    price: float | None = attrs.field(kw_only=True)
    advice: str = attrs.field(kw_only=True, default="allow {text}")
    measure: Measure | None = attrs.field(kw_only=True, default=None)
    never_waived: tuple[Label, ...] = attrs.field(kw_only=True, default=())

    def can_be_waived(self, label: Label) -> bool:
        """Whether the user may take out the rows of one of the rule's labels."""
        return self.price is not None and label not in self.never_waived

    def advise(self, label: Label) -> str:
        """Return as advice that one case of the rule is given up."""
        return self.advice.format(text=label.text, cause=label.cause)


def least_hours(gaps: Iterable[int], where: str) -> str:
    """Return the smallest of gaps in minutes as text, such as "3 h 30 min apart".

    Negative ones do not count; "" if no other is left.
    """
    ahead = [gap for gap in gaps if gap >= 0]
    if not ahead:
        return ""
    hours, minutes = divmod(min(ahead), 60)
    return f"{hours} h{f' {minutes} min' if minutes else ''} {where}"
