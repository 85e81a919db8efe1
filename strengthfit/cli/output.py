"""Where answers go: to standard output or, whole or not at all, to a file; as text or as JSON."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs
import click

from ..interchange import ReadItem, to_json
from ..text_file import takes_files, write_text
from ..visible import visible
from .progress_bar import end_progress
from .reading import BadInput, Source, from_stdin, shown_errors

STDOUT = "-"

OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write the answer to this file rather than print it.",
)
FORCE = click.option("--force", is_flag=True, help="Let --output write over a file that was read.")
JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


@attrs.frozen
class Output:
    """Where an answer goes, None for standard output, and whether it is JSON."""

    file: Path | None = None
    as_json: bool = False


def with_output(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command its `out`, which is never a file that the command reads unless forced."""

    @functools.wraps(command)
    def run(*given: Any, output: Path | None, force: bool, as_json: bool, **options: Any) -> None:
        read = [file for value in (*given, *options.values()) for file in files_of(value)]
        target = checked_target(output, () if force else read)
        command(*given, **options, out=Output(target, as_json))

    for option in (FORCE, OUTPUT, JSON):
        run = option(run)
    return run


def files_of(value: Any) -> list[Path]:
    """Return the files that a value of an option or an argument names."""
    if isinstance(value, Source):
        named: tuple[Any, ...] = (value.file, value.calendar.gym, value.calendar.kinds)
    else:
        named = (value,)
    return [file for file in named if isinstance(file, Path)]


def checked_target(
    output: Path | None, inputs: Iterable[Path] = (), way: str = "--force writes over it"
) -> Path | None:
    """Return the file to write, None for standard output; refuse early what cannot be written to.

    A long answer must not be lost in the end to a folder that is not there. `way` is what helps if
    the file is one of the inputs.
    """
    if output is None or str(output) == STDOUT:
        return None
    if output.is_dir():
        raise BadInput(f"{output}: is a directory, not a file")
    if not output.parent.is_dir():
        raise BadInput(f"{output}: cannot be written: there is no folder {output.parent}")
    if not takes_files(output):
        problem = f"nothing may be put into the folder {output.parent}"
        raise BadInput(f"{output}: cannot be written: {problem}")
    for given in inputs:
        if not from_stdin(given) and _same_file(given, output):
            raise BadInput(f"{output}: is read by this command; {way}")
    return output


def _same_file(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):  # one of them is not there
        return False


def show(answer: Any, out: Output, more: Sequence[str] = (), read: Sequence[ReadItem] = ()) -> None:
    """Hand out an answer as JSON with what was `read` for it, or as text with `more` lines."""
    say(to_json(answer, read) if out.as_json else "\n".join([str(answer), *more]), out)


def say(text: str, out: Output) -> None:
    """Hand out a text and a line's end, without signs that a terminal would act on."""
    hand_out(visible(f"{text}\n", keep="\n"), out.file)


def hand_out(text: str, file: Path | None) -> None:
    """Write a text to a file, whole or not at all, or print it as it is, as UTF-8."""
    end_progress()
    if file is not None:
        with shown_errors():
            write_text(text, file)
        return
    try:
        click.echo(text.encode("utf-8"), nl=False)
    except UnicodeEncodeError as error:
        problem = f"{text[error.start]!a} is not a character of Unicode"
        raise BadInput(f"standard output: cannot be written: {problem}") from None
