"""When runs and sessions start, in minutes, and what a run without an id is called."""

from .block import Block, week_days
from .clock import DAY, WEEK, When, moment_text, resolve
from .policy import Policy
from .run import Run
from .week import Week


def start_of(when: When, week: Week | Block, policy: Policy, part: int = 0) -> int:
    """Return a time in minutes from the first 00:00 of a week.

    A day's name means the week itself or, if `part` is -1 or 1, the week before or after it.
    Minutes count from the week's first 00:00 in all three, and a date is that day. An `InputError`
    is raised if the week does not have the day, or a date meets a week without its `start`.

    Examples
    --------
    >>> from strengthfit.domain.clock import parse_when
    >>> [start_of(parse_when("Mon 07:00"), Week([]), Policy(), part) for part in (-1, 0, 1)]
    [-9660, 420, 10500]
    """
    days = week_days(week)
    usual = policy.usual_time, policy.usual_evening
    start = resolve(when, week.first_weekday, *usual, days, start=week.start)
    return start if when.is_absolute else start + part * days * DAY


def run_id(
    run: Run, start: int, first_weekday: int, weeks: int = 1, part: int = 0, *, days: int = 7
) -> str:
    """Return a run's id in a plan of some weeks, of some days each: as given, else time and kind.

    An id that was given has its week in front in a block, unless the run lies outside the block.

    Examples
    --------
    >>> run = Run("Tue 07:00", "easy")
    >>> run_id(run, 11940, 0, weeks=3), run_id(Run("Tue", "easy", id="jog"), 11940, 0, weeks=3)
    ('W2 Tue 07:00 easy', 'W2 jog')
    """
    if run.id is None:
        return f"{moment_text(start, first_weekday, weeks, days)} {run.kind}"
    return run.id if weeks == 1 or part else f"W{start // WEEK + 1} {run.id}"
