"""Pages that show what each simulated counterpart received. In a demonstration only, behind its key."""
