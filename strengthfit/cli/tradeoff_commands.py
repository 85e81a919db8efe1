"""The commands of trade-offs: the frontier, the best few plans, and how sure a plan is."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import click

import strengthfit as sf

from ..errors import MissingExtraError
from ..show.text.layout import WIDTH, table, wrap, wrap_list
from ..show.text.words import block_note, cut_short, placements_words
from ..tradeoffs import Point, Robustness
from ..tradeoffs.alternative_plans import Alternatives
from ..tradeoffs.axes import AXES
from .options import with_limits, with_source
from .output import Output, say, show, with_output
from .progress_bar import watching
from .reading import (
    BadInput,
    Source,
    about,
    asked_of,
    options,
    read_asked,
    read_planned,
    shown_errors,
)

_AXIS = click.Choice(list(AXES))
_DRIVERS = 5
_CHANCE = 2.0  # standard errors; CONVENTION


@click.command()
@with_source
@click.option("--x", type=_AXIS, default="interference", show_default=True, help="One aim.")
@click.option(
    "--y",
    type=_AXIS,
    default="strength",
    show_default=True,
    help="Another; the plan that is best on this comes first.",
)
@click.option("--z", type=_AXIS, help="A third.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path, allow_dash=True),
    help="A plan written with --json, against which changes are counted.",
)
@with_limits
@with_output
def frontier(
    source: Source,
    *,
    x: str,
    y: str,
    z: str | None,
    previous: Path | None,
    out: Output,
) -> None:
    """Print every plan of FILE that no other plan beats on all aims.

    Of strength there should be much; of interference, changes, minutes away from the preferred
    time (time_of_day) and days with strength there should be little.
    """
    with shown_errors():
        given = read_asked(source)
        if "changes" in (x, y, z) and previous is None:
            raise BadInput("--previous: is missing; changes are counted against a plan")
        before = None if previous is None else read_planned(previous)
        with about(source.file), options():
            found = sf.frontier(
                asked_of(given),
                x,
                y,
                z,
                policy=given.policy,
                previous=before,
                watch=_show_found if sys.stderr.isatty() else None,
                progress=watching(),
            )
        show(found, out)
    if not (found.complete and found.points):
        sys.exit(1)


def _show_found(point: Point) -> None:
    click.echo(f"found: {'; '.join(placements_words(point.plan)) or 'nothing placed'}", err=True)


@click.command()
@with_source
@click.option("-k", "k", type=int, default=5, show_default=True, help="How many at most.")
@click.option(
    "--within",
    type=float,
    help="Only plans of as much strength as the best, and at most so much more interference, in % "
    "of speed.",
)
@click.option(
    "--differ-by",
    type=int,
    default=1,
    show_default=True,
    help="In how many placements they differ; 0 for any difference, of times too.",
)
@with_limits
@with_output
def alternatives(
    source: Source, *, k: int, within: float | None, differ_by: int, out: Output
) -> None:
    """Print the best few plans of FILE, best first."""
    with shown_errors():
        given = read_asked(source)
        with about(source.file), options():
            plans = sf.alternatives(
                asked_of(given), k, within, differ_by, policy=given.policy, progress=watching()
            )
        if out.as_json:
            show(plans, out)
        else:
            say(_ranked(plans), out)
    if not plans:
        sys.exit(1)


def _ranked(plans: Alternatives) -> str:
    if not plans:
        return "No plan keeps every rule." if plans.finished else cut_short("no plan was found")
    heads = ("rank", "strength", "interference")
    rest = WIDTH - sum(len(head) + 2 for head in heads)
    rows = [
        (
            str(rank),
            f"{100 * plan.strength:.0f} %",
            f"{plan.interference:.2f} %",
            wrap_list(placements_words(plan), rest) or "-",
        )
        for rank, plan in enumerate(plans, start=1)
    ]
    lines = table([(*heads, "placements"), *rows], [-len(head) for head in heads])
    return "\n".join([*lines, *block_note(plans[0]), *_unfinished(plans)])


def _unfinished(plans: Alternatives) -> list[str]:
    """Return what limits left no time for, if anything."""
    if plans.finished:
        return []
    lacks = "there may be others"
    return wrap(
        cut_short(lacks if plans[0].status == "optimal" else f"the plan is not proven, and {lacks}")
    )


@click.command()
@with_source
@click.option("--draws", type=int, default=1000, show_default=True, help="How many draws.")
@click.option(
    "--seed", type=int, default=0, show_default=True, help="The same seed draws the same."
)
@click.option(
    "--width",
    type=float,
    default=1.0,
    show_default=True,
    help="How much of the evidence's bounds to draw from, 0 to 1.",
)
@with_limits
@with_output
def robustness(source: Source, *, draws: int, seed: int, width: float, out: Output) -> None:
    """Plan FILE and show how the plan holds up if the evidence is not what it seems."""
    with shown_errors():
        given = read_asked(source)
        with about(source.file), options():
            robust = sf.robustness(
                asked_of(given), draws, seed, policy=given.policy, width=width, progress=watching()
            )
        show(robust, out, [] if out.as_json else ["", *_strongest(robust)])


def _strongest(robust: Robustness) -> list[str]:
    """Return a line for each of the parameters that move the regret most.

    The standard error of a rank correlation of unrelated numbers is 1 / sqrt(draws - 1).
    """
    try:
        drivers = [driver for driver in robust.drivers[:_DRIVERS] if driver.correlation]
    except MissingExtraError as error:
        return wrap(str(error), "")
    if not drivers:
        return ["The regret is the same in every draw, so no parameter stands out."]
    draws = len(robust.regret)
    chance = min(1.0, _CHANCE / math.sqrt(draws - 1))
    return [
        "Rank correlation of parameters with regret, the strongest first:",
        *(f"{driver.parameter:<36}{driver.correlation:+.2f}" for driver in drivers),
        f"With {draws} draws, up to {chance:.2f} either way can be chance.",
    ]
