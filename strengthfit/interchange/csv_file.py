"""CSV files as weeks: which planner wrote one is seen by its columns."""

from ..errors import FileError
from ..sizes import sizes
from .format import Chosen, Format, WeekFile
from .table_file import read_filled
from .trainingpeaks import is_trainingpeaks, week_of_export
from .week_grid import is_week_grid, week_of_grid


def _week(source: str, content: str | None, chosen: Chosen) -> WeekFile:
    """Read one week from a text, or from the path if there is none."""
    text = read_filled(source, sizes().csv_bytes) if content is None else content
    if is_trainingpeaks(text):
        return week_of_export(source, text, chosen)
    if is_week_grid(text):
        return week_of_grid(source, text, chosen)
    accepted = (
        "has neither a column for each day, Mon to Sun, nor WorkoutType and WorkoutDay, as exports "
        "of TrainingPeaks have"
    )
    raise FileError(source, [accepted])


FORMAT = Format(
    name="a CSV file of a planner",
    ending=".csv",
    holds_text=lambda text: is_trainingpeaks(text) or is_week_grid(text),
    week=_week,
    chosen_by="start",
)
