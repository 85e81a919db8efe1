"""The suite `quick`: solvers agree, the checker accepts them and rejects what is spoiled."""

from contextlib import suppress
from itertools import groupby
from pathlib import Path

import attrs
import pytest

import strengthfit as sf
from strengthfit.lab.checker import check
from strengthfit.lab.instances import Instance, instance, names
from strengthfit.lab.runner import list_jobs, run_jobs

from ..longer import longer, mostly_longer

EXACT = ("cpsat", "dynamic", "auto")
"""MIP solvers run in processes of their own here: at times they do not look at the clock."""

LIMITS = {
    "cpsat": sf.Limits(seconds=60),
    "dynamic": sf.Limits(seconds=2),
    "auto": sf.Limits(seconds=60),
}
"""What takes longer than two seconds in a table is proven by the other."""

NO_PLAN = ("infeasible-1", "infeasible-7", "near-1")
WITH_A_PLAN = [name for name in names("quick") if name not in NO_PLAN]


FIRST = [next(of) for _, of in groupby(names("quick"), lambda name: name.partition("-")[0])]
REST = [name for name in names("quick") if name not in FIRST]


@pytest.mark.parametrize("name", [*FIRST, *mostly_longer(REST, 0)])
def test_exact_strategies_agree_and_are_believed(name: str) -> None:
    made = instance(name)
    fact = made.known
    assert fact is not None
    assert fact.closed
    answers = []
    for strategy in EXACT:
        with suppress(sf.TooLargeError):
            answers.append(sf.solve(made.program, strategy, LIMITS[strategy]))
    proven = [answer for answer in answers if answer.status in ("optimal", "infeasible")]
    assert proven
    assert {answer.objective for answer in proven} == {fact.objective}
    for answer in answers:
        assert check(made.program, answer, fact.objective, fact.bound or None) == ()


@pytest.mark.parametrize(
    "asked", [FIRST[:3], longer([*FIRST[3:], *REST])], ids=["of three families", "the rest"]
)
def test_mip_solvers_agree_and_are_believed(asked: list[str], tmp_path: Path) -> None:
    listed = list_jobs("quick", ["highs", "scip"], seconds=1)
    jobs = [job for job in listed if job.instance in asked]
    records = list(run_jobs(jobs, tmp_path / "records.jsonl", together=2))
    assert [record.problems for record in records] == [()] * len(jobs)
    proven = [record for record in records if record.proven]
    assert len(proven) > len(jobs) // 2
    for record in proven:
        fact = instance(record.instance).known
        assert fact is not None
        assert record.objective == fact.objective


def _first_session(program: sf.Program, taken: tuple[int, ...]) -> int:
    """Return the first of what is taken that it costs to leave out, unlike hours of a coach.

    If nothing costs, a row asks for every session.
    """
    skips = program.skip_costs.max(axis=0)[program.choices.demand]
    return next((choice for choice in taken if skips[choice]), taken[0])


def _spoiled(made: Instance, good: sf.Outcome) -> dict[str, sf.Outcome]:
    """Return false claims: each is the good one with one thing changed."""
    assert good.objective is not None
    objective = good.objective
    last = len(objective) - 1
    lower = tuple(v - (tier == last) for tier, v in enumerate(objective))
    higher = tuple(v + (tier == last) for tier, v in enumerate(objective))
    choices = len(made.program.choices)
    free = next(choice for choice in range(choices) if choice not in good.taken)
    flipped = tuple(sorted({*good.taken, free}))
    session = _first_session(made.program, good.taken)
    fewer = tuple(choice for choice in good.taken if choice != session)
    every = made.program.mask(range(choices))
    return {
        "one choice more": attrs.evolve(good, taken=flipped),
        "one choice less": attrs.evolve(good, taken=fewer),
        "a better score": attrs.evolve(good, objective=lower, bound=lower),
        "a worse score": attrs.evolve(good, objective=higher, bound=higher),
        "a bound above": attrs.evolve(good, status="feasible", bound=higher),
        "a bound below": attrs.evolve(good, bound=lower),
        "rows broken": attrs.evolve(
            good,
            status="feasible",
            taken=tuple(range(choices)),
            objective=made.program.objective(every),
        ),
    }


@pytest.mark.parametrize("name", mostly_longer(WITH_A_PLAN, 8))
def test_spoiled_answers_are_rejected(name: str) -> None:
    made = instance(name)
    good = sf.solve(made.program, "auto")
    assert good.taken
    assert check(made.program, good) == ()
    for what, claim in _spoiled(made, good).items():
        assert check(made.program, claim), what
