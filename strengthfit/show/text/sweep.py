"""A sweep as text: a row for each value."""

from __future__ import annotations

from ...tradeoffs import Sweep, SweepRow
from .layout import WIDTH, table, wrap_all, wrap_list
from .words import block_note, cut_short, placements_words

_LONGEST_VALUE = 10
HEADS = ("strength", "interference", "moved", "placements")


def sweep_text(sweep: Sweep) -> str:
    """Return a sweep as a table of text, a row for each value.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")], strength=1)
    >>> print(sf.sweep(week, "preferred_time", ["07:00", "18:00"]))
    Sweep of preferred_time
    value  strength  interference  moved  placements
    07:00     100 %        0.44 %      0  Wed 07:00 circuit
    18:00     100 %        0.44 %      1  Wed 18:00 circuit
    """
    heads = ("value", *HEADS)
    figures = [numbers(row) for row in sweep]
    widths = [max(map(len, column)) for column in zip(heads[:-1], *figures, strict=True)]
    rest = WIDTH - sum(width + 2 for width in widths)
    body = [
        (*cells, wrap_list(sessions(row), rest)) for cells, row in zip(figures, sweep, strict=True)
    ]
    return "\n".join(
        [
            f"Sweep of {sweep[0].field}",
            *table([heads, *body], [-width for width in widths]),
            *block_note(sweep[0].plan),
            *wrap_all(unreached(sweep)),
        ]
    )


def unreached(sweep: Sweep) -> list[str]:
    """Return which values limits left no time for, if any."""
    if not sweep.not_reached:
        return []
    values = ", ".join(map(_value_text, sweep.not_reached))
    return [cut_short(f"there was no time for {values}")]


def numbers(row: SweepRow) -> tuple[str, str, str, str]:
    """Return the numbers of a row: value, strength, interference and what moved."""
    strength, interference = f"{100 * row.strength:.0f} %", f"{row.interference:.2f} %"
    return _value_text(row.value), strength, interference, str(row.moved)


def sessions(row: SweepRow) -> list[str]:
    """Return the sessions of a row, then how many were skipped, and whether it is proven."""
    words = placements_words(row.plan) or ["-"]
    words += [f"{row.skipped} skipped"] if row.skipped else []
    return words + ([row.plan.status] if row.plan.status != "optimal" else [])


def _value_text(value: object) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    text = text if text.isascii() else ascii(text)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 3] + "..."
