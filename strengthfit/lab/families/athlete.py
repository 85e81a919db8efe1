"""A made-up runner: the same days every week, more and less of it, and races.

The figures are ordinary ones (three to six runs, one long, none to two fast), not taken from any
published plan.
"""

import attrs

from ...domain.clock import DAY, WEEK
from ...domain.run import Run
from .draws import Draws

_LAYOUTS = (
    {1: "fast", 3: "easy", 6: "long"},
    {1: "easy", 3: "steady", 6: "long"},
    {1: "fast", 3: "steady", 5: "easy", 6: "long"},
    {1: "fast", 2: "easy", 4: "steady", 6: "long"},
    {0: "recovery", 1: "fast", 3: "steady", 5: "easy", 6: "long"},
    {0: "easy", 2: "fast", 3: "medium", 5: "long", 6: "recovery"},
    {0: "easy", 1: "fast", 2: "medium", 3: "steady", 5: "easy", 6: "long"},
    {0: "recovery", 1: "fast", 2: "easy", 4: "medium", 5: "easy", 6: "long"},
)
"""The role of each day that has a run, 0 for Monday."""

_KINDS = {
    "fast": ("intervals", "intervals", "hills"),
    "steady": ("tempo", "tempo", "race_pace", "progression"),
    "medium": ("medium_long",),
    "long": ("long",),
    "easy": ("easy", "easy", "strides"),
    "recovery": ("recovery",),
}
_MINUTES = {
    "fast": (45, 75),
    "steady": (40, 70),
    "medium": (70, 90),
    "long": (85, 130),
    "easy": (35, 60),
    "recovery": (25, 40),
}
_RACE_KM = (5.0, 10.0, 21.1, 42.2)
_MINUTES_A_KM = 5.5


@attrs.frozen
class Runner:
    """What stays the same from week to week.

    Parameters
    ----------
    roles : dict of int to str
        By day of the week.
    starts : dict of int to int
        Minutes after midnight, by day of the week.
    minutes : dict of str to int
        Minutes of a usual run, by role.
    """

    roles: dict[int, str]
    starts: dict[int, int]
    minutes: dict[str, int]


def draw_runner(draws: Draws) -> Runner:
    """Return a runner who trains before work, or after it, and in the morning at weekends.

    Examples
    --------
    >>> 3 <= len(draw_runner(Draws("weeks", 0)).roles) <= 6
    True
    """
    roles = draws.pick(_LAYOUTS)
    first = draws.pick((360, 390, 420, 420, 450, 1050, 1080))
    starts = {
        day: first + draws.pick((0, 0, 0, 30)) if day < 5 else draws.whole(450, 570, 30)
        for day in roles
    }
    minutes = {role: draws.whole(*bounds, 5) for role, bounds in _MINUTES.items()}
    return Runner(roles, starts, minutes)


def runs_of(
    runner: Runner, draws: Draws, *, week: int = 0, volume: float = 1.0, race: str | None = None
) -> list[Run]:
    """Return the runs of one week.

    Parameters
    ----------
    runner : Runner
    draws : Draws
    week : int
        Times count from the first 00:00 of week 0: -1 for the week before it.
    volume : float
        Minutes against a usual week's.
    race : {"A", "B", "C"}, optional
        A race of this priority takes the place of the week's long run, and what is before it is
        shorter and easy.

    Examples
    --------
    >>> draws = Draws("weeks", 0)
    >>> runs = runs_of(draw_runner(draws), draws, race="A")
    >>> [run.kind for run in runs if run.is_key]
    ['race']
    """
    runs = []
    for day, role in runner.roles.items():
        at = week * WEEK + day * DAY + runner.starts[day]
        if race and role == "long":
            km = draws.pick(_RACE_KM)
            runs.append(Run(at, "race", minutes=round(_MINUTES_A_KM * km), km=km, priority=race))
            continue
        kind = draws.pick(("easy", "recovery") if race else _KINDS[role])
        share = volume * (0.7 if race else 1.0) * (0.9 + draws.below(5) / 20)
        runs.append(Run(at, kind, minutes=max(20, round(share * runner.minutes[role]))))
    return runs


def edges_of(runner: Runner, draws: Draws) -> tuple[list[Run], list[Run]]:
    """Return the runs of the last days before a week, and of the first days after it."""
    before = [r for r in runs_of(runner, draws, week=-1) if _minute(r) >= -3 * DAY]
    after = [r for r in runs_of(runner, draws, week=1) if _minute(r) < WEEK + 3 * DAY]
    return before, after


def _minute(run: Run) -> int:
    return run.when.minutes or 0
