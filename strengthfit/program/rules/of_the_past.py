"""What the rows of a week that has begun say: what is done stays, and nothing is added before.

As with those of squads, a week by itself has none of these rows, and they cannot be waived in it.
"""

from ..context import RuleContext
from ..rows import Rows, stack
from .rule import Rule


def _none(_context: RuleContext) -> Rows:
    return stack([])


PAST = Rule("past", _none, word="done", meaning="the session is already done", price=None)
