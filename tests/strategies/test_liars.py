"""Nothing is believed: whatever a strategy returns or raises, no verb makes a plan of a lie."""

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from functools import cache
from types import ModuleType
from typing import Any

import attrs
import numpy as np
import pytest

import strengthfit as sf
from strengthfit.diagnosis.run_price import run_prices
from strengthfit.diagnosis.shadow_price import shadow_prices
from strengthfit.program import Program
from strengthfit.squads.diagnosis import diagnose_squad
from strengthfit.squads.replanning import replan_squad
from strengthfit.strategies import Incumbent, find
from strengthfit.strategies.asking import name_of
from strengthfit.strategies.protocol import Status

from ..longer import longer

NONE = sf.Outcome("infeasible", (), None, (0,) * 7)


@attrs.frozen
class Liar:
    """Answers what a lie makes of the truth."""

    lie: Callable[[Program, sf.Outcome], Any]

    def solve(self, program: Program, limits: sf.Limits | None = None) -> Any:
        """Solve a program by dynamic programming, and lie about it."""
        return self.lie(program, _true(program))


def _true(program: Program) -> sf.Outcome:
    return find("cpsat").solve(program, sf.Limits())


def _with(**changes: Any) -> Callable[[Program, sf.Outcome], Any]:
    """Return a lie that changes some fields, of which a function says what to."""

    def lie(program: Program, truth: sf.Outcome) -> sf.Outcome:
        made = {
            name: one(program, truth) if callable(one) else one for name, one in changes.items()
        }
        return attrs.evolve(truth, **made)

    return lie


def _moved(by: int) -> Callable[[Program, sf.Outcome], Any]:
    def moved(program: Program, truth: sf.Outcome) -> Any:
        values = truth.objective or truth.bound
        return (*values[:-1], values[-1] + by)

    return moved


def _nothing(program: Program, truth: sf.Outcome) -> sf.Outcome:
    """The plan that skips everything, as the best one; where that is true, it is called broken."""
    objective = program.objective(program.mask(()))
    status = "broken" if objective == truth.objective else "optimal"
    if program.broken(program.mask(())):
        status = "optimal"
    return sf.Outcome(status, (), objective, objective)


def _raised(error: BaseException) -> Callable[[Program, sf.Outcome], Any]:
    def lie(_program: Program, _truth: sf.Outcome) -> Any:
        raise error

    return lie


def _scribble(program: Program, truth: sf.Outcome) -> sf.Outcome:
    program.tier_costs[:] = 0
    return truth


def _hollow(_program: Program, _truth: sf.Outcome) -> sf.Outcome:
    return sf.Outcome.__new__(sf.Outcome)


class _Unprintable:
    def __repr__(self) -> str:
        raise ValueError("no repr")


def _every(program: Program, _truth: sf.Outcome) -> tuple[int, ...]:
    return tuple(range(len(program.choices)))


def _far(program: Program, _truth: sf.Outcome) -> tuple[int, ...]:
    return (len(program.choices),)


LIES: dict[str, Callable[[Program, sf.Outcome], Any]] = {
    # No answer at all.
    "None": lambda _program, _truth: None,
    "a tuple": lambda _program, truth: (truth.status, truth.taken),
    "a class": lambda _program, _truth: sf.Outcome,
    "hollow": _hollow,
    # Of another form.
    "another status": _with(status="great"),
    "a status that is no word": _with(status=None),
    "a list": _with(taken=lambda _program, truth: list(truth.taken)),
    "numbers of numpy": _with(taken=lambda _program, _truth: (np.int64(0),)),
    "fractions": _with(taken=(0.5,)),
    "a choice before the first": _with(taken=(-1,)),
    "a choice after the last": _with(taken=_far),
    "a choice twice": _with(taken=(0, 0)),
    "no choices": _with(taken=None),
    "unprintable": _with(taken=_Unprintable()),
    "a plan without an objective": _with(status="feasible", objective=None),
    "a shorter objective": _with(status="feasible", objective=(0,)),
    "NaN": _with(status="feasible", objective=(math.nan,) * 7),
    "a bound of floats": _with(bound=(0.0,) * 7),
    "an endless bound": _with(bound=(-math.inf,) * 7),
    "a bound of many digits": _with(bound=lambda _p, truth: (-(10**5000), *truth.bound[1:])),
    "a longer bound": _with(bound=lambda _program, truth: (*truth.bound, 0)),
    # Not so.
    "every choice": _with(status="feasible", objective=(0,) * 7, bound=(0,) * 7, taken=_every),
    "a better objective": _with(status="feasible", objective=_moved(-1), bound=(0,) * 7),
    "a worse objective": _with(status="feasible", objective=_moved(1), bound=(0,) * 7),
    "a bound above": _with(bound=_moved(1)),
    "nothing is the best": _nothing,
    "nothing fits": lambda _program, truth: NONE if truth.objective else _nothing(_program, truth),
    "changes the question": _scribble,
    # How it was found.
    "seconds before the start": _with(seconds=-1.0),
    "NaN seconds": _with(seconds=math.nan),
    "no table": _with(statistics=[("work", 1.0)]),
    "endless work": _with(statistics={"deterministic_time": math.inf}),
    "by a number": _with(by=3),
    "incumbents in a list": _with(incumbents=[Incumbent(0.0, (0,) * 7)]),
    "incumbents that get worse": _with(
        incumbents=(Incumbent(0.0, (10**6,) * 7), Incumbent(0.0, (10**7,) * 7))
    ),
    "an incumbent that is better": _with(incumbents=(Incumbent(0.0, (-1,) * 7),)),
    # An error instead.
    "divides by zero": _raised(ZeroDivisionError()),
    "knows no key": _raised(KeyError("x")),
    "asserts": _raised(AssertionError("no")),
    "an error of ours": _raised(sf.PinError("your pin is wrong")),
    "a wrong value": _raised(sf.InputError("week", 3, "is not a week")),
    "a false end of time": _raised(sf.OutOfTimeError("the limits ended")),
    "a false end": _raised(sf.CancelledError("the call was cancelled")),
    "an end of its own": _raised(FutureTimeoutError()),
    "runs into itself": _raised(RecursionError()),
    "out of memory": _raised(MemoryError()),
    "ends its generator": _raised(StopIteration()),
}

