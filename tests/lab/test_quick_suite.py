"""The suite `quick`: solvers agree, the checker accepts them and rejects what is spoiled."""

import attrs
import pytest

import strengthfit as sf
from strengthfit.lab.checker import check
from strengthfit.lab.instances import Instance, instance, names

EXACT = ("cpsat", "dynamic", "highs", "scip")
"""One of each solver; their configurations are compared by `strengthfit bench`."""

LIMITS = sf.Limits(seconds=4)


def _answers(made: Instance) -> dict[str, sf.Outcome]:
    answers = {}
    for name in EXACT:
        try:
            answers[name] = sf.solve(made.program, name, LIMITS)
        except sf.TooLargeError:
            continue
    return answers


@pytest.mark.parametrize("name", names("quick"))
def test_exact_strategies_agree_and_are_believed(name: str) -> None:
    made = instance(name)
    fact = made.known
    assert fact is not None
    assert fact.closed
    answers = _answers(made)
    proven = {key: a for key, a in answers.items() if a.status in ("optimal", "infeasible")}
    assert proven
    assert {answer.objective for answer in proven.values()} == {fact.objective}
    for answer in answers.values():
        assert check(made.program, answer, fact.objective, fact.bound or None) == ()


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
    every = made.program.mask(range(choices))
    return {
        "one choice more": attrs.evolve(good, taken=flipped),
        "one choice less": attrs.evolve(good, taken=good.taken[1:]),
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


@pytest.mark.parametrize("name", [name for name in names("quick") if "infeasible" not in name])
def test_spoiled_answers_are_rejected(name: str) -> None:
    made = instance(name)
    good = sf.solve(made.program, "auto")
    assert good.taken
    assert check(made.program, good) == ()
    for what, claim in _spoiled(made, good).items():
        assert check(made.program, claim), what
