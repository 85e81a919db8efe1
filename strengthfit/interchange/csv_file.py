"""CSV files as weeks: which planner wrote one is seen by its columns."""

from ..errors import FileError
from .format import Chosen, Format, WeekFile
from .table_file import read_filled
from .trainingpeaks import is_trainingpeaks, parse_trainingpeaks_csv
from .week_grid import is_week_grid, parse_week_grid


def _week(source: str, content: str | None, chosen: Chosen) -> WeekFile:
    """Read one week from a text, or from the path if there is none."""
    text = read_filled(source, LARGEST_CSV) if content is None else content
    start = chosen.start or ""
    if is_trainingpeaks(text):
        return parse_trainingpeaks_csv(
            text, start, source, strength=chosen.strength, repeats=chosen.repeats
        )
    if is_week_grid(text):
        return parse_week_grid(
            text, start, source, strength=chosen.strength, repeats=chosen.repeats
        )
    accepted = (
        "has neither a column for each day, Mon to Sun, nor WorkoutType and WorkoutDay, as exports "
        "of TrainingPeaks have"
    )
    raise FileError(source, [accepted])


LARGEST_CSV = 10_000_000
"""Bytes. Ten years of an export are less."""

FORMAT = Format(
    name="a CSV file of a planner",
    ending=".csv",
    holds_text=lambda text: is_trainingpeaks(text) or is_week_grid(text),
    week=_week,
    chosen_by="start",
)
