"""The rules in force, in the order in which they are named. A new rule is one more line here."""

from . import (
    after_key_run,
    availability,
    before_hard_day,
    daily_minutes,
    load_response,
    loss_cap,
    order,
    overlap,
    per_day,
    pins,
    race,
    rest_after_run,
    spacing,
)
from .rule import Rule

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        availability.RULE,
        overlap.RULE,
        before_hard_day.RULE,
        after_key_run.RULE,
        rest_after_run.RULE,
        race.RULE,
        load_response.RULE,
        spacing.RULE,
        per_day.RULE,
        order.RULE,
        daily_minutes.RULE,
        loss_cap.RULE,
        pins.RULE,
    )
}
"""By name. A label of a rule's row has that name as its `rule`."""
