"""Check a proof that a plan is the best of its program, or that there is no plan, by Python alone.

A better plan would keep every row, and "at most N" in its own tier of costs and in those before: so
any sum of them, each taken 0, 1, 2, ... times and, if divided, rounded down, as choices are whole.
A proof is a sum that nothing can keep, or two such, for at most N of some choices and for more.
"""

import json
import sys
from itertools import pairwise
from math import gcd
from pathlib import Path
from typing import Any

Row = tuple[Any, list[int], int]  # columns, what each counts for, and what the sum is at most


class RejectedError(Exception):
    """What is wrong with a certificate."""


def check(instance: dict[str, Any], certificate: dict[str, Any]) -> str:
    """Return what a certificate proves, in a line, or raise `RejectedError`."""
    try:
        rows, tiers, proofs = _rows(instance), _tiers(instance), certificate["proofs"]
        if certificate["status"] == "infeasible":
            _refute(rows, len(tiers[0][1]), proofs[0])
            return "no plan keeps every row"
        best = _value(rows, tiers, certificate["taken"])
        if certificate["status"] != "optimal" or best != certificate["objective"]:
            raise RejectedError(f"the plan comes to {best}, and something else is claimed")
        for (every, costs, none), value, proof in zip(tiers, best, proofs, strict=True):
            rows.setdefault("tier", []).append((every, costs, value - none - (step := gcd(*costs))))
            if step:  # what a tier comes to differs by this or more
                _refute(rows, len(every), proof)
            rows["tier"][-1] = every, costs, value - none
        return f"no plan is better than {certificate['taken']}, which comes to {best}"
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise RejectedError(f"it cannot be read: {type(error).__name__}: {error}") from None


def _refute(rows: dict[str, list[Row]], size: int, proof: Any) -> None:
    """Raise `RejectedError` unless a proof shows that no plan keeps all rows."""
    width = size - len(rows["window"])
    if isinstance(proof, dict):
        spans, most = (map(_whole, span) for span in proof["choices"]), _whole(proof["most"])
        some = [*{choice for span in spans for choice in range(width)[slice(*span)]}]
        for case, sign, bound in (("few", 1, most), ("more", -1, -most - 1)):
            cases = [*rows.get("case", []), (some, [sign] * len(some), bound)]
            _refute({**rows, "case": cases}, size, proof[case])
        return
    totals, bound = [0] * size, 0
    for kind, index, times, *divisor in proof:
        (columns, numbers, most), by = rows[kind][_whole(index)], _whole([*divisor, 1][0], 1)
        bound += _whole(times) * (most // by)
        if dense := by == 1 and isinstance(columns, range):
            totals = [total + times * one for total, one in zip(totals, numbers, strict=True)]
        for column, number in () if dense else zip(columns, numbers, strict=True):
            totals[column] += times * (number // by)
    least = sum(total for total in totals if total < 0)  # of all that choices come to
    # What is above a window has no upper limit, so it may not count for less than nothing.
    if {*map(type, [*totals, bound])} != {int} or min([least - bound - 1, *totals[width:]]) < 0:
        raise RejectedError(f"the sum says that at least {least} is at most {bound}: it may be")


def _whole(value: Any, least: int = 0) -> int:
    if type(value) is not int or value < least:
        raise RejectedError(f"{value!r} is not a whole number of {least} or more")
    return value


def _rows(instance: dict[str, Any]) -> dict[str, list[Row]]:
    """Return rows by kind. Columns are the choices; -1, -2, ... are what is above each window."""
    found: dict[str, list[Row]] = {"demand": [([], [], count) for count in instance["counts"]]}
    for choice, demand in enumerate(instance["choices"]["demand"]):
        found["demand"][demand][0].append(choice)
        found["demand"][demand][1].append(1)
    for kind, table in (("rule", instance["rows"]), ("window", instance["windows"])):
        columns, numbers = table["columns"], table["coefficients"]
        spans = zip(pairwise(table["starts"]), table["bounds"], strict=True)
        found[kind] = [(columns[a:b], numbers[a:b], bound) for (a, b), bound in spans]
    sums = enumerate(found["window"])
    found["window"] = [([*c, ~w], [*n, -1], most) for w, (c, n, most) in sums]
    return found


def _tiers(instance: dict[str, Any]) -> list[Row]:
    """Return what each column adds to each tier, and what a tier comes to if none is taken."""
    demands, found = instance["choices"]["demand"], list[Row]()
    tables = (instance[name] for name in ("tier_costs", "skip_costs", "window_costs"))
    for costs, skips, above in zip(*tables, strict=True):
        priced = zip(costs, demands, strict=True)
        every = ([c - skips[d] for c, d in priced] if any(skips) else costs) + above[::-1]
        found.append((range(len(every)), every, sum(map(int.__mul__, skips, instance["counts"]))))
    return found


def _value(rows: dict[str, list[Row]], tiers: list[Row], taken: list[int]) -> list[int]:
    """Return what a plan comes to by tier, or raise `RejectedError` if it is not one."""
    plan = set(map(_whole, taken))
    if len(plan) < len(taken) or max(plan, default=-1) >= len(tiers[0][1]) - len(rows["window"]):
        raise RejectedError("the plan takes a choice twice, or one that is not there")

    def used(columns: Any, numbers: list[int], most: int) -> int:
        touched = () if plan.isdisjoint(columns) else zip(columns, numbers, strict=True)
        return sum(number for column, number in touched if column in plan) - most

    if any(used(*row) > 0 for row in rows["rule"] + rows["demand"]):
        raise RejectedError("the plan breaks a rule, or has more sessions than are asked")
    columns = [*plan, *(~w for w, row in enumerate(rows["window"]) for _ in range(used(*row)))]
    return [sum(costs[column] for column in columns) + none for _, costs, none in tiers]


if __name__ == "__main__":
    try:
        program, claim = (json.loads(Path(path).read_bytes()) for path in sys.argv[1:])
        print("accepted:", check(program, claim))
    except (OSError, ValueError, RecursionError, RejectedError) as error:
        what = "rejected" if isinstance(error, RejectedError) else "nothing was checked"
        sys.exit(f"{what}: {error}")
