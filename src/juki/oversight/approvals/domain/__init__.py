"""What may be approved, by whom, and when an approval counts."""
