"""Is a claimed answer true? Checked in plain whole numbers, from the program's arrays alone.

It shares no code with strategies, and none with the program's own methods.
"""

from collections.abc import Sequence

from ..program import Program, Rows
from ..proof import Certificate
from ..strategies import Outcome

Objective = tuple[int, ...]

_WITH_PLAN = ("optimal", "feasible", "broken")
_WITHOUT = ("infeasible", "unknown")


def check(
    program: Program,
    claim: Outcome,
    best: Sequence[int] | None = None,
    bound: Sequence[int] | None = None,
    certificate: Certificate | None = None,
) -> tuple[str, ...]:
    """Return what is wrong with a claimed answer; nothing if it holds.

    Parameters
    ----------
    claim
        From any solver: status, taken choices, objective and bound.
    best
        The objective, by tier, of a plan that is known to keep every row: no true bound is above
        it, and no true proof of infeasibility goes with it.
    bound
        A proven bound by tier: no true objective is below it.
    certificate
        A proof of what is best, or that there is no plan, which `strengthfit.proof.verify` accepts:
        whoever claims a proof of anything else is wrong.

    Examples
    --------
    >>> import attrs
    >>> import strengthfit as sf
    >>> program = sf.formulate(sf.Week([sf.Run("Tue 07:00", "intervals")]))
    >>> outcome = sf.solve(program)
    >>> check(program, outcome)
    ()
    >>> check(program, attrs.evolve(outcome, taken=outcome.taken[:1]))[0]
    'the objective is (600, 0, 8, 0, 0, 3960, 975350), not (0, 0, 16, 0, 0, 12240, 1139159)'
    """
    problems = _form(program, claim)
    if problems:
        return tuple(problems)
    if claim.status in _WITH_PLAN:
        problems += _plan(program, claim)
    problems += _bounds(claim, best, bound)
    problems += _disproven(claim, certificate)
    return tuple(problems)


def _form(program: Program, claim: Outcome) -> list[str]:
    """Return what makes a claim unreadable."""
    tiers, choices = len(program.tiers), len(program.choices)
    problems = []
    if claim.status not in (*_WITH_PLAN, *_WITHOUT):
        problems.append(f"the status {claim.status!r} is not one of {_WITH_PLAN + _WITHOUT}")
    if (claim.objective is None) == (claim.status in _WITH_PLAN):
        problems.append(f"the status {claim.status!r} does not go with {claim.objective}")
    if claim.objective is not None and not _whole(claim.objective, tiers):
        problems.append(f"the objective {claim.objective!r} is not {tiers} whole numbers")
    if not _whole(claim.bound, tiers):
        problems.append(f"the bound {claim.bound!r} is not {tiers} whole numbers")
    if not isinstance(claim.taken, tuple):
        problems.append(f"the taken choices {claim.taken!r} are not a tuple")
    elif claim.taken and claim.status in _WITHOUT:
        problems.append(f"the status {claim.status!r} does not go with taken choices")
    elif any(type(choice) is not int or not 0 <= choice < choices for choice in claim.taken):
        problems.append(f"a taken choice is not a whole number from 0 to {choices - 1}")
    elif list(claim.taken) != sorted(set(claim.taken)):
        problems.append("taken choices do not rise: one is there twice, or they are out of order")
    return problems


def _whole(values: object, count: int) -> bool:
    return (
        isinstance(values, tuple)
        and len(values) == count
        and all(type(value) is int for value in values)
    )


def _plan(program: Program, claim: Outcome) -> list[str]:
    """Return what is wrong with a plan and its objective."""
    taken = set(claim.taken)
    skipped, problems = _skipped(program, taken)
    if claim.status != "broken":
        labels = None
        for row, (activity, bound) in enumerate(_activities(program.rows, taken)):
            if activity > bound:
                labels = labels or program.row_labels
                text = f"{labels[row].rule}, {labels[row].text}"
                problems.append(f"row {row} is broken: {activity} > {bound} ({text})")
    objective = _objective(program, taken, skipped)
    if objective != claim.objective:
        problems.append(f"the objective is {objective}, not {claim.objective}")
    return problems


def _skipped(program: Program, taken: set[int]) -> tuple[list[int], list[str]]:
    skipped = [int(count) for count in program.counts]
    for choice in taken:
        skipped[int(program.choices.demand[choice])] -= 1
    problems = [
        f"demand {demand} is given {-left} sessions more than it asks for"
        for demand, left in enumerate(skipped)
        if left < 0
    ]
    return skipped, problems


def _activities(rows: Rows, taken: set[int]) -> list[tuple[int, int]]:
    """Return for each row how much of it is used, and its bound."""
    indptr, columns = rows.indptr.tolist(), rows.columns.tolist()
    coefficients, bounds = rows.coefficients.tolist(), rows.bounds.tolist()
    return [
        (
            sum(
                coefficients[entry]
                for entry in range(indptr[row], indptr[row + 1])
                if columns[entry] in taken
            ),
            bounds[row],
        )
        for row in range(len(bounds))
    ]


def _objective(program: Program, taken: set[int], skipped: list[int]) -> Objective:
    above = [max(0, used - bound) for used, bound in _activities(program.windows, taken)]
    objective = []
    for tier in range(len(program.tiers)):
        total = sum(int(program.tier_costs[tier, choice]) for choice in taken)
        for prices, units in ((program.skip_costs, skipped), (program.window_costs, above)):
            total += sum(int(price) * n for price, n in zip(prices[tier], units, strict=True))
        objective.append(total)
    return tuple(objective)


def _bounds(
    claim: Outcome, best: Sequence[int] | None, known_bound: Sequence[int] | None
) -> list[str]:
    """Return what is wrong with what is claimed to be proven."""
    problems: list[str] = []
    objective, bound = claim.objective, claim.bound
    known = None if best is None else tuple(best)
    if claim.status == "broken":
        return problems
    if objective is not None and bound > objective:
        problems.append(f"the bound {bound} is above the objective {objective}")
    if claim.status == "optimal" and bound != objective:
        problems.append(f"it is called optimal, with the bound {bound} and objective {objective}")
    if known is not None and claim.status == "infeasible":
        problems.append(f"it is called infeasible, and a plan with objective {known} is known")
    if known is not None and bound > known:
        problems.append(f"the bound {bound} is above the objective {known} of a known plan")
    if known_bound is not None and objective is not None and objective < tuple(known_bound):
        problems.append(f"the objective {objective} is below the proven bound {tuple(known_bound)}")
    return problems


def _disproven(claim: Outcome, certificate: Certificate | None) -> list[str]:
    """Return what is wrong with a claim to have the best plan, or that there is none."""
    if certificate is None or claim.status not in ("optimal", "infeasible"):
        return []
    if (claim.status, claim.objective or ()) == (certificate.status, certificate.objective):
        return []
    with_plan = f"the objective {certificate.objective} is the best"
    proven = with_plan if certificate.status == "optimal" else "there is no plan"
    claimed = f", with objective {claim.objective}" if claim.status == "optimal" else ""
    return [f"it is called {claim.status}{claimed}, and a certificate proves that {proven}"]
