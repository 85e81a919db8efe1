"""Solvers that come as Python packages, as programs that read a file and print an answer."""
