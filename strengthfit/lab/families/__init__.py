"""Families of instances: a file each, made from seeds."""

from .registry import FAMILIES, Family

__all__ = ["FAMILIES", "Family"]
