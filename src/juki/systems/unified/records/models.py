"""Index of the tables."""

from juki.systems.unified.records.candidate import Candidate, CandidateDecision
from juki.systems.unified.records.link import Link
from juki.systems.unified.records.person import Person
from juki.systems.unified.records.version import Version

__all__ = ["Candidate", "CandidateDecision", "Link", "Person", "Version"]
