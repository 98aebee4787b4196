"""Index of the CS's tables."""

from juki.systems.jukinet.records.identification import Identification
from juki.systems.jukinet.records.identification_version import IdentificationVersion

__all__ = ["Identification", "IdentificationVersion"]
