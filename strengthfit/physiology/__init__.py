"""What strength does to running and running to strength: numbers, each with its source."""
