"""Index of the national server's tables."""

from juki.outside.nation.records.awaited import NationAwaited
from juki.outside.nation.records.designation import NationCode, NationDesignation
from juki.outside.nation.records.person import NationPerson
from juki.outside.nation.records.registration import NationRegistration
from juki.outside.nation.records.secret import NationSecret

__all__ = [
    "NationAwaited",
    "NationCode",
    "NationDesignation",
    "NationPerson",
    "NationRegistration",
    "NationSecret",
]
