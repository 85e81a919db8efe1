"""The commands: each reads a week, calls one public function and prints what it returns."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import attrs
import click

import strengthfit as sf

from ..domain import Run
from ..interchange import BlockFile, WeekFile, read_plan
from ..planning import Plan
from ..planning.preset_plans import fuller_presets
from ..planning.replan_arguments import MISSED_SESSIONS
from ..show.text.layout import wrap_all
from ..show.text.preset_comparison import fits_words
from ..strategies import STRATEGIES, Limits
from .calendar_options import (
    START_OF_PLAN,
    CalendarFile,
    check_start,
    with_calendar,
    write_calendar,
)
from .options import (
    ALL_PRESETS,
    FILE,
    JSON,
    PRESET_OR_ALL,
    STRENGTH_HELP,
    show,
    with_source,
    with_source_and_all_presets,
)
from .reading import (
    BadInput,
    Source,
    about,
    options,
    read_block,
    read_done,
    read_given,
    read_limits,
    shown_errors,
)

NO_PLAN = ("unknown", "infeasible", "broken")
"""The statuses of plans that are none."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="strengthfit")
def main() -> None:
    """Place strength sessions around the runs of a training week, and say why."""


@main.command()
@with_source_and_all_presets
@click.option("--strategy", type=click.Choice(list(STRATEGIES)), default="cpsat", show_default=True)
@click.option("--seconds", type=float, help="Stop after this many seconds.")
@with_calendar
@JSON
def plan(
    source: Source,
    *,
    strategy: str,
    seconds: float | None,
    calendar: CalendarFile,
    as_json: bool,
) -> None:
    """Plan the week in FILE: TOML or JSON, one of a published plan, or one of a calendar (.ics).

    If a session has no place, the presets under which more fits are named.
    """
    with shown_errors():
        limits = read_limits(seconds)
        if source.preset == ALL_PRESETS:
            _refuse_calendar(calendar)
            given = read_given(attrs.evolve(source, preset=None))
            _compare_presets(source.file, given, strategy, limits, as_json=as_json)
        else:
            _plan_one(source, strategy, limits, calendar, as_json=as_json)


def _plan_one(
    source: Source, strategy: str, limits: Limits, calendar: CalendarFile, *, as_json: bool
) -> None:
    """Plan a week under one policy."""
    given = read_given(source, dated=calendar.path is not None)
    with about(source.file):
        planned = sf.plan(given.week, given.policy, strategy, limits)
    write_calendar(calendar, planned, source.start, source.file)
    show(planned, as_json=as_json)
    if planned.skipped and not as_json:
        click.echo("\n".join(_what_would_help(planned, limits)))
    if planned.status in NO_PLAN:
        sys.exit(1)


def _what_would_help(planned: Plan, limits: Limits) -> list[str]:
    """Return what helps a plan with skipped sessions, found by planning under the other presets."""
    fits = fits_words(fuller_presets(planned, limits))
    return wrap_all([*fits, "For other ways out: strengthfit diagnose."])


def _refuse_calendar(calendar: CalendarFile) -> None:
    """Refuse to write a calendar of several plans."""
    if calendar.path is not None:
        raise BadInput("--ics: is for one plan; choose one preset")


def _compare_presets(
    file: Path, given: WeekFile | BlockFile, strategy: str, limits: Limits, *, as_json: bool
) -> None:
    """Plan a week or a block under each preset; in what these do not differ the file decides."""
    week = given.week if isinstance(given, WeekFile) else given.block
    with about(file):
        compared = sf.compare_presets(week, given.policy, strategy=strategy, limits=limits)
    show(compared, as_json=as_json)
    if all(row.plan.status in NO_PLAN for row in compared):
        sys.exit(1)


@main.command()
@with_source
@click.option("--long", "as_details", is_flag=True, help="Tell of every start in words.")
@JSON
def explain(source: Source, *, as_details: bool, as_json: bool) -> None:
    """Plan the week in FILE and show every start: taken, blocked by what, or its price."""
    with shown_errors():
        given = read_given(source)
        with about(source.file):
            explanation = sf.explain(sf.plan(given.week, given.policy))
        if as_details and not as_json:
            click.echo(explanation.details)
        else:
            show(explanation, as_json=as_json)


