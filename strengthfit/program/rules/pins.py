"""What the user fixed stays, and what the user forbade is not used."""

import numpy as np

from ..context import RuleContext
from ..horizon import Pin
from ..labels import Label
from ..rows import Rows, forbid, stack, weighted
from .rule import Rule

_NAME = "pins"


def rows(context: RuleContext) -> Rows:
    """Return one row "none of these" for each forbidden span, and one for each pin.

    The pins come last, so that a pin that is added later is one more row at the end.
    """
    return stack([_forbidden(context), _pinned(context)])


def pin_label(pin: Pin) -> Label:
    """Return the label of a pin's row."""
    return _label(pin.text)


def _label(pin: str) -> Label:
    return Label(_NAME, pin, f"the {pin} is pinned", code="pins.pinned")


def is_of_pin(label: Label) -> bool:
    """Whether a label is one of a pin, and not of a span that is forbidden.

    Examples
    --------
    >>> is_of_pin(Label("pins", "core on Tue", "the core on Tue is pinned"))
    True
    >>> is_of_pin(Label("pins", "Wed", "forbidden: Wed"))
    False
    """
    return label == _label(label.cause)


def _pinned(context: RuleContext) -> Rows:
    choices, pins = context.choices, context.horizon.pins
    matrix = np.zeros((len(pins), len(choices)), dtype=np.int64)
    for index, pin in enumerate(pins):
        matrix[index] = -1 * choices.pinned(pin, context.horizon.demands)

    def labels() -> list[Label]:
        return [pin_label(pin) for pin in pins]

    return weighted(matrix, np.full(len(pins), -1, dtype=np.int64), labels)


def _forbidden(context: RuleContext) -> Rows:
    horizon = context.horizon
    start = np.array([span.start for span in horizon.forbidden], dtype=np.int64)[:, None]
    end = np.array([span.end for span in horizon.forbidden], dtype=np.int64)[:, None]
    inside = (context.choices.start >= start) & (context.choices.start < end)

    def labels() -> list[Label]:
        names = [
            f"{horizon.moment(span.start)}-{horizon.moment(span.end)}" for span in horizon.forbidden
        ]
        code = "pins.forbidden"
        return [Label(_NAME, name, f"forbidden: {name}", code=code) for name in names]

    return forbid(inside, labels)


RULE = Rule(
    _NAME,
    rows,
    word="pinned",
    meaning="a pin stands against it",
    price=3,
    advice="give up: {text}",
)
