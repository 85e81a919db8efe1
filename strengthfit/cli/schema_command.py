"""The command ``strengthfit schema``: the form of files and answers, for other programs."""

from __future__ import annotations

import click

from ..interchange.json_schema import SCHEMAS, schema_text


@click.command()
@click.argument("name", type=click.Choice(SCHEMAS))
def schema(name: str) -> None:
    """Print the JSON Schema of a kind of file that is read, or of an answer as JSON."""
    click.echo(schema_text(name), nl=False)
