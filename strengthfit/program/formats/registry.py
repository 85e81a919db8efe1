"""The formats by name. A new one is one file and one more line here."""

from collections.abc import Callable
from pathlib import Path

import attrs

from ...errors import InputError
from ...text_file import GZIPPED, write_text
from ..program import Program
from .instance_json import program_text
from .mps import write_mps
from .opb import write_opb


@attrs.frozen
class Format:
    """A form in which a program can be written.

    Parameters
    ----------
    suffix
        How the names of its files end; ".gz" may follow.
    write
        From a program to text.
    about
        What it is for, in a few words.
    """

    suffix: str
    write: Callable[[Program], str]
    about: str


FORMATS: dict[str, Format] = {
    "json": Format(".json", program_text, "everything, labels included; it can be read back"),
    "opb": Format(".opb", write_opb, "for pseudo-Boolean solvers"),
    "mps": Format(".mps", write_mps, "for MIP solvers"),
}
"""By name."""


def write_program_as(program: Program, path: str | Path) -> None:
    """Write a program in the format that the file's name asks for.

    OPB and MPS files get the first objective; if a program has more, see `write_opb`.

    Parameters
    ----------
    path
        Ends in a suffix of `FORMATS`, and then in ".gz" for a gzipped file.

    Raises
    ------
    InputError
        If no format has the suffix.
    FileError
        If the file cannot be written.

    Examples
    --------
    >>> from strengthfit.domain import Week
    >>> from strengthfit.program import formulate
    >>> write_program_as(formulate(Week([])), "week.xls")
    Traceback (most recent call last):
        ...
    strengthfit.errors.InputError: path: 'week.xls' ends in none of .json, .opb, .mps
    """
    name = str(path).removesuffix(GZIPPED)
    for form in FORMATS.values():
        if name.endswith(form.suffix):
            write_text(form.write(program), path)
            return
    known = ", ".join(form.suffix for form in FORMATS.values())
    raise InputError("path", str(path), f"ends in none of {known}", "unsupported")
