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
    suffix : str
        How the names of its files end; ".gz" may follow.
    write : callable
        From a program to text.
    about : str
        What it is, in a few words.
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

    OPB and MPS files get the first objective; where a program has more, see `write_opb`.

    Parameters
    ----------
    program : Program
    path : str or Path
        Ends in a suffix of the listing, and in ".gz" after it for a gzipped file.

    Raises
    ------
    InputError
        Where no format has the suffix.
    FileError
        Where the file cannot be written.

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
    for each in FORMATS.values():
        if name.endswith(each.suffix):
            write_text(each.write(program), path)
            return
    known = ", ".join(each.suffix for each in FORMATS.values())
    raise InputError("path", str(path), f"ends in none of {known}")
