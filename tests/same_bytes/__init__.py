"""Real weeks, planned under many conditions of the process that plans: the bytes are the same."""
