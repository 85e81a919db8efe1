"""Many weeks: planned on processes or any executor, as they come, and kept in files."""
