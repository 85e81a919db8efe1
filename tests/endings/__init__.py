"""Every command, ended at any moment and written to places that take nothing."""
