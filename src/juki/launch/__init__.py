"""Starting the house: keys, databases, processes, the demonstration."""
