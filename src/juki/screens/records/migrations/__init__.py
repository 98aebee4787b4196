"""Migrations of the screens' tables."""
