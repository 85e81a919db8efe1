"""The judge: what it says of weeks is held against the oracle."""
