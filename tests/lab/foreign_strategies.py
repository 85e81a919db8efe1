"""Strategies from outside that misbehave, each in its own way."""

import os
import time
from typing import Any

import attrs
import numpy as np

import strengthfit as sf
from strengthfit.lab import worker
from strengthfit.program import Program
from strengthfit.strategies import Incumbent
from strengthfit.strategies.heuristics.greedy import Greedy


class Stranger:
    def solve(self, program: Program, limits: sf.Limits) -> sf.Outcome:
        if len(program.choices) and program.counts.sum() == 1:
            return Greedy().solve(program, limits)  # the warming up goes well
        return self.act(program)

    def act(self, program: Program) -> sf.Outcome:
        raise NotImplementedError


class Liar(Stranger):
    """Calls the first plan that it finds the best."""

    def act(self, program: Program) -> sf.Outcome:
        outcome = Greedy().solve(program)
        assert outcome.objective is not None
        above = tuple(value + 1 for value in outcome.objective)
        return attrs.evolve(outcome, status="optimal", bound=above)


class Thrower(Stranger):
    """Raises something."""

    def act(self, program: Program) -> sf.Outcome:
        raise ZeroDivisionError("of its own")


class Aborter(Stranger):
    """Takes its process with it."""

    def act(self, program: Program) -> sf.Outcome:
        os.abort()


class Sleeper(Stranger):
    """Does not know of limits."""

    def act(self, program: Program) -> sf.Outcome:
        time.sleep(600)
        raise AssertionError("was to be ended")


class Hoarder(Stranger):
    """Takes more memory than it is given."""

    def act(self, program: Program) -> sf.Outcome:
        return sf.Outcome("unknown", tuple(np.ones(1 << 33, dtype=np.int64).tolist()), None, ())


class Filler(Stranger):
    """Takes memory, and uses it."""

    def act(self, program: Program) -> sf.Outcome:
        return sf.Outcome(str(len(b"x" * (1 << 30))), (), None, ())


class Refuser(Stranger):
    """Says that it is not for this."""

    def act(self, program: Program) -> sf.Outcome:
        raise sf.TooLargeError("not for me")


class Rubbish(Stranger):
    """Returns something else."""

    def act(self, program: Program) -> sf.Outcome:
        return None  # type: ignore[return-value]  # rubbish on purpose


class Numpy(Stranger):
    """Answers with numpy's numbers, and prints."""

    def act(self, program: Program) -> sf.Outcome:
        print("hello")
        outcome = Greedy().solve(program)
        taken: Any = tuple(np.array(outcome.taken))
        return attrs.evolve(
            outcome, taken=taken, bound=tuple(np.zeros(len(program.tiers), dtype=np.int64))
        )


class Dreamer(Stranger):
    """Tells of an incumbent that cannot be."""

    def act(self, program: Program) -> sf.Outcome:
        wrong = (Incumbent(float("nan"), (0,) * len(program.tiers)),)
        return attrs.evolve(Greedy().solve(program), incumbents=wrong)


class Floating(Stranger):
    """Answers with floats."""

    def act(self, program: Program) -> sf.Outcome:
        wrong: Any = (float("nan"),) * 6
        return attrs.evolve(Greedy().solve(program), objective=wrong)


class Mumbler(Stranger):
    """Fails with words that cannot be written down."""

    def act(self, program: Program) -> sf.Outcome:
        raise RuntimeError("\udc80")


class Saboteur(Stranger):
    """Answers well, and sees to it that its process dies once the answer is checked."""

    def act(self, program: Program) -> sf.Outcome:
        vars(worker)["certified"] = lambda *_: os.abort()
        return sf.solve(program)


class Hanger:
    """Hangs on whatever it is given."""

    def solve(self, program: Program, limits: sf.Limits) -> sf.Outcome:
        time.sleep(600)
        raise AssertionError("was to be ended")


class Boaster(Stranger):
    """Calls a good plan the best."""

    def act(self, program: Program) -> sf.Outcome:
        outcome = Greedy().solve(program)
        assert outcome.objective is not None
        return attrs.evolve(outcome, status="optimal", bound=outcome.objective)


class Bluffer(Stranger):
    """Claims a bound for a good plan that would make it the best, without the word."""

    def act(self, program: Program) -> sf.Outcome:
        outcome = Greedy().solve(program)
        assert outcome.objective is not None
        return attrs.evolve(outcome, bound=outcome.objective)


class Denier(Stranger):
    """Says that there is no plan."""

    def act(self, program: Program) -> sf.Outcome:
        return sf.Outcome("infeasible", (), None, (0,) * len(program.tiers))


def made() -> Liar:
    """Return a strategy, as a function may."""
    return Liar()
