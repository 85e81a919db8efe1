"""Files in and out: week files, plans of whole seasons, and plans as JSON."""

from .corpus import Corpus, read_corpus
from .plan_json import plan_to_dict
from .week_file import WeekFile, parse_week, read_week

__all__ = ["Corpus", "WeekFile", "parse_week", "plan_to_dict", "read_corpus", "read_week"]
