"""Profiles of Hypothesis, which say how many weeks are generated; and the ids of cases.

A test that names its own number of examples names it for a profile of 2,000, and it is scaled to
the profile in force: 400 are 6 by default, 30 in `ci` and 20,000 in `long`. Cases that are marked
as longer run in those two only.
"""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture.engine import ConjectureRunner

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile(
    "default", max_examples=30, deadline=None, derandomize=True, suppress_health_check=_SLOW
)
settings.register_profile("ci", parent=settings.get_profile("default"), max_examples=150)
settings.register_profile("long", max_examples=100_000, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("quick", max_examples=20, deadline=None, suppress_health_check=_SLOW)
settings.load_profile("default")

_NAMED_FOR = 2_000
"""Examples of the profile for which tests name their numbers."""

_LEAST = 10
"""A test is not scaled below this: fewer examples show little. By default half will do, as
`ci` draws nearly all of the same and more.
"""

_SHORT = 100
"""A profile of more examples runs the longer cases too."""

_ASKED = "_hypothesis_internal_use_settings"
"""Where Hypothesis keeps the settings of a test; it offers no other way to change them later."""

_SHOWN = 80
"""Characters of text that an id may show."""


def scaled(named: int, profile: int) -> int:
    """Return the examples of a test that names a number, in a profile of so many."""
    least = _LEAST // 2 if profile <= _SHORT else _LEAST
    return max(min(named, least), round(named * profile / _NAMED_FOR))


def draw_afresh() -> None:
    """Draw each example anew, where Hypothesis would derive four of five from the one before.

    Of 60 weeks 51 differed, and 21 of their 60 policies; drawn afresh, 60 and 57 differ.
    Hypothesis has no setting for it. Without the method there is nothing to leave out.
    """
    runner: Any = ConjectureRunner
    runner.generate_mutations_from = lambda *_: None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Scale the numbers of examples that tests name; the cases of one test share them.

    A test that names none has the profile itself as its settings.
    """
    profile = settings.default
    assert profile is not None
    if profile.derandomize:
        draw_afresh()
    if profile.max_examples <= _SHORT:
        left_out = [item for item in items if item.get_closest_marker("longer")]
        items[:] = [item for item in items if not item.get_closest_marker("longer")]
        config.hook.pytest_deselected(items=left_out)
    tests = {id(test): test for item in items if (test := getattr(item, "obj", None)) is not None}
    for test in tests.values():
        asked = getattr(test, _ASKED, None)
        if isinstance(asked, settings) and asked is not profile:
            number = scaled(asked.max_examples, profile.max_examples)
            setattr(test, _ASKED, settings(asked, max_examples=number))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Keep from ids what may differ from one collection to the next, or can't be read.

    Bytes may hold a time (gzip writes one), a path the folder; pytest numbers what is then equal.
    """
    if isinstance(val, Path):
        return val.name
    if isinstance(val, bytes):
        return argname
    if isinstance(val, str) and (len(val) > _SHOWN or not val.isprintable()):
        return argname
    if isinstance(val, int) and abs(val) >= 10**_SHOWN:
        return argname
    return None
