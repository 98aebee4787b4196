"""Many cards at once, several workers of the kiosk system, a register that goes on changing, and workers that die."""
