"""Single weeks of a runner, two short sessions each: the everyday question."""

from typing import Any

from ...domain.strength import Demand
from ...domain.week import Week
from ...program import Program, formulate
from .athlete import Runner, edges_of, random_runner, runs_of
from .seeded_random import SeededRandom


def make(seed: int) -> Program:
    """Return the program of one week under the default policy.

    Examples
    --------
    >>> make(0).counts.tolist()
    [2]
    """
    return formulate(random_week(SeededRandom("weeks", seed)))


def random_week(
    rng: SeededRandom,
    strength: int | list[Demand] = 2,
    *,
    runner: Runner | None = None,
    **given: Any,
) -> Week:
    """Return a week that repeats, or has its neighbours known, or stands alone.

    Without a runner one is drawn; `given` are further fields of `Week`.
    """
    runner = runner or random_runner(rng)
    runs = runs_of(runner, rng, race=rng.pick((None, None, None, None, None, "B", "C")))
    edge = rng.pick(("known", "known", "repeats", "alone"))
    if edge == "known":
        before, after = edges_of(runner, rng)
        return Week(runs, strength, before=before, after=after, **given)
    return Week(runs, strength, repeats=edge == "repeats", **given)
