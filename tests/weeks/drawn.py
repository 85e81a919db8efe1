"""Weeks and policies, drawn: the same for a number each time, with one version of Hypothesis."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, TypeVar

import attrs
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import strengthfit as sf
from strengthfit.domain.presets import PRESETS

from .. import generate
from ..conftest import draw_afresh

T = TypeVar("T")


def drawn(strategy: st.SearchStrategy[T], number: int, count: int) -> list[T]:
    """Return so many values of a strategy of Hypothesis, chosen by a number."""
    draw_afresh()
    values: list[T] = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        derandomize=False,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value: T) -> None:
        values.append(value)

    collect()
    return values


Case = tuple[sf.Week, dict[str, tuple[str, sf.Policy]]]
"""A week, and by preset "plain" or "changed" and the policy: the preset itself, or with some of its
numbers changed."""


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A week, mostly of any shape, with a policy of each preset, one of them as it is."""
    kinds = [generate.weeks()] * 6 + [generate.late_weeks(), generate.ordered_weeks()]
    week = draw(draw(st.sampled_from(kinds)))
    plain = draw(st.sampled_from(list(PRESETS)))
    return week, {
        preset: ("plain", sf.Policy.preset(preset))
        if preset == plain
        else ("changed", draw(generate.policies(preset=preset)))
        for preset in PRESETS
    }


def mixed_weeks(number: int, most: int = 3, parts: int = 50) -> Iterator[sf.Week]:
    """Yield weeks without end, put together of the parts of drawn ones at a tenth of the cost.

    What goes together stays so: labels with their order, windows with the dates that they may
    name, the edges with whether the week repeats.
    """
    strategy = st.one_of(generate.weeks(most), generate.ordered_weeks(most))
    whole = drawn(strategy, number, parts)
    pinned = drawn(generate.kept_weeks(most), number, max(1, parts // 5))
    rng = Random(number)  # noqa: S311  # no secret
    while True:
        yield _mixed(rng, whole, pinned)


_TOGETHER = (
    ("strength", "order"),
    ("available", "forbidden", "start"),
    ("repeats", "before", "after"),
    ("history", "athlete", "tired"),
    ("habit",),
    ("phase",),
)


def _mixed(rng: Random, whole: Sequence[sf.Week], pinned: Sequence[sf.Week]) -> sf.Week:
    fields: dict[str, Any] = {"runs": rng.choice(whole).runs}
    for names in _TOGETHER:
        source = rng.choice(whole)
        fields |= {name: getattr(source, name) for name in names}
    if rng.random() < 0.1:  # pins that stay go with what was asked beside them
        source = rng.choice(pinned)
        fields |= {"strength": source.strength, "order": source.order, "pins": source.pins}
    return attrs.evolve(sf.Week([]), **fields)
