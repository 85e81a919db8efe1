"""Decision diagrams: every allowed set of choices as a path, to look at many costs at once.

Made as dynamic programming goes, but with every step kept, not only the best (Bergman, Cire, van
Hoeve & Hooker 2016, 10.1007/978-3-319-42849-9). What a diagram allows does not depend on costs, so
one diagram answers thousands of cost rows, all in one sweep over its layers.
"""

from collections.abc import Sequence

import attrs
import numpy as np

from ..errors import TooLargeError
from ..program import Program
from ..program.reduce import open_part
from ..program.rows import IntArray
from .chain import Chain, FloatArray, chain_of
from .steps import Step, expand

FAR = np.iinfo(np.int64).max // 4
"""The value of what no path reaches; far more than any objective, and safe to add to."""


@attrs.frozen(eq=False)
class Layer:
    """The steps through one stretch of choices, sorted by where they lead.

    Parameters
    ----------
    parents, children : numpy.ndarray
        Shape (steps,): nodes before and behind the stretch.
    added : numpy.ndarray
        Shape (steps,): the choice, as an index into the diagram's `kept`; its length for none.
    starts : numpy.ndarray
        Shape (nodes behind,): the first step that leads to each.
    """

    parents: IntArray
    children: IntArray
    added: IntArray
    starts: IntArray


@attrs.frozen(eq=False)
class Diagram:
    """Sets of choices as paths from the first node to the last.

    Parameters
    ----------
    kept : numpy.ndarray
        The choices that are on some path, as indices into the program's.
    layers : tuple of Layer
    empty : bool
        Whether no set keeps every row. Then there are no layers.
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

    Parameters
    ----------
    program : Program
        Only its tiers are minimised: leave out those that should not tell sets apart.
    most : int
        The most steps through one stretch.

    Raises
    ------
    TooLargeError
        Where there are more.

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
    chain = chain_of(program, left)
    if len(chain.gains) > 1:
        raise TooLargeError("the tiers do not fit into one number of 63 bits; leave some out")
    if chain.impossible:
        return Diagram(left.kept[:0], (), empty=True)
    steps, nodes = _all_steps(chain, most)
    if nodes == 0:
        return Diagram(left.kept[:0], (), empty=True)
    return _pruned(left.kept, steps)


@attrs.frozen(eq=False)
class _Raw:
    """The steps through a stretch before pruning, with what they add to the objective."""

    parents: IntArray
    children: IntArray
    added: IntArray
    gains: IntArray
    nodes: int


def _all_steps(chain: Chain, most: int) -> tuple[list[_Raw], int]:
    """Return the steps through every stretch, and the nodes behind the last: one, or none."""
    used: FloatArray = np.zeros((1, 0))
    found: list[_Raw] = []
    for stretch in chain.stretches():
        step = expand(chain, stretch, used, most)
        children, first = _merged(step, stretch.mixer)
        added = np.where(step.added >= 0, stretch.first + step.added, len(chain.demand))
        found.append(_Raw(step.parents, children, added, step.gains[0], len(first)))
        used = step.behind[first]
    return found, len(used)


def _merged(step: Step, mixer: FloatArray) -> tuple[IntArray, IntArray]:
    """Return for each step the node that it leads to, and for each node one step to it.

    Steps are sorted by a mixed number and then compared, so a mixing that is not unique makes a
    node twice at most, which changes no answer.
    """
    if not len(step.behind):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    order = np.argsort(step.behind @ mixer, kind="stable")
    ordered = step.behind[order]
    new = np.zeros(len(order), dtype=np.int64)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    children = np.empty(len(order), dtype=np.int64)
    children[order] = np.cumsum(new)
    return children, order[np.concatenate([[True], new[1:] > 0])]


def _pruned(kept: IntArray, steps: Sequence[_Raw]) -> Diagram:
    """Return the diagram of the paths of least value."""
    forward: list[IntArray] = [np.zeros(1, dtype=np.int64)]
    for step in steps:
        reach = np.full(step.nodes, FAR)
        np.minimum.at(reach, step.children, forward[-1][step.parents] + step.gains)
        forward.append(reach)
    least = int(forward[-1][0])
    behind: IntArray = np.zeros(1, dtype=np.int64)
    layers: list[tuple[IntArray, IntArray, IntArray]] = []
    for step, before in zip(reversed(steps), forward[-2::-1], strict=True):
        on = before[step.parents] + step.gains + behind[step.children] == least
        layers.append((step.parents[on], step.children[on], step.added[on]))
        reach = np.full(len(before), FAR)
        np.minimum.at(reach, step.parents, step.gains + behind[step.children])
        behind = reach
    used = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *(a for _, _, a in layers)]))
    return Diagram(kept[used[used < len(kept)]], _numbered(layers[::-1], used, len(kept)))


def _numbered(
    layers: Sequence[tuple[IntArray, IntArray, IntArray]], used: IntArray, width: int
) -> tuple[Layer, ...]:
    """Return layers with the nodes and choices that are left numbered from 0."""
    made = []
    names: IntArray = np.zeros(1, dtype=np.int64)
    choices = used[used < width]
    for parents, children, added in layers:
        order = np.argsort(children, kind="stable")
        behind, starts = np.unique(children[order], return_index=True)
        made.append(
            Layer(
                parents=np.searchsorted(names, parents[order]),
                children=np.searchsorted(behind, children[order]),
                added=np.searchsorted(choices, added[order]),  # none is behind them all
                starts=starts,
            )
        )
        names = behind
    return tuple(made)


def any_set(diagram: Diagram) -> tuple[int, ...]:
    """Return one of the sets, as the program's choices.

    Parameters
    ----------
    diagram : Diagram
        With one path or more.
    """
    node, taken = 0, []
    for layer in diagram.layers:
        step = int(np.flatnonzero(layer.parents == node)[0])
        node = int(layer.children[step])
        if layer.added[step] < len(diagram.kept):
            taken.append(int(diagram.kept[layer.added[step]]))
    return tuple(taken)


def least_values(diagram: Diagram, costs: IntArray) -> IntArray:
    """Return the least cost of any set under each column of costs, shape (draws,).

    Parameters
    ----------
    diagram : Diagram
        With one path or more.
    costs : numpy.ndarray
        Shape (kept choices, draws), whole numbers.
    """
    least: IntArray = _forward(diagram, _with_none(costs))[-1][0]
    return least


def least_with(diagram: Diagram, costs: IntArray, among: Sequence[IntArray]) -> IntArray:
    """Return the least cost of any set with one of some choices, shape (groups, draws).

    Parameters
    ----------
    diagram : Diagram
        With one path or more.
    costs : numpy.ndarray
        Shape (kept choices, draws), whole numbers.
    among : sequence of numpy.ndarray
        Groups of choices, as indices into `kept`. A group on no path costs more than anything.
    """
    costs = _with_none(costs)
    forward = _forward(diagram, costs)
    least = np.full((len(among), costs.shape[1]), FAR)
    behind = np.zeros((1, costs.shape[1]), dtype=np.int64)
    for layer, before in zip(reversed(diagram.layers), forward[-2::-1], strict=True):
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
        steps = values[-1][layer.parents] + costs[layer.added]
        values.append(np.minimum.reduceat(steps, layer.starts, axis=0))
    return values
