"""Index of the tables of the addressee system."""

from juki.systems.addressee.records.addressee import Addressee
from juki.systems.addressee.records.block import NumberBlock, NumberRange
from juki.systems.addressee.records.version import Version

__all__ = ["Addressee", "NumberBlock", "NumberRange", "Version"]
