"""Whom the register talks to: the only modules here that know ``juki.links``."""
