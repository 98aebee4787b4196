"""Linkage with the CS by hand, on screens."""
