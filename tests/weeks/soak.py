"""A soak: many different plans, and other verbs in turn, in one process; does its memory grow?"""

import gc
import json
import os
import tracemalloc
from collections import Counter
from itertools import cycle, islice
from pathlib import Path
from random import Random

import attrs
import numpy as np

import strengthfit as sf
from strengthfit.domain.presets import PRESETS

from .. import generate
from .drawn import drawn, mixed_weeks
from .verbs import MISTAKEN, VERBS

WARM_UP = 0.2
"""The share of the plans after which growth counts: caches are full by then."""

MOST_MEGABYTES = 16.0
MOST_OBJECTS = 2_000
"""What resident memory and living objects may grow by after the warm-up. CONVENTION: in 50,000
plans a leak of 420 bytes a plan, or of an object in twenty plans, is above it."""

OTHER = 5
"""After so many plans another verb is called, the next one each time."""

_SAMPLES = 100
_GRID = 60

PARTS = 150
"""Weeks and policies that are drawn, of whose parts the weeks are put together."""


@attrs.frozen
class Sample:
    """What the process holds after some plans, in megabytes and living objects."""

    plans: int
    megabytes: float
    objects: int
    traced: float | None = None


@attrs.frozen
class Soak:
    """What a soak showed: samples in their order, calls, and what went wrong."""

    samples: tuple[Sample, ...]
    calls: dict[str, int]
    questions: int
    texts: int
    wrong: tuple[str, ...]


_FAULTS = (sf.StrategyError, sf.FileError)
"""Errors that no good week has: our strategies do not lie, and what we write can be read."""


def soak(plans: int, seed: int, kept: Path | None = None, trace: bool = False) -> Soak:
    """Plan so many weeks; samples are also written to a file as they are taken."""
    weeks = mixed_weeks(seed, parts=PARTS)
    policies = [*map(sf.Policy.preset, PRESETS)]
    policies += drawn(generate.policies(grid=_GRID), seed, PARTS)
    rng = Random(f"soak {seed}")  # noqa: S311  # no secret
    verbs = cycle(VERBS.items())
    digests = np.zeros((plans, 2), dtype=np.int64)  # its size is the same throughout
    counts, wrong, samples = Counter[str](), list[str](), list[Sample]()
    every = max(1, plans // _SAMPLES)
    if trace:
        tracemalloc.start()
    for number, week in enumerate(islice(weeks, plans), start=1):
        policy = rng.choice(policies)
        planned = None
        try:
            planned = sf.plan(week, policy)
            digests[number - 1] = hash((week, policy)), hash(str(planned))
            counts["plan"] += 1
        except sf.StrengthfitError as error:
            counts[f"plan: {type(error).__name__}"] += 1
            if isinstance(error, _FAULTS):
                wrong.append(f"week {number}: plan: {type(error).__name__}: {error}")
        if planned is not None and number % OTHER == 0:
            name, verb = next(verbs)
            try:
                verb(week, policy, planned)
                counts[name] += 1
            except sf.StrengthfitError as error:
                counts[f"{name}: {type(error).__name__}"] += 1
                if isinstance(error, _FAULTS) and name != MISTAKEN:
                    wrong.append(f"week {number}: {name}: {type(error).__name__}: {error}")
            except Exception as error:  # whatever it is, it should not be
                wrong.append(f"week {number}: {name}: {type(error).__name__}: {error}")
        del planned
        if number % every == 0:
            samples.append(sample(number))
            if kept:
                with kept.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(attrs.asdict(samples[-1])) + "\n")
    known = digests[digests.any(axis=1)]
    questions, texts = (len(np.unique(known[:, column])) for column in (0, 1))
    calls = dict(sorted(counts.items()))
    return Soak(tuple(samples), calls, questions, texts, tuple(wrong))


def sample(plans: int) -> Sample:
    """Return what the process holds now, after all that is not held was collected."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    megabytes = round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 2)
    traced = None
    if tracemalloc.is_tracing():
        traced = round(tracemalloc.get_traced_memory()[0] / 2**20, 3)
    return Sample(plans, megabytes, len(gc.get_objects()), traced)


def is_flat(samples: tuple[Sample, ...]) -> bool:
    """Whether what a process holds rises by no more than the bounds."""
    megabytes, objects = growth(samples)
    return megabytes <= MOST_MEGABYTES and objects <= MOST_OBJECTS


def growth(samples: tuple[Sample, ...]) -> tuple[float, float]:
    """Return megabytes and objects by which a straight line through the samples rises.

    From the end of the warm-up to the last sample; a line, as single samples jump up and down.
    """
    settled = samples[int(WARM_UP * len(samples)) :]
    plans = np.array([one.plans for one in settled], dtype=float)
    width = plans[-1] - plans[0]
    rises = [
        float(np.polyfit(plans, np.array(values, dtype=float), 1)[0] * width)
        for values in ([one.megabytes for one in settled], [one.objects for one in settled])
    ]
    return rises[0], rises[1]
