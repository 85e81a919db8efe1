"""The command ``strengthfit sweep``: a week planned for each value of one number of the policy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from ..errors import InputError
from ..tradeoffs.sweeps import Sweep, SweepRow, sweep_into
from .options import with_limits, with_source
from .output import Output, show, with_output
from .progress_bar import watching
from .reading import BadInput, Source, about, asked_of, options, read_asked, shown_errors

_WORDS = {"true": True, "false": False}


@click.command()
@with_source
@click.option("--field", required=True, help='A number of the policy, such as "rest_day".')
@click.option("--values", required=True, help='With commas between, such as "0,0.3,0.6".')
@with_limits
@with_output
def sweep(source: Source, *, field: str, values: str, out: Output) -> None:
    """Plan FILE once for each value of one number of its policy.

    The number is a field of the policy (rest_day), one inside a field (guards[0].days), or a
    parameter of the evidence (peak.circuit).
    """
    with shown_errors():
        given = read_asked(source)
        wanted = [_value(text.strip()) for text in values.split(",") if text.strip()]
        if not wanted:
            raise BadInput(f"--values: {values!r} names no value; write e.g. 0,0.3,0.6")
        rows: list[SweepRow] = []
        try:
            with about(source.file), options(), _swept():
                swept = sweep_into(
                    rows,
                    asked_of(given),
                    field,
                    wanted,
                    policy=given.policy,
                    progress=watching(),
                )
        except KeyboardInterrupt:
            if rows:
                show(Sweep(tuple(rows), tuple(wanted[len(rows) :])), out)
            raise
        show(swept, out)


@contextmanager
def _swept() -> Iterator[None]:
    """Name the option, not the file, if the policy refuses one of its values."""
    try:
        yield
    except InputError as error:
        if not error.where.startswith("values["):
            raise
        lines = [f"--{problem}" for problem in error.problems]
        raise BadInput("\n".join(lines)) from None


def _value(text: str) -> object:
    """Return a number if the text is one, else yes or no, else the text: 18:00 is a time of day."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return _WORDS.get(text.lower(), text)
