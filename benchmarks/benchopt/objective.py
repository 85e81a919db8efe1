"""What benchopt measures of an answer: how far it is from the best known, and if it is true."""

import math

from benchopt import BaseObjective

from strengthfit.lab.best_known import known
from strengthfit.lab.certificates import certificate_of
from strengthfit.lab.checker import check
from strengthfit.lab.measures import gap
from strengthfit.program import Program
from strengthfit.program.formats import digest
from strengthfit.strategies import Outcome


class Objective(BaseObjective):  # type: ignore[misc]  # it has no types
    """The answer of a strategy within a limit, in the eyes of the library's checker."""

    name = "strengthfit"
    min_benchopt_version = "1.8"
    requirements = ["pip::strengthfit"]
    parameters = {"seconds": [5.0]}
    sampling_strategy = "run_once"
    test_dataset_name = "suite"

    def set_data(self, instance: str, program: Program) -> None:
        """Take the instance of a dataset."""
        self.instance, self.program = instance, program

    def get_objective(self) -> dict[str, object]:
        """Return what a strategy is given."""
        return {"program": self.program, "seconds": self.seconds}

    def get_one_result(self) -> dict[str, object]:
        """Return an answer that claims nothing."""
        return {"outcome": Outcome("unknown", (), None, (0,) * len(self.program.tiers)), "cpu": 0.0}

    def evaluate_result(self, outcome: Outcome, cpu: float) -> dict[str, float]:
        """Return the gap to the best known plan as `value`, and what the claim is worth.

        The gap is `strengthfit.lab.measures.gap`, from 0 to 1, and 1 for a claim that the checker
        rejects. It is NaN if neither a best plan nor a proof that there is none is known.
        """
        facts = known(self.instance, digest(self.program))
        problems = check(
            self.program,
            outcome,
            best=facts.objective if facts else None,
            bound=facts.bound if facts and facts.bound else None,
            certificate=certificate_of(self.instance, self.program),
        )
        proven = outcome.status in ("optimal", "infeasible") and not problems
        return {
            "value": self._gap(outcome, facts.objective if facts else None, proven, problems),
            "proven": float(proven),
            "wrong": float(bool(problems)),
            "cpu_seconds": cpu,
        }

    def _gap(
        self,
        outcome: Outcome,
        best: tuple[int, ...] | None,
        proven: bool,
        problems: tuple[str, ...],
    ) -> float:
        if problems:
            return 1.0
        if proven:
            return 0.0
        if best is None:
            return math.nan
        allowed = outcome.objective if outcome.status in ("optimal", "feasible") else None
        # a plan that is better than the best known is as good as one can say
        return 0.0 if allowed is not None and allowed < best else gap(allowed, best)
