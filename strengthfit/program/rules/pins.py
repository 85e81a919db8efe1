"""What the user fixed stays, and what the user forbade is not used."""

import numpy as np

from ...domain.strength import DOSES, STRENGTH_KINDS
from ..context import RuleContext
from ..labels import Label
from ..rows import Rows, forbid, stack, weighted
from .rule import Rule


def rows(context: RuleContext) -> Rows:
    """Return one row "at least one of these" for each pin, and one for each forbidden span."""
    return stack([_pinned(context), _forbidden(context)])


def _pinned(context: RuleContext) -> Rows:
    choices, pins = context.choices, context.horizon.pins
    matrix = np.zeros((len(pins), len(choices)), dtype=np.int64)
    for index, pin in enumerate(pins):
        fits = (choices.start == pin.start) & (choices.kind == STRENGTH_KINDS.index(pin.kind))
        if pin.dose is not None:
            fits &= choices.dose == DOSES.index(pin.dose)
        matrix[index] = -1 * fits

    def labels() -> list[Label]:
        return [Label("pins", pin.text, f"the {pin.text} is pinned") for pin in pins]

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
        return [Label("pins", name, f"forbidden: {name}") for name in names]

    return forbid(inside, labels)


RULE = Rule(
    "pins",
    rows,
    word="pinned",
    meaning="a pin stands against it",
    price=3,
    advice="give up: {text}",
)
