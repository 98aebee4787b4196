"""What an inquiring agency (情報照会者, simulated) receives."""

from juki.links.intermediary import LinkageCodeIssued

__all__ = ["LinkageCodeIssued"]
