"""Services: letting a file out, sealing it, the list of permitted places."""