WEEK = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])
FULL = attrs.evolve(WEEK, strength=1, available=["Mon 17:00-20:00"], repeats=True)
PINNED = attrs.evolve(WEEK, repeats=True, pins=[sf.Session("Fri 18:00", "circuit")])
POLICY = sf.Policy(grid=240)
SQUAD: dict[str, sf.Week | sf.Block] = {"Ann": WEEK, "Bo": WEEK}
GYM = sf.Gym(places=1)


@cache
def _plan() -> sf.Plan:
    return sf.plan(attrs.evolve(WEEK, repeats=True), POLICY)


@cache
def _hard_plan() -> sf.Plan:
    runs = [sf.Run("Tue 07:00", "intervals"), sf.Run("Thu 07:00", "tempo")]
    return sf.plan(sf.Week(runs, strength=3))


@cache
def _squad() -> sf.SquadPlan:
    return sf.plan_squad(SQUAD, GYM, policy=POLICY)


def _many(liar: Any) -> None:
    with ThreadPoolExecutor(1) as threads:
        (result,) = sf.plan_many([WEEK], POLICY, liar, executor=threads, workers=1)
    if isinstance(result.error, sf.StrengthfitError):
        raise result.error


VERBS: dict[str, Callable[[Any], object]] = {
    "solve": lambda liar: sf.solve(sf.formulate(WEEK, POLICY), liar),
    "plan": lambda liar: sf.plan(WEEK, POLICY, liar),
    "plan with limits": lambda liar: sf.plan(WEEK, POLICY, liar, sf.Limits(deterministic=10)),
    "plan a block": lambda liar: sf.plan(sf.Block([WEEK, WEEK]), POLICY, liar),
    "plan_many": _many,
    "replan": lambda liar: sf.replan(_plan(), PINNED, today="Mon", strategy=liar),
    "audit": lambda liar: sf.audit(WEEK, [sf.Session("Tue 07:00", "circuit")], POLICY, liar),
    "diagnose": lambda liar: sf.diagnose(FULL, POLICY, strategy=liar),
    "why_not": lambda liar: sf.why_not(_plan(), "Fri 18:00", strategy=liar),
    "alternatives": lambda liar: sf.alternatives(WEEK, 3, policy=POLICY, strategy=liar),
    "frontier": lambda liar: sf.frontier(WEEK, policy=POLICY, strategy=liar),
    "sweep": lambda liar: sf.sweep(WEEK, "loss_cap", [1, 2], policy=POLICY, strategy=liar),
    "compare_presets": lambda liar: sf.compare_presets(WEEK, strategy=liar),
    "robustness": lambda liar: sf.robustness(WEEK, 3, policy=POLICY, strategy=liar),
    "robust_plan": lambda liar: sf.robust_plan(WEEK, draws=3, policy=POLICY, strategy=liar),
    "shadow_prices": lambda liar: shadow_prices(_plan(), liar),
    "run_prices": lambda liar: run_prices(_hard_plan(), liar),
    "plan_squad": lambda liar: sf.plan_squad(SQUAD, GYM, policy=POLICY, strategy=liar),
    "replan_squad": lambda liar: replan_squad(_squad(), ill=["Ann"], strategy=liar),
    "diagnose_squad": lambda liar: diagnose_squad(SQUAD, GYM, policy=POLICY, strategy=liar),
}


