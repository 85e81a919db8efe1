"""Tests of how values print."""
