"""What `strengthfit squad` answers below a plan: what clashes, and what more would save."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import click

import strengthfit as sf

from ..errors import OutOfTimeError
from ..interchange import SquadFile
from ..program.rules.of_squads import CAPACITY, COACH, GYM_HOURS
from ..show.text.full_start import full_starts_lines
from ..show.text.layout import wrap
from ..show.text.squad_price import squad_prices_lines
from ..show.text.words import cut_short
from ..squads import diagnose_squad, member_prices, squad_prices
from .output import Output
from .reading import BadInput

_HINT = "--diagnose shows which limits clash, and what would help."
_SHARED = {CAPACITY.name, COACH.name, GYM_HOURS.name}


@attrs.frozen
class Questions:
    """What is asked beside the plan.

    Parameters
    ----------
    diagnose, prices : bool
    athlete : str or None
        Whose prices they are; None for the whole squad's.
    """

    diagnose: bool
    prices: bool
    athlete: str | None

    def check(self, out: Output) -> None:
        """Refuse early to answer in a form that answers do not have."""
        for name, asked in (("--diagnose", self.diagnose), ("--prices", self.prices)):
            if asked and out.as_json:
                raise BadInput(f"{name}: is answered in text alone; leave out --json")


def with_questions(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of what is asked beside the plan."""
    options: list[Callable[[Any], Any]] = [
        click.option(
            "--diagnose",
            is_flag=True,
            help="Show below the plan which limits clash, and what would help.",
        ),
        click.option(
            "--prices",
            is_flag=True,
            help="Show below the plan what one more of what is used up would save; with --athlete, "
            "what full times cost this athlete.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def answers(given: SquadFile, planned: sf.SquadPlan, asked: Questions) -> list[str]:
    """Return the lines below a plan: what is asked, or that there is something to ask."""
    lines: list[str] = []
    if asked.athlete is None and not asked.diagnose and _may_be_helped(planned):
        lines += ["", *wrap(_HINT)]
    if asked.prices:
        lines += ["", *_in_time(lambda: _prices(planned, asked.athlete), "prices are missing")]
    if asked.diagnose:
        lines += ["", *_in_time(lambda: _diagnosis(given), "what clashes is not known")]
    return lines


def _in_time(answer: Callable[[], list[str]], lacks: str) -> list[str]:
    """Return an answer, or what is missing: the plan itself is shown in any case."""
    try:
        return answer()
    except OutOfTimeError:
        return wrap(cut_short(lacks))


def _prices(planned: sf.SquadPlan, athlete: str | None) -> list[str]:
    if planned.outcome.objective is None:
        return ["There is no plan to count prices from."]
    if athlete is not None:
        return full_starts_lines(athlete, member_prices(planned, athlete))
    return squad_prices_lines(squad_prices(planned))


def _diagnosis(given: SquadFile) -> list[str]:
    return str(diagnose_squad(given.members, given.gym, given.coach, given.policy)).splitlines()


def _may_be_helped(planned: sf.SquadPlan) -> bool:
    """Whether the gym, the coach or a pin is in the way of strength."""
    if planned.plans[0].today:  # a diagnosis is about a week from its first day on
        return False
    if planned.status == "infeasible" or any(cost.strength for cost in planned.costs):
        return True
    rules = {
        label.rule for plan in planned.plans for skipped in plan.skipped for label in skipped.labels
    }
    return bool(rules & _SHARED)
