"""The six systems. None imports another: they speak through links only."""
