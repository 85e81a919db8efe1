"""Files in and out: week files, plans of whole seasons, and answers as JSON."""

from .answers import (
    ByWeek,
    WeekAnswer,
    alternatives_to_dict,
    audit_to_dict,
    diagnosis_to_dict,
    error_to_dict,
    explanation_to_dict,
    frontier_to_dict,
    given_to_dict,
    plan_to_dict,
    policy_to_dict,
    prescription_to_dict,
    preset_comparison_to_dict,
    reason_to_dict,
    robustness_to_dict,
    sweep_to_dict,
    to_dict,
    to_json,
)
from .calendar_file import parse_calendar, read_calendar
from .calendar_out import plan_to_ics
from .corpus import Corpus, read_corpus
from .format import BlockFile, CalendarWeek, Chosen, Format, ReadItem, WeekFile
from .garmin import plan_to_garmin
from .intervals_icu import parse_intervals_events, plan_to_intervals_events
from .json_schema import SCHEMAS, schema
from .plan_back import plan_from_dict, read_plan
from .questions import QUESTIONS, answer, ask, question_schema
from .registry import FORMATS, open_file, open_text
from .squad_back import read_squad_plan, squad_plan_from_dict
from .squad_calendars import gym_to_ics, squad_to_ics
from .squad_file import SquadFile, parse_squad, read_squad
from .strava import parse_strava_activities
from .trainingpeaks import parse_trainingpeaks_csv, plan_to_trainingpeaks
from .week_file import is_block, parse_block, parse_week, read_week
from .week_grid import parse_week_grid, plan_to_week_grid

__all__ = [
    "FORMATS",
    "QUESTIONS",
    "SCHEMAS",
    "BlockFile",
    "ByWeek",
    "CalendarWeek",
    "Chosen",
    "Corpus",
    "Format",
    "ReadItem",
    "SquadFile",
    "WeekAnswer",
    "WeekFile",
    "alternatives_to_dict",
    "answer",
    "ask",
    "audit_to_dict",
    "diagnosis_to_dict",
    "error_to_dict",
    "explanation_to_dict",
    "frontier_to_dict",
    "given_to_dict",
    "gym_to_ics",
    "is_block",
    "open_file",
    "open_text",
    "parse_block",
    "parse_calendar",
    "parse_intervals_events",
    "parse_squad",
    "parse_strava_activities",
    "parse_trainingpeaks_csv",
    "parse_week",
    "parse_week_grid",
    "plan_from_dict",
    "plan_to_dict",
    "plan_to_garmin",
    "plan_to_ics",
    "plan_to_intervals_events",
    "plan_to_trainingpeaks",
    "plan_to_week_grid",
    "policy_to_dict",
    "prescription_to_dict",
    "preset_comparison_to_dict",
    "question_schema",
    "read_calendar",
    "read_corpus",
    "read_plan",
    "read_squad",
    "read_squad_plan",
    "read_week",
    "reason_to_dict",
    "robustness_to_dict",
    "schema",
    "squad_plan_from_dict",
    "squad_to_ics",
    "sweep_to_dict",
    "to_dict",
    "to_json",
]
