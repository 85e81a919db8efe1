"""A program unrolled into layers: every set of choices that keeps all rows, as a path.

Dynamic programming keeps the best transition into each state and forgets the others. Here all of
them are kept, as arcs between numbered nodes: a decision diagram (Bergman, Cire, van Hoeve & Hooker
2016, 10.1007/978-3-319-42849-9). Each layer is one stage, each node a state, and each way from the
first node to the last takes or leaves choices stage by stage. Nodes may be far fewer than sets, as
pasts with the same state share a node.

As an example, let two sessions go to two of three days, not to neighbouring ones. The layers are

    Monday     root -Mon-> (Mon taken)          root -none-> (nothing)
    Tuesday    (Mon taken) -none-> (1 session)  (nothing) -Tue-> (Tue taken)  (nothing) -none-> ...
    Wednesday  (1 session) -Wed-> end           (1 session) -none-> end       ...

and Monday with Wednesday is the only path that takes two choices.
"""

from collections.abc import Sequence

import attrs
import numpy as np

from ...program.rows import IntArray
from ...stopping import check, check_time
from .stages import FloatArray, StagedProgram
from .transitions import by_state, expand


@attrs.frozen(eq=False)
class Layer:
    """The arcs through one stage, sorted by where they lead.

    `parents` and `children`, shape (arcs,), are nodes before and behind the stage; each node has
    arcs on both sides. `added`, shape (arcs,), is the choice that is taken, as an index into those
    that are kept, or their number for none; `gains`, shape (words, arcs), is what it adds to the
    joined objective. `starts`, shape (nodes behind,), is the first arc that leads to each node.
    """

    parents: IntArray
    children: IntArray
    added: IntArray
    gains: IntArray
    starts: IntArray


@attrs.frozen(eq=False)
class BestArcs:
    """Of each node on one side of a layer: its best arc, and the value of the best path there."""

    arcs: IntArray
    values: IntArray


def unroll(program: StagedProgram, most: int) -> list[Layer] | None:
    """Return all layers, or None if no set of choices keeps every row.

    Raises `TooLargeError` if a layer would have more than `most` arcs.
    """
    if program.infeasible:
        return None
    none = len(program.demand)
    states: FloatArray = np.zeros((1, 0))
    layers: list[Layer] = []
    for stage in program.stages():
        check_time()
        ways = expand(program, stage, states, most)
        order, first = by_state(stage, ways.states, np.zeros((0, len(ways.states)), dtype=np.int64))
        choice = np.where(ways.taken >= 0, stage.first + ways.taken, none)
        layers.append(
            Layer(
                parents=ways.before[order],
                children=np.cumsum(first) - 1,
                added=choice[order],
                gains=ways.gains[:, order],
                starts=np.flatnonzero(first),
            )
        )
        states = ways.states[order[first]]
    return _without_dead_ends(layers) if len(states) else None


def _without_dead_ends(layers: Sequence[Layer]) -> list[Layer]:
    """Drop the arcs behind which covering rows leave no way to the end."""
    masks = []
    alive = np.ones(1, dtype=bool)
    for index in reversed(range(len(layers))):
        on = alive[layers[index].children]
        masks.append(on)
        alive = np.zeros(len(layers[index - 1].starts) if index else 1, dtype=bool)
        alive[layers[index].parents[on]] = True
    return select_arcs(layers, masks[::-1])


def select_arcs(layers: Sequence[Layer], masks: Sequence[np.ndarray]) -> list[Layer]:
    """Return the layers with some of their arcs, all on paths, and nodes numbered anew."""
    if all(mask.all() for mask in masks):
        return list(layers)
    made = []
    names: IntArray = np.zeros(1, dtype=np.int64)
    for layer, on in zip(layers, masks, strict=True):
        check()
        children, starts, behind = np.unique(
            layer.children[on], return_index=True, return_inverse=True
        )
        made.append(
            Layer(
                parents=np.searchsorted(names, layer.parents[on]),
                children=behind,
                added=layer.added[on],
                gains=layer.gains[:, on],
                starts=starts,
            )
        )
        names = children
    return made


def best_before(layers: Sequence[Layer], words: int) -> list[BestArcs]:
    """Return the best path from the root to each node: for the root, then behind each layer.

    Several words of values are compared as tuples are.
    """
    found = [_ends(words)]
    for layer in layers:
        check()
        values = found[-1].values[:, layer.parents] + layer.gains
        found.append(_best_of_each(layer.children, values))
    return found


def best_behind(layers: Sequence[Layer], words: int) -> list[BestArcs]:
    """Return the best path from each node to the end: before each layer, then for the end."""
    found = [_ends(words)]
    for layer in reversed(layers):
        check()
        values = found[-1].values[:, layer.children] + layer.gains
        found.append(_best_of_each(layer.parents, values))
    return found[::-1]


def _ends(words: int) -> BestArcs:
    return BestArcs(np.zeros(0, dtype=np.int64), np.zeros((words, 1), dtype=np.int64))


def _best_of_each(nodes: IntArray, values: IntArray) -> BestArcs:
    order = least_of_each(nodes, values)
    return BestArcs(order, values[:, order])


def least_of_each(keys: IntArray, values: IntArray) -> IntArray:
    """Return where the least value (words, entries) of each key is, keys rising."""
    order = np.lexsort((*values[::-1], keys))
    first = np.ones(len(order), dtype=bool)
    first[1:] = keys[order][1:] != keys[order][:-1]
    best: IntArray = order[first]
    return best
