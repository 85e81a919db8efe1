"""What is asked of each of many weeks: under which policy, how it is solved, and when to stop."""

from __future__ import annotations

from typing import Any

import attrs

from ..domain.arguments import as_policy
from ..domain.policy import Policy
from ..errors import CancelledError
from ..sizes import Sizes, sizes
from ..strategies import NO_LIMITS, STRATEGIES, Limits, Strategy
from ..strategies.protocol import as_limits
from ..strategies.registry import find


@attrs.frozen
class Question:
    """What is asked of each week; a policy of None is that of its file, else the default.

    `sizes` are those that hold where it is asked.
    """

    policy: Policy | None
    strategy: str | Strategy
    limits: Limits
    sizes: Sizes = attrs.field(factory=sizes, kw_only=True)

    @property
    def uncancelled(self) -> Question:
        """The same for workers elsewhere, which the host ends if it is cancelled."""
        return attrs.evolve(self, limits=attrs.evolve(self.limits, cancel=None))

    def check(self) -> None:
        """End the call if it is cancelled."""
        asked = self.limits.is_cancelled
        if asked is not None and asked():
            raise CancelledError("the call was cancelled")


def as_question(policy: Any, strategy: Any, limits: Any) -> Question:
    """Return the question that arguments ask, or refuse one of them before any work is done."""
    if not (isinstance(strategy, str) and strategy in STRATEGIES):  # these load when they are used
        find(strategy)
    chosen = None if policy is None else as_policy(policy)
    return Question(chosen, strategy, as_limits(limits) or NO_LIMITS)
