"""Several athletes' programs as one: a block for each on the diagonal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs
import numpy as np

from ..errors import InputError
from ..program import Program
from ..program.choices import CHOICE_ARRAYS
from ..program.costs.cost import Cost
from ..program.horizon import Horizon
from ..program.labels import Label, Labeller
from ..program.rows import IntArray, Rows, select, stack


@attrs.frozen(eq=False)
class Joined:
    """One program for several athletes, and which of its choices are whose.

    `places` holds for each athlete the choice of `program` that each of their own is.
    """

    program: Program
    places: tuple[IntArray, ...]

    def own(self, taken: Iterable[int]) -> list[tuple[int, ...]]:
        """Return what is taken as each athlete's own choices, rising."""
        chosen = self.program.mask(taken)
        return [tuple(np.flatnonzero(chosen[places]).tolist()) for places in self.places]

    def together(self, own: Iterable[Iterable[int]]) -> tuple[int, ...]:
        """Return each athlete's own choices as choices of all."""
        pairs = zip(self.places, own, strict=True)
        return tuple(sorted(int(places[one]) for places, taken in pairs for one in taken))

    def with_rows(self, rows: Rows) -> Joined:
        """Return the same athletes with more rows over the choices of all."""
        stacked = stack([self.program.rows, rows])
        return attrs.evolve(self, program=attrs.evolve(self.program, rows=stacked))


def join(programs: Sequence[Program], names: Sequence[str] | None = None) -> Joined:
    """Return one program for several athletes, who share nothing yet.

    Its objective is, tier by tier, the sum of theirs. Labels say which athlete they are about, by
    `names`: by default "athlete 1" is the first.

    Demands are the first athlete's, then the second's, and so on, and so are the horizon's demands
    and runs. The rest of the horizon (openings, pins, sessions outside it, what running load
    allows) is the first athlete's and speaks of that one alone.

    Raises
    ------
    InputError
        If there is no program, or the programs differ in days, terms or resolution.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> one = formulate(Week([], strength=1))
    >>> both = join([one, one]).program
    >>> both.counts.tolist(), len(both.choices) == 2 * len(one.choices)
    ([1, 1], True)
    """
    _check(programs)
    if names is None:
        names = [f"athlete {number + 1}" for number in range(len(programs))]
    order, places, demands = _order(programs)
    columns = {
        name: np.concatenate([getattr(program.choices, name) for program in programs])
        for name in CHOICE_ARRAYS
    }
    columns["demand"] = np.concatenate(demands)
    sorted_columns = {name: column[order] for name, column in columns.items()}
    choices = programs[0].choices.with_arrays(sorted_columns)
    windows, window_costs = _windows(programs, places, names)
    first = programs[0]
    rows = [
        _moved(program.rows, own, name)
        for program, own, name in zip(programs, places, names, strict=True)
    ]
    joined = Program(
        horizon=_horizon([program.horizon for program in programs]),
        choices=choices,
        counts=np.concatenate([program.counts for program in programs]),
        rows=stack(rows),
        cost_terms=tuple(
            (name, tier, sum(program.cost_terms[term][2] for program in programs))
            for term, (name, tier, _) in enumerate(first.cost_terms)
        ),
        cost_parts=tuple(
            _cost([program.cost_parts[term] for program in programs], places, names)
            for term in range(len(first.cost_terms))
        ),
        loss_part=_cost([program.loss_part for program in programs], places, names),
        tier_costs=np.hstack([program.tier_costs for program in programs])[:, order],
        skip_costs=np.hstack([program.skip_costs for program in programs]),
        window_terms=tuple(
            (name, sum(program.window_terms[term][1] for program in programs))
            for term, (name, _) in enumerate(first.window_terms)
        ),
        windows=windows,
        window_costs=window_costs,
        resolution=first.resolution,
        tiers=first.tiers,
    )
    return Joined(joined, tuple(places))


def _check(programs: Sequence[Program]) -> None:
    if not programs:
        raise InputError(
            "join.programs", [], "holds no program; give one for each athlete", "missing"
        )
    first = _facts(programs[0])
    for index, program in enumerate(programs):
        if _facts(program) != first:
            accepted = "are days, terms and resolution unlike the first athlete's"
            raise InputError(f"join.programs[{index}]", _facts(program), accepted, "contradiction")


def _facts(program: Program) -> tuple[object, ...]:
    return (
        program.horizon.days,
        program.resolution,
        program.tiers,
        tuple((name, tier) for name, tier, _ in program.cost_terms),
        tuple(name for name, _ in program.window_terms),
    )


def _horizon(horizons: Sequence[Horizon]) -> Horizon:
    return attrs.evolve(
        horizons[0],
        runs=tuple(run for each in horizons for run in each.runs),
        demands=tuple(demand for each in horizons for demand in each.demands),
        demand_weeks=tuple(week for each in horizons for week in each.demand_weeks),
    )


def _order(programs: Sequence[Program]) -> tuple[IntArray, list[IntArray], list[IntArray]]:
    """Return the new order of all choices, the new place of each athlete's, and their demands."""
    offsets = np.cumsum([0, *(len(program.counts) for program in programs)])
    demands = [
        program.choices.demand + offset for program, offset in zip(programs, offsets, strict=False)
    ]
    starts = np.concatenate([program.choices.start for program in programs])
    doses = np.concatenate([program.choices.dose for program in programs])
    order = np.lexsort((doses, np.concatenate(demands), starts))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    ends = np.cumsum([len(program.choices) for program in programs])[:-1]
    return order, np.split(place, ends), demands


def _moved(rows: Rows, places: IntArray, name: str) -> Rows:
    """Return an athlete's rows over the choices of all.

    A choice keeps its place among the athlete's own, so columns that rise go on rising.
    """
    return attrs.evolve(rows, columns=places[rows.columns], labeller=_of(rows.labeller, name))


def _of(labeller: Labeller, name: str) -> Labeller:
    """Return labels that name the athlete."""

    def labels() -> list[Label]:
        return [
            attrs.evolve(own, cause=f"{name}: {own.cause}", text=f"{own.text} ({name})")
            for own in labeller()
        ]

    return labels


def _all(labellers: Sequence[Labeller]) -> Callable[[], list[Label]]:
    return lambda: [label for labeller in labellers for label in labeller()]


def _cost(parts: Sequence[Cost], places: Sequence[IntArray], names: Sequence[str]) -> Cost:
    """Return one term of all athletes, with the causes of the first one first."""
    offsets = np.cumsum([0, *(part.count for part in parts)])
    named = [_of(part.labeller, name) for part, name in zip(parts, names, strict=True)]
    return Cost(
        causes=np.concatenate([p.causes + o for p, o in zip(parts, offsets, strict=False)]),
        choices=np.concatenate([o[p.choices] for p, o in zip(parts, places, strict=True)]),
        values=np.concatenate([part.values for part in parts]),
        count=int(offsets[-1]),
        labeller=_all(named),
    )


def _windows(
    programs: Sequence[Program], places: Sequence[IntArray], names: Sequence[str]
) -> tuple[Rows, IntArray]:
    """Return the windows and their prices term by term, and within a term by athlete."""
    blocks, prices = [], []
    for term in range(len(programs[0].window_terms)):
        for athlete, program in enumerate(programs):
            counts = [count for _, count in program.window_terms]
            inside = np.zeros(len(program.windows), dtype=bool)
            inside[sum(counts[:term]) : sum(counts[: term + 1])] = True
            own = select(program.windows, inside)
            blocks.append(_moved(own, places[athlete], names[athlete]))
            prices.append(program.window_costs[:, inside])
    return stack(blocks), np.hstack(prices)
