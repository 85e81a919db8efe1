"""An explanation as text: a grid of the week, and every start in words, in 80 columns of ASCII."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ...diagnosis import Cause, Explanation, ObjectiveDifference, Start
from ...diagnosis.objective_difference import price_text
from ...domain.block import week_days
from ...domain.clock import DAY, clock_text, day_name
from ...domain.policy import Policy
from ...domain.strength import Demand
from ...domain.words import effort_words, labelled
from ...program.costs import Tier
from ...program.labels import closed_words
from ...program.own_records import rules_in_words
from ...program.rules import Rule
from .layout import WIDTH, table, wrap, wrap_all
from .words import cut_short

_TIME = 12
_CELL = 9
_DAYS_IN_A_ROW = (WIDTH - _TIME) // _CELL

Words = dict[tuple[str, str], None]
"""The words of a grid in the order in which they come, each with what the key says of it."""

UNKNOWN = "no time was left to see"
"""What is said of a start if limits ended the call before it was known whether it is open."""

_STATE_WORDS = {"past": ("past", "before today"), "unknown": ("?", UNKNOWN)}
"""States that need no price and no rule: the word of a cell, and what the key says of it."""

_SHOWN = 0.005  # less than this rounds to nothing


def explanation_text(explanation: Explanation) -> str:
    """Return a sentence for each session, a grid of the week for each demand, and the parts.

    Examples
    --------
    >>> import strengthfit as sf
    >>> plan = sf.plan(sf.Week([sf.Run("Wed 07:00", "easy", minutes=40)], strength=1))
    >>> print(sf.explain(plan))  # doctest: +ELLIPSIS
    Wed 09:00 circuit, full: after the easy run; no key run is known after it;
      second best is Mon 18:00, 0.15 % more interference.
    ...
    """
    lines = wrap_all(sentences(explanation))
    words: Words = {}
    for demand, starts in by_demand(explanation.starts):
        lines += ["", *wrap(grid_head(demand))]
        lines += _grid(explanation, starts, words)
    lines += wrap_all(missing(explanation))
    if words:
        lines += [
            "",
            *wrap("; ".join(f"{word}: {meaning}" for word, meaning in words) + "."),
        ]
    return "\n".join([*lines, "", *_score(explanation)])


def missing(explanation: Explanation) -> list[str]:
    """Return what limits left no time for, if anything."""
    lacks = "not every start has its price"
    return [] if explanation.finished else [cut_short(lacks)]


def sentences(explanation: Explanation) -> list[str]:
    """Return why each session is where it is."""
    each = [f"{sentence}." for sentence in explanation.sentences]
    return each or ["The plan has no strength session."]


def grid_head(demand: Demand) -> str:
    """Return what the grid of a demand shows."""
    name = labelled(demand.kind, demand.label)
    asked = f"{demand.count} {name}, {demand.dose}{effort_words(demand.effort)}"
    return f"{asked}: * is in the plan; numbers are what a start would add, in %"


def details_text(explanation: Explanation) -> str:
    """Return every start of every demand in words, starts that read alike in one line."""
    lines: list[str] = []
    for demand, starts in by_demand(explanation.starts):
        name, effort = labelled(demand.kind, demand.label), effort_words(demand.effort)
        lines += [f"{demand.count} {name}, {demand.dose}{effort}"]
        described = [(start, start_words(explanation, start)) for start in starts]
        for (_, words), group in groupby(described, key=lambda pair: (pair[0].day, pair[1])):
            alike = [start for start, _ in group]
            last = f"-{clock_text(alike[-1].start % DAY)}" if len(alike) > 1 else ""
            lines += wrap(f"{alike[0].when}{last} {words}", "  ")
        lines.append("")
    lines += wrap_all(missing(explanation))
    return "\n".join([*lines, *_score(explanation)])


def start_words(explanation: Explanation, start: Start) -> str:
    """Describe one start: in the plan, open at a price, or blocked by rules."""
    if start.state == "past":
        return "past"
    if start.state == "unknown":
        return UNKNOWN
    if start.state == "blocked":
        return f"blocked: {closed_words(start.rules, start.together)}"
    if start.state == "taken":
        place = "done" if start.day < explanation.plan.today else "in the plan"
        return f"{place}, {start.dose}; {causes_text(start.causes) or 'costs nothing'}"
    price = price_text(start.price or ObjectiveDifference(), explanation.plan.policy.resolution)
    with_others = f", with {' and '.join(start.others)}" if start.others else ""
    dose = "" if start.dose == start.demand.dose else f", {start.dose}"
    changes = causes_text(start.causes, signed=True) or "no part of the score differs"
    return f"open, {price}{dose}{with_others}: {changes}"


def by_demand(starts: Iterable[Start]) -> list[tuple[Demand, list[Start]]]:
    """Return the starts of each demand."""
    return [(demand, list(group)) for demand, group in groupby(starts, lambda s: s.demand)]


def cell_word(start: Start | None, policy: Policy) -> str:
    """Return a start in a word: '*' for taken, a price in percent for open, a rule for blocked."""
    return _word_and_meaning(start, policy.resolution, rules_in_words(policy.extensions))[0]


def _word_and_meaning(
    start: Start | None, resolution: float, rules: Mapping[str, Rule]
) -> tuple[str, str]:
    """Return the word of a cell, and what the key says of it; nothing of a star or a number."""
    if start is None or start.state == "taken":
        return "" if start is None else "*", ""
    if start.state in _STATE_WORDS:
        return _STATE_WORDS[start.state]
    if start.price is None:
        if not start.rules:
            return "-", "no plan has a session then"
        rule = rules[start.rules[0].rule]
        return rule.word, rule.meaning
    if start.price.strength:
        word = "less" if start.price.strength > 0 else "more"
        return word, f"open, with {word} strength in all"
    return f"{start.price.interference * resolution:+.2f}", ""


def causes_text(causes: Iterable[Cause], *, signed: bool = False) -> str:
    """Return parts of a score in words, as `cause_words` orders them."""
    return "; ".join(f"{text} {amount}" for text, amount in cause_words(causes, signed=signed))


def cause_words(causes: Iterable[Cause], *, signed: bool = False) -> list[tuple[str, str]]:
    """Return each part that shows, and its amount with its unit: percent first, largest first."""
    sign = "+" if signed else ""
    order = sorted(causes, key=lambda cause: (cause.part.unit != "%", -abs(cause.value)))
    return [
        (cause.label.text, f"{cause.value:{sign}.{cause.part.decimals}f} {cause.part.unit}")
        for cause in order
        if abs(cause.value) >= _SHOWN
    ]


def _grid(explanation: Explanation, starts: Sequence[Start], words: Words) -> list[str]:
    days = range(explanation.days)
    lines: list[str] = []
    for first in range(0, len(days), _DAYS_IN_A_ROW):
        lines += _block(explanation, starts, days[first : first + _DAYS_IN_A_ROW], words)
    return lines


def _block(
    explanation: Explanation,
    starts: Sequence[Start],
    days: Sequence[int],
    words: dict[tuple[str, str], None],
) -> list[str]:
    at = {(start.day, start.start % DAY): start for start in starts}
    policy = explanation.plan.policy
    rules = rules_in_words(policy.extensions)
    rows: list[tuple[int, tuple[str, ...]]] = []
    for time in sorted({time for _, time in at}):
        cells = [_word_and_meaning(at.get((day, time)), policy.resolution, rules) for day in days]
        words.update(dict.fromkeys(pair for pair in cells if pair[1]))
        rows.append((time, tuple(word for word, _ in cells)))
    week = explanation.plan.week
    lines = [("", *(day_name(day, week.first_weekday, days=week_days(week)) for day in days))]
    for shown, group in groupby(rows, key=lambda row: row[1]):
        times = [time for time, _ in group]
        name = clock_text(times[0]) + (f"-{clock_text(times[-1])}" if len(times) > 1 else "")
        lines.append((name, *shown))
    return table(lines, (_TIME, *(_CELL for _ in days[1:])), gap="")


def _score(explanation: Explanation) -> list[str]:
    return interference_lines(explanation.plan.interference, explanation.parts)


def interference_lines(total: float, parts: Iterable[Cause]) -> list[str]:
    """Return what a week costs the running, and the parts that this is made of."""
    causes = causes_text(interference_causes(parts))
    sentence = f"Interference {total:.2f} % of speed"
    return wrap(f"{sentence}: {causes}." if causes else f"{sentence}.")


def interference_causes(parts: Iterable[Cause]) -> list[Cause]:
    """Return the parts of a score that interference is made of."""
    return [cause for cause in parts if cause.part.tier == Tier.INTERFERENCE]
