"""One process of the city: its settings, its listeners, its threads, its log."""
