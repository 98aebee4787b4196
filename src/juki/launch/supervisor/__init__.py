"""The supervisor: parent of PostgreSQL and of the city's processes, and their end."""
