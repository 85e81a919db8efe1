"""Single weeks of a runner, two short sessions each: the everyday question."""

from typing import Any

from ...domain.strength import Demand
from ...domain.week import Week
from ...program import Program, formulate
from .athlete import Runner, draw_runner, edges_of, runs_of
from .draws import Draws


def make(seed: int) -> Program:
    """Return the program of one week under the default policy.

    Examples
    --------
    >>> make(0).counts.tolist()
    [2]
    """
    return formulate(draw_week(Draws("weeks", seed)))


def draw_week(
    draws: Draws,
    strength: int | list[Demand] = 2,
    *,
    runner: Runner | None = None,
    **given: Any,
) -> Week:
    """Return a week that repeats, or has its neighbours known, or stands alone.

    Parameters
    ----------
    draws : Draws
    strength : int or list of Demand
    runner : Runner, optional
        By default one is drawn.
    **given
        Further fields of `Week`.

    Examples
    --------
    >>> len(draw_week(Draws("weeks", 1), strength=3).strength)
    1
    """
    runner = runner or draw_runner(draws)
    runs = runs_of(runner, draws, race=draws.pick((None, None, None, None, None, "B", "C")))
    edge = draws.pick(("known", "known", "repeats", "alone"))
    if edge == "known":
        before, after = edges_of(runner, draws)
        return Week(runs, strength, before=before, after=after, **given)
    return Week(runs, strength, repeats=edge == "repeats", **given)
