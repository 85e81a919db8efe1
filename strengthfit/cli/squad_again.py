"""`strengthfit squad --previous`: a squad planned again from the plan that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import click

import strengthfit as sf

from ..errors import InputError
from ..interchange import SquadFile, read_squad_plan
from ..squads import replan_squad
from .reading import BadInput

_NO_COACH = "FILE: has no coach, and the plan before has; write half_hours = 0 if nobody comes"


@attrs.frozen
class Again:
    """The file of the plan before, the first day that is still open, and who is ill from then."""

    previous: Path
    today: str
    ill: tuple[str, ...]


def again_of(
    previous: Path | None,
    today: str | None,
    ill: tuple[str, ...],
    *,
    fairness: str | None,
    diagnose: bool,
) -> Again | None:
    """Return what is asked to be planned again, if anything; refuse what does not go together."""
    if previous is None:
        for name, value in (("--today", today), ("--ill", ill)):
            if value:
                raise BadInput(f"{name}: goes with --previous, the plan that there is")
        return None
    if today is None:
        raise BadInput("--today: is missing; --previous needs the first day still open")
    if fairness is not None:
        raise BadInput("--fairness: does not go with --previous; few changes come first")
    if diagnose:
        raise BadInput("--diagnose: is about a week from its first day on; leave out --previous")
    return Again(previous, today, ill)


def with_again(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of planning again."""
    options: list[Callable[[Any], Any]] = [
        click.option(
            "--previous",
            type=click.Path(path_type=Path),
            help="Plan again from this plan, written with --json before the week began: FILE says "
            "how gym, coach and weeks are now, and the fewest athletes are disturbed.",
        ),
        click.option("--today", help='With --previous, the first day still open: "Thu" or a date.'),
        click.option(
            "--ill",
            multiple=True,
            help="With --previous, an athlete who trains no strength from today on; once for each.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def planned_again(given: SquadFile, again: Again) -> sf.SquadPlan:
    """Return the plan of a squad file that changes as little as can be of the one before."""
    before = read_squad_plan(again.previous)
    _check_same_athletes(given, before)
    if before.coach is not None and given.coach is None:
        raise BadInput(_NO_COACH)
    with _options():
        return replan_squad(
            before,
            given.gym,
            given.coach,
            {member.id: member.week for member in given.members},
            again.ill,
            today=again.today,
        )


def _check_same_athletes(given: SquadFile, before: sf.SquadPlan) -> None:
    now, then = ([member.id for member in one.members] for one in (given, before))
    for name in now:
        if name not in then:
            raise BadInput(f"--previous: has no plan of {name!r}; plan the squad anew")
    for name in then:
        if name not in now:
            raise BadInput(f"FILE: lacks {name!r}; keep who is away, and name them with --ill")


@contextmanager
def _options() -> Iterator[None]:
    """Name the option that is wrong."""
    try:
        yield
    except InputError as error:
        if error.where == "today":
            raise error.at("--today") from None
        if error.where.startswith("ill["):
            raise error.at("--ill") from None
        raise
