"""The formats by name. A new one is one file and one more line here."""

from collections.abc import Callable
from pathlib import Path

import attrs

from ...errors import InputError
from ...text_file import GZIPPED, write_text
from ..linear import Linear
from ..program import Program
from . import mps, opb, wcnf
from .instance_json import program_text
from .mps import mps_form, write_mps
from .opb import opb_form, write_opb
from .wcnf import wcnf_form, write_wcnf


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
    form
        Of a form with one objective in a file: from a program, `max_value` and `reduced` to the
        linear rows that are written, with all objectives.
    write_one
        Of such a form: from a program, an objective, the values of those before it and `max_value`
        to text, with the options `reduced` and `with_tiers`.
    max_value
        Of such a form: the default.
    """

    suffix: str
    write: Callable[[Program], str]
    about: str
    form: Callable[..., Linear] | None = None
    write_one: Callable[..., str] | None = None
    max_value: int = 0


FORMATS: dict[str, Format] = {
    "json": Format(".json", program_text, "everything, labels included; it can be read back"),
    "opb": Format(
        ".opb", write_opb, "for pseudo-Boolean solvers", opb_form, write_opb, opb.MAX_VALUE
    ),
    "mps": Format(".mps", write_mps, "for MIP solvers", mps_form, write_mps, mps.MAX_VALUE),
    "wcnf": Format(
        ".wcnf", write_wcnf, "for MaxSAT solvers", wcnf_form, write_wcnf, wcnf.MAX_VALUE
    ),
}
"""By name."""


def write_program_as(program: Program, path: str | Path) -> None:
    """Write a program in the format that the file's name asks for.

    OPB, MPS and WCNF files get the first objective; if a program has more, see `write_in_turn`.

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
    strengthfit.errors.InputError: path: 'week.xls' ends in none of .json, .opb, .mps, .wcnf
    """
    write_text(format_of(path).write(program), path)


def format_of(path: str | Path, *, one_objective: bool = False) -> Format:
    """Return the format that a file's name asks for; perhaps only one with an objective in a file.

    Examples
    --------
    >>> format_of("week.opb.gz").about
    'for pseudo-Boolean solvers'
    """
    name = str(path).removesuffix(GZIPPED)
    forms = [form for form in FORMATS.values() if form.write_one is not None or not one_objective]
    for form in forms:
        if name.endswith(form.suffix):
            return form
    known = ", ".join(form.suffix for form in forms)
    raise InputError("path", str(path), f"ends in none of {known}", "unsupported")
