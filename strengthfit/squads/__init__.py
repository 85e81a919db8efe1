"""Athletes who share a gym and a coach."""

from .coach import Coach
from .gym import Gym
from .member import Member
from .planner import plan_squad
from .priced_bound import PricedBound, check_bound
from .squad_plan import Booking, SharingCost, Shift, SquadPlan

__all__ = [
    "Booking",
    "Coach",
    "Gym",
    "Member",
    "PricedBound",
    "SharingCost",
    "Shift",
    "SquadPlan",
    "check_bound",
    "plan_squad",
]
