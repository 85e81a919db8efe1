"""Is a claimed answer true? Checked in plain whole numbers, from the program's arrays alone.

A plan and its objective are worked out without the program's own methods, which strategies use.
"""

from collections.abc import Sequence

from ..program import Program, Rows
from ..proof import Certificate
from ..strategies import Outcome
from ..strategies.claims import WITH_PLAN, bound_problems, form_problems

Objective = tuple[int, ...]


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
    problems = form_problems(program, claim)
    if problems:
        return tuple(problems)
    if claim.status in WITH_PLAN:
        problems += _plan(program, claim)
    problems += bound_problems(claim, best) + _below(claim, bound)
    problems += _disproven(claim, certificate)
    return tuple(problems)


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


def _below(claim: Outcome, known_bound: Sequence[int] | None) -> list[str]:
    """Return what is wrong with a plan that is better than any can be."""
    objective = claim.objective
    if known_bound is None or objective is None or claim.status == "broken":
        return []
    if objective >= tuple(known_bound):
        return []
    return [f"the objective {objective} is below the proven bound {tuple(known_bound)}"]


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
