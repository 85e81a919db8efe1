"""Check a proof that a plan is the best of its program, or that there is no plan, by Python alone.

A certificate has a plan and for each tier of costs a proof that no plan as good in the tiers before
is better in this one. Such a plan would keep each row of the program, and the row "at most N" of
each of these tiers. So it would keep any sum of rows, each taken 0, 1, 2, ... times and, as choices
are whole, first divided and rounded down if a divisor is given. If nothing can keep that sum, there
is no such plan. A proof may be split into two cases: at most N of a set of choices, or more.
"""

import json
import sys
from collections import Counter
from itertools import pairwise
from math import gcd
from pathlib import Path
from typing import Any

Row = tuple[dict[int, int], int]  # what each choice counts for, and what the sum is at most


class RejectedError(Exception):
    """What is wrong with a certificate."""


def check(instance: dict[str, Any], certificate: dict[str, Any]) -> str:
    """Return what a certificate proves, in a line, or raise `RejectedError`."""
    try:
        rows, tiers = _rows(instance), _tiers(instance)
        if certificate["status"] == "infeasible":
            _refute(rows, certificate["proofs"][0])
            return "no plan keeps every row"
        best = _value(rows, tiers, certificate["taken"])
        if certificate["status"] != "optimal" or best != certificate["objective"]:
            raise RejectedError(f"the plan comes to {best}, and something else is claimed")
        held: list[Row] = []
        for (costs, none), value, proof in zip(tiers, best, certificate["proofs"], strict=True):
            if step := gcd(*costs.values()):  # what a tier comes to differs by this or more
                _refute({**rows, "tier": [*held, (costs, value - none - step)]}, proof)
            held.append((costs, value - none))
        return f"no plan is better than {certificate['taken']}, which comes to {best}"
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise RejectedError(f"it cannot be read: {type(error).__name__}: {error}") from None


def _refute(rows: dict[str, list[Row]], proof: Any) -> None:
    """Raise `RejectedError` unless a proof shows that no plan keeps all rows."""
    if isinstance(proof, dict):
        spans, most = (map(_whole, span) for span in proof["choices"]), _whole(proof["most"])
        some = {choice for span in spans for choice in range(1 << 20)[slice(*span)]}  # not endless
        for case, sign, bound in (("few", 1, most), ("more", -1, -most - 1)):
            cases = [*rows.get("case", []), (dict.fromkeys(some, sign), bound)]
            _refute({**rows, "case": cases}, proof[case])
        return
    totals, bound = Counter[int](), 0
    for kind, index, times, *divisor in proof:
        (entries, most), by = rows[kind][_whole(index)], _whole([*divisor, 1][0], 1)
        bound += _whole(times) * (most // by)
        for column, coefficient in entries.items():
            totals[column] += times * (coefficient // by)
    if any(column < 0 > total for column, total in totals.items()):
        raise RejectedError("the sum takes away what is above a window, which has no upper limit")
    least = sum(total for total in totals.values() if total < 0)  # of all that choices come to
    if {*map(type, [*totals.values(), bound])} != {int} or least <= bound:
        raise RejectedError(f"the sum says that at least {least} is at most {bound}: it may be")


def _whole(value: Any, least: int = 0) -> int:
    if type(value) is not int or value < least:
        raise RejectedError(f"{value!r} is not a whole number of {least} or more")
    return value


def _rows(instance: dict[str, Any]) -> dict[str, list[Row]]:
    """Return rows by kind. Columns from 0 on are choices; ~0, ~1, ... what is above each window."""
    found: dict[str, list[Row]] = {"demand": [({}, count) for count in instance["counts"]]}
    for choice, demand in enumerate(instance["choices"]["demand"]):
        found["demand"][demand][0][choice] = 1
    for kind, table in (("rule", instance["rows"]), ("window", instance["windows"])):
        terms = list(zip(table["columns"], table["coefficients"], strict=True))
        spans = zip(pairwise(table["starts"]), table["bounds"], strict=True)
        found[kind] = [(dict(terms[first:last]), bound) for (first, last), bound in spans]
    for window, (entries, _) in enumerate(found["window"]):
        entries[~window] = -1
    return found


def _tiers(instance: dict[str, Any]) -> list[Row]:
    """Return what each choice adds to each tier, and what a tier comes to if none is taken."""
    demands, found = instance["choices"]["demand"], []
    tables = (instance[name] for name in ("tier_costs", "skip_costs", "window_costs"))
    for costs, skips, above in zip(*tables, strict=True):
        entries = {choice: cost - skips[demands[choice]] for choice, cost in enumerate(costs)}
        entries |= {~window: cost for window, cost in enumerate(above)}
        found.append((entries, sum(map(int.__mul__, skips, instance["counts"]))))
    return found


def _value(rows: dict[str, list[Row]], tiers: list[Row], taken: list[int]) -> list[int]:
    """Return what a plan comes to by tier, or raise `RejectedError` if it is not one."""
    plan = dict.fromkeys(taken, 1)
    if len(plan) < len(taken) or any(_whole(choice) not in tiers[0][0] for choice in taken):
        raise RejectedError("the plan takes a choice twice, or one that is not there")
    above = {
        kind: [sum(entries.get(choice, 0) for choice in taken) - most for entries, most in each]
        for kind, each in rows.items()
    }
    if max(above["rule"] + above["demand"], default=0) > 0:
        raise RejectedError("the plan breaks a rule, or has more sessions than are asked")
    plan |= {~window: max(0, more) for window, more in enumerate(above["window"])}
    return [sum(costs[each] * plan[each] for each in plan) + none for costs, none in tiers]


if __name__ == "__main__":
    try:
        program, proof = (json.loads(Path(path).read_bytes()) for path in sys.argv[1:])
        print("accepted:", check(program, proof))
    except RejectedError as error:
        sys.exit(f"rejected: {error}")
    except (OSError, ValueError) as error:
        sys.exit(f"nothing was checked: {error}; python check.py PROGRAM.json CERTIFICATE.json")
