"""Runnable studies; their kept results lie in `results/` with the command that made them."""
