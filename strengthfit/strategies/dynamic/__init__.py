"""Dynamic programming over sorted starts, and decision diagrams made in the same way."""
