"""A million weeks by exact strategies against one another."""

from collections.abc import Mapping
from itertools import islice
from random import Random

import attrs
import numpy as np

import strengthfit as sf
from strengthfit.lab.checker import check
from strengthfit.program import Label, Program
from strengthfit.program.rows import stack, weighted
from strengthfit.strategies import STRATEGIES, Strategy, find
from strengthfit.strategies.exhaustive import Exhaustive

from .. import generate, oracle
from .batches import Tally
from .drawn import drawn, mixed_weeks

WEEKS = 2_000
"""Of one batch; a batch takes about a quarter of a minute."""

_POLICIES = 60
_GRIDS = (120, 180, 240)
"""Minutes between starts, few enough that every set of starts can be tried."""

_SETS = 20_000
"""Sets of starts that exhaustive search tries, of one size; with more it refuses."""

_WITH_CPSAT, _BY_EVERY, _BY_THE_ORACLE = 4, 40, 400
"""One week in so many is solved by more than the two quickest."""

_CLASHING = 8
"""One program in so many gets further rows, which may leave no plan at all."""

_ROW = Label("drawn", "of this test", "asked for or refused by a drawn row")


def batch(number: int, strategies: Mapping[str, Strategy] | None = None) -> Tally:
    """Compile the weeks of a batch and compare what strategies say of each.

    Every week by dynamic programming and exhaustive search, or CP-SAT if that refuses; one in four
    by CP-SAT too, one in 40 by every exact strategy, one in 400 by the oracle's own search as well.
    """
    strategies = strategies or exact_strategies()
    rng = Random(f"agreement {number}")  # noqa: S311  # no secret
    tally = Tally()
    policies = [
        policy
        for index, grid in enumerate(_GRIDS)
        for policy in drawn(generate.policies(grid=grid), number, _POLICIES // len(_GRIDS))
    ]
    seen = set()
    for index, week in enumerate(islice(mixed_weeks(number), WEEKS)):
        where = f"week {index} of batch {number}"
        policy = rng.choice(policies)
        try:
            program = sf.formulate(week, policy)
        except sf.PinError:
            tally.counts["refused: a pin"] += 1
            continue
        tally.counts["weeks"] += 1
        seen.add((week, policy))
        whole = (index + index // _BY_EVERY) % _CLASHING != 0  # each strategy sees both
        if not whole:
            program = with_drawn_rows(program, rng)
        said = _said(program, index, strategies)
        first = _compare(said, where, tally)
        if index % _BY_EVERY == 0:
            _check_each(program, said, where, tally)
        if whole and index % _BY_THE_ORACLE == 1:
            _against_the_oracle(week, policy, first, where, tally)
    tally.counts["different weeks"] += len(seen)
    return tally


def exact_strategies() -> dict[str, Strategy]:
    """Return the exact strategies by name."""
    exact = {name: find(name) for name, info in STRATEGIES.items() if info.exact}
    return exact | {"exhaustive": Exhaustive(most=_SETS)}


def with_drawn_rows(program: Program, rng: Random) -> Program:
    """Return a program that also asks for one of some starts, twice, and allows one of others."""
    choices = len(program.choices)
    if choices < 2:
        return program
    matrix = np.zeros((4, choices), dtype=np.int64)
    for row, sign in enumerate((-1, -1, 1, 1)):
        width = rng.randint(1, max(1, choices // 4))
        matrix[row, rng.sample(range(choices), width)] = sign
    rows = weighted(matrix, np.array([-1, -1, 1, 1]), lambda: [_ROW] * 4)
    return attrs.evolve(program, rows=stack([program.rows, rows]))


def _said(
    program: Program, index: int, strategies: Mapping[str, Strategy]
) -> dict[str, sf.Outcome]:
    """Return what two strategies or more say of a program."""
    if index % _BY_EVERY == 0:
        names = list(strategies)
    elif index % _WITH_CPSAT == 0:
        names = ["dynamic", "exhaustive", "cpsat"]
    else:
        names = ["dynamic", "exhaustive"]
    said = {name: outcome for name in names if (outcome := _solved(strategies[name], program))}
    for name in ("cpsat", "scip"):
        if len(said) < 2:
            said[name] = strategies[name].solve(program, sf.Limits())
    return said


def _compare(said: Mapping[str, sf.Outcome], where: str, tally: Tally) -> sf.Outcome:
    """Hold answers against one another, and return the first."""
    first = next(iter(said.values()))
    if len(said) < 2:
        tally.wrong.append(f"{where}: one strategy alone answered: {[*said]}")
    for name in said:
        tally.counts[f"by {name}"] += 1
    tally.counts[f"status {first.status}"] += 1
    tally.counts[f"{len(first.taken)} sessions placed"] += 1
    answers = {
        name: (outcome.status, outcome.objective, outcome.bound, outcome.taken)
        for name, outcome in said.items()
    }
    if len(set(answers.values())) > 1 or first.status not in ("optimal", "infeasible"):
        tally.wrong.append(f"{where}: {answers}")
    return first


def _check_each(program: Program, said: Mapping[str, sf.Outcome], where: str, tally: Tally) -> None:
    for name, outcome in said.items():
        tally.counts["answers checked from the program's arrays"] += 1
        for problem in check(program, outcome):
            tally.wrong.append(f"{where}: {name}: {problem}")


def _solved(strategy: Strategy, program: Program) -> sf.Outcome | None:
    try:
        return strategy.solve(program, sf.Limits())
    except sf.TooLargeError:
        return None


def _against_the_oracle(
    week: sf.Week, policy: sf.Policy, outcome: sf.Outcome, where: str, tally: Tally
) -> None:
    if any(pin.keep for pin in week.pins):
        return  # two pins of a day alone may clash, which the oracle's search does not know
    best = oracle.best(week, policy, limit=2_000)
    if best is None:
        return
    tally.counts["by the oracle's own search"] += 1
    found = outcome.objective
    if found is None or found[:6] != best:
        tally.wrong.append(f"{where}: {found}, and by the oracle {best}")
