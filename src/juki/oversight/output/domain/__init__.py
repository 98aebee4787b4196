"""What may leave as a file, on what conditions, and how its cells are written."""
