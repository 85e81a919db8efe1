"""Figures: weeks, blocks, frontiers, robustness, profiles; matplotlib loads when it is used."""

from .block_figure import draw_block
from .frontier_figure import draw_frontier
from .profile_figure import draw_profile
from .robustness_figure import draw_robustness
from .week_figure import draw_week

__all__ = ["draw_block", "draw_frontier", "draw_profile", "draw_robustness", "draw_week"]
