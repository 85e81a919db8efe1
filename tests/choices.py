"""A program's choices as the oracle sees them, shared by the tests that hold the two together."""

from strengthfit.domain.strength import DOSES
from strengthfit.program import Program

from . import oracle


def sittings_in(program: Program) -> list[oracle.Sitting]:
    """Return every choice of a program as a sitting, in its order."""
    choices, demands = program.choices, program.horizon.demands
    return [
        oracle.Sitting(
            kind=demands[choices.demand[index]].kind,
            asked=demands[choices.demand[index]].dose,
            dose=DOSES[choices.dose[index]],
            start=int(choices.start[index]),
            minutes=int(choices.minutes[index]),
            effort=demands[choices.demand[index]].effort,
            label=demands[choices.demand[index]].label,
        )
        for index in range(len(choices))
    ]


def key(sitting: oracle.Sitting) -> tuple[int, str, str, str, int, str, str]:
    """Return all that a sitting is, so that lists of them can be sorted."""
    own = sitting.start, sitting.kind, sitting.asked, sitting.dose, sitting.minutes
    return *own, sitting.effort, sitting.label or ""


def blocked_by(program: Program) -> list[set[str]]:
    """Return for each choice the rules of the rows that forbid it alone."""
    rows = program.rows
    blocked: list[set[str]] = [set() for _ in range(len(program.choices))]
    for entry, owner in enumerate(rows.owners):
        if rows.coefficients[entry] > rows.bounds[owner] and rows.coefficients[entry] > 0:
            blocked[rows.columns[entry]].add(program.row_labels[owner].rule)
    return blocked
