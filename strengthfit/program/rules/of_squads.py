"""What the rows of squads say in a member's week: each is a rule over several athletes at once.

A week by itself has none of these rows; a squad adds them. So they are not among the rules that a
week is compiled with, and cannot be waived in it.
"""

from collections.abc import Mapping

from ..context import RuleContext
from ..rows import Rows, stack
from .rule import Rule


def _none(_context: RuleContext) -> Rows:
    return stack([])


CAPACITY = Rule("capacity", _none, word="full", meaning="the gym is full", price=None)

GYM_HOURS = Rule("gym_hours", _none, word="shut", meaning="the gym is closed", price=None)

COACH = Rule("coach", _none, word="no coach", meaning="the coach is not there", price=None)

ILL = Rule("ill", _none, word="out", meaning="the athlete is out", price=None)

OF_SQUADS: Mapping[str, Rule] = {rule.name: rule for rule in (CAPACITY, GYM_HOURS, COACH, ILL)}
"""By name."""
