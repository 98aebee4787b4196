"""Index of the table of 公的個人認証."""

from juki.outside.jpki.records.certificate import Certificate

__all__ = ["Certificate"]
