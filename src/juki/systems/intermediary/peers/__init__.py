"""The only part of this system that knows the links."""
