"""Programs as files: JSON with everything in it, OPB, MPS and WCNF for solvers."""

from .digests import digest
from .in_turn import write_in_turn
from .instance_json import (
    program_from_dict,
    program_text,
    program_to_dict,
    read_program,
    schema,
    write_program,
)
from .mps import mps_form, read_values, write_mps
from .objective_export import SIZES
from .opb import opb_form, write_opb
from .opb_answer import Answer, read_opb_answer
from .registry import FORMATS, Format, write_program_as
from .wcnf import read_wcnf_answer, wcnf_form, write_wcnf

__all__ = [
    "FORMATS",
    "SIZES",
    "Answer",
    "Format",
    "digest",
    "mps_form",
    "opb_form",
    "program_from_dict",
    "program_text",
    "program_to_dict",
    "read_opb_answer",
    "read_program",
    "read_values",
    "read_wcnf_answer",
    "schema",
    "wcnf_form",
    "write_in_turn",
    "write_mps",
    "write_opb",
    "write_program",
    "write_program_as",
    "write_wcnf",
]
