"""Answers kept as files: what the library says, to the byte.

A difference is either a mistake or a decision. ``python -m tests.golden.write`` takes the answers
as they are now; the commit that changes one says why.
"""
