"""Starts of strength keep their distance."""

import numpy as np

from ...domain.policy_rows import Spacing
from ...domain.strength import STRENGTH_KINDS
from ..labels import Label
from ..rows import BoolArray, Rows, at_most, forbid, rising, stack
from ..timetable import Timetable

ONE_AT_A_TIME = Label("spacing", "one at a time", "during another session")


def rows(table: Timetable) -> Rows:
    """Return windows "at most one start in any so many hours".

    Written over sorted starts, each row is a run of neighbouring choices: the matrix has
    consecutive ones, so its linear relaxation is nearly integral.
    """
    blocks = [_windows(table, spacing) for spacing in _binding(table)]
    blocks += [_near_fixed(table, spacing) for spacing in table.policy.spacings]
    if table.policy.sessions_per_day > 1 or any(
        waiver.rule == "per_day" for waiver in table.horizon.waived
    ):  # else different days keep sessions from overlapping
        blocks.append(_one_at_a_time(table))
    return stack(blocks)


def _binding(table: Timetable) -> list[Spacing]:
    """Return the spacings that no wider one already implies for the kinds that are asked."""
    asked: set[str] = {demand.kind for demand in table.horizon.demands}
    kept: list[tuple[set[str], Spacing]] = []
    for spacing in sorted(table.policy.spacings, key=lambda spacing: -spacing.hours):
        kinds = asked & set(spacing.kinds)
        if kinds and spacing.hours and not any(kinds <= wider for wider, _ in kept):
            kept.append((kinds, spacing))
    return [spacing for _, spacing in kept]


def _members(table: Timetable, spacing: Spacing) -> BoolArray:
    fits = np.array([kind in spacing.kinds for kind in STRENGTH_KINDS])
    members: BoolArray = fits[table.choices.kind]
    return members


def _windows(table: Timetable, spacing: Spacing) -> Rows:
    choices, length = table.choices, table.horizon.minutes
    members = np.flatnonzero(_members(table, spacing))
    starts = choices.start[members]
    if table.horizon.circular:
        members, starts = np.tile(members, 2), np.concatenate([starts, starts + length])
    first = np.ones(len(starts), dtype=bool)
    first[1:] = starts[1:] != starts[:-1]
    if table.horizon.circular:
        first[len(first) // 2 :] = False
    low = np.flatnonzero(first)
    high = np.searchsorted(starts, starts[low] + 60 * spacing.hours, side="left")
    if not table.horizon.circular:  # a window that ends with the one before it lies inside it
        grown = np.ones(len(low), dtype=bool)
        grown[1:] = high[1:] > high[:-1]
        low, high = low[grown], high[grown]

    def labels() -> list[Label]:
        hours = f"{spacing.hours:g} h"  # one label for all windows: they are one rule of the policy
        return [Label("spacing", hours, f"less than {hours} from another session")] * len(low)

    windows = at_most(members, low, high, 1, labels)
    return rising(windows) if table.horizon.circular else windows


def _near_fixed(table: Timetable, spacing: Spacing) -> Rows:
    fixed = [session for session in table.horizon.sessions if session.kind in spacing.kinds]
    starts = np.array([session.start for session in fixed], dtype=np.int64)[:, None]
    near = np.abs(table.choices.start - starts) < 60 * spacing.hours

    def labels() -> list[Label]:
        return [
            Label("spacing", session.text, f"less than {spacing.hours:g} h from the {session.text}")
            for session in fixed
        ]

    return forbid(near & _members(table, spacing), labels)


def _one_at_a_time(table: Timetable) -> Rows:
    """Return a row for each start: at most one session is under way then."""
    choices = table.choices
    starts = np.unique(choices.start)
    under_way = (choices.start <= starts[:, None]) & (choices.end > starts[:, None])
    low_high = under_way.sum(axis=1)
    columns = under_way.nonzero()[1]
    high = np.cumsum(low_high)

    def labels() -> list[Label]:
        return [ONE_AT_A_TIME] * len(starts)

    return at_most(columns, high - low_high, high, 1, labels)
