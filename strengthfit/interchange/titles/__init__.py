"""What runners, coaches and planners call their sessions, and what is meant by it."""

from .meaning import Meaning
from .recognise import recognise

__all__ = ["Meaning", "recognise"]
