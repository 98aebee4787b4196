"""Services: asking, deciding, using."""
