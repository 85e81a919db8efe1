"""Files that nobody meant: every reader either reads them or says what is wrong."""
