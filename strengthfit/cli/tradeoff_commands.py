"""The commands of trade-offs: the frontier, the best few plans, and how sure a plan is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from .. import api
from ..errors import MissingExtraError
from ..interchange import (
    alternatives_to_dict,
    frontier_to_dict,
    plan_from_dict,
    robustness_to_dict,
)
from ..interchange.text_file import read_table
from ..results import Plan
from ..tradeoffs import Point, Robustness
from ..tradeoffs.axes import AXES
from ..tradeoffs.frontier_table import placements_text
from .options import JSON, show, with_source
from .reading import Source, about, read_given, read_limits, told

_AXIS = click.Choice(list(AXES))
_DRIVERS = 5


@click.command()
@with_source
@click.option("--x", type=_AXIS, default="interference", show_default=True, help="One aim.")
@click.option("--y", type=_AXIS, default="strength", show_default=True, help="Best first on this.")
@click.option("--z", type=_AXIS, help="A third aim.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    help="A plan written with --json, against which changes are counted.",
)
@click.option("--seconds", type=float, help="Stop after so many seconds, and say what is missing.")
@JSON
def frontier(
    source: Source,
    *,
    x: str,
    y: str,
    z: str | None,
    previous: Path | None,
    seconds: float | None,
    as_json: bool,
) -> None:
    """Print every plan of the week in FILE that no other plan beats on all aims."""
    with told():
        given = read_given(source)
        limits = read_limits(seconds)
        before = None if previous is None else plan_from_dict(read_table(previous), str(previous))
        with about(source.file):
            found = api.frontier(
                given.week,
                x,
                y,
                z,
                policy=given.policy,
                previous=before,
                limits=limits,
                watch=_tell if sys.stderr.isatty() else None,
            )
        show(found, frontier_to_dict, as_json=as_json)
    if not (found.complete and found.points):
        sys.exit(1)


def _tell(point: Point) -> None:
    click.echo(f"found: {placements_text(point.plan) or 'nothing placed'}", err=True)


@click.command()
@with_source
@click.option("-k", "k", type=int, default=5, show_default=True, help="How many at most.")
@click.option("--within", type=float, help="At most so much more interference, in % of speed.")
@click.option(
    "--differ-by",
    type=int,
    default=1,
    show_default=True,
    help="In how many placements they differ; 0 for any difference, of times too.",
)
@JSON
def alternatives(
    source: Source, *, k: int, within: float | None, differ_by: int, as_json: bool
) -> None:
    """Print the best few plans of the week in FILE, best first."""
    with told():
        given = read_given(source)
        with about(source.file):
            plans = api.alternatives(given.week, k, within, differ_by, policy=given.policy)
        if as_json:
            show(plans, alternatives_to_dict, as_json=True)
        else:
            click.echo(_ranked(plans))
    if not plans:
        sys.exit(1)


def _ranked(plans: Sequence[Plan]) -> str:
    lines = ["      strength  interference  placements"]
    for rank, plan in enumerate(plans, start=1):
        where = placements_text(plan) or "-"
        lines.append(
            f"{rank:>4}  {100 * plan.strength:>6.0f} %  {plan.interference:>10.2f} %  {where}"
        )
    return "\n".join(lines)


@click.command()
@with_source
@click.option("--draws", type=int, default=1000, show_default=True, help="Draws of the evidence.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option(
    "--width", type=float, default=1.0, show_default=True, help="How much of the bounds, 0 to 1."
)
@JSON
def robustness(source: Source, *, draws: int, seed: int, width: float, as_json: bool) -> None:
    """Plan the week in FILE and tell how the plan holds up if the evidence is not what it seems."""
    with told():
        given = read_given(source)
        with about(source.file):
            robust = api.robustness(given.week, draws, seed, policy=given.policy, width=width)
        show(robust, robustness_to_dict, as_json=as_json)
        if not as_json:
            click.echo("\n".join(["", *_strongest(robust)]))


def _strongest(robust: Robustness) -> list[str]:
    """Return a line for each of the parameters that move the regret most."""
    try:
        drivers = [one for one in robust.drivers[:_DRIVERS] if one.correlation]
    except MissingExtraError as error:
        return [str(error)]
    head = "Rank correlation of parameters with regret, the strongest first:"
    none = "No parameter moves the regret."
    told = [f"{one.parameter:<36}{one.correlation:+.2f}" for one in drivers]
    return [head, *told] if told else [none]
