"""Doors of the addressee system: what it receives over links, and the interface for staff and programs."""
