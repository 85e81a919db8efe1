"""Files in and out: week files, plans of whole seasons, and answers as JSON."""

from .calendar_file import CalendarWeek, read_calendar
from .corpus import Corpus, read_corpus
from .diagnosis_json import (
    audit_to_dict,
    diagnosis_to_dict,
    explanation_to_dict,
    reason_to_dict,
)
from .plan_json import plan_to_dict
from .week_file import WeekFile, parse_week, read_week

__all__ = [
    "CalendarWeek",
    "Corpus",
    "WeekFile",
    "audit_to_dict",
    "diagnosis_to_dict",
    "explanation_to_dict",
    "parse_week",
    "plan_to_dict",
    "read_calendar",
    "read_corpus",
    "read_week",
    "reason_to_dict",
]
