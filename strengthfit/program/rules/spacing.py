"""Starts of strength keep their distance."""

from collections.abc import Sequence
from itertools import pairwise

import attrs
import numpy as np

from ...domain.clock import DAY
from ...domain.policy_rows import Spacing
from ...domain.words import counted
from ..choices import Choices
from ..context import RuleContext
from ..horizon import FixedSession, Horizon
from ..labels import Label
from ..rows import BoolArray, Rows, at_most, forbid, grouped, rising, stack, stretches
from .rule import Rule, least_hours

ONE_AT_A_TIME = Label(
    "spacing", "one at a time", "during another session", code="spacing.one_at_a_time"
)


def rows(context: RuleContext) -> Rows:
    """Return rows "at most one start in any window of these hours", or of these days.

    Written over sorted starts, each row is a run of neighbouring choices: the matrix has
    consecutive ones, so its linear relaxation is nearly integral.
    """
    blocks = [_windows(context, spacing) for spacing in _binding(context)]
    blocks += [_near_fixed(context, spacing) for spacing in context.policy.spacings]
    if _may_overlap(context):
        blocks.append(one_at_a_time(context.choices, context.horizon))
    return stack(blocks)


def _may_overlap(context: RuleContext) -> bool:
    """Whether two sessions may start on one day, or one may end on the day after its start.

    By the policy, by a waiver, as kept pins, or in a window past midnight; else different days keep
    sessions from overlapping.
    """
    return (
        context.policy.sessions_per_day > 1
        or bool(context.rides_along.any())
        or any(waiver.rule == "per_day" for waiver in context.horizon.waived)
        or any(pin.kept for pin in context.horizon.pins)
        or any(opening.past_midnight for opening in context.horizon.openings)
    )


@attrs.frozen
class _Scale:
    """How a spacing is counted: in calendar days if its hours are whole days, else in minutes."""

    day: int
    width: float

    @classmethod
    def of(cls, spacing: Spacing) -> "_Scale":
        days, rest = divmod(spacing.hours, 24)
        return cls(1, 60 * spacing.hours) if rest or not days else cls(DAY, days)

    @property
    def apart(self) -> str:
        """The least distance in words."""
        if self.day == 1:
            return f"{self.width / 60:g} h"
        return counted(int(self.width), "day")

    def implies(self, other: "_Scale") -> bool:
        """Whether what keeps this distance keeps another too."""
        if self.day == other.day:
            return self.width >= other.width
        if self.day == 1:
            return self.width >= DAY * other.width
        return DAY * (self.width - 1) >= other.width  # late one day, and early on another


def _binding(context: RuleContext) -> list[Spacing]:
    """Return the spacings that no wider one already implies for the kinds that are asked."""
    asked: set[str] = {demand.kind for demand in context.horizon.demands}
    kept: list[tuple[set[str], Spacing]] = []
    for spacing in sorted(context.policy.spacings, key=lambda spacing: -spacing.hours):
        kinds, scale = asked & set(spacing.kinds), _Scale.of(spacing)
        implied = any(kinds <= wider and _Scale.of(row).implies(scale) for wider, row in kept)
        if kinds and spacing.hours and not implied:
            kept.append((kinds, spacing))
    return [spacing for _, spacing in kept]


def _members(context: RuleContext, spacing: Spacing) -> BoolArray:
    """Return which choices are of the spacing's kinds."""
    fits = np.array([kind in spacing.kinds for kind in context.kinds])
    members: BoolArray = fits[context.choices.kind]
    return members


def _windows(context: RuleContext, spacing: Spacing) -> Rows:
    """Return a row for each start, or day: at most one start in the spacing's span from it on."""
    choices, scale = context.choices, _Scale.of(spacing)
    length = context.horizon.minutes // scale.day
    members = np.flatnonzero(_members(context, spacing))
    at = choices.start[members] // scale.day
    if context.horizon.circular:  # twice round, so that a window over the edge is in one piece
        members, at = np.tile(members, 2), np.concatenate([at, at + length])
    first = np.ones(len(at), dtype=bool)
    first[1:] = at[1:] != at[:-1]
    if context.horizon.circular:  # but each window begins on the first round
        first[len(first) // 2 :] = False
    low = np.flatnonzero(first)
    high = np.searchsorted(at, at[low] + scale.width, side="left")
    if not context.horizon.circular:  # a window that ends with the one before it lies inside it
        grown = np.ones(len(low), dtype=bool)
        grown[1:] = high[1:] > high[:-1]
        low, high = low[grown], high[grown]

    def labels() -> list[Label]:
        text = f"less than {scale.apart} from another session"
        numbers = {"hours": spacing.hours}
        label = Label("spacing", f"{spacing.hours:g} h", text, numbers=numbers)
        return [label] * len(low)  # one rule of the policy

    windows = at_most(members, low, high, 1, labels)
    return rising(windows) if context.horizon.circular else windows


def _near_fixed(context: RuleContext, spacing: Spacing) -> Rows:
    """Return a row for each session outside the horizon: no start of the spacing near it."""
    scale = _Scale.of(spacing)
    fixed = [session for session in context.horizon.sessions if session.kind in spacing.kinds]
    at = np.array([session.start // scale.day for session in fixed], dtype=np.int64)[:, None]
    near = np.abs(context.choices.start // scale.day - at) < scale.width

    def labels() -> list[Label]:
        return [
            Label(
                *("spacing", session.text, f"less than {scale.apart} from the {session.text}"),
                numbers={"hours": spacing.hours},
            )
            for session in fixed
        ]

    return forbid(near & _members(context, spacing), labels)


def one_at_a_time(choices: Choices, horizon: Horizon) -> Rows:
    """Return a row for each start: at most one session is under way then."""
    starts, own = np.unique(choices.start, return_inverse=True)
    who, when = stretches(own, np.searchsorted(starts, choices.end))
    if horizon.circular:  # what goes on past the end of the week is under way at its beginning
        past = np.minimum(np.searchsorted(starts, choices.end - horizon.minutes), own)
        over, early = stretches(np.zeros_like(own), past)
        who, when = np.concatenate([who, over]), np.concatenate([when, early])
    order = np.lexsort((who, when))
    ones = np.ones(len(starts), dtype=np.int64)

    def labels() -> list[Label]:
        return [ONE_AT_A_TIME] * len(starts)

    return grouped(when[order], who[order], None, ones, labels)


def _hours_apart(horizon: Horizon, label: Label, sessions: Sequence[FixedSession]) -> str:
    """Return how far the two nearest starts are from one another."""
    starts = sorted(session.start for session in sessions)
    gaps = [later - earlier for earlier, later in pairwise(starts)]
    if horizon.circular and len(starts) > 1:
        gaps.append(starts[0] + horizon.minutes - starts[-1])
    return least_hours(gaps, "apart")


RULE = Rule(
    "spacing",
    rows,
    word="spacing",
    meaning="too near another session",
    price=4,
    advice="allow sessions {text}",
    measure=_hours_apart,
    never_waived=(ONE_AT_A_TIME,),
)
