"""Planning again when the week did not go as planned: the past stays, and little changes."""

from .replan import replan_from

__all__ = ["replan_from"]
