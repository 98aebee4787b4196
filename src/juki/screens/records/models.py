"""Index of the screens' tables."""

from juki.screens.records.kept_form import KeptForm
from juki.screens.records.revocation import RevocationsSeen, Revoked
from juki.screens.records.session import Session
from juki.screens.records.sign_in import SignIn

__all__ = ["KeptForm", "RevocationsSeen", "Revoked", "Session", "SignIn"]
