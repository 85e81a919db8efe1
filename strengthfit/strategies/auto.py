"""The exact strategy that fits a program: dynamic programming if few pasts matter, else CP-SAT."""

import attrs

from ..domain.checks import number
from ..errors import TooLargeError
from ..program import Program
from .dynamic.strategy import Dynamic
from .dynamic.trade_off import trade_off
from .incumbents import Trace
from .protocol import NO_LIMITS, Limits, Outcome
from .whole_call import heeding

_EFFORT_FOR_ALL = 140
"""As `Auto.effort`, of all non-dominated plans: a solver takes about as long for each of them."""


@attrs.frozen
class Auto:
    """Try dynamic programming, which refuses early if it does not fit; then CP-SAT.

    `Outcome.by` says which of the two answered.

    Parameters
    ----------
    effort : int
        The most partial plans for each open choice that dynamic programming may try; then it gives
        up. CP-SAT takes about as long for a choice as 140 of them, so a vain attempt costs a
        quarter of its time. Measured: `benchmarks/results/auto_speed.md`.

    Examples
    --------
    >>> import strengthfit as sf
    >>> sf.solve(sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")])), "auto").by
    'dynamic'
    """

    effort: int = attrs.field(default=35, validator=number(0, 10**9, "partial plans", whole=True))

    @heeding
    def trade_off(self, program: Program, limits: Limits = NO_LIMITS) -> list[Outcome] | None:
        """Return every plan that no other beats in the first two tiers; None if time runs out."""
        return trade_off(program, limits, effort=_EFFORT_FOR_ALL)

    @heeding
    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the proof, or to the limits; if work is limited, by CP-SAT alone.

        Only that measures its work.
        """
        trace = Trace()
        if limits.deterministic is None:
            try:
                dynamic = Dynamic(effort=self.effort)
                return attrs.evolve(dynamic.solve(program, limits), by="dynamic")
            except TooLargeError:
                pass
        from .cpsat import CpSat

        spent = trace.seconds
        outcome = CpSat().solve(program, limits.after(spent))
        return attrs.evolve(
            outcome,
            seconds=trace.seconds,
            incumbents=tuple(
                attrs.evolve(each, seconds=each.seconds + spent) for each in outcome.incumbents
            ),
            by="cpsat",
        )
