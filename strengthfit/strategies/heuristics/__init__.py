"""Strategies that prove nothing: constructions and searches."""
