"""Why a title is neither a run nor strength: a value, of which the sentence is made last."""

from typing import Literal

import attrs

Why = Literal["ignored", "called_off", "no_run", "elsewhere", "unlike", "unnamed"]

_SENTENCES: dict[Why, str] = {
    "ignored": "{words}, among words to ignore",
    "called_off": "{words}: called off",
    "no_run": "{words}: no run",
    "elsewhere": "{words}, which is neither a run nor strength",
    "unlike": "{words}, but the rest does not look like training",
    "unnamed": "names no kind of run or strength",
}


@attrs.frozen
class Reason:
    """Why there is neither a run nor strength.

    Parameters
    ----------
    why
        A word of the user's to ignore; called off; a word for rest; another activity or care of the
        body; words for training beside others that do not look like it; or no such word at all.
    words
        What was understood, in quotes.
    doubtful
        Whether it could be a run all the same, and is to be looked at.

    Examples
    --------
    >>> Reason("called_off", "'skipped'").how
    "'skipped': called off"
    >>> Reason("unnamed").how
    'names no kind of run or strength'
    """

    why: Why
    words: str = ""
    doubtful: bool = False

    @property
    def how(self) -> str:
        """The reason in words."""
        return _SENTENCES[self.why].format(words=self.words)
