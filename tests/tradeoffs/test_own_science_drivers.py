"""What can matter to a plan under doubt, if extensions bring numbers of their own."""

import attrs
import numpy as np
import pytest

import strengthfit as sf
from strengthfit.program import Cost, RuleContext

from ..own_science import ACME, CURVE, DARK, EVIDENCE, dark_cost, dark_sampled

WEEK = sf.Week(
    [sf.Run("Tue 07:00", "lab:fartlek"), sf.Run("Sun 08:00", "lab:fartlek")],
    strength=[sf.Demand("lab:nordic")],
)


def relevant(extension: sf.Extension, week: sf.Week = WEEK) -> set[str]:
    plan = sf.plan(week, sf.Policy(extensions=[extension]))
    return set(sf.robustness(plan, draws=20).parameters)


@pytest.mark.parametrize("curve", [None, CURVE])
def test_numbers_of_a_like_kind_matter_as_far_as_they_stand_for_its_own(curve: object) -> None:
    kind = sf.OwnStrengthKind("lab:nordic", "heavy", curve=curve)  # type: ignore[arg-type]
    peak = sf.Parameter("peak", "lab:nordic", 2, 1, 3, "% of speed", "made up")
    sensitivity = sf.Parameter("sensitivity", "lab:fartlek", 0.7, 0.5, 0.9, "share", "made up")
    lab = sf.Extension(
        "lab",
        strength_kinds=[kind],
        run_kinds=[sf.OwnRunKind("lab:fartlek", "tempo")],
        evidence=[peak, sensitivity],
    )
    found = relevant(lab)
    assert {"peak.lab:nordic", "sensitivity.lab:fartlek", "leg_work.heavy"} <= found
    assert not found & {"peak.heavy", "sensitivity.tempo"}
    assert ("fast_hours.heavy" in found) == (curve is None)
    assert "importance.tempo" in found


def test_own_numbers_matter_if_a_cost_reads_them() -> None:
    unread = sf.Parameter("acme:moon", "any", 0.5, 0.1, 0.9, "% of speed", "CONVENTION")
    late = sf.Week([sf.Run("Sun 08:00", "long")], available=["Tue 18:30-20:00"], strength=1)
    found = relevant(attrs.evolve(ACME, evidence=[*EVIDENCE, unread]), late)
    assert "acme:darkness.any" in found
    assert "acme:moon.any" not in found
    early = attrs.evolve(late, available=["Tue 09:00-11:00"])
    assert "acme:darkness.any" not in relevant(ACME, early)


def test_a_cost_may_read_numbers_of_the_house() -> None:
    def cost(context: RuleContext) -> Cost:
        made = dark_cost(context)
        peak = context.parameters.value("peak", "plyometric")
        return attrs.evolve(made, values=np.full(len(made.values), 0.25 * peak))

    def sampled(total, context, draws, choices) -> None:  # type: ignore[no-untyped-def]
        own = np.zeros_like(total)
        dark_sampled(own, context, draws, choices)
        total += np.where(own > 0, 0.25 * draws.of("peak", "plyometric"), 0)

    late = sf.Week([sf.Run("Sun 08:00", "long")], available=["Tue 18:30-20:00"], strength=1)
    changed = attrs.evolve(DARK, cost=cost, sampled=sampled)
    assert "peak.plyometric" in relevant(attrs.evolve(ACME, costs=[changed]), late)
