"""A small set of screens, to test what all screens share."""
