"""An extension for tests, made up: kinds, one with a curve of its own, a rule, a cost, evidence.

It is a module of its own, so that other processes can import it.
"""

from typing import Any

import numpy as np

from strengthfit import Extension, OwnRunKind, OwnStrengthKind, Parameter, Policy
from strengthfit.domain.run import RUN_KINDS, RunKind
from strengthfit.domain.strength import STRENGTH_KINDS
from strengthfit.program import Cost, Label, Rows, Rule, RuleContext, Term, Tier, forbid

CURVE = ((0, 0.6), (30, 1.0), (72, 0.2), (120, 0.0))


def club_rows(context: RuleContext) -> Rows:
    """No strength on Wednesdays."""
    names = context.day_names
    days = np.flatnonzero([name.endswith("Wed") for name in names])

    def labels() -> list[Label]:
        return [Label("acme:club_day", names[day], f"on club day, {names[day]}") for day in days]

    return forbid(context.choices.day == days[:, None], labels)


def dark_cost(context: RuleContext) -> Cost:
    """A price on each choice from 18:00 on."""
    late = np.flatnonzero(_late(context))
    percent = context.parameters.value("acme:darkness", "any")

    def labels() -> list[Label]:
        return [Label("acme:dark", "evening", "in the dark")]

    return Cost(np.zeros_like(late), late, np.full(len(late), percent), 1, labels)


def dark_sampled(total: Any, context: RuleContext, draws: Any, choices: Any) -> None:
    """Add the price under each draw."""
    total[_late(context)[choices]] += draws.of("acme:darkness", "any")


def _late(context: RuleContext) -> Any:
    return context.choices.start % 1440 >= 18 * 60


CLUB = Rule(
    "acme:club_day",
    club_rows,
    word="club",
    meaning="the club meets",
    price=0.5,
    advice="miss the club on {cause}",
)
DARK = Term(
    "acme:dark",
    dark_cost,
    tier=Tier.INTERFERENCE,
    unit="%",
    word="darkness",
    sampled=dark_sampled,
)
NORDIC = OwnStrengthKind("acme:nordic", "heavy", curve=CURVE, source="Nielsen 2026, made up")
FARTLEK = OwnRunKind("acme:fartlek", "tempo")
EVIDENCE = (
    Parameter("peak", "acme:nordic", 2.0, 1.0, 4.0, "% of speed", "Nielsen 2026, made up"),
    Parameter("minutes", "acme:nordic", 20.0, 10.0, 30.0, "min", "Nielsen 2026, made up"),
    Parameter("sensitivity", "acme:fartlek", 0.9, 0.7, 1.0, "share", "Nielsen 2026, made up"),
    Parameter("peak", "heavy", 8.0, 5.0, 10.0, "% of speed", "Smith et al 2027, made up"),
    Parameter("acme:darkness", "any", 0.25, 0.1, 0.5, "% of speed", "CONVENTION"),
)
ACME = Extension(
    "acme",
    "2",
    source="Acme Lab, made up",
    strength_kinds=[NORDIC],
    run_kinds=[FARTLEK],
    evidence=EVIDENCE,
    rules=[CLUB],
    costs=[DARK],
)
POLICY = Policy(extensions=[ACME])

MIRROR = Extension(
    "mirror",
    strength_kinds=[OwnStrengthKind(f"mirror:{kind}", kind) for kind in STRENGTH_KINDS],
    run_kinds=[OwnRunKind(f"mirror:{kind}", kind) for kind in RUN_KINDS if kind != RunKind.RACE],
)
"""A kind like each kind of the house that brings nothing of its own."""
