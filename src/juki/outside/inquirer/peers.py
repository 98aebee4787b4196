"""The inquirer's side of its link with the network: ephemeral keys, questions, sealed answers."""

from typing import NamedTuple
from uuid import UUID

import msgspec
from joserfc.jwk import ECKey

from juki.kernel.clock import Times
from juki.kernel.work import Actor
from juki.links.errors import NotSealed
from juki.links.inquirer import LinkageCodeIssued
from juki.links.nws import Inquiry, InquiryAnswer, ProvidedFact
from juki.links.post.questions import ask
from juki.links.wire.keys import unseal
from juki.outside.inquirer.errors import AnswerUnreadable

__all__ = ["InquiryAnswer", "LinkageCodeIssued", "ProvidedFact"]

CURVE = "P-256"


class Wanted(NamedTuple):
    """What is asked: by which agency, for which duty and procedure, which information."""

    agency: str
    duty: str
    procedure: str
    information: str


def fresh_key() -> ECKey:
    """A key pair for one answer; its private half never leaves this process and is forgotten with it."""
    return ECKey.generate_key(CURVE)


def public_part(key: ECKey) -> str:
    """The JWK of a key's public half."""
    return msgspec.json.encode(key.as_dict(private=False)).decode()


def inquire(
    wanted: Wanted, *, linkage_code: str, answer_key: str, key: UUID, actor: Actor, times: Times
) -> InquiryAnswer:
    """Ask the network.

    Raises:
        PeerUnreachable, PeerRefused: there is no answer.
    """
    question = Inquiry(**wanted._asdict(), linkage_code=linkage_code, answer_key=answer_key)
    return ask(
        question,
        InquiryAnswer,
        own="inquirer",
        to="nws",
        about=f"inquiry:{key}",
        trace=key,
        actor=actor,
        times=times,
    )


def opened(sealed: str, *, key: ECKey) -> ProvidedFact:
    """The fact in a sealed answer.

    Raises:
        AnswerUnreadable: altered, for another key, or of another shape.
    """
    try:
        return msgspec.json.decode(unseal(sealed, key=key), type=ProvidedFact)
    except (NotSealed, msgspec.DecodeError, UnicodeDecodeError):
        raise AnswerUnreadable from None
