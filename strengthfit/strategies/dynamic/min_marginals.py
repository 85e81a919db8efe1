"""Min-marginals: for each start, the best plan that has a session there.

The price of an alternative is what the best plan with it costs more than the best of all. In
graphical models the cost of the best solution in which one variable has one value is called its
min-marginal. On layers of arcs all of them come from two sweeps: the best way from the root to
where an arc begins, plus the arc, plus the best way from its head to the end, is the best plan that
uses the arc; the least of these over the arcs that take a start is the min-marginal of the start.
"""

from collections.abc import Sequence

import attrs
import numpy as np

from ...errors import OutOfTimeError, TooLargeError
from ...program import Label, Program
from ...program.edit import at_least_of, with_rows
from ...program.presolve import Presolved, presolve
from ...program.rows import IntArray
from ...stopping import check
from ..in_time import settle_in_call
from ..protocol import Strategy
from .layers import BestArcs, Layer, best_before, best_behind, least_of_each, unroll
from .stages import cut_into_stages

_MUST = Label("min_marginal", "start", "a session of this demand starts here")


@attrs.frozen(eq=False)
class MinMarginals:
    """For each start of each demand that some allowed plan uses, the best such plan.

    Parameters
    ----------
    demand, start : numpy.ndarray
        Shape (starts,).
    taken : numpy.ndarray
        Shape (starts, sessions): the choices of the best plan, rising, filled up with -1.
    objective : numpy.ndarray
        Shape (tiers, starts): its objective.
    unknown : frozenset of (int, int)
        Demands and starts of which limits left no time to say whether some plan uses them.
    """

    demand: IntArray
    start: IntArray
    taken: IntArray
    objective: IntArray
    unknown: frozenset[tuple[int, int]] = frozenset()


def min_marginals(
    program: Program, most: int = 200_000, strategy: str | Strategy = "cpsat"
) -> MinMarginals:
    """Return the best plan with each start, all proven, as far as the limits of the call go.

    Parameters
    ----------
    program : Program
    most : int
        The most arcs of one layer. A program that needs more is solved once for each start.
    strategy : str or Strategy
        What solves it then. It has to prove its answers.

    Examples
    --------
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1))
    >>> found = min_marginals(program)
    >>> min(map(tuple, found.objective.T.tolist())) == sf.solve(program).objective
    True
    """
    left = presolve(program)
    slots, first = _slots(program, left.kept)
    try:
        best = _by_layers(program, left, slots, most)
    except TooLargeError:
        best = _by_solving(program, left, slots, strategy)
    except OutOfTimeError:
        best = _packed(program, [], [], [], range(len(first)))
    owners, unknown = left.kept[first[best.slots]], left.kept[first[list(best.unknown)]]
    demand, start = program.choices.demand, program.choices.start
    return MinMarginals(
        demand[owners],
        start[owners],
        best.taken,
        best.objective,
        frozenset(zip(demand[unknown].tolist(), start[unknown].tolist(), strict=True)),
    )


@attrs.frozen(eq=False)
class _Best:
    """The slots that some plan uses, with the best plan of each and its objective.

    `unknown` are slots that there was no time for.
    """

    slots: IntArray
    taken: IntArray
    objective: IntArray
    unknown: Sequence[int] = ()


def _slots(program: Program, kept: IntArray) -> tuple[IntArray, IntArray]:
    """Return the slot (start of a demand) of each choice, and the first choice of each slot."""
    demand, start = program.choices.demand[kept], program.choices.start[kept]
    new = np.ones(len(kept), dtype=bool)
    new[1:] = (demand[1:] != demand[:-1]) | (start[1:] != start[:-1])
    return np.cumsum(new) - 1, np.flatnonzero(new)


