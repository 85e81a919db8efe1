"""The command ``strengthfit squad``: athletes who share a gym and a coach, planned together."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import click

import strengthfit as sf

from ..errors import FileError, InputError, PinError
from ..interchange import SquadFile, gym_to_ics, parse_squad, read_squad, squad_to_ics
from ..interchange.squad_file import problems_in_file
from ..interchange.table_file import parse_table, suffix_of
from ..show.html import page
from ..sizes import sizes
from ..squads.planner import FAIRNESS
from ..text_file import read_text, system_words, write_text
from ..visible import visible
from .calendar_options import news
from .commands import NO_PLAN
from .options import FILE, with_limits
from .output import Output, checked_target, hand_out, show, with_output
from .progress_bar import watching
from .reading import BadInput, from_stdin, name_of, shown_errors, typed
from .squad_again import Again, again_of, planned_again, with_again
from .squad_questions import Questions, answers, with_questions

GYM_FILE = "gym"
"""The name of the file of the whole gym, which no athlete's file has."""

_RESERVED = {
    *("con", "prn", "aux", "nul"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
}
"""Names that Windows keeps for itself."""


@attrs.frozen
class _Calendars:
    """The folder of calendar files to write, if any, and how."""

    folder: Path | None
    zone: str | None
    id: str
    start: str | None


@click.command()
@FILE
@click.option("--athlete", help="Show the plan of this athlete alone, beside those of the others.")
@with_questions
@with_again
@click.option("--fairness", type=click.Choice(FAIRNESS), help="Overrides the file's.")
@click.option(
    "--html", "page_file", type=click.Path(path_type=Path), help="Write the plan as a page too."
)
@click.option(
    "--ics",
    "folder",
    type=click.Path(path_type=Path),
    help="Write a calendar file for each athlete, and one of the gym, into this folder too, or "
    "bring them up to date.",
)
@click.option(
    "--ics-zone", help="Time zone of their times, such as Europe/Berlin; by default none."
)
@click.option(
    "--ics-id", default="strengthfit", show_default=True, help="A name of this squad's calendars."
)
@click.option("--start", help="With --ics, the date of the first day, if the weeks have none.")
@with_limits
@with_output
def squad(
    *,
    file: Path,
    athlete: str | None,
    diagnose: bool,
    prices: bool,
    previous: Path | None,
    today: str | None,
    ill: tuple[str, ...],
    fairness: str | None,
    page_file: Path | None,
    folder: Path | None,
    ics_zone: str | None,
    ics_id: str,
    start: str | None,
    out: Output,
) -> None:
    """Plan the athletes in FILE, who share a gym and perhaps a coach.

    FILE is a squad in TOML or JSON; - is standard input. When the coach is there is planned too.
    """
    calendars = _Calendars(folder, ics_zone, ics_id, start)
    asked = Questions(diagnose, prices, athlete)
    asked.check(out)
    again = again_of(previous, today, ill, fairness=fairness, diagnose=diagnose)
    _check_options(calendars)
    target = None if page_file is None else checked_target(page_file, [file], "choose another file")
    if target is not None and target == out.file:
        raise BadInput(f"--html: {target} is where --output goes; choose another file")
    with shown_errors():
        given = _read(file)
        with _about(file):
            planned = _planned(given, again, fairness)
        shown = planned if athlete is None else _plan_of(planned, athlete)
        _write_calendars(calendars, planned)
        if target is not None:
            hand_out(page(shown, f"Squad: {name_of(file)}"), target)
        show(shown, out, [] if out.as_json else answers(given, planned, asked))
    if planned.status in NO_PLAN:
        sys.exit(1)


def _planned(given: SquadFile, again: Again | None, fairness: str | None) -> sf.SquadPlan:
    if again is not None:
        return planned_again(given, again)
    return sf.plan_squad(
        given.members,
        given.gym,
        given.coach,
        given.policy,
        fairness=fairness or given.fairness,
        progress=watching(),
    )


def _read(file: Path) -> SquadFile:
    if not from_stdin(file):
        return read_squad(file)
    text = typed(sizes().squad_bytes)
    return parse_squad(parse_table(text, suffix_of(text), name_of(file)), name_of(file))


def _plan_of(planned: sf.SquadPlan, athlete: str) -> sf.Plan:
    try:
        return planned.plan_of(athlete)
    except InputError as error:
        raise error.at("--athlete") from None


@contextmanager
def _about(file: Path) -> Iterator[None]:
    """Name the file, and the place in it, if the squad contradicts itself."""
    try:
        yield
    except (InputError, PinError) as error:
        raise FileError(name_of(file), problems_in_file(error)) from None


# Calendars


def _check_options(calendars: _Calendars) -> None:
    """Refuse early what would be of no use, or cannot be written to."""
    if calendars.folder is None:
        for name, value in (("--ics-zone", calendars.zone), ("--start", calendars.start)):
            if value is not None:
                raise BadInput(f"{name}: goes with --ics, the folder of calendar files to write")
        return
    folder = calendars.folder
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"--ics: {folder} is a file, not a folder")
    if not folder.parent.is_dir():
        raise BadInput(f"--ics: {folder} cannot be made: there is no folder {folder.parent}")


