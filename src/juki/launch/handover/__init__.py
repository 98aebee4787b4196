"""Giving one of the six systems to another machine: what it needs goes, and nothing of it can run here any more."""
