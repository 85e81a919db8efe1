"""Athletes who share a gym and a coach."""

from .coach import Coach
from .diagnosis import SquadDiagnosis, diagnose_squad
from .gym import Gym
from .member import Member
from .planner import plan_squad
from .prices import FullStart, member_prices
from .replanning import replan_squad
from .shadow_prices import SquadPrice, squad_prices
from .squad_plan import Booking, SharingCost, Shift, SquadPlan
from .ways_out import WayOut

__all__ = [
    "Booking",
    "Coach",
    "FullStart",
    "Gym",
    "Member",
    "SharingCost",
    "Shift",
    "SquadDiagnosis",
    "SquadPlan",
    "SquadPrice",
    "WayOut",
    "diagnose_squad",
    "member_prices",
    "plan_squad",
    "replan_squad",
    "squad_prices",
]
