"""The commands: each reads a week, calls one public function and prints what it returns."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import attrs
import click

import strengthfit as sf

from ..domain import Run
from ..errors import InputError
from ..interchange import BlockFile, WeekFile
from ..planning import Plan
from ..planning.preset_plans import look_for_fuller_presets
from ..planning.replan_arguments import MISSED_SESSIONS
from ..show.text.layout import wrap_all
from ..show.text.preset_comparison import fits_words
from ..show.text.read_items import read_lines
from ..show.text.words import cut_short
from ..strategies import STRATEGIES
from .block_weeks import bare_week, bare_weeks, placed_week, placed_weeks, planned_weeks
from .by_week import show_by_week
from .calendar_options import (
    START_OF_PLAN,
    CalendarFile,
    check_start,
    with_calendar,
    write_calendar,
)
from .options import (
    ALL_PRESETS,
    EXTENSION,
    FILE,
    PRESET_OR_ALL,
    STRENGTH,
    with_limits,
    with_source,
    with_source_and_all_presets,
)
from .output import Output, say, show, with_output
from .progress_bar import watching
from .reading import (
    BadInput,
    Source,
    about,
    asked_of,
    name_of,
    options,
    read_alone,
    read_asked,
    read_done,
    read_given,
    read_planned,
    read_to_plan,
    shown_errors,
    split_week,
)
from .said_errors import SaysErrors
from .verify_command import proof_of

NO_PLAN = ("unknown", "infeasible", "broken")
"""The statuses of plans that are none."""


@click.group(cls=SaysErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="strengthfit")
def main() -> None:
    """Place strength sessions around the runs of a training week, and say why."""


@main.command()
@with_source_and_all_presets
@click.option("--strategy", type=click.Choice(list(STRATEGIES)), default="cpsat", show_default=True)
@click.option("--show-read", is_flag=True, help="List every entry of a calendar, not runs alone.")
@with_calendar
@with_limits
@with_output
def plan(
    source: Source,
    *,
    strategy: str,
    show_read: bool,
    calendar: CalendarFile,
    out: Output,
) -> None:
    """Plan the week in FILE, or its weeks as one.

    FILE is a week or a block in TOML or JSON, a published plan, or a calendar (.ics); - is standard
    input. Of several weeks --week chooses one. If a session has no place in a week, the presets
    under which more fits are named.
    """
    with shown_errors():
        if source.preset == ALL_PRESETS:
            _refuse_calendar(calendar)
            given = read_asked(attrs.evolve(source, preset=None))
            _compare_presets(source.file, given, strategy, out)
            return
        given = read_to_plan(source, dated=calendar.path is not None)
        planned = _planned(source.file, given, strategy)
        write_calendar(calendar, planned, source.start, source.file)
        is_week = isinstance(given, WeekFile)
        more = _what_would_help(planned) if is_week and planned.skipped else []
        read = given.read if isinstance(given, WeekFile) else ()
        show(planned, out, [*more, *(read_lines(read, every=show_read) if read else ())], read)
    if planned.status in NO_PLAN:
        sys.exit(1)


def _planned(file: Path, given: WeekFile | BlockFile, strategy: str) -> Plan:
    """Plan a week or a block under one policy."""
    with about(file):
        return sf.plan(asked_of(given), given.policy, strategy, progress=watching())


def _refuse_calendar(calendar: CalendarFile) -> None:
    """Refuse to write a calendar of several plans."""
    if calendar.path is not None:
        raise BadInput("--ics: is for one plan; choose one preset")


def _what_would_help(planned: Plan) -> list[str]:
    """Return what helps a plan with skipped sessions, found by planning under the other presets."""
    fuller = look_for_fuller_presets(planned)
    fits = fits_words(fuller.fits) if fuller.fits or fuller.finished else []
    unseen = [] if fuller.finished else [cut_short("more may fit under other presets")]
    return wrap_all([*fits, *unseen, "For other ways out: strengthfit diagnose."])


def _compare_presets(file: Path, given: WeekFile | BlockFile, strategy: str, out: Output) -> None:
    """Plan a week or a block under each preset; in what these do not differ the file decides."""
    with about(file):
        compared = sf.compare_presets(
            asked_of(given), given.policy, strategy=strategy, progress=watching()
        )
    show(compared, out)
    if all(row.plan.status in NO_PLAN for row in compared):
        sys.exit(1)


@main.command()
@with_source
@click.option("--long", "as_details", is_flag=True, help="Describe every start in words.")
@click.option("--proof", "with_proof", is_flag=True, help="Say also why no plan is better.")
@with_limits
@with_output
def explain(source: Source, *, as_details: bool, with_proof: bool, out: Output) -> None:
    """Plan the week in FILE and show every start: taken, blocked by what, or its price.

    Several weeks are planned as one and explained week by week, and --proof is for all of them.
    """

    def text(explanation: sf.Explanation) -> str:
        return explanation.details if as_details else str(explanation)

    def explained(week: WeekFile) -> sf.Explanation:
        return sf.explain(sf.plan(week.week, week.policy))

    if with_proof and out.as_json:
        raise BadInput("--proof goes with text; as JSON strengthfit verify --json has it")
    with shown_errors():
        given = read_asked(source)
        with about(source.file):
            if isinstance(given, BlockFile):
                weeks = enumerate(map(explained, planned_weeks(given)))
                last = proof_of(sf.plan(given.block, given.policy)) if with_proof else []
                show_by_week(given, "explanation", weeks, out, text, last=last)
                return
            explanation = explained(given)
        if out.as_json:
            show(explanation, out)
        else:
            last = ["", *proof_of(explanation.plan)] if with_proof else []
            say("\n".join([text(explanation), *last]), out)


@main.command("why-not")
@with_source
@click.argument("when")
@click.option("--kind", help="Kind of strength; by default any that the week asks for.")
@with_limits
@with_output
def why_not(source: Source, *, when: str, kind: str | None, out: Output) -> None:
    """Plan the week in FILE and say why no session is at WHEN, such as "Fri 07:00".

    In a file of several weeks WHEN names its week, or its date: "W3 Fri 07:00", "2026-12-11 07:00".
    """
    with shown_errors():
        number, when = split_week(when)
        if number is not None:
            if source.number not in (None, number):
                accepted = f"is not a time of the week that --week {source.number} chooses"
                raise InputError("WHEN", f"W{number} {when}", accepted, "outside")
            source = attrs.evolve(source, number=number)
        given = read_given(source, when)
        with about(source.file):
            planned = sf.plan(given.week, given.policy)
        show(sf.why_not(planned, when, kind), out)


@main.command()
@with_source
@with_limits
@with_output
def audit(source: Source, *, out: Output) -> None:
    """Judge the strength that FILE holds: its placements, or its events in a calendar.

    Several weeks are judged week by week, with the strength of their neighbours.
    """
    with shown_errors():
        given = read_alone(source, placed_week)
        if not given.placements:
            raise BadInput(
                f"{source.name}: has no strength to judge; a week file lists each session as "
                "[[placements]] with when and kind, and a block file does so in its weeks"
            )
        with about(source.file):
            if isinstance(given, BlockFile):
                weeks = [
                    (number, sf.audit(week.week, week.placements, week.policy))
                    for number, week in enumerate(placed_weeks(given))
                    if week.placements
                ]
                show_by_week(given, "audit", weeks, out)
                broken = any(judged.broken for _, judged in weeks)
            else:
                week = given.judged or given.week
                judged = sf.audit(week, given.placements, given.policy)
                show(judged, out)
                broken = bool(judged.broken)
    if broken:
        sys.exit(1)


@main.command()
@with_source
@click.option(
    "--ways", type=int, default=5, show_default=True, help="How many ways out to list at most."
)
@with_limits
@with_output
def diagnose(source: Source, *, ways: int, out: Output) -> None:
    """Show what clashes in the week in FILE, and ways out: the cheapest of each kind first.

    Several weeks are planned as one and diagnosed week by week.
    """

    def diagnosed(week: WeekFile) -> sf.Diagnosis:
        return sf.diagnose(week.week, week.policy, ways=ways, progress=watching())

    with shown_errors():
        given = read_asked(source)
        with about(source.file), options():
            if isinstance(given, BlockFile):
                weeks = enumerate(map(diagnosed, planned_weeks(given)))
                show_by_week(given, "diagnosis", weeks, out)
            else:
                show(diagnosed(given), out)


@main.command()
@FILE
@PRESET_OR_ALL
@STRENGTH
@EXTENSION
@START_OF_PLAN
@with_calendar
@with_limits
@with_output
def block(
    *,
    file: Path,
    preset: str | None,
    strength: str | None,
    extensions: tuple[str, ...],
    start: str | None,
    calendar: CalendarFile,
    out: Output,
) -> None:
    """Plan all weeks in FILE as one: a block file, or a whole published plan."""
    with shown_errors():
        check_start(start, calendar)
        alone = preset == ALL_PRESETS
        chosen = None if alone else preset
        given = read_asked(Source(file, preset=chosen, strength=strength, extensions=extensions))
        if isinstance(given, WeekFile):
            raise BadInput(f"{name_of(file)}: is one week; plan it with strengthfit plan")
        if alone:
            _refuse_calendar(calendar)
            _compare_presets(file, given, "cpsat", out)
            return
        planned = _planned(file, given, "cpsat")
        write_calendar(calendar, planned, start, file)
        show(planned, out)
    if planned.status in NO_PLAN:
        sys.exit(1)


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
@with_limits
@with_output
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
    out: Output,
) -> None:
    """Plan again from the plan in FILE, written with --json: little changes, the past stays."""
    with shown_errors():
        check_start(start, calendar)
        planned = read_planned(file)
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
        show(new, out)


@main.command()
@with_source
@with_limits
@with_output
def respond(source: Source, *, out: Output) -> None:
    """Show what the running load of the week in FILE allows of strength, and why.

    Of several weeks each is compared with those before it.
    """

    def responded(week: WeekFile) -> sf.Prescription:
        return sf.respond(week.week, week.policy)

    with shown_errors():
        given = read_alone(source, bare_week)
        with about(source.file):
            if isinstance(given, BlockFile):
                weeks = enumerate(map(responded, bare_weeks(given)))
                show_by_week(given, "prescription", weeks, out)
            else:
                show(responded(given), out)
