"""Index of the tables of the office."""

from juki.office.records.attempt import Attempt
from juki.office.records.client import Client
from juki.office.records.code import Code, UsedAssertion
from juki.office.records.credential import Credential
from juki.office.records.decision import Decision
from juki.office.records.grant import Grant
from juki.office.records.passkey import Ceremony, Enrolment, Passkey
from juki.office.records.person import Person
from juki.office.records.revocation import Revocation, RevocationHead
from juki.office.records.session import Session

__all__ = [
    "Attempt",
    "Ceremony",
    "Client",
    "Code",
    "Credential",
    "Decision",
    "Enrolment",
    "Grant",
    "Passkey",
    "Person",
    "Revocation",
    "RevocationHead",
    "Session",
    "UsedAssertion",
]
