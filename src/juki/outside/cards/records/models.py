"""Index of the card management's tables."""

from juki.outside.cards.records.card import Card

__all__ = ["Card"]
