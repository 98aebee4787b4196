"""What the CS does: one transaction each for what changes the file, logged reads for what shows it."""
