"""From nothing to a city that can be started: databases, keys, grants, settings, clock."""
