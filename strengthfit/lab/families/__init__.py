"""Families of instances: each is one file here and one line in `listing.py`."""
