"""How axes are told: the head of a column, a number in it, and a number in a sentence."""

from collections.abc import Callable

import attrs


@attrs.frozen
class AxisWords:
    """The words of an axis.

    Parameters
    ----------
    head : str
        The head of its column.
    number : callable
        From a value to how it is written.
    rest : str
        What comes behind a number in a sentence.
    """

    head: str
    number: Callable[[float], str]
    rest: str

    def sentence(self, value: float) -> str:
        """Return a value as part of a sentence."""
        return f"{self.number(value)} {self.rest}"


AXIS_WORDS: dict[str, AxisWords] = {
    "strength": AxisWords("strength", lambda value: f"{100 * value:.0f} %", "of the strength"),
    "interference": AxisWords("interference", lambda value: f"{value:.2f} %", "of interference"),
    "changes": AxisWords("changes", lambda value: f"{value:.0f}", "changed"),
    "time_of_day": AxisWords(
        "minutes off", lambda value: f"{value:.0f}", "min off the preferred time"
    ),
    "days": AxisWords("days", lambda value: f"{value:.0f}", "days with strength"),
}
"""By the names in `strengthfit.tradeoffs.axes.AXES`."""
