"""Bad input, as JSON too if the command was asked for JSON."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import click

from ..ending import StdoutError, ended
from ..errors import Code, StrengthfitError
from ..interchange import to_json
from ..visible import visible
from .reading import BadInput

_JSON = "--json"

_CODES: tuple[tuple[type[click.UsageError], Code], ...] = (
    (click.NoSuchOption, "unknown_name"),
    (click.MissingParameter, "missing"),
    (click.BadParameter, "wrong_value"),
)
"""The codes of errors in the command line itself; any other is of its form."""


class SaysErrors(click.Group):
    """Commands that print what is wrong as JSON if they have ``--json``, beside the message.

    Called, as the script that pip installs does, they end the process.
    """

    def __call__(self, *_args: Any, **_kwargs: Any) -> Any:
        """Run the command and end."""
        ended(self.run)

    def run(self) -> int:
        """Run the command, say what is wrong, and return the exit code."""
        try:
            code = self.main(prog_name="strengthfit", standalone_mode=False)
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except click.Abort as error:
            if isinstance(error.__context__, KeyboardInterrupt):
                raise error.__context__ from None
            # the end of standard input, where a question was asked
            click.echo("Error: no answer", err=True)
            return BadInput.exit_code
        return code if isinstance(code, int) else 0

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error goes to standard error, and with --json to standard output."""
        as_json = _JSON in ctx.args
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            if as_json:
                with suppress(StdoutError):  # the message and the exit code say it too
                    click.echo(to_json(_error(error)))
            said = error.format_message()  # an argument may be the name of anybody's file
            if isinstance(error, click.UsageError) and visible(said, keep="\n") != said:
                raise click.UsageError(visible(said, keep="\n"), error.ctx) from None
            raise


def _error(error: click.ClickException) -> StrengthfitError:
    """Return what is wrong as an error of the library."""
    if isinstance(error, BadInput):
        return error.error
    codes: list[Code] = [code for kind, code in _CODES if isinstance(error, kind)]
    return StrengthfitError(error.format_message(), code=codes[0] if codes else "wrong_form")
