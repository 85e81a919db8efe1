"""Loads all solvers, so that processes that start from here need not: imported for that alone."""

from contextlib import suppress
from importlib import import_module

from ..strategies import STRATEGIES
from . import worker  # noqa: F401  # what the processes run

for _listed in STRATEGIES.values():
    with suppress(ImportError):  # the run that needs it will tell
        import_module(f"strengthfit.strategies.{_listed.module}")
