"""What is true in all six systems, and nothing else."""
