"""Worst first, whatever plan a solver has for a bound: often several keep it."""

from fractions import Fraction

import attrs
import numpy as np
from hypothesis import assume, given, settings

import strengthfit as sf
from strengthfit.program import Program
from strengthfit.program.edit import at_most_row, with_costs, with_rows
from strengthfit.program.labels import Label
from strengthfit.squads import Gym, Member
from strengthfit.squads.fairness import worst_first
from strengthfit.squads.losses import Alone, alone_of, scale_of
from strengthfit.squads.losses import loss as number
from strengthfit.squads.squad_program import SquadProgram, compile_squad

from .generate import Squad, squads
from .oracle import OwnPlan, loss, own_plans


def _either_cy_or_both_others() -> SquadProgram:
    light, heavy = (
        sf.Week(
            [],
            [sf.Demand(kind, 1, minutes=minutes, dose="simplified")],
            available=["Wed 18:00-18:30"],
        )
        for kind, minutes in (("core", 30), ("heavy", 60))
    )
    members = [Member("Cy", heavy), Member("Ann", light), Member("Bo", light)]
    return compile_squad(
        members, Gym(places=1), None, sf.Policy(grid=15, rest_day=0, last_rest_day=0)
    )


def _unlucky(program: Program) -> sf.Outcome:
    """Solve a program, but of the plans within the least bound take one in which light is left."""
    outcome = sf.solve(program)
    if program.tiers[0] != "largest loss":
        return outcome
    assert outcome.objective is not None
    row = at_most_row(program.tier_costs[0], program.skip_costs[0], program, outcome.objective[0])
    held = with_rows(program, [row], Label("test", "bound", "as found"))
    light = np.isin(program.choices.kind, [program.choices.kinds.index("core")])
    light &= program.choices.start < program.horizon.minutes
    other = sf.solve(with_costs(held, program.tiers[0], light.astype(np.int64)))
    return attrs.evolve(outcome, taken=other.taken)


def test_as_few_as_possible_have_the_largest_loss() -> None:
    squad = _either_cy_or_both_others()
    program = squad.joined.program
    start = sf.solve(program)
    assert len(start.taken) == 1  # in total it is best that Cy trains
    alone = [sf.solve(own) for own in squad.programs]
    fair = worst_first(squad, alone, start, _unlucky)
    assert fair.status == "optimal"
    assert [len(own) for own in squad.joined.own(fair.taken)] == [0, 1, 1]
    assert fair.objective == program.objective(program.mask(fair.taken))
    assert fair.bound == fair.objective


@given(squads(least=1, most=2))
@settings(max_examples=300)
def test_a_loss_as_a_number_is_the_loss_in_words(squad: Squad) -> None:
    """Numbers compare as what is lost does."""
    compiled = compile_squad(squad.members, squad.gym, None, squad.policy)
    bests = [sf.solve(program) for program in compiled.programs]
    assume(all(best.objective is not None for best in bests))
    known = [
        alone_of(program, best, Fraction(1))
        for program, best in zip(compiled.programs, bests, strict=True)
    ]
    scale = scale_of(known)
    found = []
    for program, best, one in zip(compiled.programs, bests, known, strict=True):
        before = OwnPlan((), best.objective or ())
        for plan in own_plans(program)[:60]:
            found.append((loss(program, plan, before), number(one, plan.objective, scale)))
    for words, value in found:
        assert 0 <= value < scale.most
        for other, theirs in found:
            assert (words < other) == (value < theirs)


def test_gaps_count_between_strength_and_interference() -> None:
    one = Alone((0, 1, 3), 4000, (0, 2000), (4000, 3, 9))
    scale = scale_of([one])
    rising = [(0, 1, 3), (0, 1, 9), (0, 2, 0), (0, 3, 9), (2000, 0, 0), (2000, 3, 9)]
    numbers = [number(one, objective, scale) for objective in rising]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 0


def test_nothing_is_proven_if_a_solve_is_not() -> None:
    squad = _either_cy_or_both_others()
    program = squad.joined.program
    start = sf.solve(program)
    alone = [sf.solve(own) for own in squad.programs]
    for last in ("largest loss", "members", program.tiers[0]):

        def stopped(one: Program, last: str = last) -> sf.Outcome:
            outcome = _unlucky(one)
            if one.tiers[0] != last:
                return outcome
            return attrs.evolve(outcome, status="unknown", taken=(), objective=None)

        fair = worst_first(squad, alone, start, stopped)
        assert fair.status == "feasible"
        assert not any(fair.bound)
        assert program.is_plan(program.mask(fair.taken))
        assert fair.objective == program.objective(program.mask(fair.taken))
