"""The rules in force, in the order in which they are told. A new rule is one more line here."""

from collections.abc import Callable

from ..context import RuleContext
from ..rows import Rows
from . import (
    after_key_run,
    availability,
    before_hard_day,
    daily_minutes,
    load_response,
    loss_cap,
    overlap,
    per_day,
    pins,
    race,
    spacing,
)

Rule = Callable[[RuleContext], Rows]

RULES: dict[str, Rule] = {
    "availability": availability.rows,
    "overlap": overlap.rows,
    "before_hard_day": before_hard_day.rows,
    "after_key_run": after_key_run.rows,
    "race": race.rows,
    "load_response": load_response.rows,
    "spacing": spacing.rows,
    "per_day": per_day.rows,
    "daily_minutes": daily_minutes.rows,
    "loss_cap": loss_cap.rows,
    "pins": pins.rows,
}
