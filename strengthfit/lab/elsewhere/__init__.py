"""Runs in another environment, or held by another tool: what they claim is judged here."""
