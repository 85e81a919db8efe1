"""Plans for drawn scenarios: the least mean, the least worst tail, the least maximum regret.

Each replaces the tier "interference" of a program by a linear objective over the drawn cost rows,
so that any exact strategy solves it to the proof, and all other tiers keep their place.
"""

from collections.abc import Callable

import attrs
import numpy as np

from ..domain.block import Block
from ..domain.checks import checked, number, one_of
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import OutOfTimeError
from ..physiology.uncertainty import ParameterBounds
from ..planning.from_outcome import plan_from_outcome
from ..planning.planner import plan
from ..planning.plans import Plan, remembering
from ..program import Label, Program
from ..program.edit import Entry, rows_of, with_costs, with_rows, with_variables, with_windows
from ..program.rows import IntArray
from ..program.scaling import steps_up
from ..stopping import Watch, report
from ..strategies.in_time import solve_in_call
from ..strategies.protocol import Limits, Strategy
from ..strategies.whole_call import limits_left, whole_call
from .scenarios import Scenarios, draw_scenarios, least_in_each
from .shared_limits import as_planned

_LABEL = Label("robustness", "draws", "over all draws")


def mean_program(program: Program, scenarios: Scenarios, tail: float) -> Program:
    """Return the program of least mean interference: costs are sums over all draws."""
    return with_costs(
        program, "interference", _spread(program, scenarios, scenarios.costs.sum(axis=1))
    )


def tail_program(program: Program, scenarios: Scenarios, tail: float) -> Program:
    """Return the program of least mean interference over the worst share of draws."""
    worst = worst_draws(scenarios.costs.shape[1], tail)
    most = int(np.sort(scenarios.cost_of(scenarios.taken))[-worst:].mean())
    return least_tail(program, scenarios.choices, scenarios.costs, worst, most)


def least_tail(
    program: Program, choices: IntArray, costs: IntArray, worst: int, most: int
) -> Program:
    """Return the program whose interference is the sum of the `worst` dearest of many draws.

    The conditional value at risk of Rockafellar & Uryasev 2000 (10.21314/JOR.2000.038): the least
    of ``m t + sum(max(0, cost - t))`` over whole numbers t is the sum of the m largest costs.

    Parameters
    ----------
    choices : array
        Those that can be taken, rising.
    costs : array
        What they cost in each draw, shape (choices, draws).
    most : int
        No less than the mean of the dearest draws of some best plan.
    """
    wide, bits = _with_whole(program, most, worst)
    nothing = np.zeros(costs.shape[1], dtype=np.int64)
    windows = rows_of(each_draw(choices, costs, bits, nothing), _LABEL)
    return with_windows(wide, "draws", windows, {"interference": 1})


def regret_program(program: Program, scenarios: Scenarios, tail: float) -> Program:
    """Return the program of least maximum regret: t is least with ``cost - best <= t`` always."""
    best = least_in_each(scenarios)
    most = int((scenarios.cost_of(scenarios.taken) - best).max())
    wide, bits = _with_whole(program, most, 1)
    return with_rows(wide, each_draw(scenarios.choices, scenarios.costs, bits, best), _LABEL)


AIMS: dict[str, Callable[[Program, Scenarios, float], Program]] = {
    "mean": mean_program,
    "tail": tail_program,
    "regret": regret_program,
}
"""What a robust plan can aim at. A new aim is one more line here."""


_LEFT_OUT = "left out, as in the plan that delivers the most strength"


