"""Index of the CS's tables."""

from juki.systems.jukinet.records.awaited_serial import AwaitedSerial
from juki.systems.jukinet.records.identification import Identification
from juki.systems.jukinet.records.identification_version import IdentificationVersion

__all__ = ["AwaitedSerial", "Identification", "IdentificationVersion"]
