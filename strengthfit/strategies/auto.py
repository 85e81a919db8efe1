"""The exact strategy that fits a program: dynamic programming if few pasts matter, else CP-SAT."""

import attrs

from ..errors import TooLargeError
from ..program import Program
from .dynamic.strategy import Dynamic
from .incumbents import Trace
from .protocol import NO_LIMITS, Limits, Outcome


@attrs.frozen
class Auto:
    """Try dynamic programming, which refuses early if it does not fit; then CP-SAT.

    `Outcome.by` says which of the two answered.

    Parameters
    ----------
    most : int
        The most partial plans for which dynamic programming is worth its while; beyond some
        thousands CP-SAT is usually faster.

    Examples
    --------
    >>> import strengthfit as sf
    >>> sf.solve(sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")])), "auto").by
    'dynamic'
    """

    most: int = 4_000

    def solve(self, program: Program, limits: Limits = NO_LIMITS) -> Outcome:
        """Solve a program to the proof, or to the limits."""
        trace = Trace()
        try:
            return attrs.evolve(Dynamic(self.most).solve(program, limits), by="dynamic")
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
