"""Imports that wait until they are needed, one thread at a time."""

from importlib import import_module
from threading import RLock
from types import ModuleType

_ONE_AT_A_TIME = RLock()


def late_import(name: str) -> ModuleType:
    """Import a module of the package that is not needed before something is done with it.

    Two threads that first need different rooms would import them from different ends, and each
    would wait for a module that the other has begun: so there is one lock for all of these.
    """
    with _ONE_AT_A_TIME:
        return import_module(name)
