"""Why a squad falls short, and what would help, in words."""

from __future__ import annotations

from ...program.labels import label_words
from ...squads.diagnosis import SquadDiagnosis
from .layout import wrap, wrap_all
from .words import cut_short

MET = "Everybody can have as much strength as"
WAYS_OUT = "Ways out, the cheapest first (prices are a convention; strength gives way first)"
NONE_IS_ENOUGH = "More of one thing alone, or one pin less, is not enough for that."


def squad_diagnosis_text(diagnosis: SquadDiagnosis) -> str:
    """Return what clashes, who falls short, and the ways out with their prices.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.squads import Gym, diagnose_squad
    >>> print(diagnose_squad({"Ann": Week([], strength=1)}, Gym(places=1)))
    Everybody can have as much strength as with a gym of their own, open at all
      hours.
    """
    theirs = _alone_words(diagnosis)
    if diagnosis.met:
        return "\n".join(wrap(f"{MET} {theirs}."))
    lines: list[str] = []
    if diagnosis.short and diagnosis.plan.status == "infeasible":
        lines += ["No plan keeps every pin."]
    elif diagnosis.short:
        names = ", ".join(diagnosis.short)
        which = "the best plan" if diagnosis.plan.status == "optimal" else "the plan that was found"
        lines += wrap(f"Less strength in {which} than {theirs}: {names}.")
    if diagnosis.clash:
        lines += wrap(f"{_clash_words(diagnosis)}:")
        clashes = [diagnosis.clash, *diagnosis.other_clashes]
        lines += wrap_all(f"- {', or '.join(map(label_words, clash))}" for clash in clashes)
        lines += [] if diagnosis.one_is_enough else wrap(NONE_IS_ENOUGH)
        lines += ["", *wrap(f"{WAYS_OUT}:")]
        for way in diagnosis.ways:
            lines += wrap(f"{way.price:g}  {way.text}", "   ")
        if not diagnosis.ways:
            lines.append("   none was found")
    if not diagnosis.finished:
        lacks = "there may be more" if diagnosis.clash else "what clashes is not known"
        lines += wrap(cut_short(lacks))
    return "\n".join(lines)


def _alone_words(diagnosis: SquadDiagnosis) -> str:
    """Return what "alone" means in a diagnosis: nothing that is shared is scarce."""
    if diagnosis.plan.coach is None:
        return "with a gym of their own, open at all hours"
    return "with a gym and a coach of their own at all hours"


def _clash_words(diagnosis: SquadDiagnosis) -> str:
    """Return what stands above a list with a clash on each line, of which one limit gives way."""
    which = "one limit of each line" if diagnosis.other_clashes else "this"
    return f"If nobody is to have less strength, {which} has to give way, perhaps more"
