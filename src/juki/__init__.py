"""Juki: a suite of six municipal systems around the resident register."""

__version__ = "0.1.0"
