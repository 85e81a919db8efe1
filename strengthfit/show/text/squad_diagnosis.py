"""Why a squad falls short, and what would help, in words."""

from __future__ import annotations

from ...program.labels import label_words
from ...squads.diagnosis import SquadDiagnosis
from .layout import wrap, wrap_all
from .words import cut_short

MET = "Everybody can have as much strength as alone."
WAYS_OUT = "Ways out, the cheapest first (prices are a convention; strength gives way first)"


def squad_diagnosis_text(diagnosis: SquadDiagnosis) -> str:
    """Return what clashes, who falls short, and the ways out with their prices.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.squads import Gym, diagnose_squad
    >>> print(diagnose_squad({"Ann": Week([], strength=1)}, Gym(places=1)))
    Everybody can have as much strength as alone.
    """
    if diagnosis.met:
        return MET
    lines: list[str] = []
    if diagnosis.short and diagnosis.plan.status == "infeasible":
        lines += ["No plan keeps every pin."]
    elif diagnosis.short:
        names = ", ".join(diagnosis.short)
        lines += wrap(f"Less strength than alone, in the best plan: {names}.")
    if diagnosis.clash:
        lines += ["These limits clash; without any one of them the others would do:"]
        lines += wrap_all(f"- {label_words(label)}" for label in diagnosis.clash)
        lines += ["", *wrap(f"{WAYS_OUT}:")]
        for way in diagnosis.ways:
            lines += wrap(f"{way.price:g}  {way.text}", "   ")
        if not diagnosis.ways:
            lines.append("   no single change is enough")
    if not diagnosis.finished:
        lines += wrap(cut_short("what clashes is not known"))
    return "\n".join(lines)
