"""Labels: what a row or a cost is, and what caused it, in the runner's words."""

from collections.abc import Callable

import attrs


@attrs.frozen
class Label:
    """What a row, or a cost, stands for.

    Parameters
    ----------
    rule : str
        The rule, or the cost term.
    cause : str
        What caused it: the id of a run, a day, a window, a session.
    text : str
        A few plain words, such as "before the intervals on Tue 07:00".
    """

    rule: str
    cause: str
    text: str


Labeller = Callable[[], list[Label]]
"""Labels are made when they are asked for: a plan that nobody questions needs none."""
