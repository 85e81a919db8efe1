"""Programs from files: in JSON, or compiled from the week or the weeks of a week file."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

import attrs

from ..domain.block import Block
from ..domain.policy import Policy
from ..domain.week import Week
from ..errors import FileError, InputError, PinError
from ..interchange import open_file
from ..interchange.conversion import is_own
from ..interchange.format import Chosen
from ..program import Program, formulate
from ..program.formats import program_from_dict
from ..program.formats.instance_json import is_program
from ..text_file import read_json

FAMILY = "file"
"""What instances from files count as in a report."""

_ENDINGS = (".toml", ".json", ".json.gz")
_ACCEPTED = "write a program in JSON (.json, .json.gz), or a week file in TOML or JSON"


def read_instance(path: str | os.PathLike[str], policy: Policy | None = None) -> Program:
    """Return the program that a file holds, or that its week or weeks compile to.

    Parameters
    ----------
    path
        A program in JSON as `strengthfit.program.formats` writes it, plain or gzipped, or a week
        file or block file in TOML or JSON.
    policy
        What weeks are compiled under, with the extensions of the file, instead of the file's own.
        A program is compiled already, and stays as it is.

    Raises
    ------
    FileError
        If the file cannot be read, holds something else, or its week contradicts itself.

    Examples
    --------
    >>> program = read_instance("examples/marathon_week.toml")
    >>> len(program.choices), program.counts.tolist()
    (630, [2])
    """
    source = os.fspath(path)
    if not source.endswith(_ENDINGS):
        raise FileError(source, [f"is not an instance; {_ACCEPTED}"], "unsupported")
    if not source.endswith(".toml"):
        data = read_json(source)
        if is_program(data):
            return program_from_dict(data, source)
    week, own = _weeks_in(source)
    if policy is not None:
        own = attrs.evolve(policy, extensions=own.extensions or policy.extensions)
    try:
        return formulate(week, own)
    except (InputError, PinError) as error:
        raise FileError(source, error.problems) from None


def _weeks_in(source: str) -> tuple[Week | Block, Policy]:
    """Return what a week file or a block file asks, and its policy."""
    form, content = open_file(source)
    if not is_own(form):
        raise FileError(source, [f"is {form.name}, not an instance; {_ACCEPTED}"], "unsupported")
    if form.block is not None:
        several = form.block(source, content, 2)
        return several.block, several.policy
    assert form.week is not None  # noqa: S101  # every form reads a week or a block
    one = form.week(source, content, Chosen())
    return one.week, one.policy


def named_files(paths: Iterable[str | os.PathLike[str]]) -> dict[str, str]:
    """Return the instances that files hold, by name: "file-" and the file's name without ending.

    An `InputError` is raised if two of them have one name. Equal paths count once.

    Examples
    --------
    >>> named_files(["weeks/hard one.toml", "dense.json.gz"])
    {'file-hard_one': 'weeks/hard one.toml', 'file-dense': 'dense.json.gz'}
    """
    found: dict[str, str] = {}
    for path in dict.fromkeys(os.fspath(each) for each in paths):
        name = f"{FAMILY}-{_stem(path)}"
        if name in found:
            accepted = f"has the same name as {found[name]!r}; give one of them another"
            raise InputError("instances", path, accepted, "duplicate")
        found[name] = path
    return found


def _stem(path: str) -> str:
    """Return a file's name without its ending, with nothing in it that a table would stumble on."""
    name = Path(path).name.removesuffix(".gz")
    return re.sub(r"[^\w.+-]+", "_", Path(name).stem) or "_"
