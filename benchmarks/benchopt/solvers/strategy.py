"""The library's strategies, by name."""

import time

from benchopt import BaseSolver

from strengthfit.domain.week import Week
from strengthfit.errors import TooLargeError
from strengthfit.lab.strategies import load, names
from strengthfit.program import Program, formulate
from strengthfit.strategies import Limits, Outcome


class Solver(BaseSolver):  # type: ignore[misc]  # it has no types
    """A strategy that can be compared; parameters may stand behind its name."""

    name = "strategy"
    requirements = ["pip::strengthfit"]
    parameters = {"strategy": names()}
    test_parameters = {"strategy": ["greedy"]}

    def set_objective(self, program: Program, seconds: float) -> None:
        """Take the program and the limit, and load the strategy."""
        self.program, self.limits = program, Limits(seconds=seconds)
        self.solving = load(self.strategy)

    def warm_up(self) -> None:
        """Solve a small program, since what is loaded at the first call is not the strategy's."""
        self.solving.solve(formulate(Week([], strength=1)), Limits(seconds=1))

    def run(self, _: object) -> None:
        """Solve, on benchopt's clock and on that of the processor."""
        began = time.process_time()
        try:
            self.outcome = self.solving.solve(self.program, self.limits)
        except TooLargeError:  # the program is not for it: nothing is claimed
            self.outcome = Outcome("unknown", (), None, (0,) * len(self.program.tiers))
        self.cpu = time.process_time() - began

    def get_result(self) -> dict[str, object]:
        """Return what the strategy claims."""
        return {"outcome": self.outcome, "cpu": self.cpu}
