"""Many generated weeks, held to every promise, and planned by exact strategies side by side."""
