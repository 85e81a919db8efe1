"""One week in many scenarios: what each choice costs in each draw, and the plans to compare.

The rules stay as they are in every scenario, because a rule is a decision. So the plans that are
compared are the same in all: those that keep every rule and deliver as much strength as a plan.
If they fit into a decision diagram, all draws are answered in one sweep; else each draw is
solved by itself.
"""

from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np

from ..domain.checks import checked, number
from ..domain.own_kinds import sensitive_as_given
from ..domain.policy import Policy
from ..domain.strength import DOSES, EFFORTS
from ..errors import InputError, OutOfTimeError, TooLargeError
from ..physiology.own_science import own_science
from ..physiology.parameters import parameters_of
from ..physiology.uncertainty import Draws, ParameterBounds, draw_parameters
from ..planning.matching import matched_choices
from ..planning.plans import Plan
from ..program import Label, Program
from ..program.edit import at_most_row, only_tiers, with_costs, with_rows
from ..program.presolve import open_choices
from ..program.rows import IntArray
from ..program.sampled_costs import read_by_own, sampled_steps
from ..sizes import check_work, sizes
from ..stopping import is_over, report
from ..strategies.dynamic.diagram import FAR, Diagram, any_set, best_sets, least_values, least_with
from ..strategies.in_time import settle_in_call
from ..strategies.protocol import Outcome, Strategy

_HELD = ("strength", "continuity")
_FORCED = Label("robustness", "forced", "one of these is taken")
_AS_STRONG = Label("robustness", "strength", "as much strength as the plan")


@attrs.frozen(eq=False, slots=False)
class Scenarios:
    """Drawn scenarios of a plan's week.

    Parameters
    ----------
    program
        The rules that hold in all of them, with the tiers that decide which plans are compared, and
        then interference.
    diagram
        Of the plans that are compared; None if there are too many.
    choices
        The choices that can be in one of them, rising.
    costs
        Shape (choices, draws): interference in whole steps.
    draws
        Every parameter that was drawn.
    relevant
        Those that can matter to this week.
    taken
        The plan's choices, in the order of its placements.
    resolution
        Percent of speed of one step.
    strategy
        What solves single draws if there is no diagram.
    """

    program: Program
    diagram: Diagram | None
    choices: IntArray
    costs: IntArray
    draws: Draws
    relevant: Draws
    taken: tuple[int, ...]
    resolution: float
    strategy: str | Strategy

    def first(self, draws: int) -> "Scenarios":
        """Return the first draws alone."""
        if draws == self.costs.shape[1]:
            return self
        every, relevant = (
            attrs.evolve(each, values=each.values[:draws]) for each in (self.draws, self.relevant)
        )
        return attrs.evolve(self, costs=self.costs[:, :draws], draws=every, relevant=relevant)

    @cached_property
    def solved(self) -> list[tuple[int, tuple[int, ...]]]:
        """The least interference of each draw and a plan that has it: for want of a diagram."""
        return [_solved(self, draw) for draw in range(self.costs.shape[1])]

    def rows_of(self, choices: Sequence[int] | IntArray) -> IntArray:
        """Return where choices are among the rows of `costs`."""
        rows: IntArray = np.searchsorted(self.choices, np.asarray(choices, dtype=np.int64))
        return rows

    def cost_of(self, taken: Sequence[int]) -> IntArray:
        """Return what a set of choices costs in each draw, in steps, shape (draws,)."""
        total: IntArray = self.costs[self.rows_of(taken)].sum(axis=0)
        return total

    def same_placement(self, choice: int) -> IntArray:
        """Return the choices of any demand that can be in a compared plan and look the same."""
        every, demands = self.program.choices, self.program.horizon.demands
        asked = np.array([DOSES.index(demand.dose) for demand in demands])[every.demand]
        effort = np.array([EFFORTS.index(demand.effort) for demand in demands])[every.demand]
        names = [demand.label for demand in demands]
        label = np.array([names.index(name) for name in names])[every.demand]
        columns = (every.start, every.kind, every.dose, every.minutes, asked, effort, label)
        alike = np.all([own[self.choices] == own[choice] for own in columns], axis=0)
        members: IntArray = self.choices[alike]
        return members

    def same_day(self, choice: int) -> IntArray:
        """Return the choices of a choice's kind on its day that can be in a compared plan."""
        every = self.program.choices
        alike = (every.day[self.choices] == every.day[choice]) & (
            every.kind[self.choices] == every.kind[choice]
        )
        members: IntArray = self.choices[alike]
        return members


