"""Cases that only the longer profiles run, of tests whose every case costs seconds."""

from collections.abc import Iterable
from typing import Any

import pytest


def mostly_longer(cases: Iterable[Any], by_default: int = 1) -> list[Any]:
    """Return cases for `parametrize`: a few for every profile, the rest for longer ones alone."""
    every = list(cases)
    return [*every[:by_default], *(longer(case) for case in every[by_default:])]


def longer(*case: Any) -> Any:
    """Return a case that the default profile leaves out, and `ci` and `long` run."""
    return pytest.param(*case, marks=pytest.mark.longer)
