"""Machine endpoints: what peers send, and what clients with a permission may ask."""
