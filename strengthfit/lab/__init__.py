"""The laboratory: instances, a checker, a runner and a report, to compare strategies honestly."""
