"""Best objectives of the laboratory's instances, each from two exact strategies by themselves.

    python -m benchmarks.known_optima [--suite full] [--seconds 60] [--plans DIR]
        [--first cpsat] [--second highs dynamic] [--out strengthfit/lab/best_known.json]

The first strategy solves each instance. Then the second ones try in turn, until one has a proof of
its own; one that refuses, or has no proof in time, leaves it to the next. Two proofs that differ
are an error that names the instance, and nothing is written. Without a second proof `checked_by`
is null.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import strengthfit as sf
from strengthfit.lab.best_known import SHIPPED, Known, write_known
from strengthfit.lab.instances import Instance, suite
from strengthfit.lab.strategies import load, names
from strengthfit.program.formats import digest

SECOND = ("highs", "dynamic")


class DisagreementError(Exception):
    """Two strategies that claim a proof of different things, or a plan that breaks a row."""


def find_out(instance: Instance, first: str, second: Sequence[str], seconds: float) -> Known:
    """Return what the strategies prove of an instance."""
    limits = sf.Limits(seconds=seconds)
    outcome = _solve(instance, first, limits)
    outcome = outcome or sf.Outcome("unknown", (), None, (0,) * len(instance.program.tiers))
    proven_by, checked_by = (first if _proven(outcome) else None), None
    for name in second:
        other = _solve(instance, name, limits)
        if other is None:
            continue
        _compare(instance, (first, outcome), (name, other))
        if _proven(other):
            proven_by, checked_by = (proven_by, name) if proven_by else (name, None)
            outcome = outcome if _proven(outcome) else other
            if checked_by:
                break
    return Known(
        digest=digest(instance.program),
        status=outcome.status,
        objective=outcome.objective,
        bound=() if outcome.status == "infeasible" else outcome.bound,
        proven_by=proven_by,
        checked_by=checked_by,
    )


def _solve(instance: Instance, name: str, limits: sf.Limits) -> sf.Outcome | None:
    """Return a checked outcome; None where the strategy is not there, or refuses."""
    if name not in names():
        return None
    try:
        outcome = sf.solve(instance.program, load(name), limits)
    except (sf.TooLargeError, sf.MissingExtraError):
        return None
    if outcome.objective is not None:
        taken = [choice in set(outcome.taken) for choice in range(len(instance.program.choices))]
        if instance.program.broken(taken):
            raise DisagreementError(f"{instance.name}: the plan of {name} breaks a row")
        if instance.program.objective(taken) != outcome.objective:
            raise DisagreementError(f"{instance.name}: the objective of {name} is not its plan's")
    return outcome


def _proven(outcome: sf.Outcome) -> bool:
    return outcome.status in ("optimal", "infeasible")


def _compare(instance: Instance, *told: tuple[str, sf.Outcome]) -> None:
    """Refuse proofs that contradict each other, or a plan that is better than a proven best."""
    for (one, first), (two, second) in (told, told[::-1]):
        if not _proven(first) or second.objective is None:
            continue
        if first.objective is None or second.objective < first.objective:
            raise DisagreementError(
                f"{instance.name}: {one} proves {first.status} {first.objective}, "
                f"and {two} has {second.status} {second.objective}"
            )
        if second.bound > first.objective:
            raise DisagreementError(
                f"{instance.name}: {two} has the bound {second.bound}, "
                f"and {one} a plan of {first.objective}"
            )


def line(instance: Instance, entry: Known) -> str:
    """Return a line on one instance."""
    size = f"{len(instance.program.choices)} choices, {len(instance.program.rows)} rows"
    by = f"by {entry.proven_by}, checked by {entry.checked_by}"
    return f"{instance.name}: {size}: {entry.status} {by}"


def main() -> int:
    """Find out, tell as it goes, and write at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suite", default="full")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--plans", type=Path)
    parser.add_argument("--first", default="cpsat")
    parser.add_argument("--second", nargs="+", default=list(SECOND))
    parser.add_argument("--out", type=Path, default=SHIPPED)
    arguments = parser.parse_args()
    entries = {}
    try:
        for instance in suite(arguments.suite, arguments.plans):
            entry = find_out(instance, arguments.first, arguments.second, arguments.seconds)
            entries[instance.name] = entry
            print(line(instance, entry), flush=True)
    except (DisagreementError, sf.StrengthfitError) as error:
        print(error, file=sys.stderr)
        return 1
    write_known(entries, arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
