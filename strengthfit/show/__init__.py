"""All that a person reads: text, HTML, and figures, whose `draw_*` functions are handed on here."""

from .figures import draw_block, draw_frontier, draw_profile, draw_robustness, draw_week

__all__ = ["draw_block", "draw_frontier", "draw_profile", "draw_robustness", "draw_week"]
