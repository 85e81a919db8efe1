"""Families of instances: a file each, made from seeds."""

from .listing import FAMILIES, Family

__all__ = ["FAMILIES", "Family"]
