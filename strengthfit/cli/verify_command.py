"""The command ``strengthfit verify``: a proof that no plan is better, and its check."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from ..diagnosis.shadow_price import shadow_prices
from ..errors import InputError
from ..planning import Plan
from ..program.formats import write_program
from ..proof import (
    Certificate,
    certificate_to_dict,
    certify,
    read_certificate,
    write_certificate,
)
from ..proof import (
    verify as check,
)
from ..show.text.layout import wrap, wrap_all
from .options import FILE, with_limits
from .output import Output, say, with_output
from .reading import BadInput, read_planned, shown_errors

PROGRAM, CERTIFICATE = "program.json", "certificate.json"
"""The files that the checker reads, by their names in a folder."""


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
    help=f"Write {PROGRAM} and {CERTIFICATE} into this folder, for check.py.",
)
@click.option("--long", "as_details", is_flag=True, help="Print every row of the proof.")
@with_limits
@with_output
def verify(
    file: Path, *, given: Path | None, folder: Path | None, as_details: bool, out: Output
) -> None:
    """Prove that no plan is better than the one in FILE, written with --json, and check the proof.

    Whoever found the plan is not trusted. The exit code is 1 if there is no such proof.
    """
    with shown_errors():
        plan = read_planned(file)
        certificate = _made(plan) if given is None else read_certificate(given, plan.program)
        wrong = _problem(plan, certificate)
        if folder is not None and wrong is None:
            _write(certificate, folder)
        if out.as_json:
            say(json.dumps(certificate_to_dict(certificate), indent=2), out)
        else:
            text = certificate.full_text if as_details else certificate.text
            checked = "The checker accepts this proof."
            say("\n".join([text, checked if wrong is None else f"Rejected: {wrong}."]), out)
        if wrong is not None:
            sys.exit(1)


def proof_of(plan: Plan) -> list[str]:
    """Return why no plan is better, in lines, or that it is not proven."""
    if plan.status not in ("optimal", "infeasible"):
        return wrap("The plan is not proven best, so there is no proof; give more seconds.")
    lines = [plan.certificate.text]
    prices = [f"- {price}" for price in shadow_prices(plan)]
    if prices:
        lines.append("If one session more could stand against one of these, solved anew:")
    return [*lines, *wrap_all(prices)]


def _made(plan: Plan) -> Certificate:
    """Return a certificate of a plan, or end the command if another plan is better."""
    try:
        return certify(plan.program, plan.outcome)
    except InputError as error:
        click.echo(f"Not proven: {error}", err=True)
        sys.exit(1)


def _problem(plan: Plan, certificate: Certificate) -> str | None:
    """Return what is wrong with a certificate, or that it is of another plan."""
    if certificate.taken != plan.outcome.taken:
        return "the certificate is of another plan"
    return check(certificate)


def _write(certificate: Certificate, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}") from None
    write_program(certificate.program, folder / PROGRAM)
    write_certificate(certificate, folder / CERTIFICATE)
