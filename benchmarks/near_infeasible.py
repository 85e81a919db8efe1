"""The level between a plan and none, for the instances of the family "near".

    python -m benchmarks.near_infeasible [--seconds 60]

For each block the most strength is found first, and then the level is bisected: below it CP-SAT
proves that there is no plan, at it there is one. What is printed are the lines of `BISECTED` in
`strengthfit.lab.families.near`. If a question takes longer than the limit, it is the instance.
"""

import argparse

import numpy as np

import strengthfit as sf
from strengthfit.lab.families.near import DrawnBlock, drawn_block

SIZES = (
    *((2, 20), (3, 20), (4, 10), (4, 50), (6, 50)),
    *((8, 20), (8, 50), (10, 50), (13, 20), (13, 50), (17, 20)),
    *((17, 50), (26, 50), (39, 50), (26, 100)),
)
"""Weeks and drawn athletes."""


def levels(drawn: DrawnBlock, seconds: float) -> tuple[int, list[int]]:
    """Return the least strength lost, and the levels that make instances of a block."""
    limits = sf.Limits(seconds=seconds)
    first = sf.solve(drawn.program, limits=limits)
    if first.status != "optimal" or first.objective is None:
        raise SystemExit("the most strength was not found in time; take a smaller block")
    lost, enough, low = first.objective[0], _level(drawn, first), 0
    while low < enough:
        middle = (low + enough) // 2
        outcome = sf.solve(drawn.bounded(lost, middle), limits=limits)
        if outcome.status == "unknown":
            return lost, [middle]
        if outcome.status == "infeasible":
            low = middle + 1
        else:
            enough = _level(drawn, outcome)
    return lost, [enough, enough - 1]


def _level(drawn: DrawnBlock, outcome: sf.Outcome) -> int:
    """Return the most that a plan costs in any draw."""
    taken = drawn.program.mask(outcome.taken)[drawn.choices]
    return int(np.max(drawn.costs[taken].sum(axis=0), initial=0))


def main() -> None:
    """Print the lines as they are found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    seconds = parser.parse_args().seconds
    for weeks, athletes in SIZES:
        lost, found = levels(drawn_block(weeks, athletes), seconds)
        for level in found:
            print(f"    ({weeks}, {athletes}, {lost}, {level}),", flush=True)


if __name__ == "__main__":
    main()
