"""The command ``strengthfit verify``: a proof that no plan is better, and its check."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

import strengthfit as sf

from ..diagnosis.run_price import run_prices
from ..diagnosis.shadow_price import shadow_prices
from ..errors import InputError
from ..planning import Plan
from ..program.formats import write_program
from ..proof import (
    Certificate,
    certificate_to_dict,
    certify,
    checking,
    read_certificate,
    write_certificate,
)
from ..proof import (
    verify as check,
)
from ..show.text.layout import wrap, wrap_all
from ..text_file import write_bytes
from .options import FILE, with_limits
from .output import Output, say, with_output
from .reading import BadInput, read_planned, shown_errors

PROGRAM, CERTIFICATE, CHECKER = "program.json", "certificate.json", "check.py"
"""The files that the checker reads, and the checker, by their names in a folder."""


@click.command()
@FILE
@click.option(
    "--certificate",
    "given",
    type=click.Path(path_type=Path),
    help="Check this certificate of the plan, rather than one made now.",
)
@click.option(
    "--write",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help=f"Write {PROGRAM}, {CERTIFICATE} and {CHECKER} into this folder.",
)
@click.option("--long", "as_details", is_flag=True, help="Print every row of the proof.")
@with_limits
@with_output
def verify(
    file: Path, *, given: Path | None, folder: Path | None, as_details: bool, out: Output
) -> None:
    """Prove that no plan is better than the one in FILE, written with --json, and check the proof.

    Whoever found the plan is not trusted. The exit code is 1 if another plan is better, or the
    certificate is rejected.
    """
    with shown_errors():
        plan = read_planned(file)
        certificate = _made(plan) if given is None else read_certificate(given, plan.program)
        wrong = _problem(plan, certificate)
        if wrong is not None:
            _end(f"Rejected: {wrong}.")
        if folder is not None:
            _write(certificate, folder)
        if out.as_json:
            say(json.dumps(certificate_to_dict(certificate), indent=2), out)
        else:
            text = certificate.full_text if as_details else certificate.text
            say("\n".join([text, "The checker accepts this proof."]), out)


def proof_of(plan: Plan) -> list[str]:
    """Return why no plan is better, in lines, or that it is not proven."""
    if plan.status not in ("optimal", "infeasible"):
        return wrap("The plan is not proven best, so there is no proof; give more seconds.")
    lines = [plan.certificate.text]
    listed = (
        ("Solved again, with one session free of the rule:", shadow_prices(plan)),
        ("Solved again, with one run that is not key:", run_prices(plan)),
    )
    for heading, prices in listed:
        if prices:
            lines += [heading, *wrap_all([f"- {price}" for price in prices])]
    return lines


def _made(plan: Plan) -> Certificate:
    """Return a certificate of a plan, or end the command if there is a better one."""
    outcome = plan.outcome
    if not outcome.taken and plan.program.broken(plan.program.mask(())):
        outcome = sf.solve(plan.program)  # of a week that has no plan a file holds no session
    try:
        return certify(plan.program, outcome)
    except InputError as error:
        if error.code != "contradiction" or outcome.objective is None:
            _end(f"Not proven: {error.accepted}.")
        found: Any = error.value  # what the other plan comes to
        pairs = zip(plan.program.tiers, found, outcome.objective, strict=True)
        tier, other, own = next(each for each in pairs if each[1] != each[2])
        _end(f"Not proven: another plan is better in {tier}, at {other} steps rather than {own}.")


def _end(problem: str) -> NoReturn:
    click.echo(problem, err=True)
    sys.exit(1)


def _problem(plan: Plan, certificate: Certificate) -> str | None:
    """Return what is wrong with a certificate, or that it is of another plan."""
    if sorted(certificate.taken) != sorted(plan.outcome.taken):
        return "the certificate is of another plan"
    return check(certificate)


def _write(certificate: Certificate, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}") from None
    checker = Path(checking.__file__).with_name(CHECKER)
    write_bytes(folder / CHECKER, checker.read_bytes())
    write_program(certificate.program, folder / PROGRAM)
    write_certificate(certificate, folder / CERTIFICATE)
