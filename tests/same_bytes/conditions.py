"""Conditions of a process on which no answer may depend."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import attrs

from .prepare import LOCALES

_LOCALES = ("C", "C.UTF-8", *LOCALES)
_ZONES = ("UTC", "Pacific/Auckland", "America/St_Johns", "Africa/Casablanca", ":nowhere")


@attrs.frozen
class Condition:
    """How a process differs from an ordinary one, by what is set outside of the library."""

    group: str
    name: str
    environment: Mapping[str, str] = attrs.field(factory=dict)
    options: tuple[str, ...] = ()
    how: str = "serial"
    strategy: str = "cpsat"
    folder: Path | None = None
    python: Path | None = None


def conditions(locales: Path | None, environments: Path | None, elsewhere: Path) -> list[Condition]:
    """Return all conditions, the first the one that others are compared with.

    `locales` is a folder that `localedef` filled, as LOCPATH names it; `environments` one of
    virtual environments with other versions; `elsewhere` an empty folder to work in.
    """
    return [
        Condition("plain", "as it comes", {"PYTHONHASHSEED": "0"}),
        *(
            Condition("hash seed", seed, {"PYTHONHASHSEED": seed})
            for seed in ("1", "2024", "4294967295", "random")
        ),
        Condition("order", "the last week first", how="backwards"),
        Condition("threads", "in a thread that is not the main one", how="thread"),
        Condition("threads", "four weeks at a time in threads", how="threads"),
        Condition("threads", "four threads of the solver", strategy="cpsat(workers=4, seed=7)"),
        *(
            Condition("start method", f"plan_many, {method}", how=method)
            for method in ("own", "spawn", "fork", "forkserver")
        ),
        *(Condition("locale", name, _locale(name, locales)) for name in _LOCALES),
        Condition(
            "locale",
            "C, not in UTF-8 mode",
            {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
            | {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        ),
        *(Condition("zone", zone, {"TZ": zone}) for zone in _ZONES),
        Condition("options of Python", "-O", options=("-O",)),
        Condition("options of Python", "-OO", options=("-OO",)),
        Condition("options of Python", "-X dev", options=("-X", "dev")),
        Condition("options of Python", "-bb -W error", options=("-bb", "-W", "error")),
        Condition("host", "numpy raises, decimals of three digits, no collector", how="host"),
        Condition("host", "another folder, no home", {"HOME": "/nowhere"}, folder=elsewhere),
        *_processors(),
        *_environments(environments),
    ]


def _locale(name: str, locales: Path | None) -> dict[str, str]:
    own = {"LC_ALL": name, "LANG": name}
    return own if locales is None or name.startswith("C") else own | {"LOCPATH": str(locales)}


def _processors() -> list[Condition]:
    """Return older processors, as numpy and OpenBLAS can be told to take this one for."""
    core = import_module("numpy._core._multiarray_umath")  # it has no public name for this
    here = [name for name in core.__cpu_dispatch__ if core.__cpu_features__.get(name)]
    disabled = {"NPY_DISABLE_CPU_FEATURES": " ".join(here)} if here else {}
    blas = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return [
        Condition("processor", "numpy without newer instructions", disabled),
        Condition("processor", "OpenBLAS for Nehalem", {"OPENBLAS_CORETYPE": "Nehalem"} | blas),
    ]


def _environments(folder: Path | None) -> list[Condition]:
    if folder is None:
        return []
    found = sorted(folder.glob("*/bin/python"))
    return [Condition("versions", python.parents[1].name, python=python) for python in found]
