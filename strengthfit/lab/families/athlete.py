"""A made-up runner: the same days every week, more and less of it, and races.

The figures are ordinary ones (three to six runs, one long, none to two fast), not taken from any
published plan.
"""

import attrs

from ...domain.clock import DAY, WEEK
from ...domain.run import Run
from .seeded_random import SeededRandom

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

    `roles` and `starts` (minutes after midnight) are by day of the week, `minutes` of a usual run
    by role.
    """

    roles: dict[int, str]
    starts: dict[int, int]
    minutes: dict[str, int]


def random_runner(rng: SeededRandom) -> Runner:
    """Return a runner who trains before work, or after it, and in the morning at weekends."""
    roles = rng.pick(_LAYOUTS)
    first = rng.pick((360, 390, 420, 420, 450, 1050, 1080))
    starts = {
        day: first + rng.pick((0, 0, 0, 30)) if day < 5 else rng.whole(450, 570, 30)
        for day in roles
    }
    minutes = {role: rng.whole(*bounds, 5) for role, bounds in _MINUTES.items()}
    return Runner(roles, starts, minutes)


def runs_of(
    runner: Runner,
    rng: SeededRandom,
    *,
    week: int = 0,
    volume: float = 1.0,
    race: str | None = None,
) -> list[Run]:
    """Return the runs of one week.

    Times count from the first 00:00 of week 0, so the week before it is -1; `volume` is the share
    of a usual week's minutes. A race ("A", "B" or "C") takes the place of the long run, and the
    runs before it are shorter and easy.
    """
    runs = []
    for day, role in runner.roles.items():
        at = week * WEEK + day * DAY + runner.starts[day]
        if race and role == "long":
            km = rng.pick(_RACE_KM)
            runs.append(Run(at, "race", minutes=round(_MINUTES_A_KM * km), km=km, priority=race))
            continue
        kind = rng.pick(("easy", "recovery") if race else _KINDS[role])
        share = volume * (0.7 if race else 1.0) * (0.9 + rng.below(5) / 20)
        runs.append(Run(at, kind, minutes=max(20, round(share * runner.minutes[role]))))
    return runs


def edges_of(runner: Runner, rng: SeededRandom) -> tuple[list[Run], list[Run]]:
    """Return the runs of the last days before a week, and of the first days after it."""
    before = [r for r in runs_of(runner, rng, week=-1) if _minute(r) >= -3 * DAY]
    after = [r for r in runs_of(runner, rng, week=1) if _minute(r) < WEEK + 3 * DAY]
    return before, after


def _minute(run: Run) -> int:
    return run.when.minutes or 0
