"""Plant a change in a running process: the code of its functions is replaced, and nothing else."""

import ast
import gc
import importlib
import pkgutil
from collections import defaultdict
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType

import strengthfit

from .changes import Change

Identity = tuple[str, str, int, bytes]
"""What code is known by. Code that has run is not equal to itself before, by its caches."""

Codes = dict[tuple[int, ...], CodeType]
"""The code of functions, classes and modules, by their places in one another."""


def load_everything() -> None:
    """Import every module of the library: what is imported later would have its own code."""
    for module in pkgutil.walk_packages(strengthfit.__path__, "strengthfit."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def living_functions(root: Path) -> dict[Identity, list[FunctionType]]:
    """Return the functions there are of the files below a folder, by their code."""
    found: dict[Identity, list[FunctionType]] = defaultdict(list)
    for value in gc.get_objects():
        if isinstance(value, FunctionType) and value.__code__.co_filename.startswith(str(root)):
            found[identity(value.__code__)].append(value)
    return found


def identity(code: CodeType) -> Identity:
    """Return what code is known by."""
    return code.co_filename, code.co_qualname, code.co_firstlineno, code.co_linetable


def forget() -> None:
    """Empty every cache of the library, as it may hold what unchanged code returned."""
    for value in gc.get_objects():
        if isinstance(value, _lru_cache_wrapper):
            module = getattr(value, "__module__", None) or ""
            if module.startswith(("strengthfit", "tests")):
                value.cache_clear()


def codes_of(tree: ast.Module, path: Path) -> Codes:
    """Return all code of a module."""
    found: Codes = {}
    _gather(compile(tree, str(path), "exec", dont_inherit=True), (), found)
    return found


def _gather(code: CodeType, place: tuple[int, ...], found: Codes) -> None:
    found[place] = code
    inner = [value for value in code.co_consts if isinstance(value, CodeType)]
    for number, value in enumerate(inner):
        _gather(value, (*place, number), found)


def plant(
    change: Change,
    tree: ast.Module,
    path: Path,
    unchanged: Codes,
    living: dict[Identity, list[FunctionType]],
) -> bool:
    """Plant a change in this process, and say whether any function has it now."""
    old = change.swap(change.new)
    try:
        changed = codes_of(tree, path)
    finally:
        change.swap(old)
    planted = False
    for place, code in unchanged.items():
        other = changed.get(place)
        if other is None or other == code or other.co_qualname != code.co_qualname:
            continue
        for function in living.get(identity(code), ()):
            if len(function.__code__.co_freevars) == len(other.co_freevars):
                function.__code__ = other
                planted = True
    return planted
