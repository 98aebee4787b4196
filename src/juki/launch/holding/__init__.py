"""Who works on a home: the lock that one process holds, and processes told apart beyond their number."""