def draw_scenarios(
    plan: Plan,
    draws: int,
    seed: int,
    *,
    width: float = 1.0,
    bounds: ParameterBounds | None = None,
    strategy: str | Strategy = "cpsat",
) -> Scenarios:
    """Draw the evidence and return the scenarios of a plan's week; arguments as in `robustness`."""
    drawn = draw_parameters(
        checked("draws", draws, number(1, sizes().draws, "draws", whole=True)),
        checked("seed", seed, number(0, 2**63 - 1, "seed", whole=True)),
        parameters_of(plan.policy),
        width=checked("width", width, number(0, 1, "shares of the bounds")),
        bounds=bounds,
    )
    return scenarios_of(plan, drawn, strategy)


def scenarios_of(plan: Plan, draws: Draws, strategy: str | Strategy = "cpsat") -> Scenarios:
    """Return the scenarios of a plan's week, refusing a plan that is not one of the week's own.

    The strategy solves single draws if the plans are too many for a diagram.
    """
    program = plan.program
    taken = _choices_of(program, plan)
    mask = program.mask(taken)
    if plan.status in ("unknown", "infeasible") or program.broken(mask):
        raise InputError(
            "plan", plan.status, "is not the status of a plan that keeps every rule", "wrong_value"
        )
    compared, diagram = _compared(program, program.objective(mask), strategy)
    chosen = np.flatnonzero(open_choices(program)) if diagram is None else diagram.kept
    check_work("draw_costs", len(chosen) * len(draws), "costs, one for each draw and start,")
    return Scenarios(
        program=compared,
        diagram=diagram,
        choices=chosen,
        costs=sampled_steps(program, plan.policy, draws, chosen),
        draws=draws,
        relevant=_that_matter(program, plan.policy, draws, chosen),
        taken=taken,
        resolution=program.resolution,
        strategy=strategy,
    )


def _choices_of(program: Program, plan: Plan) -> tuple[int, ...]:
    """Return the choice that each placement is, in their order."""
    found = matched_choices(program, plan.placements)
    for placement, choice in zip(plan.placements, found, strict=True):
        if choice is None and matched_choices(program, [placement]) == (None,):
            accepted = "is not a start that the week offers, as after replanning; plan it anew"
            raise InputError("plan.placements", placement.when, accepted, "contradiction")
    if None in found:
        raise InputError(
            "plan.placements",
            len(found),
            "sessions are more than the week asks for",
            "contradiction",
        )
    return tuple(choice for choice in found if choice is not None)


def _compared(
    program: Program, objective: tuple[int, ...], strategy: str | Strategy
) -> tuple[Program, Diagram | None]:
    """Return the program, and if it can be the diagram, of the plans to compare a plan with.

    Of a plan of the most strength and the fewest long gaps, these are all such plans; of any other
    all that deliver as much strength.
    """
    held = only_tiers(program, _HELD)
    diagram = _diagram(held)
    best = _proven(held, strategy).taken if diagram is None else any_set(diagram)
    if held.objective(held.mask(best)) == objective[: len(_HELD)]:
        return only_tiers(program, [*_HELD, "interference"]), diagram
    row = at_most_row(program.tier_costs[0], program.skip_costs[0], program, objective[0])
    as_strong = only_tiers(with_rows(program, [row], _AS_STRONG), ["interference"])
    free = np.zeros(len(program.choices), dtype=np.int64)
    return as_strong, _diagram(with_costs(as_strong, "interference", free))


def _diagram(program: Program) -> Diagram | None:
    try:
        return best_sets(program)
    except TooLargeError:
        return None


def _proven(program: Program, strategy: str | Strategy) -> Outcome:
    """Solve a program, and refuse an answer without a proof: regret against it means nothing."""
    outcome = settle_in_call(program, strategy)
    if outcome.status not in ("optimal", "infeasible"):
        raise InputError(
            "strategy",
            strategy,
            "proved nothing; write an exact one, such as 'cpsat'",
            "unsupported",
        )
    return outcome


