"""Variants of CP-SAT to compare with, which nobody should plan with.

Each shows what one decision of the default strategy is worth: the counted model, the relaxation,
one worker. `strengthfit.lab.strategies` lists them by name.
"""
