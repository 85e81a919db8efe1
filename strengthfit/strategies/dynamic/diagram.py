"""Decision diagrams: the best sets of choices as paths, to look at many costs at once.

Layers as dynamic programming goes through them, with every arc that lies on a best path. What a
diagram allows does not depend on costs, so one diagram answers thousands of cost rows, all in one
sweep over its layers.
"""

from collections.abc import Sequence

import attrs
import numpy as np

from ...errors import TooLargeError
from ...program import Program
from ...program.presolve import open_part
from ...program.rows import IntArray
from ...stopping import check
from .layers import Layer, best_before, best_behind, select_arcs, unroll
from .stages import cut_into_stages

FAR = np.iinfo(np.int64).max // 4
"""The value of what no path reaches; far more than any objective, and safe to add to."""


@attrs.frozen(eq=False)
class Diagram:
    """Sets of choices as paths from the first node to the last.

    `kept` are the choices on any path, as indices into the program's; layers count choices as it
    does. `empty` says that no set keeps every row; then there are no layers.
    """

    kept: IntArray
    layers: tuple[Layer, ...]
    empty: bool = False

    @property
    def paths(self) -> int:
        """How many sets there are."""
        if self.empty:
            return 0
        count = np.ones(1, dtype=object)  # whole numbers of any size: blocks have many plans
        for layer in self.layers:
            count = np.add.reduceat(count[layer.parents], layer.starts)
        return int(count[0])


def best_sets(program: Program, most: int = 200_000) -> Diagram:
    """Return the diagram of all sets of choices that keep every row and share the least objective.

    Leave tiers out of the program that should not tell sets apart. Raises `TooLargeError` if a
    layer has more than `most` arcs, or if the tiers do not fit into one number.

    Examples
    --------
    >>> import strengthfit as sf
    >>> from strengthfit.program.edit import only_tiers
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")], strength=1))
    >>> diagram = best_sets(only_tiers(program, ["strength"]))
    >>> diagram.paths == len(diagram.kept)
    True
    """
    left = open_part(program)
    staged = cut_into_stages(program, left)
    if len(staged.gains) > 1:
        raise TooLargeError("the tiers do not fit into one number of 63 bits; leave some out")
    layers = unroll(staged, most)
    if layers is None:
        return Diagram(left.kept[:0], (), empty=True)
    return _on_choices(left.kept, _best_paths(layers))


def _best_paths(layers: Sequence[Layer]) -> list[Layer]:
    """Return the arcs whose best path is a best one of all."""
    before, behind = best_before(layers, 1), best_behind(layers, 1)
    least = behind[0].values[0, 0]
    return select_arcs(
        layers,
        [
            to.values[0, layer.parents] + layer.gains[0] + onward.values[0, layer.children] == least
            for layer, to, onward in zip(layers, before[:-1], behind[1:], strict=True)
        ],
    )


def _on_choices(kept: IntArray, layers: Sequence[Layer]) -> Diagram:
    """Return the diagram of some layers, with choices numbered among those that are on a path."""
    taken = [layer.added[layer.added < len(kept)] for layer in layers]
    used = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *taken]))
    renumbered = [  # none is behind them all
        attrs.evolve(layer, added=np.searchsorted(used, layer.added)) for layer in layers
    ]
    return Diagram(kept[used], tuple(renumbered))


def any_set(diagram: Diagram) -> tuple[int, ...]:
    """Return one of the sets, as the program's choices. The diagram must have a path."""
    node, taken = 0, []
    for layer in diagram.layers:
        step = int(np.flatnonzero(layer.parents == node)[0])
        node = int(layer.children[step])
        if layer.added[step] < len(diagram.kept):
            taken.append(int(diagram.kept[layer.added[step]]))
    return tuple(taken)


def least_values(diagram: Diagram, costs: IntArray) -> IntArray:
    """Return the least cost of any set under each column of costs, shape (draws,).

    The diagram must have a path. `costs` are whole numbers, shape (kept choices, draws).
    """
    least: IntArray = _forward(diagram, _with_none(costs))[-1][0]
    return least


def least_with(diagram: Diagram, costs: IntArray, among: Sequence[IntArray]) -> IntArray:
    """Return the least cost of any set with one choice of a group, shape (groups, draws).

    The diagram must have a path. `costs` are whole numbers, shape (kept choices, draws); groups are
    indices into `kept`. A group that is on no path costs more than anything.
    """
    costs = _with_none(costs)
    forward = _forward(diagram, costs)
    least = np.full((len(among), costs.shape[1]), FAR)
    behind = np.zeros((1, costs.shape[1]), dtype=np.int64)
    for layer, before in zip(reversed(diagram.layers), forward[-2::-1], strict=True):
        check()
        onward = costs[layer.added] + behind[layer.children]
        for group, members in enumerate(among):
            at = np.flatnonzero(np.isin(layer.added, members))
            if len(at):
                through = (before[layer.parents[at]] + onward[at]).min(axis=0)
                least[group] = np.minimum(least[group], through)
        order = np.argsort(layer.parents, kind="stable")
        starts = np.unique(layer.parents[order], return_index=True)[1]
        behind = np.minimum.reduceat(onward[order], starts, axis=0)
    return least


def _with_none(costs: IntArray) -> IntArray:
    """Return costs with a last row of zeros, for "none taken"."""
    return np.vstack([costs, np.zeros((1, costs.shape[1]), dtype=costs.dtype)])


def _forward(diagram: Diagram, costs: IntArray) -> list[IntArray]:
    """Return the least cost up to each node, layer by layer, shape (nodes, draws) each."""
    values: list[IntArray] = [np.zeros((1, costs.shape[1]), dtype=np.int64)]
    for layer in diagram.layers:
        check()
        steps = values[-1][layer.parents] + costs[layer.added]
        values.append(np.minimum.reduceat(steps, layer.starts, axis=0))
    return values
