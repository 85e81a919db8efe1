"""A week and a policy as a labelled 0-1 program. Knows nothing of solvers."""

from .choices import Choices
from .compile import formulate
from .labels import Label
from .program import Program
from .rows import Rows

__all__ = ["Choices", "Label", "Program", "Rows", "formulate"]
