"""Questions with one mistake each, at a place that is known."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import attrs

Steps = tuple[str | int, ...]

_RUBBISH: tuple[Any, ...] = (
    *(None, True, -1, 1e9, 3.7, "", "Thurs 25:00", "rubbish\x00", [], {}, [[]], {"a": 1}),
    *(["Tue"], -(10**30), "9" * 300, {"when": 3}),
)


@attrs.frozen
class Mutated:
    """A question in which one thing was changed, and the steps to where."""

    fields: dict[str, Any]
    steps: Steps


def spots(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    """Yield the steps to every value inside plain data, and to the data itself."""
    yield steps
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from spots(inner, (*steps, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from spots(inner, (*steps, index))


def mutated(fields: dict[str, Any], seed: str) -> Mutated:
    """Return a question with a value replaced, a field taken out, or one put in that is not known.

    Places are drawn by their depth first, or most mistakes would be in the longest lists.
    """
    rng = random.Random(seed)  # noqa: S311  # the same mistakes each time, no secrets
    found = copy.deepcopy(fields)
    by_depth: dict[int, list[Steps]] = {}
    for steps in spots(found):
        by_depth.setdefault(len(steps), []).append(steps)
    steps = rng.choice(by_depth[rng.choice(sorted(by_depth))])
    here: Any = found
    for step in steps:
        here = here[step]
    if isinstance(here, dict) and rng.random() < 0.5:
        name = rng.choice(("kindd", "x", "runs ", "Week", *here))
        if name in here:
            del here[name]
        else:
            here[name] = rng.choice(_RUBBISH)
        return Mutated(found, (*steps, name))
    if not steps:
        name = rng.choice(("weeks", "plans", "seconds"))
        return Mutated({**found, name: 1}, (name,))
    holder: Any = found
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = copy.deepcopy(rng.choice(_RUBBISH))
    return Mutated(found, steps)


def pointer_of(steps: Steps) -> str:
    """Return the JSON pointer to a place."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
