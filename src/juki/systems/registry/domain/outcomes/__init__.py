"""What an 異動 does to the register, as pure functions: a scene and a movement in, versions and households out."""

from juki.systems.registry.domain.outcomes.applying import outcome
from juki.systems.registry.domain.outcomes.leaving import due, reason_of_plan

__all__ = ["due", "outcome", "reason_of_plan"]
