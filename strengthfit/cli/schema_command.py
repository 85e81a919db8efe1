"""The command ``strengthfit schema``: the form of files and answers, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from ..interchange.json_schema import SCHEMAS, schema_text
from .output import OUTPUT, checked_target, hand_out


@click.command()
@click.argument("name", type=click.Choice(SCHEMAS))
@OUTPUT
def schema(name: str, output: Path | None) -> None:
    """Print the JSON Schema of a kind of file that is read, or of an answer as JSON."""
    hand_out(schema_text(name), checked_target(output))
