"""What plans can be traded off by: an `Axis` makes whole numbers over choices, one file each."""

from .axis import Axis, Form
from .registry import AXES

__all__ = ["AXES", "Axis", "Form"]
