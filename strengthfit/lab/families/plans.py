"""Weeks of published plans, from a folder of plan files: real running, two short sessions asked.

The files stay with whoever has them, so this family is there only if a folder is given.
"""

import os
from functools import lru_cache
from pathlib import Path

from ...domain.checks import unknown
from ...errors import InputError
from ...interchange import read_corpus
from ...interchange.corpus import Corpus
from ...program import Program, formulate

COUNTS = {"quick": 4, "full": 60}
"""How many weeks a suite holds, spread evenly over all weeks of all files."""


def names(folder: str | os.PathLike[str], suite: str) -> list[str]:
    """Return the names of a suite's weeks, such as "plans-boston_level_one-3".

    The folder holds plan files (``*.json``) as `strengthfit.interchange.read_corpus` reads them.
    """
    every = [
        f"plans-{path.stem}-{number}"
        for path in _files(folder)
        for number in range(1, len(_read(path)) + 1)
    ]
    count = min(COUNTS[suite], len(every))
    return [every[(2 * index + 1) * len(every) // (2 * count)] for index in range(count)]


def make(folder: str | os.PathLike[str], plan: str, week: int) -> Program:
    """Return the program of one week of a plan, with its neighbours as edges.

    The plan is named as its file, without the ending; week 1 is the first.
    """
    files = {path.stem: path for path in _files(folder)}
    if plan not in files:
        raise InputError(
            "plan", plan, unknown(plan, files, f"a plan of {os.fspath(folder)}"), "unknown_name"
        )
    return formulate(_read(files[plan]).week(week))


def _files(folder: str | os.PathLike[str]) -> list[Path]:
    files = sorted(Path(folder).glob("*.json"))
    if not files:
        raise InputError("plans", os.fspath(folder), "holds no plan files (*.json)", "missing")
    return files


@lru_cache(maxsize=256)
def _read(path: Path) -> Corpus:
    return read_corpus(path)
