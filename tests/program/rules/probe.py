"""Asking one rule about one week."""

from strengthfit import Block, Policy, Week
from strengthfit.domain.strength import DOSES
from strengthfit.program import Label, formulate


def closed(
    week: Week | Block, rule: str, policy: Policy | None = None, dose: str = "full"
) -> set[int]:
    """Return the starts that a rule forbids to a session of a dose, whatever else is taken."""
    program = formulate(week, policy)
    rows, choices = program.rows, program.choices
    owners = rows.owners
    return {
        int(choices.start[column])
        for owner, column, coefficient in zip(owners, rows.columns, rows.coefficients, strict=True)
        if program.row_labels[owner].rule == rule
        and coefficient > max(0, rows.bounds[owner])
        and DOSES[choices.dose[column]] == dose
    }


def starts(week: Week | Block, policy: Policy | None = None) -> set[int]:
    """Return all candidate starts."""
    return {int(start) for start in formulate(week, policy).choices.start}


def labels(week: Week | Block, rule: str, policy: Policy | None = None) -> list[Label]:
    """Return the labels of a rule's rows."""
    return [label for label in formulate(week, policy).row_labels if label.rule == rule]


def together(week: Week | Block, rule: str, taken: list[int], policy: Policy | None = None) -> bool:
    """Whether full sessions at these starts keep a rule, taken together."""
    program = formulate(week, policy)
    choices = program.choices
    chosen = [
        int(choice) in taken and DOSES[dose] == "full"
        for choice, dose in zip(choices.start, choices.dose, strict=True)
    ]
    assert sum(chosen) == len(taken)
    return not any(program.row_labels[row].rule == rule for row in program.broken(chosen))
