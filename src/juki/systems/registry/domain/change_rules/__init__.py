"""What an 異動 must fulfil, what only deserves a second look, and what may be proposed. Pure.

Source: 住基法7条–9条, 22条–25条, 30条の45–48; STD 4.0–4.6, 11.1; docs/rules/events.md.
"""

from juki.systems.registry.domain.change_rules.refusing import faults
from juki.systems.registry.domain.change_rules.warning import alerts

__all__ = ["alerts", "faults"]
