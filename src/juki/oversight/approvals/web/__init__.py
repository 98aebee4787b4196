"""Pages: what waits, the very content, the decision."""
