"""Athletes who share a gym and a coach."""

from .coach import Coach
from .gym import Gym
from .member import Member

__all__ = ["Coach", "Gym", "Member"]