FEW = ("None", "every choice", "nothing fits", "divides by zero")
"""Lies of each kind, for all verbs by default: they pass one and the same gate."""
CASES = [
    (verb, lie) if verb == "plan" or lie in FEW else longer(verb, lie)
    for verb in VERBS
    for lie in LIES
]


@pytest.mark.parametrize(("verb", "lie"), CASES)
def test_a_lie_is_an_error_that_names_the_strategy(verb: str, lie: str) -> None:
    if (verb, lie) == ("plan with limits", "a false end of time"):
        pytest.skip("with limits it may be a true one")
    with pytest.raises(sf.StrengthfitError, match="strategy: 'Liar' ") as caught:
        VERBS[verb](Liar(LIES[lie]))
    assert isinstance(caught.value, (sf.StrategyError, sf.TooLargeError))


@pytest.mark.parametrize("verb", VERBS)
def test_an_interrupt_is_never_an_answer(verb: str) -> None:
    if verb == "plan_many":
        pytest.skip("planned in threads, where no interrupt comes")
    with pytest.raises(KeyboardInterrupt):
        VERBS[verb](Liar(_raised(KeyboardInterrupt())))


def test_what_was_raised_is_the_cause() -> None:
    error = KeyError("x")
    with pytest.raises(sf.StrategyError, match=r"'Liar' failed with KeyError: 'x'") as caught:
        sf.plan(WEEK, POLICY, Liar(_raised(error)))
    assert caught.value.__cause__ is error
    assert (caught.value.strategy, caught.value.code) == ("Liar", "failed")


def test_everything_that_is_wrong_is_said() -> None:
    with pytest.raises(sf.StrategyError) as caught:
        sf.plan(WEEK, POLICY, Liar(_with(bound=None, by=3)))
    assert [problem.path for problem in caught.value.problems] == ["/strategy", "/strategy"]
    assert caught.value.code == "contradiction"


def test_an_object_without_a_method_that_answers_is_no_strategy() -> None:
    class Broken:
        @property
        def solve(self) -> Any:
            raise ZeroDivisionError

    with pytest.raises(sf.InputError, match="is not a strategy"):
        sf.plan(WEEK, POLICY, Broken())


def test_a_module_may_be_a_strategy_and_has_a_name() -> None:
    module: Any = ModuleType("dice")
    module.solve = lambda _program, _limits: None
    with pytest.raises(sf.StrategyError, match="strategy: 'dice' answers what is not so"):
        sf.plan(WEEK, POLICY, module)
    assert name_of(Liar(_scribble)) == "Liar"


@pytest.mark.parametrize("status", ["feasible", "optimal"])
def test_the_truth_is_believed(status: str) -> None:
    truth = sf.plan(WEEK, POLICY)
    plan = sf.plan(WEEK, POLICY, Liar(_with(status=status)))
    assert (plan.placements, plan.status) == (truth.placements, status)


class Trader(Liar):
    """Lies about all non-dominated plans at once."""

    def trade_off(self, program: Program, limits: sf.Limits | None = None) -> Any:
        """Find them, and lie about them."""
        return self.lie(program, find("dynamic").trade_off(program, sf.Limits()))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "lie",
    [
        lambda _program, truth: tuple(truth),
        lambda _program, truth: truth[::-1],
        lambda _program, truth: [*truth, truth[-1]],
        lambda _program, _truth: [],
        lambda _program, truth: truth[:1],
        lambda _program, truth: truth[-1:],
        lambda _program, truth: [attrs.evolve(one, taken=()) for one in truth],
        lambda _program, truth: [attrs.evolve(one, status="feasible") for one in truth],
        lambda _program, truth: 1 // 0,
        lambda _program, truth: 5,
    ],
)
def test_all_plans_of_a_frontier_are_checked(lie: Any) -> None:
    with pytest.raises(sf.StrategyError, match="strategy: 'Trader' "):
        sf.frontier(WEEK, policy=POLICY, strategy=Trader(lie))


def _circle() -> BaseException:
    """Return an error that came while another was handled, which came while it was."""
    one, other = ValueError("one"), ValueError("other")
    one.__context__, other.__context__ = other, one
    return one


def _lookup(_program: Program, _truth: sf.Outcome) -> Any:
    return Status("no such status")


@pytest.mark.parametrize("lie", [_lookup, _raised(_circle())])
def test_whatever_a_strategy_raises_is_its_own(lie: Any) -> None:
    with pytest.raises(sf.StrategyError, match="strategy: 'Liar' ") as caught:
        sf.plan(WEEK, POLICY, Liar(lie))
    assert isinstance(caught.value.__cause__, ValueError)


def test_a_strategy_whose_fields_cannot_be_looked_up_is_named() -> None:
    class Closed(Liar):
        def __getattr__(self, name: str) -> Any:
            raise KeyError(name)

    with pytest.raises(sf.StrategyError, match="strategy: 'Closed' "):
        sf.frontier(WEEK, policy=POLICY, strategy=Closed(_hollow))
