"""Every certificate that was issued, by its serial number, and not whose."""
