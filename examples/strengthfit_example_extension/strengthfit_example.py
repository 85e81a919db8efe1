"""An extension of strengthfit, as a template. Every number in it is made up.

It brings a kind of strength with its own decay curve, a kind of run, a number of the evidence
beyond the bounds of the table, a rule and a cost. Keep what you need and rename the rest: "example"
is the extension's name, and the first part of every name that it brings.
"""

import numpy as np

from strengthfit import Extension, OwnRunKind, OwnStrengthKind, Parameter
from strengthfit.physiology.fatigue import FloatArray
from strengthfit.physiology.uncertainty import Draws
from strengthfit.program import (
    Cost,
    Label,
    Rows,
    Rule,
    RuleContext,
    Term,
    Tier,
    forbid,
)
from strengthfit.program.rows import BoolArray, IntArray

SOURCE = "made up for the template"

NORDIC = OwnStrengthKind(
    "example:nordic",
    like="heavy",  # its guards, spacings and equipment hold, and its numbers where none is given
    curve=[[0, 0.6], [36, 1.0], [72, 0.3], [120, 0.0]],  # hours after, share of the peak left
    source=SOURCE,
)
"""Nordic curls: soreness is what they leave behind, and it comes late."""

FARTLEK = OwnRunKind("example:fartlek", like="tempo", key=False)
"""Play with speed: nobody times it, so its quality is not what counts."""

EVIDENCE = [
    # name, subject, value, low, high, unit, source: the bounds are those of robustness and sweeps
    Parameter("peak", "example:nordic", 2.5, 1.0, 5.0, "% of speed", SOURCE),
    Parameter("minutes", "example:nordic", 15.0, 10.0, 25.0, "min", SOURCE),
    Parameter("benefit", "example:nordic", 0.2, 0.0, 0.4, "weight", SOURCE),
    Parameter("sensitivity", "example:fartlek", 0.7, 0.5, 0.9, "share", SOURCE),
    Parameter("peak", "circuit", 4.5, 3.0, 6.0, "% of speed", SOURCE),  # the table ends at 3.5
    Parameter("example:heat", "any", 0.3, 0.1, 0.6, "% of speed", "CONVENTION"),
]


def late_rows(context: RuleContext) -> Rows:
    """Return one row for each day: no session that ends after 20:30, for the sake of sleep."""
    days = np.arange(context.horizon.days)
    late = context.choices.end > context.choices.day * 1440 + 20 * 60 + 30
    names = context.day_names

    def labels() -> list[Label]:
        return [Label("example:sleep", name, f"too late to sleep well on {name}") for name in names]

    return forbid((context.choices.day == days[:, None]) & late, labels)


def heat_cost(context: RuleContext) -> Cost:
    """Return the price of each choice in the heat of the day."""
    hot = np.flatnonzero(_hot(context))
    percent = context.parameters.value("example:heat", "any")

    def labels() -> list[Label]:
        return [Label("example:heat", "noon", "in the heat")]

    return Cost(np.zeros_like(hot), hot, np.full(len(hot), percent), 1, labels)


def heat_sampled(total: FloatArray, context: RuleContext, draws: Draws, choices: IntArray) -> None:
    """Add the same under each draw of the evidence, so that `robustness` varies it."""
    total[_hot(context)[choices]] += draws.of("example:heat", "any")


def _hot(context: RuleContext) -> BoolArray:
    clock = context.choices.start % 1440
    hot: BoolArray = (clock >= 12 * 60) & (clock < 16 * 60)
    return hot


EXTENSION = Extension(
    "example",
    version="1.0",
    source=SOURCE,
    strength_kinds=[NORDIC],
    run_kinds=[FARTLEK],
    evidence=EVIDENCE,
    rules=[
        Rule(
            "example:sleep",
            late_rows,
            word="sleep",
            meaning="too late to sleep well",
            price=2,
            advice="train late on {cause}",
        )
    ],
    costs=[
        Term(
            "example:heat",
            heat_cost,
            tier=Tier.INTERFERENCE,
            unit="%",
            word="heat",
            sampled=heat_sampled,
        )
    ],
)
