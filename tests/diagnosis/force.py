"""Solving again with something forced or waived: the long way to what the diagnosis says."""

import attrs
import numpy as np

import strengthfit as sf
from strengthfit.program import Program
from strengthfit.program.rows import stack, weighted


def forced_program(program: Program, demand: int, start: int) -> Program:
    """The program with one more row: a session of the demand starts there."""
    here = (program.choices.demand == demand) & (program.choices.start == start)
    row = weighted(-here[None, :].astype(np.int64), np.array([-1]), lambda: [_LABEL])
    return attrs.evolve(program, rows=stack([program.rows, row]))


_LABEL = sf.formulate(sf.Week([], strength=1), sf.Policy()).cost_labels[0]


def demand_of(program: Program, demand: sf.Demand) -> int:
    """The index of a demand of the horizon."""
    return program.horizon.demands.index(demand)
