"""A certificate in words: why nothing is better, by the rows that it adds up."""

from __future__ import annotations

from collections.abc import Iterator

from ...program.tier_names import Tier
from ...proof import Certificate
from ...proof.certificate import Multiple, leaves
from ...proof.row_worth import RowWorth, clashing, row_words, row_worths
from .layout import WIDTH, table, wrap, wrap_all

_SHOWN = 6
"""Rows of a proof that the short form names. CONVENTION."""

_LEAST = {Tier.STRENGTH: 0.0005, Tier.INTERFERENCE: 0.005}
"""Less than this rounds to nothing."""


def certificate_text(certificate: Certificate) -> str:
    """Return why no plan is better, or why there is none: the rows that are worth most.

    Examples
    --------
    >>> import strengthfit as sf
    >>> runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Thu 07:00", "tempo")]
    >>> print(sf.plan(sf.Week(runs, strength=2, repeats=True)).certificate)
    No plan is better. The rules that prove it:
    Strength: 100 % of what is asked.
      No plan can be better than that.
    Interference: 1.15 % of speed (each session rounded down to a step of 0.05 %).
      If one session could ignore one of these, at most so much less interference:
        0.70 %  as much strength, so no session more left out
        0.20 %  less than 2 days from another session, from Fri 06:00 to Sat 20:30
        0.10 %  at the time of the tempo on Thu 07:00
        0.05 %  less than 2 days from another session, from Thu 06:00 to Fri 20:30
    The tiers after these (preference, earliness, isolation) take 27 more rows.
    """
    if not certificate.objective:
        return "\n".join(_no_plan(certificate))
    lines = ["No plan is better. The rules that prove it:"]
    lines += _tier(certificate, Tier.STRENGTH, _strength(certificate), "more strength")
    lines += _tier(certificate, Tier.INTERFERENCE, _interference(certificate), "less interference")
    return "\n".join([*lines, *wrap_all(_rest(certificate))])


def full_certificate_text(certificate: Certificate) -> str:
    """Return a certificate with every row: how often it is taken, and what it says."""
    lines: list[str] = []
    program = certificate.program
    names = [str(tier) for tier in program.tiers] if certificate.objective else ["no plan"]
    for name, proof in zip(names, certificate.proofs, strict=True):
        cases = list(leaves(proof))
        for number, leaf in enumerate(cases, start=1):
            case = f", case {number} of {len(cases)}" if len(cases) > 1 else ""
            lines.append(f"{name}{case}:" if leaf else f"{name}: all plans come to the same")
            lines += table(
                [
                    (f"{one.times:,}", _divided(one), _lines(row_words(program, one), 28))
                    for one in leaf
                ],
                (-18, 6),
            )
    return "\n".join(lines)


def _lines(text: str, room: int = 12) -> list[str]:
    """Return a row's words in lines that fit beside `room` columns."""
    return wrap(text, width=WIDTH - room)


def _divided(row: Multiple) -> str:
    return f"/ {row.divisor}" if row.divisor > 1 else ""


def _strength(certificate: Certificate) -> str:
    program, tier = certificate.program, certificate.program.tiers.index(Tier.STRENGTH)
    asked, lost = program.strength_asked, certificate.objective[tier]
    return f"{100 * (1 - lost / asked):.0f} % of what is asked" if asked else "none is asked"


def _interference(certificate: Certificate) -> str:
    program = certificate.program
    value = certificate.objective[program.tiers.index(Tier.INTERFERENCE)]
    steps = f"each session rounded down to a step of {program.resolution:g} %"
    return f"{value * program.resolution:.2f} % of speed ({steps})"


def _tier(certificate: Certificate, tier: Tier, value: str, better: str) -> Iterator[str]:
    """Yield the lines of one tier: its value, and what each row is worth at most."""
    number = certificate.program.tiers.index(tier)
    yield f"{str(tier).capitalize()}: {value}."
    if not certificate.objective[number]:
        yield "  No plan can be better than that."
        return
    if len(list(leaves(certificate.proofs[number]))) > 1:
        yield "  This proof is in cases, so no rule alone has a price."
        return
    worths = [one for one in row_worths(certificate, tier) if one.worth >= _LEAST[tier]]
    if worths:
        yield f"  If one session could ignore one of these, at most so much {better}:"
        yield from table(
            [(_amount(one, tier), _lines(one.text)) for one in worths[:_SHOWN]], (-10,)
        )
    if len(worths) > _SHOWN:
        yield f"  and {len(worths) - _SHOWN} that are worth less."


def _amount(one: RowWorth, tier: Tier) -> str:
    return f"{100 * one.worth:.0f} %" if tier == Tier.STRENGTH else f"{one.worth:.2f} %"


def _rest(certificate: Certificate) -> Iterator[str]:
    """Yield what proves the tiers that are not named."""
    named = (Tier.STRENGTH, Tier.INTERFERENCE)
    names = certificate.program.tiers
    others = {
        str(name): sum(map(len, leaves(proof)))
        for name, proof in zip(names, certificate.proofs, strict=True)
        if name not in named and any(leaves(proof))
    }
    if others:
        rows = sum(others.values())
        yield f"The tiers after these ({', '.join(others)}) take {rows} more rows."


def _no_plan(certificate: Certificate) -> list[str]:
    texts = clashing(certificate)
    lines = ["There is no plan, as these cannot all be kept:"]
    lines += [line for text in texts[:_SHOWN] for line in wrap(f"- {text}")]
    if len(texts) > _SHOWN:
        lines.append(f"and {len(texts) - _SHOWN} more.")
    return lines