def _by_layers(program: Program, left: Presolved, slots: IntArray, most: int) -> _Best:
    staged = cut_into_stages(program, left)
    layers = unroll(staged, most)
    if not layers:  # no plan keeps every row, or no choice is left
        return _packed(program, [], [], [])
    words = len(staged.gains)
    before, behind = best_before(layers, words), best_behind(layers, words)
    layer_of, arc_of, slot_of, values = _arcs_that_take(layers, before, behind, slots)
    best = least_of_each(slot_of, values)
    taken = _paths_through(layers, before, behind, layer_of[best], arc_of[best])
    members = np.sort(taken, axis=1)[:, : int(program.counts.sum())]
    choices = np.where(members < len(left.kept), np.append(left.kept, -1)[members], -1)
    objective = [staged.objective(value) for value in values[:, best].T]
    return _packed(program, slot_of[best].tolist(), choices.tolist(), objective)


def _arcs_that_take(
    layers: Sequence[Layer],
    before: Sequence[BestArcs],
    behind: Sequence[BestArcs],
    slots: IntArray,
) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Return of each arc that takes a choice its layer, its index there, its slot and its value.

    The value, shape (words, arcs), is that of the best plan through the arc.
    """
    found: list[tuple[IntArray, IntArray, IntArray, IntArray]] = []
    for index, layer in enumerate(layers):
        arcs = np.flatnonzero(layer.added < len(slots))
        to = before[index].values[:, layer.parents[arcs]]
        onward = behind[index + 1].values[:, layer.children[arcs]]
        value = to + layer.gains[:, arcs] + onward
        found.append((np.full(len(arcs), index), arcs, slots[layer.added[arcs]], value))
    layer_of, arc_of, slot_of, values = zip(*found, strict=True)
    return (
        np.concatenate(layer_of),
        np.concatenate(arc_of),
        np.concatenate(slot_of),
        np.concatenate(values, axis=1),
    )


def _paths_through(
    layers: Sequence[Layer],
    before: Sequence[BestArcs],
    behind: Sequence[BestArcs],
    layer_of: IntArray,
    arc_of: IntArray,
) -> IntArray:
    """Return what the best paths through some arcs take, shape (paths, layers), none included."""
    arcs = np.empty((len(layers), len(arc_of)), dtype=np.int64)
    arcs[layer_of, np.arange(len(arc_of))] = arc_of
    # From each arc back to the root, all paths at once; a path joins in at its arc's layer.
    for index in reversed(range(len(layers) - 1)):
        check()
        on = np.flatnonzero(layer_of > index)
        node = layers[index + 1].parents[arcs[index + 1, on]]
        arcs[index, on] = before[index + 1].arcs[node]
    # And from each arc on to the end.
    for index in range(1, len(layers)):
        check()
        on = np.flatnonzero(layer_of < index)
        node = layers[index - 1].children[arcs[index - 1, on]]
        arcs[index, on] = behind[index].arcs[node]
    return np.stack([layer.added[arc] for layer, arc in zip(layers, arcs, strict=True)], axis=1)


def _by_solving(
    program: Program, left: Presolved, slots: IntArray, strategy: str | Strategy
) -> _Best:
    """Solve the program once for each slot, with a row more: one of its choices is taken."""
    found, taken, objective, unknown = [], [], [], []
    for slot in range(int(slots[-1]) + 1 if len(slots) else 0):
        must = at_least_of(left.kept[slots == slot], 1)
        try:
            outcome = settle_in_call(with_rows(program, [must], _MUST), strategy)
        except OutOfTimeError:
            unknown.append(slot)
            continue
        if outcome.status == "optimal" and outcome.objective is not None:
            found.append(slot)
            taken.append(outcome.taken)
            objective.append(outcome.objective)
    return _packed(program, found, taken, objective, unknown)


def _packed(
    program: Program,
    slots: Sequence[int],
    taken: Sequence[Sequence[int]],
    objective: Sequence[Sequence[int]],
    unknown: Sequence[int] = (),
) -> _Best:
    filled = np.full((len(slots), int(program.counts.sum())), -1, dtype=np.int64)
    for line, choices in zip(filled, taken, strict=True):
        line[: len(choices)] = choices
    tiers = np.array(objective, dtype=np.int64).reshape(len(slots), len(program.tiers))
    return _Best(np.array(slots, dtype=np.int64), filled, tiers.T, unknown)
