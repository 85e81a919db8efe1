"""Best objectives of the laboratory's instances, each with a certificate that anyone can check.

    python -m benchmarks.known_optima [--suite full] [--seconds 60] [--plans DIR]
        [--families squads coach] [--first cpsat] [--second highs scip dynamic] [--proving 120]
        [--out strengthfit/lab/best_known.json]
        [--certificates strengthfit/lab/certificates.jsonl.gz]

The first strategy solves each instance; if it refuses, or has no proof in time, the second ones try
in turn. The first proof is certified, and the certificate is checked. If none is made in time, the
strategies that are left try, until one has a proof of its own; without one `checked_by` is null. A
proof that a certificate or another proof contradicts is an error that names the instance, and
nothing is written. With `--families` what the package knows of the others stays as it is.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import strengthfit as sf
from strengthfit.lab.best_known import SHIPPED, Known, write_known
from strengthfit.lab.certificates import SHIPPED as CERTIFICATES
from strengthfit.lab.certificates import write_certificates
from strengthfit.lab.certifying import proves
from strengthfit.lab.families.registry import FAMILIES
from strengthfit.lab.instances import Instance, suite
from strengthfit.lab.strategies import load, names
from strengthfit.program.formats import digest
from strengthfit.proof import Certificate, certify

SECOND = ("highs", "scip", "dynamic")


class DisagreementError(Exception):
    """A proof that another proof or a certificate contradicts, or a plan that breaks a row."""


Answer = tuple[str, sf.Outcome]  # the strategy, and what it says


def find_out(
    instance: Instance, strategies: Sequence[str], seconds: float, proving: float
) -> tuple[Known, Certificate | None]:
    """Return what is proven of an instance, and its certificate if one is made in time.

    `seconds` are for each strategy, `proving` for the certificate.
    """
    answers: list[Answer] = []
    certificate = None
    for name in strategies:
        outcome = _solve(instance, name, sf.Limits(seconds=seconds))
        if outcome is None:
            continue
        for before in answers:
            _compare(instance, before, (name, outcome))
        answers.append((name, outcome))
        proofs = [answer for answer in answers if _proven(answer[1])]
        if len(proofs) == 1 and _proven(outcome):
            certificate = certified(instance, outcome, proving)
        if certificate or len(proofs) > 1:
            break
    return _known(instance, answers, certificate), certificate


def _known(instance: Instance, answers: Sequence[Answer], certificate: Certificate | None) -> Known:
    """Return what is known after all that strategies said, and a certificate of it or none."""
    nothing = sf.Outcome("unknown", (), None, (0,) * len(instance.program.tiers))
    proofs = [answer for answer in answers if _proven(answer[1])]
    found = [outcome for _, outcome in proofs or answers if outcome.objective or _proven(outcome)]
    outcome = min(found, key=lambda one: one.objective or (), default=nothing)
    proven_by, checked_by, *_ = [*(name for name, _ in proofs), None, None]
    return Known(
        digest=digest(instance.program),
        status=outcome.status,
        objective=outcome.objective,
        bound=() if outcome.status == "infeasible" else outcome.bound,
        proven_by=proven_by,
        checked_by=checked_by,
        certified=certificate is not None,
    )


def certified(instance: Instance, outcome: sf.Outcome, seconds: float) -> Certificate | None:
    """Return a checked certificate of what is proven; None if none is made in time."""
    try:
        certificate = certify(instance.program, outcome, sf.Limits(seconds=seconds))
    except (sf.OutOfTimeError, RecursionError):  # it would take too many cases
        return None
    except sf.InputError as error:
        raise DisagreementError(f"{instance.name}: {outcome.status} is wrong: {error}") from None
    if not proves(certificate, instance.program, outcome):
        claim = f"{outcome.status} {outcome.objective}"
        raise DisagreementError(f"{instance.name}: the certificate does not prove {claim}")
    return certificate


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
    checked = "certified" if entry.certified else f"checked by {entry.checked_by}"
    by = f"by {entry.proven_by}, {checked}"
    return f"{instance.name}: {size}: {entry.status} {by}"


def main() -> int:
    """Find out, tell as it goes, and write at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suite", default="full")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--plans", type=Path)
    parser.add_argument("--families", nargs="+", choices=FAMILIES, default=list(FAMILIES))
    parser.add_argument("--first", default="cpsat")
    parser.add_argument("--second", nargs="+", default=list(SECOND))
    parser.add_argument("--proving", type=float, default=120.0)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--certificates", type=Path, default=CERTIFICATES)
    arguments = parser.parse_args()
    strategies = [arguments.first, *arguments.second]
    entries, certificates = {}, []
    try:
        for instance in suite(arguments.suite, arguments.plans):
            entry, proof = instance.known, instance.certificate
            if entry is None or instance.family in arguments.families:
                entry, proof = find_out(instance, strategies, arguments.seconds, arguments.proving)
            entries[instance.name] = entry
            certificates += [(instance.name, proof)] if proof else []
            print(line(instance, entry), flush=True)
    except (DisagreementError, sf.StrengthfitError) as error:
        print(error, file=sys.stderr)
        return 1
    write_known(entries, arguments.out)
    write_certificates(certificates, arguments.certificates)
    return 0


if __name__ == "__main__":
    sys.exit(main())
