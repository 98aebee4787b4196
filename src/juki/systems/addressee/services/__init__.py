"""Use cases of the addressee system."""
