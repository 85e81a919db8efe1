"""Fairness "worst_first": who loses most by sharing comes first.

The largest loss is made as small as it can be; of all plans with that, as few athletes as possible
have it; then the same for the losses below, down to nothing lost. Of plans that are equal in this
the best total decides. So nobody could lose less unless somebody else lost more than now, and at
least as much as the first does now. This is lexicographic min-max over whole numbers (Ogryczak &
Śliwiński 2006, 10.1007/11751595_85), found by two kinds of programs in turn, each to its proof:

- the least bound on the losses of all but those few who are known to lose more,
- the fewest athletes whose losses reach that bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import attrs
import numpy as np

from ..program import Program
from ..program.edit import NewTier, at_most_of, insert_tiers, with_rows, with_variables
from ..program.edit import without_costs as at_no_cost
from ..program.rows import IntArray
from ..strategies import Outcome
from .in_turn import unproven
from .losses import FAIR, Alone, Scale, Sum, alone_of, loss, with_losses
from .squad_program import SquadProgram

Solve = Callable[[Program], Outcome]
"""What solves a program within the limits of the call."""


def worst_first(
    squad: SquadProgram, alone: Sequence[Outcome], start: Outcome, solve: Solve
) -> Outcome:
    """Return the fairest plan of a squad, as an outcome of its joined program.

    Athletes of a higher priority come first: their losses are settled before those of others are
    looked at. What is proven of the outcome holds among plans as fair. If a solve ends without its
    proof, the outcome is the fairest plan so far, and nothing of it is proven.

    Parameters
    ----------
    squad : SquadProgram
    alone : sequence of Outcome
        Each member's best with gym and coach to oneself.
    start : Outcome
        Any plan of the squad.
    solve : callable

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.squads import Gym, Member
    >>> from strengthfit.squads.squad_program import compile_squad
    >>> week = sf.Week([], 1, available=["Wed 18:00-19:00"])
    >>> squad = compile_squad([Member("Ann", week), Member("Bo", week)], Gym(places=1), None, None)
    >>> alone = [sf.solve(program) for program in squad.programs]
    >>> fair = worst_first(squad, alone, sf.solve(squad.joined.program, "greedy"), sf.solve)
    >>> fair.status, len(fair.taken)
    ('optimal', 2)
    """
    state = _State(squad.joined.program, start.taken)
    ranks = sorted({member.priority for member in squad.members}, reverse=True)
    for rank in ranks:
        members = [n for n, member in enumerate(squad.members) if member.priority == rank]
        state, proven = _of_one_priority(squad, alone, members, state, solve)
        if not proven:
            return unproven(squad.joined.program, state.taken)
    outcome = solve(state.program)
    if outcome.objective is None:  # only if limits left no time for it
        return unproven(squad.joined.program, state.taken)
    return attrs.evolve(outcome, taken=_choices(squad, outcome))


@attrs.frozen(eq=False)
class _State:
    """The program with what is settled so far as its rows, and the fairest plan known."""

    program: Program
    taken: tuple[int, ...]

    def with_plan(self, taken: tuple[int, ...]) -> _State:
        return attrs.evolve(self, taken=taken)


def _choices(squad: SquadProgram, outcome: Outcome) -> tuple[int, ...]:
    """Return what an outcome takes without the variables behind the choices."""
    return tuple(one for one in outcome.taken if one < len(squad.joined.program.choices))


@attrs.frozen(eq=False)
class _Group:
    """Members of one priority, with their losses as sums and as numbers."""

    squad: SquadProgram
    members: tuple[int, ...]
    alone: tuple[Alone, ...]
    scale: Scale
    sums: tuple[Sum, ...]

    def losses(self, taken: tuple[int, ...]) -> list[int]:
        """Return the loss of each member in a plan, which takes these of the choices of all."""
        own = self.squad.joined.own(taken)
        programs = [self.squad.programs[member] for member in self.members]
        return [
            loss(alone, program.objective(program.mask(own[member])), self.scale)
            for member, program, alone in zip(self.members, programs, self.alone, strict=True)
        ]


def _of_one_priority(
    squad: SquadProgram,
    alone: Sequence[Outcome],
    members: Sequence[int],
    state: _State,
    solve: Solve,
) -> tuple[_State, bool]:
    """Settle the losses of some members; and return whether all of it is proven."""
    group, state = _group(squad, alone, members, state)
    losses = group.losses(state.taken)
    largest = max(losses)
    above, others = 0, np.zeros(0, dtype=np.int64)
    while above < len(members):
        bound = sorted(losses, reverse=True)[above]
        if bound:
            found = solve(_least_bound(group, state.program, others, largest, bound))
            state, losses = _fairer(group, state, losses, found)
            if found.status != "optimal" or found.objective is None:
                return state, False
            bound = found.objective[0]
        if not above:
            largest = bound
        program = _held(group, state.program, others, bound, largest)
        state = attrs.evolve(state, program=program)
        if not bound:
            break
        state, losses, above, others, proven = _fewest(
            group, state, losses, (bound, largest, above), solve
        )
        if not proven:
            return state, False
    return state, True


def _group(
    squad: SquadProgram, alone: Sequence[Outcome], members: Sequence[int], state: _State
) -> tuple[_Group, _State]:
    """Return members with their losses, none of which are above the largest of the plan so far."""
    own = squad.joined.own(state.taken)
    programs = [squad.programs[member] for member in members]
    bests = [alone[member] for member in members]
    lost = [
        _share_lost(program, best, own[member])
        for member, program, best in zip(members, programs, bests, strict=True)
    ]
    known = [
        alone_of(program, best, max(lost)) for program, best in zip(programs, bests, strict=True)
    ]
    program, scale, sums = with_losses(squad, state.program, members, known)
    group = _Group(squad, tuple(members), tuple(known), scale, tuple(sums))
    return group, attrs.evolve(state, program=program)


def _share_lost(program: Program, best: Outcome, taken: Sequence[int]) -> Fraction:
    asked = program.strength_asked
    now, least = program.objective(program.mask(taken))[0], (best.objective or (0,))[0]
    return Fraction(now - least, asked) if asked else Fraction(0)


def _least_bound(
    group: _Group, program: Program, others: IntArray, largest: int, known: int
) -> Program:
    """Return the program of the least bound on all losses but those of `others`.

    `others` has for each member the variable that lets a loss be as large as `largest`; the first
    bound holds for all. `known` is a bound that can be kept.
    """
    bits = known.bit_length()
    first = len(program.choices)
    columns = np.arange(first, first + bits)
    program = with_variables(program, bits)
    program = _bounded(group, program, others, bound=0, largest=largest, bits=columns)
    costs = np.zeros(len(program.choices), dtype=np.int64)
    costs[columns] = 1 << np.arange(bits)
    return insert_tiers(at_no_cost(program), [NewTier("largest loss", costs)])


def _held(group: _Group, program: Program, others: IntArray, bound: int, largest: int) -> Program:
    """Return the program in which no losses but those of `others` are above a bound."""
    return _bounded(group, program, others, bound=bound, largest=largest)


def _bounded(
    group: _Group,
    program: Program,
    others: IntArray,
    *,
    bound: int,
    largest: int,
    bits: IntArray | None = None,
) -> Program:
    """Return a program in which each loss is at most `bound`, and what bits add to it.

    With the variable of `others` it is at most `largest`.
    """
    bits = np.zeros(0, dtype=np.int64) if bits is None else bits
    weights = 1 << np.arange(len(bits))
    entries = []
    for number, one in enumerate(group.sums):
        own = others[number : number + 1]
        lets = np.full(len(own), largest - bound)
        columns, more = np.concatenate([own, bits]), np.concatenate([lets, weights])
        entries.append(one.at_most(bound, columns, more))
    return with_rows(program, entries, FAIR)


def _fewest(
    group: _Group,
    state: _State,
    losses: list[int],
    known: tuple[int, int, int],
    solve: Solve,
) -> tuple[_State, list[int], int, IntArray, bool]:
    """Let as few members as possible reach a bound, and return how many do, and their variables.

    `known` are the bound, the largest loss, and how many are above the bound. One more than these
    reaches it in any plan, as no smaller bound holds.
    """
    bound, largest, above = known
    first, count = len(state.program.choices), len(group.members)
    columns = np.arange(first, first + count)
    program = with_variables(state.program, count)
    program = _bounded(group, program, columns, bound=bound - 1, largest=largest)
    reach = sum(loss >= bound for loss in losses)
    proven = True
    if reach > above + 1:
        costs = np.zeros(len(program.choices), dtype=np.int64)
        costs[columns] = 1
        found = solve(insert_tiers(at_no_cost(program), [NewTier("members", costs)]))
        state, losses = _fairer(group, state, losses, found)
        proven = found.status == "optimal"
        reach = sum(loss >= bound for loss in losses)
    program = with_rows(program, [at_most_of(columns, reach)], FAIR)
    return attrs.evolve(state, program=program), losses, reach, columns, proven


def _fairer(
    group: _Group, state: _State, losses: list[int], found: Outcome
) -> tuple[_State, list[int]]:
    """Return the fairer of the plan so far and one that was found, and its losses."""
    if found.objective is None:
        return state, losses
    taken = _choices(group.squad, found)
    theirs = group.losses(taken)
    if sorted(theirs, reverse=True) >= sorted(losses, reverse=True):
        return state, losses
    return state.with_plan(taken), theirs