def robust_plan(
    week: Week | Block,
    aim: str = "mean",
    draws: int = 1000,
    seed: int = 0,
    *,
    tail: float = 0.05,
    policy: Policy | str | None = None,
    width: float = 1.0,
    bounds: ParameterBounds | None = None,
    strategy: str | Strategy = "cpsat",
    limits: Limits | None = None,
    progress: Watch | None = None,
) -> Plan:
    """Place strength so that interference is least over draws of the evidence, not at its values.

    Parameters
    ----------
    week : Week or Block
    aim : {"mean", "tail", "regret"}
        The least mean interference, the least mean of its worst draws (CVaR), or the least
        maximum regret against the best plan of each draw.
    draws, seed, width, bounds
        As in `robustness`.
    tail : float
        The share of draws that are the worst, for "tail".
    policy : Policy or str, optional
    strategy : str or Strategy
        "cpsat", "highs" or "scip" for "tail"; any exact one for the others.
    limits : Limits, optional
        For all of it together.
    progress : callable, optional
        Called with a `Progress` after each of three stages: the plain plan, the draws, the aim.

    Returns
    -------
    Plan
        Score, status and bound are those of a plan at the evidence's own values, so it is mostly
        "feasible"; `robustness` of it says the rest. `plan.outcome.status` is "optimal" if the
        aim is proven; if limits stop the search it is "feasible", and `plan.outcome.gap` says
        how far off the aim may be. If limits end the search first, it is the plain plan as far as
        that came, and `plan.outcome.status` is "unknown". `plan.not_reached` says it in words.

    Raises
    ------
    InputError
        If an argument is not accepted, or the week contradicts itself.
    StrategyError
        If the strategy fails, or its answer does not hold.
    CancelledError
        If the limits cancel it.

    Examples
    --------
    >>> import strengthfit as sf
    >>> week = sf.Week([sf.Run("Tue 07:00", "intervals"), sf.Run("Sun 08:00", "long")])
    >>> careful = sf.robust_plan(week, "tail", draws=100)
    >>> len(careful.placements)
    2
    """
    checked("aim", aim, one_of(AIMS, "an aim"))
    checked("tail", tail, number(1e-6, 1, "shares of the draws"))
    with whole_call(limits, progress):
        plain = plan(week, policy, strategy, limits_left())
        report(1, 3, "planned")
        if plain.status != "optimal":
            return _unknown(plain, aim) if plain.status in ("feasible", "unknown") else plain
        program = plain.program
        try:
            drawn = draw_scenarios(
                plain, draws, seed, width=width, bounds=bounds, strategy=strategy
            )
            aimed = AIMS[aim](program, drawn, tail)
        except OutOfTimeError:
            return _unknown(plain, aim)
        report(2, 3, "drawn")
        outcome = solve_in_call(aimed, strategy)
        if outcome.objective is None:  # limits ended the search: nothing is proven for the aim
            return _unknown(plain, aim)
        planned = as_planned(program, outcome, plain.outcome.objective)
        robust = plan_from_outcome(plain.week, plain.policy, program, planned, _LEFT_OUT)
        report(3, 3, "solved")
    outcome = attrs.evolve(outcome, taken=planned.taken, incumbents=())
    lacks = "" if outcome.status == "optimal" else f"a proof of the aim {aim!r}"
    return remembering(attrs.evolve(robust, outcome=outcome, not_reached=lacks), program)


def _unknown(plain: Plan, aim: str) -> Plan:
    """Return the plain plan, of which nothing is known as to the aim."""
    return remembering(
        attrs.evolve(
            plain,
            outcome=attrs.evolve(plain.outcome, status="unknown"),
            not_reached=f"the aim {aim!r}; this is the plan at the evidence's own values",
        ),
        plain.program,
    )


def worst_draws(draws: int, tail: float) -> int:
    """Return how many draws are the worst share, one at least.

    Examples
    --------
    >>> worst_draws(1000, 0.05), worst_draws(10, 0.01)
    (50, 1)
    """
    return max(1, int(steps_up(np.asarray(tail), draws)))


def _spread(program: Program, scenarios: Scenarios, costs: IntArray) -> IntArray:
    """Return costs of the scenarios' choices as costs of all; no other choice can be taken."""
    spread = np.zeros(len(program.choices), dtype=np.int64)
    spread[scenarios.choices] = costs
    return spread


def _with_whole(program: Program, most: int, price: int) -> tuple[Program, list[tuple[int, int]]]:
    """Return a program whose interference is a whole number t times a price, and t's binary digits.

    Digits are pairs of a variable and what it is worth; t can be `most` and more.
    """
    digits = most.bit_length()
    free = np.zeros(len(program.choices), dtype=np.int64)
    wide = with_variables(with_costs(program, "interference", free), digits)
    bits = [(len(program.choices) + digit, 1 << digit) for digit in range(digits)]
    costs = np.zeros(len(wide.choices), dtype=np.int64)
    for variable, worth in bits:
        costs[variable] = price * worth
    return with_costs(wide, "interference", costs), bits


def each_draw(
    choices: IntArray, draws: IntArray, bits: list[tuple[int, int]], bounds: IntArray
) -> list[Entry]:
    """Return for each draw the row "cost, less t, is at most so much"; equal draws count twice.

    The digits are those of t; without any t is 0.
    """
    variables = np.array([variable for variable, _ in bits], dtype=np.int64)
    worths = np.array([-worth for _, worth in bits], dtype=np.int64)
    entries: list[Entry] = []
    for costs, bound in zip(draws.T, bounds.tolist(), strict=True):
        some = np.flatnonzero(costs)
        entries.append(
            (
                np.concatenate([choices[some], variables]),
                np.concatenate([costs[some], worths]),
                bound,
            )
        )
    return entries
