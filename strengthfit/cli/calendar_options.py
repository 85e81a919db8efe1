"""What commands that plan share to write their plan into a calendar file."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import click

from ..domain.words import counted
from ..errors import FileError, InputError
from ..interchange import plan_to_ics
from ..interchange.calendar_before import changes_of
from ..planning import Plan
from ..sizes import sizes
from ..strategies.protocol import Status
from ..text_file import read_text, write_text
from ..visible import visible
from .reading import BadInput

_OPTIONS = {
    "start": "--start",
    "zone": "--ics-zone",
    "calendar_id": "--ics-id",
}
"""The options that give the arguments of `plan_to_ics`."""

START_OF_PLAN = click.option(
    "--start", help="With --ics, the date of the first day, if the plan has none."
)


@attrs.frozen
class CalendarFile:
    """A calendar file to write, if `path` is not None, and how."""

    path: Path | None
    zone: str | None
    id: str


def with_calendar(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that write a calendar, as one `CalendarFile`."""

    @functools.wraps(command)
    def run(
        *source: Any, ics: Path | None, ics_zone: str | None, ics_id: str, **options: Any
    ) -> None:
        if ics is None and ics_zone is not None:
            raise BadInput("--ics-zone: goes with --ics, the calendar file to write")
        command(*source, calendar=CalendarFile(ics, ics_zone, ics_id), **options)

    for option in (
        click.option(
            "--ics-id",
            default="strengthfit",
            show_default=True,
            help="A name of this plan's calendar, if several people's come into one.",
        ),
        click.option(
            "--ics-zone", help="Time zone of its times, such as Europe/Berlin; by default none."
        ),
        click.option(
            "--ics",
            type=click.Path(path_type=Path),
            help="Write the sessions into this calendar file too, or bring it up to date.",
        ),
    ):
        run = option(run)
    return run


def check_start(start: str | None, calendar: CalendarFile) -> None:
    """Refuse a date that would be of no use."""
    if start is not None and calendar.path is None:
        raise BadInput("--start: goes with --ics, the calendar file to write")


def write_calendar(calendar: CalendarFile, plan: Plan, start: str | None, read: Path) -> None:
    """Write a plan's sessions as asked: as an update, if the file is there from an earlier plan.

    The file that was `read` is not written over, nor a calendar that did not come from here.
    Without a plan that keeps every rule nothing is written: no session in the file is off then.
    """
    path = calendar.path
    if path is None:
        return
    if plan.status not in (Status.OPTIMAL, Status.FEASIBLE):
        why = "not written, since there is no plan that keeps every rule"
        click.echo(visible(f"{path}: {why}"), err=True)
        return
    there = os.path.exists(path)
    if there and os.path.exists(read) and os.path.samefile(path, read):
        raise BadInput(f"--ics: {path} is the file that is read; write into another")
    before = read_text(path, sizes().own_calendar_bytes) if there else None
    try:
        text = plan_to_ics(
            plan, start=start, zone=calendar.zone, calendar_id=calendar.id, previous=before
        )
    except InputError as error:
        if error.where == "previous":
            raise FileError(str(path), [error.accepted], error.code) from None
        where = _OPTIONS.get(error.where, error.where)
        raise error.at(where) from None
    if text != before:
        write_text(text, path)
    click.echo(visible(f"{path}: {news(before, text, plan)}"), err=True)


def news(before: str | None, after: str, plan: Plan) -> str:
    """Return what a file holds now, and what is not as it was before, in words."""
    if after == before:
        return "as it was"
    changes = changes_of(before, after)
    held = counted(changes.sessions, "session")
    if not changes.sessions and plan.placements:
        held += ", as all that is planned stands in the calendar that was read"
    if before is None:
        return held
    counts = {
        "new": changes.new,
        "moved": changes.moved,
        "changed": changes.changed,
        "cancelled": changes.cancelled,
    }
    return ", ".join([held, *(f"{number} {what}" for what, number in counts.items() if number)])
