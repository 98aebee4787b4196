"""Use cases of the office."""