def _that_matter(program: Program, policy: Policy, draws: Draws, chosen: IntArray) -> Draws:
    """Return the parameters that vary and speak of a run, or of what is among choices.

    Those of a kind of the house also stand for what a kind like it brings no number for. Of numbers
    that belong to costs of extensions, these say themselves which they read.
    """
    horizon = program.horizon
    kinds = {program.choices.kinds[kind] for kind in program.choices.kind[chosen].tolist()}
    runs = {run.counts_as for run in horizon.runs}
    subjects = {"any", *kinds, *runs}
    subjects |= {DOSES[dose] for dose in program.choices.dose[chosen].tolist()}
    subjects |= {horizon.demands[one].effort for one in program.choices.demand[chosen].tolist()}
    as_given = sensitive_as_given(program.extensions)
    if any(run.key and run.kind not in as_given for run in horizon.runs):
        subjects.add("tempo")  # such a run is at least as sensitive as a tempo run
    new = any(not athlete.accustomed for athlete in horizon.athletes)
    read = read_by_own(program, policy, draws, chosen) | {
        standing_in
        for key, standing_in in own_science(program.extensions).inherited.items()
        if key.partition(".")[2] in subjects and key not in draws.parameters
    }
    varies = np.ptp(draws.values, axis=0) > 0
    columns = [
        column
        for column, key in enumerate(draws.parameters)
        for name, subject in (key.split("."),)
        if varies[column]
        and (key in read or (subject in subjects and ":" not in name))
        and (new or name != "unaccustomed_factor")
    ]
    names = tuple(draws.parameters[column] for column in columns)
    return Draws(names, draws.values[:, columns], draws.likes)


def least_in_each(scenarios: Scenarios) -> IntArray:
    """Return the least interference of the compared plans in each draw, in steps."""
    if scenarios.diagram is not None:
        return least_values(scenarios.diagram, scenarios.costs)
    return np.array([value for value, _ in scenarios.solved], dtype=np.int64)


def answer_draws(scenarios: Scenarios, groups: Sequence[IntArray]) -> tuple[IntArray, IntArray]:
    """Return the least interference of the compared plans in each draw, and with each group.

    The second is that of the plans that take a choice of a group, shape (groups, draws), in steps;
    far more than any plan's if no plan takes one. If limits end it, the first draws are answered.

    Raises `OutOfTimeError` if there is not one.
    """
    if scenarios.diagram is not None:
        rows = [scenarios.rows_of(group) for group in groups]
        with_each = least_with(scenarios.diagram, scenarios.costs, rows)
        return least_values(scenarios.diagram, scenarios.costs), with_each
    every = scenarios.costs.shape[1]
    least, columns = list[int](), list[list[int]]()
    for draw in range(every):
        if least and is_over():
            break
        try:
            value, taken = _solved(scenarios, draw)
            column = [
                value if set(taken) & set(group.tolist()) else _solved(scenarios, draw, group)[0]
                for group in groups
            ]
        except OutOfTimeError:
            if not least:
                raise
            break
        least.append(value)
        columns.append(column)
        report(draw + 1, every, "draws")
    with_each = np.array(columns, dtype=np.int64).reshape(len(least), len(groups)).T
    return np.array(least, dtype=np.int64), with_each


def _solved(
    scenarios: Scenarios, draw: int, forced: IntArray | None = None
) -> tuple[int, tuple[int, ...]]:
    """Return the least interference of one draw and a plan that has it, by solving it."""
    program = scenarios.program
    costs = np.zeros(len(program.choices), dtype=np.int64)
    costs[scenarios.choices] = scenarios.costs[:, draw]
    program = with_costs(program, "interference", costs)
    if forced is not None:
        entry = (forced, np.full(len(forced), -1, dtype=np.int64), -1)
        program = with_rows(program, [entry], _FORCED)
    outcome = _proven(program, scenarios.strategy)
    held = slice(0, len(program.tiers) - 1)
    if outcome.objective is None:
        return FAR, ()
    if (
        forced is not None
        and outcome.objective[held] != program.objective(program.mask(scenarios.taken))[held]
    ):
        return FAR, ()
    return outcome.objective[-1], outcome.taken
