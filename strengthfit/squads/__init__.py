"""Athletes who share a gym and a coach."""

from .coach import Coach
from .gym import Gym
from .member import Member
from .planner import plan_squad
from .squad_plan import Booking, SharingCost, Shift, SquadPlan

__all__ = [
    "Booking",
    "Coach",
    "Gym",
    "Member",
    "SharingCost",
    "Shift",
    "SquadPlan",
    "plan_squad",
]
