"""Use cases: operations change in one transaction, queries read after their audit row is committed."""