def _write_calendars(calendars: _Calendars, planned: sf.SquadPlan) -> None:
    """Write a file for each athlete and one of the gym, as updates of those that are there.

    Nothing is written without a plan: no session in the files is off then.
    """
    folder = calendars.folder
    if folder is None:
        return
    if planned.status in NO_PLAN:
        click.echo(visible(f"{folder}: not written, since there is no plan"), err=True)
        return
    names = [member.id for member in planned.members]
    safe = zip(names, file_names(names), strict=True)
    paths = {name: folder / f"{own}.ics" for name, own in safe}
    gym = folder / f"{GYM_FILE}.ics"
    there = {
        path: read_text(str(path), sizes().own_calendar_bytes)
        for path in (*paths.values(), gym)
        if os.path.exists(path)
    }
    for path, text in there.items():
        _check_ours(text, path)
    before = {name: there[path] for name, path in paths.items() if path in there}
    texts = _texts(calendars, planned, before)
    _make(folder)
    for name, plan in zip(names, planned.plans, strict=True):
        old, new = before.get(name), texts[name]
        if new != old:
            write_text(new, paths[name])
        click.echo(visible(f"{paths[name]}: {news(old, new, plan)}"), err=True)
    write_text(gym_to_ics(planned, texts), gym)
    click.echo(visible(f"{gym}: who is there when"), err=True)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise BadInput(f"--ics: {folder} cannot be made: {system_words(error)}") from None


def _texts(calendars: _Calendars, planned: sf.SquadPlan, before: dict[str, str]) -> dict[str, str]:
    """Return the texts of the calendars of all, or say which option is wrong."""
    try:
        return squad_to_ics(
            planned,
            start=calendars.start,
            zone=calendars.zone,
            calendar_id=calendars.id,
            previous=before,
        )
    except InputError as error:
        options = {"start": "--start", "zone": "--ics-zone", "calendar_id": "--ics-id"}
        raise error.at(options.get(error.where, error.where)) from None


def _check_ours(text: str, path: Path) -> None:
    """Refuse to write over a calendar that did not come from here."""
    from ..interchange.calendar_before import calendar_of

    try:
        calendar_of(text)
    except InputError as error:
        raise FileError(str(path), [error.accepted], error.code) from None


def file_names(names: Iterable[str]) -> list[str]:
    """Return a safe name of a file for each athlete, no two alike on any system.

    Letters and digits of any language, hyphens and underscores stay.

    Examples
    --------
    >>> file_names(["Ann", "Bo Dale", "../etc/passwd", "ann", "gym", "nul", "."])
    ['Ann', 'Bo_Dale', 'etc_passwd', 'ann-2', 'gym-2', 'nul-2', 'athlete']
    """
    taken = {GYM_FILE, *_RESERVED}
    found = []
    for name in names:
        text = unicodedata.normalize("NFC", name)
        plain = "".join(sign if sign.isalnum() or sign in "-_" else " " for sign in text)
        base = "_".join(plain.split()) or "athlete"
        base = base[:_LONGEST_NAME]
        free, number = base, 1
        while free.casefold() in taken:
            number += 1
            free = f"{base}-{number}"
        taken.add(free.casefold())
        found.append(free)
    return found


_LONGEST_NAME = 60
"""Characters, which are at most 240 bytes: systems take 255. CONVENTION."""