@main.command("why-not")
@with_source
@click.argument("when")
@click.option("--kind", help="Kind of strength; by default any that the week asks for.")
@JSON
def why_not(source: Source, *, when: str, kind: str | None, as_json: bool) -> None:
    """Plan the week in FILE and say why no session is at WHEN, such as "Fri 07:00"."""
    with shown_errors():
        given = read_given(source)
        with about(source.file):
            planned = sf.plan(given.week, given.policy)
        show(sf.why_not(planned, when, kind), as_json=as_json)


@main.command()
@with_source
@JSON
def audit(source: Source, *, as_json: bool) -> None:
    """Judge the strength that FILE holds: its placements, or its events in a calendar."""
    with shown_errors():
        given = read_given(source)
        if not given.placements:
            raise BadInput(
                f"{source.file}: has no strength to judge; a week file lists each session as "
                "[[placements]] with when and kind"
            )
        with about(source.file):
            judged = sf.audit(given.week, given.placements, given.policy)
        show(judged, as_json=as_json)
    if judged.broken:
        sys.exit(1)


@main.command()
@with_source
@click.option(
    "--ways", type=int, default=5, show_default=True, help="How many ways out to list at most."
)
@JSON
def diagnose(source: Source, *, ways: int, as_json: bool) -> None:
    """Show what clashes in the week in FILE, and ways out: the cheapest of each kind first."""
    with shown_errors():
        given = read_given(source)
        with about(source.file), options():
            diagnosis = sf.diagnose(given.week, given.policy, ways=ways)
        show(diagnosis, as_json=as_json)


@main.command()
@FILE
@PRESET_OR_ALL
@click.option("--strength", default="2", show_default=True, help=STRENGTH_HELP)
@START_OF_PLAN
@with_calendar
@JSON
def block(
    *,
    file: Path,
    preset: str | None,
    strength: str,
    start: str | None,
    calendar: CalendarFile,
    as_json: bool,
) -> None:
    """Plan all weeks in FILE as one: a block file, or a whole published plan."""
    with shown_errors():
        check_start(start, calendar)
        if preset == ALL_PRESETS:
            _refuse_calendar(calendar)
            given = read_block(file, strength, None)
            _compare_presets(file, given, "cpsat", Limits(), as_json=as_json)
        else:
            given = read_block(file, strength, preset)
            with about(file):
                planned = sf.plan(given.block, given.policy)
            write_calendar(calendar, planned, start, file)
            show(planned, as_json=as_json)


@main.command()
@FILE
@click.option("--today", required=True, help='First day still open: "Thu", "W3 Thu" or a date.')
@click.option("--missed", multiple=True, help='Start of a session not done, as "Tue 18:00".')
@click.option("--done", multiple=True, help='A session done then, as "Tue 18:00=Wed 12:00".')
@click.option(
    "--missed-sessions",
    type=click.Choice(MISSED_SESSIONS),
    default="drop",
    show_default=True,
    help="Drop those missed, or move each once if a good day is left.",
)
@click.option("--off", multiple=True, help="Id of a run that is off.")
@START_OF_PLAN
@with_calendar
@JSON
def replan(
    *,
    file: Path,
    today: str,
    missed: tuple[str, ...],
    done: tuple[str, ...],
    missed_sessions: Literal["drop", "move"],
    off: tuple[str, ...],
    start: str | None,
    calendar: CalendarFile,
    as_json: bool,
) -> None:
    """Plan again from the plan in FILE, written with --json: little changes, the past stays."""
    with shown_errors():
        check_start(start, calendar)
        planned = read_plan(file)
        changed: dict[str, Run | None] = dict.fromkeys(off)
        new = sf.replan(
            planned,
            today=today,
            missed=missed,
            changed=changed,
            done=dict(map(read_done, done)),
            missed_sessions=missed_sessions,
        )
        write_calendar(calendar, new, start, file)
        show(new, as_json=as_json)


@main.command()
@with_source
@JSON
def respond(source: Source, *, as_json: bool) -> None:
    """Show what the running load of the week in FILE allows of strength, and why."""
    with shown_errors():
        given = read_given(source, history=sf.Policy().look_back)
        with about(source.file):
            prescription = sf.respond(given.week, given.policy)
        show(prescription, as_json=as_json)
