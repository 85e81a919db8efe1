"""The schools side by side as text, and what fits under which preset."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import attrs

from ...domain.block import weeks_of
from ...planning.preset_plans import PresetFit
from ...tradeoffs.preset_comparisons import PresetComparison, PresetRow
from .layout import WIDTH, table, wrap, wrap_all, wrap_list
from .words import cut_short, doses_words, placements_words, status_words

HEADS = ("preset", "placed", "strength", "own %", "alike %", "sessions")
DAY_HEADS = ("sessions", "on hard days", "on long-run days", "on rest days", "before key runs")
LEGEND = (
    "own %: interference as the preset itself prices it, in percent of speed. alike %: that of the "
    "same sessions as supporting prices it, its rules aside; only these numbers compare."
)


def preset_comparison_text(comparison: PresetComparison) -> str:
    """Return the plan of each preset with its numbers, and on what days its sessions lie.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> print(sf.compare_presets(week))
    preset          placed  strength  own %  alike %  sessions
    supporting      1 of 1     100 %   0.44     0.44  Wed 18:00 circuit
    hard_days_hard  1 of 1     100 %   0.18     0.80  Tue 18:00 circuit
    separate_days   1 of 1     100 %   0.44     0.44  Wed 18:00 circuit
    guards_by_kind  1 of 1     100 %   0.44     0.44  Wed 18:00 circuit
    <BLANKLINE>
    sessions        on hard days  on long-run days  on rest days  before key runs
    supporting                 0                 0             1                0
    hard_days_hard             1                 0             0                0
    separate_days              0                 0             1                0
    guards_by_kind             0                 0             1                0
    <BLANKLINE>
    own %: interference as the preset itself prices it, in percent of speed. alike
      %: that of the same sessions as supporting prices it, its rules aside; only
      these numbers compare.
    """
    figures = [numbers(row) for row in comparison]
    widths = [max(map(len, column)) for column in zip(HEADS[:-1], *figures, strict=True)]
    rest = WIDTH - sum(width + 2 for width in widths)
    body = [
        (*cells, wrap_list(sessions(row), rest))
        for cells, row in zip(figures, comparison, strict=True)
    ]
    plans = table([HEADS, *body], [widths[0], *(-width for width in widths[1:])])
    last = -len(DAY_HEADS[-1])
    days = [DAY_HEADS, *map(day_numbers, comparison)]
    days = [(*cells[:-1], f"{cells[-1]:>{-last}}") for cells in days]
    kept = table(days, [widths[0], *(-len(head) for head in DAY_HEADS[1:-1])])
    return "\n".join([*plans, "", *kept, "", *wrap(LEGEND), *wrap_all(refused_words(comparison))])


def numbers(row: PresetRow) -> tuple[str, ...]:
    """Return a preset and the numbers of its plan."""
    return (
        row.preset,
        f"{row.placed} of {row.placed + row.skipped}",
        f"{100 * row.strength:.0f} %",
        f"{row.interference:.2f}",
        f"{row.interference_as_supporting:.2f}",
    )


def day_numbers(row: PresetRow) -> tuple[str, ...]:
    """Return a preset and how many of its sessions lie on which days."""
    counts = row.on_hard_days, row.on_long_run_days, row.on_rest_days, row.before_key_runs
    return (row.preset, *map(str, counts))


def sessions(row: PresetRow) -> list[str]:
    """Return the sessions of a plan, of a block their doses; and its status unless it is proven."""
    plan = row.plan
    if len(weeks_of(plan.week)) > 1:
        words = [doses_words(plan.placements)] if plan.placements else []
    else:
        words = placements_words(plan)
    return (words or ["-"]) + ([] if plan.status == "optimal" else [status_words(plan)])


def refused_words(comparison: PresetComparison) -> list[str]:
    """Return why presets refuse the week; a reason may hold a name that the user gave."""
    reasons = [(one.preset, one.reason) for one in comparison.refused]
    return [
        f"Not under {preset}: {reason.encode('ascii', 'backslashreplace').decode()}"
        for preset, reason in reasons
    ] + [cut_short(f"not planned under {preset}") for preset in comparison.not_reached]


def fits_words(fits: Iterable[PresetFit]) -> list[str]:
    """Return under which presets more fits: a sentence for those under which as much does.

    Examples
    --------
    >>> fits_words([PresetFit("one", 2, 2, 1.0), PresetFit("other", 2, 2, 1.0)])
    ['2 of 2 fit under one or other.']
    >>> fits_words([PresetFit("mine", 1, 2, 0.45)])
    ['1 of 2 fit under mine, 45 % of the strength asked.']
    >>> fits_words([])
    ['No other preset has room for more.']
    """
    sentences = []
    for (placed, asked, strength), group in groupby(fits, lambda fit: attrs.astuple(fit)[1:]):
        *others, last = [fit.preset for fit in group]
        presets = f"{', '.join(others)} or {last}" if others else last
        share = "" if strength == 1 else f", {100 * strength:.0f} % of the strength asked"
        sentences.append(f"{placed} of {asked} fit under {presets}{share}.")
    return sentences or ["No other preset has room for more."]
